"""The views of an answer behind tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_view import Shown
from nvexplorer.ui.panes.response.views import VIEWS
from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import TableKind
    from nvexplorer.model.exchange import Answer, Exchange
    from nvexplorer.model.mac import PartKind
    from nvexplorer.ui.panes.response.answer_view import AnswerView, ViewServices
    from nvexplorer.ui.panes.response.table.counting import TableCounting
    from nvexplorer.ui.panes.response.xml_page import XmlPage

_XML = 0  # the first view
_TABLE = next(index for index, kind in enumerate(VIEWS) if kind.id == "table")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)


class AnswerTabs(QWidget):
    """Signals as in AnswerView. Views are made when they are first looked at, and get an answer
    when they are in sight; only the XML is there at once."""

    message = Signal(str)
    part_hovered = Signal(object)
    link_wanted = Signal(object)
    fact = Signal(str)

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._shown: Shown | None = None
        self._views: dict[int, AnswerView] = {}
        self._told: set[int] = set()  # the views that show the present answer
        self._chosen = _XML  # the view that the user went to
        self._offering = False
        self._counting: TableCounting | None = None
        self._bar = SegmentedTabs(*(kind.title for kind in VIEWS))
        self._bar.setAccessibleName("Views of the answer")
        self._stack = QStackedWidget()
        self._row = Panel("surface", "bottom", across=True, margins=(4, 0, 12, 0), spacing=8)
        self._row.box.addWidget(self._bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._row)
        layout.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._on_tab)
        self._on_tab(_XML)

    @property
    def page(self) -> XmlPage:
        """The XML."""
        return cast("XmlPage", self._view(_XML))

    # What is shown

    def show_exchange(self, exchange: Exchange, definition: Definition | None = None) -> None:
        answer = exchange.answer
        body = answer.body if answer is not None else BytesBody()
        charset = charset_of(answer) if answer is not None else None
        self.show_answer(Shown(body, charset, definition, exchange))

    def show_arriving(self, answer: Answer, definition: Definition | None = None) -> None:
        """Its beginning; `grow` tells of more, and `show_exchange` of its end."""
        self.show_answer(Shown(answer.body, charset_of(answer), definition, arriving=True))

    def show_answer(self, shown: Shown) -> None:
        """A body that is shown already, as one that arrives, goes on being shown as it is."""
        before, self._shown = self._shown, shown
        goes_on = before is not None and before.arriving and before.body is shown.body
        focused = self._focused
        self._offering = True
        for index, kind in enumerate(VIEWS):
            self._bar.set_shown(index, kind.offered(shown))
            if index in self._told and not (goes_on and index == _XML):
                self._told.discard(index)
                if index not in (self._bar.currentIndex(), _XML):
                    self._views[index].clear()
            if index not in self._told:
                self._bar.set_count(index, 0)
        if self._bar.isTabVisible(self._chosen):  # which it need not be while the answer arrives
            self._bar.setCurrentIndex(self._chosen)
        self._offering = False
        if goes_on:
            self.page.grow(arriving=shown.arriving)
        self._tell()
        if focused and not self._focused:
            self.focus_answer()
        if not shown.arriving:
            self._count(shown)

    @property
    def _focused(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._stack.isAncestorOf(focus) and focus.isVisible()

    def _count(self, shown: Shown) -> None:
        """The rows of its table, when it is not too large for that."""
        if self._counting is None:
            from nvexplorer.ui.panes.response.table.counting import TableCounting

            self._counting = TableCounting(self._services.workers, self._services.tasks, self)
            self._counting.counted.connect(self._on_counted)
        if _TABLE in self._told:  # it tells itself
            self._counting.stop()
        else:
            self._counting.count(shown)

    def _on_counted(self, kind: TableKind) -> None:
        from nvexplorer.ui.panes.response.table.wording import counted

        if _TABLE not in self._told:
            self._bar.set_count(_TABLE, kind.elements)
            self.fact.emit(counted(kind.elements, kind.name))

    def grow(self) -> None:
        """More of the answer that arrives is there."""
        for index in self._told:
            self._views[index].grow(arriving=True)

    def clear(self) -> None:
        """Let go of the answer, of its temporary file too."""
        self._shown = None
        self._told.clear()
        if self._counting is not None:
            self._counting.stop()
        for view in self._views.values():
            view.clear()

    def set_pretty(self, pretty: bool) -> None:
        self.page.set_pretty(pretty)

    def highlight(self, kind: PartKind | None) -> None:
        for view in self._views.values():
            view.highlight(kind)

    # Views

    @property
    def view_id(self) -> str:
        """Which view is in front."""
        return VIEWS[self._bar.currentIndex()].id

    def show_view(self, view_id: str) -> AnswerView | None:
        """Bring a view to the front; nothing happens when it is not offered, and there is None."""
        index = next(i for i, kind in enumerate(VIEWS) if kind.id == view_id)
        if not self._bar.isTabVisible(index):
            return None
        self._bar.setCurrentIndex(index)
        self.focus_answer()
        return self._view(index)

    def go_to(self, start: int, end: int) -> None:
        """Show these bytes of the body in the XML."""
        self._bar.setCurrentIndex(_XML)
        self.page.go_to(start, end)
        self.page.focus_first()

    def focus_answer(self) -> None:
        self._view(self._bar.currentIndex()).focus_first()

    def _view(self, index: int) -> AnswerView:
        view = self._views.get(index)
        if view is None:
            view = self._views[index] = VIEWS[index].make(self._services)
            self._stack.addWidget(view)
            if view.tools is not None:
                self._row.box.addWidget(view.tools)
                view.tools.hide()
            view.message.connect(self.message)
            view.part_hovered.connect(self.part_hovered)
            view.link_wanted.connect(self.link_wanted)
            view.fact.connect(self.fact)
            view.place_wanted.connect(self.go_to)
            view.marks_changed.connect(self._on_marks)
            view.count_changed.connect(lambda count: self._bar.set_count(index, count))
        return view

    def _on_tab(self, index: int) -> None:
        if not self._offering:
            self._chosen = index
        view = self._view(index)
        self._stack.setCurrentWidget(view)
        for other in self._views.values():
            if other.tools is not None:
                other.tools.setVisible(other is view)
        self._tell()

    def _tell(self) -> None:
        """The view in front shows the answer; so does the XML, where others point into it."""
        shown = self._shown
        if shown is None:
            return
        for index in (self._bar.currentIndex(), _XML):
            if index not in self._told:
                self._told.add(index)
                self._view(index).show_answer(shown)

    # Finding

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is of no use here
        """Open the search of the view in front, or that of the XML."""
        if not self._view(self._bar.currentIndex()).find():
            self._bar.setCurrentIndex(_XML)
            self.page.find()

    def find_text(self, text: str) -> None:
        """Look for a given text in the XML."""
        self._bar.setCurrentIndex(_XML)
        self.page.find_text(text)

    def find_next(self, by: int = 1) -> None:
        """To the next hit of the search in front; in the XML, else of one in another view, whose
        hits it marks."""
        front = self._view(self._bar.currentIndex())
        others = [self._views[index] for index in self._told if index in self._views]
        if not any(view.find_next(by) for view in (front, self.page, *others)):
            self.page.find()

    def find_previous(self) -> None:
        self.find_next(-1)

    def _on_marks(self, ranges: Sequence[tuple[int, int]]) -> None:
        self.page.xml.set_hits(ranges)


def charset_of(answer: Answer) -> str | None:
    """What its Content-Type says."""
    found = _CHARSET.search(answer.header("Content-Type") or "")
    return found[1] if found else None
