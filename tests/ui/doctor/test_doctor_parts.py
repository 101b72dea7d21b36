"""The parts of the doctor's window by themselves: what is marked, coloured, kept and shared."""

from __future__ import annotations

import pytest
from doctor_window import RIGHT, Doctor, dump
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation, Outcome, Row
from nvexplorer.dumps.dump import Dump, FieldKind, Header, Reading
from nvexplorer.model.mac import Certainty
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.differing import differing
from nvexplorer.ui.panes.doctor.fields_form import FieldsForm
from nvexplorer.ui.panes.doctor.parts_table import table_rows
from nvexplorer.ui.panes.doctor.paste_editor import PasteEditor
from nvexplorer.ui.panes.doctor.report_view import ReportView
from nvexplorer.ui.panes.doctor.told import Told


def marked(text: str, ranges: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("expected", "made", "ours", "theirs"),
    [
        ("13:30:12.000", "15:30:12.000", ["3"], ["5"]),
        ("EN", "EN", [], []),
        ("abc", "abcd", [], ["d"]),
        ("abcd", "abc", ["d"], []),
        ("keyword=Mäkinen", "keyword=M%C3%A4kinen", ["ä"], ["%C3%A4"]),
        ("Demo", "quite another", ["Demo"], ["quite another"]),
        ("x" * 5000, "x" * 2000 + "y" + "x" * 3000, [], ["y"]),
        ("", "a", [], ["a"]),
    ],
)
def test_differing_characters_are_found(
    expected: str, made: str, ours: list[str], theirs: list[str]
) -> None:
    one, other = differing(expected, made)
    assert marked(expected, one) == ours
    assert marked(made, other) == theirs


def test_what_is_only_missing_is_marked_where_it_should_have_been() -> None:
    row = Row(1, "URL", "https://a/b?c=d", "https://a/b", True, "documented")
    _, (shown,) = table_rows([row], made_known=True)
    assert shown.cells[1].marked == ((11, 15),)
    assert shown.cells[2].marked == ()
    assert shown.differs


def test_without_an_explanation_nothing_is_said_of_what_was_hashed() -> None:
    titles, (shown,) = table_rows([Row(2, "Sender", "Demo", "", False, "")], made_known=False)
    assert titles == ("Part", "Expected", "How sure is the expectation")
    assert "same" not in shown.copied + shown.spoken


def test_header_names_are_coloured_also_behind_characters_of_two_units(qtbot, theme) -> None:
    editor = PasteEditor(theme)
    qtbot.addWidget(editor)
    text = "# 😀\nX-Netvisor-Interface-Language: EN\n"
    editor.show_text(text)
    start = text.index("X-")
    header = Header("X-Netvisor-Interface-Language", "EN", start, text.index(":"))
    editor.show_dump(Dump("headers", headers=(header,)))
    (selection,) = editor.extraSelections()
    assert selection.cursor.selectedText() == "X-Netvisor-Interface-Language:"
    assert selection.format.foreground().color().name() == theme.tokens.xml_tag


def reading(*fields: tuple[FieldKind, str], missing: tuple[FieldKind, ...] = ()) -> Reading:
    return Reading(Dump("test"), fields, missing, ())


def test_what_was_typed_for_a_missing_field_stays_until_the_request_has_it(qtbot, theme) -> None:
    form = FieldsForm(theme)
    qtbot.addWidget(form)
    form.show()
    mac = next(each for each in form.findChildren(QLineEdit) if each.accessibleName() == "MAC")
    form.show_reading(reading(missing=(FieldKind.MAC,)))
    assert mac.isVisible()
    mac.setFocus()
    qtbot.keyClicks(mac, "ab12")
    assert form.values == {FieldKind.MAC: "ab12"}
    assert form.missing == ()
    form.show_reading(reading((FieldKind.LANGUAGE, "EN"), missing=(FieldKind.MAC,)))
    assert form.values == {FieldKind.MAC: "ab12"}
    form.show_reading(reading((FieldKind.MAC, "cd34")))
    assert form.values == {}
    assert mac.text() == "cd34"
    assert mac.isHidden()


def test_the_profile_fills_in_what_it_knows(qtbot, theme) -> None:
    form = FieldsForm(theme)
    qtbot.addWidget(form)
    form.show_reading(reading(missing=(FieldKind.SENDER, FieldKind.MAC)))
    form.show_given({FieldKind.SENDER: "Demo"})
    assert form.missing == (FieldKind.MAC,)
    assert form.from_profile == (FieldKind.SENDER,)


def difference(title: str, certainty: Certainty) -> Difference:
    return Difference(title, title, "It is so.", "Do otherwise.", certainty, "", "a", "b")


def told(*explanations: Explanation) -> Told:
    rows = tuple(
        (Row(5, "Language", "EN", each.differences[0].made, True, ""),) for each in explanations
    )
    diagnosis = Diagnosis(Outcome.EXPLAINED, explanations, rows[0], (), 18412, 0.041, 1)
    return Told(diagnosis, rows, None, "report", "### report")


def texts(view: ReportView) -> str:
    QCoreApplication.processEvents()  # new widgets are shown with the next events
    return "\n".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_of_equally_small_explanations_each_is_shown(qtbot, theme, tasks) -> None:
    view = ReportView(theme, tasks)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    first = difference("The first.", Certainty.DOCUMENTED)
    second = difference("The second.", Certainty.OPEN)._replace(made="FI")
    view.show_told(
        told(Explanation((first,), None, True), Explanation((second,), None, False))  # type: ignore[arg-type]
    )
    assert "18\u202f412 candidates, 41 ms" in texts(view)
    assert "1 of 2 explanations" in texts(view)
    assert "mistake" in texts(view)
    view.turn(1)
    assert "2 of 2 explanations" in texts(view)
    assert "The second." in texts(view)
    assert "The first." not in texts(view)
    assert "Likely: this difference" in texts(view)
    assert "may be chance" in texts(view)
    assert "mistake" not in texts(view), "where the rule is open it is a difference"
    assert view.table.row_texts() == ["Language\tEN\tFI\t"]
    view.turn(1)
    assert "The first." in texts(view)


def test_fields_are_counted_as_they_are_named() -> None:
    some = reading((FieldKind.URL, "u"), (FieldKind.SENDER, "s"), (FieldKind.MAC, "m"))
    assert wording.recognised(some) == ("3 fields recognised", "URL, 2 headers, MAC")
    assert wording.missing((FieldKind.TIMESTAMP, FieldKind.LANGUAGE)) == (
        "missing: Timestamp and Language"
    )


def test_another_way_to_a_request_has_a_page_of_its_own(doctor: Doctor) -> None:
    page = doctor.page
    doctor.paste(dump(RIGHT.mac))
    way = doctor.window.ways.add_way("Another", QLabel("a page"))
    doctor.explorer.click(doctor.explorer.button("Another", doctor.window))
    assert page.ways.current == way
    lines = dump(RIGHT._replace(language="FI").mac).splitlines()
    headers = tuple(Header(*line.split(": ", 1)) for line in lines[1:])
    page.take_dump(Dump("caught", "GET", lines[0][4:], headers), live=True)
    doctor.explorer.until(lambda: page.found is not None, "the result")
    assert doctor.headline.startswith("Proven")
    assert page.paste.text == dump(RIGHT.mac), "what was pasted is still there"
    doctor.explorer.click(doctor.explorer.button("Paste", doctor.window))
    doctor.read()
    assert doctor.sees("The request was changed since.")
    assert doctor.find() == "The MAC is right"
