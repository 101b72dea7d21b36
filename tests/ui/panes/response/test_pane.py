"""The response pane shows what came, explains what went wrong and saves it byte for byte."""

from __future__ import annotations

from exchanges import BODY, CUSTOMER_KEY, PARTNER_KEY, REQUEST, TRANSACTION_ID, answer, exchange
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QTreeWidget

from nvexplorer.model.errors import TimedOut
from nvexplorer.model.exchange import Outcome, ResponseStatus
from nvexplorer.model.mac import PartKind
from nvexplorer.model.ports import Progress
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.xml_view import XmlView

_DEEP = Qt.MatchFlag.MatchRecursive


def _told(pane):
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def _buttons(pane, name):
    return [
        b
        for b in pane.findChildren(QPushButton)
        if b.isVisible() and name in (b.text(), b.accessibleName())
    ]


def _press(qtbot, pane, name):
    qtbot.mouseClick(_buttons(pane, name)[0], Qt.MouseButton.LeftButton)
    return QGuiApplication.clipboard().text()


def _headers(pane):
    bar = pane.findChild(QTabBar)
    bar.setCurrentIndex([bar.tabText(i) for i in range(bar.count())].index("Headers"))
    return pane.findChild(QTreeWidget)


def test_an_empty_pane_says_what_will_come_and_which_key_makes_it(pane):
    assert "The answer appears here." in _told(pane)
    assert "Ctrl+Enter" in _told(pane)


def test_an_ok_answer_shows_its_facts_and_its_xml(qtbot, pane):
    pane.show_exchange(exchange())
    told = _told(pane)
    for fact in ("OK", "HTTP 200 OK", "142 ms", "answered 22.11.2026 15:30:12", "UTF-8"):
        assert fact in told
    view = pane.findChild(XmlView)
    qtbot.waitUntil(lambda: view.is_complete)
    assert any("Mäkinen" in view.row_text(n) for n in range(view.row_count))


def test_identifiers_are_copied_whole_with_one_click(qtbot, pane):
    pane.show_exchange(exchange(inserted_keys=("165", "166", "167", "168")))
    assert _press(qtbot, pane, "Copy transaction ID") == TRANSACTION_ID
    assert _press(qtbot, pane, "Copy Netvisor key") == "165"
    assert "and 1 more key" in _told(pane)


def test_all_inserted_keys_can_be_copied_together(qtbot, pane):
    pane.show_exchange(exchange(inserted_keys=("165", "166", "167", "168")))
    assert _press(qtbot, pane, "Copy 4 Netvisor keys").split() == ["165", "166", "167", "168"]


def test_a_refusal_with_http_200_is_red_and_explained(qtbot, pane):
    text = "Integration keys are not valid. Please check the keys"
    status = ResponseStatus(False, "AUTHENTICATION_FAILED", text, "22.11.2026 15:30:12")
    pane.show_exchange(exchange(Outcome.FAILED, answer=answer(), status=status))
    told = _told(pane)
    assert "FAILED" in told
    assert f"AUTHENTICATION_FAILED :: {text}" in told
    assert "Authentication failed." in told
    pill = next(x for x in pane.findChildren(QLabel) if x.text() == "FAILED")
    assert pill.property("kind") == "bad"
    copied = _press(qtbot, pane, "copy Netvisor's text")
    assert copied == f"AUTHENTICATION_FAILED :: {text}"


def test_an_http_refusal_is_red_in_its_status_too(pane):
    pane.show_exchange(exchange(Outcome.FAILED, answer=answer(401, "Unauthorized")))
    status = next(x for x in pane.findChildren(QLabel) if x.text() == "HTTP 401 Unauthorized")
    assert status.property("role") == "bad"


def test_an_unknown_outcome_warns_before_sending_again(pane):
    problem = TimedOut("No first byte came within 120 s.", "", "wait")
    pane.show_exchange(exchange(Outcome.UNKNOWN, may_change=True, problem=problem))
    told = _told(pane)
    assert "outcome unknown" in told
    assert "may have been booked" in told
    assert "No answer came." in told
    assert not _buttons(pane, "Save as…")


