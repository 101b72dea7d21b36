"""A text of any size on screen, the doors to it and to the places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nvexplorer.ui.widgets.editor.chip_object import ChipObject
from nvexplorer.ui.widgets.editor.folding import Folding
from nvexplorer.ui.widgets.editor.marks import SEVERITIES, Mark, Marks
from nvexplorer.ui.widgets.editor.painting import Painting
from nvexplorer.ui.widgets.editor.qt_text import CHIP_TYPE
from nvexplorer.ui.widgets.editor.text import EditorText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nvexplorer.catalogue.body_problem import Edit
    from nvexplorer.ui.theme import Theme

SMALLEST, LARGEST = 8, 40  # pixels of letters


class EditorSurface(QPlainTextEdit):
    """Offsets count characters (code points) of `text()`. What is on screen differs from it: long
    base64 is a chip, a line of megabytes is folded between its tags. So take `text()` and `part`,
    never toPlainText, and change it through the doors below.

    `delta(start, removed, added, revision)`: that many characters at `start` gave way to the text
    `added`; applied one after the other they keep a copy equal to `text()`. `edited` is emitted
    for what the user does. A long text is put in in slices: `filling` meanwhile, then `filled`;
    the editor is read-only until then, but `text()` is the whole already, and so was the delta.
    `caret_moved` tells where the caret is, `place_shown` that a place shall be looked at.
    """

    delta = Signal(int, int, object, int)
    edited = Signal()
    filled = Signal()
    filling_changed = Signal(bool)
    caret_moved = Signal(int)
    place_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFont(theme.mono_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(QFontMetricsF(self.font()).horizontalAdvance(" ") * 4)
        self.setAccessibleName("Body")
        self.content = EditorText(self)
        self._mirror = self.content.mirror
        self._marks = Marks()
        self._caret_block, self._blocks = 0, 1
        self._lines_to_come = 0  # while a long text is put in
        self._chips = ChipObject(self)
        self.document().documentLayout().registerHandler(CHIP_TYPE, self._chips)
        self.painting = Painting(self, theme, self._marks)
        self.folding = Folding(self)
        self.content.delta.connect(self._on_delta)
        self.content.edited.connect(self.edited)
        self.content.filled.connect(self.filled)
        self.content.locked.connect(self._on_locked)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.verticalScrollBar().valueChanged.connect(self.painting.gutter.forget)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        theme.changed.connect(self.painting.renew)
        self._on_block_count_changed(1)

    # The text

    def text(self) -> str:
        """All of it, to the letter."""
        return self.content.text()

    def part(self, start: int, end: int) -> str:
        """The text between two offsets, at the cost of that part alone."""
        return self.text()[start:end] if self.filling else self._mirror.part(start, end)

    @property
    def revision(self) -> int:
        """That of the last delta."""
        return self.content.revision

    @property
    def blank(self) -> bool:
        """Whether there is nothing but space."""
        return (
            not self.filling
            and not self._mirror.part(0, 1000).strip()
            and (self._mirror.length <= 1000 or not self.text().strip())
        )

    @property
    def byte_size(self) -> int:
        """That of the text in UTF-8."""
        return self._mirror.size

    @property
    def line_count(self) -> int:
        """Lines of the text, which end with line feeds."""
        return self._mirror.lines

    @property
    def filling(self) -> bool:
        """Whether the document has still to catch up with a long text."""
        return self.content.busy

    def show_text(self, text: str) -> None:
        """Replace everything, not told as edited. It can be undone like anything typed."""
        self.content.show(text)

    def replace_all(self, text: str) -> None:
        """Replace everything as a change of the user's, in one step of undo."""
        from nvexplorer.catalogue.body_problem import Edit

        self.content.apply([Edit(0, self._mirror.length, text)])

    def apply_edits(self, edits: Sequence[Edit], caret: int | None = None) -> None:
        """Edits that do not overlap, in ascending order, all counted in the text as it is; one
        step of undo. The caret stays with the text around it, or goes to the offset `caret`,
        counted in the text afterwards."""
        if not self.filling:
            self.content.apply(edits, caret)

    def undo(self) -> None:
        self.content.undo()

    def redo(self) -> None:
        self.content.redo()

    def cancel_filling(self) -> None:
        """Go back to the text before the long one that is being put in."""
        self.content.cancel()

    # Places

    def caret_offset(self) -> int:
        return self._mirror.offset_of(self.textCursor().position())

    def selection(self) -> tuple[int, int]:
        """Where what is selected begins and ends."""
        cursor = self.textCursor()
        start = self._mirror.offset_of(cursor.selectionStart())
        return start, self._mirror.offset_of(cursor.selectionEnd())

    def offset_at(self, point: QPoint) -> int:
        """The character nearest to a point of the viewport."""
        return self._mirror.offset_of(self.cursorForPosition(point).position())

    def line_of(self, offset: int) -> int:
        """The number of the line of a character, from 1."""
        return self._mirror.line_of(offset)

    def show_place(self, start: int, end: int | None = None) -> None:
        """Select these characters and bring them into view; without an end only the caret goes
        there."""
        first = self._mirror.position_of(start)
        last = first if end is None else self._mirror.position_of(end, after=False)
        self.content.move_caret(max(first, last), first)
        self.folding.reveal(first)
        lines = [block for block, _above in self.painting.blocks()]
        if self.document().findBlock(first) not in lines[2:-2]:
            self.centerCursor()
        self.ensureCursorVisible()
        self.place_shown.emit()

    def select(self, start: int, end: int) -> None:
        """Select these characters, wherever one looks."""
        first = self._mirror.position_of(start)
        self.content.move_caret(max(first, self._mirror.position_of(end, after=False)), first)

    def go_to_line(self, number: int) -> None:
        """Put the caret at the beginning of a line, counted from 1, and show it."""
        self.show_place(self._mirror.offset_of_line(number))

    # What is said about places

    def set_marks(self, marks: Iterable[tuple[int, int, str, str]]) -> None:
        """Start, end, severity (error, warning, unjudged) and tooltip of each, in place of those
        before. They move with the text."""
        self._marks.set(marks)
        self.viewport().update()

    def marks_at(self, offset: int) -> list[Mark]:
        """The marks that touch a character, the worst first."""
        found = self._marks.between(offset, offset)
        return sorted(found, key=lambda mark: SEVERITIES.index(mark.severity))

    # Painting

    def geometry_of(self, block: QTextBlock) -> QRectF:
        """Where a block is in the viewport."""
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.document().isEmpty():
            super().paintEvent(event)  # the placeholder
        self.painting.paint(event.rect())

    def zoom(self, steps: int) -> None:
        """Letters larger by so many steps, smaller by negative ones, as they were by 0."""
        font, usual = self.font(), self.theme.mono_font().pixelSize()
        size = usual if steps == 0 else font.pixelSize() + steps
        font.setPixelSize(max(SMALLEST, min(size, LARGEST)))
        self.setFont(font)
        self.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * 4)
        self.painting.renew()
        self._on_block_count_changed(self.blockCount())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area, gutter = self.contentsRect(), self.painting.gutter
        width = gutter.wanted_width(max(self.line_count, self._lines_to_come))
        gutter.setGeometry(area.left(), area.top(), width, area.height())

    def _on_block_count_changed(self, _count: int) -> None:
        gutter = self.painting.gutter
        width = gutter.wanted_width(max(self.line_count, self._lines_to_come))
        if self.viewportMargins().left() != width:
            self.setViewportMargins(width, 0, 0, 0)
            gutter.resize(width, gutter.height())

    def _on_locked(self, locked: bool) -> None:
        # Another width of the gutter lays out all lines anew, which takes long when there are many.
        self._lines_to_come = self.text().count("\n") + 1 if locked else 0
        self._on_block_count_changed(self.blockCount())
        self.filling_changed.emit(locked)

    def _on_delta(self, start: int, removed: int, added: str, revision: int) -> None:
        self._marks.shift(start, removed, len(added))
        self.delta.emit(start, removed, added, revision)

    def _on_caret_moved(self) -> None:
        block, count = self.textCursor().blockNumber(), self.blockCount()
        if block != self._caret_block and count == self._blocks:
            self._update_line(self.document().findBlockByNumber(self._caret_block))
            self._update_line(self.textCursor().block())
        self._caret_block, self._blocks = block, count  # with another count all is painted anyway
        self.caret_moved.emit(self.caret_offset())

    def _update_line(self, block: QTextBlock) -> None:
        if block.isValid():
            where = self.geometry_of(block).toAlignedRect()
            self.viewport().update(where.adjusted(-self.width(), -1, self.width(), 1))
