"""Where two values differ, character by character, in sentences that show what cannot be seen."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import unquote

from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.shown import visible
from nvexplorer.signing.encode import describe_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

# A reader stops after a few; more of them mean that it is another value.
_MOST = 4
_LONGEST = 400
# So many characters that are the same at the beginning tell that it is no other value.
_MUCH = 20
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff"


def differences(expected: str, given: str, encoding: str) -> tuple[str, ...]:
    """What is other in `given`, the cause first when it has a name; () when they are the same.
    Neither may be, or hold, a key."""
    if expected == given:
        return ()
    cause = _cause(expected, given)
    return (*([cause] if cause else []), *_places(expected, given, encoding))


def alike(first: str, second: str) -> tuple[int, int]:
    """How many characters are the same at the beginning, and of the rest at the end."""
    shorter = min(len(first), len(second))
    begun = next((at for at in range(shorter) if first[at] != second[at]), shorter)
    left = shorter - begun
    ended = next((at for at in range(left) if first[-1 - at] != second[-1 - at]), left)
    return begun, ended


def _cause(expected: str, given: str) -> str:
    if not given or not expected:
        return "It is empty." if not given else "It should be empty."
    if unicodedata.normalize("NFC", given) == unicodedata.normalize("NFC", expected):
        form = "decomposed (NFD)" if unicodedata.is_normalized("NFD", given) else "composed (NFC)"
        return f"The letters are the same, written {form}."
    for name, other in _changes(given):
        if other == expected:
            return name
    if given.casefold() == expected.casefold():
        return "Only upper and lower case differ."
    if "".join(given.split()) == "".join(expected.split()):
        return "Only spaces and line ends differ."
    return ""


def _changes(given: str) -> Iterator[tuple[str, str]]:
    """What may have been done to a value, with the value it was done to."""
    yield "It begins or ends with spaces or a line end.", given.strip()
    yield "It stands in quotes.", given.strip("\"'“”")
    plain = "".join(c for c in given if c not in _INVISIBLE)
    yield "It holds characters that cannot be seen.", plain
    yield "A no-break space stands for a space.", given.replace("\u00a0", " ")
    yield "It is percent-encoded.", unquote(given)
    yield "It is percent-encoded, with + for a space.", unquote(given.replace("+", " "))
    yield "& is written &amp;.", given.replace("&amp;", "&")
    for codec in ("latin-1", "windows-1252", "iso-8859-15"):
        try:
            yield "It is UTF-8 that was read as Latin letters.", given.encode(codec).decode("utf-8")
        except UnicodeError:
            continue


def _places(expected: str, given: str, encoding: str) -> Iterator[str]:
    begun, ended = alike(expected, given)
    old, new = expected[begun : len(expected) - ended], given[begun : len(given) - ended]
    if max(len(old), len(new)) > _LONGEST:
        yield f"They differ from character {begun + 1} on."
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    places = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    same = begun + ended + sum(block.size for block in matcher.get_matching_blocks())
    if len(places) > _MOST or 2 * same < (len(expected) + len(given)) / 2:
        if begun > _MUCH:
            yield f"They differ from character {begun + 1} on."
        else:
            yield f"It is another value: {len(given)} characters, not {len(expected)}."
        return
    for _, start, end, begin, stop in places:
        yield _place(begun + begin, old[start:end], new[begin:stop], encoding)


def _place(at: int, old: str, new: str, encoding: str) -> str:
    where = f"Character {at + 1}"
    if not new:
        return f"{where}: {_named(old, encoding)} is missing."
    if not old:
        return f"{where}: {_named(new, encoding)} is too many."
    return f"{where}: {_named(new, encoding)} instead of {_named(old, encoding)}."


def _named(text: str, encoding: str) -> str:
    """A longer run is shown; a character that is not plain ASCII is named, with its bytes."""
    if len(text) == 1:
        return f"{describe_characters(text)}{_bytes(text, encoding)}"
    odd = "".join(dict.fromkeys(c for c in text if not (c.isascii() and c.isprintable())))
    named = f" with {describe_characters(odd)}" if odd else ""
    return f"“{visible(text)}”{named}"


def _bytes(text: str, encoding: str) -> str:
    if text.isascii():
        return ""
    own, utf8 = encoded(text, encoding), text.encode("utf-8", "replace")
    said = own.hex(" ").upper() if own is not None else "none"
    return f" [{encoding.upper()}: {said}, UTF-8: {utf8.hex(' ').upper()}]"
