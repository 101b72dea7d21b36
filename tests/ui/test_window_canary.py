"""Marked keys are typed wherever the window asks for keys, and must be found nowhere else."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from canary import CUSTOMER, PARTNER, files_with_leaks, forms, leaks
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from raw_server import Connection, RawServer, answer
from window import Explorer, make_profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OK = (
    b"<Root><ResponseStatus><Status>OK</Status><TimeStamp>1.1.2026 12:00:00</TimeStamp>"
    b"</ResponseStatus></Root>"
)
FAILED = OK.replace(
    b"<Status>OK</Status>",
    b"<Status>FAILED</Status><Status>AUTHENTICATION_FAILED :: Access denied</Status>",
)


class Watcher(QObject):
    """Everything that the window says: titles, the clipboard, and what a screen reader is told."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        QApplication.instance().installEventFilter(self)
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)

    def stop(self) -> None:
        QApplication.instance().removeEventFilter(self)
        QGuiApplication.clipboard().dataChanged.disconnect(self._on_clipboard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowTitleChange and isinstance(watched, QWidget):
            self.said.append(watched.windowTitle())
        return False

    def look(self) -> None:
        """At all widgets there are, hidden ones too."""
        for widget in QApplication.allWidgets():
            told = QAccessible.queryAccessibleInterface(widget)
            texts = [widget.toolTip(), widget.windowTitle(), widget.whatsThis()]
            texts += [told.text(kind) for kind in QAccessible.Text] if told else []
            if isinstance(widget, QLabel):
                texts.append(widget.text())
            if isinstance(widget, QLineEdit):
                texts.append(widget.displayText())
            self.said += [text for text in texts if text]

    def _on_clipboard(self) -> None:
        self.said.append(QGuiApplication.clipboard().text())


@pytest.fixture
def watcher():
    watching = Watcher()
    yield watching
    watching.stop()


def use_everything(explorer: Explorer, look: Callable[[], None]) -> None:
    explorer.open_resource("customerlist")
    explorer.send()
    assert explorer.outcome == "OK"
    explorer.turn_to("Headers", explorer.tab.response)
    look()
    for name in (
        "Copy request line and headers as sent",
        "Copy the MAC input with the keys masked",
    ):
        explorer.click(explorer.link(name))
    explorer.click(explorer.button("bytes"))
    explorer.press("Ctrl+M")
    for _ in range(10):
        explorer.press("Right")
        explorer.press("Ctrl+C")
    look()
    explorer.press("Ctrl+Shift+N")
    explorer.settle()
    for name in (
        "Copy the MAC made here",
        "Copy the header lines with this MAC, no keys",
        "Copy the MAC input of the bench with the keys masked",
        "Copy the bytes with those of the keys masked",
    ):
        explorer.click(explorer.link(name))
    explorer.write(explorer.tab, "Customer key on the bench", CUSTOMER)
    look()
    explorer.press("Ctrl+Shift+N")
    explorer.send()
    assert explorer.outcome == "FAILED"
    look()
    explorer.fill("keyword", "a→b")
    explorer.press("Ctrl+Return")
    explorer.settle()
    assert "→" in explorer.tab.request.banner.text
    look()
    explorer.press("Ctrl+Shift+S")
    explorer.dialog()
    explorer.type("Kanarian pyyntö")
    explorer.press("Return")
    explorer.until(lambda: explorer.tab.saved_name, "the saved request")
    explorer.settle()
    explorer.come_back()
    explorer.press("Ctrl+Shift+K")
    dialog = explorer.dialog()
    explorer.settle()
    look()
    explorer.click(explorer.link("Copy the lines as text, without keys", dialog))
    dialog.reject()
    explorer.come_back()
    explorer.show_log("Kanaria")
    explorer.press("Ctrl+Shift+E")
    manager = explorer.dialog()
    for page in ("Partners", "API users", "Companies", "Profiles"):
        explorer.turn_to(page, manager)
        explorer.settle()
        look()
    manager.reject()
    explorer.come_back()


def test_no_key_is_left_anywhere(
    qtbot: QtBot,
    home: Path,
    tmp_path: Path,
    watcher: Watcher,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    answers = iter([OK, FAILED, *[OK] * 10])

    def script(connection: Connection) -> None:
        while connection.receive_request():
            connection.send(answer(next(answers)))

    def enter_keys(box: QDialog) -> None:
        explorer.write(box, "Customer key of SB_10000_1", CUSTOMER)
        explorer.write(box, "Partner key of Kanaria", PARTNER)
        watcher.look()
        explorer.press("Return")

    with RawServer(script) as server:
        with Explorer(qtbot, home, keys={}) as explorer:
            make_profile(explorer, f"http://127.0.0.1:{server.port}", "Kanaria", CUSTOMER, PARTNER)
            use_everything(explorer, watcher.look)
        with Explorer(qtbot, home, keys={}) as explorer:
            assert explorer.tab.title == "Kanarian pyyntö"
            explorer.fill("keyword", "oy")
            with explorer.answering(enter_keys):
                explorer.press("Ctrl+Return")
            explorer.ended()
            assert explorer.outcome == "OK"
            watcher.look()
    said = "\n".join(watcher.said)
    printed = capfd.readouterr()
    sent = b"\n".join(server.requests)
    # What the search must be able to find is found, so that it finding nothing means something.
    assert "Kanarian pyyntö" in said
    assert "AUTHENTICATION_FAILED :: Access denied" in said
    assert b"CustomerId: SB_10000_1" in sent
    names = {each.name for each in home.rglob("*")}
    assert {"profiles.toml", "session.toml", "log.sqlite"} <= names
    assert leaks(said) == []
    assert leaks(printed.out + printed.err) == []
    assert leaks(sent) == []
    assert files_with_leaks(home, temporary) == []


@pytest.mark.parametrize("form", range(6))
def test_the_search_finds_each_form(form: int, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"..." + forms(CUSTOMER)[form] + b"...")
    assert files_with_leaks(tmp_path) == [tmp_path / "file"]
