"""Fields for one parameter value: free text, a choice that may still be typed over, a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.theme import Theme

_HINTS = {
    "date": "YYYY-MM-DD",
    "datetime": "YYYY-MM-DDThh:mm:ss",
    "integer": "whole number",
    "decimal": "number",
    "boolean": "true or false",
    "list": "a,b,c",
}


class TextValue(QLineEdit):
    """`edited` is emitted for what the user enters, by whatever means."""

    edited = Signal()

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self.setFont(theme.mono_font())
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._on_edited)

    def value(self) -> str:
        return self.text()

    def set_value(self, text: str) -> None:
        """Not told as edited; the cursor stays when nothing changes."""
        if text != self.text():
            self.setText(text)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class DateValue(TextValue):
    """Text with a calendar beside it, since dates that Netvisor refuses must be sendable too."""

    def __init__(self, theme: Theme, placeholder: str, *, with_time: bool) -> None:
        super().__init__(theme, placeholder)
        self._with_time = with_time
        action = QAction(theme.icon("calendar", theme.tokens.muted), "Choose a date", self)
        action.setToolTip("Choose a date (Alt+Down)")
        action.triggered.connect(self._open_calendar)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down  # type: ignore[attr-defined]
            and event.modifiers() & Qt.KeyboardModifier.AltModifier  # type: ignore[attr-defined]
        ):
            self._open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _open_calendar(self) -> None:
        popup = _Calendar(QDate.fromString(self.text()[:10], "yyyy-MM-dd"), self)
        popup.picked.connect(self._on_picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def _on_picked(self, date: QDate) -> None:
        rest = self.text()[10:] or ("T00:00:00" if self._with_time else "")
        self.setText(date.toString("yyyy-MM-dd") + rest)
        self.setFocus()
        self.edited.emit()


class _Calendar(QWidget):
    picked = Signal(QDate)

    def __init__(self, date: QDate, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        if date.isValid():
            calendar.setSelectedDate(date)
        calendar.activated.connect(self._on_activated)
        calendar.clicked.connect(self._on_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        calendar.setFocus()

    def _on_activated(self, date: QDate) -> None:
        self.picked.emit(date)
        self.close()


class ChoiceValue(QComboBox):
    """The documented values to choose from; others can be typed."""

    edited = Signal()

    def __init__(self, theme: Theme, values: tuple[str, ...], placeholder: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFont(theme.mono_font())
        self.addItems(list(values))
        self.setCurrentIndex(-1)
        self.setMaxVisibleItems(16)
        field = self.lineEdit()
        assert field is not None
        self._field = field
        field.setPlaceholderText(placeholder)
        field.setFont(theme.mono_font())
        # A completer would put a documented value in place of a mistyped one unasked.
        self.setCompleter(None)  # type: ignore[arg-type]
        field.textEdited.connect(self._on_edited)
        self.activated.connect(self._on_activated)

    def value(self) -> str:
        return self._field.text()

    def set_value(self, text: str) -> None:
        if text != self._field.text():
            self.setEditText(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the form must not change values."""
        event.ignore()

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_activated(self, _index: int) -> None:
        self.edited.emit()


ValueEdit = TextValue | ChoiceValue


def make_value_edit(theme: Theme, definition: ParameterDef | None) -> ValueEdit:
    """The field for a documented parameter, plain text for any other."""
    if definition is None:
        return TextValue(theme, "value")
    placeholder = definition.example or _HINTS.get(definition.type, "")
    values = definition.values
    if definition.type == "boolean":
        values = tuple(dict.fromkeys((*values, "true", "false")))
    if values and definition.type != "list":
        return ChoiceValue(theme, values, placeholder)
    if definition.type in ("date", "datetime"):
        return DateValue(theme, placeholder, with_time=definition.type == "datetime")
    return TextValue(theme, placeholder)
