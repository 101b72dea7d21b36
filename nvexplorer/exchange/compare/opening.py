"""Opens the two documents as they are shown."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.encoding import as_utf8, decode, detect
from nvexplorer.xmltext.source import PartsSource
from nvexplorer.xmltext.stored import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

    from .options import Side

_HEAD = 1024
LARGEST = 1 << 28
"""Bytes of a document up to which it is compared, about 268 MB."""


class Shown(NamedTuple):
    """A document as XmlView shows it: `encoding` is `in_place`, and the text begins at `begin`,
    behind a byte order mark. `name` stands for it in sentences."""

    source: Source
    encoding: Encoding
    name: str

    @property
    def begin(self) -> int:
        return self.encoding.bom

    @property
    def size(self) -> int:
        return self.source.size

    def text(self, start: int, end: int) -> str:
        """The text of these bytes."""
        return decode(self.source.read(start, end - start), self.encoding.name).text


@contextmanager
def opened_pair(left: Side, right: Side) -> Iterator[tuple[Shown, Shown]]:
    """Both documents, as long as the block lasts. Raises BadInput when one cannot be read, there or
    within the block, or is too large."""
    names = (left.name or "The left document", right.name or "The right document")
    try:
        with opened(left.stored) as one, opened(right.stored) as other:
            yield _shown(one, left.charset, names[0]), _shown(other, right.charset, names[1])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            f"{_which(error, left, right, names)} cannot be read: {reason}.",
            "Look whether the file is still there; an answer can be fetched once more.",
            "document",
        ) from None


def utf8(shown: Shown) -> Shown:
    """The same document in UTF-8."""
    if shown.encoding.name == "utf-8":
        return shown
    parts = PartsSource(list(as_utf8(shown.source, shown.encoding)))
    return shown._replace(source=parts, encoding=_plain(shown.encoding))


def _shown(source: Source, charset: str | None, name: str) -> Shown:
    if source.size > LARGEST:
        raise BadInput(
            f"{name} has {source.size / 1e6:,.0f} MB, and documents of up to "
            f"{LARGEST / 1e6:,.0f} MB can be compared.",
            "Compare parts of it: a shorter range of dates, for instance.",
            "document",
        )
    shown = Shown(source, detect(source.read(0, _HEAD), charset), name)
    return shown if shown.encoding.in_place else utf8(shown)


def _plain(encoding: Encoding) -> Encoding:
    return encoding._replace(name="utf-8", bom=0, in_place=True)


def _which(error: OSError, left: Side, right: Side, names: tuple[str, str]) -> str:
    if error.filename and error.filename == right.stored.path != left.stored.path:
        return names[1]
    return names[0] if error.filename else "One of the documents"
