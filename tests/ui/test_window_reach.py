"""Everything can be reached: by palette, by keys of its own, and by a screen reader."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTabBar, QWidget
from window import Explorer, ProfileText, write_profiles

from nvexplorer.ui.actions import COMMANDS, ActionId, When
from nvexplorer.ui.main_window import SIZE, MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from raw_server import Connection

    from nvexplorer.sandbox.server import Sandbox

PALETTE = "Type a command"


def offered(explorer: Explorer) -> set[str]:
    """The commands that the palette lists now."""
    explorer.press("Ctrl+K")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    rows = explorer.listed(PALETTE, popup)
    explorer.press("Esc")
    explorer.until(lambda: QApplication.activePopupWidget() is None, "the end of the palette")
    explorer.come_back()
    return {
        command.id
        for command in COMMANDS
        if any(row.startswith(command.text.rstrip("…")) for row in rows)
    }


def silent(connection: Connection) -> None:
    connection.receive_request()
    connection.wait_for_close()


def test_every_command_is_in_the_palette_when_it_works(
    qtbot: QtBot, home: Path, sandbox: Sandbox, on_server
) -> None:
    explorer, server = on_server(silent)
    seen = offered(explorer)
    assert ActionId.SEND not in seen, "there is nothing to send"
    explorer.open_resource("customerlist")
    assert ActionId.CANCEL not in offered(explorer)
    explorer.press("Ctrl+Return")
    explorer.until(server.got_request.is_set, "the request")
    sending = offered(explorer)
    assert ActionId.CANCEL in sending
    assert ActionId.SEND not in sending
    explorer.press("Esc")
    explorer.ended()
    seen |= sending | offered(explorer)
    explorer.open_resource("customer.nv")
    seen |= offered(explorer)
    explorer.press("Ctrl+W")
    explorer.window.services.profiles.choose("")
    seen |= offered(explorer)
    explorer.press("Ctrl+W")
    seen |= offered(explorer)
    missing = {command.id for command in COMMANDS} - seen
    assert missing <= {ActionId.PALETTE, ActionId.USE_PROFILE}


def test_the_chosen_profile_can_be_used_here_from_the_palette(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(
        home,
        ProfileText("Harjoitus", sandbox.url, "sandbox"),
        ProfileText("Muu", "http://127.0.0.1:9", "test", "Toinen Oy"),
    )
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.fill("keyword", "x")
        assert ActionId.USE_PROFILE not in offered(explorer)
        explorer.window.services.profiles.choose("Muu")
        assert ActionId.USE_PROFILE in offered(explorer)
        run(explorer, "Use the chosen profile in this tab")
        assert explorer.button("Send to Toinen Oy · TEST")


def run(explorer: Explorer, text: str) -> None:
    """Choose a command by its words in the palette."""
    explorer.settle()
    while (popup := QApplication.activePopupWidget()) is not None:  # of the command before
        popup.close()
    explorer.press("Ctrl+K")
    palette = QApplication.activePopupWidget()
    assert palette is not None
    assert explorer.named(QLineEdit, PALETTE, palette)
    explorer.type(text.rstrip("…"))
    explorer.press("Return")
    explorer.until(lambda: QApplication.activePopupWidget() is not palette, "the palette's end")


def test_every_command_runs_from_the_palette(explorer: Explorer) -> None:
    """An exception in a slot fails the test."""
    explorer.open_resource("customerlist")
    explorer.send()
    last = {ActionId.CLOSE_TAB, ActionId.QUIT}
    for command in COMMANDS:
        if command.id in last or command.id in {ActionId.PALETTE, ActionId.USE_PROFILE}:
            continue
        if not explorer.window.actions_.action(command.id).isEnabled():
            waits = command.id in {ActionId.CANCEL, ActionId.REOPEN_TAB}
            assert waits or When.BODY in command.when, command.id
            continue
        run(explorer, command.text)
        explorer.until(lambda: explorer.window.services.tasks.idle, command.text)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in explorer.dialogs():
            dialog.reject()
        explorer.come_back()
        explorer.window.workspace.select(1)
        explorer.window.sidebar.show()
    with explorer.answering(lambda box: explorer.click(explorer.button("Close", box))):
        run(explorer, "Close the tab")
    run(explorer, "Reopen the closed tab")
    assert explorer.tab.title == "customerlist.nv"
    run(explorer, "Quit")
    explorer.until(lambda: not explorer.window.isVisible(), "the end")


def test_every_command_on_a_body_runs_from_the_palette(explorer: Explorer) -> None:
    explorer.open_resource("customer.nv")
    explorer.write_body("<root>\n<customer>1</customer></root>")
    body = explorer.tab.request.body.editor
    for command in COMMANDS:
        if When.BODY not in command.when:
            continue
        body.show_place(8)
        run(explorer, command.text)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in explorer.dialogs():
            dialog.reject()
        explorer.come_back()
        explorer.until(lambda: not body.filling, command.text)
    assert body.text() == "<root>\n  <!-- <customer>1</customer> -->\n</root>"


def test_no_two_commands_share_a_key(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    keys: Counter[str] = Counter()
    for action in explorer.window.findChildren(QAction):
        if action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut:
            keys.update(each.toString() for each in action.shortcuts())
    for shortcut in explorer.window.findChildren(QShortcut):
        if shortcut.context() == Qt.ShortcutContext.WindowShortcut:
            keys.update(each.toString() for each in shortcut.keys())  # noqa: SIM118
    assert [key for key, count in keys.items() if count > 1] == []
    declared = [key for command in COMMANDS for key in command.keys]
    assert len(declared) == len(set(declared))
    assert {f"Ctrl+{n}" for n in range(1, 10)} <= set(keys)


# Screen readers


def nameless(root: QWidget) -> list[str]:
    """Visible widgets that take the focus and of which a screen reader could say nothing."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if widget.focusProxy() is not None or widget.isWindow():
            continue
        inside = widget.parentWidget()
        if inside is not None and inside.focusProxy() is widget:
            continue  # the field inside a spin box or a combo box: the box is named
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name) if told else ""
        if not name.strip():
            path = [type(widget).__name__]
            while inside is not None:
                path.append(type(inside).__name__)
                inside = inside.parentWidget()
            found.append(" in ".join(path[:5]))
    return found


