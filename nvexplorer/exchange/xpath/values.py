"""The value of a hit, read from its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.xmltext.encoding import decode
from nvexplorer.xmltext.marks import MarkKind, mark_at, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.source import Source

_ELLIPSIS = "…"


def value_of(markup: str, path: str) -> str:
    """The string value of what `path` leads to, of which `markup` are the characters: the text of
    an element and all within it, the value of an attribute, the content of a comment."""
    last = path.rpartition("/")[2]
    markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    if last.startswith("@"):
        return resolved(markup.partition("=")[2].strip()[1:-1].translate(_BLANKS))
    if last == "comment()":
        return markup.removeprefix("<!--").removesuffix("-->")
    if last == "processing-instruction()":
        return markup[2:].removesuffix("?>").partition(" ")[2].strip()
    return text_of(markup)


_BLANKS = {ord("\n"): " ", ord("\t"): " "}


def text_of(markup: str) -> str:
    """All the text in a piece of XML, references resolved and CDATA unwrapped."""
    if "<" not in markup:
        return resolved(markup)
    return "".join(texts(markup))


def texts(markup: str) -> Iterator[str]:
    """The pieces of `text_of`, one for each piece of the XML, most of them empty."""
    at = 0
    while at < len(markup):
        tag = markup.find("<", at)
        if tag != at:
            end = tag if tag >= 0 else len(markup)
            yield resolved(markup[at:end])
            at = end
        else:
            mark = mark_at(markup, at)
            piece = markup[at : mark.end] if mark.kind == MarkKind.CDATA else ""
            yield piece.removeprefix("<![CDATA[").removesuffix("]]>")
            at = mark.end


def preview(
    source: Source, encoding: str, start: int, end: int, path: str, length: int = 300
) -> str:
    """The first characters of the value on one line, with `…` where there is more; of an element
    with elements in it, their texts with a dot between. Raises OSError."""
    cut = end - start > 4 * length
    data = source.read(start, min(end - start, 4 * length))
    text = decode(data, encoding).text
    if cut:  # not within a reference or a tag
        text = text[: max(text.rfind("<"), text.rfind(">") + 1, len(text) - 12)]
    if "<" in text and "/@" not in path and not path.endswith(")"):
        value = " · ".join(filter(None, (" ".join(each.split()) for each in texts(text))))
    else:
        value = " ".join(value_of(text, path).split())
    if cut or len(value) > length:
        value = value[:length] + _ELLIPSIS
    return value
