"""A stretch of an editor's document, with the places of its text and its positions."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.editor.runs import Atom, Chip, Run, characters, joined, text_of, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A change costs a copy of the chunk that it is in; one that has grown to twice this is cut.
TARGET = 6_000  # characters
MOST_RUNS = 200


class Chunk:
    """Never changed once made. `length` counts characters, `positions` those of the document,
    `size` bytes of UTF-8, `lines` line feeds; `comments` is 1 when there may be comments in it."""

    __slots__ = (
        "_at",
        "_atoms",
        "_docs",
        "_wide",
        "chip_count",
        "comments",
        "length",
        "lines",
        "positions",
        "size",
        "text",
    )

    def __init__(self, runs: Iterable[Run]) -> None:
        runs = list(runs)
        self.text = text_of(runs)
        self.length = len(self.text)
        self.size = _size(self.text)
        self.lines = self.comments = 0
        atoms: list[Atom] = []
        at, docs = array("i"), array("i")
        offset = doc = 0
        for run in runs:
            if isinstance(run, str):
                offset += len(run)
                doc += units(run)
                self.lines += run.count("\n")
                self.comments |= _comments(run)
                continue
            self.lines += run.lines if isinstance(run, Chip) else run.text.count("\n")
            atoms.append(run)
            at.append(offset)
            docs.append(doc)
            offset += len(run.text)
            doc += 1
        self.positions = doc
        self._atoms, self._at, self._docs = tuple(atoms), at, docs
        plain = self.length - sum(len(atom.text) for atom in atoms)
        self._wide = doc - len(atoms) != plain
        self.chip_count = sum(isinstance(atom, Chip) for atom in atoms)

    @property
    def plain(self) -> bool:
        """Whether positions are characters."""
        return not self._atoms and not self._wide

    def edited(self, start: int, end: int, added: str) -> Chunk | None:
        """With other text between two positions, quickly; None where that is not so simple."""
        length = self.length + len(added) - (end - start)
        if not self.plain or length > 2 * TARGET or not length or units(added) != len(added):
            return None
        removed = self.text[start:end]
        chunk = Chunk(())
        chunk.text = f"{self.text[:start]}{added}{self.text[end:]}"
        chunk.length = chunk.positions = length
        chunk.lines = self.lines + added.count("\n") - removed.count("\n")
        chunk.comments = _comments(chunk.text)
        chunk.size = self.size + _size(added) - _size(removed)
        return chunk

    def runs(self) -> Iterator[Run]:
        before = 0
        for at, atom in zip(self._at, self._atoms, strict=True):
            if at > before:
                yield self.text[before:at]
            yield atom
            before = at + len(atom.text)
        if before < self.length:
            yield self.text[before:]

    def part(self, start: int, end: int) -> list[Run]:
        """What lies between two positions."""
        if self.plain:
            return [self.text[start:end]] if end > start else []
        result: list[Run] = []
        position = 0
        for run in self.runs():
            size = units(run) if isinstance(run, str) else 1
            if position < end and position + size > start:
                if isinstance(run, str) and (position < start or position + size > end):
                    first = characters(run, max(0, start - position))
                    run = run[first : characters(run, end - position)]
                result.append(run)
            position += size
        return result

    def offset_of(self, position: int) -> int:
        """The character at a position."""
        if self.plain:
            return position
        index = bisect_left(self._docs, position)
        offset = doc = 0
        if index:
            offset = self._at[index - 1] + len(self._atoms[index - 1].text)
            doc = self._docs[index - 1] + 1
        rest = position - doc
        return offset + (characters(self.text[offset:], rest) if self._wide else rest)

    def position_of(self, offset: int, *, after: bool = True) -> int:
        """The position of a character. Where a soft break stands, `after` it or before it; within
        a chip that of the chip, or `after` being false the one behind it."""
        if self.plain:
            return offset
        index = bisect_left(self._at, offset)
        if index and self._at[index - 1] + len(self._atoms[index - 1].text) > offset:
            return self._docs[index - 1] + (0 if after else 1)
        while after and self._soft_at(index, offset):
            index += 1
        start = doc = 0
        if index:
            start = self._at[index - 1] + len(self._atoms[index - 1].text)
            doc = self._docs[index - 1] + 1
        rest = self.text[start:offset]
        return doc + (units(rest) if self._wide else len(rest))

    def _soft_at(self, index: int, offset: int) -> bool:
        return index < len(self._at) and self._at[index] == offset and not self._atoms[index].text

    def chips(self) -> Iterator[tuple[int, int, Chip]]:
        """Offset and position of each chip."""
        for at, doc, atom in zip(self._at, self._docs, self._atoms, strict=True):
            if isinstance(atom, Chip):
                yield at, doc, atom


def _comments(text: str) -> int:
    return int("<!" in text or text.startswith("!"))


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def merged(runs: Iterable[Run]) -> list[Chunk]:
    """One chunk that holds these runs, or several when they are many."""
    whole = joined(runs)
    if not whole:
        return []
    length = sum(len(run) if isinstance(run, str) else len(run.text) for run in whole)
    small = length <= 2 * TARGET and len(whole) <= 2 * MOST_RUNS
    return [Chunk(whole)] if small else pack(whole)


def pack(runs: Iterable[Run]) -> list[Chunk]:
    """Chunks of a good size that hold these runs; a long chip has one for itself."""
    chunks: list[Chunk] = []
    held: list[Run] = []
    length = 0
    for run in _cut(joined(runs)):
        size = len(run) if isinstance(run, str) else len(run.text)
        if held and (length + size > TARGET or len(held) >= MOST_RUNS):
            chunks.append(Chunk(held))
            held, length = [], 0
        held.append(run)
        length += size
    if held:
        chunks.append(Chunk(held))
    return chunks


def _cut(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if isinstance(run, str):
            for at in range(0, len(run), TARGET):
                yield run[at : at + TARGET]
        else:
            yield run
