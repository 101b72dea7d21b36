"""An editor for XML bodies of any size: coloured where it is seen, changed in slices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from nvexplorer.model.errors import Message
from nvexplorer.ui.widgets.editor.chip_object import ChipObject
from nvexplorer.ui.widgets.editor.folding import Folding
from nvexplorer.ui.widgets.editor.keys import Keys
from nvexplorer.ui.widgets.editor.marks import SEVERITIES, Mark, Marks
from nvexplorer.ui.widgets.editor.painting import Painting, x_of
from nvexplorer.ui.widgets.editor.qt_text import CHIP_TYPE
from nvexplorer.ui.widgets.editor.tag_pairs import TagPairs
from nvexplorer.ui.widgets.editor.text import EditorText

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from nvexplorer.catalogue.body_problem import Edit
    from nvexplorer.ui.theme import Theme

SMALLEST, LARGEST = 8, 40  # pixels of letters


class XmlEditor(QPlainTextEdit):
    """Offsets count characters (code points) of `text()`. What is on screen differs from it: long
    base64 is a chip, a line of megabytes is folded between its tags. So take `text()` and `part`,
    never toPlainText, and change it through the doors below.

    `delta(start, removed, added, revision)`: that many characters at `start` gave way to the text
    `added`; applied one after the other they keep a copy equal to `text()`. `edited` is emitted
    for what the user does. A long text is put in in slices: `filling` meanwhile, then `filled`;
    the editor is read-only until then, but `text()` is the whole already, and so was the delta.
    `caret_moved` tells where the caret is, `place_shown` that a place shall be looked at,
    `message` (a Message) what could not be done, `file_given` that a file was dropped or pasted at
    an offset, `menu_wanted` that a menu shall be shown at a place of the screen.
    """

    delta = Signal(int, int, object, int)
    edited = Signal()
    filled = Signal()
    filling_changed = Signal(bool)
    caret_moved = Signal(int)
    place_shown = Signal()
    message = Signal(object)
    file_given = Signal(str, int)
    menu_wanted = Signal(QPoint)

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
        self.keys = Keys(self)
        self.keys.message.connect(self.message)
        self.painting = Painting(self, theme, self._marks)
        self.folding = Folding(self)
        self.pairs = TagPairs(self)
        self.painting.gutter.clicked.connect(self._on_gutter_clicked)
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

    # The mouse

    def _on_gutter_clicked(self, height: float) -> None:
        for block, above in self.painting.blocks():
            if above <= height < above + self.blockBoundingRect(block).height():
                self.folding.toggle(block)
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self.cursorForPosition(event.position().toPoint()).block()
        if self.folding.is_folded(block):
            sign = self.painting.fold_rect(block).translated(self.geometry_of(block).topLeft())
            if sign.contains(event.position()):
                self.folding.unfold(block)
                return
        position = self.chip_position(event.position().toPoint())
        if position >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.content.move_caret(position + 1, position)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.chip_position(point) >= 0:
            self.menu_wanted.emit(self.viewport().mapToGlobal(point))
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse, or by keyboard at the caret."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
            return
        position = self.chip_position(event.pos())
        cursor = self.cursorForPosition(event.pos())
        selected = self.textCursor()
        if position >= 0:
            self.content.move_caret(position + 1, position)
        elif not selected.selectionStart() <= cursor.position() <= selected.selectionEnd():
            self.setTextCursor(cursor)
        self.menu_wanted.emit(event.globalPos())

    def chip_position(self, point: QPoint) -> int:
        """The position of the chip at a point of the viewport, -1 when there is none."""
        if not self.content.mirror.chip_count:
            return -1
        near = self.cursorForPosition(point).position()
        for position in (near, near - 1):
            if position >= 0 and self.content.qt.chip_at(position) is not None:
                block = self.document().findBlock(position)
                line, at = block.layout().lineAt(0), position - block.position()
                x = point.x() - self.geometry_of(block).left()
                if x_of(line, at) <= x <= x_of(line, at + 1):
                    return position
        return -1

    # Keys and the clipboard

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tooltip(event)
            return True
        return super().viewportEvent(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        point = self.viewport().mapFromGlobal(event.globalPos())
        marks = (
            self.marks_at(self.offset_at(point)) if self.viewport().rect().contains(point) else []
        )
        texts = dict.fromkeys(mark.tooltip for mark in marks if mark.tooltip)
        html = "<br>".join(f"<p style='white-space:pre-wrap'>{escape(text)}</p>" for text in texts)
        QToolTip.showText(event.globalPos(), html, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.press(event):
            event.accept()
            return
        text = event.text()
        if text not in (">", "/") or self.isReadOnly():
            super().keyPressEvent(event)
            return
        with self.content.step():
            super().keyPressEvent(event)
            self.keys.typed(text)

    def format(self) -> None:
        """Indent everything anew, in one step of undo; no value is changed."""
        if not self.isReadOnly():
            self.content.apply_when_known(self._formatting())

    def _formatting(self) -> Generator[None, None, list[Edit]]:
        from nvexplorer.catalogue.body_problem import Edit
        from nvexplorer.xmltext.indent import NotWellFormed, indenting

        try:
            gaps = yield from indenting(self.text())
        except NotWellFormed as error:
            line = self.line_of(error.offset)
            what = f"The body cannot be formatted: it is not well-formed at line {line}."
            self.message.emit(Message(what, "Mend that line and format again."))
            return []
        return [Edit(*gap) for gap in gaps]

    def toggle_comment(self) -> None:
        """Make the selected lines, or that of the caret, a comment, or take away the one there."""
        self.keys.toggle_comment()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.part(*self.selection()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or bool(_file_in(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        path = _file_in(source)
        if self.isReadOnly():
            return
        if path:
            self.file_given.emit(path, self.caret_offset())
        elif source.hasText():
            cursor = self.textCursor()
            start = cursor.selectionStart()
            self.content.insert(start, cursor.selectionEnd() - start, source.text())
            self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        """Text that is moved within the editor is one step of undo."""
        path = _file_in(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.file_given.emit(path, self.offset_at(event.position().toPoint()))
            return
        with self.content.step():
            super().dropEvent(event)


def _file_in(data: QMimeData) -> str:
    """The one file that is dropped or pasted, empty for anything else."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
