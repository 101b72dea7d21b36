"""What the user changes in the URL and the form of a request, kept in step, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from nvexplorer.model.errors import Message
from nvexplorer.ui.panes.request.request_history import RequestHistory, State
from nvexplorer.ui.panes.request.url_text import parse_url

if TYPE_CHECKING:
    from nvexplorer.ui.panes.request.pane import RequestPane
    from nvexplorer.ui.panes.request.pasted import Pasted
    from nvexplorer.ui.panes.request.url_text import Typed


class RequestChanges(QObject):
    def __init__(self, pane: RequestPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._history = RequestHistory()
        pane.url.edited.connect(self._on_url_edited)
        pane.url.entered.connect(self._on_url_entered)
        pane.url.request_pasted.connect(self._on_pasted)
        pane.form.edited.connect(self.on_form_edited)
        pane.form.settled.connect(pane.show_counts)
        pane.form.request_pasted.connect(self._on_pasted)

    def begin(self) -> None:
        """Another request is shown."""
        self._history.begin(self._state())

    def rewritten(self) -> None:
        """The URL is written differently, such as with another host."""
        self._history.refresh(self._state())

    def take_key(self, event: QKeyEvent) -> bool:
        """True for the keys of undo and redo."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            self.redo()
        else:
            return False
        return True

    def undo(self) -> None:
        self._bring_back(self._history.undo())

    def redo(self) -> None:
        self._bring_back(self._history.redo())

    def on_form_edited(self) -> None:
        self._pane.show_url()
        self._changed(in_url=False)

    def on_method_chosen(self) -> None:
        self._changed(in_url=False)

    def _state(self) -> State:
        pane = self._pane
        return State(pane.resource, pane.method, pane.form.parameters(), pane.url.line())

    def _changed(self, *, in_url: bool) -> None:
        self._history.record(self._state(), in_url=in_url)
        self._pane.show_counts()
        self._pane.edited.emit()

    def _bring_back(self, state: State | None) -> None:
        if state is None:
            return
        pane = self._pane
        if state.resource != pane.resource:
            pane.show_resource(state.resource, state.method)
        elif state.method != pane.method:
            pane.set_method(state.method)
        pane.form.bring_back(pane.definition, state.parameters)
        pane.url.show_url(state.line)
        pane.url.moveCursor(QTextCursor.MoveOperation.End)
        pane.show_counts()
        pane.edited.emit()

    def _on_url_edited(self, text: str) -> None:
        self._take(parse_url(text))
        self._changed(in_url=True)

    def _on_url_entered(self) -> None:
        """Enter writes the line as it is understood and goes on to the fields."""
        self._pane.show_url()
        self.rewritten()
        self._pane.focus_fields()

    def _on_pasted(self, pasted: Pasted) -> None:
        typed = pasted.typed
        self._take(typed._replace(resource=typed.resource or self._pane.resource))
        self._pane.show_url()
        self._pane.url.moveCursor(QTextCursor.MoveOperation.End)
        self._changed(in_url=False)
        if pasted.left:
            said = f"{pasted.left} {self._other_host(typed)}".strip()
            self._pane.banner.show_message(
                Message(said, "Ctrl+Z brings back what was before."), "info"
            )

    def _take(self, typed: Typed) -> None:
        pane = self._pane
        if typed.resource != pane.resource:
            pane.show_resource(typed.resource, typed.method or pane.usual_method(typed.resource))
            pane.form.show_request(pane.definition, typed.parameters)
        else:
            if typed.method and typed.method != pane.method:
                pane.set_method(typed.method)
            pane.form.take_typed(typed.parameters)
        if said := self._other_host(typed):
            next_step = "Another host needs another profile (Ctrl+E)."
            pane.banner.show_message(Message(said, next_step), "info")

    def _other_host(self, typed: Typed) -> str:
        """What is to be said of a host that is not the profile's, empty when it is."""
        origin = self._pane.origin
        if not typed.origin or not origin or typed.origin.lower() == origin.lower():
            return ""
        return f"The host belongs to the profile: this request goes to {origin}."


def _is_ctrl_y(event: QKeyEvent) -> bool:
    """What Windows hands know; to Qt it is the key of redo on some systems alone."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_Y
