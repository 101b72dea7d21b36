"""A calendar with the days often asked for beside it, each with its letter."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.panes.request.fields.popup import FieldPopup
from nvexplorer.ui.panes.request.moment_text import quick_moments
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from datetime import date


class MomentPopup(FieldPopup):
    """`picked` is a moment, `day_picked` a day without a time."""

    picked = Signal(object)
    day_picked = Signal(object)

    def __init__(self, field: QWidget, kind: str, shown: date | None, now: datetime) -> None:
        super().__init__(field)
        self._by_letter = {quick.key: quick for quick in quick_moments(kind, now)}
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName("Calendar")
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._calendar.setGridVisible(False)
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
