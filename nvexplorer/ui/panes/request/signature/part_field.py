"""A field for any text, in which also what cannot be seen is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from nvexplorer.ui.panes.request.signature.invisible import invisible_places
from nvexplorer.ui.widgets.any_length import take_any_length

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from nvexplorer.ui.theme import Theme

_MOST_MARKS = 200
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class PartField(QLineEdit):
    """Nothing is stripped, replaced or completed. Spaces at the edges are shown as dots, other
    invisible characters as bars. A secret one is masked and cannot be copied from."""

    def __init__(self, theme: Theme, *, secret: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._secret = secret
        self._places: tuple[int, ...] = ()
        self.setFont(theme.mono_font())
        take_any_length(self)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            self.textChanged.connect(self._on_text)

    def set_value(self, text: str) -> None:
        """Not told as edited; its beginning is in view, and the cursor stays when nothing
        changes."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def _on_text(self, text: str) -> None:
        self._places = invisible_places(text)[:_MOST_MARKS]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._places:
            return
        metrics, text = QFontMetricsF(self.font()), self.text()
        # The one place that Qt tells is the cursor's; the others are measured from there.
        cursor = self.cursorRect().center().x() + 1
        before = text.encode("utf-16-le", "surrogatepass")[: 2 * self.cursorPosition()]
        start = cursor - metrics.horizontalAdvance(before.decode("utf-16-le", "replace"))
        room = QRectF(self.rect()).adjusted(7, 2, -7, -2)
        with QPainter(self) as painter:
            painter.setClipRect(room)
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.tokens.unknown))
            for place in self._places:
                left = start + metrics.horizontalAdvance(text[:place])
                width = metrics.horizontalAdvance(text[place])
                if text[place] == " ":
                    cell = QRectF(left, room.top(), width, room.height())
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "·")
                else:
                    bar = QRectF(left, room.top() + 2, max(width, 2.0), room.height() - 4)
                    painter.fillRect(
                        bar.adjusted(0, 0, -max(0.0, width - 2), 0), painter.pen().color()
                    )
