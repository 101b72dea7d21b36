"""What an answer says of itself: ResponseStatus, inserted keys, and why it cannot be read.

Reads pieces of the body, runs no entities and believes no Content-Type, since answers are labelled
text/html as well as text/xml (seen in 3 clients' captures and tests).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.answer_scan import SEARCHED, Scan
from nvexplorer.exchange.response_status import combined
from nvexplorer.exchange.unreadable import describe_problem
from nvexplorer.model.errors import AnswerError
from nvexplorer.model.exchange import BytesBody
from nvexplorer.xmltext.rows import RowIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.model.exchange import Body, ResponseStatus

# Answers up to this size are parsed to their end, which takes 2 ms; of larger ones the end is
# looked at alone.
_WHOLE = 256 << 10
# Inserted keys are looked for in answers up to this size; imports answer with some hundred bytes.
_KEYS_WITHIN = 16 << 20
_TAIL = 64 << 10

# What Netvisor itself uses where it is not UTF-8; every byte is a character in it.
_FALLBACK = "iso-8859-15"
_STATUS = re.compile(
    rb"<(?:[\w.-]+:)?responsestatus\s*>.*?</(?:[\w.-]+:)?responsestatus\s*>", re.I | re.S
)

_END = re.compile(rb"\s*</[^<>]*>\s*\Z")


class Reading(NamedTuple):
    """`closed`: the root element's end is there. `problem` is None for a whole readable answer;
    when `status` is there and `closed` true, it tells of a blemish that did not hinder."""

    status: ResponseStatus | None
    inserted_keys: tuple[str, ...]
    closed: bool
    problem: AnswerError | None


def early_status(body: Body) -> ResponseStatus | None:
    """What the beginning of an answer says that is still coming. Raises OSError."""
    return _scan(body, min(body.size, SEARCHED), keys=False).status


def read_answer(body: Body, *, keys: bool = False, named: Sequence[int] = ()) -> Reading:
    """What a whole answer or the beginning of one says. `keys` asks for the values of
    InsertedDataIdentifier too, the Netvisor keys of what an import made. `named` are the offsets
    of elements ResponseStatus, for an answer too large to be looked through. Raises nothing."""
    whole = body.size <= (_KEYS_WITHIN if keys else _WHOLE)
    try:
        scan = _scan(body, body.size if whole else SEARCHED, keys=keys)
        if scan.status is not None and not scan.ended:
            scan.status = combined(scan.status, _later_status(body, scan))
            scan.status = combined(scan.status, _status_between(body, scan, named))
        closed = scan.ended or _ends_with(body, scan.root)
    except OSError as error:
        lost = AnswerError(f"The answer was kept in a file that cannot be read ({error}).")
        return Reading(None, (), False, lost)
    return Reading(
        scan.status, tuple(scan.keys), closed, describe_problem(body, scan, closed=closed)
    )


def _scan(body: Body, limit: int, *, keys: bool) -> Scan:
    several = limit == body.size <= _WHOLE and _names_statuses(body.read(0, limit)) > 2
    declared = Scan(keys=keys, several=several).run(body, limit)
    if not declared.wrong_bytes:
        return declared
    fallen_back = Scan(keys=keys, several=several, encoding=_FALLBACK).run(body, limit)
    return fallen_back if fallen_back.position > declared.position else declared


def _names_statuses(data: bytes) -> int:
    return data.replace(b"\0", b"").lower().count(b"responsestatus")


def _later_status(body: Body, scan: Scan) -> ResponseStatus | None:
    """Another ResponseStatus behind what was parsed, found by its tags in the last part: the first
    that differs, or the last. Where the XML is right so far, only one that ends the answer is
    looked at, since deeper ones belong to the data."""
    start = max(scan.position, body.size - _WHOLE)
    data = body.read(start, body.size - start).replace(b"\0", b"")
    found: ResponseStatus | None = None
    for match in _STATUS.finditer(data):
        if scan.error is None and not _END.match(data, match.end()):
            continue
        found = _scan(BytesBody(match[0]), len(match[0]), keys=False).status
        if found is not None and scan.status is not None and found.ok != scan.status.ok:
            break
    return found


def _status_between(body: Body, scan: Scan, named: Sequence[int]) -> ResponseStatus | None:
    """One of the `named` that contradicts the first and is no part of the data."""
    assert scan.status is not None
    rows = RowIndex(body, pretty=True)
    for offset in named:
        match = _STATUS.match(body.read(offset, _TAIL))
        found = _scan(BytesBody(match[0]), len(match[0]), keys=False).status if match else None
        if found is None or found.ok == scan.status.ok:
            continue
        if scan.error is not None or _level(rows, offset) == scan.status_level:
            return found
    return None


def _level(rows: RowIndex, offset: int) -> int:
    """Of the element that begins there, 1 for the root; 0 when it is part of a text or comment."""
    while rows.reached <= offset and rows.advance():
        pass
    row = rows.row(rows.row_at(offset))
    return row.depth + 1 if row.start == offset else 0


def _ends_with(body: Body, root: str) -> bool:
    """The end tag of the root, then at most white space, comments and instructions."""
    if not root:
        return False
    tail = body.read(max(0, body.size - _TAIL), _TAIL).replace(b"\0", b"")  # UTF-16 has zeros
    at = tail.rfind(b"</" + root.encode("utf-8"))
    rest = tail[at + 2 + len(root.encode("utf-8")) :]
    return at >= 0 and re.fullmatch(rb"\s*>(\s|<!--.*?-->|<\?.*?\?>)*", rest, re.S) is not None
