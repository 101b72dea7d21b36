"""Stopping what is under way: reads at once, writes after a question, and nothing ever lost."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from raw_server import answer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from raw_server import Connection
    from window import Explorer

ADDED = (
    b"<Root><ResponseStatus><Status>OK</Status><TimeStamp>1.1.2026 12:00:00</TimeStamp>"
    b"</ResponseStatus><Replies><InsertedDataIdentifier>4711</InsertedDataIdentifier></Replies>"
    b"</Root>"
)


def silent(connection: Connection) -> None:
    connection.receive_request()
    connection.wait_for_close()


def begin_write(explorer: Explorer) -> None:
    explorer.open_resource("customer.nv")
    explorer.write_body("<root/>")
    explorer.press("Ctrl+Return")


def keep_waiting(box: QDialog) -> None:
    box.reject()


def test_esc_ends_a_read_that_is_never_answered(on_server) -> None:
    explorer, server = on_server(silent)
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Return")
    explorer.until(server.got_request.is_set, "the request")
    explorer.until(lambda: explorer.sees("Sent. Waiting for the answer…"), "the phase")
    assert explorer.button("Cancel · …").toolTip() == "Cancel (Esc)"
    explorer.press("Esc")
    assert explorer.ended() is not None
    assert server.closed.wait(10), "the connection stayed open"
    assert explorer.outcome == "cancelled"
    assert explorer.button("Send to Hiekkalaatikko Oy · TEST").isEnabled()
    (_day, row) = explorer.show_log()
    assert row.startswith("cancelled, customerlist.nv")


def test_the_send_button_cancels_while_sending(on_server) -> None:
    explorer, server = on_server(silent)
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Return")
    explorer.until(server.got_request.is_set, "the request")
    explorer.click(explorer.button("Cancel · …"))
    explorer.ended()
    assert explorer.outcome == "cancelled"


def test_a_write_is_asked_about_and_ends_as_outcome_unknown(on_server) -> None:
    explorer, server = on_server(silent)
    begin_write(explorer)
    explorer.until(server.got_request.is_set, "the request")
    with explorer.answering(lambda _box: explorer.press("Return")) as question:
        explorer.press("Esc")
    assert "Stop waiting for customer.nv?" in question
    assert any("It has been sent to Hiekkalaatikko Oy" in text for text in question)
    assert explorer.tab.sending, "Enter must be the safe answer"
    assert not server.closed.is_set()

    with explorer.answering(lambda box: explorer.click(explorer.button("Stop waiting", box))):
        explorer.press("Esc")
    explorer.ended()
    assert server.closed.wait(10), "the connection stayed open"
    assert explorer.outcome == "outcome unknown"
    assert explorer.sees("It may have been booked")
    assert len(server.requests) == 1
    (_day, row) = explorer.show_log()
    assert row.startswith("outcome unknown, customer.nv")


def test_an_answer_that_comes_during_the_question_is_kept(on_server) -> None:
    def late(connection: Connection) -> None:
        connection.receive_request()
        while not asked.wait(0.02) and not connection.server.over.is_set():
            pass
        connection.send(answer(ADDED))
        connection.wait_for_close()

    asked = Event()
    explorer, server = on_server(late)
    begin_write(explorer)
    explorer.until(server.got_request.is_set, "the request")

    def answer_late(box: QDialog) -> None:
        asked.set()
        explorer.until(lambda: explorer.outcome == "OK", "the answer")
        explorer.click(explorer.button("Stop waiting", box))

    with explorer.answering(answer_late):
        explorer.press("Esc")
    explorer.settle()
    assert explorer.outcome == "OK"
    assert "4711" in explorer.texts(explorer.tab.response)
    (_day, row) = explorer.show_log("4711")
    assert row.startswith("OK, customer.nv")


def test_closing_the_window_asks_about_a_write(on_server) -> None:
    explorer, server = on_server(silent)
    begin_write(explorer)
    explorer.until(server.got_request.is_set, "the request")
    with explorer.answering(keep_waiting):
        explorer.press("Ctrl+Q")
    assert explorer.window.isVisible()
    assert explorer.tab.sending
    with explorer.answering(lambda box: explorer.click(explorer.button("Stop waiting", box))):
        explorer.press("Ctrl+Q")
    assert not explorer.window.isVisible()
    explorer.close()
    assert server.closed.wait(10), "the connection stayed open"


def test_closing_a_tab_ends_its_read(on_server) -> None:
    explorer, server = on_server(silent)
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Return")
    explorer.until(server.got_request.is_set, "the request")
    explorer.press("Ctrl+W")
    assert server.closed.wait(10), "the connection stayed open"
    explorer.settle()
    assert explorer.window.workspace.tabs == ()
    explorer.press("Ctrl+Shift+T")
    assert explorer.tab.title == "customerlist.nv"
