"""What stands around a MAC as it came, and why a text is none."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import Applied

_Bare = tuple[str, tuple[Applied, ...]]


@cache
def sizes() -> tuple[int, ...]:
    """The lengths that digests have, in bytes, those of the three right functions first."""
    return tuple(dict.fromkeys(function.bits // 8 for function in FUNCTIONS.values()))


_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "<": ">", "[": "]", "{": "}", "(": ")", "`": "`"}
_PREFIX = re.compile(
    r"(0x|\\x|x(?=['\"])|(?:hmac-?)?sha-?256[=:]|md5[=:]|(?:hmac|mac|digest|signature)[=:\s])\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s;,&.]+$")


def bare(mac: str) -> tuple[_Bare, ...]:
    """The text as it came, and without what may stand around it, with the mistakes that this
    implies; likeliest first."""
    found: list[_Bare] = [(mac, ())]
    text: str = mac
    applied: tuple[Applied, ...] = ()
    for _ in range(4):
        step = _peeled(text)
        if step is None:
            break
        text, applied = step[0], (*applied, *step[1])
        found.append((text, applied))
    for text, applied in tuple(found):
        if "%" in text and (plain := unquote(text)) != text:
            found.append((plain, (*applied, Applied("R23"))))
        elif re.fullmatch(r"[A-Za-z0-9+/ \r\n]+={0,2}", text) and re.search(r"\s", text):
            squeezed = "".join(text.split())
            if re.search(r"[\r\n]", text):
                found.append((squeezed, (*applied, Applied("R24"))))
            elif not re.fullmatch(r"[0-9A-Fa-f\s]+", text):
                found.append((text.replace(" ", "+"), (*applied, Applied("R25"))))
    return tuple(found)


def _peeled(text: str) -> _Bare | None:
    """Without the outermost thing around it."""
    if text != (plain := text.strip(" \t\r\n\0\ufeff\u200b\xa0")):
        return plain, (Applied("R20"),)
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return text[1:-1], (Applied("R21"),)
    if (found := _PREFIX.match(text)) is not None:
        return text[found.end() :], (Applied("R22", found[0].strip()),)
    if (tail := _TAIL.search(text)) is not None:
        return text[: tail.start()], (Applied("R26", tail[0].strip()),)
    return None


_KNOWN = (
    (r"\[B@[0-9a-f]+", "is how Java prints an array of bytes, not its content"),
    (r"System\.Byte\[\]", "is how .NET prints an array of bytes, not its content"),
    (r"\[object .*\]", "is how JavaScript prints an object, not its content"),
    (r"(undefined|null|None|nil|NaN|false|true)", "is the word for a missing value"),
    (r"<.* object at 0x[0-9a-fA-F]+>", "is how Python prints an object, not its content"),
    (r"Resource id #\d+", "is how PHP prints a resource, not its content"),
    (r"\{?\{?\$?[A-Za-z_.]*(mac|MAC|Mac)[A-Za-z_.]*\}?\}?", "is a name that was not filled in"),
    (r"[*•xX.…]+", "is a mask that hides the MAC"),
    (r"(.)\1{7,}", "is one letter repeated, not a MAC"),
)


def why_none(mac: str) -> str:
    """One sentence for a text that has no claims, '' when nothing particular is known about it.
    The text is not repeated in it: it may be a key."""
    text = mac.strip()
    if not text:
        return "The MAC is empty."
    for pattern, words in _KNOWN:
        if re.fullmatch(pattern, text):
            return f"What stands as the MAC {words}."
    if re.fullmatch(r"[0-9A-Fa-f]{1,7}", text):
        return "What stands as the MAC is too short: under 32 bits prove nothing."
    return ""
