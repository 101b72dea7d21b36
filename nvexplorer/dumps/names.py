"""Which Netvisor field a header name means, however it is spelt."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from nvexplorer.dumps.dump import FieldKind
from nvexplorer.signing import mac_input

#: The header of each kind, as documented.
HEADER_OF = {
    FieldKind.SENDER: mac_input.SENDER,
    FieldKind.CUSTOMER_ID: mac_input.CUSTOMER_ID,
    FieldKind.PARTNER_ID: mac_input.PARTNER_ID,
    FieldKind.TIMESTAMP: mac_input.TIMESTAMP,
    FieldKind.TIMESTAMP_UNIX: mac_input.TIMESTAMP_UNIX,
    FieldKind.TRANSACTION_ID: mac_input.TRANSACTION_ID,
    FieldKind.LANGUAGE: mac_input.LANGUAGE,
    FieldKind.ORGANISATION_ID: mac_input.ORGANISATION_ID,
    FieldKind.MAC: mac_input.MAC,
    FieldKind.ALGORITHM: mac_input.ALGORITHM,
    FieldKind.STATUS_CODES: mac_input.STATUS_CODES,
}


class Spelling(StrEnum):
    """How a name differs from the documented one; from the least to the most."""

    EXACT = "exact"  # letter case aside, which HTTP ignores
    CGI = "cgi"  # HTTP_X_NETVISOR_…, as CGI and WSGI name a header
    PUNCTUATION = "punctuation"  # hyphens as underscores, spaces, dots or nothing
    NO_X = "no x"  # without the X- in front
    WRONG = "wrong"  # another name that says the same, such as X-Netvisor-Language
    MISSPELT = "misspelt"  # a few letters are different
    SHORT = "short"  # the last word alone, as `sender` or `customerId`


class Match(NamedTuple):
    kind: FieldKind
    spelling: Spelling


_NOT_LETTERS = re.compile(r"[\W_]+", re.ASCII)
_EXACT = {name.lower(): kind for kind, name in HEADER_OF.items()}
_SQUEEZED = {_NOT_LETTERS.sub("", name.lower()): kind for kind, name in HEADER_OF.items()}
_WITHOUT_X = {name[1:]: kind for name, kind in _SQUEEZED.items()}
_LETTERS = {name: Counter(name) for name in _SQUEEZED}
# Ends of names, the longer before those that they end with.
_ENDS = (
    ("machashcalculationalgorithm", FieldKind.ALGORITHM),
    ("hashcalculationalgorithm", FieldKind.ALGORITHM),
    ("machashalgorithm", FieldKind.ALGORITHM),
    ("hashalgorithm", FieldKind.ALGORITHM),
    ("macalgorithm", FieldKind.ALGORITHM),
    ("algorithm", FieldKind.ALGORITHM),
    ("usehttpresponsestatuscodes", FieldKind.STATUS_CODES),
    ("usehttpstatuscodes", FieldKind.STATUS_CODES),
    ("httpresponsestatuscodes", FieldKind.STATUS_CODES),
    ("responsestatuscodes", FieldKind.STATUS_CODES),
    ("timestampunix", FieldKind.TIMESTAMP_UNIX),
    ("unixtimestamp", FieldKind.TIMESTAMP_UNIX),
    ("timestamp", FieldKind.TIMESTAMP),
    ("transactionid", FieldKind.TRANSACTION_ID),
    ("customerid", FieldKind.CUSTOMER_ID),
    ("partnerid", FieldKind.PARTNER_ID),
    ("organisationid", FieldKind.ORGANISATION_ID),
    ("organizationid", FieldKind.ORGANISATION_ID),
    ("organisationidentifier", FieldKind.ORGANISATION_ID),
    ("organisation", FieldKind.ORGANISATION_ID),
    ("organization", FieldKind.ORGANISATION_ID),
    ("language", FieldKind.LANGUAGE),
    ("sender", FieldKind.SENDER),
    ("machash", FieldKind.MAC),
    ("mac", FieldKind.MAC),
)
_KEY = re.compile(r"(?:key|secret|password|avain)$")
_SHORT = {
    **dict(_ENDS),
    "transaction": FieldKind.TRANSACTION_ID,
    "hash": FieldKind.MAC,
    "businessid": FieldKind.ORGANISATION_ID,
    "lang": FieldKind.LANGUAGE,
}
_USUAL = re.compile(
    r":?[A-Za-z][A-Za-z0-9_]*-[\w-]+ *$|:(?:method|path|authority|scheme)$|HTTP_[A-Z_]+$|"
    r"(?:Accept|Connection|Cookie|Date|Expect|From|Host|Origin|Pragma|Referer|TE|Upgrade|Via) *$",
    re.IGNORECASE,
)
# Longer ones are no header's name.
_LONGEST = 90


@lru_cache(maxsize=2048)
def match(name: str) -> Match | None:
    """The kind of field that a header name means, None when it is no Netvisor header."""
    exact = _EXACT.get(name.lower())
    if exact is not None:
        return Match(exact, Spelling.EXACT)
    if len(name) > _LONGEST:
        return None
    squeezed = _NOT_LETTERS.sub("", name.lower())
    cgi = squeezed.removeprefix("redirect").removeprefix("http")
    if cgi != squeezed and cgi in _SQUEEZED and "_" in name:
        return Match(_SQUEEZED[cgi], Spelling.CGI)
    if squeezed in _SQUEEZED:
        return Match(_SQUEEZED[squeezed], Spelling.PUNCTUATION)
    if squeezed in _WITHOUT_X:
        return Match(_WITHOUT_X[squeezed], Spelling.NO_X)
    # A key's name is a few letters from an ID's, but is never a misspelling of it.
    close = None if key_like(name) else _closest(squeezed)
    ends = (kind for end, kind in _ENDS if squeezed.endswith(end)) if "netvisor" in squeezed else ()
    end = next(iter(ends), None)
    # The last word says more than letters that happen to be alike.
    if close is not None and end in (None, close):
        return Match(close, Spelling.MISSPELT)
    return Match(end, Spelling.WRONG) if end is not None else None


def usual(name: str) -> bool:
    """Whether a name looks like that of an HTTP header of any kind, and not like a word."""
    return _USUAL.match(name) is not None


def key_like(name: str) -> bool:
    """Whether a name says that its value is a key."""
    return _KEY.search(_NOT_LETTERS.sub("", name.lower()[-_LONGEST:])) is not None


def short(name: str) -> FieldKind | None:
    """The kind that a name without `X-Netvisor-…` in front means, such as `customerId`."""
    return _SHORT.get(_NOT_LETTERS.sub("", name.lower())) if len(name) <= _LONGEST else None


def _closest(squeezed: str) -> FieldKind | None:
    """The one whose spelling is at most some letters away, None when two are equally near."""
    letters = Counter(squeezed)
    best: tuple[int, FieldKind] | None = None
    tie = False
    for right, kind in _SQUEEZED.items():
        most = 2 + len(right) // 16
        # A name that is cut short is not a misspelling of its shortest continuation.
        short_by = len(right) - len(squeezed)
        if abs(short_by) > most or (short_by > 2 and right.startswith(squeezed)):
            continue
        # Each edit changes at most one letter of either side.
        if max((letters - _LETTERS[right]).total(), (_LETTERS[right] - letters).total()) > most:
            continue
        away = _edits(squeezed, right, most)
        if away > most or (best is not None and away > best[0]):
            continue
        tie = best is not None and away == best[0]
        best = away, kind
    return None if best is None or tie else best[1]


def _edits(one: str, other: str, most: int) -> int:
    """Letters put in, taken out or exchanged; two neighbours changing places count as one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
