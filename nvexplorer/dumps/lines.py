"""Headers one to a line, or many in one, in whatever notation: the reader for everything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import message, targets
from nvexplorer.dumps.answers import ANSWER_LINE, find_xml
from nvexplorer.dumps.assemble import CGI, assemble
from nvexplorer.dumps.hashed import in_line as hashed_in
from nvexplorer.dumps.names import match, short, usual

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump, FieldKind

# A Netvisor header name, right or wrong, with what may separate it from its value.
_NAMED = re.compile(
    r"(?P<open>[\"'`\[(<*]{0,3})(?P<name>(?<![\w-])(?:HTTP[_-])?(?:X[-_ .]?)?"
    r"Netv[\w]{2,6}[-_ ./]?[A-Z][\w-]{0,80}"
    r"(?: (?:Authentication|Interface|Organi[sz]ation|Partner|Customer|Transaction|Timestamp|Time|"
    r"Unix|Sender|Id|ID|MAC|Mac|Language|Stamp|Hash|Calculation|Algorithm)\b)*)"
    r"(?P<close>[\"'`\])>*]{0,4})(?P<sep>[ ]?(?:\t+|=>|:=|->|[:=,;|]|→)|[ ]{2,}|[ ]?$|[ ])",
    re.IGNORECASE | re.MULTILINE,
)
_PLAIN = re.compile(
    r"[ \t]*[\"']?(?P<name>:?[A-Za-z][\w-]{0,80})[\"']?[ \t]*(?P<sep>=>|[:=|\t])[ \t]*"
    r"(?P<value>.*)$"
)
_NAME_ALONE = re.compile(r"[ \t]*(?P<name>:?[A-Za-z][\w-]{1,80}):?[ \t]*$")
_LABELS = {
    "url", "uri", "requesturi", "requesturl", "request-url", "request-uri", "request_uri",
    "method", "requestmethod", "request-method", "http", "https", "body", "info", "debug", "error",
    "trace", "warn", "warning", "headers", "response", "request", "status", "answer", "note",
    "sent", "received", "date", "from", "to", "subject", "cc", "re", "fwd", "curl", "string",
    "hash", "input", "key", "value", "name", "header", "send", "reply",
}  # fmt: skip
# Another field of a log line.
_LOGFMT = re.compile(r"[ ]+[a-z_.]+=")
# Headers that count before the first of Netvisor's stands.
_TELLING = ("host", ":authority", ":path", ":method", ":scheme", "content-type", "accept",
            "user-agent", "http_host", *map(str.lower, CGI))  # fmt: skip
_XML = re.compile(r"<\?xml|<root\b", re.IGNORECASE)
_TRAILING = " \t,;|&"


class _Group:
    """The headers of one request while its lines are read."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.headers: list[tuple[str, str]] = []
        self.kinds: set[FieldKind] = set()
        self.target: targets.Target | None = None
        self.gap = False
        self.finished = False
        self.quoted = 0


def read(text: str) -> list[Dump]:
    """Groups of headers; a new one begins where a header comes again behind other lines."""
    lines = text.split("\n")
    alternate = _is_alternate(lines)
    groups = [_Group(0)]
    at = 0
    while at < len(lines):
        line, group = lines[at], groups[-1]
        at += 1
        if not line.strip() or hashed_in(line):
            group.gap = True
            continue
        if ANSWER_LINE.match(line) or ("<" in line and _XML.match(line.strip())):
            group.gap = group.finished = True
            continue
        found = None
        alone = _NAME_ALONE.match(line) if alternate else None
        if alone and at < len(lines):
            value = lines[at].strip()
            if match(value) is None:
                at += 1
            else:
                value = ""
            found = [(alone["name"], value)]
        found = found or headers_in(line)
        if not found:
            request = message.request_line(line)
            target = targets.Target(*request, 3) if request else targets.in_line(line)
            if target and target.rank == 3 and group.kinds:
                groups.append(_Group(at - 1))
                group = groups[-1]
            if target:
                group.target = targets.better(group.target, target)
            group.gap = True
            continue
        if "://" in line and group.target is None:
            front = targets.in_line(line.partition(found[0][0])[0])
            inside = targets.anywhere(line)
            if front is None or not front.url:
                front = targets.better(front, inside) if inside else front
            group.target = front
        for name, value in found:
            kind = _kind(name)
            if kind is not None and kind in group.kinds and group.gap:
                groups.append(_Group(at - 1))
                group = groups[-1]
            stray = group.finished or (not alternate and not group.kinds)
            if kind is None and stray and name.lower() not in _TELLING:
                continue  # a header of the answer, or a line that only looks like one
            if kind is not None:
                group.kinds.add(kind)
            group.gap = group.finished = False
            group.headers.append((name, value))
    groups = [group for group in groups if group.kinds or group is groups[-1]]
    return [
        dump
        for index, group in enumerate(groups)
        if (dump := _dump(group, lines[group.start : _stop(groups, index, len(lines))]))
    ]


