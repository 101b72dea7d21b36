"""Values as TOML text; a text comes back exactly, whatever it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_HALF = re.compile(r"[\ud800-\udfff]")
# What a literal string cannot hold; CR is normalised by readers, so it counts too.
_NOT_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|'''")
_ESCAPED = re.compile(r'[\x00-\x08\x0a-\x1f\x7f"\\]')
_ESCAPED_IN_LINES = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\]|"(?="")|"\Z')
_SHORT = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"


def string(text: str) -> str:
    """One line as a basic string; several as a literal one, escaped only where it must be.

    Raises BadInput for half a surrogate pair, which no file in UTF-8 can hold.
    """
    half = _HALF.search(text)
    if half:
        raise BadInput(
            f"Character {half.start() + 1} of the text is half a character"
            f" (U+{ord(half[0]):04X}) and cannot be saved.",
            "Delete it and type it again.",
        )
    if "\n" not in text:
        return f'"{_ESCAPED.sub(_escape, text)}"'
    if _NOT_LITERAL.search(text) or text.endswith("'"):
        return f'"""\n{_ESCAPED_IN_LINES.sub(_escape, text)}"""'
    return f"'''\n{text}'''"


def mended(text: str) -> str:
    """`text` with halves of surrogate pairs joined or replaced by U+FFFD, so that it can be saved.

    For what nobody typed as such: one half character must not cost the rest.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def key(name: str) -> str:
    return name if _BARE.match(name) else _on_one_line(name)


def value(item: Any) -> str:
    """A text, boolean, number, list or dictionary on one line, several for a list of these."""
    if isinstance(item, str):
        return string(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, (int, float)):
        return repr(item)
    if isinstance(item, dict):
        pairs = ", ".join(f"{key(name)} = {_on_one_line(part)}" for name, part in item.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(item, (list, tuple)):
        if any(isinstance(part, (dict, list, tuple)) for part in item):
            return "[\n" + "".join(f"    {value(part)},\n" for part in item) + "]"
        return f"[{', '.join(_on_one_line(part) for part in item)}]"
    return str(item.isoformat())  # dates and times that somebody else put there


def _on_one_line(item: Any) -> str:
    if isinstance(item, str):
        string(item)  # refuses what cannot be saved
        return f'"{_ESCAPED.sub(_escape, item)}"'
    return value(item)


def document(data: Mapping[str, Any], header: str = "") -> str:
    """A whole file: `header` as comment lines, plain values, then one `[table]` per dictionary,
    or `[table.entry]` for a dictionary of dictionaries."""
    lines = [f"# {line}" if line else "" for line in header.splitlines()]
    lines += _table((), data)
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(path: tuple[str, ...], data: Mapping[str, Any]) -> list[str]:
    plain = {name: item for name, item in data.items() if not isinstance(item, dict)}
    deeper = {name: item for name, item in data.items() if isinstance(item, dict)}
    lines = []
    if path and (plain or not deeper):
        lines += ["", f"[{'.'.join(map(key, path))}]"]
    lines += [f"{key(name)} = {value(item)}" for name, item in plain.items()]
    for name, item in deeper.items():
        lines += _table((*path, name), item)
    return lines
