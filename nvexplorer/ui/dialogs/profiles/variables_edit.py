"""Names and values of one's own for placeholders: a row for each and a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from nvexplorer.model.profile import Variables
    from nvexplorer.ui.theme import Theme

NOTE = (
    "Written {{name}} in parameters and bodies. Not secret: values are kept in plain text, sent and"
    " logged, so keys do not belong here."
)


class VariablesEdit(QWidget):
    """`changed` after each change by the user. A row that is emptied counts no more."""

    changed = Signal()

    def __init__(self, theme: Theme, of: str) -> None:
        """`of` says in names for screen readers whose they are, such as `profile`."""
        super().__init__()
        self._theme = theme
        self._of = of
        self._rows: list[_Row] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._add("", "")

    def variables(self) -> Variables:
        """As typed: names may be empty, wrong or twice the same."""
        pairs = (row.pair() for row in self._rows)
        return tuple((name, value) for name, value in pairs if name or value)

    def show_variables(self, variables: Variables) -> None:
        if variables == self.variables():
            return
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for name, value in (*variables, ("", "")):
            self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        row = _Row(self._theme, self._of, name, value)
        row.edited.connect(self._on_edited)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._box.addWidget(row)
        self.setFocusProxy(self._rows[0].name)

    def _on_edited(self) -> None:
        if self._rows[-1].pair() != ("", ""):
            self._add("", "")
        self.changed.emit()

    def _on_removed(self, row: _Row) -> None:
        at = self._rows.index(row)
        del self._rows[at]
        self._rows[min(at, len(self._rows) - 1)].name.setFocus()
        self.setFocusProxy(self._rows[0].name)
        row.hide()
        row.deleteLater()
        self.changed.emit()


class _Row(QWidget):
    edited = Signal()
    removed = Signal(object)

    def __init__(self, theme: Theme, of: str, name: str, value: str) -> None:
        super().__init__()
        self.name, self._value = QLineEdit(name), QLineEdit(value)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for edit, what, stretch in ((self.name, "Name", 2), (self._value, "Value", 5)):
            edit.setFont(theme.mono_font())
            edit.setPlaceholderText(what.lower())
            edit.setAccessibleName(f"{what} of a variable of the {of}")
            edit.textEdited.connect(self._on_edited)
            layout.addWidget(edit, stretch)
        cross = theme.icon("close", theme.tokens.muted)
        self._remove = QAction(cross, "Remove this variable", self)
        self._remove.triggered.connect(lambda: self.removed.emit(self))
        self._value.addAction(self._remove, QLineEdit.ActionPosition.TrailingPosition)
        self._remove.setVisible(self.pair() != ("", ""))

    def pair(self) -> tuple[str, str]:
        return self.name.text().strip(), self._value.text()

    def _on_edited(self, _text: str) -> None:
        # Kept on a row that was emptied, which is not the blank one any more.
        self._remove.setVisible(True)
        self.edited.emit()
