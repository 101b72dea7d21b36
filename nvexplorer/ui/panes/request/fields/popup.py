"""A popup under a field, kept on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget


class FieldPopup(QFrame):
    """Closes with Esc or a click elsewhere; the field gets the focus back."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._field = field

    def open_below(self) -> None:
        """Or above, where there is more room."""
        self.adjustSize()
        room = self._field.screen().availableGeometry()
        place = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        if place.y() + self.height() > room.bottom():
            above = self._field.mapToGlobal(QPoint(0, -self.height() - 2))
            place = above if above.y() >= room.top() else place
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
