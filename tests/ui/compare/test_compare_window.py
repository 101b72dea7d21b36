"""What is compared in the window: files, texts, structure and text beside each other."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from compare_window import DIFFERENCES, TWIN, Compare
from customers import customer_list, customers
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QPushButton

from nvexplorer.ui.panes.compare.twin_view import TwinView

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def changed_pair(folder: Path) -> tuple[Path, Path]:
    """Customer 1002 has another name, 1004 is gone, 1099 is new."""
    before = customers(8)
    after = [each for each in before if each.code != 1004]
    after[2] = after[2]._replace(name="Asiakas 2 Ab")
    after.append(before[0]._replace(code=1099, key=199, name="Uusi Oy"))
    left = written(folder, "before.xml", customer_list(before))
    return left, written(folder, "after.xml", customer_list(after, "23.11.2026 9:00:00"))


def test_it_opens_empty_and_says_what_to_do(compare: Compare) -> None:
    compare.explorer.window.actions_.action("compare-window").trigger()
    compare.come_forward()
    assert compare.sees("Ctrl+1 chooses the left side")
    assert compare.window.windowTitle() == "Compare – Netvisor Explorer"
    compare.explorer.press("F8")
    compare.explorer.press("F5")
    compare.explorer.press("Ctrl+Shift+X")
    assert compare.sees("Nothing yet")


def test_a_thousand_customers_reordered_and_rekeyed_do_not_differ(
    compare: Compare, tmp_path: Path
) -> None:
    here = customers(1000)
    there = customers(1000, first_key=50_000)
    random.Random(7).shuffle(there)
    compare.load(
        written(tmp_path, "test.xml", customer_list(here)),
        written(tmp_path, "production.xml", customer_list(there, "23.11.2026 9:00:00")),
    )
    assert not compare.sees("No difference")
    presets = compare.explorer.named(QComboBox, "What counts", compare.window)
    presets.setCurrentText("Across environments")
    presets.activated.emit(presets.currentIndex())
    compare.done()
    assert compare.sees("No difference")
    assert compare.rows_count == 0


def test_differences_are_listed_by_record_with_their_values(
    compare: Compare, tmp_path: Path
) -> None:
    compare.load(*changed_pair(tmp_path))
    assert compare.window.windowTitle() == "before.xml and after.xml – Compare – Netvisor Explorer"
    rows = compare.rows
    assert "changed: ResponseStatus/TimeStamp: 22.11.2026 15:30:12 → 23.11.2026 9:00:00" in rows
    at = rows.index("Customer, Netvisorkey=102, 1 difference")
    assert rows[at + 1] == "changed: Name: Asiakas 2 Oy → Asiakas 2 Ab"
    assert any(row.startswith("removed: Customer Netvisorkey=104") for row in rows)
    assert any(row.startswith("added: Customer Netvisorkey=199") for row in rows)


def test_one_kind_can_be_looked_at_alone(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    every = compare.rows
    chip = compare.explorer.named(QPushButton, "1 removed", compare.window)
    compare.explorer.click(chip)
    assert [row.split(":")[0] for row in compare.rows] == ["removed"]
    compare.explorer.click(chip)
    assert compare.rows == every


def test_what_is_ignored_can_be_edited(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    compare.explorer.press("Ctrl+I")
    field = compare.explorer.named(QLineEdit, "Ignored names", compare.window)
    compare.explorer.until(field.hasFocus, "the field")
    compare.explorer.type("TimeStamp Name")
    compare.explorer.press("Return")
    compare.done()
    assert {row.split(":")[0] for row in compare.rows} == {"added", "removed"}
    presets = compare.explorer.named(QComboBox, "What counts", compare.window)
    assert presets.currentText() == "My own choice"


def test_esc_takes_back_what_was_typed_there(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    before = compare.rows
    compare.explorer.press("Ctrl+I")
    field = compare.explorer.named(QLineEdit, "Ignored names", compare.window)
    compare.explorer.type("Name")
    compare.explorer.press("Esc")
    view = compare.explorer.named(QListView, DIFFERENCES, compare.window)
    compare.explorer.until(view.hasFocus, "the list")
    assert compare.window.isVisible()
    assert field.text() == ""
    assert compare.rows == before


def test_the_tab_key_goes_to_everything(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    view = compare.explorer.named(QListView, DIFFERENCES, compare.window)
    compare.explorer.until(view.hasFocus, "the list")
    seen = []
    for _ in range(30):
        compare.explorer.press("Tab")
        widget = compare.explorer.focus
        seen.append(widget.accessibleName() or getattr(widget, "text", lambda: "")())
        if widget is view:
            break
    assert seen == [
        "Compare again",
        "Copy report",
        "More to do with the report",
        "Choose the left side",
        "Swap the sides",
        "Choose the right side",
        "Views of the comparison",
        "What counts",
        "Ignored names",
        "Keys ▾",
        "More ▾",
        "1 added",
        "1 removed",
        "2 changed",
        "Differences",
    ]


def test_the_key_that_records_are_matched_by_can_be_chosen(
    compare: Compare, tmp_path: Path
) -> None:
    before = customers(5)
    after = customers(5, first_key=900)
    compare.load(
        written(tmp_path, "a.xml", customer_list(before)),
        written(tmp_path, "b.xml", customer_list(after)),
    )
    keys = compare.explorer.button("Keys ▾", compare.window)
    below = keys.menu().actions()[0].menu()
    compare.by_name(below, "By Code").trigger()
    compare.done()
    assert compare.sees("5 Customer matched by Code (chosen)")
    below = keys.menu().actions()[0].menu()
    compare.by_name(below, "By Netvisorkey").trigger()
    compare.done()
    assert compare.sees("matched by Netvisorkey (chosen)")
    assert sum(row.startswith("added: Customer") for row in compare.rows) == 5


def test_enter_shows_both_places_beside_each_other(compare: Compare, tmp_path: Path) -> None:
    before = customers(60)
    after = [*before[30:], *before[:30]]
    compare.load(
        written(tmp_path, "a.xml", customer_list(before)),
        written(tmp_path, "b.xml", customer_list(after)),
    )
    view = compare.explorer.named(QListView, DIFFERENCES, compare.window)
    compare.explorer.until(view.hasFocus, "the list")
    moved = next(n for n, row in enumerate(compare.rows) if row.startswith("moved: Customer"))
    key = compare.rows[moved].split("Netvisorkey=")[1].split(":")[0]
    while view.currentIndex().row() != moved:
        compare.explorer.press("Down")
    compare.explorer.press("Return")
    twin = compare.explorer.named(TwinView, TWIN, compare.window)
    compare.explorer.until(twin.hasFocus, "the text")
    compare.done()
    selected = []
    for _ in range(2):
        compare.explorer.press("Ctrl+C")
        selected.append(compare.explorer.clipboard)
        compare.explorer.press("F6")
    assert selected[0] == selected[1]
    assert f"<Netvisorkey>{key}</Netvisorkey>" in selected[0]


def test_the_text_is_aligned_and_walked_through(compare: Compare, tmp_path: Path) -> None:
    left, right = changed_pair(tmp_path)
    compare.load(left, right)
    compare.explorer.press("Alt+2")
    compare.done()
    compare.explorer.until(lambda: compare.page.text.twin.aligned, "the aligned rows")
    rows = compare.shown()
    assert ("<Name>Asiakas 2 Oy</Name>", "<Name>Asiakas 2 Ab</Name>") in rows
    assert ("<Code>1004</Code>", None) in rows
    assert (None, "<Code>1099</Code>") in rows
    twin = compare.explorer.named(TwinView, TWIN, compare.window)
    compare.explorer.until(twin.hasFocus, "the text")
    seen = []
    for number in range(1, 5):
        compare.explorer.press("F8" if number % 2 else "Alt+Down")
        assert compare.sees(f"{number} of 4")
        seen.append(twin.accessibleDescription())
    assert "<TimeStamp>" in seen[0]
    assert "<Name>Asiakas 2 Oy</Name>" in seen[1]
    assert seen[2].startswith("Left row")
    assert seen[3].startswith("Right row")
    compare.explorer.press("F8")
    assert compare.sees("4 of 4")
    compare.explorer.press("Shift+F8")
    assert compare.sees("3 of 4")
    compare.explorer.press("Alt+Up")
    assert compare.sees("2 of 4")


def test_both_sides_can_be_copied_from(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    compare.explorer.press("Alt+2")
    compare.done()
    compare.explorer.press("F8")
    compare.explorer.press("Shift+End")
    compare.explorer.press("Ctrl+C")
    assert compare.explorer.clipboard == "<TimeStamp>22.11.2026 15:30:12</TimeStamp>"
    compare.explorer.press("F6")
    compare.explorer.press("Shift+End")
    compare.explorer.press("Ctrl+C")
    assert compare.explorer.clipboard == "<TimeStamp>23.11.2026 9:00:00</TimeStamp>"


def test_text_is_found_on_the_side_with_the_keyboard(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    compare.explorer.press("Ctrl+F")
    field = compare.explorer.named(QLineEdit, "Find in the answer", compare.window)
    compare.explorer.until(field.hasFocus, "the field")
    compare.explorer.type("asiakas 2")
    compare.explorer.until(lambda: compare.sees("1 of 1"), "the hit")
    twin = compare.explorer.named(TwinView, TWIN, compare.window)
    assert twin.accessibleDescription().endswith("<Name>Asiakas 2 Oy</Name>")
    compare.explorer.press("Ctrl+A")
    compare.explorer.type("oy<")
    compare.explorer.until(lambda: compare.sees("of 8"), "all hits")
    compare.explorer.press("F3")
    compare.explorer.press("Esc")
    compare.explorer.until(twin.hasFocus, "the text")
    assert compare.window.isVisible()


def test_a_malformed_side_is_told_of_and_compared_as_text(compare: Compare, tmp_path: Path) -> None:
    whole = customer_list(customers(3))
    compare.load(
        written(tmp_path, "whole.xml", whole),
        written(tmp_path, "cut.xml", whole.replace(b"</Name>", b"</Nime>", 1)),
    )
    compare.done()
    assert "The right document has a closing tag that does not fit" in compare.page.banner.text
    assert ("<Name>Asiakas 0 Oy</Name>", "<Name>Asiakas 0 Oy</Nime>") in compare.shown()


def test_plain_text_is_compared_as_text(compare: Compare) -> None:
    compare.window.open()
    compare.come_forward()
    for side, text in (("1", "one\ntwo\nthree\n"), ("2", "one\n2\nthree\n")):
        QApplication.clipboard().setText(text)
        compare.explorer.press(f"Ctrl+{side}")
        compare.choose("text on the clipboard")
        compare.come_forward()
    compare.done()
    compare.explorer.until(lambda: compare.page.text.twin.aligned, "the aligned rows")
    assert compare.shown()[:3] == [("one", "one"), ("two", "2"), ("three", "three")]


def test_the_sides_can_be_swapped(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    compare.explorer.press("Ctrl+Shift+X")
    compare.done()
    assert "changed: Name: Asiakas 2 Ab → Asiakas 2 Oy" in compare.rows
    assert any(row.startswith("added: Customer Netvisorkey=104") for row in compare.rows)


def test_a_file_that_cannot_be_read_is_told_of(compare: Compare, tmp_path: Path) -> None:
    compare.window.open()
    compare.come_forward()
    compare.page.bar.dropped.emit(0, str(tmp_path / "missing.xml"))
    compare.explorer.settle()
    assert "missing.xml cannot be read" in compare.page.banner.text
    assert compare.sees("Nothing yet")


def test_the_report_is_copied_and_saved(compare: Compare, tmp_path: Path) -> None:
    compare.load(*changed_pair(tmp_path))
    compare.explorer.press("Ctrl+Shift+C")
    text = compare.explorer.clipboard
    assert "Asiakas 2 Ab" in text
    assert "before.xml" in text
    compare.window.report.save_to(str(tmp_path / "report.md"))
    compare.explorer.settle()
    assert "Asiakas 2 Ab" in (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "Saved as" in compare.page.banner.text


def test_esc_stops_and_then_closes_and_nothing_is_kept(compare: Compare, tmp_path: Path) -> None:
    big = customer_list(customers(30_000))
    compare.window.open()
    compare.come_forward()
    for which, name in ((0, "a.xml"), (1, "b.xml")):
        compare.page.bar.dropped.emit(which, str(written(tmp_path, name, big)))
        compare.explorer.settle()
    compare.explorer.until(lambda: compare.page.comparing.running, "the beginning")
    compare.explorer.press("Esc")
    assert not compare.page.comparing.running
    assert compare.sees("The comparison was stopped.")
    assert compare.window.isVisible()
    compare.explorer.press("Esc")
    compare.explorer.until(compare.window.isHidden, "the end of the window")
    assert compare.page.sides == (None, None)
    assert compare.explorer.window.services.settings.current.compare_geometry


def test_the_window_lives_while_megabytes_are_compared(compare: Compare, tmp_path: Path) -> None:
    before = customers(20_000)
    after = [
        each._replace(name=f"Muu {each.code} Oy") if each.code % 50 == 0 else each
        for each in before
        if each.code % 999
    ]
    left = written(tmp_path, "a.xml", customer_list(before))
    right = written(tmp_path, "b.xml", customer_list(after))
    compare.load(left, left)
    compare.explorer.press("Alt+2")
    compare.done()
    with Heartbeat() as heart:
        compare.page.bar.dropped.emit(1, str(right))
        compare.explorer.until(lambda: compare.page.sides[1].title == "b.xml", "the other file")
        compare.done()
        compare.explorer.until(lambda: compare.page.text.twin.aligned, "the aligned rows")
        for number in range(1, 21):
            compare.explorer.press("F8")
            assert compare.sees(f"{number} of")
        compare.explorer.press("PgDown")
    assert heart.longest_work < MOST_WORK
