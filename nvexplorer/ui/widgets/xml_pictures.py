"""Keeps pictures of painted rows, so that scrolling over them again costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_look import Look
    from nvexplorer.ui.widgets.xml_paint import RowPainter
    from nvexplorer.xmltext.document import Line

_BYTES = 24_000_000
"""Memory that the pictures may take."""


class RowPictures:
    """Rows without marks, as wide as the viewport; forgotten when that or the scrolling changes."""

    def __init__(self, painter: RowPainter) -> None:
        self._painter = painter
        self._pictures: dict[int, QPixmap] = {}
        self._place = (0, 0, 1.0)

    def get(self, number: int) -> QPixmap | None:
        return self._pictures.get(number)

    def set_place(self, width: int, scrolled: int, ratio: float) -> None:
        """The width of a row in pixels, columns scrolled to the left, device pixels per pixel."""
        if (width, scrolled, ratio) != self._place:
            self._place = (width, scrolled, ratio)
            self.clear()

    def clear(self) -> None:
        self._pictures.clear()

    def room(self) -> int:
        """How many rows can be kept."""
        width, _, ratio = self._place
        return int(_BYTES / max(1.0, width * self._painter.height * 4 * ratio * ratio))

    def of(self, number: int, line: Line, look: Look) -> QPixmap:
        """The picture of a row; painted and kept when there is none."""
        picture = self._pictures.get(number)
        if picture is None:
            width, scrolled, ratio = self._place
            picture = QPixmap(round(width * ratio), round(self._painter.height * ratio))
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            self._painter.paint(painter, line, number, width, scrolled, (), look)
            painter.end()
            while self._pictures and len(self._pictures) >= self.room():
                del self._pictures[next(iter(self._pictures))]
            self._pictures[number] = picture
        return picture
