"""The rows of a document as numbers, in the order and by the rules of the viewer."""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.scan import FIRST, LIMIT, Scanner

from .simple_rows import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.xmltext.scan import Rows as ScannedRows

    from .opening import Shown

MOST = 8_000_000
"""Rows of a document up to which it is compared by text."""

_WINDOW = 1 << 20
_LONG = 1 << 16  # bytes of a row that is not taken into memory whole
_SPACE = b" \t\r\n"
_HEAD = re.compile(rb"[ \t]*(</?[^\s/>]*)?")


class Rows(NamedTuple):
    """Of each row: `hashes` (the text without layout around it in the pretty form, without the line
    end in the raw one), `heads` (equal for rows that are the same tag, with whatever in it) and
    `levels` (how deep it is, twice, and one more for a closing tag)."""

    hashes: array[int]
    heads: array[int]
    levels: array[int]


class RowReader:
    """Reads rows; those of one reader can be compared with each other."""

    def __init__(self, *, pretty: bool) -> None:
        self._pretty = pretty
        self._known: dict[bytes, int] = {}

    def read(self, shown: Shown, progress: Callable[[float], object]) -> Rows:
        """Progress from 0 to 1. Raises BadInput when there are more rows than MOST."""
        rows = Rows(array("q"), array("i"), array("i"))
        source, size, at = shown.source, shown.size, shown.begin
        utf8 = shown.encoding.name == "utf-8"
        if self._pretty:
            head = source.read(at, LIMIT)
            at += len(head) - len(head.lstrip(_SPACE))
        state, depth, length = FIRST, 0, _WINDOW
        open_at, open_depth = at, 0  # the row that has begun before this stretch
        while at < size:
            data = source.read(at, length + 2 * LIMIT)
            whole = at + len(data) >= size
            scanner = Scanner(data, state, depth, pretty=self._pretty, complete=whole, utf8=utf8)
            found = self._run(scanner, data, len(data) if whole else length)
            if not scanner.pos:
                if whole:
                    break
                length *= 2
                continue
            starts, depths = found.starts, found.depths
            if state == FIRST:
                open_depth = depths.pop(0) if starts else 0
                del starts[:1]
            if starts:
                first = starts[0]
                if open_at >= at:
                    self._add(rows, data[open_at - at : first], open_depth)
                else:
                    self._add_long(rows, shown, open_at, at + first, open_depth)
                self._add_all(rows, data, starts, depths)
                open_at, open_depth = at + starts[-1], depths[-1]
            state, depth, length = scanner.state, scanner.depth, _WINDOW
            at += scanner.pos
            if len(rows.hashes) > MOST:
                raise BadInput(
                    f"{shown.name} has more than {MOST:,} rows, too many to be compared by text.",
                    "Compare parts of it: a shorter range of dates, for instance.",
                    "document",
                )
            progress(at / size)
        if open_at < size:
            self._add_long(rows, shown, open_at, size, open_depth)
        return rows

    def _run(self, scanner: Scanner, data: bytes, stop: int) -> ScannedRows:
        """As the scanner's own, mostly faster."""
        step = 1
        while self._pretty and scanner.pos < stop:
            before = scanner.pos
            run(scanner, data, stop)
            # One piece of what is not plain, which may be an endless text.
            step = 2 * step if scanner.pos == before else 1
            if scanner.pos < stop:
                scanner.run(min(stop, scanner.pos + step))
            if scanner.pos == before:
                break
        return scanner.run(stop)

    def _add_all(self, rows: Rows, data: bytes, starts: list[int], depths: list[int]) -> None:
        """The rows from the first start up to the last."""
        add_hash, add_head, add_level = rows.hashes.append, rows.heads.append, rows.levels.append
        known, match, pretty = self._known, _HEAD.match, self._pretty
        dropped = _SPACE if pretty else b"\r\n"
        start = starts[0]
        for end, depth in zip(starts[1:], depths, strict=False):
            row = data[start:end].rstrip(dropped)
            start = end
            found = match(row)
            assert found is not None
            tag = found[1] or b""
            add_hash(hash(row))
            add_head(known.setdefault(tag, len(known)))
            if not pretty:
                depth = found.end() - len(tag)
            add_level(2 * depth + tag.startswith(b"</"))

    def _add(self, rows: Rows, row: bytes, depth: int) -> None:
        self._add_all(rows, row, [0, len(row)], [depth, 0])

    def _add_long(self, rows: Rows, shown: Shown, start: int, end: int, depth: int) -> None:
        """A row that may be of any length."""
        if end - start <= _LONG:
            self._add(rows, shown.source.read(start, end - start), depth)
            return
        digest = blake2b(digest_size=8)
        held = b""  # white space that may be the row's last
        for offset in range(start, end, _LONG):
            piece = held + shown.source.read(offset, min(_LONG, end - offset))
            text = piece.rstrip(_SPACE if self._pretty else b"\r\n")
            digest.update(text)
            held = piece[len(text) :]
            if len(held) > LIMIT:  # as in the viewer, more of it is text
                digest.update(held)
                held = b""
        self._add(rows, shown.source.read(start, 256), depth)
        rows.hashes[-1] = int.from_bytes(digest.digest(), "big", signed=True)
