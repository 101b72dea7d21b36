"""A date, moment or month: text, since what Netvisor refuses must be sendable too, with a calendar
beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nvexplorer.catalogue.moments import MONTH, read_day
from nvexplorer.ui.panes.request.fields.line import FieldLine
from nvexplorer.ui.panes.request.moment_text import moment_text, quick_moments

if TYPE_CHECKING:
    from datetime import date

    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme


class MomentField(FieldLine):
    opened = Signal()

    def __init__(
        self, theme: Theme, parameter: ParameterDef, placeholder: str, take_pasted: TakePasted
    ) -> None:
        super().__init__(theme, placeholder, take_pasted)
        self._theme = theme
        self._parameter = parameter
        self._button = QAction("Choose a date", self)
        self._button.setToolTip("Choose a date (Alt+Down)")
        self._button.triggered.connect(self.open_calendar)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self.retint(theme)

    def retint(self, theme: Theme) -> None:
        self._button.setIcon(theme.icon("calendar", theme.tokens.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def extra_actions(self) -> list[QAction]:
        found = []
        for _, text, moment in quick_moments(self._parameter.type, datetime.now()):
            written = moment_text(self._parameter, moment)
            action = QAction(f"{text}\t{written}", self)
            action.triggered.connect(lambda _=False, written=written: self.put(written))
            found.append(action)
        return found

    def open_calendar(self) -> None:
        from nvexplorer.ui.panes.request.fields.moment_popup import MomentPopup

        popup = MomentPopup(self, self._theme, self._parameter.type, self._day(), datetime.now())
        popup.picked.connect(self._on_picked)
        popup.day_picked.connect(self._on_day_picked)
        popup.open_below()

    def _day(self) -> date | None:
        text = self.text().strip()
        month = MONTH.fullmatch(text)
        return read_day(f"{text}-01" if month else text)

    def _on_picked(self, moment: datetime) -> None:
        self.put(moment_text(self._parameter, moment))
        self.setFocus()

    def _on_day_picked(self, moment: datetime) -> None:
        """A day of the calendar; a time that stands there stays."""
        text, written = self.text().strip(), moment_text(self._parameter, moment)
        if self._parameter.type == "datetime" and read_day(text):
            cut = max(text.find("T"), text.find(" "))
            day = written[: max(written.find("T"), written.find(" "))]
            written = day + text[cut:] if cut > 0 else written
        self.put(written)
        self.setFocus()
