"""Hex dumps: curl --trace and --trace-ascii, Wireshark's streams, tcpdump -X, xxd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import message

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_ROW = re.compile(
    r"(?P<lead>[ \t]*)(?:0x)?(?P<offset>[0-9a-fA-F]{4,8}):?[ \t]{1,3}"
    r"(?P<hex>(?:[0-9a-fA-F]{2,4}[ \t]{1,2}){0,31}[0-9a-fA-F]{2,4})(?:[ \t]|$)"
)
_ASCII_ROW = re.compile(r"(?P<offset>[0-9a-f]{4,8}): (?P<text>.*)$")
_SENT = re.compile(r"^(?:[\d:.]+ )?=> Send (?:header|data)", re.MULTILINE)
_TRACE_LINE = re.compile(r"(?:[\d:.]+ )?(?P<way>=>|<=|==) (?P<what>Send|Recv|Info)")
_ROWS = re.compile(
    r"^[ \t]*(?:0x)?[0-9a-fA-F]{4,8}:?[ \t]{1,3}(?:[0-9a-fA-F]{2,4}[ \t]{1,2}){7}", re.MULTILINE
)
_ROW_WIDTH = 16


def looks_trace(text: str) -> bool:
    return _SENT.search(text) is not None


def read_trace(text: str) -> list[Dump]:
    """`curl --trace` and `--trace-ascii`. In the second a row ends at a line end or after 64
    characters; which of the two, the next row's offset tells."""
    sent: list[str] = []
    chunk: list[tuple[int, str]] = []
    is_hex = _ROWS.search(text) is not None
    for line in [*text.split("\n"), "== Info"]:
        marker = _TRACE_LINE.match(line)
        if marker:
            sent.append(_chunk(chunk, is_hex))
            chunk = []
            continue
        row = _ROW.match(line) if is_hex else None
        ascii_row = None if is_hex else _ASCII_ROW.match(line)
        if row:
            chunk.append((int(row["offset"], 16), row["hex"]))
        elif ascii_row:
            chunk.append((int(ascii_row["offset"], 16), ascii_row["text"]))
    return _named("curl trace", message.read("".join(sent)))


def looks(text: str) -> bool:
    return _ROWS.search(text) is not None


def read(text: str) -> list[Dump]:
    """Bytes with their offsets. Packets of tcpdump begin with the headers of IP and TCP; Wireshark
    indents what came back."""
    lines = text.split("\n")
    data = bytearray()
    for line in lines:
        row = _ROW.match(line)
        if not row:
            continue
        # The column of characters may look like hex: a row has sixteen bytes.
        digits = re.sub(r"\s", "", row["hex"])[: 2 * _ROW_WIDTH]
        if len(digits) % 2:
            digits = digits[:-1]
        if int(row["offset"], 16) == 0 and data and data[-1:] != b"\n":
            data += b"\n"
        data += bytes.fromhex(digits)
    try:
        plain = data.decode()
    except UnicodeDecodeError:
        plain = data.decode("iso-8859-15")
    plain = plain.replace("\r\n", "\n").replace("\0", "")
    # Bytes of TCP may be a line feed, and stand right in front of the request.
    return _named("hex dump", message.read(plain))


def _chunk(rows: list[tuple[int, str]], is_hex: bool) -> str:
    if is_hex:
        digits = "".join(re.sub(r"\s", "", row)[: 2 * _ROW_WIDTH] for _, row in rows)
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2])
        try:
            return raw.decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            return raw.decode("iso-8859-15").replace("\r\n", "\n")
    out = []
    for index, (offset, text) in enumerate(rows):
        wraps = index + 1 < len(rows) and rows[index + 1][0] - offset == len(text)
        out.append(text + ("" if wraps else "\n"))
    return "".join(out)


def _named(format: str, dumps: list[Dump]) -> list[Dump]:
    return [dump._replace(format=format) for dump in dumps]
