"""How the form's cells look, and the fields that fill them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.panes.request.body_form.model import NAME, NOTE, VALUE, FormModel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

_ROW = 28  # pixels


class FormDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        row = _row(index)
        if row is None:
            return
        tokens = self._theme.tokens
        column = index.column()
        required = row.row is not None and row.attribute is None and row.row.element.required
        if column == NOTE:
            colour, option.font = tokens.muted, self._theme.ui_font(12)
        else:
            weight = QFont.Weight.DemiBold if column == NAME and row.is_group else None
            option.font = self._theme.mono_font(13, weight or QFont.Weight.Normal)
            colour = tokens.text
            if column == NAME and row.attribute is not None:
                colour = tokens.xml_attribute
            if row.missing:
                colour = tokens.warn if column == NAME and required else tokens.muted
            if column == VALUE and not row.value and not row.is_group:
                colour = tokens.muted
                option.text = _hint(row)
                option.font = self._theme.mono_font(13)
                option.font.setItalic(True)
            elif column == VALUE and row.is_group:
                colour, option.font = tokens.muted, self._theme.ui_font(12)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            option.palette.setColor(group, QPalette.ColorRole.Text, QColor(colour))
            option.palette.setColor(group, QPalette.ColorRole.HighlightedText, QColor(colour))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = _row(index)
        assert row is not None
        values = _values(row)
        if values:
            box = QComboBox(parent)
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.addItems(list(values))
            box.setCompleter(None)  # type: ignore[arg-type]  # it would correct what is typed
            box.setFont(self._theme.mono_font())
            box.setAccessibleName(f"Value of {row.name}")
            return box
        field = QLineEdit(parent)
        field.setFont(self._theme.mono_font())
        field.setPlaceholderText(_example(row))
        field.setAccessibleName(f"Value of {row.name}")
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setEditText(value)
            field = editor.lineEdit()
            if field is not None:
                field.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


def _row(index: Index) -> FormRow | None:
    model = index.model()
    return model.row_at(index) if isinstance(model, FormModel) else None


def _values(row: FormRow) -> tuple[str, ...]:
    if row.attribute is not None:
        documented = row.row.element.attributes if row.row else ()
        return next((a.values for a in documented if a.name == row.name[1:]), ())
    if row.row is None:
        return ()
    element = row.row.element
    if element.type == "boolean" and not element.values:
        return ("true", "false")
    return element.values


def _example(row: FormRow) -> str:
    if row.attribute is not None or row.row is None:
        return ""
    return row.row.element.example


def _hint(row: FormRow) -> str:
    """What stands where there is no value."""
    example = _example(row)
    if row.missing:
        return f"such as {example}" if example else ""
    return "(empty)"
