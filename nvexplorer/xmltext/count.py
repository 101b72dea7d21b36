"""Counts the rows of a stretch of plain XML without looking at each tag."""

from __future__ import annotations

import re
from typing import NamedTuple

from .scan import FIRST, GAP, LIMIT, OPENED, TERMINATORS, TEXT, Tag

_NOT_ANGLE = bytes(byte for byte in range(256) if byte not in b"<>")
_SPACE_GAP = re.compile(rb">[ \t\r]+<")
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")
_SPECIAL = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_SPACE = b" \t\r\n"
_SLASH = ord("/")


class Counted(NamedTuple):
    """How many rows a stretch begins, how much deeper it ends, and the state after it."""

    rows: int
    deeper: int
    state: int


def count(data: bytes, cut: int, state: int, *, pretty: bool) -> Counted | None:
    """What `Scanner.run(cut)` would find, where that can be told by counting; else None.

    `data` begins with a `<`, has another at `cut` and at least one byte after that.

    It can be told where `<` and `>` take turns, so that each tag has one `>` and text has none.
    What is left to tell apart is elements with nothing in them, the only place where tags meet and
    no row begins.
    """
    if state > TEXT or cut > LIMIT or not data.startswith(b"<") or data[cut + 1] in b"!?":
        return None
    block = data[:cut]
    if (b"!" in block and b"<!" in block) or (b"?" in block and b"<?" in block):
        block = _SPECIAL.sub(_as_plain, block)
        if b"<!" in block or b"<?" in block:
            return None
    tags, rest = divmod(len(angles := block.translate(None, _NOT_ANGLE)), 2)
    if rest or angles != b"<>" * tags:
        return None
    newlines = block.count(b"\n")
    deeper = tags - 2 * block.count(b"</") - block.count(b"/>")
    if not pretty:
        return Counted(newlines + (state == FIRST), deeper, TEXT)
    if _SPACE_GAP.search(block) or (newlines and _BLANK_LINE.search(block)):
        return None
    rows = newlines + block.count(b"><") - _childless(block) + _begins(block, state)
    after = block.rfind(b">") + 1
    tail = block[after:]
    if tail.strip(_SPACE):
        end = TEXT
    else:
        rows -= b"\n" in tail  # no row begins in a gap, but with the tag after it
        end = OPENED if b"\n" not in tail and _is_opening(block, after - 1) else GAP
    return Counted(rows, deeper, end)


def is_run(data: bytes, state: int) -> bool:
    """Whether the text, comment or the like in `state` goes on to the end of `data`, or nearly."""
    if state == TEXT:
        return b"<" not in data
    return state in TERMINATORS and TERMINATORS[state] not in data


def _as_plain(match: re.Match[bytes]) -> bytes:
    """Text for a CDATA section, an empty tag for a comment or processing instruction."""
    special = match[0]
    newlines = special.count(b"\n")
    if special.startswith(b"<![CDATA["):
        return b"x" + b"\nx" * newlines
    return b"<-" + b"\n-" * newlines + b"/>"


def _begins(block: bytes, state: int) -> bool:
    """Whether a row begins where the block does."""
    if state == FIRST:
        return True
    if not block.startswith(b"<"):
        return False
    return state == GAP or (state == OPENED and block[1] != _SLASH)


def _is_opening(block: bytes, end: int) -> bool:
    """Whether the tag whose `>` is at `end` opens an element."""
    return block[end - 1] != _SLASH and block[block.rfind(b"<", 0, end) + 1] != _SLASH


def _childless(block: bytes) -> int:
    """How many closing tags follow their opening tags directly."""
    found = 0
    pieces = block.split(b"></")
    pieces.pop()
    for piece in pieces:
        if piece[-1:] != b"/":
            _, angle, tag = piece.rpartition(b"<")
            if angle and tag[:1] != b"/":
                found += 1
    return found


def plain_tags(block: bytes, offset: int, state: int) -> list[Tag] | None:
    """The tags of a block that begins at the byte `offset`; None where more than tags and text is
    in it."""
    if state > TEXT or b"<!" in block or b"<?" in block:
        return None
    angles = block.translate(None, _NOT_ANGLE)
    if angles != b"<>" * (len(angles) // 2):
        return None
    pieces = iter(block.split(b"<"))
    at, found, new = offset + len(next(pieces)), [], tuple.__new__
    for piece in pieces:
        close = piece.index(b">")
        # A piece is as long as it is without its `<`.
        deeper = 1 - 2 * (piece[0] == _SLASH) - (piece[close - 1] == _SLASH and close > 0)
        found.append(new(Tag, (at, at + close + 2, deeper)))
        at += len(piece) + 1
    return found