def test_whatever_takes_the_focus_has_a_name(explorer: Explorer) -> None:
    problems: dict[str, list[str]] = {}

    def look(state: str, root: QWidget | None = None) -> None:
        found = nameless(root or explorer.window)
        if found:
            problems[state] = found

    look("nothing open")
    explorer.open_resource("customerlist")
    look("parameters")
    explorer.send()
    look("answer")
    for view in ("Headers", "Timing", "XML"):
        explorer.turn_to(view, explorer.tab.response)
        look(view)
    explorer.press("Ctrl+F")
    look("find bar")
    explorer.open_resource("customer.nv")
    explorer.write_body("<root/>")
    look("body")
    explorer.send()
    assert explorer.outcome == "FAILED"
    look("failure")
    explorer.press("Ctrl+M")
    explorer.press("Right")
    look("MAC input")
    explorer.show_log()
    view = explorer.named(QListView, "Requests that were sent, newest first")
    view.setCurrentIndex(view.model().index(1, 0))
    look("log")
    run(explorer, "Show saved requests")
    look("saved")
    explorer.press("Ctrl+T")
    look("typed by hand")
    for command in (
        ActionId.SAVE_AS,
        ActionId.EDIT_PROFILES,
        ActionId.CHECK_CONNECTION,
        ActionId.SETTINGS,
        ActionId.SHORTCUTS,
        ActionId.ABOUT,
    ):
        explorer.window.actions_.action(command).trigger()
        dialog = explorer.dialog()
        explorer.settle()
        look(command, dialog)
        for bar in dialog.findChildren(QTabBar):
            for index in range(bar.count()):
                bar.setCurrentIndex(index)
                explorer.settle()
                look(f"{command}, {bar.tabText(index)}", dialog)
        dialog.reject()
        explorer.come_back()
    assert problems == {}


def test_the_first_profiles_form_has_names(qtbot: QtBot, home: Path) -> None:
    with Explorer(qtbot, home) as explorer:
        explorer.window.actions_.action(ActionId.EDIT_PROFILES).trigger()
        dialog = explorer.dialog()
        assert dialog.windowTitle() == "Your first profile"
        assert nameless(dialog) == []
        dialog.reject()


def test_a_new_window_fits_the_screen(qtbot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert room.height() < SIZE[1]  # else this would prove nothing
    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() < room.height()
