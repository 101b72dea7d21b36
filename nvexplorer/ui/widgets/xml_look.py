"""What is drawn of a row beside its text: folding, what stands in place of what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_paint import XmlColours


class Mark(NamedTuple):
    """A ground behind the columns from `first` to `last`."""

    first: int
    last: int
    colour: str


class Look(NamedTuple):
    """`fold`: empty, "open" or "folded". `note` stands after the text. `chip` stands for a long
    value, with the `closing` tag after it. `link`: the characters of the text that are one, from
    and to. `faulty`: something is wrong in the row."""

    fold: str = ""
    note: str = ""
    chip: str = ""
    closing: str = ""
    link: tuple[int, int] = (0, 0)
    faulty: bool = False


PLAIN = Look()


def draw_fold(painter: QPainter, colours: XmlColours, middle: QPointF, *, folded: bool) -> None:
    """A triangle: to the right when folded, else downwards."""
    x, y = middle.x(), middle.y()
    points = [QPointF(x - 2.5, y - 4), QPointF(x + 2.5, y), QPointF(x - 2.5, y + 4)]
    if not folded:
        points = [QPointF(x - 4, y - 2.5), QPointF(x, y + 2.5), QPointF(x + 4, y - 2.5)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.number_current if folded else colours.number))
    painter.drawPolygon(points)
    painter.restore()


def draw_chip(
    painter: QPainter, colours: XmlColours, place: QRectF, baseline: float, pad: float, text: str
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.link), 1))
    painter.setBrush(QColor(colours.chip_bg))
    painter.drawRoundedRect(place.adjusted(0.5, 1.5, -0.5, -1.5), 4, 4)
    painter.setPen(QColor(colours.link))
    painter.drawText(QPointF(place.left() + pad, baseline), text)
    painter.restore()


def draw_fault(painter: QPainter, colours: XmlColours, height: int) -> None:
    """A bar at the left edge."""
    painter.fillRect(QRectF(0, 0, 4, height), QColor(colours.error))
