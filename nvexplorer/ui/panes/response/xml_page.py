"""The XML of an answer, with its search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.panes.response.fault_bar import FaultBar
from nvexplorer.ui.panes.response.place_bar import PlaceBar
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.encoding import detect

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.ui.panes.response.value_files import ValueFiles
    from nvexplorer.ui.widgets.line_bar import LineBar
    from nvexplorer.ui.widgets.xml_values import LongValue

_MUCH = 1_000_000  # characters whose copying takes long enough to tell of its end
_WIDE = 900  # pixels of width from which there is room for all tools beside the search
_ROOM = 180  # pixels of height from which there is some for the place
_ORIGINS = {"default": "assumed", "HTTP charset": "from the HTTP header"}


class XmlPage(AnswerView):
    """The first of the views: it is there from the beginning, and shows what is no XML too."""

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.xml = XmlView()
        self.xml.setFont(services.theme.mono_font())
        self.xml.setAccessibleName("Answer")
        self.xml.use_workers(services.workers)
        self._shown: Shown | None = None
        self._line_bar: LineBar | None = None
        self._files: ValueFiles | None = None
        self.fault = FaultBar(self.xml, services.workers)
        self.notice = ElidedLabel()
        self._notices = Panel("sunken", "bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        self._notices.box.addWidget(self.notice, 1)
        hide = link("close", "Hide this line")
        hide.clicked.connect(self._notices.hide)
        self._notices.box.addWidget(hide)
        self._notices.hide()
        self.place = PlaceBar(self.xml, services.theme)
        self.place.hide()
        self._nothing = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.xml)
        self._stack.addWidget(self._nothing)
        for widget in (self.fault, self._notices):
            self.box.addWidget(widget)
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self.place)

        self._find_bar = FindBar(self.xml)
        self._encoding = label(role="small")
        self._pretty = link("raw", "Show the lines as they came")
        self._find = link("find", "Find in the answer (Ctrl+F)")
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for tool in (self._encoding, self._pretty, self._find, self._find_bar):
            tools.addWidget(tool)

        self._pretty.clicked.connect(self._on_pretty)
        self._find.clicked.connect(self.find)
        self._find_bar.closed.connect(self._show_tools)
        self._find_bar.problem.connect(self._note)
        self.xml.message.connect(self.message)
        self.xml.copied.connect(self._on_copied)
        self.xml.line_wanted.connect(self.go_to_line)
        self.xml.link_activated.connect(self._on_link)
        self.xml.value_wanted.connect(self._on_value)
        self.xml.save_wanted.connect(self._on_save)
        services.theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        self.xml.set_colours(XmlColours.of(self.services.theme.tokens))

    def show_answer(self, shown: Shown) -> None:
        self._shown = shown
        self.fault.stop()
        self._note("")
        has_body = shown.body.size > 0 or shown.arriving
        self._show_tools()
        if has_body:
            self._show_encoding(shown)
            self.xml.set_link_paths(self._paths(shown))
            self.xml.set_source(shown.body, shown.charset, arriving=shown.arriving)
            self._stack.setCurrentWidget(self.xml)
            if not shown.arriving:
                self.fault.look(shown.body)
        else:
            self.xml.clear()
            answered = shown.exchange is None or shown.exchange.answer is not None
            self._nothing.show_text("The answer has no body." if answered else "No answer came.")
            self._stack.setCurrentWidget(self._nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tools()

    def _show_tools(self) -> None:
        """As far as there is something to use them on, and room."""
        shown = self._shown is not None and (self._shown.body.size > 0 or self._shown.arriving)
        finding = not self._find_bar.isHidden()
        self._find.setVisible(shown and not finding)
        for tool in (self._encoding, self._pretty):
            tool.setVisible(shown and not (finding and self.width() < _WIDE))
        self.place.setVisible(shown and self.height() >= _ROOM)

    def grow(self, *, arriving: bool) -> None:
        self.xml.source_grown(arriving=arriving)
        if self._shown is not None and not arriving:
            self._show_encoding(self._shown)
            self.fault.look(self._shown.body)

    def _paths(self, shown: Shown) -> frozenset[str]:
        if shown.definition is None:
            return frozenset()
        from nvexplorer.exchange.links import link_paths

        return link_paths(shown.definition)

    def _show_encoding(self, shown: Shown) -> None:
        encoding = detect(shown.body.read(0, 1024), shown.charset)
        origin = _ORIGINS.get(encoding.origin, f"from {encoding.origin}")
        self._encoding.setText(encoding.name.upper())
        self._encoding.setToolTip(f"Encoding of the answer: {encoding.name.upper()}, {origin}")

    def clear(self) -> None:
        self._shown = None
        self.fault.stop()
        self._note("")
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
        self.xml.select_bytes(start, end)

    def go_to_line(self) -> None:
        """Ask for a line."""
        if self._line_bar is None:
            from nvexplorer.ui.widgets.line_bar import LineBar

            self._line_bar = LineBar(XmlLines(self.xml), growing=True)
            self.box.insertWidget(0, self._line_bar)
        self._line_bar.open()

    # Links, values, notices

    def _on_link(self, path: str, text: str) -> None:
        from nvexplorer.exchange.links import link_of

        shown = self._shown
        if shown is None:
            return
        host = shown.exchange.request.origin if shown.exchange is not None else ""
        found = link_of(shown.definition, path, text, host)
        if found is not None:
            self.link_wanted.emit(found)
        else:
            self._note(f"{text} leads to no resource of Netvisor.")

    def _value_files(self) -> ValueFiles:
        if self._files is None:
            from nvexplorer.ui.panes.response.value_files import ValueFiles

            self._files = ValueFiles(self.xml, self.services.tasks, self)
            self._files.message.connect(self._note)
        return self._files

    def _on_value(self, value: LongValue, opened: bool) -> None:
        self._value_files().ask(value, opened=opened)

    def _on_save(self, start: int, end: int) -> None:
        self._value_files().ask_selection(start, end)

    def _on_copied(self, characters: int) -> None:
        if characters >= _MUCH:
            self._note(f"{characters:,} characters are on the clipboard.".replace(",", "\u202f"))

    def _note(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self._notices.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    # Finding

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        self._find_bar.open()
        self._show_tools()
        return True

    def find_text(self, text: str) -> None:
        """As `find`, for a given text."""
        self._find_bar.look_for(text)
        self._show_tools()

    def find_next(self, by: int = 1) -> bool:
        if self._find_bar.isHidden():
            return False
        self.xml.find_next() if by > 0 else self.xml.find_previous()
        return True

    def _on_pretty(self) -> None:
        self.set_pretty(not self.xml.pretty)


class XmlLines:
    """The rows of a view as the lines that one goes to."""

    def __init__(self, view: XmlView) -> None:
        self._view = view
        self.setFocus = view.setFocus

    @property
    def line_count(self) -> int:
        document = self._view.document
        return document.index.estimated_rows if document else 0

    def caret_offset(self) -> int:
        return self._view.caret_offset

    def line_of(self, offset: int) -> int:
        return self._view.caret_row + 1

    def go_to_line(self, number: int) -> None:
        self._view.go_to_row(number - 1)

    def show_place(self, offset: int) -> None:
        self._view.go_to_offset(offset)
