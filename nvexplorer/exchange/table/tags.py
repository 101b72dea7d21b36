"""The tags of a body one after another, in little memory whatever its size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.cell_reader import LONGEST
from nvexplorer.exchange.table.pieces import TAG
from nvexplorer.xmltext.encoding import decode

if TYPE_CHECKING:
    from nvexplorer.exchange.table.lanes import Lane
    from nvexplorer.exchange.table.pieces import Pieces
    from nvexplorer.xmltext.source import Source

_READ = 256 << 10
# A tag or an element within it is looked at as a whole; what is longer is read piece by piece.
LONGEST_WHOLE = 1 << 20
_LONGEST_TAG = 64 << 10
_KEPT_TEXT = 12 * LONGEST

_TAG = re.compile(TAG.encode())
_LONG = re.compile(TAG.partition(r"\s*(/?)>")[0].encode() + rb"\s+([^\s<>/=\"'&]+)\s*=\s*([\"'])")
_LONG_REST = re.compile(TAG[TAG.index("((?:") :].encode())
_NAME = re.compile(rb"[^\s<>/!?=\"'&]+")


class Broken(Exception):
    """The tags make no sense from `offset` on; `sentence` says why."""

    def __init__(self, offset: int, sentence: str) -> None:
        super().__init__(sentence)
        self.offset = offset
        self.sentence = sentence


class Tag(NamedTuple):
    """`start` and `end` are offsets in the body; `name` as it stands there."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str
    empty: bool


