"""A date, moment or month: text, since what Netvisor refuses must be sendable too, with a calendar
beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from nvexplorer.catalogue.moments import MONTH, read_day
from nvexplorer.ui.panes.request.fields.popup_field import PopupField
from nvexplorer.ui.panes.request.moment_text import moment_text, quick_moments

if TYPE_CHECKING:
    from datetime import date


class MomentField(PopupField):
    icon = "calendar"
    words = "Choose a date"

    def extra_actions(self) -> list[QAction]:
        found = []
        for _, text, moment in quick_moments(self._parameter.type, datetime.now()):
            written = moment_text(self._parameter, moment)
            action = QAction(f"{text}\t{written}", self)
            action.triggered.connect(lambda _=False, written=written: self.put(written))
            found.append(action)
        return found

    def open_popup(self) -> None:
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
