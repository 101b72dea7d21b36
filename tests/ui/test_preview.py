"""The Preview tab shows what goes out, and placeholders go out as what they stand for."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QTreeWidget
from window import KEYS, LOG, Explorer, ProfileText, write_profiles

from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.sandbox.server import Sandbox

LATER = {
    "X-Netvisor-Authentication-Timestamp",
    "X-Netvisor-Authentication-TimestampUnix",
    "X-Netvisor-Authentication-TransactionId",
    "X-Netvisor-Authentication-MAC",
}
VARIABLES = """
[profiles.Harjoitus.variables]
city = "Åbo & <Turku>"
[companies.Harjoitus.variables]
city = "Oulu"
"customer.code" = "500"
"""
BODY = """<root>
 <customer><customerbaseinformation>
  <internalidentifier>{{customer.code}}</internalidentifier>
  <name>Säkylä {{city}} {{today}}</name>
 </customerbaseinformation></customer>
</root>"""
WRITE = RequestDraft("customer.nv", "POST", (Parameter("method", "add"),), BODY)


def opened(qtbot: QtBot, home: Path, sandbox: Sandbox) -> Explorer:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with (home / "config" / "profiles.toml").open("a", encoding="utf-8") as file:
        file.write(VARIABLES)
    return Explorer(qtbot, home)


def show(explorer: Explorer, draft: RequestDraft) -> None:
    """In a tab of its own, with the preview in front."""
    explorer.window.workspace.open_draft(draft, "Harjoitus")
    explorer.press("Ctrl+Shift+V")


def head(explorer: Explorer) -> list[str]:
    text = explorer.named(QPlainTextEdit, "Request line and headers")
    explorer.until(text.toPlainText, "the head")
    explorer.settle()
    return text.toPlainText().split("\n")


def body(explorer: Explorer) -> list[str]:
    view = explorer.named(XmlView, "Body as it would be sent")
    explorer.until(lambda: view.is_complete, "the body")
    return [view.row_text(number) for number in range(view.row_count)]


def replaced(explorer: Explorer) -> dict[str, tuple[str, str]]:
    table = explorer.named(QTreeWidget, "Placeholders and their values")
    rows = [table.topLevelItem(number) for number in range(table.topLevelItemCount())]
    return {row.text(0): (row.text(1), row.text(2)) for row in rows if row is not None}


def test_it_shows_to_the_byte_what_is_sent(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        show(explorer, WRITE)
        shown, rows, table = head(explorer), body(explorer), replaced(explorer)
        day = date.today().isoformat()
        assert table == {
            "{{customer.code}}": ("500", "body line 3"),
            "{{city}}": ("Åbo & <Turku>", "body line 4"),
            "{{today}}": (day, "body line 4"),
        }
        sent = explorer.send().request
        assert sent.body is not None
        assert "\n".join(rows) == sent.body.decode()
        assert f"Säkylä Åbo &amp; &lt;Turku&gt; {day}" in rows[3]
        went_out = sent.head().decode("iso-8859-15").split("\r\n")[:-2]
        assert len(shown) == len(went_out)
        for seen, real in zip(shown, went_out, strict=True):
            name = real.partition(":")[0]
            assert seen == (f"{name}: made at sending" if name in LATER else real)
        assert explorer.sees("Timestamp, transaction ID and MAC are made at sending.")
        root = ElementTree.fromstring(sent.body)
        assert root.findtext(".//name") == f"Säkylä Åbo & <Turku> {day}"
        assert explorer.outcome == "OK"


def test_the_head_is_copied_without_any_key(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        draft = RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "{{city}} ä"),))
        show(explorer, draft)
        shown = head(explorer)
        explorer.click(explorer.link("Copy request line and headers"))
        assert explorer.clipboard == "\n".join(shown)
        assert shown[0] == (
            "GET /customerlist.nv?keyword=%C3%85bo%20%26%20%3CTurku%3E%20%C3%A4 HTTP/1.1"
        )
        assert not any(key in explorer.clipboard for key in KEYS.values())
        assert not [
            view
            for view in explorer.tab.findChildren(XmlView)
            if view.isVisible() and view.accessibleName() == "Body as it would be sent"
        ]


def test_it_follows_what_is_typed_and_goes_back(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        show(explorer, RequestDraft("customerlist.nv"))
        assert head(explorer)[0] == "GET /customerlist.nv HTTP/1.1"
        explorer.press("Ctrl+L")
        explorer.press("End")
        explorer.type("?keyword={{customer.code}}")
        explorer.until(
            lambda: head(explorer)[0] == "GET /customerlist.nv?keyword=500 HTTP/1.1", "the value"
        )
        explorer.press("Ctrl+Shift+V")
        field = explorer.named(QLineEdit, "Value of keyword")
        explorer.until(field.hasFocus, "the field")
        assert field.text() == "{{customer.code}}"
        assert explorer.sees("= 500")


def test_an_unknown_one_is_marked_and_led_to_and_stops_sending(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        draft = RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "{{citty}}"),))
        show(explorer, draft)
        sentence = "{{citty}} in parameter keyword is not known. Did you mean {{city}}?"
        explorer.until(lambda: explorer.sees(sentence), "the sentence")
        assert "{{citty}}" not in head(explorer)[0]  # but percent-encoded, as it is typed
        explorer.press("Ctrl+Return")
        explorer.until(
            lambda: explorer.text(explorer.tab.request).count("{{citty}}"), "the refusal"
        )
        assert explorer.named(QLineEdit, "Value of keyword").hasFocus()
        assert sandbox.seen == []
        explorer.press("Ctrl+Shift+V")
        explorer.click(explorer.link("Go to parameter keyword"))
        explorer.fill("keyword", "{{city}}")
        explorer.press("Ctrl+Shift+V")
        values = {"{{city}}": ("Åbo & <Turku>", "parameter keyword")}
        explorer.until(lambda: replaced(explorer) == values, "the value")
        assert not explorer.sees("go there")


def test_a_place_in_the_body_is_led_to(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        show(explorer, WRITE._replace(body=BODY.replace("{{today}}", "{{nothing}}")))
        explorer.until(lambda: explorer.sees("{{nothing}} in body line 4"), "the sentence")
        explorer.click(explorer.link("Go to body line 4"))
        editor = explorer.tab.request.body.editor
        explorer.until(editor.hasFocus, "the editor")
        assert editor.textCursor().blockNumber() == 3


def test_what_cannot_be_signed_says_why(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        show(explorer, RequestDraft("a?b"))
        explorer.until(lambda: explorer.sees("holds a query"), "the reason")


def test_a_saved_request_keeps_placeholders_and_the_log_has_their_values(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        workspace = explorer.window.workspace
        workspace.open_draft(WRITE, "Harjoitus")
        (key,) = explorer.send().inserted_keys
        parameters = (Parameter("id", "{{last.key}}"), Parameter("x", "{{today}} {{{{a}}"))
        draft = RequestDraft("getcustomer.nv", "GET", parameters)
        saved = explorer.window.services.saved.save("Read it", draft, "Harjoitus")
        workspace.open_saved(saved)
        request = explorer.send().request
        day = date.today().isoformat()
        assert request.mac_url == f"{sandbox.url}/getcustomer.nv?id={key}&x={day} {{{{a}}}}"
        assert explorer.outcome == "OK"
        # The file and the tab are as typed.
        stored = tomllib.loads(saved.path.read_text(encoding="utf-8"))
        assert [each["value"] for each in stored["parameters"]] == [p.value for p in parameters]
        assert explorer.tab.request.draft().parameters == parameters
        # The log has what was sent, and what it opens is sent just so again.
        (newest, _) = explorer.window.services.log.search()
        assert newest.parameters == f"id={key}&x={day} {{{{a}}}}"
        explorer.show_log("getcustomer")
        rows = explorer.named(QListView, LOG)
        rows.setFocus()
        explorer.press("End")
        explorer.press("Return")
        explorer.until(lambda: explorer.tab.title == "getcustomer.nv", "the request of the log")
        assert explorer.send().request.mac_url == request.mac_url
    session = (home / "data" / "session.toml").read_text(encoding="utf-8")
    assert "{{last.key}}" in session


def test_the_last_key_is_that_of_the_company(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        draft = RequestDraft("getcustomer.nv", "GET", (Parameter("id", "{{last.key}}"),))
        explorer.window.workspace.open_draft(draft, "Harjoitus")
        explorer.until(lambda: explorer.sees("has no value yet"), "the hint")
        reader = explorer.tab
        explorer.window.workspace.open_draft(WRITE, "Harjoitus")
        (key,) = explorer.send().inserted_keys
        explorer.press("Ctrl+1")
        explorer.until(lambda: explorer.tab is reader, "the first tab")
        explorer.press("Ctrl+Shift+V")
        explorer.until(lambda: f"?id={key} " in head(explorer)[0], "the key")


def test_a_placeholder_is_inserted_where_one_types(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        explorer.window.workspace.open_draft(RequestDraft("customerlist.nv"), "Harjoitus")
        explorer.fill("keyword", "from ")
        explorer.press("Ctrl+Shift+I")
        picker = explorer.focus
        assert picker.accessibleName().startswith("Insert a placeholder")
        explorer.type("month end")
        explorer.press("Return")
        field = explorer.named(QLineEdit, "Value of keyword")
        explorer.until(lambda: field.text() == "from {{month.end}}", "the placeholder")
        explorer.until(field.hasFocus, "the field")
        explorer.type("!")
        draft = explorer.tab.request.draft()
        assert draft.parameters == (Parameter("keyword", "from {{month.end}}!"),)
        explorer.window.workspace.open_draft(WRITE, "Harjoitus")
        explorer.write_body("<root></root>")
        explorer.press("Ctrl+Home")
        explorer.press("Ctrl+Shift+I")
        explorer.type("city")
        explorer.press("Return")
        explorer.until(lambda: explorer.tab.request.draft().body.startswith("{{city}}<"), "it")


def test_a_placeholder_goes_into_a_choice_too(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with opened(qtbot, home, sandbox) as explorer:
        explorer.open_resource("customer.nv")
        explorer.press("Ctrl+Shift+X")  # the keyboard is in no field of text
        explorer.press("Ctrl+Shift+I")
        picker = explorer.focus
        assert picker.accessibleName().startswith("Insert a placeholder")
        explorer.type("month end")
        explorer.press("Return")
        wanted = (Parameter("method", "{{month.end}}"),)
        explorer.until(lambda: explorer.tab.request.draft().parameters == wanted, "it")
