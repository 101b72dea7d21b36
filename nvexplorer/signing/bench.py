"""The MAC worked out for values that are tried: plain data in and out, and nothing to send.

A result cannot be sent: it holds no request target, and nothing makes a SignedRequest of it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import Keys
from nvexplorer.model.secret import Secret, revealed
from nvexplorer.signing.encode import describe_characters, display_name, encode
from nvexplorer.signing.mac_input import build_mac_input
from nvexplorer.signing.sign import compute_mac

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nvexplorer.model.mac import MacInput, MacPart
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import Stamp
    from nvexplorer.signing.urls import Urls

EDITED = "the bench"
"""The `field` of a part whose value is not the request's own."""

_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}")
_ASCII = bytes(range(0x80))
_NO_KEYS = Keys(Secret(""), Secret(""))


class ByteSpan(NamedTuple):
    """Bytes `start` to `end` of `Hashed.data`; `part` is None for a separator."""

    part: MacPart | None
    start: int
    end: int

    @property
    def masked(self) -> bool:
        return self.part is not None and isinstance(self.part.value, Secret)


class Hashed(NamedTuple):
    """The bytes of the text that is hashed, in `spans` without gaps.

    Those of a key are zeros, so that a result holds none. A character that the encoding lacks
    stands as one `?`, whose offset is in `lacking`.
    """

    data: bytes
    spans: tuple[ByteSpan, ...]
    lacking: frozenset[int] = frozenset()

    @property
    def not_ascii(self) -> int:
        return len(self.data.translate(None, _ASCII))


class PartProblem(NamedTuple):
    """Why there is no MAC, said at the part that is the reason."""

    kind: PartKind
    what: str


class BenchResult(NamedTuple):
    """`digest` is None when there are `problems`. `characters` counts those of the whole text,
    keys included; `key` says in words what the HMAC key is. Without `keys_known` a key counts as
    empty."""

    message: MacInput
    hashed: Hashed
    characters: int
    key: str
    digest: bytes | None
    keys_known: bool
    problems: tuple[PartProblem, ...]

    @property
    def mac(self) -> str:
        """As Netvisor is sent it, empty when there is none."""
        return self.digest.hex() if self.digest is not None else ""

    @property
    def why_not(self) -> str:
        """Why there is no MAC, empty when there is one."""
        return f"No MAC: {self.problems[0].what}" if self.problems else ""

    def problem(self, kind: PartKind) -> str:
        return next((each.what for each in self.problems if each.kind == kind), "")


def bench(
    profile: Profile,
    urls: Urls,
    stamp: Stamp,
    keys: Keys | None,
    edits: Mapping[PartKind, str | Secret] = {},
    missing: Mapping[PartKind, str] = {},
) -> BenchResult:
    """The MAC that `sign` would make, with `edits` in the place of the request's own values.

    Algorithm, encoding and form of the URL are the profile's. Without `keys` both are missing;
    `missing` says in a sentence why another own value is not to be had. A part that is edited is
    not missing. Raises BadInput for an algorithm or an encoding that is none.
    """
    message = _edited(build_mac_input(profile, keys or _NO_KEYS, urls, stamp), edits)
    encode("", message.encoding, "MAC input")
    unknown = _unknown_keys(message, edits) if keys is None else frozenset()
    problems = tuple(_problems(message, unknown, edits, missing))
    return BenchResult(
        message,
        hashed_bytes(message),
        sum(len(part.before) + len(revealed(part.value)) for part in message.parts),
        key_words(message, counted=not unknown),
        None if problems else bytes.fromhex(compute_mac(message)),
        not unknown,
        problems,
    )


def hashed_bytes(message: MacInput) -> Hashed:
    """In an encoding that `signing.encode.usable` takes."""
    data, spans, lacking = bytearray(), [], set[int]()
    for part in message.parts:
        if part.before:
            spans.append(ByteSpan(None, len(data), len(data) + len(part.before)))
            data += part.before.encode("ascii")
        start = len(data)
        if isinstance(part.value, Secret):
            data += bytes(len(part.value.reveal().encode(message.encoding, "replace")))
        else:
            for piece, found in _encoded(part.value, message.encoding):
                if not found:
                    lacking.add(len(data))
                data += piece
        spans.append(ByteSpan(part, start, len(data)))
    return Hashed(bytes(data), tuple(spans), frozenset(lacking))


