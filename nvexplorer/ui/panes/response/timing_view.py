"""The Timing tab: how long each phase took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from nvexplorer.exchange.check_line import State
from nvexplorer.exchange.verdict import clock_line
from nvexplorer.model.exchange import Timing
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import duration_text

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.ui.theme import Theme

_ROW = 28
_LABELS = 190
_FIGURES = 90
_MARGIN = 16


class TimingView(AnswerView):
    """How long each phase took, and what the clocks say."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._bars = TimingBars(services.theme)
        self._reused = label(
            "The connection was open already: nothing had to be looked up, connected or secured.",
            "muted",
            wrap=True,
        )
        self._clock = label(wrap=True)
        self._clock.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        notes = Panel("background", margins=(_MARGIN, 0, _MARGIN, _MARGIN), spacing=4)
        notes.box.addWidget(self._reused)
        notes.box.addWidget(self._clock)
        page = Panel("background")
        page.box.addWidget(self._bars)
        page.box.addWidget(notes)
        page.box.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Timing")
        self._scroll.setWidget(page)
        self.box.addWidget(self._scroll)

    def show_answer(self, shown: Shown) -> None:
        exchange = shown.exchange
        timing = exchange.timing if exchange is not None else Timing()
        self._bars.show_timing(timing)
        self._reused.setVisible(timing.reused)
        told = clock_line(exchange) if exchange is not None and exchange.answer else None
        self._clock.setVisible(told is not None)
        if told is not None:
            self._clock.setText(" ".join(filter(None, (told.what, told.next))))
            set_property(self._clock, "role", "warn" if told.state is State.WARNING else "muted")

    def clear(self) -> None:
        self._bars.show_timing(Timing())

    def focus_first(self) -> None:
        self._scroll.setFocus()


class TimingBars(QWidget):
    """One bar for each phase, where it lies in the whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timing = Timing()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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
