"""The query as text, a row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from nvexplorer.ui.panes.request.row_colours import RowColours
from nvexplorer.ui.panes.request.row_order import with_typed
from nvexplorer.ui.panes.request.rows_text import numbered_rows, read_rows, write_rows
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.check import Problem
    from nvexplorer.model.request import Parameter
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme

_MOST_SHOWN = 4


class ParametersText(QWidget):
    """`edited` for what the user types. What is wrong stands below, with its line."""

    edited = Signal()

    def __init__(self, theme: Theme, take_pasted: TakePasted) -> None:
        super().__init__()
        self._editor = _Editor(take_pasted)
        self._editor.document().setDocumentMargin(12)
        self._colours = RowColours(theme, self._editor.document())
        self._editor.setFont(theme.mono_font())
        self._editor.setAccessibleName("Parameters as text")
        self._editor.setPlaceholderText("name=value, one a line; // in front switches it off")
        self._problems = label(wrap=True)
        self._errors = 0
        self._quiet = False
        below = Panel(edge="top", margins=(12, 4, 12, 4))
        below.box.addWidget(self._problems)
        below.box.addWidget(label("name=value, one a line; // in front switches it off", "small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._editor, 1)
        layout.addWidget(below)
        self._editor.textChanged.connect(self._on_changed)

    def show_rows(self, parameters: tuple[Parameter, ...]) -> None:
        """Left as it is when it says the same already."""
        if parameters == self.parameters() and (parameters or not self._text()):
            return
        self._quiet = True
        cursor = self._editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(write_rows(parameters))  # can be undone, unlike setPlainText
        self._quiet = False

    def parameters(self) -> tuple[Parameter, ...]:
        return read_rows(self._text())

    def take_typed(self, typed: tuple[Parameter, ...]) -> None:
        self.show_rows(with_typed(self.parameters(), typed))

    def show_problems(self, problems: Sequence[Problem], *, tried: bool) -> None:
        on = [number for number, row in numbered_rows(self._text()) if row.enabled]
        shown = [p for p in problems if tried or not p.unasked]
        shown.sort(key=lambda p: len(on) if p.at is None else p.at)
        lines = [
            p.problem if p.at is None else f"Line {on[p.at] + 1}: {p.problem}"
            for p in shown[:_MOST_SHOWN]
        ]
        if len(shown) > _MOST_SHOWN:
            lines.append(f"… and {len(shown) - _MOST_SHOWN} more.")
        self._errors = sum(p.severity == "error" for p in shown)
        set_property(self._problems, "role", "bad" if self._errors else "warn")
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def wrong(self) -> int:
        return self._errors

    def focus_field(self, name: str = "") -> bool:
        """To the line of a parameter, the end without a name; False when there is none."""
        self._editor.setFocus()
        if not name:
            self._editor.moveCursor(QTextCursor.MoveOperation.End)
            return True
        for number, row in numbered_rows(self._text()):
            if row.name == name:
                block = self._editor.document().findBlockByNumber(number)
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                self._editor.setTextCursor(cursor)
                return True
        return False

    def _text(self) -> str:
        """To the letter; toPlainText would make hard spaces soft."""
        return self._editor.document().toRawText().replace("\u2029", "\n")

    def _on_changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class _Editor(QPlainTextEdit):
    """Undoes its own typing first, then leaves Ctrl+Z to the request."""

    def __init__(self, take_pasted: TakePasted) -> None:
        super().__init__()
        self._take_pasted = take_pasted
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        key = QKeySequence.StandardKey
        undone = event.matches(key.Undo) and not document.isUndoAvailable()
        if undone or (event.matches(key.Redo) and not document.isRedoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self._take_pasted(source.text()):
            self.insertPlainText(source.text())
