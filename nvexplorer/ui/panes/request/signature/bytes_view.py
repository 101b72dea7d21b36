"""The hex dump of the MAC input, in the colours of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.panes.request.signature.dump import ByteKind, as_text, cells

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from nvexplorer.model.mac import MacPart, PartKind
    from nvexplorer.signing.bench import Hashed
    from nvexplorer.ui.panes.request.signature.dump import Cell
    from nvexplorer.ui.theme import Theme

_ROW = 18
_GAP = 2  # characters between offset, bytes and text
_OFFSET = 4  # digits


class BytesView(QWidget):
    """As high as its rows, of which only those in view are painted. Arrow keys walk through the
    rows, Ctrl+C copies all of them; bytes of keys are masked everywhere.

    `part_hovered` carries the MacPart under the mouse or None, `reveal` the rectangle that should
    come into view.
    """

    part_hovered = Signal(object)
    reveal = Signal(QRect)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hashed: Hashed | None = None
        self._row = 0
        self._lit: PartKind | None = None
        self._hovered: MacPart | None = None
        self.setFont(theme.mono_font())
        self._character = QFontMetricsF(self.font()).horizontalAdvance("0")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Bytes of the MAC input")
        theme.changed.connect(self.update)

    def show_bytes(self, hashed: Hashed) -> None:
        self._hashed = hashed
        self._row = min(self._row, max(0, self._rows() - 1))
        self._describe()
        self.updateGeometry()
        self.update()

    def highlight(self, kind: PartKind | None) -> None:
        if kind != self._lit:
            self._lit = kind
            self.update()

    def text(self) -> str:
        """The dump as it is copied."""
        return as_text(self._hashed) if self._hashed is not None else ""

    # Where it stands

    @property
    def per_row(self) -> int:
        """16 bytes where there is room, else 8."""
        return self._per_row(self.width())

    def _per_row(self, width: int) -> int:
        return 16 if width >= self._character * (_OFFSET + 2 * _GAP + 16 * 4) else 8

    def _rows(self, width: int = 0) -> int:
        count = len(self._hashed.data) if self._hashed is not None else 0
        return -(-count // self._per_row(width or self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, self._rows(width)) * _ROW

    def sizeHint(self) -> QSize:
        width = self.width() or 520
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._character * (_OFFSET + 2 * _GAP + 8 * 4)), _ROW)

    def _hex_left(self, column: int) -> float:
        return self._character * (_OFFSET + _GAP + 3 * column)

    def _text_left(self, column: int) -> float:
        return self._character * (_OFFSET + 2 * _GAP + 3 * self.per_row - 1 + column)

    def offset_at(self, at: QPoint) -> int:
        """The byte under a point of the widget, -1 for none."""
        if self._hashed is None:
            return -1
        at_hex = (at.x() - self._hex_left(0)) / (3 * self._character)
        at_text = (at.x() - self._text_left(0)) / self._character
        column = next((int(c) for c in (at_hex, at_text) if 0 <= c < self.per_row), -1)
        offset = at.y() // _ROW * self.per_row + column
        return offset if column >= 0 and 0 <= offset < len(self._hashed.data) else -1

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hashed is None:
            return
        tokens, per_row = self._theme.tokens, self.per_row
        first, last = event.rect().top() // _ROW, event.rect().bottom() // _ROW
        with QPainter(self) as painter:
            painter.setFont(self.font())
            for row in range(max(0, first), min(last + 1, self._rows())):
                top = float(row * _ROW)
                if row == self._row and self.hasFocus():
                    painter.fillRect(QRectF(0, top, self.width(), _ROW), QColor(tokens.selected))
                painter.setPen(QColor(tokens.muted))
                _write(painter, QRectF(0, top, 99, _ROW), f"{row * per_row:04X}")
                line = cells(self._hashed, row * per_row, (row + 1) * per_row)
                for column, cell in enumerate(line):
                    following = line[column + 1] if column + 1 < len(line) else None
                    self._draw(painter, cell, following, column, top)

    def _draw(
        self, painter: QPainter, cell: Cell, following: Cell | None, column: int, top: float
    ) -> None:
        tokens, wide = self._theme.tokens, self._character
        inks = {
            ByteKind.NOT_ASCII: tokens.unknown,
            ByteKind.CONTROL: tokens.unknown,
            ByteKind.LACKING: tokens.bad,
            ByteKind.MASKED: tokens.muted,
        }
        joined = following is not None and following.part is cell.part and cell.part is not None
        pair = QRectF(self._hex_left(column), top + 1, wide * (3 if joined else 2), _ROW - 2)
        single = QRectF(self._text_left(column), top + 1, wide, _ROW - 2)
        if cell.part is not None:
            ground = QColor(tokens.part(cell.part.number))
            painter.fillRect(pair, ground)
            painter.fillRect(single, ground)
            if cell.part.kind == self._lit:
                for each in (pair, single):
                    edge = QRectF(each.left(), each.bottom() - 1, each.width(), 2)
                    painter.fillRect(edge, QColor(tokens.accent))
        if cell.kind in (ByteKind.NOT_ASCII, ByteKind.CONTROL, ByteKind.LACKING):
            loud = tokens.bad_bg if cell.kind == ByteKind.LACKING else tokens.unknown_bg
            for each, count in ((pair, 2), (single, 1)):
                painter.fillRect(
                    QRectF(each.left(), each.top(), wide * count, each.height()), QColor(loud)
                )
        ink = tokens.muted if cell.part is None else inks.get(cell.kind, tokens.text)
        painter.setPen(QColor(ink))
        _write(painter, pair, cell.hex)
        _write(painter, single, cell.text)

    # Mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._part_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _part_at(self, at: QPoint) -> MacPart | None:
        offset = self.offset_at(at)
        if offset < 0 or self._hashed is None:
            return None
        return cells(self._hashed, offset, offset + 1)[0].part

    def _hover(self, part: MacPart | None) -> None:
        if part is not self._hovered:
            self._hovered = part
            self.part_hovered.emit(part)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            offset = self.offset_at(event.pos())
            if offset < 0 or self._hashed is None:
                QToolTip.hideText()
            else:
                cell = cells(self._hashed, offset, offset + 1)[0]
                whose = f"{cell.part.number} {cell.part.label}" if cell.part else "separator"
                shown = "hidden" if cell.kind == ByteKind.MASKED else cell.hex
                QToolTip.showText(event.globalPos(), f"{whose}\nbyte {offset}: {shown}", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), max(0, self._rows() - 1)
        steps = {
            Qt.Key.Key_Down: self._row + 1,
            Qt.Key.Key_Up: self._row - 1,
            Qt.Key.Key_PageDown: self._row + 8,
            Qt.Key.Key_PageUp: self._row - 8,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            copy(self, self.text(), "Bytes with masked keys")
        elif key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._row = max(0, min(steps[key], last))
            self._describe()
            announce(self, self.accessibleDescription())
            self.reveal.emit(QRect(0, self._row * _ROW, 1, _ROW))
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _describe(self) -> None:
        if self._hashed is not None:
            start = self._row * self.per_row
            line = cells(self._hashed, start, start + self.per_row)
            words = " ".join("hidden" if c.kind == ByteKind.MASKED else c.hex for c in line)
            self.setAccessibleDescription(f"From byte {start}: {words}")


def _write(painter: QPainter, place: QRectF, text: str) -> None:
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
