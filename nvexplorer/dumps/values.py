"""What is odd about the value of a header: cut, masked, quoted, spaced, encoded otherwise."""

from __future__ import annotations

import re
from typing import NamedTuple

from nvexplorer.dumps.dump import FieldKind, Finding
from nvexplorer.signing.encode import LATIN, describe_characters

_CUT = re.compile(r"…|\.\.\.|\[\.\.\.\]|\[truncated\]|\bmore characters\b", re.IGNORECASE)
_MASKED = re.compile(
    r"\*{3,}|\*$|x{6,}$|X{6,}$|•{2,}|█+|[<\[({]{1,3}(?:redacted|hidden|masked|secret|removed|filtered|"
    r"sensitive|omitted|scrubbed|your[\w -]*|\w*mac\w*)[>\])}]+|REDACTED$",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)|%\([^)]*\)s|<%[^%]*%>|\$(?:env:)?\w+$"
)
_QUOTES = ('""', "''", "``", "“”", "‘’", "«»")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]"
)
# A lead byte with its continuation, as ISO-8859-15 shows them.
_LATIN_PAIR = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u0160\u0161\u017d\u017e\u0152\u0153\u0178]"
)


class Checked(NamedTuple):
    """The value as it goes on, and what is odd about it."""

    value: str
    findings: tuple[Finding, ...]


def checked(kind: FieldKind, name: str, value: str) -> Checked:
    """Edge spaces are taken off, as HTTP does; quotes too, but those around a sender, which is free
    text. None of the findings repeats the value."""
    findings = []

    def add(id: str, severity: str, title: str, explanation: str, fix: str) -> None:
        findings.append(Finding(id, severity, title, explanation, fix, name))

    stripped = value.strip()
    if not stripped:
        add("value-empty", "warning" if kind == FieldKind.ORGANISATION_ID else "error",
            f"{name} is empty.", "An empty value still stands in the MAC input, between two &.",
            "Send its value, if your code has one.")  # fmt: skip
        return Checked("", tuple(findings))
    if value != stripped:
        add("value-edge-spaces", "warning", f"The value of {name} begins or ends with a space.",
            "HTTP strips spaces at the edges of a header, so the server sees it without; the text "
            "that your code hashes may still have them.",
            "Strip the value before it is hashed and sent.")  # fmt: skip
    if len(stripped) > 1 and any(stripped[0] + stripped[-1] == pair for pair in _QUOTES):
        taken = kind != FieldKind.SENDER
        add("value-quoted", "warning", f"The value of {name} is in quotes.",
            "If they were sent, they belong to the value and have to be in the MAC input as well."
            + (" They were left off here." if taken else ""),
            "Check that your code sends it without quotes.")  # fmt: skip
        if taken:
            stripped = stripped[1:-1].strip()
    start = stripped[:4096]  # no field is longer
    if _MASKED.search(start):
        add("value-masked", "error" if kind != FieldKind.PARTNER_ID else "note",
            f"The value of {name} is masked.", "The tool that printed it hid the real value.",
            "Paste the real value, or turn the masking off.")  # fmt: skip
    elif _CUT.search(stripped):
        add("value-cut", "error", f"The value of {name} is cut short.",
            "The tool that printed it left out a part of it.",
            "Paste the whole value.")  # fmt: skip
    elif _TEMPLATE.search(start):
        add("value-template", "error", f"The value of {name} is a placeholder.",
            "A variable stands where the value should be: it was not filled in.",
            "Paste the request as it was sent.")  # fmt: skip
    elif odd := _INVISIBLE.findall(start):
        shown = describe_characters("".join(dict.fromkeys(odd)))
        add("value-invisible", "warning", f"The value of {name} holds {shown}.",
            "It cannot be seen, but it is hashed and sent like any other.",
            "Type the value again instead of pasting it.")  # fmt: skip
    if not stripped.isascii():
        findings += _letters(name, stripped)
    return Checked(stripped, tuple(findings))


def _letters(name: str, value: str) -> list[Finding]:
    if _LATIN_PAIR.search(value):
        try:
            meant = value.encode(LATIN).decode()
        except UnicodeError:
            meant = value
        if meant != value:
            return [Finding(
                "value-utf8", "warning", f"{name} was sent as UTF-8.",
                f"Netvisor reads header bytes as ISO-8859-15 (deduced), so it sees “{value}” "
                f"where “{meant}” is meant.",
                "Send header values as ISO-8859-15, or use ASCII letters.", name,
            )]  # fmt: skip
    lacking = "".join(dict.fromkeys(c for c in value if not _in_latin(c)))
    visible = "".join(c for c in lacking if not _INVISIBLE.match(c) and c != "…")
    if not visible:
        return []
    return [Finding(
        "value-outside-latin", "warning",
        f"The value of {name} holds {describe_characters(visible)}.",
        "ISO-8859-15, in which Netvisor reads headers (deduced), lacks it.",
        "Use a value without it.", name,
    )]  # fmt: skip


def _in_latin(character: str) -> bool:
    try:
        character.encode(LATIN)
    except UnicodeEncodeError:
        return False
    return True
