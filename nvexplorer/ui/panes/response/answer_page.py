"""An answer: its status, what is to be said about it, and its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
from nvexplorer.ui.panes.response.echo import EchoPanel
from nvexplorer.ui.panes.response.echo_story import is_about_mac
from nvexplorer.ui.panes.response.failure import FailurePanel
from nvexplorer.ui.panes.response.status_strip import StatusStrip
from nvexplorer.ui.panes.response.suspects import SuspectsPanel
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.fitting_scroll import FittingScroll
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.errors import Message
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.ui.panes.response.answer_view import ViewServices
    from nvexplorer.ui.panes.response.echo_story import EchoStory
    from nvexplorer.ui.panes.response.story import Explanation

_MOST_NOTES = 240  # of an explanation that claims its height, in pixels
_MOST_WITH_ECHO = 380  # of one with Netvisor's string
_LEAST_TABS = 96


class AnswerPage(Panel):
    """`strip`, `suspects`, `echo` and `tabs` are for connecting."""

    def __init__(self, services: ViewServices, parent: QWidget) -> None:
        super().__init__("surface", parent=parent)
        theme = services.theme
        self.strip = StatusStrip(theme)
        self.tabs = AnswerTabs(services)
        self.tabs.fact.connect(self.strip.show_fact)
        self._failure = FailurePanel(theme)
        self.suspects = SuspectsPanel(theme)
        self.echo = EchoPanel(theme)
        self._banner = Banner()
        self._revealing = False
        notes = Panel(margins=(12, 8, 12, 8), spacing=8)
        notes.box.addWidget(self._failure)
        notes.box.addWidget(self.echo)
        notes.box.addWidget(self.suspects)
        notes.box.addWidget(self._banner)
        self._notes = FittingScroll(notes)
        self.box.addWidget(self.strip)
        self.box.addWidget(self._notes)
        self.box.addWidget(self.tabs, 1)
        # In a low window the explanation keeps its height and the answer gives way.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.tabs.setMinimumHeight(_LEAST_TABS)

    def show_exchange(
        self, exchange: Exchange, told: Explanation | None, definition: Definition | None = None
    ) -> None:
        self.strip.show_exchange(exchange)
        self._failure.show_explanation(told)
        self.echo.offer(is_about_mac(exchange))
        self.suspects.show_suspects(())
        self._banner.hide()
        self._notes.setVisible(told is not None)
        self.tabs.show_exchange(exchange, definition)

    def show_arriving(self, answer: Answer, definition: Definition | None = None) -> None:
        """What has come of it; `strip.show_coming` tells of the rest, and `tabs.grow`."""
        self._failure.show_explanation(None)
        self.echo.offer(False)
        self.suspects.show_suspects(())
        self._banner.hide()
        self._notes.hide()
        self.tabs.show_arriving(answer, definition)

    def show_note(self, message: Message, kind: str) -> None:
        self._banner.show_message(message, kind)
        self._notes.show()

    @property
    def claimed(self) -> int:
        """The height in pixels that an explanation needs beside the least of an answer."""
        if self._notes.isHidden():
            return 0
        wanted = self._notes.sizeHint().height() + self.suspects.missing_height
        return min(wanted, _MOST_NOTES if self.echo.isHidden() else _MOST_WITH_ECHO)

    def show_echo(self, story: EchoStory) -> None:
        """Netvisor's string beside what was hashed."""
        self._failure.shorten(story.words)
        self.echo.show_story(story)
        table = self.echo.table
        if table is not None and not self._revealing:
            self._revealing = True
            table.reveal.connect(self._on_reveal)

    def _on_reveal(self, place: QRect) -> None:
        inner = self._notes.widget()
        if self.echo.table is not None and inner is not None:
            at = self.echo.table.mapTo(inner, place.center())
            self._notes.ensureVisible(0, at.y(), 0, place.height() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many of the likely places as leave an answer its least height."""
        if not self._notes.isHidden():
            rest = self.height() - self.strip.heightForWidth(self.width()) - _LEAST_TABS
            others = self._notes.sizeHint().height() - self.suspects.rows_height
            self.suspects.set_room(rest - others)