def headers_in(line: str) -> list[tuple[str, str]]:
    """Every Netvisor header in one line, else the one that the line is, with its value."""
    if len(line) > 200_000:
        return []
    if "etv" in line.lower():
        named = [found for found in _NAMED.finditer(line) if match(found["name"].strip())]
        pairs = []
        for index, found in enumerate(named):
            stop = named[index + 1].start() if index + 1 < len(named) else len(line)
            text = line[found.end() : stop]
            if found["sep"] == "=" and (other := _LOGFMT.search(text)):
                text = text[: other.start()]
            pairs.append((_name(found), _value(text, bool(found["open"]))))
        if pairs:
            return pairs
    header = message.parse_header(line)
    if header and match(header[0].strip()):
        return [header]
    plain = _PLAIN.match(line)
    if plain and (plain["name"] in CGI or plain["name"].lower() not in _LABELS):
        known = match(plain["name"]) or short(plain["name"])
        cgi = plain["name"].startswith("HTTP_") or plain["name"] in CGI
        if known or cgi or (plain["sep"] == ":" and usual(plain["name"])):
            return [(plain["name"], _value(plain["value"], '"' in line.partition(":")[0]))]
    return []


def _dump(group: _Group, lines: list[str]) -> Dump | None:
    text = "\n".join(lines)
    answer = find_xml(text)
    found = _XML.search(text[: answer[0]] if answer else text)
    body = ""
    if found:
        body = text[found.start() : answer[0] if answer else len(text)].strip()
    target = group.target or targets.Target("", "", 0)
    if not group.headers and not target.url:
        return None
    return assemble(
        "header list", group.headers, method=target.method, target=target.url, body=body,
        answer=text[answer[0] : answer[1]].strip() if answer else "",
    )  # fmt: skip


def _stop(groups: list[_Group], index: int, end: int) -> int:
    return groups[index + 1].start if index + 1 < len(groups) else end


def _kind(name: str) -> FieldKind | None:
    found = match(name.strip())
    return found.kind if found else short(name)


def _is_alternate(lines: list[str]) -> bool:
    """Names and values on lines of their own, as browsers' tools copy them."""
    alone = 0
    for line in lines:
        found = _NAME_ALONE.match(line) if len(line) < 100 else None
        if found and match(found["name"]):
            alone += 1
            if alone > 1:
                return True
    return False


def _name(found: re.Match[str]) -> str:
    gap = found["sep"].startswith(" ") and found["sep"].strip() == ":" and not found["close"]
    return found["name"].rstrip() + (" " if gap else "")


def _value(text: str, in_quotes: bool) -> str:
    """A value without the notation around it: the brackets of a list, quotes where the name had
    them too or code stands around, what separates it from the next."""
    text = text.strip().rstrip(_TRAILING) if in_quotes else text.strip().rstrip("|").rstrip()
    text = text.removeprefix("[]string")
    # Code puts a comma behind its strings; a name need not be in quotes there.
    in_quotes = in_quotes or re.fullmatch(r"(\"[^\"]*\"|'[^']*'),", text) is not None
    for _ in range(3):
        found = re.match(r"[\[({*` ]*[bu]?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`)", text)
        if in_quotes and found:
            inner = found[1][1:-1]
            return re.sub(r"\\([\"'\\/])", r"\1", inner)
        if len(text) > 1 and text[0] == "[" and text.endswith("]"):
            text = text[1:-1].strip()
            in_quotes = True
            continue
        break
    return text.rstrip(_TRAILING) if text.endswith((",", ";", "&")) else text
