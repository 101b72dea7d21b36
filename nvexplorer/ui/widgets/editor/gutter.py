"""The column left of an editor: line numbers and dots where something is said about a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from nvexplorer.ui.widgets.editor.line_layouts import SEVERITY_COLOURS

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from nvexplorer.ui.theme import Theme


class Row(NamedTuple):
    """What stands beside a line: its number, 0 for none, the worst that is said about it, and
    whether it can be folded and is."""

    number: int
    current: bool
    severity: str
    can_fold: bool
    folded: bool


class Gutter(QWidget):
    """Shows the rows it is given, by their upper edges; only those that differ are painted.
    `clicked` tells the height of one that is to be folded or unfolded."""

    clicked = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[float, Row] = {}
        self._digits = 0
        self._width = 0

    def show_rows(self, rows: dict[float, Row], top: float, bottom: float) -> None:
        """The rows that begin between two heights."""
        old, height, width = self._rows, self.fontMetrics().height() + 1, self.width()
        if old == rows:
            return
        for above in [a for a in old if top <= a <= bottom and a not in rows]:
            del old[above]
            self.update(0, round(above), width, height)
        for above, row in rows.items():
            if old.get(above) != row:
                old[above] = row
                self.update(0, round(above), width, height)

    def forget(self) -> None:
        """What is shown has moved, or the letters are others."""
        self._rows.clear()
        self._digits = 0
        self.update()

    def wanted_width(self, lines: int) -> int:
        """For the numbers of so many lines."""
        digits = max(3, len(str(lines)))
        if digits != self._digits:
            self._digits = digits
            self._width = self.fontMetrics().horizontalAdvance("9" * digits) + 34
        return self._width

    def sizeHint(self) -> QSize:
        return QSize(self._width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, metrics = self._theme.tokens, self.fontMetrics()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        painter.setPen(QColor(tokens.muted))
        height, ascent, digit = metrics.height(), metrics.ascent(), metrics.horizontalAdvance("9")
        right, top, bottom = self.width() - 22, event.rect().top() - height, event.rect().bottom()
        for above, row in self._rows.items():
            if not top <= above <= bottom:
                continue
            if row.number:
                text = str(row.number)
                place = QPointF(right - digit * len(text), above + ascent)
                if row.current:
                    painter.setPen(QColor(tokens.text))
                painter.drawText(place, text)
                if row.current:
                    painter.setPen(QColor(tokens.muted))
            if row.can_fold or row.folded:
                self._draw_arrow(painter, above + height / 2, row.folded)
            if row.severity:
                self._draw_dot(painter, above + height / 2, row.severity)
        painter.end()

    def _draw_arrow(self, painter: QPainter, middle: float, folded: bool) -> None:
        x = self.width() - 11
        across, down = (0, 3.5) if folded else (3.5, 0)
        points = [
            QPointF(x - across - (1.8 if folded else 0), middle - down - (0 if folded else 1.8)),
            QPointF(x + across - (1.8 if folded else 0), middle + down - (0 if folded else 1.8)),
            QPointF(x + (1.8 if folded else 0), middle + (0 if folded else 1.8)),
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if folded:
            painter.setPen(QColor(self._theme.tokens.text))
        painter.drawPolyline([points[0], points[2], points[1]])
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside a line that can be folded."""
        height, y = self.fontMetrics().height(), event.position().y()
        for above, row in self._rows.items():
            if above <= y < above + height and (row.can_fold or row.folded):
                self.clicked.emit(above + height / 2)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _draw_dot(self, painter: QPainter, middle: float, severity: str) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self._theme.tokens, SEVERITY_COLOURS[severity])))
        painter.drawEllipse(QPointF(8, middle), 3.5, 3.5)
        painter.restore()
