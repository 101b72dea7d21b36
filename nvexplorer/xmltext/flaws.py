"""What keeps an XML text from being well-formed: where, why, and what mends it."""

from __future__ import annotations

import re
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from nvexplorer.xmltext.marks import BLANKS, MarkKind
from nvexplorer.xmltext.piece_flaws import NOT_XML, Flaw, mark_flaws, mend, short, unseen
from nvexplorer.xmltext.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.marks import Mark
    from nvexplorer.xmltext.outline import Fault, Node, Outline

BYTE_ORDER_MARK = "\ufeff"
_PREFIXED = re.compile(
    "<[^<>: \t\r\n]*+:|[ \t\r\n][^<>: \t\r\n\"'=]*+:[^<> \t\r\n\"'=]*+[ \t\r\n]*+="
)


class Lines(Protocol):
    """Tells lines of a text, as `Places` does."""

    def line(self, at: int) -> int: ...


def find_flaws(outline: Outline, limit: int = 1000, places: Lines | None = None) -> list[Flaw]:
    """The first `limit` flaws in order of place; none in a well-formed text. `places` tells the
    lines that the sentences name, where the text is a part of another.

    What a DOCTYPE declares is not read; an unknown entity is no flaw when there is one. Prefixes
    of namespaces have to be declared. A byte order mark at the beginning is no flaw.
    """
    text = outline.text
    places = places or Places(text)
    streams = [
        mark_flaws(text, outline.marks),
        _fault_flaws(outline, places),
        _outside_flaws(outline, places),
        _character_flaws(text),
    ]
    if _PREFIXED.search(text):
        streams.append(_prefix_flaws(outline))
    found = islice(merge(*streams, key=lambda flaw: flaw.start), limit)
    return sorted(found, key=lambda flaw: flaw.start)


def _fault_flaws(outline: Outline, places: Lines) -> Iterator[Flaw]:
    """Tags that do not pair."""

    def place(fault: Fault) -> int:
        if fault.mark is not None:
            return fault.mark.start
        return fault.node.start if fault.node else 0

    for kind, node, mark in sorted(outline.faults, key=place):
        if kind == "unclosed" and node is not None:
            yield _unclosed(outline, node, places)
        elif mark is not None:
            yield _unpaired(outline.text, kind, node, mark, places)


def _unclosed(outline: Outline, node: Node, places: Lines) -> Flaw:
    end = f"</{node.name}>"
    at = node.open_end + len(outline.text[node.open_end : node.close_start].rstrip())
    where = f" in line {places.line(at)}" if at > node.open_end else ""
    said = f"<{node.name}> is not closed: write {end}{where}."
    return Flaw("unclosed", node.start, node.open_end, said, mend(f"Write {end}", at, at, end))


def _unpaired(text: str, kind: str, node: Node | None, mark: Mark, places: Lines) -> Flaw:
    end = text[mark.start : mark.end]
    if kind == "mismatch" and node is not None:
        right = f"</{node.name}>" if mark.whole else f"</{node.name}"
        said = (
            f"{short(end)} does not close <{node.name}> of line {places.line(node.start)}:"
            f" write </{node.name}>."
        )
        fix = mend(f"Write </{node.name}>", mark.start, mark.end, right)
        return Flaw("mismatch", mark.start, mark.end, said, fix)
    still = f"; <{node.name}> of line {places.line(node.start)} is open" if node else ""
    said = f"{short(end)} closes nothing{still}: remove it."
    fix = mend("Remove it", mark.start, mark.end, "")
    return Flaw("stray-end", mark.start, mark.end, said, fix)


def _outside_flaws(outline: Outline, places: Lines) -> Iterator[Flaw]:
    """What stands before, after or instead of the one root element."""
    text, marks, roots = outline.text, outline.marks, outline.roots
    if not roots:
        yield Flaw("no-root", 0, 0, "There is no element: begin with the root element.")
    index = 0
    seen_doctype = False
    for root in [*roots, None]:
        for mark in marks[index : root.open_mark if root else len(marks)]:
            if mark.kind in (MarkKind.TEXT, MarkKind.CDATA):
                yield from _text_outside(text, mark)
            elif mark.kind == MarkKind.DOCTYPE:
                if seen_doctype or index:
                    said = "A DOCTYPE can stand once, before the root element: remove it."
                    fix = mend("Remove it", mark.start, mark.end, "")
                    yield Flaw("doctype", mark.start, mark.end, said, fix)
                seen_doctype = True
        if root is None:
            return
        if root is not roots[0]:
            said = (
                f"<{root.name}> is a second root element; the first is <{roots[0].name}> of line"
                f" {places.line(roots[0].start)}: keep one, or move it into the first."
            )
            yield Flaw("second-root", root.start, root.open_end, said)
        for inner in marks[root.open_mark : root.close_mark] if "<!DOCTYPE" in text else ():
            if inner.kind == MarkKind.DOCTYPE:
                said = "A DOCTYPE can stand once, before the root element: remove it."
                fix = mend("Remove it", inner.start, inner.end, "")
                yield Flaw("doctype", inner.start, inner.end, said, fix)
        index = root.close_mark + root.closed


def _text_outside(text: str, mark: Mark) -> Iterator[Flaw]:
    """All but blanks, and a byte order mark at the very beginning."""
    first = mark.start + (mark.start == 0 and text.startswith(BYTE_ORDER_MARK))
    bare = text[first : mark.end].strip(BLANKS)
    if not bare:
        return
    start = text.index(bare, first)
    code = unseen(bare)
    if code:
        said = f"The invisible character {code} stands outside the root element: remove it."
        fix = mend("Remove it", start, start + len(bare), "")
        yield Flaw("outside", start, start + len(bare), said, fix)
    else:
        said = "Text outside the root element: move it inside or remove it."
        yield Flaw("outside", start, mark.end, said)


def _character_flaws(text: str) -> Iterator[Flaw]:
    for match in NOT_XML.finditer(text):
        said = f"The character U+{ord(match[0]):04X} cannot stand in XML: remove it."
        fix = mend("Remove it", match.start(), match.end(), "")
        yield Flaw("character", match.start(), match.end(), said, fix)


def _prefix_flaws(outline: Outline) -> Iterator[Flaw]:
    """Names with a colon whose prefix nothing declares."""
    in_scope: list[tuple[int, list[str]]] = []
    known = {"xml": 1}
    for node in outline.nodes():
        while in_scope and node.start >= in_scope[-1][0]:
            for prefix in in_scope.pop()[1]:
                known[prefix] -= 1
        found = outline.attributes(node)
        declared = [a.name[6:] for a in found if a.name.startswith("xmlns:")]
        for prefix in declared:
            known[prefix] = known.get(prefix, 0) + 1
        in_scope.append((node.end, declared))
        names = [(node.start + 1, node.name)]
        names += [(a.start, a.name) for a in found if not a.name.startswith("xmlns:")]
        for at, name in names:
            prefix, colon, local = name.partition(":")
            if not colon or (prefix and local and ":" not in local and known.get(prefix)):
                continue
            said = f"Nothing declares the prefix of {name}: write the name without a colon."
            yield Flaw("prefix", at, at + len(name), said)
