"""Netvisor's echo: the string that it expected to be hashed, which its test service puts into the
text of a refusal (seen in one capture, of 2023)."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.alignment import KEYS, aligned, parts_of, secrets_of
from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.shown import is_hidden, masker, visible
from nvexplorer.model.secret import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.alignment import Part
    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.model.mac import MacInput

# An echo has the URL, six values, TimestampUnix under HMACSHA256, and one or two keys or less.
_FEWEST = 6
_START = re.compile(r"(?i)https?://")
_DIGEST = re.compile(r"\s::\s*([0-9A-Fa-f]{32,128})\b")
_TIME = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[.:]\d\d[.:]\d\d|(?<!\d)1\d{9}(?!\d)", re.ASCII)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LONGEST = 200_000
# What no value holds; without a digest behind it, an echo ends where a tag may begin.
_END_OF_ELEMENT = re.compile(r"[\r\n]|</")
_END = re.compile(r"[\r\n<]")


class Echo(NamedTuple):
    """`text` is the string as it stands, with whatever was put in place of the keys; `parts` the
    same cut at its `&`, the URL with its parameters as the first. `digest` is the hex behind it in
    lower case, '' when there is none. A key that was not taken out is in it: show rows instead."""

    text: str
    parts: tuple[str, ...]
    digest: str = ""

    def __repr__(self) -> str:
        return f"Echo({len(self.parts)} parts)"


class EchoRow(NamedTuple):
    """A part of the echo beside ours. `number` and `label` are of the part, 0 and `Not expected`
    for what we have not. `same` is None where the echo hides the value. Keys are masked."""

    number: int
    label: str
    echo: str
    ours: str
    same: bool | None


def find_echo(text: str) -> Echo | None:
    """In an answer's body or in the text of a ResponseStatus: found by its structure, never by
    words. Entities are decoded where it stands in XML."""
    for form in _decoded(text[:_LONGEST]):
        for start in _START.finditer(form):
            if echo := _echo_at(form, start.start()):
                return echo
    return None


def align(echo: Echo, ours: MacInput | Ingredients) -> tuple[EchoRow, ...]:
    """Part by part, each beside the one it resembles, in the order of ours; what is missing in the
    echo has '' there, what is extra has '' for ours."""
    parts, mask = parts_of(ours), masker(secrets_of(ours))
    rows = []
    for part, piece in aligned(echo.text, parts):
        shown = visible(mask(piece)) if piece is not None else ""
        if part is None:
            rows.append(EchoRow(0, "Not expected", shown, "", False))
        elif part.is_key:
            rows.append(_key_row(part, piece, shown))
        else:
            own = visible(mask(part.value))
            hidden = piece is not None and is_hidden(piece)
            same = None if hidden and piece != part.value else piece == part.value
            rows.append(EchoRow(part.number, part.label, shown, own, same))
    return tuple(rows)


def keys_agree(echo: Echo, ours: MacInput | Ingredients) -> bool:
    """Whether our keys, put where they stood, give the digest behind the echo: then they are the
    ones that Netvisor has. False proves nothing, since what is hashed there is not known."""
    if not echo.digest:
        return False
    parts = parts_of(ours)
    keys = [part.value for kind in KEYS for part in parts if part.kind == kind]
    if len(keys) != len(KEYS):  # as on a bench, where parts may be left out
        return False
    customer, partner = keys
    both = "&".join(keys)
    algorithm, encoding = ours.algorithm, ours.encoding
    for text in _with_keys(echo, parts, customer, partner):
        data, key = encoded(text, encoding), encoded(both, encoding)
        if data is None or key is None:
            continue
        if algorithm == "HMACSHA256":
            digest = hmac.new(key, data, hashlib.sha256).hexdigest()
        else:
            name = "md5" if algorithm == "MD5" else "sha256"
            digest = hashlib.new(name, data, usedforsecurity=False).hexdigest()
        if digest == echo.digest:
            return True
    return False


def _with_keys(echo: Echo, parts: tuple[Part, ...], customer: str, partner: str) -> Iterator[str]:
    yield echo.text
    pairs = aligned(echo.text, parts)
    kept = [p.text for p in pairs if p.text is not None and not (p.part and p.part.is_key)]
    yield "&".join([*kept, customer, partner])


def _key_row(part: Part, piece: str | None, shown: str) -> EchoRow:
    if piece is None:
        # Taken out, or the one placeholder stands for both.
        return EchoRow(part.number, part.label, "", MASK, None)
    if piece == part.value:
        return EchoRow(part.number, part.label, MASK, MASK, True)
    # A key that is not known here is one all the same.
    text = shown if is_hidden(piece) or MASK in shown else f"{MASK} (another value)"
    return EchoRow(part.number, part.label, text, MASK, None if is_hidden(piece) else False)


def _echo_at(text: str, start: int) -> Echo | None:
    digest = _DIGEST.search(text, start)
    if digest is not None and _END_OF_ELEMENT.search(text, start, digest.start()):
        digest = None
    if digest is not None:
        end = digest.start()
    else:
        cut = _END.search(text, start)
        end = cut.start() if cut else len(text)
    again = _START.search(text, start + 4, end)
    if again is not None and digest is not None and "&" not in text[start : again.start()]:
        return None  # another URL in front of it
    found = text[start:end].rstrip(" \t")
    parts = _parts(found)
    if len(parts) < _FEWEST or not any(map(_TIME.search, parts[1:])):
        return None
    return Echo(found, parts, digest[1].lower() if digest else "")


def _parts(text: str) -> tuple[str, ...]:
    """The URL keeps what looks like its parameters."""
    tokens = text.split("&")
    own = 1
    if "?" in tokens[0]:
        while own < len(tokens) and "=" in tokens[own]:
            own += 1
    return ("&".join(tokens[:own]), *tokens[own:])


def _decoded(text: str) -> Iterator[str]:
    """As it stands where `&` stands for itself; decoded where each belongs to an entity."""
    for _ in range(3):
        unescaped = _unescaped_json(text)
        if re.search(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)", unescaped):
            yield unescaped
        # In XML no & stands alone, but another part of what was pasted may not be XML.
        text = _ENTITY.sub(_character, unescaped)
        if text == unescaped:
            return
    yield text


def _unescaped_json(text: str) -> str:
    if "\\u" not in text and "\\/" not in text:
        return text
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return text.replace("\\/", "/")


def _character(entity: re.Match[str]) -> str:
    if entity[1]:
        return _NAMED[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else entity[0]
