"""The viewer of answers as its user has it: rows, keys, mouse, copying, searching."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.ui.widgets.xml_copying import COPY_LIMIT
from nvexplorer.ui.widgets.xml_paint import DARK_COLOURS, LIGHT_COLOURS
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ONE_LINE = (
    '<?xml version="1.0" encoding="UTF-8"?><Root><ResponseStatus><Status>OK</Status>'
    "</ResponseStatus><Customers>"
    + "".join(
        f"<Customer><Netvisorkey>{key}</Netvisorkey><Name>Mäkinen {key} Oy</Name></Customer>"
        for key in range(1000, 2000)
    )
    + "</Customers></Root>"
)
FIRST_ROWS = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<Root>",
    "<ResponseStatus>",
    "<Status>OK</Status>",
    "</ResponseStatus>",
    "<Customers>",
    "<Customer>",
    "<Netvisorkey>1000</Netvisorkey>",
]
ROWS = 6 + 4 * 1000 + 2
_Control = Qt.KeyboardModifier.ControlModifier
_Shift = Qt.KeyboardModifier.ShiftModifier


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


def show(qtbot: QtBot, view: XmlView, data: str | bytes = ONE_LINE) -> None:
    view.set_text_bytes(data.encode() if isinstance(data, str) else data)
    qtbot.waitUntil(lambda: view.is_complete)


def top(view: XmlView) -> int:
    return view.verticalScrollBar().value()


def press(view: XmlView, *keys: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        QTest.keyClick(view, key, modifiers or Qt.KeyboardModifier.NoModifier)


def row_height(view: XmlView) -> int:
    return view.point_at(1, 0).y() - view.point_at(0, 0).y()


# --- rows ---------------------------------------------------------------------------------------


def test_an_answer_on_one_line_is_shown_in_rows(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    assert view.row_count == ROWS
    assert [view.row_text(number) for number in range(8)] == FIRST_ROWS
    assert view.row_text(ROWS - 1) == "</Root>"
    assert view.row_text(ROWS) == ""


def test_raw_shows_the_lines_as_they_came_and_pretty_again_the_rows(
    qtbot: QtBot, view: XmlView
) -> None:
    show(qtbot, view)
    view.set_pretty(False)
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_count == 1
    assert not view.pretty
    view.set_pretty(True)
    assert view.row_count == ROWS


def test_the_caret_has_a_place_while_the_rows_of_the_other_view_are_found(
    qtbot: QtBot, view: XmlView
) -> None:
    show(qtbot, view, b"<Root>" + b"<a>1</a>" * 100_000 + b"</Root>")
    view.go_to_row(100_001)
    places: list[tuple[int, int]] = []
    view.selection_changed.connect(lambda: places.append(view.place))
    view.set_pretty(False)
    qtbot.waitUntil(lambda: view.is_complete)
    assert places[-1][0] == 1
    view.set_pretty(True)
    qtbot.waitUntil(lambda: view.is_complete)
    assert places[-1] == (100_002, 1)


def test_what_is_at_the_top_stays_there_when_the_view_changes(qtbot: QtBot, view: XmlView) -> None:
    lines = ["<Root>", *(f"<a><b>{number}</b></a>" for number in range(2000)), "</Root>"]
    show(qtbot, view, "\n".join(lines))
    view.verticalScrollBar().setValue(1 + 3 * 700)
    assert view.row_text(top(view)) == "<a>"
    view.set_pretty(False)
    qtbot.waitUntil(lambda: top(view) == 701)
    assert view.row_text(701) == "<a><b>700</b></a>"
    view.set_pretty(True)
    qtbot.waitUntil(lambda: top(view) == 2101)


def test_the_first_rows_are_there_at_once_and_the_rest_is_reported(
    qtbot: QtBot, view: XmlView
) -> None:
    data = b"<a>" + b"<b>1</b>" * 400_000 + b"</a>"
    reports: list[tuple[int, bool]] = []
    view.index_progress.connect(lambda rows, complete: reports.append((rows, complete)))
    view.set_text_bytes(data)
    assert 100 < view.row_count < 10_000
    assert not view.is_complete
    estimated = view.verticalScrollBar().maximum()
    assert 350_000 < estimated < 450_000
    qtbot.waitUntil(lambda: view.is_complete)
    assert reports[-1] == (400_002, True)
    assert [rows for rows, _ in reports] == sorted(rows for rows, _ in reports)


def test_the_index_of_a_hidden_view_grows_too(qtbot: QtBot) -> None:
    view = XmlView()
    qtbot.addWidget(view)
    show(qtbot, view, b"<a>" + b"<b>1</b>" * 100_000 + b"</a>")
    assert view.row_count == 100_002


def test_going_to_a_row_that_is_not_known_yet(qtbot: QtBot, view: XmlView) -> None:
    view.set_text_bytes(b"<a>" + b"<b>1</b>" * 400_000 + b"</a>")
    view.go_to_row(399_000)
    assert top(view) == 0
    qtbot.waitUntil(lambda: top(view) > 398_000)
    assert view.is_complete or view.row_count > 399_000
    view.go_to_row(10**9)
    qtbot.waitUntil(lambda: view.is_complete)
    assert top(view) == view.verticalScrollBar().maximum()


def test_another_document_takes_the_place_of_one_still_being_read(
    qtbot: QtBot, view: XmlView
) -> None:
    view.set_text_bytes(b"<a>" + b"<b>1</b>" * 400_000 + b"</a>")
    view.go_to_row(300_000)
    show(qtbot, view, "<x/>")
    assert view.row_count == 1
    assert view.row_text(0) == "<x/>"
    assert top(view) == 0


def test_clearing_shows_nothing(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    view.clear()
    assert view.row_count == 0
    assert view.row_text(0) == ""
    press(view, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
    press(view, Qt.Key.Key_A, Qt.Key.Key_C, modifiers=_Control)
    view.grab()


@pytest.mark.parametrize("data", [b"", b" \n", b"<", b"not XML\nat all", bytes(range(256)) * 20])
def test_any_answer_can_be_looked_at(qtbot: QtBot, view: XmlView, data: bytes) -> None:
    show(qtbot, view, data)
    for pretty in (False, True):
        view.set_pretty(pretty)
        press(view, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
        press(view, Qt.Key.Key_Home, Qt.Key.Key_End, modifiers=_Control)
        view.grab()


def test_the_charset_of_the_answer_is_used(qtbot: QtBot, view: XmlView) -> None:
    view.set_source(BytesSource("<a>Hämeenlinna</a>".encode("iso8859-1")), "ISO-8859-1")
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_text(0) == "<a>Hämeenlinna</a>"


def test_utf_16_is_shown_after_it_is_converted(qtbot: QtBot, view: XmlView) -> None:
    text = "<a>" + "<b>Hämeenlinna</b>" * 50_000 + "</a>"
    view.set_text_bytes(("\ufeff" + text).encode("utf-16-le"))
    assert view.row_count == 0
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_count == 50_002
    assert view.row_text(1) == "<b>Hämeenlinna</b>"


class Failing(BytesSource):
    """A source that can be read only for a while."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.fails = False

    def read(self, offset: int, length: int) -> bytes:
        if self.fails:
            raise OSError(5, "Input/output error")
        return super().read(offset, length)


