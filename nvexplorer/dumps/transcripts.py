"""Logs that mark which way each line went: curl -v, OkHttp, Apache HttpClient. Each is turned into
raw HTTP and read as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import message
from nvexplorer.dumps.assemble import METHODS

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_CURL = re.compile(rf"^[ \t]*> (?:{METHODS}) \S.* HTTP/\d(?:\.\d)?[ \t]*$", re.MULTILINE)
_CURL_TOLD = re.compile(r"^[ \t]*[*<{}] ", re.MULTILINE)  # else it is quoted mail
_CURL_METER = re.compile(r"[ \t]*(?:\d+ .*[ \t]--:--|% Total|Dload |[{}] ?\[\d+ bytes data\])")
_OKHTTP = re.compile(rf"--> (?P<line>(?:{METHODS}) \S+)(?: (?P<version>[\w./]+))?")
_OKHTTP_END = re.compile(r"(?:-->|<--) END ")
_OKHTTP_ANSWER = re.compile(r"<-- (?P<code>\d{3})\b")
_WIRE = re.compile(
    r"(?P<link>(?:http-outgoing|http-incoming|ex|c)-[\w-]{1,40})[: ]{0,3}"
    r"(?P<way>>>|<<) \"(?P<text>.*)\"\s*$"
)
_WIRE_OLD = re.compile(r"(?P<link>)(?P<way>>>|<<) \"(?P<text>.*)\"\s*$")
_WIRE_HEADER = re.compile(
    r"(?P<link>(?:http-outgoing|ex|c)-[\w-]{1,40})[: ]{0,3}(?P<way>>>|<<) (?P<text>[^\"].*)$"
)
_WIRE_BYTES = re.compile(r"((?:\[0x[0-9a-f]{1,2}\])+)", re.IGNORECASE)


def looks_verbose(text: str) -> bool:
    return _CURL.search(text) is not None and _CURL_TOLD.search(text) is not None


def read_verbose(text: str) -> list[Dump]:
    """`curl -v`: `> ` is sent, `< ` received, `* ` told."""
    out = []
    for line in text.split("\n"):
        bare = line.lstrip()
        if bare[:2] in ("> ", "< "):
            out.append(bare[2:])
        elif bare in (">", "<"):
            out.append("")
        elif not bare.startswith("* ") and not _CURL_METER.match(line):
            out.append(line)
    return _named("curl -v", message.read("\n".join(out)))


def looks_okhttp(text: str) -> bool:
    return "--> END" in text or _OKHTTP.search(text) is not None


def read_okhttp(text: str) -> list[Dump]:
    """The logging interceptor of OkHttp: `-->` begins a request, `<--` an answer."""
    out = []
    inside = False
    for line in text.split("\n"):
        request, answer = _OKHTTP.search(line), _OKHTTP_ANSWER.search(line)
        if _OKHTTP_END.search(line):
            out.append("")
            inside = False
        elif request:
            out.append(f"{request['line']} HTTP/1.1")
            inside = True
        elif answer:
            out.append(f"HTTP/1.1 {answer['code']}")
            inside = True
        elif inside:
            out.append(line)
    return _named("OkHttp log", message.read("\n".join(out)))


def looks_wire(text: str) -> bool:
    return '>> "' in text or re.search(r"http-outgoing-\d+[: ]*>> ", text) is not None


def read_wire(text: str) -> list[Dump]:
    """The wire log of Apache HttpClient, each connection for itself; its header log where there is
    no wire log."""
    lines = text.split("\n")
    pattern = _WIRE_HEADER
    for each in (_WIRE, _WIRE_OLD):
        if any(each.search(line) for line in lines):
            pattern = each
            break
    links: dict[str, list[str]] = {}
    for line in lines:
        found = pattern.search(line) if ">> " in line or "<< " in line else None
        if not found:
            continue
        content = found["text"]
        ends = content.endswith(("[\\n]", "[\\r]")) or pattern is _WIRE_HEADER
        content = content.replace("[\\r]", "").replace("[\\n]", "")
        content = _WIRE_BYTES.sub(_bytes, content)
        links.setdefault(found["link"], []).append(content + ("\n" if ends else ""))
    dumps = []
    for pieces in links.values():
        dumps += message.read("".join(pieces))
    return _named("Apache HttpClient log", dumps)


def _bytes(found: re.Match[str]) -> str:
    raw = bytes(int(digits, 16) for digits in re.findall(r"0x([0-9a-fA-F]+)", found[1]))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("iso-8859-15")


def _named(format: str, dumps: list[Dump]) -> list[Dump]:
    return [dump._replace(format=format) for dump in dumps]
