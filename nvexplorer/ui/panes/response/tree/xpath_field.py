"""The line in which an expression is typed, with the names of the document offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from nvexplorer.exchange.xpath.complete import completions
from nvexplorer.exchange.xpath.examples import examples
from nvexplorer.ui.panes.response.tree.plain_table import ENTER, is_own_key

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from nvexplorer.exchange.xpath.names import Vocabulary
    from nvexplorer.ui.theme import Theme

_OFFERING = "/@["  # signs after which names are offered at once
_KEPT = 20
_WIDTH = 320


class XPathField(QLineEdit):
    """Enter evaluates (`asked`), Esc leads back (`left`), Ctrl+Space offers what may stand here,
    examples in an empty field, Up and Down are the expressions of before; after the last of them
    Down leads to what stands below (`below_wanted`). `names_wanted` when names are of use and there
    are none. `names` are those offered."""

    asked = Signal(str)
    left = Signal()
    names_wanted = Signal()
    below_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.names: Vocabulary | None = None
        self._history: list[str] = []
        self._at = -1  # which of these is shown; -1 for what was typed
        self._typed = ""
        self._start = 0
        self._theme = theme
        self._dressed = False
        self.setFont(theme.mono_font())
        self.setPlaceholderText("XPath, such as //Customer[Netvisorkey='1000']/Name")
        self.setAccessibleName("XPath")
        self.setToolTip("Enter evaluates, Ctrl+Space completes, Up brings back what was asked")
        self.setProperty("ownKeys", ["Ctrl+Space"])
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._popup = QListView()
        self._popup.setFont(theme.mono_font())
        self._popup.setUniformItemSizes(True)
        self._popup.setProperty("role", "popup")
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._on_edited)

    # Completion

    def offer(self) -> None:
        """What may stand at the caret, in a popup."""
        if self.names is None:
            self.names_wanted.emit()
            return
        if self.text().strip():
            self._start, words = completions(self.text(), self.cursorPosition(), self.names)
        else:
            begin = (each.expression for each in examples(self.names))
            self._start, words = 0, tuple(dict.fromkeys((*self._history, *begin)))
        self._words.setStringList(list(words[:200]))
        if not words:
            self._popup.hide()
            return
        if not self._dressed:  # a popup is a window of its own
            self._dressed = True
            self._theme.dress(self._popup)
        area = self.cursorRect()
        area.setWidth(_WIDTH)
        self._completer.complete(area)
        self._popup.setCurrentIndex(self._words.index(0))

    def set_names(self, names: Vocabulary) -> None:
        self.names = names

    def _on_edited(self) -> None:
        self._at = -1
        before = self.text()[: self.cursorPosition()]
        if before and (before[-1] in _OFFERING or before[-1].isalnum()):
            self.offer()
        else:
            self._popup.hide()

    def _complete(self, word: str) -> None:
        caret = self.cursorPosition()
        text = self.text()
        self.setText(text[: self._start] + word + text[caret:])
        self.setCursorPosition(self._start + len(word))

    # Keys

    @property
    def _offers(self) -> bool:
        return self._popup.isVisible() and self._popup.currentIndex().isValid()

    @property
    def _is_typed(self) -> bool:
        """Whether the word that is offered first stands there already."""
        word = self._words.stringList()[self._popup.currentIndex().row()]
        return word == self.text()[self._start : self.cursorPosition()]

    def event(self, event: QEvent) -> bool:
        if is_own_key(self, event):
            return True
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # or Esc would also be the window's
                return True
            if (
                event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Tab
                and self._offers
            ):
                self._accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER and self._offers and not self._is_typed and not control:
            self._accept()
        elif key == Qt.Key.Key_Escape and self._popup.isVisible():
            self._popup.hide()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in ENTER:
            self._ask()
        elif key == Qt.Key.Key_Space and control:
            self.offer()
        elif key == Qt.Key.Key_Up:
            self._recall(1)
        elif key == Qt.Key.Key_Down and self._at == -1:
            self.below_wanted.emit()
        elif key == Qt.Key.Key_Down:
            self._recall(-1)
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        word = self._words.stringList()[self._popup.currentIndex().row()]
        self._popup.hide()
        self._complete(word)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.names is None:
            self.names_wanted.emit()

    # Asking

    def ask(self, expression: str) -> None:
        """As if it were typed and Enter pressed."""
        self.setText(expression)
        self._ask()

    def _ask(self) -> None:
        self._popup.hide()
        text = self.text().strip()
        if text:
            self._history = [text, *(each for each in self._history if each != text)][:_KEPT]
            self._at = -1
            self.asked.emit(text)

    @property
    def history(self) -> list[str]:
        """The last expressions that were asked for, the newest first."""
        return list(self._history)

    def _recall(self, by: int) -> None:
        at = self._at + by
        if not -1 <= at < len(self._history):
            return
        if self._at == -1:
            self._typed = self.text()
        self._at = at
        self.setText(self._history[at] if at >= 0 else self._typed)
