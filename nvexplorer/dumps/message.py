"""Raw HTTP: request lines, headers, bodies, and the answers behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.dumps import targets
from nvexplorer.dumps.answers import ANSWER_LINE, cut_answer
from nvexplorer.dumps.assemble import METHODS, assemble
from nvexplorer.dumps.names import match

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_METHOD = re.compile(rf"(?<![A-Za-z])({METHODS})[ \t]+(?=\S)")
_TARGET = re.compile(r"/|https?://|\*$|[\w-]+\.nv\b|[\w.-]+(?::\d+)?/", re.IGNORECASE)
_VERSION = re.compile(r"[ \t]HTTP/\d(?:\.\d)?[ \t]*$")
_HEADER = re.compile(r"(?P<name>:?[A-Za-z0-9!#$%&'*+.^_`|~-]+)(?P<gap>[ \t]*):[ \t]*(?P<value>.*)$")
_SPACED = re.compile(
    r"(?P<name>X[ -]?Netvisor[ A-Za-z-]{0,80}):[ \t]*(?P<value>.*)$", re.IGNORECASE
)


_BODY_SIGNS = ("content-type", "transfer-encoding")


class Block(NamedTuple):
    """Header lines read to the line `end`, exclusive."""

    headers: list[tuple[str, str]]
    end: int


def read(text: str) -> list[Dump]:
    """Every request in the text that begins with a request line."""
    lines = text.split("\n")
    starts = [(at, found) for at, line in enumerate(lines) if (found := request_line(line))]
    dumps = []
    for index, (at, (method, target)) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else len(lines)
        block = read_headers(lines, at + 1, stop)
        body, answer = cut_answer("\n".join(lines[block.end : stop]))
        body = _own_body(body, block.headers)
        dumps.append(
            assemble("Raw HTTP", block.headers, method=method, target=target, body=body,
                     answer=answer)
        )  # fmt: skip
    return dumps


def request_line(line: str) -> tuple[str, str] | None:
    """Method and target, None for any other line. In front may stand what marks the line, or, of
    a line that ends in HTTP's version, anything: tcpdump shows the bytes of IP and TCP there."""
    found = _METHOD.search(line) if len(line) <= 20_000 else None
    if not found:
        return None
    target, *behind = _VERSION.split(line[found.end() :].rstrip(), maxsplit=1)
    target = target.rstrip()
    if not _TARGET.match(target):
        return None
    front = line[: found.start()].strip(" \t>$")
    if front and (not behind or front[-1] in "\"'`(={["):
        return None
    if not behind:
        url, _, rest = target.partition(" ")
        target = url + targets.decoded_rest(url, f" {rest}" if rest else "")
    return found[1], target


def read_headers(lines: list[str], start: int, stop: int) -> Block:
    """Headers from `start` to the empty line behind them. Folded ones are joined by a space;
    empty lines between Netvisor headers, as double spacing leaves them, are passed over."""
    headers: list[tuple[str, str]] = []
    indent = _indent(lines, start, stop)
    at = start
    while at < stop:
        line = lines[at]
        if not line.strip():
            follows = next((n for n in range(at + 1, min(at + 3, stop)) if lines[n].strip()), stop)
            if follows < stop and (not headers or _is_netvisor(lines[follows])):
                at = follows
                continue
            return Block(headers, at + 1)
        if ANSWER_LINE.match(line):
            return Block(headers, at)
        header = parse_header(line)
        folded = len(line) - len(line.lstrip()) > indent and headers
        if folded and not (header and match(header[0])):
            name, value = headers[-1]
            headers[-1] = name, f"{value} {line.strip()}".strip()
        elif header:
            headers.append(header)
        elif headers or not _passed_over(line):
            return Block(headers, at)
        at += 1
    return Block(headers, at)


def parse_header(line: str) -> tuple[str, str] | None:
    """Name and value of a `Name: value` line. A space between name and colon stays at the name's
    end, as the finding it is."""
    line = line.strip()
    if len(line) > 100_000:
        return None
    found = _HEADER.match(line)
    if found:
        return found["name"] + found["gap"], found["value"].rstrip()
    spaced = _SPACED.match(line)
    return (spaced["name"], spaced["value"].rstrip()) if spaced else None


def _own_body(text: str, headers: list[tuple[str, str]]) -> str:
    """The body without what a log wrote behind it: as long as Content-Length says; without one, of
    a request that shows no sign of a body, only what is clearly one."""
    sizes = [value for name, value in headers if name.strip().lower() == "content-length"]
    if sizes and sizes[0].isascii() and sizes[0].isdigit() and len(sizes[0]) < 10:
        return text.encode("utf-8", "replace")[: int(sizes[0])].decode(errors="ignore").strip()
    if not text or text[0] not in "<{[":
        typed = any(name.strip().lower() in _BODY_SIGNS for name, _ in headers)
        return text if typed else ""
    end = text.rfind("</root>") if text[0] == "<" else -1
    return text[: end + len("</root>")] if end >= 0 else text


def _indent(lines: list[str], start: int, stop: int) -> int:
    """How far the whole block is indented, so that folding can be told from it."""
    for line in lines[start:stop][:3]:
        if line.strip():
            return len(line) - len(line.lstrip())
    return 0


def _is_netvisor(line: str) -> bool:
    header = parse_header(line)
    return header is not None and match(header[0].strip()) is not None


def _passed_over(line: str) -> bool:
    """A line between request line and headers that belongs to neither."""
    return line.strip().lower() in ("headers", "headers:", "request headers", "request headers:")
