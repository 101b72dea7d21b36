"""The views of an answer behind tabs: XML, headers, timing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.ui.panes.response.headers_view import HeadersView
from nvexplorer.ui.panes.response.timing_view import TimingView
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.encoding import detect

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.model.mac import PartKind
    from nvexplorer.ui.theme import Theme

XML, HEADERS, TIMING = range(3)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_ORIGINS = {"default": "assumed", "HTTP charset": "from the HTTP header"}


class AnswerTabs(QWidget):
    """`message` carries a sentence that the XML view has for the user; `part_hovered` as in
    HeadersView."""

    message = Signal(str)
    part_hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = SegmentedTabs("XML", "Headers", "Timing")
        self._bar.setAccessibleName("Views of the answer")
        self.xml = XmlView()
        self.xml.setFont(theme.mono_font())
        self.xml.setAccessibleName("Answer")
        self._theme = theme
        self._on_theme()
        theme.changed.connect(self._on_theme)
        self._nothing = EmptyState("", "")
        self._xml_page = QStackedWidget()
        self._xml_page.addWidget(self.xml)
        self._xml_page.addWidget(self._nothing)
        self._headers = HeadersView(theme)
        self._timing = TimingView(theme)
        self._stack = QStackedWidget()
        for page in (self._xml_page, self._headers, self._timing):
            self._stack.addWidget(page)

        self._find_bar = FindBar(self.xml)
        self._encoding = label(role="small")
        self._pretty = link("raw", "Show the lines as they came")
        self._find = link("find", "Find in the answer (Ctrl+F)")
        self._xml_tools = QWidget()
        tools = QHBoxLayout(self._xml_tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for widget in (self._encoding, self._pretty, self._find, self._find_bar):
            tools.addWidget(widget)
        row = Panel("surface", "bottom", across=True, margins=(4, 0, 12, 0), spacing=8)
        row.box.addWidget(self._bar, 1)
        row.box.addWidget(self._xml_tools)
        row.box.addWidget(self._headers.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(row)
        layout.addWidget(self._stack, 1)

        self._bar.currentChanged.connect(self._on_tab)
        self._pretty.clicked.connect(self._on_pretty)
        self._find.clicked.connect(self.find)
        self._find_bar.closed.connect(self._on_find_closed)
        self._headers.part_hovered.connect(self.part_hovered)
        self.xml.message.connect(self.message)
        self._on_tab(XML)

    def _on_theme(self) -> None:
        self.xml.set_colours(XmlColours.of(self._theme.tokens))

    def show_exchange(self, exchange: Exchange) -> None:
        answer = exchange.answer
        self._headers.show_exchange(exchange)
        self._timing.show_timing(exchange.timing)
        self._bar.set_shown(TIMING, exchange.timing.total > 0)
        has_body = answer is not None and answer.body.size > 0
        for tool in (self._encoding, self._pretty, self._find):
            tool.setVisible(has_body)
        if answer is not None and has_body:
            self._show_body(answer)
            self._xml_page.setCurrentWidget(self.xml)
        else:
            self.xml.clear()
            self._nothing.show_text(
                "The answer has no body." if answer is not None else "No answer came."
            )
            self._xml_page.setCurrentWidget(self._nothing)

    def _show_body(self, answer: Answer) -> None:
        found = _CHARSET.search(answer.header("Content-Type") or "")
        charset = found[1] if found else None
        encoding = detect(answer.body.read(0, 1024), charset)
        origin = _ORIGINS.get(encoding.origin, f"from {encoding.origin}")
        self._encoding.setText(encoding.name.upper())
        self._encoding.setToolTip(f"Encoding of the answer: {encoding.name.upper()}, {origin}")
        self.xml.set_source(answer.body, charset)

    def clear(self) -> None:
        """Let go of the answer, of its temporary file too."""
        self.xml.clear()

    def set_pretty(self, pretty: bool) -> None:
        self.xml.set_pretty(pretty)
        self._pretty.setText("raw" if pretty else "pretty")
        self._pretty.setToolTip(
            "Show the lines as they came" if pretty else "Show one element on each line"
        )

    def highlight(self, kind: PartKind | None) -> None:
        self._headers.highlight(kind)

    # Finding

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is of no use here
        """Open the find bar on the XML."""
        self._bar.setCurrentIndex(XML)
        self._find.hide()
        self._find_bar.open()

    def find_text(self, text: str) -> None:
        """As `find`, for a given text."""
        self._bar.setCurrentIndex(XML)
        self._find.hide()
        self._find_bar.look_for(text)

    def find_next(self) -> None:
        self.xml.find_next() if self._find_bar.isVisible() else self.find()

    def find_previous(self) -> None:
        self.xml.find_previous() if self._find_bar.isVisible() else self.find()

    def _on_find_closed(self) -> None:
        self._find.show()

    def focus_answer(self) -> None:
        page = self._stack.currentWidget()
        if page is self._xml_page and self._xml_page.currentWidget() is self.xml:
            self.xml.setFocus()
        elif page is self._headers:
            self._headers.focus_first()
        else:
            self._bar.setFocus()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._xml_tools.setVisible(index == XML)
        self._headers.tools.setVisible(index == HEADERS)

    def _on_pretty(self) -> None:
        self.set_pretty(not self.xml.pretty)
