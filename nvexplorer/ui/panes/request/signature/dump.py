"""The bytes of the MAC input in rows, those of the keys masked."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacPart
    from nvexplorer.signing.bench import Hashed

_MASKED = "••"


class ByteKind(Enum):
    """How a byte is shown."""

    PLAIN = "plain"
    NOT_ASCII = "not ASCII"
    CONTROL = "control"
    MASKED = "masked"  # of a key
    LACKING = "lacking"  # stands for a character that the encoding lacks


class Cell(NamedTuple):
    """One byte: as hex digits and as a character; `part` is None for a separator."""

    hex: str
    text: str
    kind: ByteKind
    part: MacPart | None


def cells(hashed: Hashed, start: int, end: int) -> tuple[Cell, ...]:
    """Bytes `start` to `end`."""
    starts = [span.start for span in hashed.spans]
    found = []
    for offset in range(start, min(end, len(hashed.data))):
        span = hashed.spans[bisect_right(starts, offset) - 1]
        byte = hashed.data[offset]
        if span.masked:
            found.append(Cell(_MASKED, "•", ByteKind.MASKED, span.part))
        elif offset in hashed.lacking:
            found.append(Cell("??", "?", ByteKind.LACKING, span.part))
        elif byte >= 0x80:
            found.append(Cell(f"{byte:02X}", ".", ByteKind.NOT_ASCII, span.part))
        elif byte < 0x20 or byte == 0x7F:
            found.append(Cell(f"{byte:02X}", ".", ByteKind.CONTROL, span.part))
        else:
            found.append(Cell(f"{byte:02X}", chr(byte), ByteKind.PLAIN, span.part))
    return tuple(found)


def as_text(hashed: Hashed, per_row: int = 16) -> str:
    """The whole dump to copy: `0010  65 74 76 …  |etv…|` in rows."""
    rows = []
    for start in range(0, len(hashed.data), per_row):
        row = cells(hashed, start, start + per_row)
        digits = " ".join(cell.hex for cell in row).ljust(per_row * 3 - 1)
        rows.append(f"{start:04X}  {digits}  |{''.join(cell.text for cell in row)}|")
    return "\n".join(rows)


def count_words(hashed: Hashed, *, whole: bool) -> str:
    """`214 bytes, 3 of them not ASCII`; `whole` is false while the keys are not known."""
    count = len(hashed.data)
    words = f"{count} byte{'' if count == 1 else 's'}"
    if hashed.not_ascii:
        words += f", {hashed.not_ascii} of them not ASCII"
    return words if whole else f"{words}, and the keys"
