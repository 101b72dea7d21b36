"""Requests in a tree: whatever object or list holds headers, and what stands around it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.dumps import lines, message, targets
from nvexplorer.dumps.answers import cut_answer
from nvexplorer.dumps.assemble import METHODS, absolute, assemble
from nvexplorer.dumps.names import key_like, match, short, usual
from nvexplorer.dumps.surroundings import NEAR, Surroundings, squeezed
from nvexplorer.dumps.tree import Branch, Node, Quoted, parse

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_LOOKS = re.compile(
    r"[\"'`][\w -]{0,40}(?:netvisor|Netv)|HTTP/1\.[01]\\r|"
    r"[\"'](?:customer_?id|transaction_?id)[\"']",
    re.IGNORECASE,
)
_RAW = re.compile(rf"\s*(?:{METHODS}) \S[^\n]{{0,20000}} HTTP/\d(?:\.\d)?\r?\n")
_NAME_KEYS = ("name", "key", "header", "field")
_VALUE_KEYS = ("value", "val", "values")
_NO_HEADERS = {
    "url", "uri", "method", "body", "data", "headers", "baseurl", "params", "verb", "timeout",
    "maxbodylength", "maxcontentlength", "httpversion", "statuscode", "responsetype",
}  # fmt: skip
_CALL = re.compile(
    r"\b(?:requests|axios|session|client|http|got|RestClient|HTTParty|Faraday|HttpMethod|Method)\."
    r"(get|post)\b|-Method[ ]+['\"]?(get|post)\b",
    re.IGNORECASE,
)
# So many objects are opened within each other.
_NESTED = 30
# How far a URL may stand from the headers in a text that is not one object.
_NEAR = 4000


class _Place(NamedTuple):
    """A branch with those it stands in, the nearest last, each with its item that leads on."""

    branch: Branch
    above: tuple[tuple[Branch, int], ...]


class _Raw(NamedTuple):
    """A request that a string holds, the item `at` of a branch."""

    place: _Place
    at: int


def looks(text: str) -> bool:
    return _LOOKS.search(text) is not None


def read(text: str, format: str = "object") -> list[Dump]:
    """Every request in the text, in the order in which they stand."""
    dumps: list[Dump] = []
    root = parse(text)
    log = dict(root).get("log")
    if isinstance(log, Branch) and "entries" in dict(log):
        format = "HAR"
    stack: list[_Place | _Raw] = [_Place(root, ())]
    last = 0
    while stack:
        place = stack.pop()
        if isinstance(place, _Raw):
            dumps += _raw(place, format)
            continue
        branch = place.branch
        pairs = header_pairs(branch)
        if pairs and _kinds(pairs):
            dumps.append(_dump(pairs, place, text[last : branch.start], text, format))
            last = branch.start
            continue
        inner: list[_Place | _Raw] = []
        for at, (_, value) in enumerate(branch):
            if isinstance(value, Branch):
                inner.append(_Place(value, (*place.above, (branch, at))))
            elif _RAW.match(value):
                inner.append(_Raw(place, at))
            elif value.lstrip()[:1] in ("{", "[") and len(place.above) < _NESTED:
                if looks(value):  # JSON within JSON, as logs write it
                    inner.append(_Place(parse(value), (*place.above, (branch, at))))
            elif "\n" in value and "netvisor" in value.lower():
                rows = value.replace("\r\n", "\n").split("\n")
                block = message.read_headers(rows, 0, len(rows)).headers
                if _kinds(block):
                    dumps.append(_dump(block, place, "", "", format))
        stack += reversed(inner)
    return dumps


def header_pairs(branch: Branch) -> list[tuple[str, str]]:
    """The headers that a branch holds, in any of the forms that programs keep them in."""
    pairs: list[tuple[str, str]] = []
    flat = [value for key, value in branch if not key and isinstance(value, str)]
    named = [value for value in flat[::2] if match(value)]
    if len(flat) == len(branch) and len(flat) % 2 == 0 and len(named) > 1:
        return list(zip(flat[::2], flat[1::2], strict=True))
    for key, value in branch:
        if key and squeezed(key) not in _NO_HEADERS:
            pairs += [(key, each) for each in _values(key, value)]
        elif isinstance(value, Branch):
            pairs += _entry(value)
        elif not key and (line := message.parse_header(value)) and match(line[0].strip()):
            pairs.append(line)
    if not any(match(name.strip()) for name, _ in pairs):
        kinds = {short(name) for name, _ in pairs if not key_like(name)} - {None}
        return [pair for pair in pairs if short(pair[0])] if len(kinds) > 2 else []
    return [pair for pair in pairs if match(pair[0].strip()) or key_like(pair[0])
            or usual(pair[0])]  # fmt: skip


def _values(key: str, value: Node) -> list[str]:
    """The values of one name: a list stands for as many headers. Node keeps the name as it was
    written beside the value."""
    if isinstance(value, str):
        own = re.match(rf"{re.escape(key)}: ", value, re.IGNORECASE)
        return [value[own.end() :] if own else value]
    scalars = value.scalars()
    if len(scalars) == 2 and scalars[0].lower() == key.lower():
        return scalars[1:]
    if len(scalars) != len(value) or any(k and not k.isdigit() for k, _ in value):
        return []
    return [_values(key, each)[0] for each in scalars]


def _entry(branch: Branch) -> list[tuple[str, str]]:
    """One header that is an object `{name, value}`, a pair, or an object with the one name."""
    keyed = {squeezed(key): value for key, value in branch if key}
    if keyed.get("disabled") == "true" or keyed.get("enabled") == "false":
        return []
    name = next((keyed[key] for key in _NAME_KEYS if key in keyed), None)
    value = next((keyed[key] for key in _VALUE_KEYS if key in keyed), None)
    if isinstance(name, str) and value is not None:
        return [(name, each) for each in _values(name, value)]
    if len(branch) == 1 and branch[0][0]:
        return [(branch[0][0], each) for each in _values(*branch[0])]
    scalars = branch.scalars()
    if len(scalars) == 2 == len(branch) and not keyed and usual(scalars[0]):
        return [(scalars[0], scalars[1])]
    return []


def _kinds(pairs: list[tuple[str, str]]) -> int:
    exact = {found.kind for name, _ in pairs if (found := match(name.strip()))}
    return len(exact) or len({kind for name, _ in pairs if (kind := short(name))}) // 3


def _dump(pairs: list[tuple[str, str]], place: _Place, before: str, text: str, format: str) -> Dump:
    around = Surroundings()
    around.take(place.branch, len(place.branch))
    for branch, at in reversed(place.above):
        around.take(branch, at)
    method, url = around.method, around.url
    if not url:
        near = [*reversed(before[-_NEAR:].split("\n")),
                *text[place.branch.start : place.branch.start + 2 * _NEAR].split("\n")]  # fmt: skip
        target: targets.Target | None = None
        for line in near:
            request = message.request_line(line)
            found = targets.Target(*request, 3) if request else targets.in_line(line)
            if found and not lines.headers_in(line):
                target = targets.better(target, found)
        if target:
            method, url = method or target.method, target.url.removesuffix(":")
    start = place.branch.start
    if not method and (call := _CALL.search(text, max(0, start - _NEAR), start + _NEAR)):
        method = call[1] or call[2]
    return assemble(
        format, pairs, method=method, target=absolute(url, around.host, around.scheme),
        body=around.body, answer=around.answer,
    )  # fmt: skip


def _raw(raw: _Raw, format: str) -> list[Dump]:
    """With what was sent and came behind it in further strings, up to the next request."""
    branch, at = raw.place.branch, raw.at
    text = str(branch[at][1]).replace("\r\n", "\n")
    more = []
    for _, value in islice(branch, at + 1, at + 1 + NEAR):
        if isinstance(value, Quoted):
            if _RAW.match(value):
                break
            if value.lstrip()[:1] == "<" or value.startswith("HTTP/"):
                more.append(value)
    around = Surroundings()
    for above, index in ((branch, at), *reversed(raw.place.above)):
        around.take(above, index)
    out = []
    for dump in message.read(text):
        body, answer = cut_answer("\n".join([dump.body, *more]).replace("\r\n", "\n"))
        answer = dump.answer or answer or around.answer
        out.append(dump._replace(format=format, body=body, answer=answer))
    return out
