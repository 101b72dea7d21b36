"""One line of text, some letters of it emphasised."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

_RIGHT = Qt.TextElideMode.ElideRight
_STAR = QPolygonF(
    [
        QPointF(x, y)
        for x, y in (
            (0, -6.2), (1.75, -2.05), (6.2, -1.75), (2.8, 1.15), (3.9, 5.5),
            (0, 3.1), (-3.9, 5.5), (-2.8, 1.15), (-6.2, -1.75), (-1.75, -2.05),
        )
    ]
)  # fmt: skip


@cache
def _colour(token: str) -> QColor:
    return QColor(token)


class Face(NamedTuple):
    """A font, its emphasised cut, and the measures of both."""

    plain: QFont
    strong: QFont
    plain_metrics: QFontMetricsF
    strong_metrics: QFontMetricsF


def face(font: QFont) -> Face:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return Face(font, strong, QFontMetricsF(font), QFontMetricsF(strong))


def width_of(text: str, marked: Sequence[tuple[int, int]], face: Face) -> float:
    return sum(
        (face.strong_metrics if is_marked else face.plain_metrics).horizontalAdvance(part)
        for part, is_marked in _runs(text, marked)
    )


def draw_marked(
    painter: QPainter,
    area: QRect,
    text: str,
    marked: Sequence[tuple[int, int]],
    face: Face,
    colours: tuple[str, str],
) -> int:
    """Draws `text` at the left of `area`, cut short with … where it does not fit, the letters in
    the ranges of `marked` emphasised. `colours` are those of plain and of emphasised letters.
    Returns where the text ends."""
    x, right = float(area.left()), float(area.right() + 1)
    metrics = face.plain_metrics
    y = area.top() + (area.height() + metrics.ascent() - metrics.descent()) / 2
    for part, is_marked in _runs(text, marked):
        metrics = face.strong_metrics if is_marked else face.plain_metrics
        advance = metrics.horizontalAdvance(part)
        painter.setFont(face.strong if is_marked else face.plain)
        painter.setPen(_colour(colours[is_marked]))
        if x + advance > right + 0.5:
            painter.drawText(QPointF(x, y), metrics.elidedText(part, _RIGHT, right - x))
            return area.right() + 1
        painter.drawText(QPointF(x, y), part)
        x += advance
    return round(x)


def _runs(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    runs, place = [], 0
    for start, end in marked:
        runs += [(text[place:start], False), (text[start:end], True)]
        place = end
    runs.append((text[place:], False))
    return [run for run in runs if run[0]]


def draw_star(painter: QPainter, centre: QPointF, colour: str, *, filled: bool) -> None:
    painter.save()
    painter.translate(centre)
    painter.setPen(_colour(colour))
    painter.setBrush(_colour(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_STAR)
    painter.restore()
