"""What of an exchange is looked at byte by byte, copied for support, and saved as HAR."""

from __future__ import annotations

import json

from exchanges import BODY, CUSTOMER_KEY, PARTNER_KEY, REQUEST, TRANSACTION_ID, answer, exchange
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTabBar

from nvexplorer.model.exchange import Outcome, Timing
from nvexplorer.ui.widgets.xml_view import XmlView

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def turn_to(pane, text):
    for bar in pane.findChildren(QTabBar):
        for index in range(bar.count()):
            if bar.tabText(index) == text:
                bar.setCurrentIndex(index)
                return
    raise AssertionError(f"no tab reads {text}")


def press(qtbot, pane, text):
    buttons = [b for b in pane.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def rows(qtbot, pane):
    view = next(v for v in pane.findChildren(XmlView) if v.accessibleName() == "Bytes on the wire")
    qtbot.waitUntil(lambda: view.is_complete)
    return [view.row_text(number) for number in range(view.row_count)]


def said(pane):
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def test_the_bytes_of_both_directions_are_seen_as_text_and_in_hex(qtbot, pane):
    pane.show_exchange(exchange(answer=answer(head=HEAD)))
    turn_to(pane, "Raw")
    received = rows(qtbot, pane)
    assert received[:3] == ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", ""]
    assert received[3] == BODY.decode()
    turn_to(pane, "Sent")
    sent = rows(qtbot, pane)
    assert sent[0] == REQUEST.head().split(b"\r\n")[0].decode()
    assert not any(key in "\n".join(sent) for key in (CUSTOMER_KEY, PARTNER_KEY))
    press(qtbot, pane, "hex")
    assert rows(qtbot, pane)[0].startswith("00000000  47 45 54 20 2f 63 75 73  74 6f 6d 65")
    press(qtbot, pane, "text")
    assert rows(qtbot, pane) == sent


def test_one_direction_is_copied_in_the_form_that_is_chosen(qtbot, pane):
    pane.show_exchange(exchange(answer=answer(head=HEAD)))
    turn_to(pane, "Raw")
    press(qtbot, pane, "copy as ▾")
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "HTTP text").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == (HEAD + BODY).decode()


def test_a_packed_answer_says_how_much_came(pane):
    pane.show_exchange(exchange(answer=answer(head=HEAD, packed_size=90)))
    turn_to(pane, "Raw")
    assert "unpacked: 90 bytes came as gzip" in said(pane)


def test_without_an_answer_the_raw_tab_says_so(pane):
    pane.show_exchange(exchange(Outcome.NO_ANSWER))
    turn_to(pane, "Raw")
    assert "No answer came." in said(pane)


def test_what_support_asks_for_is_copied_by_one_click_without_keys(qtbot, pane):
    pane.show_exchange(exchange())
    press(qtbot, pane, "for support")
    copied = QGuiApplication.clipboard().text()
    assert TRANSACTION_ID in copied
    assert "<Root>" not in copied
    press(qtbot, pane, "▾")
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    next(a for a in menu.actions() if a.text().endswith("with the bodies")).trigger()
    menu.close()
    copied = QGuiApplication.clipboard().text()
    assert BODY.decode() in copied
    assert not any(key in copied for key in (CUSTOMER_KEY, PARTNER_KEY))


def test_the_exchange_is_saved_as_har(qtbot, pane, tmp_path):
    pane.show_exchange(exchange())
    file = tmp_path / "exchange.har"
    pane.handing_on.save_exchange_to(str(file))
    qtbot.waitUntil(lambda: f"Saved as {file}." in said(pane))
    entry = json.loads(file.read_text("utf-8"))["log"]["entries"][0]
    assert entry["response"]["content"]["text"] == BODY.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["exchange.har"]


def test_where_it_cannot_be_saved_the_reason_is_told(qtbot, pane, tmp_path):
    pane.show_exchange(exchange())
    pane.handing_on.save_exchange_to(str(tmp_path / "none" / "exchange.har"))
    qtbot.waitUntil(lambda: "was not saved" in said(pane))


def test_the_timing_says_that_a_connection_was_reused_and_what_the_clocks_say(pane):
    date = (("Date", "Sun, 22 Nov 2026 13:28:12 GMT"),)
    timing = Timing(send=0.001, wait=0.1, receive=0.041, total=0.142, reused=True)
    pane.show_exchange(exchange(answer=answer(headers=date), timing=timing))
    turn_to(pane, "Timing")
    assert "The connection was open already" in said(pane)
    assert "This computer's clock is 119 seconds ahead of the server's." in said(pane)