def test_an_answer_that_can_no_longer_be_read_says_so(qtbot: QtBot, view: XmlView) -> None:
    source = Failing(b"<a>" + b"<b>1</b>" * 100_000 + b"</a>")
    view.set_source(source)
    qtbot.waitUntil(lambda: view.is_complete)
    source.fails = True
    with qtbot.waitSignal(view.message) as told:
        view.verticalScrollBar().setValue(50_000)
    assert told.args == [
        "The answer can no longer be read (Input/output error). "
        "Send the request or open the file again."
    ]
    assert view.row_count == 0


def test_no_work_goes_on_after_the_view_is_gone(qtbot: QtBot) -> None:
    view = XmlView()
    view.set_text_bytes(b"<a>" + b"<b>1</b>" * 400_000 + b"</a>")
    view.find("1")
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()


# --- moving about -------------------------------------------------------------------------------


def test_keys_go_through_the_document(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    page = view.verticalScrollBar().pageStep()
    press(view, Qt.Key.Key_PageDown)
    assert top(view) == page - 1
    press(view, Qt.Key.Key_PageUp)
    assert top(view) == 0
    press(view, *[Qt.Key.Key_Down] * page)
    assert top(view) == 1
    press(view, Qt.Key.Key_End, modifiers=_Control)
    assert top(view) == ROWS - page == view.verticalScrollBar().maximum()
    press(view, Qt.Key.Key_Home, modifiers=_Control)
    assert top(view) == 0


def test_shift_and_arrows_select(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    press(view, *[Qt.Key.Key_Down] * 3)
    press(view, *[Qt.Key.Key_Right] * 8)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, modifiers=_Shift)
    assert view.selected_text() == "OK"
    press(view, Qt.Key.Key_End, modifiers=_Shift)
    assert view.selected_text() == "OK</Status>"
    press(view, Qt.Key.Key_Down, modifiers=_Shift)
    press(view, Qt.Key.Key_End, modifiers=_Shift)
    assert view.selected_text() == "OK</Status>\n  </ResponseStatus>"
    press(view, Qt.Key.Key_Left)
    assert view.selected_text() == ""


def test_control_and_arrows_go_by_words(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<Name>Mäkinen Oy</Name>")
    for expected in ["<", "<Name", "<Name>", "<Name>Mäkinen ", "<Name>Mäkinen Oy"]:
        press(view, Qt.Key.Key_Right, modifiers=_Control | _Shift)
        assert view.selected_text() == expected
    press(view, Qt.Key.Key_Left, modifiers=_Control | _Shift)
    assert view.selected_text() == "<Name>Mäkinen "


def test_up_and_down_keep_to_their_column(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><bbbb>12345678</bbbb><c/><dddd>12345678</dddd></a>")
    press(view, Qt.Key.Key_Down)
    press(view, *[Qt.Key.Key_Right] * 8)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_End, modifiers=_Shift)
    assert view.selected_text() == "345678</dddd>"


def test_the_mouse_selects(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    at = view.point_at(3, 13)
    QTest.mouseDClick(viewport, left, pos=at)
    assert view.selected_text() == "OK"
    QTest.mouseClick(viewport, left, pos=at)
    assert view.selected_text() == "<Status>OK</Status>"
    QTest.mousePress(viewport, left, pos=view.point_at(4, 4))
    QTest.mouseMove(viewport, view.point_at(5, 10))
    QTest.mouseRelease(viewport, left, pos=view.point_at(5, 10))
    assert view.selected_text() == "ResponseStatus>\n  <Custome"
    QTest.mouseClick(viewport, left, _Shift, view.point_at(4, 20))
    assert view.selected_text() == "ResponseStatus>"


def test_dragging_beyond_the_edge_scrolls(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    viewport = view.viewport()
    below = view.point_at(0, 10) + QPoint(0, viewport.height() + 40)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=view.point_at(0, 0))
    QTest.mouseMove(viewport, below)
    qtbot.waitUntil(lambda: top(view) > 20)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=below)
    selected = view.selected_text().split("\n")
    assert len(selected) > 30


def test_a_row_that_is_cut_is_shown_whole_on_a_click(qtbot: QtBot, view: XmlView) -> None:
    payload = base64.b64encode(bytes(range(256)) * 200).decode()
    show(qtbot, view, f"<a><b c='{payload}'>x</b><c/></a>")
    bar = view.horizontalScrollBar()
    qtbot.waitUntil(lambda: 4000 < bar.maximum() < 5000)
    at = QPoint(view.viewport().width() - 20, view.point_at(1, 0).y())
    QTest.mouseMove(view.viewport(), at)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: bar.maximum() > len(payload) - 200)
    bar.setValue(bar.maximum())
    assert view.row_text(1).endswith("</b>")


def test_wheel_and_keys_with_control_zoom(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    height, page = row_height(view), view.verticalScrollBar().pageStep()
    press(view, Qt.Key.Key_Plus, modifiers=_Control)
    press(view, Qt.Key.Key_Equal, modifiers=_Control)
    assert row_height(view) > height
    assert view.verticalScrollBar().pageStep() < page
    press(view, Qt.Key.Key_0, modifiers=_Control)
    assert row_height(view) == height
    wheel(view, 120, _Control)
    assert row_height(view) > height
    wheel(view, -120, _Control)
    assert row_height(view) == height
    press(view, *[Qt.Key.Key_Minus] * 100, modifiers=_Control)
    assert view.font().pointSizeF() == 6
    view.setFont(QFont(view.font().family(), 10))
    press(view, Qt.Key.Key_Minus, Qt.Key.Key_0, modifiers=_Control)
    assert view.font().pointSizeF() == 10


def wheel(view: XmlView, delta: int, modifiers: Qt.KeyboardModifier) -> None:
    at = QPoint(100, 100)
    event = QWheelEvent(
        at.toPointF(), view.mapToGlobal(at).toPointF(), QPoint(), QPoint(0, delta),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QGuiApplication.sendEvent(view.viewport(), event)


def test_columns_are_those_of_a_font_that_is_loaded_later(qtbot: QtBot, view: XmlView) -> None:
    view.setFont(QFont("JetBrains Mono NL", 10))
    show(qtbot, view)
    path = resources_root() / "fonts" / "JetBrainsMonoNL-Regular.ttf"
    loaded = QFontDatabase.addApplicationFont(str(path))
    for _ in range(2):
        ten = view.point_at(0, 10).x() - view.point_at(0, 0).x()
        assert ten == pytest.approx(QFontMetricsF(view.font()).horizontalAdvance("0" * 10), abs=1)
        QFontDatabase.removeApplicationFont(loaded)


# --- copying ------------------------------------------------------------------------------------


def test_copying_gives_what_is_seen(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b>ä</b><c/></a>")
    press(view, Qt.Key.Key_A, modifiers=_Control)
    with qtbot.waitSignal(view.copied):
        press(view, Qt.Key.Key_C, modifiers=_Control)
    assert QGuiApplication.clipboard().text() == "<a>\n  <b>ä</b>\n  <c/>\n</a>"


def test_copying_all_at_once_waits_for_all_rows(qtbot: QtBot, view: XmlView) -> None:
    view.set_text_bytes(b"<a>" + b"<b>1</b>" * 50_000 + b"</a>")
    view.select_all()
    assert not view.is_complete
    with qtbot.waitSignal(view.copied, timeout=20_000):
        view.copy()
    assert QGuiApplication.clipboard().text() == "<a>\n" + "  <b>1</b>\n" * 50_000 + "</a>"


def test_more_than_can_be_copied_is_refused_with_a_way_out(qtbot: QtBot, view: XmlView) -> None:
    QGuiApplication.clipboard().setText("before")
    view.set_text_bytes(b"<a>" + b"x" * 2 * COPY_LIMIT + b"</a>")
    view.select_all()
    with qtbot.waitSignal(view.message) as told:
        view.copy()
    assert told.args == [
        "200 MB are selected, and 100 MB is the most that can be copied: "
        "save the selection to a file instead (Ctrl+Alt+Shift+S)."
    ]
    assert QGuiApplication.clipboard().text() == "before"


# --- searching ----------------------------------------------------------------------------------


def test_hits_are_counted_and_gone_through(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    told: list[tuple[int, int, bool]] = []
    view.hits_changed.connect(lambda *hits: told.append(hits))
    view.find("mäkinen 17")
    qtbot.waitUntil(lambda: bool(told) and told[-1] == (100, 1, True))
    assert view.row_text(top(view) + view.verticalScrollBar().pageStep() // 2) == (
        "<Name>Mäkinen 1700 Oy</Name>"
    )
    view.find_next()
    assert told[-1] == (100, 2, True)
    view.find_previous()
    view.find_previous()
    assert told[-1] == (100, 100, True)
    view.find_next()
    assert told[-1] == (100, 1, True)


def test_case_can_be_made_to_matter(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b>Mäkinen</b><b>mäkinen</b><b>MÄKINEN</b></a>")
    for sensitive, hits in ((False, 3), (True, 1)):
        with qtbot.waitSignal(view.hits_changed, check_params_cb=lambda *told: told[2]) as told:
            view.find("mäkinen", sensitive)
        assert told.args[0] == hits


def test_the_search_begins_where_the_caret_is(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    view.go_to_row(2000)
    with qtbot.waitSignal(view.hits_changed, check_params_cb=lambda *told: told[2]) as told:
        view.find("<Customer>")
    assert told.args == [1000, 500, True]


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    with qtbot.waitSignal(view.hits_changed, check_params_cb=lambda *told: told[2]) as told:
        view.find("nowhere")
    assert told.args == [0, 0, True]
    view.find_next()
    assert top(view) == 0


def test_a_hit_far_along_a_cut_row_comes_into_sight(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view, "<a><b>" + "x" * 100_000 + "needle" + "y" * 100_000 + "</b></a>")
    with qtbot.waitSignal(view.hits_changed, check_params_cb=lambda *told: told[2]):
        view.find("needle")
    assert "needle" in view.row_text(1)


def test_a_search_goes_on_in_the_next_answer(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    view.find("mäkinen")
    with qtbot.waitSignal(view.hits_changed, check_params_cb=lambda *told: told[0] == 1):
        view.set_text_bytes("<a>Mäkinen</a>".encode())


# --- looks --------------------------------------------------------------------------------------


def colours_in(view: XmlView) -> set[str]:
    picture = view.viewport().grab().toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(min(200, picture.height()))
    }


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=["light", "dark"])
def test_kinds_hits_and_selection_have_their_colours(qtbot: QtBot, view: XmlView, colours) -> None:
    view.set_colours(colours)
    show(qtbot, view, b"<a><b c='d'>x\xe4y needle needle</b><!-- z --></a>")
    view.find("needle")
    qtbot.waitUntil(lambda: colours.match_current in colours_in(view))
    shown = colours_in(view)
    assert {colours.background, colours.match, colours.error, colours.focus} <= shown
    assert colours.selection not in shown
    view.select_all()
    assert colours.selection in colours_in(view)


def test_the_focus_can_be_seen(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    assert QColor(LIGHT_COLOURS.focus).name() in colours_in(view)
    view.clearFocus()
    assert QColor(LIGHT_COLOURS.focus).name() not in colours_in(view)


def test_screen_readers_hear_the_row_the_caret_is_on(qtbot: QtBot, view: XmlView) -> None:
    show(qtbot, view)
    assert view.accessibleName() == "XML answer"
    press(view, *[Qt.Key.Key_Down] * 3)
    assert view.accessibleDescription() == f"Row 4 of {ROWS}: <Status>OK</Status>"
