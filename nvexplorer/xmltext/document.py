"""A document as lines to show: decoded, coloured, measured, and cut where they are endless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .columns import column_of, columns, place_of
from .encoding import Decoded, Encoding, byte_length, character_count, decode
from .lexer import lex
from .nesting import Nesting
from .rows import Row, RowIndex
from .scan import LIMIT
from .tokens import Token

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .source import Source

_T = TypeVar("_T")

CUT = 4096
"""Bytes shown of a row until the whole of it is asked for."""

INDENT = 2
_PIECE = 1 << 15  # bytes of a row decoded at once
_DEEPEST = 100  # levels shown as such; the columns of what lies deeper would be lost to the right
_CONTINUATION = re.compile(rb"[\x80-\xbf]{0,3}")


class Line(NamedTuple):
    """What is seen of one row: `text` from the byte `start` to the byte `end`.

    `first` is the column of its first character and `at` those of all (see `columns`), `width` the
    columns of the row as far as it can be scrolled to, `hidden` the bytes cut off from its end.
    """

    row: Row
    start: int
    end: int
    text: str
    invalid: tuple[int, ...]
    tokens: list[Token]
    first: int
    at: list[int] | None
    width: int
    hidden: int


class Document:
    """A source with its row indexes, raw and pretty; `pretty` chooses the one in use.

    While the document is `arriving`, rows are known as far as no byte that comes can change where
    they begin. Belongs to one thread. Errors of the source pass through.
    """

    def __init__(
        self, source: Source, encoding: Encoding, *, pretty: bool = True, arriving: bool = False
    ) -> None:
        self.source = source
        self.encoding = encoding.name
        self.begin = encoding.bom  # where the text begins
        self._utf8 = encoding.name == "utf-8"
        self._indexes: dict[bool, RowIndex] = {}
        self._nestings: dict[bool, Nesting] = {}
        self._whole: set[int] = set()
        self.arriving = arriving
        self.pretty = pretty

    @property
    def index(self) -> RowIndex:
        index = self._indexes.get(self.pretty)
        if index is None:
            index = self._indexes[self.pretty] = RowIndex(
                self.source,
                pretty=self.pretty,
                utf8=self._utf8,
                begin=self.begin,
                final=not self.arriving,
            )
        return index

    def grown(self, *, arriving: bool) -> None:
        """The source's `size` is larger now; without `arriving` that was all. The bytes that were
        there are the same. `index.advance` finds the new rows."""
        self.arriving = arriving
        for index in self._indexes.values():
            index.grow(self.source.size, final=not arriving)

    def show_whole(self, number: int) -> None:
        """Do not cut this row any more."""
        self._whole.add(self.index.row(number).start)

    def line(self, number: int, column: int = 0, count: int = CUT) -> Line:
        """The row `number`; of one that is long but shown whole, `count` columns from `column`."""
        row = self.index.row(number)
        end = self._content_end(row)
        indent = self._indent(row)
        if end - row.start > CUT and row.start in self._whole:
            return self._part(row, end, indent, max(0, column - indent), count)
        stop = self._character_end(row.start + CUT, end)
        text, invalid = decode(self.source.read(row.start, stop - row.start), self.encoding)
        tokens, _ = lex(text, row.state)
        at = columns(text, indent)
        width = column_of(at, len(text), indent)
        return Line(row, row.start, stop, text, invalid, tokens, indent, at, width, end - stop)

    def column_at(self, number: int, offset: int) -> int:
        """The column of the byte at `offset` in the row; its last where the row is cut before."""
        line = self.line(number)
        row = line.row
        offset = max(offset, row.start)
        if offset <= line.end or line.hidden:
            return self.column_in(line, offset)
        return self._indent(row) + self._characters(row, min(offset, self._content_end(row)))

    def column_in(self, line: Line, offset: int) -> int:
        """The column of the byte at `offset`, which is within the line."""
        return column_of(line.at, self.place_of(line, offset), line.first)

    def offset_at(self, line: Line, column: int) -> int:
        """The byte at which the character at `column` begins; the end of the line after it."""
        return self.offset_of(line, place_of(line.at, column, len(line.text), line.first))

    def offset_of(self, line: Line, place: int) -> int:
        """The byte at which the character `place` of the line's text begins."""
        return line.start + byte_length(Decoded(line.text, line.invalid), place, self.encoding)

    def place_of(self, line: Line, offset: int) -> int:
        """The character of the line's text that the byte at `offset` is part of."""
        return character_count(Decoded(line.text, line.invalid), offset - line.start, self.encoding)

    def end_of(self, number: int) -> int:
        """The offset after the last character of a row, also when it is shown cut."""
        return self._content_end(self.index.row(number))

    def text(self, start: int, end: int) -> Iterator[str]:
        """What is seen of the bytes from `start` to `end`, in pieces, with indentation (but not of
        a single row) and line ends as shown; rows that are cut come whole. All in the view that is
        in use at the beginning."""
        index, pretty = self.index, self.pretty
        first, last = index.row_at(start), index.row_at(max(start, end - 1))
        for number in range(first, min(last + 1, index.rows)):
            row = index.row(number)
            indent = " " * self._indent(row) if start <= row.start and first < last else ""
            begin = max(start, row.start)
            stop = max(begin, min(end, self._content_end(row, pretty)))
            line_end = "\n" if number < last or end >= row.end > stop else ""
            if indent:
                yield indent
            while begin < stop:
                piece_end = self._character_end(begin + _PIECE, stop)
                yield decode(self.source.read(begin, piece_end - begin), self.encoding).text
                begin = piece_end
            if line_end:
                yield line_end

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The names of the elements open at the byte `offset`, root first, with that of the element
        whose tag covers it; "…" for levels left out of a very deep path.

        Takes milliseconds; but the first question about a place far from all asked before may have
        to search what lies between: see `path_steps`.
        """
        return _result(self.path_steps(offset))

    def path_steps(self, offset: int) -> Generator[None, None, tuple[str, ...]]:
        """`path_at` in steps of a millisecond or two; returns the path."""
        return tuple(name for _, name in (yield from self.ancestor_steps(offset)))

    def ancestor_steps(self, offset: int) -> Generator[None, None, list[tuple[int, str]]]:
        """As `path_steps`, with the byte at which each start tag begins; -1 for a "…"."""
        nesting = self._nesting()
        starts = yield from nesting.path(offset)
        return [
            (at, decode(nesting.name(at), self.encoding).text if at >= 0 else "…") for at in starts
        ]

    def opens(self, number: int) -> int | None:
        """The start tag in row `number` of an element that goes on after the row, if there is one:
        such can be folded. Cheap enough to ask of all rows on screen."""
        row = self.index.row(number)
        return (
            None if row.end >= self.index.reached else self._nesting().opened_in(row.start, row.end)
        )

    def element_rows(self, number: int) -> range | None:
        """The rows of the element that row `number` opens, from that row to the last that holds
        nothing else; None when it opens none that has more than the one row, or its end is not
        known yet. Of an element of hundreds of megabytes rather `element_steps`."""
        return _result(self.element_steps(number))

    def element_steps(self, number: int) -> Generator[None, None, range | None]:
        """`element_rows` in steps of a millisecond or two."""
        start = self.opens(number)
        if start is None:
            return None
        end = yield from self._nesting().end(start)
        if end is None:
            return None
        last = self.index.row_at(end - 1)
        if self.end_of(last) > end:  # something else follows the end tag
            last -= 1
        return range(number, last + 1) if last > number else None

    def child_count_steps(self, start: int) -> Generator[None, None, tuple[int, bool]]:
        """How many child elements the element has whose start tag is at `start`, and whether that
        is all of them: of one of more than a megabyte only the first are counted."""
        return self._nesting().children(start)

    def _nesting(self) -> Nesting:
        nesting = self._nestings.get(self.pretty)
        if nesting is None:
            nesting = self._nestings[self.pretty] = Nesting(self.source, self.index)
        return nesting

    def _indent(self, row: Row) -> int:
        return INDENT * max(0, min(row.depth, _DEEPEST))

    def _content_end(self, row: Row, pretty: bool | None = None) -> int:
        """Where the row ends but for its line end, and in pretty view for layout after it."""
        pretty = self.pretty if pretty is None else pretty
        dropped = b" \t\r\n" if pretty else b"\r\n"
        end = row.end
        while end > row.start and row.end - end <= LIMIT:  # more white space than that is text
            begin = max(row.start, end - CUT)
            left = len(self.source.read(begin, end - begin).rstrip(dropped))
            end = begin + left
            if left or not pretty:
                break
        return end

    def _character_end(self, offset: int, end: int) -> int:
        """`offset`, moved on to where no character is cut in two."""
        if offset >= end:
            return end
        if not self._utf8:
            return offset
        match = _CONTINUATION.match(self.source.read(offset, 3))
        return min(end, offset + (match.end() if match else 0))

    def _part(self, row: Row, end: int, indent: int, wanted: int, count: int) -> Line:
        """`count` characters of a long row from the character `wanted` on."""
        near = self.index.checkpoint_by_characters(row, wanted)
        skip = wanted - near.characters
        limit = skip + count
        stop = self._character_end(near.offset + 4 * limit, end)
        decoded = decode(self.source.read(near.offset, stop - near.offset), self.encoding)
        stop = near.offset + byte_length(decoded, limit, self.encoding)
        tokens, _ = lex(decoded.text[:limit], near.state)
        text = decoded.text[skip:limit]
        at = columns(text, indent + wanted)
        return Line(
            row,
            near.offset + byte_length(decoded, skip, self.encoding),
            stop,
            text,
            tuple(place - skip for place in decoded.invalid if skip <= place < limit),
            [
                Token(max(0, token.start - skip), token.end - skip, token.kind)
                for token in tokens
                if token.end > skip
            ],
            indent + wanted,
            at,
            indent + self._characters(row, end),
            0,
        )

    def _characters(self, row: Row, offset: int) -> int:
        near = self.index.checkpoint(row, offset)
        rest = decode(self.source.read(near.offset, offset - near.offset), self.encoding)
        return near.characters + len(rest.text)


def _result(steps: Generator[None, None, _T]) -> _T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _T = end.value
            return result
