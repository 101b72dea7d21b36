"""Finds placeholders in the text of a parameter or a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of a longer run of braces the last two open a placeholder, four at a time before them stand for
# two literal ones.
_TOKEN = re.compile(r"\{{4}|\{\{(?!\{)(?:([^{}\n]*)\}\})?")


class Found(NamedTuple):
    """Characters `start` to `end` of the text. `inner` is what stands between the braces, None
    where they are not closed on their line; `literal` marks `{{{{`, which stands for `{{`;
    `cdata` a place within a CDATA section."""

    start: int
    end: int
    inner: str | None
    literal: bool
    cdata: bool


def find_placeholders(text: str, *, xml: bool) -> Iterator[Found]:
    """In order. In XML those within comments are passed over: what is commented out does not go
    into the books, and a note may name a placeholder. Linear in time, at the speed of `str.find`
    where there are none."""
    sections = _sections(text) if xml and "{{" in text else iter(())
    start, end, cdata = next(sections, (len(text), len(text), False))
    at = text.find("{{")
    while at >= 0:
        while at >= end and start < len(text):
            start, end, cdata = next(sections, (len(text), len(text), False))
        inside = at >= start
        if inside and not cdata:
            at = text.find("{{", end)
            continue
        token = _TOKEN.match(text, at)
        if token is not None:
            literal = token.end() - at == 4 and token[1] is None
            yield Found(at, token.end(), token[1], literal, inside)
        at = text.find("{{", token.end() if token else at + 1)


def escaped(text: str) -> str:
    """The text written so that it is sent as it is: `{{` as `{{{{`."""
    return text.replace("{{", "{{{{")


def _sections(text: str) -> Iterator[tuple[int, int, bool]]:
    """Comments and CDATA sections: start, end, whether CDATA. None begins in an instruction."""
    at, instruction = text.find("<!"), text.find("<?")
    while at >= 0:
        if 0 <= instruction < at:
            close = text.find("?>", instruction + 2)
            end = len(text) if close < 0 else close + 2
            instruction = text.find("<?", end)
            at = at if at >= end else text.find("<!", end)
            continue
        cdata = text.startswith("<![CDATA[", at)
        if not cdata and not text.startswith("<!--", at):
            at = text.find("<!", at + 2)
            continue
        close = text.find("]]>" if cdata else "-->", at + (9 if cdata else 4))
        end = len(text) if close < 0 else close + 3
        yield at, end, cdata
        if 0 <= instruction < end:
            instruction = text.find("<?", end)
        at = text.find("<!", end)
