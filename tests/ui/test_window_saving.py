"""What was typed is there again: saved under a name, left open, closed by mistake, from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QListView
from window import Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.sandbox.server import Sandbox

BODY = "<root>\n  <customer>Säkylä & “€”</customer>\n</root>"


@pytest.fixture
def profile(home: Path, sandbox: Sandbox) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))


def save_as(explorer: Explorer, name: str) -> None:
    explorer.press("Ctrl+Shift+S")
    dialog = explorer.dialog()
    field = explorer.named(QLineEdit, "Name of the request", dialog)
    field.setText(name)
    explorer.press("Return")
    explorer.until(lambda: explorer.tab.saved_name == name, "the saved request")
    explorer.settle()
    explorer.come_back()


def show_saved(explorer: Explorer) -> list[str]:
    """By the palette, as it has no key of its own."""
    explorer.press("Ctrl+K")
    explorer.type("saved requests")
    explorer.press("Return")
    explorer.until(lambda: explorer.sees_field("Find among saved requests"), "the list")
    explorer.come_back()
    explorer.settle()
    return explorer.listed("Saved requests")


def open_saved(explorer: Explorer, row: int) -> None:
    view = explorer.named(QListView, "Saved requests")
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, 0))
    explorer.press("Return")


@pytest.mark.usefixtures("profile")
def test_a_saved_request_is_there_again_with_everything(qtbot: QtBot, home: Path) -> None:
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customer.nv")
        explorer.press("Ctrl+L")
        explorer.press("Ctrl+A")
        explorer.type("customer.nv?method=add&muu=ä ö+%2c")
        explorer.press("Return")
        explorer.turn_to("Parameters", explorer.tab.request)
        explorer.named(QCheckBox, "Send muu", explorer.tab).setChecked(False)
        explorer.write_body(BODY)
        draft = explorer.tab.request.draft()
        assert [p.enabled for p in draft.parameters if p.name == "muu"] == [False]
        save_as(explorer, "Uusi asiakas: Säkylä")
        assert "Uusi asiakas: Säkylä" in explorer.window.windowTitle()
        explorer.press("Ctrl+W")
        assert explorer.window.workspace.tabs == ()

    with Explorer(qtbot, home) as explorer:
        assert explorer.window.workspace.tabs == ()
        (row,) = show_saved(explorer)
        assert "Uusi asiakas: Säkylä" in row
        open_saved(explorer, 0)
        tab = explorer.tab
        assert tab.request.draft() == draft
        assert draft.body == BODY
        assert (tab.title, tab.dirty) == ("Uusi asiakas: Säkylä", False)
        assert explorer.button("Send to Hiekkalaatikko Oy · SANDBOX")


@pytest.mark.usefixtures("profile")
def test_a_taken_name_is_not_replaced_unasked(qtbot: QtBot, home: Path) -> None:
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        save_as(explorer, "Sama")
        explorer.open_resource("productlist")
        explorer.press("Ctrl+Shift+S")
        dialog = explorer.dialog()
        explorer.named(QLineEdit, "Name of the request", dialog).setText("sama")
        explorer.press("Return")
        explorer.until(lambda: explorer.sees("Replace", dialog), "the question")
        dialog.reject()
        explorer.come_back()
        explorer.settle()
        (row,) = show_saved(explorer)
        assert "customerlist" in row


@pytest.mark.usefixtures("profile")
def test_what_is_open_is_open_again_without_saving(qtbot: QtBot, home: Path) -> None:
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.fill("keyword", "Äijälä ja")
        explorer.open_resource("customer.nv")
        explorer.write_body(BODY)
        explorer.press("Ctrl+1")
        titles = [tab.title for tab in explorer.window.workspace.tabs]
    with Explorer(qtbot, home) as explorer:
        assert [tab.title for tab in explorer.window.workspace.tabs] == titles
        assert explorer.tab.title == "customerlist.nv"
        assert explorer.tab.request.draft().parameters[0].value == "Äijälä ja"
        explorer.press("Ctrl+2")
        assert explorer.tab.request.draft().body == BODY


def test_a_tab_with_changes_is_asked_about_and_comes_back(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.fill("keyword", "kesken")
    with explorer.answering(lambda _box: explorer.press("Return")) as question:
        explorer.press("Ctrl+W")
    assert "Close “customerlist.nv” without saving?" in question
    assert explorer.tab.title == "customerlist.nv"
    with explorer.answering(lambda box: explorer.click(explorer.button("Close", box))):
        explorer.press("Ctrl+W")
    assert explorer.window.workspace.tabs == ()
    explorer.press("Ctrl+Shift+T")
    assert explorer.tab.request.draft().parameters[0].value == "kesken"


TEXT = "<root><name>Äänekosken Sähkö €</name></root>"
DROPPED = "The XML declaration was dropped: Netvisor wants the body without it."


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (TEXT.encode(), ()),
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\n' + TEXT.encode(),
            (DROPPED,),
        ),
        (
            f'<?xml version="1.0" encoding="UTF-16"?>\r\n{TEXT}'.encode("utf-16"),
            ("Read as UTF-16-LE, as its byte order mark says.", DROPPED),
        ),
        (
            f"<?xml version='1.0' encoding='ISO-8859-15'?>\n{TEXT}".encode("iso-8859-15"),
            ("Read as ISO-8859-15, as its XML declaration says.", DROPPED),
        ),
        (
            TEXT.encode("iso-8859-15"),
            ("Read as ISO-8859-15, since it is not valid UTF-8.",),
        ),
    ],
    ids=["utf-8", "declared utf-8", "utf-16", "declared iso-8859-15", "iso-8859-15"],
)
def test_a_body_is_loaded_from_a_file(
    explorer: Explorer, tmp_path: Path, sandbox: Sandbox, data: bytes, notes: tuple[str, ...]
) -> None:
    file = tmp_path / "asiakas ä.xml"
    file.write_bytes(data)
    explorer.open_resource("customer.nv")
    explorer.write_body("vanha")
    explorer.press("Ctrl+O")
    dialog = explorer.dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    explorer.come_back()
    explorer.until(lambda: explorer.sees("Loaded asiakas ä.xml."), "the note")
    for note in notes:
        assert explorer.sees(note)
    assert explorer.tab.request.draft().body == TEXT
    explorer.until(lambda: explorer.focus.accessibleName() == "Body", "the editor")
    explorer.press("Ctrl+Z")
    assert explorer.tab.request.draft().body == "vanha"
    assert not explorer.sees("Loaded asiakas ä.xml.")


def test_a_file_in_another_encoding_than_it_says_changes_nothing(
    explorer: Explorer, tmp_path: Path
) -> None:
    file = tmp_path / "väärä.xml"
    file.write_bytes(b"<?xml version='1.0' encoding='utf-8'?>\n<root>\xe4</root>")
    explorer.open_resource("customer.nv")
    explorer.write_body("vanha")
    explorer.tab.request.body.load_file(str(file))
    explorer.until(lambda: explorer.sees("says UTF-8, but the byte at 45 is not."), "the sentence")
    assert explorer.sees("Save it as UTF-8 and load it again.")
    assert explorer.tab.request.draft().body == "vanha"
