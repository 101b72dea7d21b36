"""Text to bytes, with refusals that name the characters."""

from __future__ import annotations

import codecs

from nvexplorer.model.errors import BadInput, NotEncodable

# Header values and, unless the profile says otherwise, the MAC input
# (documented in Visma's sample for the MAC input; deduced for the headers).
LATIN = "iso-8859-15"

# The code points at which ISO-8859-15 differs from ISO-8859-1.
DIFFERS_FROM_LATIN_1 = "€ŠšŽžŒœŸ"

_PLAIN = "".join(map(chr, range(0x20, 0x7F)))


def display_name(encoding: str) -> str:
    return encoding.upper()


def usable(encoding: str) -> bool:
    """Whether plain letters are the same bytes in this encoding of text as in ASCII, without a
    byte order mark: what a server can read that is told nothing of the encoding."""
    try:
        # Checked by the name too, since it writes what it lacks as \\uXXXX.
        return codecs.lookup(encoding).name != "raw-unicode-escape" and _PLAIN.encode(
            encoding
        ) == _PLAIN.encode("ascii")
    except (LookupError, ValueError):
        return False


def encode(text: str, encoding: str, field: str) -> bytes:
    """Raises NotEncodable naming each character that the encoding lacks, BadInput for one that is
    not `usable`."""
    if not usable(encoding):
        raise BadInput(
            f"“{encoding}” is not an encoding that Netvisor could read.",
            "Use iso-8859-15 or utf-8.",
            "encoding",
        )
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        lacking = "".join(dict.fromkeys(c for c in text if not _encodable(c, encoding)))
        raise NotEncodable(
            f"The {field} holds {describe_characters(lacking)}, which {display_name(encoding)} "
            "lacks.",
            "Write it without, or choose another encoding.",
            field,
            lacking,
        ) from None


def encode_header(value: str, field: str) -> bytes:
    """A header value as bytes. Refuses control characters, spaces at the edges (HTTP strips them,
    the MAC input would keep them) and what ISO-8859-15 lacks."""
    for character in value:
        if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
            raise BadInput(
                f"The {field} holds {describe_characters(character)}, which a header cannot carry.",
                "Remove it; it often comes along when a value is pasted.",
                field,
            )
    if value != value.strip(" \u00a0"):
        raise BadInput(
            f"The {field} begins or ends with a space, which HTTP strips from the header.",
            "Remove the space.",
            field,
        )
    return encode(value, LATIN, field)


def describe_characters(characters: str) -> str:
    """For a sentence: each character with its code point and Unicode name."""
    import unicodedata

    named = []
    for c in characters[:5]:
        kind = {"Cc": "control character", "Cs": "half of a character"}
        name = unicodedata.name(c, kind.get(unicodedata.category(c), "unnamed")).lower()
        shown = f"“{c}” " if c.isprintable() else ""
        named.append(f"{shown}(U+{ord(c):04X}, {name})")
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    return ", ".join(named) + more


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
