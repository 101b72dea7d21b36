"""The commands as actions of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from nvexplorer.ui.actions import COMMANDS, ActionId, When, tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.actions import Command


class ActionSet(QObject):
    """The commands as QActions of a window. Slots take no arguments: QAction.triggered would pass
    `checked` to one that has a default."""

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[ActionId, Callable[[], object]],
        commands: Sequence[Command] = COMMANDS,
    ) -> None:
        """Raises KeyError when one of `commands` has no handler."""
        super().__init__(window)
        self._window = window
        self.commands = commands
        self._actions: dict[ActionId, QAction] = {}
        for command in commands:
            handler = handlers[command.id]
            action = QAction(command.text, window)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setToolTip(tooltip(command))
            action.triggered.connect(lambda _checked, call=handler: call())
            window.addAction(action)
            self._actions[command.id] = action
        self._focused: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def add_numbered(self, handler: Callable[[int], object]) -> None:
        """Ctrl+1 to Ctrl+9 call it with 1 to 9."""
        for number in range(1, 10):
            action = QAction(f"Tab {number}", self)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _checked, n=number: handler(n))
            self._window.addAction(action)

    def action(self, action_id: ActionId) -> QAction:
        return self._actions[action_id]

    def set_state(self, state: When) -> None:
        """Enable the commands whose needs are all in `state`."""
        for command in self.commands:
            self._actions[command.id].setEnabled(command.when in state)

    # Text fields take some keys for themselves, on X11 Ctrl+E, Ctrl+K and Ctrl+D as Emacs does.
    # What a widget names in its property `ownKeys` is its own.

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = new
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = event.keyCombination()
            plain = not keys.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            pressed = QKeySequence(keys)
            if pressed.toString() in (watched.property("ownKeys") or ()):
                return super().eventFilter(watched, event)
            if not plain and any(
                action.isEnabled() and pressed in action.shortcuts()
                for action in self._actions.values()
            ):
                event.ignore()
                return True
        return super().eventFilter(watched, event)
