"""A body as bytes in which markup can be found: in its encoding, or made UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.xmltext.encoding import Encoding, as_utf8, detect
from nvexplorer.xmltext.source import PartsSource

if TYPE_CHECKING:
    from nvexplorer.xmltext.source import Source

_HEAD = 1024


def readable(source: Source, charset: str | None) -> tuple[Source, Encoding]:
    """The body and its encoding; one in UTF-16 or the like as the viewer converts it, so that
    offsets mean the same. `charset` is that of the Content-Type. Raises OSError."""
    encoding = detect(source.read(0, _HEAD), charset)
    if encoding.in_place:
        return source, encoding
    converted = PartsSource(list(as_utf8(source, encoding)))
    return converted, Encoding("utf-8", 0, encoding.origin, True)
