"""What an answer says of itself: ResponseStatus, inserted keys, and why it cannot be read.

Reads pieces of the body, runs no entities and believes no Content-Type, since answers are labelled
text/html as well as text/xml (seen in 3 clients' captures and tests).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from nvexplorer.exchange.unreadable import describe_problem
from nvexplorer.model.errors import AnswerError
from nvexplorer.model.exchange import ResponseStatus

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Body

# ResponseStatus is the first element below the root in every answer known; looking on for long
# would hold up large answers that have none.
_SEARCHED = 1 << 20
# Answers up to this size are parsed to their end, which takes 2 ms; of larger ones the end is
# looked at alone.
_WHOLE = 256 << 10
# Inserted keys are looked for in answers up to this size; imports answer with some hundred bytes.
_KEYS_WITHIN = 16 << 20
_FIRST, _PIECE, _TAIL = 16 << 10, 1 << 20, 64 << 10
_TEXT_LIMIT = 64 << 10

# What Netvisor itself uses where it is not UTF-8; every byte is a character in it.
_FALLBACK = "iso-8859-15"
_WRONG_BYTES = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_UNKNOWN_ENCODING,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}
_CODE = re.compile(r"[A-Z][A-Z0-9_]+")


class Reading(NamedTuple):
    """`closed`: the root element's end is there. `problem` is None for a whole readable answer;
    when `status` is there and `closed` true, it tells of a blemish that did not hinder."""

    status: ResponseStatus | None
    inserted_keys: tuple[str, ...]
    closed: bool
    problem: AnswerError | None


def read_answer(body: Body, *, keys: bool = False) -> Reading:
    """What a whole answer or the beginning of one says. `keys` asks for the values of
    InsertedDataIdentifier too, the Netvisor keys of what an import made. Raises nothing."""
    whole = body.size <= (_KEYS_WITHIN if keys else _WHOLE)
    try:
        scan = _scan(body, body.size if whole else _SEARCHED, keys=keys)
        closed = scan.ended or _ends_with(body, scan.root)
    except OSError as error:
        lost = AnswerError(f"The answer was kept in a file that cannot be read ({error}).")
        return Reading(None, (), False, lost)
    return Reading(
        scan.status, tuple(scan.keys), closed, describe_problem(body, scan, closed=closed)
    )


def _scan(body: Body, limit: int, *, keys: bool) -> Scan:
    declared = Scan(keys=keys).run(body, limit)
    if not declared.wrong_bytes:
        return declared
    fallen_back = Scan(keys=keys, encoding=_FALLBACK).run(body, limit)
    return fallen_back if fallen_back.position > declared.position else declared


def _ends_with(body: Body, root: str) -> bool:
    """The end tag of the root, then at most white space, comments and instructions."""
    if not root:
        return False
    tail = body.read(max(0, body.size - _TAIL), _TAIL).replace(b"\0", b"")  # UTF-16 has zeros
    at = tail.rfind(b"</" + root.encode("utf-8"))
    rest = tail[at + 2 + len(root.encode("utf-8")) :]
    return at >= 0 and re.fullmatch(rb"\s*>(\s|<!--.*?-->|<\?.*?\?>)*", rest, re.S) is not None


class EntitiesDeclared(Exception):
    """The answer brings entities of its own; they are never expanded."""


class _Enough(Exception):
    """What was looked for has been found."""


class Scan:
    """One run of the parser over the beginning or the whole of a body."""

    def __init__(self, *, keys: bool, encoding: str | None = None) -> None:
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
        self._wants_keys = keys
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
                self._parser.Parse(piece, False)
                if at >= _SEARCHED if self.status is None else not whole:
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
        self.position = max(0, self._parser.ErrorByteIndex) if self.error else at
        return self

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.declared = encoding or "UTF-8"

    def _entity(self, *_: object) -> None:
        raise EntitiesDeclared

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        local = _local(name)
        if self._depth == 1:
            self.root = name
        if not self._status_depth and self.status is None and local == "responsestatus":
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
        self._status_depth = 0
        self.status = parse_status(self._statuses, self._timestamp)
        if self.status is not None and not self._wants_keys:
            # From here on the parser alone looks for the end, at full speed.
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


def parse_status(statuses: list[str], timestamp: str = "") -> ResponseStatus | None:
    """From the texts of the Status elements; None when they hold neither OK nor a refusal.

    OK, or FAILED followed by `CODE :: text` (documented: article 77000500440). Later ` :: ` belong
    to the text; the documented samples also show a space before the code and a stray `>` at the
    end.
    """
    words = [text.upper() for text in statuses]
    rest = [
        text for text, word in zip(statuses, words, strict=True) if word not in {"OK", "FAILED"}
    ]
    if "FAILED" not in words:
        if "OK" in words:
            return ResponseStatus(True, timestamp=timestamp)
        if not any(_split(text)[0] for text in rest):
            return None
    code, text = _split(rest[0]) if rest else ("", "")
    return ResponseStatus(False, code, "\n".join([text, *rest[1:]]), timestamp)


def _split(status: str) -> tuple[str, str]:
    if status.endswith(">") and status.count(">") > status.count("<"):
        status = status[:-1].rstrip()
    code, separator, text = status.partition(" :: ")
    code = code.strip()
    if separator and _CODE.fullmatch(code):
        return code, text.strip()
    if _CODE.fullmatch(status) and "_" in status:
        return status, ""
    return "", status
