"""Paints the rows of the documentation: names in the colours of the editor, notes wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.panes.documentation.paint import TextPainter
from nvexplorer.ui.panes.documentation.pieces import Piece, lines
from nvexplorer.ui.panes.documentation.rows import Kind
from nvexplorer.ui.panes.documentation.tree_model import (
    LENGTH,
    NAME,
    NOTE,
    OCCURRENCE,
    ROW,
    TYPE,
    Index,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QTextLayout

    from nvexplorer.ui.panes.documentation.rows import Row
    from nvexplorer.ui.theme import Theme

PAD = 5  # above and below the text of a row
EDGE = 12  # left and right of the whole
_SECTION_HEIGHT = 34
_MOST_TEXT = 860  # paragraphs wider than this are tiring to read

_NAMES = {
    Kind.PARAMETER: "parameter",
    Kind.ELEMENT: "xml_tag",
    Kind.ATTRIBUTE: "xml_attribute",
    Kind.ANSWER: "xml_tag",
    Kind.DETAIL: "link",
}
_HEADINGS = {
    "Parameters": ("", "Type", "", "Occurrence", "What it does"),
    "Body": ("", "Type", "Length", "Occurrence", "Note"),
    "Answer": ("", "Type", "Length", "Occurrence", "Note"),
    "Leads to": ("", "", "", "", "By which value"),
}
_NARROW_HEADINGS = {
    name: ("", "", "", "", ", ".join(word for word in words if word).capitalize())
    for name, words in _HEADINGS.items()
}


class DocumentationDelegate(QStyledItemDelegate):
    """`note_width` and `text_width` are the room for notes and for paragraphs, by which rows get
    their height. When `narrow`, type, length and occurrence have no columns but begin the note.
    `hovered` is the index whose name lies under the mouse."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.paints = TextPainter(theme)
        self.note_width = 300
        self.text_width = 600
        self.narrow = False
        self.hovered: Index | None = None
        self._heights: dict[tuple[int, int], int] = {}
        faces = [QFontMetricsF(self.paints.font(style)) for style in ("text", "mono")]
        self._line = max(face.height() for face in faces)
        self._ascent = max(face.ascent() for face in faces)

    def forget(self) -> None:
        """The rows, the widths or the colours are others now."""
        self._heights.clear()
        self.paints.forget_colours()

    def name_width(self, row: Row) -> float:
        return QFontMetricsF(self.paints.font(_style(row))).horizontalAdvance(row.name)

    def name_rect(self, cell: QRect, row: Row) -> QRectF:
        """Where the name stands in the first cell of its row: the part that can be clicked."""
        return QRectF(cell.left(), cell.top() + PAD, self.name_width(row), self._line)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        column = index.column()
        if row.kind is Kind.SECTION:
            return QSize(0, _SECTION_HEIGHT)
        if row.kind is Kind.TEXT:
            return QSize(0, self._height(row, self.paragraph_width) if column == NAME else 0)
        if column == NOTE:
            return QSize(0, self._height(row, self.note_width))
        return QSize(0, int(self._line) + 2 * PAD if column == NAME else 0)

    @property
    def paragraph_width(self) -> int:
        return min(self.text_width, _MOST_TEXT)

    def _note(self, row: Row) -> tuple[Piece, ...]:
        if not self.narrow or row.kind is Kind.TEXT:
            return row.note
        facts = [fact for fact in (row.type, row.length) if fact]
        first = [Piece(" · ".join(facts), "muted")] if facts else []
        if row.occurs:
            between = " · " if facts else ""
            style = "strong" if row.required else "muted"
            first += [Piece(between, "muted"), Piece(row.occurs, style)]
        return lines(first, row.note)

    def _height(self, row: Row, width: int) -> int:
        pieces = self._note(row)
        if not pieces:
            return 0
        key = (id(row), width)
        if key not in self._heights:
            self._heights[key] = int(self.paints.height(pieces, width) + 0.5) + 2 * PAD
        return self._heights[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setClipRect(area)
        if row.kind is Kind.TEXT:
            layout = self.paints.lay_out(row.note, self.paragraph_width)
            self._draw(painter, layout, area)
        elif row.kind is Kind.SECTION:
            self._paint_heading(painter, area, index.column(), row)
        elif index.column() == NOTE:
            self._draw(painter, self.paints.lay_out(self._note(row), self.note_width), area)
        else:
            self._paint_cell(painter, area, index, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, column: int, row: Row) -> None:
        if column == NAME:
            text, style = row.name, "section"
        else:
            headings = _NARROW_HEADINGS if self.narrow else _HEADINGS
            text, style = headings[row.name][column], "heading"
        painter.setFont(self.paints.font(style))
        painter.setPen(self.paints.colour("strong" if column == NAME else "muted"))
        room = area.adjusted(0, 8, 0, -4)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_cell(self, painter: QPainter, area: QRect, index: Index, row: Row) -> None:
        column = index.column()
        hovered = column == NAME and index == self.hovered
        text, style = {
            NAME: (row.name, _style(row)),
            TYPE: (row.type, "muted"),
            LENGTH: (row.length, "muted"),
            OCCURRENCE: (row.occurs, "strong" if row.required else "muted"),
        }[column]
        if not text:
            return
        room = area.width() - 8
        metrics = QFontMetricsF(self.paints.font(style))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        layout = self.paints.lay_out((Piece(text, style),), room + 8)
        painter.setPen(self.paints.colour(style))
        self._draw(painter, layout, area, underlined=hovered)

    def _draw(
        self, painter: QPainter, layout: QTextLayout, area: QRect, *, underlined: bool = False
    ) -> None:
        # Faces of different size stand on one line across the row.
        lower = max(0.0, self._ascent - layout.lineAt(0).ascent())
        at = QPointF(area.left(), area.top() + PAD + lower)
        self.paints.draw(painter, layout, at, underlined=underlined)


def _style(row: Row) -> str:
    return "xml_attribute" if row.name.startswith("@") else _NAMES.get(row.kind, "text")
