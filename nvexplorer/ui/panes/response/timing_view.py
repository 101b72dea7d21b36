"""The Timing tab: how long each phase took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nvexplorer.model.exchange import Timing
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.wording import duration_text

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.ui.theme import Theme

_ROW = 28
_LABELS = 190
_FIGURES = 90
_MARGIN = 16


class TimingView(AnswerView):
    """How long each phase took."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._bars = TimingBars(services.theme)
        self.box.addWidget(self._bars)

    def show_answer(self, shown: Shown) -> None:
        self._bars.show_timing(shown.exchange.timing if shown.exchange is not None else Timing())

    def clear(self) -> None:
        self._bars.show_timing(Timing())


class TimingBars(QWidget):
    """One bar for each phase, where it lies in the whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timing = Timing()
        theme.changed.connect(self.update)

    def show_timing(self, timing: Timing) -> None:
        self._timing = timing
        told = [f"{name} {duration_text(seconds)}" for name, seconds in story.phases(timing)]
        self.setAccessibleName("Timing: " + ", ".join([*told, f"total {self._total()}"]))
        self.updateGeometry()
        self.update()

    def _total(self) -> str:
        reused = " on a connection that was open already" if self._timing.reused else ""
        return duration_text(self._timing.total) + reused

    def sizeHint(self) -> QSize:
        rows = len(story.phases(self._timing)) + 1
        return QSize(480, rows * _ROW + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        middle = Qt.AlignmentFlag.AlignVCenter
        room = max(40.0, self.width() - 2 * _MARGIN - _LABELS - _FIGURES)
        whole = max(self._timing.total, 1e-9)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens.background))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            y, begun = float(_MARGIN), 0.0
            for name, seconds in story.phases(self._timing):
                painter.setPen(QColor(tokens.text))
                painter.drawText(
                    QRectF(_MARGIN, y, _LABELS, _ROW), middle | Qt.AlignmentFlag.AlignLeft, name
                )
                bar = QRectF(
                    _MARGIN + _LABELS + room * begun / whole,
                    y + 9,
                    max(2.0, room * seconds / whole),
                    _ROW - 18,
                )
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.accent))
                painter.drawRoundedRect(bar, 2, 2)
                painter.setPen(QColor(tokens.muted))
                figures = QRectF(self.width() - _MARGIN - _FIGURES, y, _FIGURES, _ROW)
                painter.drawText(
                    figures, middle | Qt.AlignmentFlag.AlignRight, duration_text(seconds)
                )
                begun += seconds
                y += _ROW
            painter.setPen(QColor(tokens.text))
            font = painter.font()
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            last = QRectF(_MARGIN, y, self.width() - 2 * _MARGIN, _ROW)
            painter.drawText(last, middle | Qt.AlignmentFlag.AlignLeft, "Total")
            painter.drawText(last, middle | Qt.AlignmentFlag.AlignRight, self._total())
