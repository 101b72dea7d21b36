"""How the form's cells look, and the fields that fill them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from nvexplorer.ui.panes.request.body_form.model import NAME, VALUE, FormModel
from nvexplorer.ui.panes.request.body_form.row_text import (
    can_fill,
    example_of,
    hint_text,
    note_text,
    value_text,
    values_of,
)
from nvexplorer.ui.panes.request.body_help.problems_model import severity_colour
from nvexplorer.ui.widgets.any_length import take_any_length
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

_ROW = 28  # pixels, as the next
_PAD = 8
_ICON = 14
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FormDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tree = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, row = index.model(), _row(index)
        if row is None or not isinstance(model, FormModel):
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        widget: QWidget = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = index.column()
        if column == NAME:
            self._paint_name(painter, option.rect, row)
        elif column == VALUE:
            self._paint_value(painter, option.rect, row, model, option.state)
        else:
            self._paint_note(painter, option.rect, row, model)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, row: FormRow) -> None:
        tokens = self._theme.tokens
        must = row.missing and row.required
        strong = (row.is_group and not row.missing) or must
        colour = tokens.xml_attribute if row.is_attribute else tokens.text
        if row.missing:
            colour = tokens.warn if must else tokens.muted
        font = self._theme.mono_font(13, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        _write(painter, area.adjusted(4, 0, -_PAD, 0), row.name, font, colour)

    def _paint_value(
        self,
        painter: QPainter,
        area: QRect,
        row: FormRow,
        model: FormModel,
        state: QStyle.StateFlag,
    ) -> None:
        tokens = self._theme.tokens
        text, colour, font = value_text(row), tokens.text, self._theme.mono_font(13)
        if can_fill(row):
            edge = self._edge(row, model, state)
            if edge:
                painter.setPen(QColor(edge))
                painter.setBrush(QColor(tokens.surface))
                painter.drawRoundedRect(QRectF(_box(area)).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        elif row.is_group or text != row.value:
            colour, font = tokens.muted, self._theme.ui_font(12)
        if not text:
            text, colour = hint_text(row), tokens.muted
            font = self._theme.ui_font(12)
            if row.missing and row.required:
                colour = tokens.warn
        _write(painter, area.adjusted(_PAD, 0, -_PAD - 2, 0), text, font, colour)

    def _edge(self, row: FormRow, model: FormModel, state: QStyle.StateFlag) -> str:
        """The colour of a field's edge, empty for none."""
        tokens = self._theme.tokens
        if state & QStyle.StateFlag.State_HasFocus:
            return tokens.accent
        problems = model.problems.of(row)
        if problems and problems[0].severity != "unjudged":
            return severity_colour(tokens, problems[0].severity)
        if row.missing and row.required:
            return tokens.warn
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if hovered or not row.missing:
            return tokens.border_strong if hovered else tokens.border
        return ""

    def _paint_note(self, painter: QPainter, area: QRect, row: FormRow, model: FormModel) -> None:
        tokens, font = self._theme.tokens, self._theme.ui_font(12)
        area = area.adjusted(_PAD, 0, -_PAD, 0)
        text, severity = self._wrong(row, model)
        colour = severity_colour(tokens, severity) if severity else tokens.muted
        if severity:
            name = "info" if severity == "unjudged" else "alert"
            top = area.top() + (area.height() - _ICON) // 2
            self._theme.icon(name, colour).paint(painter, QRect(area.left(), top, _ICON, _ICON))
            area = area.adjusted(_ICON + 6, 0, 0, 0)
        _write(painter, area, text or note_text(row), font, colour)

    def _wrong(self, row: FormRow, model: FormModel) -> tuple[str, str]:
        """What is wrong with the row, and how bad that is; of a folded group what is in it."""
        own = model.problems.of(row)
        if own:
            return own[0].problem, own[0].severity
        below = model.problems.below(row)
        if below is not None and not self._tree.isExpanded(model.index_of(row)):
            return f"{plural(below.problems, 'problem')} inside", below.severity
        return "", ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = _row(index)
        assert row is not None
        values = values_of(row)
        if values:
            box = QComboBox(parent)
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.addItems(list(values))
            box.setCompleter(None)  # type: ignore[arg-type]  # it would correct what is typed
            box.setFont(self._theme.mono_font())
            box.setAccessibleName(f"Value of {row.name}")
            if (line := box.lineEdit()) is not None:
                take_any_length(line)
            return box
        field = QLineEdit(parent)
        take_any_length(field)
        field.setFont(self._theme.mono_font())
        field.setPlaceholderText(example_of(row))
        field.setAccessibleName(f"Value of {row.name}")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(_box(option.rect))

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


def _box(area: QRect) -> QRect:
    """Where the field of a value stands in its cell."""
    return area.adjusted(0, 1, -4, -1)


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _ONE_LINE, elided)
