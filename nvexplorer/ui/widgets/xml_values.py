"""Very long values in an answer: what kind of file they are, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.tokens import Kind

if TYPE_CHECKING:
    from nvexplorer.xmltext.document import Document, Line

LONG = 4096
"""Bytes from which on a value is shown as a chip."""

_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_VALUE = (Kind.TEXT, Kind.ENTITY)
_NO_NAME = "value"


class LongValue(NamedTuple):
    """The bytes from `start` to `end`. `kind` as people call it (PDF, file, text), `suffix` for a
    file of it; `size` in bytes, of the file where it is base64. What is `harmless` may be opened
    with the system's program."""

    start: int
    end: int
    kind: str
    suffix: str
    size: int
    base64: bool
    harmless: bool

    @property
    def label(self) -> str:
        """Such as `PDF, 1.2 MB`."""
        return f"{self.kind}, {size_text(self.size)}"


def value_place(line: Line) -> int:
    """The character at which the text at the end of a line begins, when that comes after a tag;
    else -1."""
    first = len(line.tokens)
    while first and line.tokens[first - 1].kind in _VALUE:
        first -= 1
    if first in (0, len(line.tokens)):
        return -1
    start = line.tokens[first].start
    return start if line.text[start - 1] == ">" else -1


def long_value(document: Document, start: int, end: int) -> LongValue | None:
    """The value that begins at the byte `start` of a row which ends at `end`; None for a short one
    or one that is not all the row holds."""
    source = document.source
    if end - start < LONG or b"<" in source.read(start, LONG):
        return None
    tail_at = max(start, end - 512)
    tail = source.read(tail_at, end - tail_at)
    closing = tail.rfind(b"</")
    if closing > 0 and b"<" not in tail[:closing]:
        end = tail_at + closing
    elif b"<" in tail:
        return None
    head = source.read(start, LONG)
    if not _BASE64.fullmatch(head):
        kind, suffix = ("XML", "xml") if head.lstrip().startswith(b"&lt;?xml") else ("text", "txt")
        return LongValue(start, end, kind, suffix, end - start, base64=False, harmless=False)
    from nvexplorer.ui.widgets.editor.chip_names import UNKNOWN, kind_of

    kind_ = kind_of(head.decode("ascii"))
    padding = source.read(end - 2, 2).count(b"=")
    name = "file" if kind_ is UNKNOWN else kind_.name
    size = (end - start) * 3 // 4 - padding
    return LongValue(start, end, name, kind_.suffix, size, base64=True, harmless=kind_.harmless)


def file_name(document: Document, value: LongValue) -> str:
    """A name for a file of the value: the one that an element beside it says, with the ending of
    what it is."""
    from nvexplorer.ui.widgets.editor.chip_names import file_name as name_beside

    def part(start: int, end: int) -> str:
        return document.source.read(max(0, start), end - max(0, start)).decode("latin-1")

    said = name_beside(part, document.source.size, value.start, value.end)
    name = said.encode("latin-1", "replace").decode(document.encoding, "replace")
    name = re.sub(r'[\x00-\x1f<>:"|?*]', "_", name.replace("\\", "/").rpartition("/")[2]).strip(
        " ."
    )
    suffix = value.suffix or "bin"
    if not name:
        return f"{_NO_NAME}.{suffix}"
    if value.suffix and name.rpartition(".")[2].lower() != value.suffix:
        return f"{name}.{suffix}"
    return name
