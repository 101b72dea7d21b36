"""Where the caret is in a document and what is selected; how keys move it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line

_WORD = re.compile(r"\w+|[^\w\s]+|\s+")
_NEAR = 256  # columns of a long row that are looked at around the caret


class Caret:
    """Byte offsets, so that they mean the same raw and pretty.

    `row` is kept beside the offset: the end of a row and the beginning of the next can be the same
    byte. Rows not known yet cannot be reached, nor those that are folded away.
    """

    def __init__(self) -> None:
        self.anchor = 0
        self.offset = 0
        self.row = 0
        self._goal: int | None = None  # the column that moving up and down keeps to

    @property
    def selection(self) -> tuple[int, int]:
        """The first selected byte and the one after the last; equal when nothing is selected."""
        return min(self.anchor, self.offset), max(self.anchor, self.offset)

    def column(self, document: ShownDocument) -> int:
        return document.column_at(self.row, self.offset)

    def put(self, offset: int, row: int, *, select: bool = False) -> None:
        self.offset, self.row = offset, row
        self._goal = None
        if not select:
            self.anchor = offset

    def put_at(self, document: ShownDocument, offset: int, *, select: bool = False) -> None:
        self.put(offset, document.folds.head_of(document.index.row_at(offset)), select=select)

    def move_rows(self, document: ShownDocument, rows: int, *, select: bool) -> None:
        goal = self.column(document) if self._goal is None else self._goal
        row = _moved(document, self.row, rows)
        self.put(self._offset_in(document, row, goal), row, select=select)
        self._goal = goal

    def move_characters(self, document: ShownDocument, count: int, *, select: bool) -> None:
        """One character on (1) or back (-1); a selection not extended is left at its end."""
        first, last = self.selection
        if first != last and not select:
            self.put_at(document, last if count > 0 else first)
            return
        line, place = self._near(document)
        self._move_to(document, line, place + count, select=select)

    def move_words(self, document: ShownDocument, count: int, *, select: bool) -> None:
        """To the beginning of the next word (1) or of this or the one before (-1)."""
        line, place = self._near(document)
        starts = [match.start() for match in _WORD.finditer(line.text) if match[0].strip()]
        if count > 0:
            after = [start for start in starts if start > place]
            goal = after[0] if after else len(line.text) + (place == len(line.text))
        else:
            before = [start for start in starts if start < place]
            goal = before[-1] if before else 0 if place else -1
        self._move_to(document, line, goal, select=select)

    def move_to_row_edge(self, document: ShownDocument, *, end: bool, select: bool) -> None:
        offset = document.line(self.row).row.start
        if end:
            offset = self._end(document, self.row)
        self.put(offset, self.row, select=select)

    def move_to_edge(self, document: ShownDocument, *, end: bool, select: bool) -> None:
        row = document.folds.head_of(document.index.rows - 1) if end else 0
        offset = document.end_of(row) if end else document.index.row(row).start
        self.put(offset, row, select=select)

    def select_word(self, document: ShownDocument) -> None:
        line, place = self._near(document)
        for match in _WORD.finditer(line.text):
            if match.start() <= place < match.end():
                self.anchor = document.offset_of(line, match.start())
                self.offset = document.offset_of(line, match.end())

    def select_row(self, document: ShownDocument) -> None:
        self.anchor = document.index.row(self.row).start
        self.offset = document.end_of(self.row)

    def select_all(self, document: ShownDocument) -> None:
        """Also what is not indexed yet: the row stays where it is."""
        self.anchor, self.offset = document.begin, document.source.size

    def _offset_in(self, document: ShownDocument, row: int, column: int) -> int:
        line = document.line(row, max(0, column - _NEAR), 2 * _NEAR)
        return document.offset_at(line, column)

    def _end(self, document: ShownDocument, row: int) -> int:
        """The end of what is seen of a row."""
        line = document.line(row)
        return line.end if line.hidden else document.end_of(row)

    def _near(self, document: ShownDocument) -> tuple[Line, int]:
        """The line, if long its part around the caret, and the place of the caret in its text."""
        column = self.column(document)
        line = document.line(self.row, max(0, column - _NEAR), 2 * _NEAR)
        return line, document.place_of(line, self.offset)

    def _move_to(self, document: ShownDocument, line: Line, place: int, *, select: bool) -> None:
        row = self.row
        before, after = _moved(document, row, -1), _moved(document, row, 1)
        if place < 0 and before != row:
            self.put(self._end(document, before), before, select=select)
        elif place > len(line.text) and after != row:
            self.put(document.index.row(after).start, after, select=select)
        else:
            place = max(0, min(place, len(line.text)))
            self.put(document.offset_of(line, place), row, select=select)


def _moved(document: ShownDocument, row: int, by: int) -> int:
    """The row so many seen rows on or back, or the last there is."""
    folds = document.folds
    slots = document.index.rows - folds.hidden
    return folds.row_of(max(0, min(folds.slot_of(row) + by, slots - 1)))
