"""Puts the answers to the parts of a range together as one answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from nvexplorer.exchange.ledger.outline import Outline, Section
    from nvexplorer.model.exchange import Body

_STATUS = "responsestatus"
_PIECE = 1 << 20


class Slice(NamedTuple):
    """The bytes from `start` to `end` of the answer `part`."""

    part: int
    start: int
    end: int


class Plan(NamedTuple):
    """The joined answer as slices; `repeated` counts the elements left out since they came in the
    part before too."""

    slices: tuple[Slice, ...]
    repeated: int


def plan(outlines: Sequence[Outline], lists: Collection[str] = (), *, overlap: bool) -> Plan:
    """The first answer that has anything, with what the others have put in.

    An element below the root that comes once in each answer is a list: what it holds is put behind
    what the same element of the answers before holds. Others, and those named in `lists` (the
    catalogue's: elements that may repeat), are put whole behind those of the answers before. The
    ResponseStatus is the first one's. With `overlap` elements that are the same to the byte in two
    neighbouring answers are taken once; the outlines must have items then.

    Raises BadInput when the answers differ in root or encoding.
    """
    first = outlines[0]
    for number, other in enumerate(outlines[1:], 2):
        for what, one, another in (
            ("root", first.root, other.root),
            ("encoding", first.encoding, other.encoding),
        ):
            if one != another:
                raise BadInput(
                    f"The answer to part {number} has another {what} than the first: {another}, "
                    f"not {one}.",
                    "Look at the answers by themselves.",
                )
    return _Planner(outlines, {name.lower() for name in lists}, overlap).plan()


def pieces(plan: Plan, bodies: Sequence[Body]) -> Iterator[bytes]:
    """The joined answer, a megabyte at a time. Raises OSError."""
    for part, start, end in plan.slices:
        for at in range(start, end, _PIECE):
            yield bodies[part].read(at, min(_PIECE, end - at))


class _Planner:
    def __init__(self, outlines: Sequence[Outline], repeatable: set[str], overlap: bool) -> None:
        self._outlines = outlines
        self._overlap = overlap
        self._slices: list[Slice] = []
        self._repeated = 0
        often = {
            name
            for outline in outlines
            for name, count in Counter(s.name for s in outline.sections).items()
            if count > 1
        }
        self._whole = {
            section.name
            for outline in outlines
            for section in outline.sections
            if section.name in often or section.name.lower() in repeatable
        }

    def plan(self) -> Plan:
        base = next((n for n, outline in enumerate(self._outlines) if outline.sections), 0)
        first = self._outlines[base]
        last = {section.name: number for number, section in enumerate(first.sections)}
        at = 0
        for number, section in enumerate(first.sections):
            if section.name.lower() == _STATUS:
                continue
            if section.name not in self._whole:
                self._add(base, at, section.start)
                self._put_list(section.name)
                at = section.end
            elif number == last[section.name]:
                self._add(base, at, section.end)
                self._put_whole(section.name, after=base)
                at = section.end
        self._add(base, at, first.close)
        for name in self._new(last):
            if name in self._whole:
                self._put_whole(name, after=base)
            else:
                self._put_list(name)
        self._add(base, first.close, first.size)
        return Plan(tuple(self._slices), self._repeated)

    def _new(self, known: Collection[str]) -> list[str]:
        """The names that the base has not, in the order in which they came."""
        found = [section.name for outline in self._outlines for section in outline.sections]
        return [n for n in dict.fromkeys(found) if n not in known and n.lower() != _STATUS]

    def _put_whole(self, name: str, after: int) -> None:
        for part, outline in enumerate(self._outlines):
            for section in outline.sections:
                if part > after and section.name == name:
                    self._add(part, section.start, section.end)

    def _put_list(self, name: str) -> None:
        """The element once, with what those of all answers hold."""
        found = [
            (part, section)
            for part, outline in enumerate(self._outlines)
            for section in outline.sections
            if section.name == name
        ]
        owner, shell = next(((p, s) for p, s in found if s.content < s.end), found[0])
        self._add(owner, shell.start, shell.content)
        before: Section | None = None
        for part, section in found:
            if self._overlap and before is not None:
                self._put_new(part, section, before)
            else:
                self._add(part, section.content, section.close)
            before = section
        self._add(owner, shell.close, shell.end)

    def _put_new(self, part: int, section: Section, before: Section) -> None:
        """What a list holds but for what the one before holds too."""
        seen, bounds = Counter(before.digested()), section.bounds()
        at = section.content
        for number, digest in enumerate(section.digested()):
            if seen[digest]:
                seen[digest] -= 1
                self._repeated += 1
                start, end = bounds[2 * number : 2 * number + 2]
                self._add(part, at, start)
                at = end
        self._add(part, at, section.close)

    def _add(self, part: int, start: int, end: int) -> None:
        if start == end:
            return
        last = self._slices[-1] if self._slices else None
        if last is not None and last.part == part and last.end == start:
            self._slices[-1] = last._replace(end=end)
        else:
            self._slices.append(Slice(part, start, end))
