"""The line above a table: which of the repeated elements it shows, and the filters of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from nvexplorer.exchange.table.filters import column_filter
from nvexplorer.model.errors import ExplorerError, describe
from nvexplorer.ui.panes.response.table.wording import counted, plural_of, words_of
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.table.contract import Column, ColumnFilter, TableKind

PAUSE = 250  # milliseconds after the last key until what was typed is looked for


class TableBar(Panel):
    """`chosen`: another table, by its path; `filtered`: a filter of a column changed; `left`: the
    keyboard goes back to the table. Hidden while there is nothing to choose and no filter."""

    chosen = Signal(str)
    filtered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "bottom", margins=(8, 4, 8, 4))
        self._kinds: Sequence[TableKind] = ()
        self._path = ""
        self.fields: list[ColumnField] = []
        self._of, self._of_label = _box("Table of")
        self._per, self._per_label = _box("One row per")
        content = QWidget()
        self._flow = FlowLayout(content, across=12)
        for widget in (self._of_label, self._of, self._per_label, self._per):
            self._flow.addWidget(widget)
        self.box.addWidget(content)
        self._of.activated.connect(self._on_of)
        self._per.activated.connect(self._on_per)
        self.hide()

    # Which table

    def show_kinds(self, kinds: Sequence[TableKind], path: str) -> None:
        """What there is to choose, and which one is shown."""
        self._kinds, self._path = kinds, path
        outer = next((kind.groups[0] for kind in kinds if kind.path == path), "")
        heads = [kind for kind in kinds if len(kind.groups) == 1]
        inner = [kind for kind in kinds if kind.groups[0] == outer]
        _fill(self._of, [(_count_text(kind), kind.path) for kind in heads], outer)
        _fill(self._per, [(_row_text(kind), kind.path) for kind in inner], path)
        for each, widgets in (
            (heads, (self._of_label, self._of)),
            (inner, (self._per_label, self._per)),
        ):
            for widget in widgets:
                widget.setVisible(len(each) > 1)
        self._fit()

    def _on_of(self, _index: int) -> None:
        self._choose(self._of.currentData())

    def _on_per(self, _index: int) -> None:
        self._choose(self._per.currentData())

    def _choose(self, path: str) -> None:
        if path != self._path:
            self.chosen.emit(path)

    def _fit(self) -> None:
        shown = (not self._of.isHidden(), not self._per.isHidden(), bool(self.fields))
        self.setVisible(any(shown))

    # Filters of columns

    def filter_column(self, column: Column, text: str = "") -> None:
        """The field for a column, ready to type; with `text` it is filled in."""
        field = next((each for each in self.fields if each.column.path == column.path), None)
        if field is None:
            field = ColumnField(column)
            field.changed.connect(self.filtered)
            field.removed.connect(lambda each=field: self.remove(each))
            field.left.connect(self.left)
            self.fields.append(field)
            self._flow.addWidget(field)
            self._fit()
            field.show()
        if text:
            field.text.setText(text)
            field.apply()
        else:
            field.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.text.selectAll()

    def remove(self, field: ColumnField) -> None:
        self.fields.remove(field)
        self._flow.removeWidget(field)
        field.hide()
        field.deleteLater()
        self._fit()
        self.filtered.emit()
        self.left.emit()

    def clear_filters(self) -> None:
        """Without telling."""
        for field in self.fields:
            self._flow.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = []
        self._fit()

    @property
    def filters(self) -> tuple[ColumnFilter, ...]:
        """Those that can be understood."""
        return tuple(field.filter for field in self.fields if field.filter is not None)

    @property
    def problem(self) -> str:
        """Why one cannot be understood, empty when all can."""
        return next((field.problem for field in self.fields if field.problem), "")


class ColumnField(QWidget):
    """What is typed to filter one column."""

    changed = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self.filter: ColumnFilter | None = None
        self.problem = ""
        self.text = QLineEdit()
        self.text.setAccessibleName(f"Filter {column.title}")
        self.text.setPlaceholderText("text, !text, =x, >10, =")
        self.text.setToolTip(
            "text: holds it · !text: does not · =x · !=x · <x · <=x · >x · >=x · = alone: is empty"
            " · != alone: is not"
        )
        self.text.setFixedWidth(170)
        self.text.installEventFilter(self)
        close = link("✕", f"Remove the filter of {column.title}")
        close.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = label(column.title, "muted")
        name.setBuddy(self.text)
        for widget in (name, self.text, close):
            layout.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.apply)
        self.text.textEdited.connect(lambda: self._pause.start())

    def apply(self) -> None:
        self._pause.stop()
        try:
            self.filter, self.problem = column_filter(self.column, self.text.text()), ""
        except ExplorerError as error:
            self.filter, self.problem = None, str(describe(error))
        set_property(self.text, "problem", bool(self.problem))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.removed.emit()
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.apply()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _box(name: str) -> tuple[QComboBox, QWidget]:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    text = label(name.lower() if name != "Table of" else name, "muted")
    text.setBuddy(box)
    return box, text


def _fill(box: QComboBox, entries: list[tuple[str, str]], path: str) -> None:
    blocker = QSignalBlocker(box)
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != entries:
        box.clear()
        for text, data in entries:
            box.addItem(text, data)
            box.setItemData(box.count() - 1, data, Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(box.findData(path))
    del blocker


def _count_text(kind: TableKind) -> str:
    return counted(kind.elements, kind.name) if kind.exact else plural_of(words_of(kind.name))


def _row_text(kind: TableKind) -> str:
    return words_of(kind.name)
