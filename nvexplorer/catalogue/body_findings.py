"""Gathers what a check of a body finds, with place and path."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_problem import BodyProblem, Edit, Fix
from nvexplorer.xmltext.marks import MarkKind
from nvexplorer.xmltext.places import Places

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_problem import Severity
    from nvexplorer.xmltext.outline import Node, Outline

MOST = 1000
"""Problems of one severity told of one body: nobody reads more, and each costs memory and time to
show. One severity never hides another."""

_DEEPEST = 40  # levels of a path: no table goes nearly as deep


class Findings:
    """`sure` is the severity of what is against the table: error where the table is certain,
    else warning. `unjudged` is the first element that the table does not let us judge. `count`
    is of all that was found."""

    def __init__(self, outline: Outline, certain: bool) -> None:
        self.outline = outline
        self.text = outline.text
        self.places = Places(outline.text)
        self.certain = certain
        self.sure: Severity = "error" if certain else "warning"
        self.unjudged: Node | None = None
        self._found: list[BodyProblem] = []
        self._room: dict[Severity, int] = {"error": MOST, "warning": MOST, "unjudged": MOST}
        self.count = 0

    def full(self, severity: Severity) -> bool:
        """Whether more problems of that severity are not told."""
        return self._room[severity] <= 0

    def add(
        self,
        severity: Severity,
        code: str,
        span: tuple[int, int],
        path: str,
        problem: str,
        fix: Fix | None = None,
    ) -> None:
        self.count += 1
        self._room[severity] -= 1
        if self._room[severity] < 0:
            return
        line, column = self.places.place(span[0])
        self._found.append(BodyProblem(severity, code, *span, line, column, path, problem, fix))

    def about(
        self, severity: Severity, code: str, node: Node, problem: str, fix: Fix | None = None
    ) -> None:
        """Of an element, at its opening tag."""
        self.add(severity, code, (node.start, node.open_end), path_of(node), problem, fix)

    def line(self, node: Node) -> int:
        return self.places.line(node.start)

    def sorted(self) -> list[BodyProblem]:
        return sorted(self._found, key=lambda problem: problem.start)


def path_of(node: Node) -> str:
    names = [node.name, *(each.name for each in islice(node.ancestors(), _DEEPEST))]
    return "/".join(reversed(names))


def renamed(outline: Outline, node: Node, name: str) -> Fix:
    """Both tags of the element with another name."""
    marks = outline.marks
    tags = [marks[node.open_mark]]
    if node.closed and node.close_mark != node.open_mark:
        tags.append(marks[node.close_mark])
    edits = tuple(Edit(tag.name_start, tag.name_end, name) for tag in tags)
    return Fix(f"Rename to {name}", edits)


def without(outline: Outline, node: Node) -> Fix:
    """The body without the element and the blanks before it."""
    text, start = outline.text, node.start
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    return Fix(f"Remove {node.name}", (Edit(start, node.end, ""),))


def with_value(outline: Outline, node: Node, value: str) -> Fix | None:
    """The element with another text; None where its text is in several pieces."""
    text, texts = outline.text, (MarkKind.TEXT, MarkKind.CDATA)
    direct = outline.direct(node) if node.children else outline.content(node)
    pieces = [mark for mark in direct if mark.kind in texts]
    filled = [mark for mark in pieces if text[mark.start : mark.end].strip()]
    if len(filled) != 1:
        return None
    start, end = filled[0].start, filled[0].end
    blank = [Edit(mark.start, mark.end, "") for mark in pieces if mark is not filled[0]]
    if node.children:  # the blanks beside the text belong to the layout
        written, blank = text[start:end], []
        start += len(written) - len(written.lstrip())
        end -= len(written) - len(written.rstrip())
    new = value.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    shown = value if len(value) <= 30 else value[:29] + "…"
    return Fix(f"Write {shown}", tuple(sorted([*blank, Edit(start, end, new)])))
