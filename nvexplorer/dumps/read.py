"""Reads a pasted text, or a request caught on the wire, into dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.dumps import hashed, message
from nvexplorer.dumps.assemble import assemble
from nvexplorer.dumps.formats import FORMATS
from nvexplorer.dumps.names import match, short
from nvexplorer.dumps.places import placed
from nvexplorer.dumps.prefixes import without_prefixes
from nvexplorer.dumps.tidy import tidy, unescaped, unquoted
from nvexplorer.signing.encode import LATIN

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

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
    best: list[Dump] = []
    best_score = (0, 0, 0)
    versions = _versions(clean)
    for format in FORMATS:
        for version in versions:
            if not format.looks(version):
                continue
            dumps = [dump for dump in format.read(version) if _is_request(dump)]
            score = _score(dumps)
            if score > best_score:
                best, best_score = dumps, score
    return placed(_with_hashed(best, versions), text)


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


def _is_request(dump: Dump) -> bool:
    """Whether it has to do with Netvisor, or is a whole request of any kind."""
    if any(match(header.name.strip()) for header in dump.headers):
        return True
    if len({kind for header in dump.headers if (kind := short(header.name))}) > 2:
        return True
    lower = dump.url.lower()
    return bool(dump.url) and (bool(dump.method) or ".nv" in lower or "netvisor" in lower)


def _score(dumps: list[Dump]) -> tuple[int, int, int]:
    """Netvisor fields, URLs, whole URLs."""
    fields = 0
    for dump in dumps:
        kinds = {found.kind for header in dump.headers if (found := match(header.name.strip()))}
        kinds |= {kind for header in dump.headers if (kind := short(header.name))}
        fields += len(kinds)
    urls = [dump.url for dump in dumps if dump.url]
    return fields + len(urls), sum("://" in url for url in urls), len(dumps)


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
