"""Answers made to break whoever shows them, of any size: each is written piece by piece."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Pieces = Iterator[bytes]

MB = 1_000_000
_PIECE = 1 << 20
_HEAD = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus>"


class Hostile(NamedTuple):
    """`make(size)` gives the pieces of an answer of about `size` units; `size` is the full one, in
    bytes, or in the elements or levels that it counts. `well_formed`: nothing is wrong with it but
    its extent. `charset` is that of the Content-Type."""

    make: Callable[[int], Pieces]
    size: int = 0
    well_formed: bool = True
    charset: str | None = None


def write(path: Path, hostile: Hostile, size: int) -> None:
    with path.open("wb") as file:
        file.writelines(hostile.make(size))


def _filled(pattern: bytes, size: int) -> Pieces:
    """`pattern` over and over, `size` bytes of it."""
    block = pattern * max(1, _PIECE // len(pattern))
    for at in range(0, size, len(block)):
        yield block[: size - at]


def _around(head: bytes, pattern: bytes, tail: bytes) -> Callable[[int], Pieces]:
    def make(size: int) -> Pieces:
        yield head
        yield from _filled(pattern, size)
        yield tail

    return make


def _text(data: bytes) -> Callable[[int], Pieces]:
    return lambda _size: iter((data,))


def _each(head: bytes, one: Callable[[int], bytes], tail: bytes) -> Callable[[int], Pieces]:
    def make(count: int) -> Pieces:
        yield head
        for at in range(0, count, 10_000):
            yield b"".join(map(one, range(at, min(at + 10_000, count))))
        yield tail

    return make


def _levels(closed: bool) -> Callable[[int], Pieces]:
    def make(levels: int) -> Pieces:
        yield from _filled(b"<a>", levels * 3)
        if closed:
            yield b"x"
            yield from _filled(b"</a>", levels * 4)

    return make


def _laughs() -> bytes:
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE Root [\n<!ENTITY l0 "lol">\n'
        + "\n".join(lines)
        + "\n]>\n<Root>&l9;</Root>"
    ).encode()


def _quadratic(size: int) -> Pieces:
    yield b'<!DOCTYPE Root [<!ENTITY a "'
    yield from _filled(b"a", size)
    yield b'">]><Root>'
    yield from _filled(b"&a;", 3 * size // 10)
    yield b"</Root>"


def _outside(address: str) -> bytes:
    return (
        f'<!DOCTYPE Root [<!ENTITY x SYSTEM "{address}">]>\n<Root><Name>&x;</Name></Root>'
    ).encode()


def _base64(size: int) -> Pieces:
    yield _HEAD + b"<Attachment><DocumentData>"
    line = base64.b64encode(b"%PDF-1.7\n" + bytes(range(256)) * 9)[: 3 * 1024]
    yield from _filled(line, size // 4 * 4)
    yield b"</DocumentData></Attachment></Root>"


def _customers(count: int = 30) -> bytes:
    return b"".join(
        f"<Customer><Netvisorkey>{n}</Netvisorkey><Name>Mäkinen {n} Oy</Name></Customer>".encode()
        for n in range(count)
    )


def _utf_16(size: int) -> Pieces:
    one = "<Customer><Netvisorkey>7</Netvisorkey><Name>Mäkinen €</Name></Customer>"
    yield '\ufeff<?xml version="1.0" encoding="utf-16"?><Root>'.encode("utf-16-le")
    yield from (each for each in _filled(one.encode("utf-16-le"), size // 142 * 142))
    yield "</Root>".encode("utf-16-le")


_LISTED = b"<Root><Customerlist>" + _customers() + b"</Customerlist></Root>"
_ODD = "\u202eRtl\u202c \u200b\u200d\u2060\ufeff \u0007".replace("\u0007", "") + "e\u0301" * 50
_PROXY = b"""<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title><meta charset="utf-8"></head>
<body bgcolor=white><center><h1>502 Bad Gateway</h1></center><hr>nginx&nbsp;1.25<br>
<script>if (1 < 2 && 3 > 2) { document.write("<p>" + "</p>") }</script></body></html>"""

HOSTILE: Mapping[str, Hostile] = {
    "billion laughs": Hostile(_text(_laughs()), well_formed=False),
    "quadratic entities": Hostile(_quadratic, 1 * MB, well_formed=False),
    "entity in a file": Hostile(_text(_outside("file:///etc/passwd"))),
    "entity on the web": Hostile(_text(_outside("http://127.0.0.1:9/x"))),
    "deep, closed": Hostile(_levels(True), 1 * MB),
    "deep, unclosed": Hostile(_levels(False), 1 * MB, well_formed=False),
    "huge attribute": Hostile(_around(b'<Root a="', b"abcd \xc3\xa4", b'"/>'), 200 * MB),
    "huge text": Hostile(_around(b"<Root><T>", b"text \xc3\xa4 ", b"</T></Root>"), 200 * MB),
    "huge base64": Hostile(_base64, 100 * MB),
    "huge comment": Hostile(_around(b"<Root><!-- ", b"<a> x ", b" --></Root>"), 100 * MB),
    "NUL bytes": Hostile(_text(_LISTED.replace(b"kinen 7", b"\0\0\0", 1)), well_formed=False),
    "NUL at the start": Hostile(_text(b"\0\0\0\0" + _LISTED), well_formed=False),
    "only NUL": Hostile(_around(b"", b"\0", b""), 10 * MB, well_formed=False),
    "line without a tag": Hostile(_around(b"", b"no tag ", b""), 100 * MB, well_formed=False),
    "siblings": Hostile(_each(b"<Root>", lambda n: b"<a>%d</a>" % n, b"</Root>"), 1 * MB),
    "empty siblings": Hostile(_around(b"<Root>", b"<a/>", b"</Root>"), 4 * MB),
    "names": Hostile(_each(b"<Root>", lambda n: b"<n%d/>" % n, b"</Root>"), 1 * MB),
    "attributes": Hostile(
        _each(b"<Root><a ", lambda n: b'a%d="%d" ' % (n, n), b"/></Root>"), 10_000
    ),
    "columns": Hostile(
        _each(b"<Root>", lambda n: b"<r><c%d>%d</c%d><k>1</k></r>" % (n, n, n), b"</Root>"),
        20_000,
    ),
    "one name": Hostile(_around(b"<", b"name", b"/>"), 50 * MB, well_formed=False),
    "blank lines": Hostile(_around(b"<Root>", b"\r\n", b"</Root>"), 50 * MB),
    "UTF-16": Hostile(_utf_16, 50 * MB),
    "UTF-16 declared only": Hostile(
        _text(b'<?xml version="1.0" encoding="utf-16"?>' + _LISTED), well_formed=False
    ),
    "unknown encoding": Hostile(
        _text(b'<?xml version="1.0" encoding="x-klingon"?>' + _LISTED), well_formed=False
    ),
    "invalid bytes": Hostile(
        _text(_LISTED.replace(b"kinen 7", b"\xff\xfe\xc3", 1)), well_formed=False
    ),
    "only invalid bytes": Hostile(_around(b"", b"\xff\x80\xc0", b""), 10 * MB, well_formed=False),
    "control characters": Hostile(
        _text(_LISTED.replace(b"kinen 7", b"\x01\x1b[31m\x7f\x0c", 1)), well_formed=False
    ),
    "bidi and zero width": Hostile(_text(_LISTED.replace(b"kinen 7", _ODD.encode(), 1))),
    "many <": Hostile(_around(b"", b"<", b""), 10 * MB, well_formed=False),
    "many &": Hostile(_around(b"<Root>", b"&", b"</Root>"), 10 * MB, well_formed=False),
    "many >": Hostile(_around(b"<Root>", b">", b"</Root>"), 10 * MB),
    "many <!--": Hostile(_around(b"<Root>", b"<!--", b""), 10 * MB, well_formed=False),
    "many ]]>": Hostile(_around(b"<Root>", b"]]>", b"</Root>"), 10 * MB, well_formed=False),
    "many end tags": Hostile(_around(b"<Root>", b"</a>", b""), 10 * MB, well_formed=False),
    "cut in a tag": Hostile(_text(_LISTED[:-3]), well_formed=False),
    "cut in an attribute": Hostile(_text(_LISTED + b'<a b="c'), well_formed=False),
    "cut in a comment": Hostile(_text(_LISTED[:400] + b"<!-- a <b>"), well_formed=False),
    "cut in CDATA": Hostile(_text(b"<Root><a><![CDATA[ x <b> ]"), well_formed=False),
    "cut in a character": Hostile(_text(b"<Root><a>M\xc3"), well_formed=False),
    "page of a proxy": Hostile(_text(_PROXY), well_formed=False, charset="utf-8"),
    "JSON": Hostile(_text(b'{"error": {"code": 500, "message": "no <xml>"}}'), well_formed=False),
    "empty": Hostile(_text(b"")),
    "white space": Hostile(_around(b"", b" \r\n\t", b""), 1 * MB, well_formed=False),
    "two roots": Hostile(_text(_LISTED + _LISTED), well_formed=False),
    "around the root": Hostile(
        _text(b"<!-- a --><?b c?>\n<!DOCTYPE Root>\n" + _LISTED + b"\n<!-- d --><?e f?>\n")
    ),
    "internal subset": Hostile(
        _text(
            b'<!DOCTYPE Root [<!ELEMENT a (#PCDATA)><!ATTLIST a b CDATA "]>">'
            b'<!ENTITY e "x > y"><!-- ]> --><?p ]> ?>]>' + _LISTED
        )
    ),
}
