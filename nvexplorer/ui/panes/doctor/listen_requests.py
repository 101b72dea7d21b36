"""The requests that were caught while listening, as many as are kept, and what is said of each."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.sandbox.refusal import (
    AUTHENTICATION_FAILED,
    KEYS_NOT_VALID,
    PARTNER_NOT_FOUND,
    REQUEST_NOT_UNIQUE,
    URI_METHOD_NOT_VALID,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nvexplorer.dumps.dump import Dump
    from nvexplorer.sandbox.connection import Caught

#: So many are kept, of no more than so many bytes together; older ones are let go.
MOST = 200
MOST_BYTES = 32 * 1024 * 1024
#: What a body says of a MAC stands long before this.
MOST_OF_BODY = 1024 * 1024
_MOST_IDS = 20_000

_TRANSACTION_ID = re.compile(rb"(?im)^x-netvisor-authentication-transactionid:[ \t]*(\S+)")
_HOST = re.compile(rb"(?im)^host:[ \t]*((?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?)\s")
_OWN_WORDS = re.compile(r"\s*\(The sandbox's own wording[^)]*\)")
_LONGEST_REASON = 300


class Entry(NamedTuple):
    """A caught request; `number` counts from 1 for as long as the window is there."""

    number: int
    caught: Caught

    @property
    def is_http(self) -> bool:
        return bool(self.caught.outcome)


class Said(NamedTuple):
    """`colour` is a name of Tokens."""

    text: str
    colour: str


def bounded(caught: Caught) -> Caught:
    """With no more of the body than is looked at."""
    body = caught.body
    return caught if len(body) <= MOST_OF_BODY else caught._replace(body=body[:MOST_OF_BODY])


class CaughtRequests:
    """Newest first. In memory alone."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque()
        self._bytes = 0
        self._count = 0
        self._first_sent: dict[str, int] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def add(self, caught: Iterable[Caught]) -> None:
        """In the order in which they came."""
        for each in caught:
            self._count += 1
            self._entries.appendleft(Entry(self._count, each))
            self._bytes += _size(each)
            if (sent := transaction_id(each)) and len(self._first_sent) < _MOST_IDS:
                self._first_sent.setdefault(sent, self._count)
        while len(self._entries) > MOST or (self._bytes > MOST_BYTES and len(self._entries) > 1):
            self._bytes -= _size(self._entries.pop().caught)

    def clear(self) -> None:
        """Transaction IDs stay known: they have been sent."""
        self._entries.clear()
        self._bytes = 0

    def used_before(self, entry: Entry) -> frozenset[str]:
        """The transaction ID of this request, when an earlier one had it too."""
        sent = transaction_id(entry.caught)
        first = self._first_sent.get(sent, entry.number)
        return frozenset({sent}) if first < entry.number else frozenset()


def _size(caught: Caught) -> int:
    return len(caught.head) + len(caught.body)


def transaction_id(caught: Caught) -> str:
    """As its header has it, '' without one."""
    found = _TRANSACTION_ID.search(caught.head)
    return found[1].decode("iso-8859-15") if found else ""


def read(entry: Entry, address: str) -> Dump:
    """The request as the doctor takes it; sent to the name of this computer that it called, or to
    `address`, as `http://127.0.0.1:8378`."""
    from nvexplorer.dumps.read import read_bytes

    host = _HOST.search(entry.caught.head)
    origin = f"http://{host[1].decode('ascii')}" if host else address
    return read_bytes(entry.caught.head, entry.caught.body, origin)


def worth_reading(entry: Entry) -> bool:
    """Whether there is something to examine; a broken request may still hold its headers."""
    return entry.is_http or b"netvisor" in entry.caught.head.lower()


def title(entry: Entry) -> str:
    """`GET /customerlist.nv?keyword=x`, or what there is of a first line."""
    line = entry.caught.head.partition(b"\n")[0].strip()[:400]
    text = line.decode("iso-8859-15").removesuffix(" HTTP/1.1").removesuffix(" HTTP/1.0")
    shown = "".join(each if each.isprintable() else "·" for each in text)
    return shown or "Not a request"


def said(entry: Entry) -> Said:
    """How it was answered, in words."""
    code, reason = entry.caught.outcome, entry.caught.reason
    if code == "OK":
        return Said("MAC right, answered OK", "ok")
    if not code:
        return Said(reason, "warn")
    if code == REQUEST_NOT_UNIQUE:
        return Said(f"MAC right, its TransactionId was used before: {code}", "warn")
    if code != AUTHENTICATION_FAILED:
        return Said(f"MAC right, answered {code}", "ok")
    if reason.startswith(URI_METHOD_NOT_VALID):
        return Said(f"MAC wrong, answered {code}", "bad")
    if reason == PARTNER_NOT_FOUND:
        return Said("Refused: the PartnerId is not the profile's", "bad")
    if reason in KEYS_NOT_VALID.values():
        return Said("Refused: the CustomerId is not the profile's", "bad")
    return Said(f"Refused: {_OWN_WORDS.sub('', reason)[:_LONGEST_REASON]}", "bad")
