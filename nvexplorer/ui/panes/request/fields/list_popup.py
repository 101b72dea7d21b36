"""A list with one item a line, what is odd about it said below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.panes.request.fields.popup import FieldPopup
from nvexplorer.ui.panes.request.list_text import (
    count_words,
    from_lines,
    look_at,
    pasted_list,
    places_words,
    tidied,
    to_lines,
)
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.theme import Theme


class ListPopup(FieldPopup):
    """`changed` carries the list as it goes into the field, at every change."""

    changed = Signal(str)

    def __init__(self, field: QWidget, theme: Theme, parameter: ParameterDef, value: str) -> None:
        super().__init__(field)
        self._parameter = parameter
        self._lines = _Lines()
        self._lines.setProperty("field", True)
        self._lines.setFont(theme.mono_font())
        self._lines.setAccessibleName(f"Items of {parameter.name}, one a line")
        self._lines.setPlaceholderText("One item a line; a column can be pasted.")
        self._lines.setTabChangesFocus(True)
        self._lines.setPlainText(to_lines(value))
        self._lines.moveCursor(self._lines.textCursor().MoveOperation.End)
        self._state = label(role="small")
        self._odd = label(role="warn", wrap=True)
        self._tidy = QPushButton("Remove these")
        self._tidy.setProperty("link", True)
        self._tidy.setToolTip("Remove empty and repeated items")
        self._tidy.clicked.connect(self._on_tidy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        if parameter.values:
            layout.addWidget(self._documented())
        layout.addWidget(self._lines, 1)
        below = QHBoxLayout()
        below.addWidget(self._state)
        below.addStretch(1)
        below.addWidget(label("Esc when done", "small"))
        odd = QHBoxLayout()
        odd.addWidget(self._odd, 1)
        odd.addWidget(self._tidy, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(odd)
        layout.addLayout(below)
        self._lines.textChanged.connect(self._on_changed)
        self._lines.installEventFilter(self)
        self._show_state()
        self._lines.setFocus()
        self.setMinimumSize(320, 280)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape or (control and key == Qt.Key.Key_Return):
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _documented(self) -> QWidget:
        """A button for each documented value, that adds it or takes it away."""
        row = QWidget()
        flow = FlowLayout(row)
        for value in self._parameter.values:
            button = QPushButton(value)
            button.setToolTip(self._parameter.meaning(value))
            button.clicked.connect(partial(self._toggle, value))
            flow.addWidget(button)
        return row

    def _toggle(self, value: str) -> None:
        items = [item for item in self._value().split(",") if item]
        if value in items:
            items = [item for item in items if item != value]
        else:
            items.append(value)
        self._replace(",".join(items))

    def _value(self) -> str:
        return from_lines(self._lines.toPlainText())

    def _replace(self, value: str) -> None:
        """As one step for Ctrl+Z."""
        cursor = self._lines.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(to_lines(value))
        self._lines.setFocus()

    def _on_tidy(self) -> None:
        self._replace(tidied(self._value()))

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit(self._value())

    def _show_state(self) -> None:
        items, limit = look_at(self._value()), self._parameter.limit
        over = limit is not None and items.number > limit
        words = count_words(items.number, limit)
        self._state.setText(f"{words}, more than documented" if over else words)
        set_property(self._state, "role", "bad" if over else "small")
        odd = places_words(items)
        self._odd.setText(odd)
        self._odd.setVisible(bool(odd))
        self._tidy.setVisible(bool(odd))


class _Lines(QPlainTextEdit):
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Cells of a table, and items with commas between, a line each."""
        text = source.text()
        end = "\n" if text.endswith("\n") else ""
        self.insertPlainText(to_lines(pasted_list(text).strip()) + end)
