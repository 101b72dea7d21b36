"""From a MacInput to the chips, separators and the MAC that the strip paints."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.panes.mac_input.flow import Item
from nvexplorer.ui.wording import short_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFontMetricsF

    from nvexplorer.model.mac import MacInput, MacPart

_LEAD = 21.0  # room for the number
_LEAD_TWO_DIGITS = 25.0
_TAIL = 5.0
_HEX_DIGIT = 6.0  # of the small face under a character
_CELL_GAP = 4.0


class Chip(NamedTuple):
    """One thing on the strip. `part` is None for separators and the MAC; `cells` are the bytes of
    each character, empty when they are not shown; `under` is said in their place."""

    item: Item
    text: str
    part: MacPart | None = None
    cells: tuple[str, ...] = ()
    under: str = ""
    tip: str = ""
    italic: bool = False
    bold: bool = False
    muted: bool = False
    is_mac: bool = False


def chips_of(
    message: MacInput, mac: str, metrics: QFontMetricsF, *, preview: bool, hex_bytes: bool
) -> tuple[Chip, ...]:
    """In reading order: each part with its separator before it, then an arrow and the MAC."""
    measure = _measurer(metrics)
    encoding = message.encoding if hex_bytes else ""
    chips: list[Chip] = []
    for part in message.parts:
        if part.before:
            chips.append(_plain(part.before, measure, encoding, glued=bool(chips)))
        chips.append(_part(part, message.encoding, measure, preview, hex_bytes))
    if message.suffix:
        chips.append(_plain(message.suffix, measure, encoding, glued=True))
    chips.append(_mac(mac, measure))
    return tuple(chips)


def _part(
    part: MacPart,
    encoding: str,
    measure: Callable[[str], list[float]],
    preview: bool,
    hex_bytes: bool,
) -> Chip:
    text = wording.chip_text(part, preview=preview)
    made_later = wording.is_made_at_sending(part, preview=preview)
    secret = isinstance(part.value, Secret)
    widths: Sequence[float] = measure(text)
    cells: tuple[str, ...] = ()
    under = ""
    if hex_bytes and secret:
        under = "never shown"
    elif hex_bytes and not made_later:
        cells = wording.hex_cells(part.shown, encoding)
        widths = _cell_widths(widths, cells)
    details = wording.details(part, encoding, preview=preview)
    lines = "".join(f"<br>{escape(line)}" for line in details.lines())
    return Chip(
        Item(widths, lead_of(part), _TAIL),
        text,
        part,
        cells,
        under,
        f"<qt><b>{escape(details.title)}</b>{lines}</qt>",
        italic=made_later,
        muted=made_later,
    )


def lead_of(part: MacPart) -> float:
    """Room for the number of a part, in pixels."""
    return _LEAD if part.number < 10 else _LEAD_TWO_DIGITS


def _plain(text: str, measure: Callable[[str], list[float]], encoding: str, *, glued: bool) -> Chip:
    cells = wording.hex_cells(text, encoding) if encoding else ()
    widths = _cell_widths(measure(text), cells) if cells else measure(text)
    return Chip(Item(widths, 1.0, 1.0, glued), text, cells=cells, muted=True)


def _cell_widths(widths: Sequence[float], cells: Sequence[str]) -> list[float]:
    return [
        max(width, len(cell) * _HEX_DIGIT) + _CELL_GAP
        for width, cell in zip(widths, cells, strict=True)
    ]


def _mac(mac: str, measure: Callable[[str], list[float]]) -> Chip:
    if not mac:
        text = f"→ MAC {wording.MADE_AT_SENDING}"
        return Chip(Item(measure(text), 6.0, 2.0), text, italic=True, muted=True)
    text = f"→ {short_ends(mac)}"
    tip = f"<qt><b>MAC</b><br>{escape(mac)}<br>Click to copy.</qt>"
    return Chip(Item(measure(text), 6.0, 4.0), text, tip=tip, bold=True, is_mac=True)


def _measurer(metrics: QFontMetricsF) -> Callable[[str], list[float]]:
    """Widths of single characters; ASCII is all alike in a monospaced face."""
    one = metrics.horizontalAdvance("0")

    def measure(text: str) -> list[float]:
        if text.isascii():
            return [one] * len(text)
        widths = {c: one if c.isascii() else metrics.horizontalAdvance(c) for c in set(text)}
        return [widths[c] for c in text]

    return measure
