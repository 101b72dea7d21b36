"""The main job from beginning to end, on the screen, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QListView, QPushButton, QWidget
from raw_server import answer, answering
from window import LOG, Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.sandbox.server import Sandbox

BODY = (
    "<root><customer><customerbaseinformation><internalidentifier>{}</internalidentifier>"
    "<name>Säkylän Sähkö Oy</name></customerbaseinformation></customer></root>"
)


def test_a_customer_is_found_by_keyboard_alone(explorer: Explorer, sandbox: Sandbox) -> None:
    explorer.open_resource("asiakaslista")
    assert explorer.focus.accessibleName() == "Value of keyword"
    explorer.type("Äijälä O")
    exchange = explorer.send()
    assert explorer.outcome == "OK"
    assert any("<Name>Äijälä Oy</Name>" in row for row in explorer.rows())

    (seen,) = sandbox.seen
    assert (seen.outcome, seen.url_form) == ("OK", "decoded")
    assert seen.target == "/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20O"

    # The strip shows what was sent, not what would be.
    shown = next(
        each.accessibleDescription()
        for each in explorer.tab.mac_input.findChildren(QWidget)
        if each.accessibleName().startswith("MAC input, 10 parts")
    )
    parts = shown.split("&")
    assert parts[0] == f"{sandbox.url}/customerlist.nv?keyword=Äijälä O"
    assert parts[6] == seen.transaction_id
    stamp = exchange.request.header("X-Netvisor-Authentication-Timestamp")
    assert parts[3].encode() == stamp
    assert explorer.sees(f"as sent {parts[3][11:19]} UTC", explorer.tab.mac_input)

    explorer.click(explorer.named(QPushButton, "Copy transaction ID", explorer.tab))
    assert explorer.clipboard == seen.transaction_id

    (_day, row) = explorer.show_log()
    assert row.startswith("OK, customerlist.nv, SANDBOX · Hiekkalaatikko Oy")
    (_day, row) = explorer.show_log(seen.transaction_id)
    assert "customerlist.nv" in row


def test_the_parts_of_the_mac_input_are_walked_through_by_keyboard(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+M")
    explorer.press("Right")
    assert explorer.focus.accessibleName().startswith("Part 1 of 10, URL")
    explorer.press("Right")
    assert explorer.focus.accessibleName() == "Part 2 of 10, Sender: Netvisor Explorer"
    explorer.press("Ctrl+C")
    assert explorer.clipboard == "Netvisor Explorer"
    explorer.press("End")
    assert explorer.focus.accessibleName().endswith("hidden")
    explorer.press("Ctrl+C")
    assert explorer.clipboard == "Netvisor Explorer"


def test_the_first_answer_is_searched_by_keyboard(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.send()
    explorer.press("Ctrl+F")
    explorer.until(lambda: explorer.focus.accessibleName() == "Find in the answer", "the field")
    explorer.type("ö")
    explorer.until(lambda: explorer.sees("1 of ", explorer.tab.response), "the hits")
    explorer.press("F3")
    explorer.until(lambda: explorer.sees("2 of ", explorer.tab.response), "the next hit")
    explorer.press("Esc")
    assert explorer.focus.accessibleName() == "Answer"


def test_an_added_customer_has_a_key_that_is_never_lost(
    explorer: Explorer, sandbox: Sandbox
) -> None:
    explorer.open_resource("customer.nv")
    url = explorer.tab.request.url
    explorer.press("Ctrl+L")
    explorer.until(url.hasFocus, "the URL")
    explorer.type("customer.nv?method=add")
    explorer.press("Return")
    explorer.write_body(BODY.format(500))
    explorer.send()
    assert explorer.outcome == "OK"
    (key,) = re.findall(r"<InsertedDataIdentifier>(\d+)<", "".join(explorer.rows()))
    assert key in explorer.texts(explorer.tab.response)
    assert key in {str(each) for each in sandbox.company.customers}
    explorer.click(explorer.named(QPushButton, "Copy Netvisor key", explorer.tab))
    assert explorer.clipboard == key
    (_day, row) = explorer.show_log(key)
    assert f"key {key}" in row


def test_a_wrong_key_is_explained(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    wrong = {"partner/p": "0" * 32, "user/u": "0" * 32}
    with Explorer(qtbot, home, keys=wrong) as explorer:
        explorer.open_resource("customerlist")
        explorer.send()
        assert explorer.outcome == "FAILED"
        assert explorer.sees("AUTHENTICATION_FAILED :: ")
        assert explorer.sees("one of the two keys is wrong")
        explorer.click(explorer.named(QPushButton, "Copy Netvisor's own text", explorer.tab))
        assert explorer.clipboard.startswith("AUTHENTICATION_FAILED :: ")
        assert "YOUR_PRIVATE_KEY_HERE" in explorer.clipboard  # Netvisor's own text, unchanged
        (_day, row) = explorer.show_log("AUTHENTICATION_FAILED")
        assert row.startswith("FAILED, customerlist.nv")


FAILED = (
    b"<?xml version='1.0'?><Root><ResponseStatus><Status>FAILED</Status>"
    b"<Status>INVALID_DATA :: Data form incorrect:. Jotain puuttuu</Status>"
    b"<TimeStamp>1.1.2026 12:00:00</TimeStamp></ResponseStatus></Root>"
)
PAGE = b"<!DOCTYPE html><html><head><title>Kirjaudu sis&auml;&auml;n</title></head></html>"


def pill(explorer: Explorer) -> str:
    """The kind that the style sheet colours the outcome by."""
    name = f"Outcome: {explorer.outcome}"
    return explorer.named(QLabel, name, explorer.tab).property("kind")


def test_failed_is_red_even_with_http_200(on_server) -> None:
    explorer, _ = on_server(answering(answer(FAILED, "Content-Type: text/xml")))
    explorer.open_resource("customerlist")
    explorer.send()
    assert (explorer.outcome, pill(explorer)) == ("FAILED", "bad")
    assert explorer.sees("HTTP 200 OK")
    assert explorer.sees("INVALID_DATA :: Data form incorrect:. Jotain puuttuu")


def test_a_web_page_is_told_by_its_title(on_server) -> None:
    explorer, _ = on_server(answering(answer(PAGE, "Content-Type: text/html")))
    explorer.open_resource("customerlist")
    explorer.send()
    assert (explorer.outcome, pill(explorer)) == ("no ResponseStatus", "warn")
    assert explorer.sees("Instead of XML came a web page, titled “Kirjaudu sisään”.")
    assert "Kirjaudu" in "".join(explorer.rows())


def test_a_write_that_is_cut_may_have_been_booked(on_server) -> None:
    explorer, server = on_server(lambda connection: connection.receive_request())
    explorer.open_resource("customer.nv")
    explorer.write_body(BODY.format(1))
    explorer.send()
    assert explorer.outcome == "outcome unknown"
    assert explorer.sees("It may have been booked: look in Netvisor before sending it again.")
    server.wait_for_connections_to_end()
    assert len(server.requests) == 1, "it was sent again"
    (_day, row) = explorer.show_log()
    assert row.startswith("outcome unknown, customer.nv")


def test_what_arrives_is_what_the_headers_show(on_server) -> None:
    ok = FAILED.replace(b"FAILED", b"OK").partition(b"<Status>INV")[0]
    body = ok + b"</ResponseStatus></Root>"
    explorer, server = on_server(answering(answer(body, "X-Kaiku: ei")))
    explorer.open_resource("customerlist")
    explorer.send()
    assert explorer.outcome == "OK"
    (request,) = server.requests
    tabs = explorer.tab.response
    explorer.click(copy_of(explorer, tabs, "Copy request line and headers as sent"))
    lines = [line for line in request.decode("iso-8859-15").split("\r\n") if line]
    assert explorer.clipboard.split("\n") == lines
    explorer.click(copy_of(explorer, tabs, "Copy status line and headers as received"))
    assert "X-Kaiku: ei" in explorer.clipboard.split("\n")


def copy_of(explorer: Explorer, root: QWidget, name: str) -> QPushButton:
    """A link of the Headers tab, which is brought in front."""
    explorer.turn_to("Headers", root)
    return explorer.named(QPushButton, name, root)


def test_a_request_of_the_log_is_opened_again(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.fill("keyword", "Äijälä")
    explorer.send()
    explorer.show_log()
    view = explorer.named(QListView, LOG)
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    before = len(explorer.window.workspace.tabs)
    explorer.press("Return")
    explorer.until(lambda: len(explorer.window.workspace.tabs) == before + 1, "the tab")
    draft = explorer.tab.request.draft()
    assert (draft.resource, draft.parameters[0]) == ("customerlist.nv", ("keyword", "Äijälä", True))
