"""An editor for XML bodies of any size: coloured where it is seen, changed in slices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nvexplorer.model.errors import Message
from nvexplorer.ui.widgets.editor.copied_text import CopiedText
from nvexplorer.ui.widgets.editor.keys import Keys
from nvexplorer.ui.widgets.editor.painting import x_of
from nvexplorer.ui.widgets.editor.surface import EditorSurface
from nvexplorer.ui.widgets.editor.tag_pairs import TagPairs

if TYPE_CHECKING:
    from collections.abc import Generator

    from nvexplorer.catalogue.body_problem import Edit
    from nvexplorer.ui.theme import Theme


class XmlEditor(EditorSurface):
    """An EditorSurface that is worked in by keys and mouse. `message` (a Message) tells what could
    not be done, `file_given` that a file was dropped or pasted at an offset, `menu_wanted` that a
    menu shall be shown at a place of the screen."""

    message = Signal(object)
    file_given = Signal(str, int)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.keys = Keys(self)
        self.pairs = TagPairs(self)
        self.keys.message.connect(self.message)
        self.painting.gutter.clicked.connect(self._on_gutter_clicked)

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
        cursor = self.textCursor()
        mirror = self.content.mirror
        return CopiedText(mirror.content(cursor.selectionStart(), cursor.selectionEnd()))

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
