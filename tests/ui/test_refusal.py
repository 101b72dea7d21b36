"""From a refusal to the place of the request that caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from heartbeat import MOST_WORK, Heartbeat
from invoices import invoice_body
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from raw_server import answer
from vouchers import voucher_answer
from window import PATIENCE

from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from raw_server import Connection
    from window import Explorer

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

PLACES = "Likely places of the refusal"
INVOICE = invoice_body()
NO_CUSTOMER = "Data form incorrect:. Customer not found with Netvisor identifier: 4711"


def refusing(text: str, code: str = "INVALID_DATA") -> Callable[[Connection], None]:
    """A server that refuses whatever comes."""
    body = (
        "<Root><ResponseStatus><Status>FAILED</Status>"
        f"<Status>{code} :: {escape(text)}</Status>"
        "<TimeStamp>22.11.2026 12:00:00</TimeStamp></ResponseStatus></Root>"
    )

    def script(connection: Connection) -> None:
        while connection.receive_request():
            connection.send(answer(body.encode(), "Content-Type: text/html; charset=utf-8"))

    return script


def write(explorer: Explorer, body: str, *parameters: tuple[str, str]) -> None:
    """Open an import of a sales invoice with this body and send it."""
    begin(explorer, body, *parameters)
    explorer.send()


def begin(explorer: Explorer, body: str, *parameters: tuple[str, str]) -> None:
    named = tuple(Parameter(name, value) for name, value in parameters or (("method", "add"),))
    draft = RequestDraft("salesinvoice.nv", "POST", named, body)
    explorer.window.workspace.open_draft(draft, "Koe")
    explorer.tab.request.show_body()


def places(explorer: Explorer) -> list[str]:
    """What is listed beside the refusal."""
    panel = explorer.tab.response
    explorer.until(panel.focus_suspects, "the likely places")
    return explorer.listed(PLACES)


def editor(explorer: Explorer) -> XmlEditor:
    return explorer.tab.request.body.editor


def selected(explorer: Explorer) -> str:
    start, end = editor(explorer).selection()
    return editor(explorer).text()[start:end]


def type_before(explorer: Explorer, piece: str, text: str) -> None:
    """Type into the body in front of a piece of it."""
    body = editor(explorer)
    body.setFocus()
    body.show_place(body.text().index(piece))
    explorer.type(text)


def go(explorer: Explorer, row: int = 0) -> None:
    """By keyboard alone."""
    explorer.press("Ctrl+J")
    explorer.until(lambda: isinstance(explorer.focus, QListWidget), "the list")
    explorer.press("Home")
    for _ in range(row):
        explorer.press("Down")
    explorer.press("Return")
    explorer.until(editor(explorer).hasFocus, "the editor")


def test_the_value_that_netvisor_quotes_is_led_to(on_server) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    write(explorer, INVOICE)
    (first, *_) = places(explorer)
    assert first.startswith("guessed, line 6 invoicingcustomeridentifier: ")
    assert "4711" in first
    go(explorer)
    assert selected(explorer) == "4711"
    # What is known of this text is told, too.
    assert explorer.sees("customerlist.nv", explorer.tab.response)


def test_the_body_is_searched_in_the_encoding_it_was_sent_in(on_server) -> None:
    refusal = refusing("Tuotetta 'Pähkinä' ei löydy")
    explorer, _ = on_server(refusal, body_encoding="iso-8859-15")
    write(explorer, INVOICE.replace("Ruuvi", "Pähkinä"))
    (first, *_) = places(explorer)
    assert first.startswith("guessed, line 12 productname: ")
    go(explorer)
    assert selected(explorer) == "Pähkinä"


def test_what_is_proven_comes_before_what_is_guessed(on_server) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    write(explorer, INVOICE.replace("2026-11-22", "2026-13-22"))
    rows = places(explorer)
    assert [row.partition(",")[0] for row in rows[:2]] == ["proven", "guessed"]
    assert explorer.sees(f"{len(rows)} likely places, 1 proven")
    go(explorer)
    assert selected(explorer) == "2026-13-22"
    go(explorer, 1)
    assert selected(explorer) == "4711"


def test_a_click_leads_there_too(on_server) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    write(explorer, INVOICE)
    places(explorer)
    rows = explorer.named(QListWidget, PLACES)
    place = rows.visualItemRect(rows.item(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    explorer.until(editor(explorer).hasFocus, "the editor")
    assert selected(explorer) == "4711"


def test_the_place_is_found_in_a_body_that_was_edited_meanwhile(on_server) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    write(explorer, INVOICE)
    places(explorer)
    type_before(explorer, "<salesinvoicedate", "<!-- uusi rivi -->\n\n")
    type_before(explorer, "<invoicingcustomerid", "<!-- 4711 -->\n")
    type_before(explorer, "711<", "99")
    go(explorer)
    assert selected(explorer) == "499711"
    # What was deleted is told of, and nothing is jumped to.
    now = editor(explorer).text()
    begin, end = now.index("<invoicingcustomerid"), now.index("<paymentterm")
    editor(explorer).replace_all(now[:begin] + now[end:])
    explorer.press("Ctrl+J")
    explorer.press("Return")
    explorer.until(lambda: explorer.sees("is not in the body any more"), "the sentence")
    assert isinstance(explorer.focus, QListWidget)


def test_an_attribute_is_led_to_in_an_edited_body(on_server) -> None:
    explorer, _ = on_server(refusing("Data form incorrect:. Virhe"))
    body = INVOICE.replace('format="ansi"', 'format="ansy"')
    write(explorer, body)
    rows = places(explorer)
    row = next(n for n, text in enumerate(rows) if "@format" in text)
    go(explorer, row)
    assert 'format="ansy"' in selected(explorer) or selected(explorer) == "ansy"
    type_before(explorer, "<salesinvoicedate", "<!-- uusi -->\n")
    go(explorer, row)
    assert selected(explorer) == 'format="ansy"'


def test_a_value_that_a_placeholder_stood_for_is_led_to(on_server) -> None:
    explorer, server = on_server(refusing("Data form incorrect:. Not found: 9999999-2"))
    write(explorer, INVOICE.replace("4711", "{{company.organisation}}"))
    assert b">9999999-2<" in server.requests[-1]
    (first, *_) = places(explorer)
    assert "line 6 invoicingcustomeridentifier" in first
    go(explorer)
    assert selected(explorer) == "{{company.organisation}}"


def test_a_parameter_is_led_to(on_server) -> None:
    explorer, _ = on_server(refusing("Data form incorrect:. Invoice not found: 99812"))
    write(explorer, INVOICE, ("method", "edit"), ("id", "99812"))
    (first, *_) = places(explorer)
    assert first.startswith("guessed, parameter id: ")
    explorer.press("Ctrl+J")
    explorer.press("Return")
    field = explorer.named(QLineEdit, "Value of id")
    explorer.until(field.hasFocus, "the parameter")


def test_the_place_is_shown_in_the_xml_when_the_form_was_in_front(on_server) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    write(explorer, INVOICE)
    places(explorer)
    explorer.press("Ctrl+Shift+X")
    assert not editor(explorer).isVisible()
    go(explorer)
    assert editor(explorer).isVisible()
    assert selected(explorer) == "4711"


@pytest.mark.parametrize("code", ["AUTHENTICATION_FAILED", "REQUEST_NOT_UNIQUE"])
def test_a_refusal_about_something_else_has_no_places(qtbot: QtBot, on_server, code: str) -> None:
    explorer, _ = on_server(refusing("Integration keys are not valid. 4711", code))
    begin(explorer, INVOICE.replace("2026-11-22", "2026-13-22"))
    with qtbot.waitSignal(explorer.tab.refusals.found, timeout=PATIENCE) as told:
        explorer.send()
    assert told.args == [[]]
    explorer.press("Ctrl+J")
    assert not explorer.sees("likely place")
    if code == "AUTHENTICATION_FAILED":
        assert explorer.button("Examine with the MAC doctor").hasFocus()
    else:
        assert explorer.sees("Nothing in this request is known as a likely cause.")


def test_an_answer_that_is_ok_takes_the_places_away(explorer: Explorer) -> None:
    """From the real sandbox: refused, mended where it leads, and taken."""
    body = (
        "<root>\n <customer>\n  <customerbaseinformation>\n"
        "   <internalidentifier>K1</internalidentifier>\n   <name></name>\n"
        "  </customerbaseinformation>\n </customer>\n</root>"
    )
    draft = RequestDraft("customer.nv", "POST", (Parameter("method", "add"),), body)
    explorer.window.workspace.open_draft(draft, "Harjoitus")
    explorer.send()
    assert explorer.outcome == "FAILED"
    rows = places(explorer)
    row = next(n for n, text in enumerate(rows) if " name:" in text)
    go(explorer, row)
    before = editor(explorer).text()
    assert before[: editor(explorer).caret_offset()].endswith("<name>")
    explorer.type("Terä Oy")
    explorer.send()
    assert explorer.outcome == "OK"
    assert not explorer.tab.response.focus_suspects()
    assert not explorer.sees("likely place")


def test_a_body_of_a_megabyte_is_searched_without_stopping_the_window(on_server) -> None:
    explorer, _ = on_server(refusing("Data form incorrect:. Not found: 9000002"))
    body = voucher_answer(1_000_000).decode()
    draft = RequestDraft("accounting.nv", "POST", (), body)
    explorer.window.workspace.open_draft(draft, "Koe")
    explorer.tab.request.show_body()
    explorer.until(lambda: not editor(explorer).filling, "the body")
    explorer.until(
        lambda: not explorer.tab.request.body.help.checks.waiting, "the check of the body"
    )
    explorer.send()
    with Heartbeat() as heart:
        explorer.until(explorer.tab.response.focus_suspects, "the likely places")
        type_before(explorer, "<", "<!-- -->\n")
        rows = explorer.listed(PLACES)
        row = next(n for n, text in enumerate(rows) if "9000002" in text)
        go(explorer, row)
    assert selected(explorer) == "9000002"
    print(f"worked {heart.longest_work:.0f} ms at a stretch, stood still {heart.longest:.0f} ms")
    assert heart.longest_work < MOST_WORK


@pytest.mark.parametrize("height", [700, 900])
def test_body_places_and_answer_are_all_seen(on_server, height: int) -> None:
    explorer, _ = on_server(refusing(NO_CUSTOMER))
    explorer.window.resize(1024, height)
    write(explorer, INVOICE.replace("2026-11-22", "2026-13-22"))
    places(explorer)
    listed = explorer.named(QListWidget, PLACES)
    received = explorer.named(XmlView, "Answer")

    def heights() -> list[int]:
        """Of what is seen of each."""
        seen = (editor(explorer), listed, received)
        return [each.visibleRegion().boundingRect().height() for each in seen]

    def fit() -> bool:
        low = received.mapTo(explorer.window, received.rect().bottomLeft()).y()
        return low < height and min(heights()) >= 48

    explorer.until(fit, "room for all")
    assert explorer.window.height() == height
