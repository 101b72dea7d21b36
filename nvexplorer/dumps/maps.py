"""Maps that are printed without quotes: Java's and Spring's, Go's, HttpURLConnection's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import targets
from nvexplorer.dumps.answers import find_xml
from nvexplorer.dumps.assemble import assemble
from nvexplorer.dumps.message import request_line
from nvexplorer.dumps.names import match

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_NAME = r"(?<![\w-])[A-Za-z][\w-]*"
_GO = re.compile(rf"(?P<name>{_NAME}):\[(?P<value>[^\[\]\n]*)\](?=[ \]]|$)")
_JAVA = re.compile(rf"(?P<name>{_NAME})=(?P<value>[^\n]*?)(?=, {_NAME}=|\}}|$)")
_SPRING = re.compile(rf"(?P<name>{_NAME}):\"(?P<value>[^\"\n]*)\"")
_MESSAGE = re.compile(r"\{(?P<name>[^{}:\n]+): (?P<value>[^{}\n]*)\}")
_KINDS = (
    ("Go map", re.compile(r"map\["), _GO),
    ("MessageHeader", re.compile(r"\bpairs: \{"), _MESSAGE),
    ("Spring headers", re.compile(rf"\[{_NAME}:\""), _SPRING),
    ("Java map", re.compile(rf"\{{{_NAME}="), _JAVA),
)
_GO_REQUEST = re.compile(r"&\{(?:Method:)?(GET|POST) (?:URL:)?(https?://\S+|/\S+) ")
_GO_HOST = re.compile(r" Host:(\S+)")
_NETVISOR = re.compile(r"etvisor", re.IGNORECASE)


def looks(text: str) -> bool:
    return any(sign.search(text) for _, sign, _ in _KINDS)


def read(text: str) -> list[Dump]:
    """Every line that holds such a map with Netvisor's names; its URL stands in the line or in the
    lines before, else in those behind."""
    lines = text.split("\n")
    dumps: list[Dump] = []
    before: targets.Target | None = None
    waiting: list[int] = []
    for line in lines:
        found = _headers(line) if _NETVISOR.search(line) else None
        if found is None:
            request = request_line(line)
            target = targets.Target(*request, 3) if request else targets.in_line(line)
            if target and target.url:
                before = targets.better(before, target)
                for at in waiting:
                    dumps[at] = dumps[at]._replace(method=target.method, url=target.url)
                waiting = []
            continue
        format, headers = found
        target = _target(line, headers) or before
        if target is None:
            waiting.append(len(dumps))
            target = targets.Target("", "", 0)
        host = _GO_HOST.search(line)
        named = [*headers, ("Host", host[1])] if host else headers
        dumps.append(assemble(format, named, method=target.method, target=target.url))
        before = None
    answer = find_xml(text)
    if answer and len(dumps) == 1:
        dumps[0] = dumps[0]._replace(answer=text[answer[0] : answer[1]].strip())
    return dumps


def _headers(line: str) -> tuple[str, list[tuple[str, str]]] | None:
    for format, sign, entry in _KINDS:
        start = sign.search(line)
        if not start:
            continue
        pairs = []
        for found in entry.finditer(line, start.start()):
            value = found["value"]
            if entry is _JAVA and value.startswith("[") and value.endswith("]"):
                value = value[1:-1]
            if entry is _MESSAGE and value == "null":
                continue
            pairs.append((found["name"], value))
        if any(match(name) for name, _ in pairs):
            return format, pairs
    return None


def _target(line: str, headers: list[tuple[str, str]]) -> targets.Target | None:
    go = _GO_REQUEST.search(line)
    if go:
        return targets.Target(go[1], go[2], 3)
    first = re.search(r"\{((?:GET|POST) [^{}]*?)(?: HTTP/[\d.]+)?: null\}", line)
    if first:
        request = request_line(first[1])
        return targets.Target(*request, 3) if request else None
    target = targets.in_line(line)
    return target if target and target.url else None
