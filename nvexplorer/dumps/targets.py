"""Where a text says which URL was asked: a request line, a label, a URL on its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from nvexplorer.dumps.assemble import METHODS


class Target(NamedTuple):
    """`rank` says how sure it is: 3 a method in front, 2 a label or a line of its own, 1 a URL
    within other text."""

    method: str
    url: str
    rank: int


_URL = r"https?://[^\s\"'<>`|\\]+"
_WITH_METHOD = re.compile(
    rf"(?<![A-Za-z])(?P<method>{METHODS})[\"']?[,:]?[ \t]+(?:request[ \t]+)?(?:to[ \t]+|for[ \t]+)?"
    rf"[\"'<(]?(?P<url>{_URL}|/[\w./-]*\.nv\b[^\s\"'<>`|\\]*)(?:[ \t]+HTTP/[\d.]+)?"
)
_BEFORE_METHOD = re.compile(rf"(?<![^\s\"'(<])(?P<url>{_URL}+)[ \t]+(?P<method>{METHODS})\b")
_LABELLED = re.compile(
    r"(?i)(?<![\w-])(?:request[ _-]?)?(?:ur[il]|address|endpoint|osoite|target|href)[\"']?"
    rf"[ \t]*(?:=>|[:=]|\t)[ \t]*[\"'<]?(?P<url>{_URL}|/[\w./-]*\.nv\b[^\s\"'<>]*)"
)
_METHOD = re.compile(
    rf"(?i)(?<![\w-])(?:request[ _-]?)?(?:method|verb)[\"']?[ \t]*(?:=>|[:=]|\t)[ \t]*"
    rf"[\"']?({METHODS})\b"
)
_ALONE = re.compile(r"[ \t]*[<\"']?(https?://\S[^\n\"'<>]*?)[>\"']?[ \t]*$")
_ANYWHERE = re.compile(_URL)
_PATH_ALONE = re.compile(r"[ \t]*(/?[\w.-]+\.nv(?:\?\S[^\n]*)?)[ \t]*$")
_TRAILING = ".,;:!?)]}>"


def in_line(line: str) -> Target | None:
    """What one line says of it; None where it names neither URL nor method. A method alone has an
    empty `url`."""
    line = line[:20_000]
    if "://" not in line and ".nv" not in line:
        method = _METHOD.search(line)
        return Target(method[1].upper(), "", 2) if method else None
    found = _WITH_METHOD.search(line) or _BEFORE_METHOD.search(line)
    if found:
        rest = line[found.end("url") :] if found.end("url") > found.start("method") else ""
        return Target(found["method"], trimmed(found["url"] + decoded_rest(found["url"], rest)), 3)
    labelled = _LABELLED.search(line)
    if labelled:
        rest = line[labelled.end("url") :]
        return Target("", trimmed(labelled["url"] + decoded_rest(labelled["url"], rest)), 2)
    alone = _ALONE.match(line)
    if alone and (" " not in alone[1] or "?" in alone[1].split(" ")[0]):
        return Target("", trimmed(alone[1].split(" HTTP/")[0]), 2)
    path = _PATH_ALONE.match(line)
    if path:
        return Target("", path[1], 2)
    return anywhere(line)


def anywhere(line: str) -> Target | None:
    """The first URL within other text."""
    found = _ANYWHERE.search(line[:20_000])
    return Target("", trimmed(found[0]), 1) if found else None


def trimmed(url: str) -> str:
    """Without the punctuation of the sentence around it."""
    url = url.rstrip()
    while url and url[-1] in _TRAILING:
        opening = {")": "(", "]": "[", "}": "{"}.get(url[-1])
        if opening and url.count(opening) >= url.count(url[-1]):
            break
        url = url[:-1]
    return url


def better(one: Target | None, other: Target) -> Target:
    """The likelier of two, the first where they are alike: Netvisor's resources end in `.nv`."""
    if one is None:
        return other
    method = one.method or other.method
    if not one.url or (other.url and _weight(other) > _weight(one)):
        return other._replace(method=other.method or method)
    return one._replace(method=method)


def _weight(target: Target) -> tuple[bool, bool, int]:
    lower = target.url.lower()
    return ".nv" in lower, "netvisor" in lower, target.rank


def decoded_rest(url: str, rest: str) -> str:
    """What belongs to the URL of the text behind it: a decoded query has spaces, so it is the rest
    of the line where that goes on like a query."""
    if "?" not in url:
        return ""
    found = re.match(r"(?: (?!HTTP/)[^\s\"'<>=&(){}\[\]-][^\s\"'<>(){}\[\]]*)+[ \t]*$", rest)
    return found[0] if found else ""
