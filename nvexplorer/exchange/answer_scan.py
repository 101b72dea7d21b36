"""One run of an XML parser over an answer, in pieces, for its ResponseStatus and inserted keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from nvexplorer.exchange.response_status import combined, parse_status

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Body, ResponseStatus

# ResponseStatus is the first element below the root in every answer known; looking on for long
# would hold up large answers that have none.
SEARCHED = 1 << 20
# A piece holds up other threads for a millisecond or two.
_FIRST, _PIECE = 16 << 10, 64 << 10
_TEXT_LIMIT = 64 << 10
_WRONG_BYTES = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_UNKNOWN_ENCODING,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}
_BOM = b"\xef\xbb\xbf"
_BEFORE_DECLARATION = re.compile(rb"(?:%b)?\s+(?:%b)?(?=<\?xml\s)" % (_BOM, _BOM))


class EntitiesDeclared(Exception):
    """The answer brings entities of its own; they are never expanded."""


class _Enough(Exception):
    """What was looked for has been found."""


class Scan:
    """One run of the parser over the beginning or the whole of a body.

    `keys` asks for inserted keys, `several` for other elements ResponseStatus beside the first;
    without both the parser alone goes on behind it, at full speed.
    """

    def __init__(
        self, *, keys: bool = False, several: bool = False, encoding: str | None = None
    ) -> None:
        self.root = ""
        self.status: ResponseStatus | None = None
        self.keys: list[str] = []
        self.ended = False
        self.fell_back = encoding is not None
        self.declared = "UTF-8"
        self.error: expat.ExpatError | None = None
        self.wrong_bytes = False
        self.entities = False
        self.position = 0
        self.moved = 0  # bytes before the XML declaration
        self._moved_lines = 0
        self.status_level = 0  # of the first ResponseStatus; that of the root is 1
        self._wants_keys = keys
        self._wants_all = keys or several
        self._depth = 0
        self._status_depth = 0
        self._statuses: list[str] = []
        self._timestamp = ""
        self._text: list[str] | None = None
        self._text_size = 0
        self._parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.XmlDeclHandler = self._declaration

    def run(self, body: Body, limit: int) -> Scan:
        whole, at = limit == body.size, 0
        try:
            while at < limit:
                piece = body.read(at, min(_PIECE if at else _FIRST, limit - at))
                at += len(piece)
                self._parser.Parse(self._trimmed(piece) if at == len(piece) else piece, False)
                if at >= SEARCHED if self.status is None else not whole:
                    raise _Enough
            if whole:
                self._parser.Parse(b"", True)
                self.ended = True
        except _Enough:
            pass
        except EntitiesDeclared:
            self.entities = True
        except expat.ExpatError as error:
            self.error = error
            self.wrong_bytes = error.code in _WRONG_BYTES
        except (LookupError, ValueError):
            # Of the declared encoding: Python has none of that name, none of text, or expat could
            # not use it.
            self.wrong_bytes = True
            at = 0
        if self.error is not None:
            self.error.lineno += self._moved_lines
            at = self.moved + max(0, self._parser.ErrorByteIndex)
        self.position = at
        return self

    def _trimmed(self, start: bytes) -> bytes:
        """Without the white space before an XML declaration, which the parser would refuse."""
        before = _BEFORE_DECLARATION.match(start)
        if before is None:
            return start
        self.moved = before.end()
        self._moved_lines = before[0].count(b"\n")
        return start[self.moved :]

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.declared = encoding or "UTF-8"

    def _entity(self, *_: object) -> None:
        raise EntitiesDeclared

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        local = _local(name)
        if self._depth == 1:
            self.root = name
        wanted = self.status is None or self._depth == self.status_level
        if not self._status_depth and wanted and local == "responsestatus":
            self._status_depth = self._depth
        elif self._status_depth and self._depth == self._status_depth + 1:
            self._begin_text(local in {"status", "timestamp"})
        elif self._wants_keys and not self._status_depth:
            self._begin_text(local == "inserteddataidentifier")

    def _end(self, name: str) -> None:
        local = _local(name)
        if self._status_depth:
            if self._depth == self._status_depth:
                self._finish_status()
            elif self._text is not None and self._depth == self._status_depth + 1:
                text = self._take_text()
                if local == "timestamp":
                    self._timestamp = text
                else:
                    self._statuses.append(text)
        elif self._text is not None and local == "inserteddataidentifier":
            text = self._take_text()
            if text:
                self.keys.append(text)
        self._depth -= 1

    def _finish_status(self) -> None:
        found = parse_status(self._statuses, self._timestamp)
        if found is not None:
            self.status = found if self.status is None else combined(self.status, found)
            self._statuses, self.status_level = [], self._status_depth
        self._status_depth = 0
        if self.status is not None and not self._wants_all:
            self._parser.StartElementHandler = None
            self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None

    def _begin_text(self, wanted: bool) -> None:
        self._text = [] if wanted else None
        self._text_size = 0

    def _characters(self, data: str) -> None:
        if self._text is not None and self._text_size < _TEXT_LIMIT:
            self._text.append(data)
            self._text_size += len(data)

    def _take_text(self) -> str:
        text = "".join(self._text or ()).strip()
        self._text = None
        return text


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
