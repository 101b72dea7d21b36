"""Finds the bytes and the text of what a tree has only numbers of."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from .results import TEXT_SHOWN, Bytes

if TYPE_CHECKING:
    from .opening import Shown

_TAG = re.compile(rb"<[^<>\"']*+(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*+)*+>")
_FIRST = 1 << 12
_LONGEST = 32 << 20
_READ = 1 << 16  # bytes that are looked at for a text to show
_PIECE = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|$)|<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|(?P<tag><[^>]*>?)",
    re.DOTALL,
)
_BETWEEN = " · "
_NEAR = 40  # characters shown before those that differ


def element(shown: Shown, start: int, stop: int) -> Bytes:
    """An element that begins at `start` and whose closing tag begins at `stop`."""
    tag = _tag(shown, start)
    if tag.endswith(b"/>"):
        return Bytes(start, start + len(tag))
    return Bytes(start, _after(shown, stop, b">"))


def attribute(shown: Shown, start: int, name: str) -> Bytes:
    """The attribute of that name, without prefix, of the element that begins at `start`; the whole
    tag when it cannot be found."""
    tag = _tag(shown, start)
    wanted = re.escape(name).encode(shown.encoding.name, "replace")
    pattern = rb"(?<=[\s\"'])(?:[^\s\"'<>=:]+:)?" + wanted + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    found = re.search(pattern, tag)
    if found is None:
        return Bytes(start, start + len(tag))
    return Bytes(start + found.start(), start + found.end())


def comment(shown: Shown, start: int) -> Bytes:
    """A comment or a processing instruction."""
    ends = b"?>" if shown.source.read(start, 2) == b"<?" else b"-->"
    return Bytes(start, _after(shown, start, ends))


def text_of(shown: Shown, place: Bytes) -> str:
    """What the element says: its text, or the texts of those it holds, one after the other; or the
    value of an attribute, or what stands in a comment. Of a long one the beginning."""
    text = shown.text(place.start, min(place.end, place.start + _READ))
    if not text.startswith("<"):
        return unescape(text[text.find("=") + 1 :].strip()[1:-1])
    if text.startswith("<!--"):
        return text[4:].removesuffix("-->").strip()
    if text.startswith("<?"):
        return text[2:].removesuffix("?>").partition(" ")[2]
    parts, at = [""], 0
    for found in _PIECE.finditer(text):
        parts[-1] += unescape(text[at : found.start()])
        at = found.end()
        if found["cdata"] is not None:
            parts[-1] += found["cdata"]
        elif found["tag"]:
            parts.append("")
    parts[-1] += unescape(text[at:])
    said = [part for part in parts if part.strip()]
    if len(said) == 1:
        return said[0]
    return _BETWEEN.join(" ".join(part.split()) for part in said)


def cut(text: str, start: int = 0) -> str:
    """TEXT_SHOWN characters from `start` on."""
    shown = text[start : start + TEXT_SHOWN]
    before, after = "…" * (start > 0), "…" * (start + TEXT_SHOWN < len(text))
    return f"{before}{shown}{after}"


def cut_alike(left: str, right: str) -> tuple[str, str]:
    """Both, so that the first characters that differ are to be seen."""
    if max(len(left), len(right)) <= TEXT_SHOWN:
        return left, right
    same = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    start = max(0, same - _NEAR) if same > TEXT_SHOWN - _NEAR else 0
    return cut(left, start), cut(right, start)


def _tag(shown: Shown, start: int) -> bytes:
    length = _FIRST
    while True:
        data = shown.source.read(start, length)
        found = _TAG.match(data)
        if found:
            return found[0]
        if len(data) < length or length > _LONGEST:
            return data
        length *= 4


def _after(shown: Shown, start: int, wanted: bytes) -> int:
    at = start
    while True:
        data = shown.source.read(at, _READ)
        found = data.find(wanted)
        if found >= 0:
            return at + found + len(wanted)
        if len(data) < _READ:
            return at + len(data)
        at += len(data) - len(wanted) + 1
