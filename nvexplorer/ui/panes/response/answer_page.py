"""An answer: its status, what is to be said about it, and its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
from nvexplorer.ui.panes.response.failure import FailurePanel
from nvexplorer.ui.panes.response.status_strip import StatusStrip
from nvexplorer.ui.panes.response.suspects import SuspectsPanel
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.fitting_scroll import FittingScroll
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.model.errors import Message
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.panes.response.story import Explanation
    from nvexplorer.ui.theme import Theme

_MOST_NOTES = 240  # of an explanation that claims its height, in pixels
_LEAST_TABS = 96


class AnswerPage(Panel):
    """`strip`, `suspects` and `tabs` are for connecting."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("surface", parent=parent)
        self.strip = StatusStrip(theme)
        self.tabs = AnswerTabs(theme)
        self._failure = FailurePanel(theme)
        self.suspects = SuspectsPanel(theme)
        self._banner = Banner()
        notes = Panel(margins=(12, 8, 12, 8), spacing=8)
        notes.box.addWidget(self._failure)
        notes.box.addWidget(self.suspects)
        notes.box.addWidget(self._banner)
        self._notes = FittingScroll(notes)
        self.box.addWidget(self.strip)
        self.box.addWidget(self._notes)
        self.box.addWidget(self.tabs, 1)
        # In a low window the explanation keeps its height and the answer gives way.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.tabs.setMinimumHeight(_LEAST_TABS)

    def show_exchange(self, exchange: Exchange, told: Explanation | None) -> None:
        self.strip.show_exchange(exchange)
        self._failure.show_explanation(told)
        self.suspects.show_suspects(())
        self._banner.hide()
        self._notes.setVisible(told is not None)
        self.tabs.show_exchange(exchange)

    def show_note(self, message: Message, kind: str) -> None:
        self._banner.show_message(message, kind)
        self._notes.show()

    @property
    def claimed(self) -> int:
        """The height in pixels that an explanation needs beside the least of an answer."""
        if self._notes.isHidden():
            return 0
        return min(self._notes.sizeHint().height() + self.suspects.missing_height, _MOST_NOTES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many of the likely places as leave an answer its least height."""
        if not self._notes.isHidden():
            rest = self.height() - self.strip.heightForWidth(self.width()) - _LEAST_TABS
            others = self._notes.sizeHint().height() - self.suspects.rows_height
            self.suspects.set_room(rest - others)