class Tags:
    """Comments, processing instructions and the document type are passed over. While `keep` is
    true, `text` is what stood before the tag that was given last, references not resolved and not
    more than some LONGEST characters of it."""

    def __init__(self, source: Source, encoding: str, start: int = 0) -> None:
        self.encoding = encoding
        self.keep = False
        self.text = ""
        self._source = source
        self._base = start
        self._data = b""
        self._at = 0

    @property
    def offset(self) -> int:
        """Where the next tag is looked for."""
        return self._base + self._at

    def next(self) -> Tag | None:
        """None at the end of the body. Raises Broken."""
        parts: list[str] = []
        size = 0
        while True:
            found = self._data.find(b"<", self._at)
            if self.keep and size < _KEPT_TEXT:
                piece = self._data[self._at : found if found >= 0 else len(self._data)]
                size += len(piece)
                parts.append(self.decoded(piece[:_KEPT_TEXT]))
            self._at = found if found >= 0 else len(self._data)
            if found < 0:
                if not self._more():
                    break
                continue
            tag = self._tag()
            if tag is not None:
                self.text = "".join(parts)
                return tag
            if self.keep:
                parts.append(self._pass_over())
            else:
                self._pass_over()
        self.text = "".join(parts)
        return None

    def element(self, tag: Tag) -> bytes | None:
        """The bytes from a start tag that was just given to the next end tag of that name; None
        when that is not found within LONGEST_WHOLE. Go behind it with `jump`."""
        if tag.empty:
            return self._data[tag.start - self._base : self._at]
        end_tag = b"</" + tag.name.encode(self.encoding, "replace")
        at = self._at
        while True:
            found = self._data.find(end_tag, at)
            if found >= 0:
                close = self._data.find(b">", found)
                following = self._data[found + len(end_tag) : close if close >= 0 else None]
                if close >= 0 and not following.strip():
                    return self._data[tag.start - self._base : close + 1]
                if close >= 0:  # a name that begins like this
                    at = found + 1
                    continue
            start = tag.start - self._base
            if len(self._data) - start > LONGEST_WHOLE:
                return None
            at = max(self._at, len(self._data) - len(end_tag)) if found < 0 else found
            before = self._base
            if not self._more(start):
                return None
            at -= self._base - before

    def by_lane(self, tag: Tag, lane: Lane) -> tuple[Pieces, int] | None:
        """The element of a tag that was just given, and where it ends, if it has that shape and
        all of it has been read."""
        found = lane.match(self._data, tag.start - self._base, self.decoded)
        return found and (found[0], found[1] + self._base)

    def between(self, start: int, end: int) -> bytes:
        """Bytes of an element that `element` or `by_lane` just gave."""
        return self._data[start - self._base : end - self._base]

    def jump(self, offset: int) -> None:
        """Go on there: not before the last tag, nor behind what `element` gave."""
        self._at = offset - self._base

    def decoded(self, data: bytes) -> str:
        """Bytes that are not valid in the encoding are read as windows-1252."""
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError:
            return decode(data, self.encoding).text

    def _more(self, keep_from: int | None = None) -> bool:
        """Read on; what stands before `keep_from` (the place now) is given up."""
        keep_from = self._at if keep_from is None else keep_from
        piece = self._source.read(self._base + len(self._data), _READ)
        if not piece:
            return False
        self._data = self._data[keep_from:] + piece
        self._base += keep_from
        self._at -= keep_from
        return True

    def _tag(self) -> Tag | None:
        """At a `<`; None when something else than a tag begins there."""
        while True:
            match = _TAG.match(self._data, self._at)
            if match:
                start, self._at = self._base + self._at, match.end()
                name = self.decoded(match[1])
                attributes = self.decoded(match[2]) if match[2] else ""
                closing = name[0] == "/"
                if closing:
                    name = name[1:]
                return Tag(start, self._base + self._at, name, closing, attributes, bool(match[3]))
            if self._data[self._at + 1 : self._at + 2] in (b"!", b"?"):
                return None
            if len(self._data) - self._at > _LONGEST_TAG:
                return self._long_tag()
            if not self._more():
                raise self._broken(self._at)

    def _long_tag(self) -> Tag:
        """One with an attribute that is too long to be looked at whole; it is cut."""
        start = self._base + self._at
        match = _LONG.match(self._data, self._at)
        if not match or match[1].startswith(b"/"):
            raise self._broken(self._at)
        name, attributes = self.decoded(match[1]), self.decoded(match[2])
        while True:
            quote = match[match.lastindex or 0]
            held = self.decoded(match[match.lastindex - 1 if match.lastindex else 0])
            self._at = match.end()
            value = self.decoded(self._data[self._at : self._at + LONGEST])
            end = self._find(quote)
            text = value.partition(quote.decode())[0].replace("<", "&lt;")
            mark = quote.decode()
            attributes += f" {held}={mark}{text}{mark}"
            self._at = end + 1
            while len(self._data) - self._at < _LONGEST_TAG and self._more():
                pass
            rest = _LONG_REST.match(self._data, self._at)
            if rest:
                attributes += self.decoded(rest[1])
                self._at = rest.end()
                return Tag(start, self.offset, name, False, attributes, bool(rest[2]))
            again = _LONG_MORE.match(self._data, self._at)
            if not again:
                raise self._broken(self._at)
            attributes += self.decoded(again[1])
            match = again

    def _find(self, end: bytes) -> int:
        """Where it is, from the place on; what stands before is given up."""
        while True:
            found = self._data.find(end, self._at)
            if found >= 0:
                return found
            self._at = max(self._at, len(self._data) - len(end) + 1)
            if not self._more():
                raise self._broken(len(self._data))

    def _pass_over(self) -> str:
        """A comment or the like; a CDATA section is given back as text with references."""
        while len(self._data) - self._at < 9 and self._more():
            pass
        head = self._data[self._at : self._at + 9]
        if head == b"<![CDATA[":
            self._at += 9
            return self._cdata()
        if head.startswith(b"<!--"):
            self._at += 4
            end = b"-->"
        elif head.startswith(b"<?"):
            end = b"?>"
        else:
            self._document_type()
            return ""
        self._at = self._find(end) + len(end)
        return ""

    def _cdata(self) -> str:
        parts: list[bytes] = []
        size = 0
        while True:
            found = self._data.find(b"]]>", self._at)
            stop = found if found >= 0 else max(self._at, len(self._data) - 2)
            if size < _KEPT_TEXT and self.keep:
                parts.append(self._data[self._at : min(stop, self._at + _KEPT_TEXT)])
                size += len(parts[-1])
            self._at = stop
            if found >= 0:
                self._at = found + 3
                text = self.decoded(b"".join(parts))
                return text.replace("&", "&amp;").replace("<", "&lt;")
            if not self._more():
                raise self._broken(len(self._data))

    def _document_type(self) -> None:
        """To the `>` that is neither in quotes nor within brackets."""
        inside = False
        self._at += 2
        while True:
            match = _IN_DOCUMENT_TYPE.search(self._data, self._at)
            if not match:
                self._at = max(self._at, len(self._data) - 3)
                if not self._more():
                    raise self._broken(len(self._data))
                continue
            self._at = match.end()
            if match[0] in (b'"', b"'"):
                self._at = self._find(match[0]) + 1
            elif match[0] == b"<!--":
                self._at = self._find(b"-->") + 3
            elif match[0] == b"<?":
                self._at = self._find(b"?>") + 2
            elif match[0] == b"[":
                inside = True
            elif match[0] == b"]":
                inside = False
            elif not inside:
                return

    def _broken(self, at: int) -> Broken:
        name = _NAME.match(self._data, self._at + 1)
        at_end = self._base + len(self._data) >= self._source.size
        if at_end and b">" not in self._data[at:]:
            return Broken(self._source.size, "The body ends within a tag or a comment.")
        what = f"tag <{self.decoded(name[0])[:60]}" if name else "character < here"
        return Broken(self._base + at, f"The {what} begins nothing that XML knows.")


_LONG_MORE = re.compile(
    rb"((?:\s+[^\s<>/=\"'&]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s+([^\s<>/=\"'&]+)\s*=\s*([\"'])"
)
_IN_DOCUMENT_TYPE = re.compile(rb"<!--|<\?|[\"'\[\]>]")
