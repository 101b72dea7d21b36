"""Undoing gzip piece by piece, with a guard against answers that explode."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from nvexplorer.model.errors import ConnectionCut, NotHttp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zlib import _Decompress

_PIECE = 1 << 20


def inflate(pieces: Iterable[bytes], *, ratio: int = 400, floor: int = 64 << 20) -> Iterator[bytes]:
    """Pieces of at most 1 MiB. Several gzip members in a row are one answer (RFC 1952).

    Raises ConnectionCut when the data end too early, NotHttp when they are damaged or grow to more
    than `ratio` times their size and more than `floor` bytes. XML of Netvisor's kind shrinks to a
    tenth, the most repetitive to a hundredth; deflate itself ends at about a thousandth.

    What can be read in front of the damage is given first; all as it came, when it is not gzip from
    its beginning on, as from a proxy that unpacks and says that it has not.
    """
    member = zlib.decompressobj(wbits=31)
    compressed = inflated = 0
    coming = iter(pieces)
    for piece in coming:
        compressed += len(piece)
        rest, more = piece, False
        while rest or more:
            if member.eof:
                rest = rest.lstrip(b"\0")  # padding after the last member is allowed
                if not rest:
                    break
                member = zlib.decompressobj(wbits=31)
            before = member.copy()
            try:
                data = member.decompress(rest, _PIECE)
            except zlib.error:
                data = _in_front_of_damage(before, rest)
                if data or inflated or compressed > len(piece):
                    yield data
                else:
                    yield piece
                    yield from coming
                raise NotHttp(
                    "The answer says that it is compressed with gzip, but it is not, or damaged.",
                    "Try again; if it goes on, look for a proxy that changes answers.",
                    "receive",
                ) from None
            rest = member.unused_data if member.eof else member.unconsumed_tail
            # A full piece may leave output behind although all input is taken.
            more = len(data) == _PIECE and not member.eof
            inflated += len(data)
            if inflated > floor and inflated > ratio * compressed:
                raise NotHttp(
                    f"The answer grows to more than {ratio} times its size when unpacked, which "
                    f"no real one does; it was stopped at {inflated >> 20} MB.",
                    "Check that the host is Netvisor's.",
                    "receive",
                )
            if data:
                yield data
    if compressed and not member.eof:
        raise ConnectionCut(
            "The compressed answer broke off before its end.", "Try again.", "receive"
        )


def _in_front_of_damage(member: _Decompress, data: bytes) -> bytes:
    """At most a piece."""
    found = bytearray()
    try:
        for byte in data:
            found += member.decompress(bytes((byte,)), _PIECE - len(found))
            if len(found) == _PIECE:
                break
    except zlib.error:
        pass
    return bytes(found)
