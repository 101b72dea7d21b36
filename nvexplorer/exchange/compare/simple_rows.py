"""Finds the pretty rows of plain markup several times faster than the scanner does.

Plain is what nearly all answers are made of: tags with names of ASCII and attributes in double
quotes, elements that hold a text in one line or other elements. The rows are the scanner's; it goes
on where something else comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.xmltext.scan import GAP, OPENED, TEXT

if TYPE_CHECKING:
    from nvexplorer.xmltext.scan import Scanner

# White space, and a closing tag or an opening one: an empty one, one with its text and its closing
# tag, or one behind which other markup follows.
_ROW = re.compile(
    rb"[ \t\r\n]{0,1000}+<"
    rb"(?:/[\w.:-]++>()"
    rb"|([A-Za-z_][\w.:-]*+)(?: [\w.:-]++=\"[^\"<>\n]*+\")*+ ?"
    rb"(?:/>|>(?:[^<\n]*+</\2>|()(?=[ \t\r\n]{0,1000}+<))))"
)


def run(scanner: Scanner, data: bytes, stop: int) -> None:
    """Takes the scanner of `data`, of pretty rows, on to `stop` or a little beyond, or to what is
    not plain. Much of `data` has to follow `stop`, unless the document ends there."""
    starts, depths, states = scanner.rows
    pos, state, depth = scanner.pos, scanner.state, scanner.depth
    match = _ROW.match
    while pos < stop and state in (GAP, OPENED):
        found = match(data, pos)
        if found is None:
            break
        kind = found.lastindex
        start = data.find(b"<", pos)
        if kind == 1:
            if state == OPENED and data.find(b"\n", pos, start) == -1:
                break  # of an element that holds nothing, but not of its name
            depth -= 1
        starts.append(start)
        depths.append(depth)
        states.append(TEXT)
        pos = found.end()
        state = GAP
        if kind == 3:
            depth += 1
            state = OPENED
    scanner.pos, scanner.state, scanner.depth = pos, state, depth
