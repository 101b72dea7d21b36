"""The rows of a query as text, one a line: `name=value` or `name: value`, off behind `//`.

Every row survives the way there and back. What would be read as something else is written behind
a backslash: `\\n`, `\\r`, `\\t`, `\\\\`, a space at an end, and in a name `=`, `:`, `#` and `/`. A
line behind `//` or `#` that gives no value is a row that is off, so that notes are kept too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nvexplorer.model.request import Parameter

_OFF = re.compile(r"\s*(//|#)[ \t]?")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "v": "\x0b", "f": "\x0c", "L": "\u2028", "P": "\u2029"}
# Everything that an editor or str.splitlines takes for the end of a line.
_BREAKS = {
    **{text: f"\\{letter}" for letter, text in _NAMED.items()},
    "\x1c": "\\x1c",
    "\x1d": "\\x1d",
    "\x1e": "\\x1e",
    "\x85": "\\x85",
    "\0": "\\x00",
}
_IN_VALUE = str.maketrans({"\\": "\\\\", **_BREAKS})
_IN_NAME = str.maketrans({"\\": "\\\\", "=": "\\=", ":": "\\:", "#": "\\#", "/": "\\/", **_BREAKS})
_ESCAPE = re.compile(r"\\(x[0-9a-f]{2}|.)", re.DOTALL)
_NAME = re.compile(r"(?:[^\\=:]|\\.|\\$)*")


def write_rows(parameters: tuple[Parameter, ...]) -> str:
    return "\n".join(
        f"{'' if p.enabled else '// '}{_edges(p.name.translate(_IN_NAME))}="
        f"{_edges(p.value.translate(_IN_VALUE))}"
        for p in parameters
    )


def read_rows(text: str) -> tuple[Parameter, ...]:
    return tuple(row for _, row in numbered_rows(text))


def numbered_rows(text: str) -> list[tuple[int, Parameter]]:
    """The rows with their lines, counted from 0; empty lines are none."""
    return [
        (number, _row(line)) for number, line in enumerate(text.split("\n")) if line.strip(" \t\r")
    ]


class Cut(NamedTuple):
    """Where the name of a line begins and ends; its value begins behind the character there."""

    on: bool
    start: int
    end: int


def cut(line: str) -> Cut:
    off = _OFF.match(line)
    start = off.end() if off else 0
    named = _NAME.match(line, start)
    return Cut(off is None, start, named.end() if named else start)


def _row(line: str) -> Parameter:
    on, start, end = cut(line)
    return Parameter(_read(line[start:end]), _read(line[end + 1 :]), on)


def _edges(text: str) -> str:
    """Spaces at the ends are seen, and outlive editors that trim lines."""
    inner = text.strip(" ")
    if not inner:
        return "\\ " * len(text)
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" "))
    return "\\ " * before + inner + "\\ " * after


def _read(text: str) -> str:
    text = text.lstrip(" \t\r")
    bare = text.rstrip(" \t\r")
    if len(bare) < len(text) and _ends_in_escape(bare) and text[len(bare)] == " ":
        bare += " "
    return _ESCAPE.sub(_plain, bare)


def _ends_in_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _plain(match: re.Match[str]) -> str:
    escape = match[1]
    if len(escape) == 3:
        return chr(int(escape[1:], 16))
    if escape in _NAMED:
        return _NAMED[escape]
    # A backslash before anything else was typed, as in C:\Temp.
    return escape if escape in "\\=:#/ " else match[0]
