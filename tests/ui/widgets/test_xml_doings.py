"""What one can do in an answer besides reading it: fold, follow links, handle long values, copy,
hear it, watch it arrive."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LIST = (
    "<Root><Customerlist>"
    + "".join(
        f"<Customer><Netvisorkey>{key}</Netvisorkey><Name>Mäkinen {key}</Name>"
        f"<Uri>/getcustomer.nv?id={key}</Uri></Customer>"
        for key in range(300)
    )
    + "</Customerlist></Root>"
)
_Key = Qt.Key
_Control = Qt.KeyboardModifier.ControlModifier
_Shift = Qt.KeyboardModifier.ShiftModifier
_Alt = Qt.KeyboardModifier.AltModifier
_None = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot) -> XmlView:
    view = XmlView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def show(qtbot: QtBot, view: XmlView, text: str) -> None:
    view.set_text_bytes(text.encode())
    qtbot.waitUntil(lambda: view.is_complete)


def seen(view: XmlView) -> list[str]:
    return [" " * line.first + line.text for _, line in view.rows_in_sight()]


def gutter_of(view: XmlView, row: int) -> QPoint:
    return QPoint(view.point_at(row, 0).x() - 8, view.point_at(row, 0).y())


def looks(view: XmlView, row: int) -> bytes:
    """The picture of a row."""
    y = view.point_at(row, 0).y()
    picture = view.viewport().grab().copy(0, y - 6, view.viewport().width(), 12).toImage()
    return bytes(picture.constBits())


# --- folding ------------------------------------------------------------------------------------


def test_a_click_beside_an_element_folds_it_and_another_unfolds_it(
    qtbot: QtBot, view: XmlView
) -> None:
    show(qtbot, view, LIST)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=gutter_of(view, 2))
    assert seen(view)[:4] == [
        "<Root>", "  <Customerlist>", "    <Customer>", "    <Customer>",
    ]  # fmt: skip
    assert view.rows_in_sight()[3][0] == 7  # numbers stay those of the document
    folded = looks(view, 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=gutter_of(view, 2))
    assert seen(view)[3] == "      <Netvisorkey>0</Netvisorkey>"
    assert looks(view, 2) != folded


def test_a_folded_row_says_how_many_elements_it_hides(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    view.folding.toggle(2)
    assert view.document
    assert view.folding.note(view.document, 2) == "… 3 elements"
    view.folding.toggle(1)
    document = view.document
    qtbot.waitUntil(lambda: view.folding.note(document, 1) == "… 300 elements")


def test_keys_fold_the_element_around_the_caret_and_those_around_it(
    qtbot: QtBot, view: XmlView
) -> None:
    show(qtbot, view, LIST)
    view.go_to_row(4)
    keys = (_Key.Key_BracketLeft, _Key.Key_BraceLeft, _Key.Key_BracketLeft)  # as layouts have it
    for expected, key in zip((2, 1, 0), keys, strict=True):
        QTest.keyClick(view, key, _Control | _Shift)
        qtbot.waitUntil(lambda expected=expected: view.caret_row == expected)
    assert seen(view) == ["<Root>"]
    QTest.keyClick(view, _Key.Key_BracketRight, _Control | _Shift)
    assert seen(view) == ["<Root>", "  <Customerlist>", "</Root>"]


def test_all_elements_of_a_level_are_folded_and_unfolded(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    QTest.keyClick(view, _Key.Key_Underscore, _Control | _Alt | _Shift)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() < 300)
    assert seen(view)[:5] == ["<Root>", "  <Customerlist>", *["    <Customer>"] * 3]
    view.folding.unfold_all()
    assert seen(view)[3] == "      <Netvisorkey>0</Netvisorkey>"


def test_the_caret_steps_over_what_is_folded(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    view.folding.toggle(2)
    QTest.keyClick(view, _Key.Key_Down)
    QTest.keyClick(view, _Key.Key_Down)
    QTest.keyClick(view, _Key.Key_Down)
    assert view.caret_row == 7
    QTest.keyClick(view, _Key.Key_Up)
    assert view.caret_row == 2


def test_finding_and_going_unfold(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    view.folding.toggle(2)
    view.find("Mäkinen 0")
    qtbot.waitUntil(lambda: view.caret_row == 4)
    assert "Mäkinen 0" in seen(view)[4]
    view.find("")
    view.folding.toggle(1)
    view.go_to_row(9)
    assert view.caret_row == 9
    assert seen(view)[9] == "    </Customer>" or len(seen(view)) > 9


def test_copying_gives_what_is_folded_too(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b><c>1</c><c>2</c></b><d/></a>")
    view.folding.toggle(1)
    assert seen(view) == ["<a>", "  <b>", "  <d/>", "</a>"]
    view.select_all()
    view.copy()
    assert QGuiApplication.clipboard().text() == (
        "<a>\n  <b>\n    <c>1</c>\n    <c>2</c>\n  </b>\n  <d/>\n</a>"
    )


# --- links --------------------------------------------------------------------------------------


@pytest.fixture
def linked(qtbot: QtBot, view: XmlView) -> XmlView:
    view.set_link_paths(frozenset({"CustomerList/Customer/NetvisorKey"}))
    show(qtbot, view, LIST)
    return view


@pytest.mark.parametrize("how", ["double", "control", "enter"])
def test_links_are_followed(qtbot: QtBot, linked: XmlView, how: str) -> None:
    viewport, at = linked.viewport(), linked.point_at(3, 19) + QPoint(3, 0)
    with qtbot.waitSignal(linked.link_activated) as told:
        if how == "double":
            QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        elif how == "control":
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, _Control, pos=at)
        else:
            linked.go_to_row(3)
            QTest.keyClick(linked, _Key.Key_Return)
    assert told.args == ["Customerlist/Customer/Netvisorkey", "0"]


def test_any_uri_is_a_link_and_other_values_are_none(qtbot: QtBot, linked: XmlView) -> None:
    linked.go_to_row(5)
    assert linked.link_here() is not None
    linked.go_to_row(4)
    assert linked.link_here() is None
    with qtbot.assertNotEmitted(linked.link_activated):
        QTest.keyClick(linked, _Key.Key_Return)


def test_the_same_name_elsewhere_is_no_link(qtbot: QtBot, view: XmlView) -> None:
    view.set_link_paths(frozenset({"Customerlist/Customer/Netvisorkey"}))
    show(qtbot, view, "<R><Other><Customer><Netvisorkey>1</Netvisorkey></Customer></Other></R>")
    view.go_to_row(3)
    assert view.link_here() is None


def test_a_link_far_from_all_that_was_looked_at_is_found(qtbot: QtBot, view: XmlView) -> None:
    view.set_link_paths(frozenset({"Customerlist/Customer/Netvisorkey"}))
    rows = "<Customer><Name>x</Name></Customer>" * 300_000
    last = "<Customer><Netvisorkey>1</Netvisorkey></Customer>"
    show(qtbot, view, f"<Root><Customerlist>{rows}{last}</Customerlist></Root>")
    view.go_to_row(view.row_count - 4)
    qtbot.waitUntil(lambda: view.link_here() is not None)


# --- the path -----------------------------------------------------------------------------------


def test_the_path_follows_the_caret(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    with qtbot.waitSignal(
        view.path_changed, check_params_cb=lambda names: names[-1:] == ("Name",)
    ) as told:
        view.go_to_row(104)
    assert told.args == [("Root", "Customerlist", "Customer", "Name")]
    view.go_up(1)
    qtbot.waitUntil(lambda: view.caret_row == 1)


def test_the_path_is_copied_as_an_expression(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    view.go_to_row(4)
    QTest.keyClick(view, _Key.Key_P, _Control | _Alt)
    qtbot.waitUntil(
        lambda: QGuiApplication.clipboard().text() == "/Root/Customerlist/Customer/Name"
    )


# --- copying elements and values ----------------------------------------------------------------


def test_an_element_and_a_value_are_copied(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b><c>1 &amp; 2</c></b></a>")
    view.go_to_row(1)
    view.copy_element()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: clipboard.text() == "  <b>\n    <c>1 &amp; 2</c>\n  </b>")
    view.go_to_row(2)
    view.copy_value()
    assert clipboard.text() == "1 & 2"


def test_fifty_megabytes_are_copied_in_the_background(qtbot: QtBot, view: XmlView) -> None:
    text = "<a>" + "<b>" + "x" * 5_000_000 + "</b>" + "</a>"
    show(qtbot, view, text)
    view.select_all()
    with qtbot.waitSignal(view.copied, timeout=20_000) as told:
        view.copy()
    assert told.args == [5_000_000 + len("<a>\n  <b></b>\n</a>")]
    copied = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().setText("")
    assert copied == f"<a>\n  <b>{'x' * 5_000_000}</b>\n</a>"


# --- long values --------------------------------------------------------------------------------

PDF = base64.b64encode(b"%PDF-1.7\n" + bytes(range(256)) * 4000).decode()
FILES = f"<a><Name>lasku</Name><Data>{PDF}</Data><Note>{'hyvää päivää ' * 900}</Note></a>"


def test_a_long_value_is_a_chip_that_says_what_it_is(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, FILES)
    assert [text.strip() for text in seen(view)] == [
        "<a>", "<Name>lasku</Name>", "<Data>", "<Note>", "</a>",
    ]  # fmt: skip
    view.go_to_row(2)
    value = view.long_value_here()
    assert value is not None
    assert value.label == "PDF, 1.0 MB"
    view.go_to_row(3)
    value = view.long_value_here()
    assert value is not None
    assert value.kind == "text"


def menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


@pytest.mark.parametrize("by_mouse", [True, False])
def test_a_chip_is_saved_opened_and_expanded_from_its_menu(
    qtbot: QtBot, view: XmlView, by_mouse: bool
) -> None:
    show(qtbot, view, FILES)
    if by_mouse:
        at = view.point_at(2, 2 + len("<Data>") + 3)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    else:
        view.go_to_row(2)
        QTest.keyClick(view, _Key.Key_Return)
    actions = {action.text(): action for action in menu(qtbot).actions()}
    with qtbot.waitSignal(view.value_wanted) as told:
        actions["Save the PDF…"].trigger()
    assert told.args[0].label == "PDF, 1.0 MB"
    assert told.args[1] is False
    with qtbot.waitSignal(view.value_wanted) as told:
        actions["Open the PDF"].trigger()
    assert told.args[1] is True
    actions["Show all of it as text"].trigger()
    bar = view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > len(PDF) - 200)
    bar.setValue(bar.maximum())
    assert view.row_text(2).endswith("</Data>")


def test_what_is_no_known_file_is_never_opened(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, f"<a><b>{base64.b64encode(b'MZ' + bytes(9000)).decode()}</b></a>")
    view.go_to_row(1)
    QTest.keyClick(view, _Key.Key_Return)
    actions = {action.text(): action for action in menu(qtbot).actions()}
    assert not actions["Open the file"].isEnabled()
    menu(qtbot).close()


# --- places -------------------------------------------------------------------------------------


def test_bytes_are_selected_and_brought_into_view(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    data = LIST.encode()
    start = data.index(b"M\xc3\xa4kinen 250")
    view.select_bytes(start, start + len("Mäkinen 250".encode()))
    assert view.selected_text() == "Mäkinen 250"
    assert "      <Name>Mäkinen 250</Name>" in seen(view)


def test_hits_of_another_search_are_marked(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, LIST)
    before = looks(view, 4)
    start = LIST.encode().index(b"M\xc3\xa4kinen 0")
    view.set_hits([(start, start + 8)])
    assert looks(view, 4) != before
    assert view.ticks()[0][1] == [start]
    view.set_hits([])
    assert looks(view, 4) == before


# --- arriving -----------------------------------------------------------------------------------


class Arriving:
    """Bytes of which more and more are there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = 0

    def read(self, offset: int, length: int) -> bytes:
        return self._data[: self.size][offset : offset + length]


