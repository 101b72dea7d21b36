"""Finds and replaces in an editor's text: chips aside, and in slices that nobody feels."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.ui.widgets.editor.runs import units
from nvexplorer.ui.widgets.editor.searching import Hit, Pattern, Query, TooSlow
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtGui import QTextBlock

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

WINDOW = 32_000  # characters looked through in one step
LONGEST = 8_000  # of a hit
MOST_HITS = 500_000
# Milliseconds after the last change until it is looked for anew.
PAUSE = 150


class Finder(QObject):
    """`changed(count, current, complete)`: the hits so far, the number of the one that is
    selected, 0 for none, and whether the whole text was looked through. `done` is a sentence that
    tells what was replaced."""

    changed = Signal(int, int, bool)
    done = Signal(str)

    def __init__(self, editor: XmlEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._mirror = editor.content.mirror
        self._pattern: Pattern | None = None
        self._starts: array[int] = array("q")
        self._ends: array[int] = array("q")
        self._complete = True
        self._slow = False
        self._wanted = 0  # 1: the next hit after the origin, -1: the one before, 0: none
        self._origin = 0
        self._idle = IdleWork(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(lambda: self._search(0))
        editor.painting.grounds.append(self._ground)
        editor.delta.connect(self._on_delta)
        editor.caret_moved.connect(self._on_caret_moved)

    @property
    def error(self) -> str:
        """Why nothing is looked for: a sentence, or empty."""
        if self._slow:
            return "The expression takes too long here; make it simpler."
        return self._pattern.error if self._pattern else ""

    def find(self, query: Query) -> None:
        """Look for another text; the first hit from the selection on is selected."""
        self._pattern = Pattern(query) if query.text else None
        self._origin = self._editor.selection()[0]
        self._search(1)

    def next(self) -> None:
        self._origin = self._editor.selection()[1]
        self._go(1)

    def previous(self) -> None:
        self._origin = self._editor.selection()[0]
        self._go(-1)

    def replace(self, template: str) -> None:
        """Replace the selected hit and go on to the next; select one if none is."""
        hit = self._hit_at(*self._editor.selection())
        if hit is None or self._pattern is None or self._editor.isReadOnly():
            self.next()
            return
        text = self._pattern.replacement(template, hit)
        self._editor.apply_edits([Edit(hit.start, hit.end, text)], hit.start + len(text))
        self.next()

    def replace_all(self, template: str) -> None:
        """Replace all hits in one step of undo."""
        pattern = self._pattern
        if pattern is not None and not pattern.error and not self._editor.isReadOnly():
            self._editor.content.apply_when_known(self._replacing(pattern, template))

    # Looking for

    def _search(self, wanted: int) -> None:
        self._timer.stop()
        self._starts, self._ends = array("q"), array("q")
        self._slow = False
        self._wanted = wanted
        pattern = self._pattern
        self._complete = pattern is None or bool(pattern.error)
        self._editor.viewport().update()
        if pattern is not None and not self._complete:
            self._idle.start("search", self._collect(pattern))
            self._idle.hurry("search")
        else:
            self._idle.stop("search")
        self._tell()

    def _collect(self, pattern: Pattern) -> Iterator[None]:
        try:
            for hits in self._hits(pattern):
                for hit in hits:
                    self._starts.append(hit.start)
                    self._ends.append(hit.end)
                self._go_if_found()
                self._tell()
                yield
                if len(self._starts) > MOST_HITS:
                    break
        except TooSlow:
            self._slow = True
        self._complete = True
        self._go_if_found()
        self._tell()

    def _hits(self, pattern: Pattern) -> Iterator[list[Hit]]:
        """All hits, those of a window at a time."""
        mirror = self._mirror
        begin = 0
        chips = [(at, at + len(chip.text)) for at, _, chip in mirror.chips()]
        for end, behind in [*chips, (mirror.length, mirror.length)]:
            done = begin
            while begin < end:
                text = mirror.part(begin, min(end, begin + WINDOW + LONGEST))
                cut = len(text)
                if begin + cut < end:
                    cut = text.rfind("\n", 0, WINDOW) + 1 or WINDOW
                found = []
                for hit in pattern.hits(text):
                    if hit.start >= cut:
                        break
                    if begin + hit.start >= done:
                        done = begin + hit.end
                        found.append(hit._replace(start=begin + hit.start, end=done))
                begin += cut
                yield found
            begin = behind

    def _go(self, wanted: int) -> None:
        if self._pattern is None:
            return
        if self._timer.isActive():  # what is known is out of date
            self._search(wanted)
            return
        self._wanted = wanted
        self._go_if_found()
        self._tell()

    def _go_if_found(self) -> None:
        """Select the hit that is wanted as soon as it is certain which one it is."""
        if not self._wanted or not len(self._starts):
            return
        index = bisect_left(self._starts, self._origin)
        if self._wanted > 0:
            if index == len(self._starts):
                if not self._complete:
                    return
                index = 0
        else:
            if not self._complete and index == len(self._starts):
                return
            if index == 0 and not self._complete:
                return
            index -= 1
        self._wanted = 0
        self._editor.show_place(self._starts[index], self._ends[index])

    def _current(self) -> int:
        start, end = self._editor.selection()
        index = bisect_left(self._starts, start)
        if start == end or index == len(self._starts) or self._starts[index] != start:
            return 0
        return index + 1 if self._ends[index] == end else 0

    def _hit_at(self, start: int, end: int) -> Hit | None:
        """The hit that is selected, with what its parentheses hold."""
        if self._pattern is None or start == end:
            return None
        begin = start - len(self._editor.part(start - LONGEST, start).rpartition("\n")[2])
        text = self._editor.part(begin, end + LONGEST)
        try:
            for hit in self._pattern.hits(text):
                if begin + hit.start >= start:
                    same = (begin + hit.start, begin + hit.end) == (start, end)
                    return hit._replace(start=start, end=end) if same else None
        except TooSlow:
            return None
        return None

    def _replacing(self, pattern: Pattern, template: str) -> Generator[None, None, list[Edit]]:
        edits: list[Edit] = []
        try:
            for hits in self._hits(pattern):
                edits += [Edit(h.start, h.end, pattern.replacement(template, h)) for h in hits]
                yield
        except TooSlow:
            self._slow = True
            self._tell()
            return []
        if edits:
            self.done.emit(f"{plural(len(edits), 'place')} replaced. Ctrl+Z takes it back.")
        return edits

    # What happens meanwhile

    def _on_delta(self) -> None:
        if self._pattern is not None:
            self._idle.stop("search")
            self._timer.start()

    def _on_caret_moved(self, _offset: int) -> None:
        if self._pattern is not None:
            self._tell()

    def _tell(self) -> None:
        self.changed.emit(len(self._starts), self._current(), self._complete)

    def _ground(self, _block: QTextBlock, text: str) -> Iterator[tuple[int, int, str]]:
        """Hits in a line that is painted, whatever is known of the others."""
        if self._pattern is None:
            return
        try:
            for hit in self._pattern.hits(text[:WINDOW]):
                first = units(text[: hit.start])
                yield first, first + units(text[hit.start : hit.end]), "find_bg"
        except TooSlow:
            return
