"""Hits as text, CSV and XML."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from nvexplorer.exchange.xpath.values import text_of, value_of
from nvexplorer.exchange.xpath.walk import EMPTY, OPEN, OPEN_WITH, tags
from nvexplorer.xmltext.encoding import decode
from nvexplorer.xmltext.marks import MarkKind, scan_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.xmltext.source import Source

Hit = tuple[str, int, int]
"""Path, start and end in the body."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMESPACE = re.compile("(?<=\\s)xmlns(?::[^\\s=]+)?\\s*=\\s*(?:\"[^\"]*\"|'[^']*')")
_SPECIAL = re.compile('[;"\r\n]')


class Form(StrEnum):
    """`TEXT`: a value on each line. `CSV`: separated by semicolons, lines end in CR LF, path and
    value on each; of elements with elements in them, one column for each name of those. `XML`: the
    characters as they are, in an element `Hits` that binds the prefixes."""

    TEXT = "text"
    CSV = "csv"
    XML = "xml"


def exported(
    source: Source,
    encoding: str,
    hits: Iterable[Hit],
    form: Form,
    *,
    whole: bool = True,
) -> Iterator[str]:
    """The text in pieces, of one hit each; `hits` can be gone through more than once. Not `whole`,
    XML comes without the element around it. Raises OSError."""
    pieces = ((path, _markup(source, encoding, start, end)) for path, start, end in hits)
    if form == Form.TEXT:
        return (f"{_one_line(value_of(markup, path))}\n" for path, markup in pieces)
    if form == Form.CSV:
        return _csv(pieces, _columns(source, encoding, hits))
    return _xml(pieces, _declarations(source, encoding) if whole else "", whole)


def _markup(source: Source, encoding: str, start: int, end: int) -> str:
    return decode(source.read(start, end - start), encoding).text


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


def _xml(pieces: Iterable[tuple[str, str]], declarations: str, whole: bool) -> Iterator[str]:
    if whole:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f"<Hits{declarations}>\n"
    for path, markup in pieces:
        if path.rpartition("/")[2].startswith("@"):
            yield f"<Attribute {markup}/>\n"
        elif path.endswith("/text()"):
            yield f"<Text>{markup}</Text>\n"
        else:
            yield f"{markup}\n"
    if whole:
        yield "</Hits>\n"


def _declarations(source: Source, encoding: str) -> str:
    """Those of namespaces in the tag of the root, as written."""
    for _, data, markup in tags(source):
        for tag in markup:
            if tag.lastindex == OPEN_WITH:
                text = decode(data[tag.start() : tag.end()], encoding).text
                return "".join(f" {each[0]}" for each in _NAMESPACE.finditer(text))
            if tag.lastindex in (OPEN, EMPTY):
                return ""
    return ""


# CSV


def _columns(source: Source, encoding: str, hits: Iterable[Hit]) -> list[str]:
    """The names of the elements in the hits, in the order first seen."""
    names: dict[str, None] = {}
    for path, start, end in hits:
        names |= dict.fromkeys(_children(_markup(source, encoding, start, end), path))
    return list(names)


def _csv(pieces: Iterable[tuple[str, str]], columns: list[str]) -> Iterator[str]:
    yield _row(["Path", *(columns or ["Value"])])
    for path, markup in pieces:
        if columns:
            cells = _children(markup, path)
            yield _row([path, *(cells.get(name, "") for name in columns)])
        else:
            yield _row([path, value_of(markup, path)])


def _children(markup: str, path: str) -> dict[str, str]:
    """The value of the first element of each name directly in the element; none for others."""
    if not markup.startswith("<") or path.endswith(")"):
        return {}
    found: dict[str, str] = {}
    depth, begin, name = 0, 0, ""
    for mark in scan_marks(markup):
        if mark.kind == MarkKind.END:
            depth -= 1
            if depth == 1 and name:
                found.setdefault(name, text_of(markup[begin : mark.start]))
                name = ""
        elif mark.kind == MarkKind.START:
            if depth == 1:
                begin, name = mark.end, mark.name
            depth += 1
        elif mark.kind == MarkKind.EMPTY and depth == 1:
            found.setdefault(mark.name, "")
    return found


def _row(cells: list[str]) -> str:
    return ";".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    """Harmless in a spreadsheet: what would be taken for a formula gets an apostrophe in front."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text
