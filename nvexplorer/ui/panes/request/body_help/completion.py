"""Offers what may be typed at the caret of a body, and puts in what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.ui.panes.request.body_help.completion_popup import Choice, CompletionPopup

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_complete import Completion, Suggestion
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.window_workers import Asked, WindowText

# Seconds after which an answer would only surprise.
_LIMIT = 10.0
# Characters looked at to tell whether the caret is inside a tag.
_LOOK_BACK = 1000
# The last characters of what is typed where a list may come by itself.
_CALLING = tuple("</ \"'")
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_ACCEPTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class BodyCompletion(QObject):
    """Typing `<`, `</`, a space in a tag or the quotes of an attribute asks by itself. The editor
    is never held up: the list comes when the worker has answered."""

    def __init__(self, theme: Theme, editor: XmlEditor, shared: WindowText) -> None:
        """`shared` is the editor's text, told of each change before this hears of it."""
        super().__init__(editor)
        self._theme = theme
        self._editor = editor
        self._shared = shared
        self._definition: Definition | None = None
        self._popup: CompletionPopup | None = None
        self._asked: Asked | None = None
        self._asked_at = 0  # the revision that was asked about
        self._start = self._end = 0  # what the offered choices replace, as the text is now
        editor.delta.connect(self._on_delta)
        editor.caret_moved.connect(self._on_caret_moved)
        editor.verticalScrollBar().valueChanged.connect(self.hide)

    def offer_from(self, definition: Definition | None) -> None:
        """What completions come from."""
        self._definition = definition
        self.hide()

    @property
    def popup(self) -> CompletionPopup | None:
        """None as long as nothing was ever offered."""
        return self._popup

    def ask(self) -> None:
        """Offer what may stand at the caret."""
        if self._definition is None or self._editor.isReadOnly():
            return
        if self._asked is not None:
            self._asked.cancel()
        self._asked_at = self._editor.revision
        self._asked = self._shared.call(
            "complete-body",
            self._definition,
            self._editor.caret_offset(),
            done=self._on_answer,
            failed=self._on_failed,
            limit=_LIMIT,
        )

    def hide(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self._popup is not None and not self._popup.isHidden():
            self._popup.hide()
            self._editor.removeEventFilter(self)
            self._editor.setAccessibleDescription("")

    @property
    def asking(self) -> bool:
        """Whether an answer is to come."""
        return self._asked is not None

    @property
    def open(self) -> bool:
        """Whether a list is shown."""
        return self._popup is not None and not self._popup.isHidden()

    # What the worker says

    def _on_answer(self, found: Completion) -> None:
        self._asked = None
        if not self._editor.hasFocus():
            return  # it is not wanted any more
        if self._editor.revision != self._asked_at:
            self.ask()  # it was typed on before the answer came
            return
        self._start, self._end = found.start, found.end
        if not found.items:
            self.hide()
            return
        if self._popup is None:
            self._popup = CompletionPopup(self._theme, self._editor)
            self._popup.chosen.connect(self._put)
        if self._popup.isHidden():
            # Not before: it would cost each key.
            self._editor.installEventFilter(self)
        caret = self._editor.cursorRect()
        caret.moveTopLeft(self._editor.viewport().mapToGlobal(caret.topLeft()))
        self._popup.show_choices([_choice(item) for item in found.items], caret)

    def _on_failed(self, _error: BaseException) -> None:
        """A list that does not come is missed by who asks for it again; a check tells the cause."""
        self._asked = None
        self.hide()

    def _put(self, item: Suggestion) -> None:
        self.hide()
        at = self._start + item.caret
        self._editor.apply_edits((Edit(self._start, self._end, item.insert),), at)
        if item.selected:
            self._editor.show_place(at, at + item.selected)
        self._editor.setFocus()

    # What the user does

    def _on_delta(self, start: int, removed: int, added: str, _revision: int) -> None:
        if self.open:
            if start < self._start or start + removed > self._end:
                self.hide()
                return
            self._end += len(added) - removed
        if self.open or self._asked is not None or added[-1:] in _CALLING:
            # The caret follows after the text.
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """Ask again, or for the first time where what was typed calls for it."""
        caret = self._editor.caret_offset()
        if self.open or self._asked is not None:
            if self._start <= caret <= self._end or not self.open:
                self.ask()
            else:
                self.hide()
        elif self._editor.hasFocus() and _calls(self._editor.part(caret - _LOOK_BACK, caret)):
            self.ask()

    def _on_caret_moved(self, caret: int) -> None:
        if self.open and not self._start <= caret <= self._end:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return self._on_key(event, pressed=kind == QEvent.Type.KeyPress)
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        elif isinstance(event, QResizeEvent) and event.oldSize().width() != event.size().width():
            self.hide()  # not for height: the list of problems comes and goes below
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        """True for a key that is taken from the editor; those of an open list are taken from the
        window's shortcuts too."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        moves = plain and self.open and key in _STEPS
        leaves = plain and self.open and key == Qt.Key.Key_Escape
        takes = plain and self.open and key in _ACCEPTING and self._fits()
        if not (moves or leaves or takes):
            if pressed and plain and self.open and key in _ACCEPTING:
                self.hide()
            return False
        event.accept()
        if pressed and self._popup is not None:
            if moves:
                self._popup.move_by(_STEPS[key])
            elif leaves:
                self.hide()
            else:
                self._popup.accept()
        return True

    def _fits(self) -> bool:
        """Whether the list is about what is typed by now; the answer may be on its way."""
        if self._popup is None or self._popup.current is None:
            return False
        item: Suggestion = self._popup.current.value
        typed = self._editor.part(self._start, self._editor.caret_offset()).lower()
        rest = iter(item.label.lower())
        return all(letter in rest for letter in typed if letter not in "</")


def _choice(item: Suggestion) -> Choice:
    return Choice(item.label, item, item.detail, item.note, item.required)


def _calls(before: str) -> bool:
    """Whether what stands before the caret calls for a list."""
    if before.endswith(("<", "</")):
        return True
    in_tag = before.rfind("<") > before.rfind(">")
    return in_tag and (before.endswith((" ", '="', "='")) and not before.endswith("= "))
