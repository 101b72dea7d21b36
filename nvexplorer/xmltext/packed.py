"""An outline of few objects, which the garbage collector looks through in a third of the time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from nvexplorer.xmltext.marks import Mark, MarkKind
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from nvexplorer.xmltext.outline import Node, Outline

_KINDS = tuple(MarkKind)


class PackedMarks(Sequence[Mark]):
    """The marks of a text, each made when it is asked for."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        known: dict[str, str] = {}
        self._kinds = bytes([mark[0] for mark in marks])
        # Each begins where the one before it ends.
        self._starts = array("q", [mark[1] for mark in marks])
        self._end = marks[-1].end if marks else 0
        self._names = [known.setdefault(mark[3], mark[3]) for mark in marks]
        self._broken = frozenset(n for n, mark in enumerate(marks) if not mark[4])

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | list[Mark]:
        if isinstance(index, slice):
            return [self._mark(each) for each in range(*index.indices(len(self)))]
        return self._mark(range(len(self))[index])

    def _mark(self, index: int) -> Mark:
        starts = self._starts
        end = starts[index + 1] if index + 1 < len(starts) else self._end
        kind, whole = _KINDS[self._kinds[index]], index not in self._broken
        return Mark(kind, starts[index], end, self._names[index], whole)


def read_packed(text: str) -> Outline:
    """As read_outline, for a large text that is kept. Nothing of it may be changed."""
    outline = read_outline(text)
    nobody: list[Node] = []
    for node in outline.nodes():
        if not node.children:
            node.children = nobody
    return outline._replace(marks=PackedMarks(outline.marks))
