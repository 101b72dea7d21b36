"""What is read from a pasted or caught request: plain data."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FieldKind(StrEnum):
    """What a Netvisor request carries that has to do with its MAC."""

    URL = "url"
    SENDER = "sender"
    CUSTOMER_ID = "customer_id"
    PARTNER_ID = "partner_id"
    TIMESTAMP = "timestamp"
    TIMESTAMP_UNIX = "timestamp_unix"
    TRANSACTION_ID = "transaction_id"
    LANGUAGE = "language"
    ORGANISATION_ID = "organisation_id"
    MAC = "mac"
    ALGORITHM = "algorithm"
    STATUS_CODES = "status_codes"


class Header(NamedTuple):
    """One header as it stood, in its order. `start` and `end` are where its name stands in the
    text that was read, for colouring; -1 when it cannot be told."""

    name: str
    value: str
    start: int = -1
    end: int = -1


class Dump(NamedTuple):
    """One request as some tool wrote it down.

    `format` is in words, such as `curl` or `HAR`. `url` is as it stood, absolute when the text
    tells scheme and host, '' when there is none. `headers` hold every header, Netvisor's and
    others. `body` is the request's, `answer` the body of the answer that stood behind it (Netvisor
    XML or any text), '' when there is none. `hashed` is a text joined by `&` that the dump says, or
    shows by its structure, was hashed; keys in it are as they stood: never show it unmasked.
    """

    format: str
    method: str = ""
    url: str = ""
    headers: tuple[Header, ...] = ()
    body: str = ""
    answer: str = ""
    hashed: str = ""


class Finding(NamedTuple):
    """Something about the dump itself that is wrong or worth knowing: a misspelt or wrong header
    name, a header twice, a key on the wire, a value cut by an ellipsis. `severity` is `error`,
    `warning` or `note`; `header` the name as it stood, '' when it is about none."""

    id: str
    severity: str
    title: str
    explanation: str
    fix: str
    header: str = ""


class Reading(NamedTuple):
    """A dump with what was recognised in it: `fields` has each kind at most once, in the order of
    FieldKind; a value that is there but empty is ''. `missing` are those that the MAC needs and
    that are not there (TimestampUnix only under HMACSHA256, the algorithm never)."""

    dump: Dump
    fields: tuple[tuple[FieldKind, str], ...]
    missing: tuple[FieldKind, ...]
    findings: tuple[Finding, ...]

    def value(self, kind: FieldKind) -> str | None:
        return dict(self.fields).get(kind)
