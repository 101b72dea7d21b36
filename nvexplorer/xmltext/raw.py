"""Views of bytes that are sources themselves: nothing of them is copied or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .source import Source

_PER_ROW = 16
_ROW = 8 + 2 + 3 * _PER_ROW + 1 + 2 + _PER_ROW + 2
"""Characters of a row of `HexDump` with its line end."""
_PRINTABLE = bytes(byte if 0x20 <= byte < 0x7F else ord(".") for byte in range(256))


class WithHead:
    """The bytes of `rest` behind those of `head`."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head = head
        self._rest = rest

    @property
    def size(self) -> int:
        return len(self._head) + self._rest.size

    def read(self, offset: int, length: int) -> bytes:
        before = self._head[offset : offset + length] if offset < len(self._head) else b""
        if len(before) == length:
            return before
        return before + self._rest.read(max(0, offset - len(self._head)), length - len(before))


class HexDump:
    """The bytes of `source` as `hexdump -C` writes them: offset, sixteen bytes, their ASCII.

    Rows are equally long, so that any part is made without what comes before it.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    @property
    def size(self) -> int:
        rows, rest = divmod(self._source.size, _PER_ROW)
        return rows * _ROW + (len(_row(0, bytes(rest))) if rest else 0)

    def read(self, offset: int, length: int) -> bytes:
        first = offset // _ROW
        last = (offset + max(0, length) + _ROW - 1) // _ROW
        data = self._source.read(first * _PER_ROW, (last - first) * _PER_ROW)
        rows = (
            _row(first * _PER_ROW + at, data[at : at + _PER_ROW])
            for at in range(0, len(data), _PER_ROW)
        )
        begin = offset - first * _ROW
        return b"".join(rows)[begin : begin + length]


def _row(offset: int, data: bytes) -> bytes:
    pairs = data.hex(" ")
    spelled = f"{pairs[:23]} {pairs[23:]}" if len(data) > 8 else pairs
    text = data.translate(_PRINTABLE)
    return b"%08x  %-*s  |%s|\n" % (offset, 3 * _PER_ROW, spelled.encode("ascii"), text)
