"""The text that was hashed, where a dump or a log shows it: told by its structure."""

from __future__ import annotations

import re

_STAMP = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[T ]\d{1,2}[:.]\d\d")
_ORGANISATION = re.compile(r"(?:FI)?\d{7}-?\d$")
_LANGUAGE = re.compile(r"(?i)(?:fi|en|se|sv)$")
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?$")
_KEY = re.compile(r"(?i)[0-9a-f]{32}$|\*{3,}$|<[\w ]*>$|\{\w+\}$|•+$")
_START = re.compile(r"(?i)https?://")
_CLOSING = re.compile(r"[\"'`]")


def in_line(line: str) -> str:
    """The text in this line, '' where there is none: parts joined by `&`, of which several are the
    values of Netvisor's headers and not `name=value` as in a query."""
    line = line.replace("\\u0026", "&").replace("&amp;", "&")
    if line.count("&") < 5 or len(line) > 20_000:
        return ""
    url = _START.search(line)
    # Before the first part that is no parameter stands the URL, or else a label.
    start = url.start() if url else _after_label(line)
    text = line[start:]
    if start and line[start - 1] in "\"'`":
        text = text.partition(line[start - 1])[0]
    text = re.sub(r"[\"'`,;)\]]+$", "", text.rstrip()) if not start or url else text.rstrip()
    parts = text.split("&")
    plain = [part for part in parts[1:] if "=" not in part]
    if len(plain) < 5:
        return ""
    signs = (_STAMP, _ORGANISATION, _LANGUAGE, _UNIX, _KEY)
    seen = sum(any(sign.match(part) for part in plain) for sign in signs)
    return text if seen >= 2 else ""


def find(text: str) -> list[str]:
    """Every such text, in order."""
    return [
        found
        for line in text.split("\n")
        if ("&" in line or "u0026" in line) and (found := in_line(line))
    ]


def _after_label(line: str) -> int:
    first = line.find("&")
    at = max(line.rfind(mark, 0, first) for mark in (": ", "= ", '"', "'", "`"))
    if at < 0:
        return len(line) - len(line.lstrip())
    return at + (2 if line[at] in ":=" else 1)