def test_rows_are_shown_as_they_come_and_what_is_in_sight_stays(
    qtbot: QtBot, view: XmlView
) -> None:
    data = LIST.encode()
    source = Arriving(data)
    view.set_source(source, arriving=True)
    assert view.row_count == 0
    source.size = 6000
    view.source_grown(arriving=True)
    assert view.row_count > 50
    assert not view.is_complete
    view.verticalScrollBar().setValue(20)
    first = seen(view)[0]
    maximum = view.verticalScrollBar().maximum()
    source.size = len(data)
    view.source_grown(arriving=True)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > maximum)
    assert not view.is_complete
    assert seen(view)[0] == first
    view.source_grown(arriving=False)
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_count == 4 + 5 * 300
    assert view.verticalScrollBar().value() == 20


def test_the_encoding_is_that_of_a_declaration_which_comes_late(
    qtbot: QtBot, view: XmlView
) -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><a>ä</a>'.encode("iso-8859-1")
    source = Arriving(data)
    source.size = 5
    view.set_source(source, arriving=True)
    source.size = len(data)
    view.source_grown(arriving=False)
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_text(1) == "<a>ä</a>"


def test_a_search_goes_on_when_more_has_come(qtbot: QtBot, view: XmlView) -> None:
    data = LIST.encode()
    source = Arriving(data)
    source.size = 6000
    view.set_source(source, arriving=True)
    told: list[tuple[int, int, bool]] = []
    view.hits_changed.connect(lambda *hits: told.append(hits))
    view.find("<Customer>")
    source.size = len(data)
    view.source_grown(arriving=False)
    qtbot.waitUntil(lambda: told[-1][::2] == (300, True))


