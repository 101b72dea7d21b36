"""The viewer of answers: highlighted XML of any size to read, select, copy, fold and search."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.widgets.xml_finder import Finder
from nvexplorer.ui.widgets.xml_here import XmlHere
from nvexplorer.ui.widgets.xml_look import Mark
from nvexplorer.ui.widgets.xml_search import Search
from nvexplorer.ui.widgets.xml_ticks import TickBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.ui.widgets.xml_patterns import PatternSearch
    from nvexplorer.ui.widgets.xml_search import Portion
    from nvexplorer.ui.window_workers import WindowWorkers
    from nvexplorer.xmltext.document import Line


class XmlView(XmlHere):
    """Shows XML given with `set_source`; what it shows and how to go places is `XmlScroll`, how to
    select `XmlText`, what can be done at the caret `XmlHere`."""

    hits_changed = Signal(int, int, bool)
    """Hits so far, which of them is the current one (from 1; 0: none, or not known yet), whether
    that is all."""
    find_failed = Signal(str)
    """What is looked for is no regular expression: says where it is wrong."""

    def __init__(self, parent: QWidget | None = None, *, structured: bool = True) -> None:
        self._finder = Finder()
        self._looked_for = ("", False, False)
        self._marked: list[tuple[int, int]] = []
        super().__init__(parent, structured=structured)
        self._patterns: PatternSearch | None = None
        self._search = Search(self)
        self._search.found.connect(self._on_found)
        self._ticks = TickBar(self)
        self.setVerticalScrollBar(self._ticks)

    def use_workers(self, workers: WindowWorkers) -> None:
        """Regular expressions are looked for in a process of theirs from now on: they may take for
        ever, and cannot be stopped."""
        from nvexplorer.ui.widgets.xml_patterns import PatternSearch

        self._patterns = PatternSearch(workers, self)
        self._patterns.found.connect(self._on_found)
        self._patterns.failed.connect(self.find_failed)

    # --- finding --------------------------------------------------------------------------------

    def find(  # type: ignore[override]  # QWidget.find looks up window ids: of no use here
        self, text: str, case_sensitive: bool = False, regex: bool = False
    ) -> None:
        """Looks for `text` from the caret on, and counts all hits; an empty text ends that.

        `hits_changed` tells how far it is. Hits are found in the bytes as they are: `&amp;` by
        `&amp;`. Case is ignored for ASCII and for letters as long in both cases (ä, å, ö).
        """
        self._looked_for = (text, case_sensitive, regex)
        hit = self._finder.hit
        self._begin(hit[0] if hit else self._caret.selection[0])

    def find_next(self) -> None:
        self._move_hit(1)

    def find_previous(self) -> None:
        self._move_hit(-1)

    def _begin(self, origin: int) -> None:
        document, source = self.document, self._reader.plain_source
        text, case_sensitive, regex = self._looked_for
        self._stop_search()
        self._finder.end()
        if document is not None and source is not None and text:
            from nvexplorer.xmltext.search import Needle, Pattern

            kind = Pattern if regex else Needle
            try:
                needle = kind(text, document.encoding, case_sensitive=case_sensitive)
            except BadInput as error:
                self._tell_hits()
                self.find_failed.emit(error.what)
                return
            self._finder.begin(needle)
            if self._patterns is not None and isinstance(needle, Pattern):
                encoding = document.encoding
                self._patterns.start(source, text, encoding, origin, case_sensitive=case_sensitive)
            else:
                self._search.start(source, needle, origin)
        self._tell_hits()

    def _stop_search(self) -> None:
        self._search.stop()
        if self._patterns is not None:
            self._patterns.stop()

    def _on_found(self, portion: Portion) -> None:
        if portion.search not in (0, self._search.number) or self._finder.needle is None:
            return
        arrived = self._finder.take(portion)
        if arrived:
            self._show_hit()
        self._tell_hits()

    def _move_hit(self, by: int) -> None:
        if self._finder.move(by, self._caret.offset):
            self._show_hit()
            self._tell_hits()

    def _tell_hits(self) -> None:
        finder = self._finder
        self.hits_changed.emit(len(finder.starts), finder.current + 1, finder.complete)
        self._ticks.update()
        self.viewport().update()

    def _show_hit(self) -> None:
        hit = self._finder.hit
        if hit:
            self._go(self._arrive_at_hit, offset=hit[0])

    def _arrive_at_hit(self, document: ShownDocument, offset: int) -> None:
        number = document.index.row_at(offset)
        hit = self._finder.hit
        end = hit[1] if hit else offset
        if document.line(number).end < end < document.index.row(number).end:
            document.show_whole(number)
            self._repaint_all()
        for place in (min(end, document.end_of(number)), offset):
            self._bring_into_view(number, document.column_at(number, place), middle=True)
        self._put_caret(offset, number)

    def _on_document(self) -> None:
        super()._on_document()
        self._stop_search()
        self._finder.end()
        self._marked = []
        self._begin(0)

    def source_grown(self, *, arriving: bool) -> None:
        super().source_grown(arriving=arriving)
        hit = self._finder.hit
        if self._looked_for[0] and (self._finder.complete or not arriving):
            self._begin(hit[0] if hit else self._caret.offset)

    # --- marks ----------------------------------------------------------------------------------

    def set_hits(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Marks these bytes, ascending, as the hits of another search; none ends that."""
        self._marked = list(ranges)
        self._ticks.update()
        self._repaint_all()

    def _is_marked(self, number: int) -> bool:
        looking = self._finder.needle is not None or bool(self._marked)
        return looking or super()._is_marked(number)

    def _marks(self, document: ShownDocument, line: Line) -> list[Mark]:
        marks = super()._marks(document, line)
        if self._finder.needle is None and not self._marked:
            return marks
        colours = self._rows.colours
        left, right = self._scrolled, self._scrolled + self._columns + 2
        # What is out of sight costs nothing: a line may hold thousands of hits.
        begin, stop = document.offset_at(line, left), document.offset_at(line, right)
        first = bisect_left(self._marked, begin + 1, key=lambda each: each[1])
        for number in range(first, len(self._marked)):
            start, end = self._marked[number]
            if start >= stop:
                break
            marks.append(Mark(*self._columns_of(document, line, start, end), colours.selection))
        for start, end in self._hits_on(document, line, begin, stop):
            colour = colours.match_current if (start, end) == self._finder.hit else colours.match
            marks.append(Mark(*self._columns_of(document, line, start, end), colour))
        return marks

    def _hits_on(
        self, document: ShownDocument, line: Line, start: int, stop: int
    ) -> list[tuple[int, int]]:
        """Those of the search in the bytes of a line from `start` to `stop`, also before it has
        come so far."""
        from nvexplorer.xmltext.search import Needle

        finder, needle = self._finder, self._finder.needle
        if needle is None:
            return []
        reached = finder.complete or (finder.starts and finder.starts[-1] >= line.end)
        if reached or not isinstance(needle, Needle):
            return finder.between(start, stop)
        begin = max(document.begin, start - needle.length + 1)
        data = document.source.read(begin, stop + needle.length - 1 - begin)
        return [(begin + at, begin + at + needle.length) for at in needle.offsets(data)]

    def ticks(self) -> list[tuple[str, Sequence[int]]]:
        """Where there are hits, in bytes, ascending, each kind by the colour of its ticks."""
        colours = self._rows.colours
        layers: list[tuple[str, Sequence[int]]] = []
        if self._marked:
            layers.append((colours.tick_other, [start for start, _ in self._marked]))
        if self._finder.starts:
            layers.append((colours.tick, self._finder.starts))
        if self._fault >= 0:
            layers.append((colours.error, [self._fault]))
        return layers

    def offsets_down(self, count: int) -> list[int]:
        """The bytes at the edges of so many equal stretches of what can be scrolled over."""
        document = self.document
        if document is None or count <= 0:
            return []
        index, folds = document.index, document.folds
        slots = index.estimated_rows - folds.hidden
        rows = [folds.row_of(at * slots // count) for at in range(count)]
        return [*(index.offset_near(row) for row in rows), document.source.size]

    def paintEvent(self, event: QPaintEvent) -> None:
        self._search.free.clear()  # the search waits meanwhile
        try:
            super().paintEvent(event)
        finally:
            self._search.free.set()
