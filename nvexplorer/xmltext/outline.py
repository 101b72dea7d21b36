"""The elements of an XML text as a tree of places, also of a text that is damaged."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.xmltext.marks import Attribute, Mark, MarkKind, attributes, resolved, scan_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Node:
    """An element. Its opening tag goes from character `start` to `open_end`, its content from
    `open_end` to `close_start`, its end tag from `close_start` to `end`.

    Where there is no end tag (`closed` is false) both are where the element had to end: before
    the end tag of an element around it, or at the end of the text. In `<a/>` all three of
    `open_end`, `close_start` and `end` are the same and `closed` is true. `open_mark` and
    `close_mark` are the indexes of the tags in the marks of the text; `close_mark` is that of the
    opening tag for `<a/>`, and that of the first mark after the content where not closed.
    """

    __slots__ = (
        "children",
        "close_mark",
        "close_start",
        "closed",
        "end",
        "name",
        "open_end",
        "open_mark",
        "parent",
        "start",
    )

    def __init__(self, name: str, parent: Node | None, mark: Mark, index: int) -> None:
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.start = mark.start
        self.open_end = self.close_start = self.end = mark.end
        self.open_mark = self.close_mark = index
        self.closed = False

    @property
    def path(self) -> str:
        """The names from the root down, joined by `/`."""
        return "/".join(node.name for node in reversed([self, *self.ancestors()]))

    def ancestors(self) -> Iterator[Node]:
        """The elements around it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


FaultKind = Literal["unclosed", "mismatch", "stray-end"]


class Fault(NamedTuple):
    """Where tags do not pair. `unclosed`: `node` has no end tag. `mismatch`: the end tag `mark`
    was taken for that of `node`. `stray-end`: the end tag `mark` closes nothing; `node` is the
    innermost element open there, if any."""

    kind: FaultKind
    node: Node | None
    mark: Mark | None


class Outline(NamedTuple):
    """The tree of `text`. `roots` are the elements outside all others: one in a good document."""

    text: str
    marks: Sequence[Mark]
    roots: list[Node]
    faults: list[Fault]

    def nodes(self) -> Iterator[Node]:
        """All elements in the order of their opening tags."""
        waiting = self.roots[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children[::-1]

    def at(self, place: int) -> Node | None:
        """The innermost element that holds the place between two characters: at or after its
        start and before its end, or at its end when nothing closed it."""
        found: Node | None = None
        level = self.roots
        while level:
            index = bisect_right(level, place, key=lambda node: node.start) - 1
            if index < 0:
                break
            node = level[index]
            if not (place < node.end or (place == node.end and not node.closed)):
                break
            found, level = node, node.children
        return found

    def content(self, node: Node) -> list[Mark]:
        """The marks between its tags, those of its children included."""
        return list(self.marks[node.open_mark + 1 : node.close_mark])

    def attributes(self, node: Node) -> list[Attribute]:
        return attributes(self.text, self.marks[node.open_mark])

    def direct(self, node: Node) -> list[Mark]:
        """The marks between its tags without those of its children."""
        found: list[Mark] = []
        index = node.open_mark + 1
        for child in node.children:
            found += self.marks[index : child.open_mark]
            index = child.close_mark + child.closed  # after its end tag, where it has one
        found += self.marks[index : node.close_mark]
        return found

    def value(self, node: Node) -> str:
        """The text directly in the element, references resolved and CDATA unwrapped."""
        text = self.text
        parts = []
        for mark in self.direct(node):
            if mark.kind == MarkKind.TEXT:
                parts.append(resolved(text[mark.start : mark.end]))
            elif mark.kind == MarkKind.CDATA:
                parts.append(text[mark.start + 9 : mark.end - (3 if mark.whole else 0)])
        return "".join(parts)


def read_outline(text: str, marks: list[Mark] | None = None) -> Outline:
    """The tree of any text, well-formed or not; never raises, at any depth.

    An element without end tag ends where an element around it ends; but when it begins with text,
    it ends after that, and what follows stands beside it. An end tag that fits no open
    element is taken for a misspelt one of the innermost when that holds no elements or has a
    similar name; else it is passed over.
    """
    if marks is None:
        marks = scan_marks(text)
    roots: list[Node] = []
    faults: list[Fault] = []
    stack: list[Node] = []
    open_names: dict[str, int] = {}
    siblings = roots
    top: Node | None = None
    start_kind, end_kind, empty_kind = MarkKind.START, MarkKind.END, MarkKind.EMPTY

    for index, mark in enumerate(marks):
        kind = mark[0]
        if kind == start_kind:
            name = mark[3]
            node = Node(name, top, mark, index)
            siblings.append(node)
            stack.append(node)
            open_names[name] = open_names.get(name, 0) + 1
            top = node
            siblings = node.children
        elif kind == empty_kind:
            node = Node(mark[3], top, mark, index)
            node.closed = True
            siblings.append(node)
        elif kind == end_kind:
            name = mark[3]
            if top is None:
                faults.append(Fault("stray-end", None, mark))
                continue
            if name != top.name:
                if open_names.get(name):
                    unclosed = []
                    while top.name != name:
                        unclosed.append(top)
                        open_names[top.name] -= 1
                        stack.pop()
                        top = stack[-1]
                    faults += _end(unclosed, marks, text, index, mark.start)
                elif not top.children or not name or _similar(name, top.name):
                    faults.append(Fault("mismatch", top, mark))
                else:
                    faults.append(Fault("stray-end", top, mark))
                    siblings = top.children
                    continue
            top.closed = True
            top.close_start = mark[1]
            top.end = mark[2]
            top.close_mark = index
            open_names[top.name] -= 1
            stack.pop()
            top = stack[-1] if stack else None
            siblings = roots if top is None else top.children
    unclosed_at_end = _end(stack[::-1], marks, text, len(marks), len(text))
    if not marks or marks[-1].whole or marks[-1].kind in (start_kind, end_kind):
        faults += unclosed_at_end  # else a comment or the like without end has hidden their tags
    return Outline(text, marks, roots, faults)


def _end(unclosed: list[Node], marks: list[Mark], text: str, index: int, at: int) -> list[Fault]:
    """Ends elements that nothing closed, the innermost first, before the mark `index`."""
    for node in unclosed:
        node.close_mark = index
        node.close_start = node.end = at
        # What follows in it is moved up a few levels only, so that depth costs no time.
        if len(unclosed) <= 20 and node.parent is not None and node.children:
            _end_after_text(node, node.parent, marks, text)
    return [Fault("unclosed", node, None) for node in unclosed if marks[node.open_mark].whole]


def _end_after_text(node: Node, parent: Node, marks: list[Mark], text: str) -> None:
    """An element with text, or with half an opening tag, is one value: it ends after its text, and
    the elements that follow stand beside it."""
    after = marks[node.open_mark + 1]
    own = text[after.start : after.end].rstrip() if after.kind == MarkKind.TEXT else ""
    if not own and marks[node.open_mark].whole:
        return
    node.close_mark = node.open_mark + (2 if own else 1)
    node.close_start = node.end = node.open_end + len(own)
    parent.children += node.children
    for child in node.children:
        child.parent = parent
    node.children = []


def _similar(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    if len(one) + len(other) > 200:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() >= 0.7
