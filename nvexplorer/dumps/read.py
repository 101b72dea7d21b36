"""Reads a pasted text, or a request caught on the wire, into dumps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import hashed, message, objects
from nvexplorer.dumps.answers import find_xml
from nvexplorer.dumps.assemble import assemble
from nvexplorer.dumps.formats import FORMATS
from nvexplorer.dumps.merge import merged
from nvexplorer.dumps.names import match, short
from nvexplorer.dumps.places import placed
from nvexplorer.dumps.prefixes import without_prefixes
from nvexplorer.dumps.tidy import tidy, unescaped, unquoted
from nvexplorer.dumps.tree import is_json
from nvexplorer.signing.encode import LATIN

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump, FieldKind

# What is left of brackets, quotes and escapes when a text is read in the wrong format.
_GARBLED = re.compile(
    r"^[\[{(+]|^$|[\[{}(+,;]\s*$|\\r|\\n|['\"] ?[+,;}\])]|"
    r"['\"] -{1,2}[A-Za-z]|^[^'\"]+['\"]\s*$"
)
#: So many characters of a text are looked at; what stands behind them is not read.
LOOKED_AT = 8 * 1024 * 1024


def read_dumps(text: str) -> tuple[Dump, ...]:
    """Every request in the text, in the order in which they stand; () when nothing looks like one.

    A text may be several things at once, such as JSON in a log in a quoted mail: it is read in
    every format, with and without what may stand around it, and the reading that finds the most
    Netvisor fields is taken. Never raises. Linear in the size of the text, of which the first
    `LOOKED_AT` characters are read.
    """
    text = text[:LOOKED_AT]
    clean = tidy(text)
    versions = _versions(clean)
    best = _from_json(clean) or _likeliest(versions)
    best = _with_answers(best, versions)
    return placed(_with_hashed(best, versions), text)


def _from_json(text: str) -> list[Dump]:
    """The requests of a text that is JSON from end to end: nothing else has to be tried then, and
    a HAR may be large."""
    if not is_json(text):
        return []
    dumps = merged(_requests(objects.read(text)))
    return dumps if any(map(_has_fields, dumps)) else []


def _likeliest(versions: list[str]) -> list[Dump]:
    """What the format reads that finds the most, in the version of the text where it does so."""
    best: list[Dump] = []
    best_score = (0, 0, 0)
    for format in FORMATS:
        for version in versions:
            if not format.looks(version):
                continue
            dumps = merged(_requests(format.read(version)))
            score = _score(dumps)
            if score > best_score:
                best, best_score = dumps, score
    return best


def read_bytes(head: bytes, body: bytes, origin: str) -> Dump:
    """A request caught on the wire: `head` is everything from the request line to the empty line,
    `body` what follows. Header bytes are read as ISO-8859-15, as Netvisor reads them (deduced);
    `recognise` tells when they are UTF-8. The URL is `origin`, as `http://127.0.0.1:8123`, and the
    target; an absolute target stays as it is. The body is read as UTF-8, else as ISO-8859-15."""
    lines = head.decode(LATIN).replace("\r\n", "\n").split("\n")
    words = lines[0].split(" ") if lines else []
    method = words[0] if words else ""
    last = -1 if len(words) > 2 and words[-1].upper().startswith("HTTP/") else len(words)
    target = " ".join(words[1:last])
    headers = message.read_headers(lines, 1, len(lines)).headers
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = body.decode(LATIN)
    if target.startswith("/"):
        target = origin.rstrip("/") + target
    dump = assemble("caught request", headers, method=method, target=target, body=text)
    return placed([dump], "\n".join(lines))[0]


def _versions(text: str) -> list[str]:
    """The text, and the text with one wrapping after the other taken off."""
    versions = [text]
    for peel in (unquoted, unescaped, without_prefixes):
        peeled = peel(versions[-1])
        if peeled != versions[-1]:
            versions.append(peeled)
    return versions


def _requests(dumps: list[Dump]) -> list[Dump]:
    """Those that have to do with Netvisor; a URL alone counts where no headers stand."""
    found = [dump for dump in dumps if _is_request(dump)]
    return [dump for dump in found if _has_fields(dump)] or found


def _is_request(dump: Dump) -> bool:
    """Whether it has to do with Netvisor, or is a whole request of any kind."""
    if _has_fields(dump):
        return True
    lower = dump.url.lower()
    return bool(dump.url) and (bool(dump.method) or ".nv" in lower or "netvisor" in lower)


def _has_fields(dump: Dump) -> bool:
    if any(match(header.name.strip()) for header in dump.headers):
        return True
    return len({kind for header in dump.headers if (kind := short(header.name))}) > 2


def _score(dumps: list[Dump]) -> tuple[int, int, int]:
    """Netvisor fields with a value that no notation clings to, and URLs; whole URLs; how few
    other values there are."""
    fields = garbled = 0
    urls = []
    for dump in dumps:
        clean: set[FieldKind | None] = set()
        odd = 0
        for header in dump.headers:
            found = match(header.name.strip())
            kind = found.kind if found else short(header.name)
            if not _GARBLED.search(header.value):
                clean.add(kind)
            elif kind is not None:
                odd += 1
        garbled += odd
        fields += max(0, len(clean - {None}) - odd)
        if dump.url and (clean - {None} or not odd) and not _GARBLED.search(dump.url):
            urls.append(dump.url)
    return fields + len(urls), sum("://" in url for url in urls), -garbled


def _with_answers(dumps: list[Dump], versions: list[str]) -> list[Dump]:
    """Netvisor's answers that stand apart from the requests, where it is clear whose they are."""
    if not dumps or any(dump.answer for dump in dumps):
        return dumps
    for text in versions:
        answers = []
        at = 0
        while found := find_xml(text, at):
            answers.append(text[found[0] : found[1]].strip())
            at = found[1]
        if len(answers) == len(dumps):
            return [dump._replace(answer=each) for dump, each in zip(dumps, answers, strict=True)]
    return dumps


def _with_hashed(dumps: list[Dump], versions: list[str]) -> list[Dump]:
    """Each hashed text goes to the dump whose values it holds; where there is but one, to that."""
    if not dumps:
        return []
    found = list(dict.fromkeys(text for version in versions for text in hashed.find(version)))
    for text in found:
        if any(text in dump.answer for dump in dumps):
            continue  # Netvisor's own words
        holding = [_held(dump, text) for dump in dumps]
        most = max(holding)
        at = holding.index(most)
        if (most > 1 or len(dumps) == 1) and not dumps[at].hashed:
            dumps[at] = dumps[at]._replace(hashed=text)
    return dumps


def _held(dump: Dump, text: str) -> int:
    parts = set(text.split("&"))
    return sum(header.value.strip() in parts for header in dump.headers if header.value.strip())
