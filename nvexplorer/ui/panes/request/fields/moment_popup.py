"""A calendar with the days often asked for beside it, each with its letter."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.panes.request.fields.popup import FieldPopup
from nvexplorer.ui.panes.request.moment_text import quick_moments
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from datetime import date

    from nvexplorer.ui.theme import Theme


class MomentPopup(FieldPopup):
    """`picked` is a moment, `day_picked` a day without a time."""

    picked = Signal(object)
    day_picked = Signal(object)

    def __init__(
        self, field: QWidget, theme: Theme, kind: str, shown: date | None, now: datetime
    ) -> None:
        super().__init__(field)
        self._by_letter = {quick.key: quick for quick in quick_moments(kind, now)}
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName("Calendar")
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._calendar.setGridVisible(False)
        self._dress(theme)
        if shown is not None:
            self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.activated.connect(self._on_day)
        self._calendar.clicked.connect(self._on_day)
        quick = QVBoxLayout()
        quick.setSpacing(2)
        for key, text, moment in self._by_letter.values():
            button = QPushButton(f"{text}  ({key})")
            button.setProperty("flat", True)
            button.setProperty("aligned", "left")
            button.setToolTip(f"{moment:%Y-%m-%d}, key {key}")
            button.clicked.connect(partial(self._pick, key))
            quick.addWidget(button)
        quick.addStretch(1)
        quick.addWidget(label("Arrows, Page keys, Enter", "small"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._calendar)
        layout.addLayout(quick)
        for each in (self._calendar, *self._calendar.findChildren(QWidget)):
            each.installEventFilter(self)
        self._calendar.setFocus()

    def _dress(self, theme: Theme) -> None:
        """What a style sheet cannot reach: Qt paints weekends red and its own arrows."""
        plain, heading = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(theme.tokens.text))
        heading.setForeground(QColor(theme.tokens.muted))
        heading.setBackground(QColor(theme.tokens.surface))
        for day in Qt.DayOfWeek:
            self._calendar.setWeekdayTextFormat(day, plain)
        self._calendar.setHeaderTextFormat(heading)
        today = QTextCharFormat(plain)
        today.setForeground(QColor(theme.tokens.link))
        today.setFontWeight(QFont.Weight.Bold)
        self._calendar.setDateTextFormat(QDate.currentDate(), today)
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self._calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(theme.icon(icon, theme.tokens.muted))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            letter = event.text().upper()  # type: ignore[attr-defined]
            if letter in self._by_letter:
                self._pick(letter)
                return True
            if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _pick(self, letter: str) -> None:
        moment = self._by_letter[letter].moment
        self.close()
        self.picked.emit(moment)

    def _on_day(self, day: QDate) -> None:
        self.close()
        self.day_picked.emit(datetime.combine(datetime(*day.getDate()).date(), time()))