def test_a_cut_answer_says_how_much_is_missing(pane):
    cut = answer(headers=(("Content-Length", "4000"),), partial=True)
    pane.show_exchange(exchange(Outcome.UNREADABLE, answer=cut))
    assert f"partial: {len(BODY)} bytes of 4.0 KB" in _told(pane)


def test_an_answer_without_a_body_says_so(pane):
    pane.show_exchange(exchange(answer=answer(body=b"")))
    assert "The answer has no body." in _told(pane)


def test_headers_of_both_directions_are_there_and_hold_no_key(qtbot, pane):
    pane.show_exchange(exchange())
    _headers(pane)
    sent = _press(qtbot, pane, "copy sent")
    received = _press(qtbot, pane, "copy received")
    lines = REQUEST.head().decode("iso-8859-15").strip().split("\r\n")
    assert sent.split("\n") == lines
    assert received.split("\n") == [
        "HTTP 200 OK",
        "Content-Type: text/html; charset=utf-8",
        "X-Answer: yes",
    ]
    assert not any(key in sent + received for key in (CUSTOMER_KEY, PARTNER_KEY))


def test_one_header_is_copied_with_the_keyboard(qtbot, pane):
    pane.show_exchange(exchange())
    tree = _headers(pane)
    pane.focus_answer()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Host: isvapi.netvisor.fi"


def test_a_header_tells_its_part_and_is_lit_by_it(qtbot, pane, theme):
    pane.show_exchange(exchange())
    tree = _headers(pane)
    sender = tree.findItems("Authentication-Sender", Qt.MatchFlag.MatchEndsWith | _DEEP)[0]
    with qtbot.waitSignal(pane.part_hovered) as told:
        tree.setCurrentItem(sender)
    assert told.args == [PartKind.SENDER]
    pane.highlight(PartKind.SENDER)
    assert sender.background(0).color().name() == theme.tokens.part(2)
    pane.highlight(None)
    assert sender.background(0).style() == Qt.BrushStyle.NoBrush


def test_while_sending_the_phase_is_told_and_the_old_answer_comes_back(pane):
    pane.show_exchange(exchange())
    pane.show_sending("isvapi.netvisor.fi")
    pane.show_progress(Progress("connect"))
    assert "Connecting to isvapi.netvisor.fi" in _told(pane)
    assert "Esc cancels." in _told(pane)
    pane.show_unsent()
    assert "HTTP 200 OK" in _told(pane)


def test_nothing_sent_yet_and_nothing_came_of_it(pane):
    pane.show_sending()
    pane.show_unsent()
    assert "The answer appears here." in _told(pane)


def test_an_answer_is_saved_byte_for_byte(qtbot, pane, tmp_path):
    pane.show_exchange(exchange())
    goal = tmp_path / "answer.xml"
    goal.write_text("old")
    pane.save_to(str(goal))
    qtbot.waitUntil(lambda: "Saved as" in _told(pane))
    assert goal.read_bytes() == BODY
    assert [each.name for each in tmp_path.iterdir()] == ["answer.xml"]


def test_an_answer_that_cannot_be_saved_is_still_there(qtbot, pane, tmp_path):
    pane.show_exchange(exchange())
    pane.save_to(str(tmp_path / "nowhere" / "answer.xml"))
    qtbot.waitUntil(lambda: "was not saved" in _told(pane))
    assert "the answer is still here" in _told(pane)
    assert "HTTP 200 OK" in _told(pane)


def test_find_opens_on_the_xml_from_any_tab(qtbot, pane):
    pane.show_exchange(exchange())
    _headers(pane)
    pane.find()
    assert pane.findChild(XmlView).isVisible()
    qtbot.keyClicks(pane.findChild(FindBar).field, "kinen")
    qtbot.waitUntil(lambda: "1 of 3" in _told(pane))


def test_raw_and_pretty_take_turns(qtbot, pane):
    pane.show_exchange(exchange())
    view = pane.findChild(XmlView)
    qtbot.waitUntil(lambda: view.is_complete)
    pretty = view.row_count
    _press(qtbot, pane, "Show the lines as they came")
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_count == 1 < pretty
    assert _buttons(pane, "pretty")
