"""The MAC input: the text that is hashed, with the origin and certainty of each of its parts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from nvexplorer.model.secret import MASK, Secret, revealed


class Certainty(StrEnum):
    """How well a protocol fact is known."""

    OBSERVED = "observed"  # by a probe, at the very host
    DOCUMENTED = "documented"
    RELAYED = "relayed"  # somebody who read the official page wrote it down
    SEEN = "seen in clients"
    DEDUCED = "deduced"
    OPEN = "open"


class PartKind(StrEnum):
    """The parts of the MAC input; the values are used in files and on the command line."""

    URL = "url"
    SENDER = "sender"
    CUSTOMER_ID = "customer_id"
    TIMESTAMP = "timestamp"
    LANGUAGE = "language"
    ORGANISATION_ID = "organisation_id"
    TRANSACTION_ID = "transaction_id"
    TIMESTAMP_UNIX = "timestamp_unix"
    CUSTOMER_KEY = "customer_key"
    PARTNER_KEY = "partner_key"
    PARTNER_ID = "partner_id"
    OTHER = "other"


class MacPart(NamedTuple):
    """One part of the MAC input.

    `number` counts from 1 and stays with the part wherever it is shown. `before` is the separator
    in front of it. `header` is the HTTP header that carries the same value, empty for the URL and
    the keys; `field` says where the value came from (a profile field, the request or the clock).
    """

    number: int
    kind: PartKind
    label: str
    value: str | Secret
    before: str
    header: str
    field: str
    certainty: Certainty
    note: str

    @property
    def shown(self) -> str:
        """The value as it may be shown: a key is masked wholly."""
        return MASK if isinstance(self.value, Secret) else self.value


class Span(NamedTuple):
    """Where a part stands: characters of `MacInput.text()` or of `MacInput.masked()`."""

    part: MacPart
    start: int
    end: int


class MacInput(NamedTuple):
    """What is hashed and how: text from `parts` and `suffix`, HMAC key from `key`.

    `algorithm` names the function in the signing registry, `rendering` how the digest is written:
    `hex`, `HEX` (upper case) or `base64`. Text forms other than `text()` mask the keys.
    """

    parts: tuple[MacPart, ...]
    key: tuple[MacPart, ...]
    algorithm: str
    encoding: str
    suffix: str = ""
    rendering: str = "hex"

    def text(self) -> str:
        """The text that is hashed. It holds both keys: never show, log or store it."""
        return "".join(p.before + revealed(p.value) for p in self.parts) + self.suffix

    def key_text(self) -> str:
        """The HMAC key, empty for the plain hashes. Never show, log or store it."""
        return "".join(p.before + revealed(p.value) for p in self.key)

    def masked(self) -> str:
        return "".join(p.before + p.shown for p in self.parts) + self.suffix

    def spans(self, *, masked: bool = True) -> tuple[Span, ...]:
        """The place of each part in `masked()`, or in `text()` when `masked` is false."""
        spans, at = [], 0
        for part in self.parts:
            start = at + len(part.before)
            at = start + len(part.shown if masked else revealed(part.value))
            spans.append(Span(part, start, at))
        return tuple(spans)

    def find(self, kind: PartKind) -> MacPart | None:
        return next((p for p in self.parts if p.kind == kind), None)
