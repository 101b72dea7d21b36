"""Paints an XML editor: nothing is looked at but what has to be painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat, QTextLayout

from nvexplorer.ui.widgets.editor.gutter import Gutter, Row
from nvexplorer.ui.widgets.editor.line_layouts import Line, LineLayouts, Wave
from nvexplorer.ui.widgets.editor.line_pieces import LOOK_BACK, inside_of
from nvexplorer.ui.widgets.editor.marks import SEVERITIES, Marks
from nvexplorer.ui.widgets.editor.qt_text import OBJECT
from nvexplorer.ui.widgets.editor.runs import units
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QTextBlock, QTextLine

    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.surface import EditorSurface

FormatRange = QTextLayout.FormatRange
#: Positions in a line, from and to, and the token of a colour.
Place = tuple[int, int, str]
#: For a block and its text.
Ground = Callable[["QTextBlock", str], "Iterable[Place]"]
NO_OVERLAYS: list[FormatRange] = []


class Painting:
    """The lines of an editor, what lies under them and what stands beside them."""

    def __init__(self, editor: EditorSurface, theme: Theme, marks: Marks) -> None:
        self._editor, self._theme, self._marks = editor, theme, marks
        self._mirror, self._qt = editor.content.mirror, editor.content.qt
        self.gutter = Gutter(theme, editor)
        #: Each tells what lies behind the text of a block.
        self.grounds: list[Ground] = []
        self._seen: list[tuple[QTextBlock, float]] = []
        self._seen_state: object = None
        self._lines: LineLayouts
        self.renew()

    def renew(self) -> None:
        """The font or the colours are others."""
        document, font = self._editor.document(), self._editor.font()
        self._lines = LineLayouts(
            self._theme.tokens, font, document.defaultTextOption(), document.documentMargin()
        )
        self._seen_state = None
        self.gutter.setFont(font)
        self.gutter.forget()
        self._editor.viewport().update()

    def forget(self) -> None:
        """Other lines are seen."""
        self._seen_state = None
        self.gutter.forget()
        self._editor.viewport().update()

    # What is on screen

    def blocks(self, top: int = 0, bottom: int | None = None) -> Iterator[tuple[QTextBlock, float]]:
        """The blocks between two heights of the viewport with their upper edges."""
        editor = self._editor
        height = editor.viewport().height()
        bottom = height if bottom is None else bottom
        if bottom - top < height // 2:
            return self._blocks_between(top, bottom)
        state = (editor.document().revision(), editor.verticalScrollBar().value(), height)
        if state != self._seen_state:
            self._seen_state, self._seen = state, list(self._blocks_between(0, height))
        return iter(self._seen)

    def _blocks_between(self, top: int, bottom: int) -> Iterator[tuple[QTextBlock, float]]:
        editor = self._editor
        area_of, document = editor.blockBoundingRect, editor.document()
        block = self._block_near(top)
        above = editor.geometry_of(block).top()
        while block.isValid() and above <= bottom:
            if block.isVisible():
                below = above + area_of(block).height()
                if below > top:
                    yield block, above
                above, last = below, block
                block = block.next()
            else:  # thousands may be folded away
                block = document.findBlockByLineNumber(last.firstLineNumber() + 1)

    def _block_near(self, top: int) -> QTextBlock:
        """A block at a height of the viewport or above it, found without looking at all those
        that are between."""
        editor = self._editor
        first = editor.firstVisibleBlock()
        skipped = int(top / max(1.0, editor.blockBoundingRect(first).height())) - 1
        if skipped < 1:
            return first
        block = editor.document().findBlockByLineNumber(first.firstLineNumber() + skipped)
        return block if block.isValid() and editor.geometry_of(block).top() <= top else first

    def line(self, block: QTextBlock) -> Line:
        """A line as it is painted."""
        waves = self._waves(block) if len(self._marks) else ()
        return self._lines.line(block.text(), self._inside(block), waves)

    def row(self, block: QTextBlock) -> Row:
        """What stands beside it."""
        number = self._mirror.line_of(self._mirror.offset_of(block.position()))
        current = block == self._editor.textCursor().block()
        return Row(
            0 if self._qt.goes_on(block) else number,
            current,
            self._severity(block),
            self.line(block).opens,
            self._editor.folding.is_folded(block),
        )

    def _inside(self, block: QTextBlock) -> str:
        if not self._mirror.has_comments:
            return ""
        end = self._mirror.offset_of(block.position())
        return inside_of(self._mirror.part(end - LOOK_BACK, end))

    # Painting

    def paint(self, area: QRect) -> None:
        editor = self._editor
        painter = QPainter(editor.viewport())
        painter.setClipRect(area)
        painter.setPen(editor.palette().color(QPalette.ColorRole.Text))
        left, width = editor.contentOffset().x(), editor.viewport().width()
        blink = editor.getPaintContext().cursorPosition  # -1 while the caret is not lit
        cursor = editor.textCursor()
        current = cursor.blockNumber()
        selected = self._selected_format() if cursor.hasSelection() else None
        marked, folding = bool(len(self._marks)), editor.folding
        odd, folded_any = not self._mirror.plain, folding.any
        ratio = editor.devicePixelRatioF()
        number, chips = 0, True  # of the line before, and whether its chips hold more lines
        inside: str | None = None
        rows: dict[float, Row] = {}
        for block, above in self.blocks(area.top(), area.bottom()):
            if inside is None:
                inside = self._inside(block)
            text, here = block.text(), block.blockNumber() == current
            goes_on = odd and self._qt.goes_on(block)
            if chips:
                number = self._mirror.line_of(self._mirror.offset_of(block.position()))
            elif not goes_on:
                number += 1
            chips = OBJECT in text
            line = self._lines.line(text, inside, self._waves(block) if marked else ())
            inside, layout, overlays = line.following, line.layout, NO_OVERLAYS
            if here:
                band = QRectF(0, above, width, editor.blockBoundingRect(block).height())
                painter.fillRect(band, QColor(self._theme.tokens.hover))
            if selected is not None:
                overlays = self._overlays(block, text, selected)
            if chips or (here and block.layout().preeditAreaText()):
                editor.blockBoundingRect(block)  # or it may not be laid out
                layout, overlays = block.layout(), [*line.formats, *overlays]
            at = QPointF(left, above)
            places = [p for ground in self.grounds for p in ground(block, text)]
            plain = not (here or chips or overlays or places) and above.is_integer()
            picture = self._lines.picture(line, ratio) if plain else None
            if picture is not None:
                painter.drawPixmap(at, picture)
            else:
                for place in places:
                    self._fill(painter, layout, at, place)
                layout.draw(painter, at, overlays)
            if here and block.contains(blink):
                layout.drawCursor(painter, at, blink - block.position(), editor.cursorWidth())
            severity = self._severity(block) if marked else ""
            folded = folded_any and folding.is_folded(block)
            if folded:
                self._draw_fold(painter, block, at)
                chips = True  # the next number is not the one after this
            rows[above] = Row(0 if goes_on else number, here, severity, line.opens, folded)
        painter.end()
        self.gutter.show_rows(rows, area.top(), area.bottom())

    def _fill(self, painter: QPainter, layout: QTextLayout, at: QPointF, place: Place) -> None:
        """A ground behind some positions of a line."""
        first, last, token = place
        line = layout.lineAt(0)
        start, end = x_of(line, first), x_of(line, last)
        where = QRectF(at.x() + start, at.y() + 1, end - start, line.height() - 2)
        painter.fillRect(where, QColor(getattr(self._theme.tokens, token)))

    def _draw_fold(self, painter: QPainter, block: QTextBlock, at: QPointF) -> None:
        where = self.fold_rect(block).translated(at)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.tokens.border_strong))
        painter.setBrush(QColor(self._theme.tokens.sunken))
        painter.drawRoundedRect(where, 4, 4)
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._fold_text(block))
        painter.restore()

    def fold_rect(self, block: QTextBlock) -> QRectF:
        """Where the sign for hidden lines stands, counted from the block's upper left corner."""
        line = self.line(block).layout.lineAt(0)
        width = self._editor.fontMetrics().horizontalAdvance(self._fold_text(block)) + 12
        return QRectF(line.naturalTextRect().right() + 8, 1.5, width, line.height() - 3)

    def _fold_text(self, block: QTextBlock) -> str:
        return f"⋯ {plural(self._editor.folding.hidden_lines(block), 'line')}"

    def _selected_format(self) -> QTextCharFormat:
        palette = self._editor.palette()
        result = QTextCharFormat()
        result.setBackground(palette.brush(QPalette.ColorRole.Highlight))
        result.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
        return result

    def _overlays(
        self, block: QTextBlock, text: str, selected: QTextCharFormat
    ) -> list[FormatRange]:
        """What is selected of a block. Chips show it themselves: Qt would veil them."""
        cursor = self._editor.textCursor()
        first = max(0, cursor.selectionStart() - block.position())
        last = min(block.length(), cursor.selectionEnd() - block.position())
        if first >= last:
            return NO_OVERLAYS
        ends = [first]
        for index, character in enumerate(text) if OBJECT in text else ():
            position = units(text[:index])
            if character == OBJECT and first <= position < last:
                ends += (position, position + 1)
        ends.append(last)
        overlays = []
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            if end > start:
                overlay = FormatRange()
                overlay.start, overlay.length, overlay.format = start, end - start, selected
                overlays.append(overlay)
        return overlays

    # Marks

    def _span(self, block: QTextBlock) -> tuple[int, int]:
        """Offsets of the beginning and end of a block."""
        start, end = block.position(), block.position() + block.length() - 1
        return self._mirror.offset_of(start), self._mirror.offset_of(end)

    def _severity(self, block: QTextBlock) -> str:
        """The worst of the marks that begin in a block."""
        start, end = self._span(block)
        found = {mark.severity for mark in self._marks.between(start, end) if mark.start >= start}
        return next((severity for severity in SEVERITIES if severity in found), "")

    def _waves(self, block: QTextBlock) -> tuple[Wave, ...]:
        position, length = block.position(), block.length() - 1
        waves = []
        for mark in self._marks.between(*self._span(block)):
            first = self._mirror.position_of(mark.start) - position
            last = self._mirror.position_of(mark.end, after=False) - position
            if first < length and last >= 0 and (last > 0 or first == last == 0):
                first = max(0, first)
                waves.append((first, min(max(last, first + 1), length), mark.severity))
            elif first == length and length and first == last:
                waves.append((length - 1, length, mark.severity))
        return tuple(sorted(waves, key=lambda wave: -SEVERITIES.index(wave[2])))


def x_of(line: QTextLine, position: int) -> float:
    """Where a position of a line is, from the left edge of its block."""
    x: float = line.cursorToX(position)[0]  # type: ignore[index]
    return x
