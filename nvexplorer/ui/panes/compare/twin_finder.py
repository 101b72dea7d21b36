"""Looks for text on the side of a comparison that the keyboard is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.widgets.xml_finder import Finder
from nvexplorer.ui.widgets.xml_look import Mark
from nvexplorer.ui.widgets.xml_patterns import PatternSearch
from nvexplorer.ui.widgets.xml_search import Search

if TYPE_CHECKING:
    from nvexplorer.ui.panes.compare.twin_side import TwinSide
    from nvexplorer.ui.panes.compare.twin_view import TwinView
    from nvexplorer.ui.widgets.xml_search import Portion
    from nvexplorer.ui.window_workers import WindowWorkers
    from nvexplorer.xmltext.document import Line


class TwinFinder(QObject):
    """What a FindBar drives, in place of an XmlView: see there for the signals."""

    hits_changed = Signal(int, int, bool)
    find_failed = Signal(str)

    def __init__(self, twin: TwinView, workers: WindowWorkers) -> None:
        super().__init__(twin)
        self._twin = twin
        self._finder = Finder()
        self._side: TwinSide | None = None  # that is looked through
        self._looked_for = ("", False, False)
        self._search = Search(self)
        self._patterns = PatternSearch(workers, self)
        self._search.found.connect(self._on_found)
        self._patterns.found.connect(self._on_found)
        self._patterns.failed.connect(self.find_failed)
        for side in twin.sides:
            side.more_marks = self._marks
        twin.side_changed.connect(self._on_side)
        twin.documents_changed.connect(self._begin)

    # What a FindBar asks for

    def selected_text(self, limit: int) -> str:
        return self._twin.selected_text(limit)

    def setFocus(self, reason: Qt.FocusReason) -> None:
        self._twin.setFocus(reason)

    def find(self, text: str, case_sensitive: bool = False, regex: bool = False) -> None:
        """An empty text ends the search."""
        self._looked_for = (text, case_sensitive, regex)
        self._begin()

    def find_next(self) -> None:
        self._move(1)

    def find_previous(self) -> None:
        self._move(-1)

    # Looking

    def _begin(self) -> None:
        hit = self._finder.hit
        self._search.stop()
        self._patterns.stop()
        self._finder.end()
        side = self._side = self._twin.sides[self._twin.active]
        text, case_sensitive, regex = self._looked_for
        document, source = side.document, side.reader.plain_source
        if document is not None and source is not None and text:
            from nvexplorer.xmltext.pattern import Pattern
            from nvexplorer.xmltext.search import Needle

            origin = hit[0] if hit else side.caret.selection[0]
            kind = Pattern if regex else Needle
            try:
                needle = kind(text, document.encoding, case_sensitive=case_sensitive)
            except BadInput as error:
                self._tell()
                self.find_failed.emit(error.what)
                return
            self._finder.begin(needle)
            if regex:
                encoding = document.encoding
                self._patterns.start(source, text, encoding, origin, case_sensitive=case_sensitive)
            else:
                self._search.start(source, needle, origin)
        self._tell()

    def _on_side(self) -> None:
        if self._looked_for[0] and self._side is not self._twin.sides[self._twin.active]:
            self._finder.hit = None
            self._begin()

    def _on_found(self, portion: Portion) -> None:
        if portion.search not in (0, self._search.number) or self._finder.needle is None:
            return
        if self._finder.take(portion):
            self._show_hit()
        self._tell()

    def _move(self, by: int) -> None:
        if self._side is not None and self._finder.move(by, self._side.caret.offset):
            self._show_hit()
            self._tell()

    def _show_hit(self) -> None:
        if self._side is not None and self._finder.hit is not None:
            self._twin.go_to_bytes(self._side.which, *self._finder.hit)

    def _tell(self) -> None:
        finder = self._finder
        self.hits_changed.emit(len(finder.starts), finder.current + 1, finder.complete)
        self._twin.viewport().update()

    def _marks(self, side: TwinSide, line: Line) -> list[Mark]:
        """The hits known on a line."""
        document = side.document
        if document is None or side is not self._side or self._finder.needle is None:
            return []
        colours, marks = side.rows.colours, []
        for start, end in self._finder.between(line.start, line.end):
            colour = colours.match_current if (start, end) == self._finder.hit else colours.match
            first = document.column_in(line, max(start, line.start))
            last = document.column_in(line, min(end, line.end))
            marks.append(Mark(first, last, colour))
        return marks
