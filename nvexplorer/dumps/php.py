"""What print_r and var_dump of PHP write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps.answers import find_xml
from nvexplorer.dumps.assemble import CGI, assemble
from nvexplorer.dumps.names import match, usual
from nvexplorer.dumps.surroundings import Surroundings
from nvexplorer.dumps.tree import Branch

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_PRINT_R = re.compile(r"^[ \t]*\[(?P<key>[^\]\n]+)\] => ?(?P<value>[^\n]*)$", re.MULTILINE)
_VAR_DUMP = re.compile(
    r"^[ \t]*\[\"?(?P<key>[^\"\]\n]+)\"?(?::[^\]\n]*)?\]=>[ \t]*(?:\n[ \t]*)?(?P<value>[^\n]*)$",
    re.MULTILINE,
)
_STRING = re.compile(r"(?:string\(\d+\) )?\"(.*)\"$")
_SCALAR = re.compile(r"(?:int|float|bool)\((.*)\)$")
_OPENS = re.compile(r"(?:Array|array\(\d+\)|object\(|[\w\\]+ Object)")


def looks(text: str) -> bool:
    return "] =>" in text or "]=>" in text


def read(text: str) -> list[Dump]:
    """Every array or object that holds Netvisor headers, with what it says beside them."""
    entry = _VAR_DUMP if "]=>" in text else _PRINT_R
    groups: list[tuple[list[tuple[str, str]], Branch]] = []
    headers: list[tuple[str, str]] = []
    beside = Branch()
    name = ""
    seen: set[str] = set()
    for found in entry.finditer(text):
        # A visibility or class behind the key: `headers:GuzzleHttp\Psr7\Request:private`.
        key = found["key"].partition(":")[0]
        value = found["value"].strip()
        if _OPENS.match(value):
            name = key if not key.isdigit() else name
            continue
        value = _plain(value)
        if key.isdigit():
            if match(name) or usual(name):
                headers.append((name, value))
            continue
        if key.lower() in seen and match(key):
            groups.append((headers, beside))
            headers, beside, seen = [], Branch(), set()
        if match(key) or (usual(key) and key != "host"):
            headers.append((key, value))
            seen.add(key.lower())
        else:
            beside.append((key, value))
    groups.append((headers, beside))
    return [_dump(headers, beside, text, len(groups)) for headers, beside in groups
            if any(match(name) for name, _ in headers)]  # fmt: skip


def _plain(value: str) -> str:
    found = _STRING.match(value) or _SCALAR.match(value)
    return found[1] if found else value


def _dump(headers: list[tuple[str, str]], beside: Branch, text: str, groups: int) -> Dump:
    around = Surroundings()
    around.take(beside, len(beside))
    keyed = {key: value for key, value in beside if isinstance(value, str)}
    cgi = [(key, keyed[key]) for key in CGI if key in keyed]
    url = around.url
    if keyed.get("path") and keyed.get("host"):
        query = f"?{keyed['query']}" if keyed.get("query") else ""
        url = f"{keyed.get('scheme') or 'https'}://{keyed['host']}{keyed['path']}{query}"
    answer = find_xml(text) if groups == 1 else None
    return assemble(
        "PHP", [*headers, *cgi], method=around.method, target=url, body=around.body,
        answer=text[answer[0] : answer[1]] if answer else around.answer,
    )  # fmt: skip
