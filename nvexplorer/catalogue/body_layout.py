"""How a body is laid out: what new elements must look like to sit well in it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_skeleton import STEP, element_skeleton, start_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.xmltext.outline import Node, Outline

_BLANKS = re.compile(r"[ \t]*")
_LOOKED_AT = 200  # elements: the beginning shows how the rest is laid out


class Layout(NamedTuple):
    """`compact`: the whole body stands on one line. `unit` is what one level is indented by."""

    text: str
    compact: bool
    unit: str

    def with_line_ends(self, text: str) -> str:
        """`text` with its lines ended as the body's first one is."""
        first = self.text.find("\n")
        returns = first > 0 and self.text[first - 1] == "\r"
        return text.replace("\n", "\r\n") if returns else text

    def line_indent(self, place: int) -> str:
        """The blanks at the beginning of the line that holds the place."""
        match = _BLANKS.match(self.text, self._line_start(place))
        return match[0] if match else ""

    def indent_of(self, node: Node) -> str | None:
        """The blanks before an element that begins its line, None for others."""
        blanks = self.text[self._line_start(node.start) : node.start]
        begins = not blanks.strip() and self.text.find("\n", 0, node.start) >= 0
        return blanks if begins else None

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def written(self, rows: Sequence[BodyElement], indent: str | None) -> str:
        """The last of `rows` in the others, each in the one before: what must stand in it and
        nothing else in those around it. On one line when `indent` is None."""
        row, *inner = rows
        if not inner:
            return self._skeleton(row, indent)
        opening, closing = start_tag(row.element), f"</{row.name}>"
        if indent is None:
            return f"{opening}{self.written(inner, None)}{closing}"
        deeper = indent + self.unit
        return f"{opening}\n{deeper}{self.written(inner, deeper)}\n{indent}{closing}"

    def _skeleton(self, row: BodyElement, indent: str | None) -> str:
        first, *lines = element_skeleton(row).split("\n")
        for line in lines:
            content = line.lstrip(" ")
            steps = (len(line) - len(content)) // len(STEP)
            first += content if indent is None else f"\n{indent}{self.unit * steps}{content}"
        return first


def layout_of(outline: Outline) -> Layout:
    text = outline.text
    return Layout(text, len(outline.marks) > 2 and "\n" not in text.strip(), _unit(outline))


def _unit(outline: Outline) -> str:
    probe = Layout(outline.text, False, STEP)
    for node in islice(outline.nodes(), _LOOKED_AT):
        if node.parent is not None:
            indent = probe.indent_of(node)
            outer = probe.line_indent(node.parent.start)
            if indent is not None and len(indent) > len(outer) and indent.startswith(outer):
                return indent[len(outer) :]
    return STEP
