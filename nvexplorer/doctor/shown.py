"""Texts as they may be shown: keys masked however they stand, what cannot be seen written out."""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.secret import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.model.secret import Secret

# A shorter key would be found in half of all words; none of Netvisor's is.
_SHORTEST = 4
# Of a key that was cut, so much is looked for.
_PIECE = 12
# What is passed over between the characters of a key: all but letters and digits, also where they
# are written out as `visible` does, and what source text and URLs write in front of hex digits.
_PASSED_OVER = (
    re.compile(r"(?:⟨[^⟩\n]{1,12}⟩|[^0-9A-Za-z])+"),
    re.compile(r"\\[xu]|0[xX]|[^0-9A-Za-z]+"),
)

# What stands where a value was taken out.
_HIDDEN = re.compile(
    r"[*•●xX…._-]{3,}|[<\[{(]{1,2}[\w .:-]*[>\]})]{1,2}|\$\w+|[A-Z]+(?:_[A-Z]+)+|"
    r"(?i:redacted|masked|secret|hidden|removed)"
)

_PICTURES = {
    "\n": "␊",
    "\r": "␍",
    "\t": "␉",
    "\x00": "␀",
    "\u00a0": "⟨NBSP⟩",
    "\ufeff": "⟨BOM⟩",
    "\u200b": "⟨ZWSP⟩",
    "\u200c": "⟨ZWNJ⟩",
    "\u200d": "⟨ZWJ⟩",
    "\u2060": "⟨WJ⟩",
    "\u00ad": "⟨SHY⟩",
}


class Masker(NamedTuple):
    """Takes `keys` out of texts. Made by `masker`; its repr shows none."""

    keys: tuple[Secret, ...]
    needles: tuple[str, ...]

    def __call__(self, text: str) -> str:
        for passed_over in _PASSED_OVER:
            plain = passed_over.sub("", text).lower()
            if any(needle in plain for needle in self.needles):
                text = _without(text, passed_over, self.needles)
        return text

    def __repr__(self) -> str:
        return "Masker()"


def masker(keys: Iterable[Secret]) -> Masker:
    """Masks the keys in any letter case, with separators or invisible characters in between, as
    hex, Base64, UTF-16 and backwards, and twelve characters of them in a row. A key of under four
    letters and digits is not looked for."""
    kept = tuple(keys)
    forms = {_plain(form) for key in kept for form in _forms(key.reveal().strip())}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return Masker(kept, tuple(form for form in longest_first if len(form) >= _SHORTEST))


def _plain(text: str) -> str:
    return _PASSED_OVER[0].sub("", text).lower()


def _forms(key: str) -> Iterator[str]:
    yield key
    yield key[::-1]
    if len(key) < _SHORTEST:
        return
    plain = _plain(key)
    yield from (plain[at : at + _PIECE] for at in range(len(plain) - _PIECE + 1))
    for case in {key, key.lower(), key.upper()}:
        for codec in ("utf-8", "utf-16-le", "utf-16-be"):
            data = case.encode(codec, "replace")
            yield data.hex()
            yield from _base64(data)
    if len(key) >= 2 * _SHORTEST and re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", key):
        yield from _base64(bytes.fromhex(key))


def _base64(data: bytes) -> Iterator[str]:
    """The characters that are the same wherever the data stands in a longer text."""
    for lead in range(3):
        text = base64.b64encode(b"\0" * lead + data).decode("ascii")
        yield text[-(-lead * 8 // 6) : (lead + len(data)) * 8 // 6]


def _without(text: str, passed_over: re.Pattern[str], needles: Iterable[str]) -> str:
    kept: list[int] = []  # where in the text each character that counts stands
    at = 0
    for between in passed_over.finditer(text):
        kept.extend(range(at, between.start()))
        at = between.end()
    kept.extend(range(at, len(text)))
    plain = "".join(text[place] for place in kept).lower()
    hidden = bytearray(len(text))
    for needle in needles:
        at = plain.find(needle)
        while at >= 0:
            start, end = kept[at], kept[at + len(needle) - 1] + 1
            hidden[start:end] = b"\1" * (end - start)
            at = plain.find(needle, at + 1)
    shown, at = [], 0
    for run in re.finditer(rb"\x01+", hidden):
        shown += [text[at : run.start()], MASK]
        at = run.end()
    return "".join([*shown, text[at:]])


def visible(text: str) -> str:
    """With every character that cannot be seen written out: line ends and tabs as their pictures,
    others by name or code point, spaces at either end as `␠`."""
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - before - len(inner)
    return "␠" * before + "".join(map(_visible, inner)) + "␠" * after


def is_hidden(text: str) -> bool:
    """Whether something stands in place of a value: stars, a name in brackets, `YOUR_KEY_HERE`."""
    return _HIDDEN.fullmatch(text.strip()) is not None


def _visible(character: str) -> str:
    if character in _PICTURES:
        return _PICTURES[character]
    # Marks that combine with the letter in front, as in texts of macOS, look like one letter.
    if character == " " or (character.isprintable() and not unicodedata.combining(character)):
        return character
    return f"⟨U+{ord(character):04X}⟩"
