"""A document in which one can move about, select and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence

from nvexplorer.ui.widgets.xml_access import XmlAccess, offer, tell_caret
from nvexplorer.ui.widgets.xml_canvas import XmlCanvas
from nvexplorer.ui.widgets.xml_caret import Caret
from nvexplorer.ui.widgets.xml_copying import copy_bytes
from nvexplorer.ui.widgets.xml_keys import move_by_key
from nvexplorer.ui.widgets.xml_look import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPainter
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.idle_work import IdleWork
    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line
    from nvexplorer.xmltext.source import Source

_Key = QKeySequence.StandardKey
_COPIED_AT_ONCE = 1 << 16
_OWN_KEYS = (_Key.Copy, _Key.SelectAll, _Key.ZoomIn, _Key.ZoomOut)


class XmlText(XmlCanvas):
    """A caret, a selection and keys.

    Copying goes on in the background and ends with `copied`; `message` says when there is more
    than can be copied.
    """

    selection_changed = Signal()
    copied = Signal(int)
    """So many characters are on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._access: XmlAccess | None = None  # Qt does not own what Python made
        self._caret = Caret()
        self._caret_known = True  # else its row is still to be found
        self._shown: ShownDocument | None = None
        self._wanted_end = 0  # of what is to be selected
        self.setAccessibleName("XML answer")
        offer()

    # --- selecting and copying ------------------------------------------------------------------

    @property
    def selection(self) -> tuple[int, int]:
        """The first selected byte and the one after the last; equal when nothing is selected."""
        return self._caret.selection

    def select_all(self) -> None:
        if self._reader.document:
            self._caret.select_all(self._reader.document)
            self._selected()

    def selected_text(self, limit: int = 1 << 16) -> str:
        """What is selected as it is seen, with indentation and line ends; at most from `limit`
        bytes."""
        document = self._reader.document
        start, end = self._caret.selection
        if document is None or start == end:
            return ""
        return "".join(document.text(start, min(end, start + limit)))

    def copy(self) -> None:
        """Puts what is selected on the clipboard."""
        copy_bytes(self, *self._caret.selection)

    def select_bytes(self, start: int, end: int) -> None:
        """Selects these bytes and brings them into view as soon as they are known."""
        self._wanted_end = end
        self._go(self._arrive_at_bytes, offset=start)

    def _arrive_at_bytes(self, document: ShownDocument, offset: int) -> None:
        end = max(offset, min(self._wanted_end, document.index.reached))
        number = document.index.row_at(offset)
        line = document.line(number)
        if line.end < end and line.hidden and offset > line.end:
            document.show_whole(number)
            self._repaint_all()
        for place in (min(end, document.end_of(number)), offset):
            self._bring_into_view(number, document.column_at(number, place), middle=True)
        self._caret.put(end, number)
        self._caret.put_at(document, end)
        if end > offset and self._caret.row > number and document.index.row_at(end - 1) == number:
            self._caret.row = number
        self._caret.anchor = offset
        self._caret_moved()

    # --- for what works on this view ------------------------------------------------------------

    @property
    def document(self) -> ShownDocument | None:
        return self._reader.document

    @property
    def plain_source(self) -> Source | None:
        """What the document reads from, for another thread."""
        return self._reader.plain_source

    @property
    def idle(self) -> IdleWork:
        """Runs work on the document, which ends with it."""
        return self._reader.idle

    def go_on(self) -> None:
        """Finds the rows that are not known yet."""
        self._reader.go_on()

    @property
    def caret_row(self) -> int:
        return self._caret.row

    @property
    def caret_offset(self) -> int:
        """The byte at which the caret is."""
        return self._caret.offset

    # --- what is in sight, as a text ------------------------------------------------------------

    def access(self) -> XmlAccess:
        """What screen readers get."""
        if self._access is None:
            self._access = XmlAccess(self)
        return self._access

    def rows_in_sight(self) -> list[tuple[int, Line]]:
        """The rows that are seen, with their numbers."""
        last = min(self._top + self._page + 1, self._slots)
        lines = ((row, self._line(row)) for row in map(self._row_of, range(self._top, last)))
        return [(row, line) for row, line in lines if line]

    def put_caret(self, offset: int, row: int, *, select: bool = False) -> None:
        """At a byte of a known row, or up to it."""
        self._put_caret(offset, row, select=select)

    def folds_changed(self, number: int | None) -> None:
        """Other rows are folded: that one's, or those of many."""
        document = self._reader.document
        if document is None:
            return
        self._on_folded()
        head = document.folds.head_of(self._caret.row)
        if head != self._caret.row:
            self._put_caret(document.end_of(head), head)
        if number is not None:
            self._bring_into_view(number, 0)

    def _selected(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    # --- the caret ------------------------------------------------------------------------------

    def _put_caret(self, offset: int, row: int, *, select: bool = False) -> None:
        self._caret.put(offset, row, select=select)
        self._caret_moved()

    def _caret_moved(self) -> None:
        self._caret_known = True
        self._selected()
        text = self.row_text(self._caret.row)[:1000]
        self.setAccessibleDescription(f"Row {self._caret.row + 1} of {self.row_count}: {text}")
        if self.hasFocus():
            tell_caret(self)

    def _follow_caret(self) -> None:
        if self._reader.document:
            column = self._caret.column(self._reader.document)
            self._bring_into_view(self._caret.row, column)
        self._caret_moved()

    def _arrive(self, document: ShownDocument, offset: int) -> None:
        super()._arrive(document, offset)
        self._put_caret(offset, document.index.row_at(offset))

    def _on_changed(self) -> None:
        document = self._reader.document
        if document is self._shown:
            self._caret_known = False  # in the other view, where rows are others
            self._caret.row = min(self._caret.row, max(0, self.row_count - 1))
        else:
            self._shown = document
            self._on_document()
        super()._on_changed()
        self.selection_changed.emit()

    def _on_document(self) -> None:
        """Another document is shown, or none."""
        self._caret = Caret()
        self._caret_known = True
        if self._shown:
            self._caret.put(self._shown.begin, 0)

    def _on_grown(self) -> None:
        document = self._reader.document
        if not self._caret_known and document:
            index = document.index
            if index.complete or self._caret.offset < index.reached:
                self._caret.row = index.row_at(self._caret.offset)
                self._caret_known = True
                self.selection_changed.emit()
        super()._on_grown()

    # --- painting -------------------------------------------------------------------------------

    def _is_current(self, number: int) -> bool:
        return self.hasFocus() and self._caret_known and number == self._caret.row

    def _is_marked(self, number: int) -> bool:
        start, end = self._caret.selection
        return start != end or self._is_current(number)

    def _marks(self, document: ShownDocument, line: Line) -> list[Mark]:
        marks = super()._marks(document, line)
        start, end = self._caret.selection
        if start < line.row.end and end > line.row.start and start != end:
            first, last = self._columns_of(document, line, start, end)
            first = 0 if start < line.row.start else first
            goes_on = end >= line.row.end and not line.hidden
            marks.append(Mark(first, last + goes_on, self._rows.colours.selection))
        return marks

    def _columns_of(
        self, document: ShownDocument, line: Line, start: int, end: int
    ) -> tuple[int, int]:
        return (
            document.column_in(line, max(start, line.start)),
            document.column_in(line, min(end, line.end)),
        )

    def _paint_over(self, painter: QPainter, number: int) -> None:
        document = self._reader.document
        if document is None:
            return
        column = self._caret.column(document) - self._scrolled
        if column >= 0:
            x = round(self._rows.gutter + column * self._rows.advance)
            painter.fillRect(x - 1, 1, 2, self._rows.height - 2, QColor(self._rows.colours.caret))

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(key) for key in _OWN_KEYS)
        ):
            event.accept()  # rather than the window's actions of the same keys
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self._reader.document
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(_Key.Copy):
            self.copy()
        elif event.matches(_Key.SelectAll):
            self.select_all()
        elif event.matches(_Key.ZoomIn) or (control and event.key() == Qt.Key.Key_Equal):
            self.zoom(1)
        elif event.matches(_Key.ZoomOut):
            self.zoom(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.zoom(0)
        elif document and document.index.rows and self._caret_known:
            scrolled = move_by_key(self._caret, document, event, self._page)
            if scrolled is None:
                event.ignore()
                return
            if scrolled:
                self.verticalScrollBar().setValue(self._top + scrolled)
            self._follow_caret()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