# --- screen readers -----------------------------------------------------------------------------


def test_screen_readers_get_the_rows_in_sight_as_a_text(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b>ä</b><c>ö</c></a>")
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "XML answer"
    assert interface.state().readOnly
    text = interface.textInterface()
    whole = "<a>\n  <b>ä</b>\n  <c>ö</c>\n</a>"
    assert text.characterCount() == len(whole)
    assert text.text(4, 14) == whole[4:14]
    view.go_to_row(2)
    assert text.cursorPosition() == whole.index("<c>")
    text.setCursorPosition(whole.index("ä"))
    assert view.caret_row == 1
    text.setSelection(0, whole.index("ö"), whole.index("ö") + 1)
    assert view.selected_text() == "ö"
    assert text.selection(0) == (whole.index("ö"), whole.index("ö") + 1)


@pytest.mark.parametrize("row", ["<" + "name" * 1000, "<a>" + "text" * 1000, "<a" + " b='" * 1000])
def test_a_long_row_that_is_no_value_is_told_so_at_once(qtbot, row: str) -> None:
    view = XmlView()
    qtbot.addWidget(view)
    view.set_link_paths(frozenset())
    view.set_text_bytes(row.encode())
    view.resize(900, 500)
    with Heartbeat() as heart:
        view.show()
        qtbot.waitExposed(view)
        view.grab()
    assert heart.longest_work < MOST_WORK
