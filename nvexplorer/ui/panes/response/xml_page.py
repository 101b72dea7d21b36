"""The XML of an answer, with its search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.encoding import detect

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices

_ORIGINS = {"default": "assumed", "HTTP charset": "from the HTTP header"}


class XmlPage(AnswerView):
    """The first of the views: it is there from the beginning, and shows what is no XML too."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.xml = XmlView()
        self.xml.setFont(services.theme.mono_font())
        self.xml.setAccessibleName("Answer")
        self._nothing = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.xml)
        self._stack.addWidget(self._nothing)
        self.box.addWidget(self._stack)

        self._find_bar = FindBar(self.xml)
        self._encoding = label(role="small")
        self._pretty = link("raw", "Show the lines as they came")
        self._find = link("find", "Find in the answer (Ctrl+F)")
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for widget in (self._encoding, self._pretty, self._find, self._find_bar):
            tools.addWidget(widget)

        self._pretty.clicked.connect(self._on_pretty)
        self._find.clicked.connect(self.find)
        self._find_bar.closed.connect(self._find.show)
        self.xml.message.connect(self.message)
        services.theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        self.xml.set_colours(XmlColours.of(self.services.theme.tokens))

    def show_answer(self, shown: Shown) -> None:
        has_body = shown.body.size > 0
        for tool in (self._encoding, self._pretty, self._find):
            tool.setVisible(has_body)
        if has_body:
            self._show_encoding(shown)
            self.xml.set_source(shown.body, shown.charset, arriving=shown.arriving)
            self._stack.setCurrentWidget(self.xml)
        else:
            self.xml.clear()
            answered = shown.exchange is None or shown.exchange.answer is not None
            self._nothing.show_text("The answer has no body." if answered else "No answer came.")
            self._stack.setCurrentWidget(self._nothing)

    def grow(self, *, arriving: bool) -> None:
        self.xml.source_grown(arriving=arriving)

    def _show_encoding(self, shown: Shown) -> None:
        encoding = detect(shown.body.read(0, 1024), shown.charset)
        origin = _ORIGINS.get(encoding.origin, f"from {encoding.origin}")
        self._encoding.setText(encoding.name.upper())
        self._encoding.setToolTip(f"Encoding of the answer: {encoding.name.upper()}, {origin}")

    def clear(self) -> None:
        self.xml.clear()

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.xml:
            self.xml.setFocus()
        else:
            super().focus_first()

    def set_pretty(self, pretty: bool) -> None:
        """One element on each line, or the lines as they came."""
        self.xml.set_pretty(pretty)
        self._pretty.setText("raw" if pretty else "pretty")
        self._pretty.setToolTip(
            "Show the lines as they came" if pretty else "Show one element on each line"
        )

    def go_to(self, start: int, end: int) -> None:
        """To the bytes from `start` to `end` of the body."""
        self.xml.go_to_offset(start)

    # Finding

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        self._find.hide()
        self._find_bar.open()
        return True

    def find_text(self, text: str) -> None:
        """As `find`, for a given text."""
        self._find.hide()
        self._find_bar.look_for(text)

    def find_next(self) -> None:
        self.xml.find_next() if self._find_bar.isVisible() else self.find()

    def find_previous(self) -> None:
        self.xml.find_previous() if self._find_bar.isVisible() else self.find()

    def _on_pretty(self) -> None:
        self.set_pretty(not self.xml.pretty)