def key_words(message: MacInput, *, counted: bool = True) -> str:
    """`customer key & partner key, 65 bytes`; the plain hashes have no key."""
    if not message.key:
        return f"none: {message.algorithm} hashes the text alone"
    names = " & ".join(part.label.lower() for part in message.key)
    if not counted:
        return names
    count = len(message.key_text().encode(message.encoding, "replace"))
    return f"{names}, {count} {'byte' if count == 1 else 'bytes'}"


def stamp_remarks(message: MacInput) -> tuple[str, ...]:
    """What looks wrong with the stamps, one sentence each."""
    part, unix = message.find(PartKind.TIMESTAMP), message.find(PartKind.TIMESTAMP_UNIX)
    if part is None or not isinstance(part.value, str):
        return ()
    try:
        if not _TIMESTAMP.fullmatch(part.value):
            raise ValueError
        moment = datetime.fromisoformat(part.value).replace(tzinfo=UTC)
    except ValueError:
        return ("Timestamp is not written as YYYY-MM-DD HH:MM:SS.fff, which is the form relayed.",)
    if unix is None or not isinstance(unix.value, str):
        return ()
    text = unix.value
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return ("TimestampUnix is not whole seconds since 1970 (seen in 8 clients).",)
    apart = int(moment.replace(microsecond=0).timestamp()) - int(text)
    if apart:
        later = "after" if apart > 0 else "before"
        return (f"Timestamp, read as UTC, is {_span(abs(apart))} {later} TimestampUnix.",)
    return ()


def _edited(message: MacInput, edits: Mapping[PartKind, str | Secret]) -> MacInput:
    def put(part: MacPart) -> MacPart:
        if part.kind not in edits:
            return part
        return part._replace(value=edits[part.kind], field=EDITED)

    return message._replace(parts=tuple(map(put, message.parts)), key=tuple(map(put, message.key)))


def _unknown_keys(message: MacInput, edits: Mapping[PartKind, str | Secret]) -> frozenset[PartKind]:
    return frozenset(
        part.kind
        for part in message.parts
        if isinstance(part.value, Secret) and part.kind not in edits
    )


def _problems(
    message: MacInput,
    unknown: frozenset[PartKind],
    edits: Mapping[PartKind, str | Secret],
    missing: Mapping[PartKind, str],
) -> Iterator[PartProblem]:
    for part in message.parts:
        if part.kind in missing and part.kind not in edits:
            yield PartProblem(part.kind, missing[part.kind])
        elif part.kind in unknown:
            yield PartProblem(part.kind, f"The {part.label.lower()} is not known.")
        else:
            lacks = _lacks(part, message.encoding)
            if lacks:
                yield PartProblem(part.kind, lacks)


def _lacks(part: MacPart, encoding: str) -> str:
    """Those of a key are not named."""
    try:
        revealed(part.value).encode(encoding)
    except UnicodeEncodeError:
        name = part.label if part.label.isupper() else part.label[0].lower() + part.label[1:]
        if not isinstance(part.value, str):
            return f"The {name} holds a character that {display_name(encoding)} lacks."
        lacking = dict.fromkeys(each for each in part.value if not _has(encoding, each))
        what = describe_characters("".join(lacking))
        return f"The {name} holds {what}, which {display_name(encoding)} lacks."
    return ""


def _encoded(text: str, encoding: str) -> Iterator[tuple[bytes, bool]]:
    try:
        yield text.encode(encoding), True
    except UnicodeEncodeError:
        for character in text:
            try:
                yield character.encode(encoding), True
            except UnicodeEncodeError:
                yield b"?", False


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _span(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    pieces = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in pieces if count)
