"""What can be done where the caret is in an answer: fold, follow a link, open a value, copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.widgets.xml_copying import copy_bytes
from nvexplorer.ui.widgets.xml_folding import XmlFolding
from nvexplorer.ui.widgets.xml_links import XmlLinks, below_root, text_of, value_in
from nvexplorer.ui.widgets.xml_look import Look
from nvexplorer.ui.widgets.xml_menu import ALSO, KEYS, menu_of
from nvexplorer.ui.widgets.xml_mouse import XmlMouse
from nvexplorer.ui.widgets.xml_path import XmlPath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.xml_links import Value
    from nvexplorer.ui.widgets.xml_values import LongValue
    from nvexplorer.xmltext.document import Line

_Control = Qt.KeyboardModifier.ControlModifier


class XmlHere(XmlMouse):
    """The viewer without search. Rows of `folding` are those of the document."""

    link_activated = Signal(str, str)
    """A link was followed: its path below the root, and its text."""
    path_changed = Signal(tuple)
    """The names of the elements that the caret is in, root first."""
    value_wanted = Signal(object, bool)
    """A long value (LongValue) is to be opened, or else saved."""
    line_wanted = Signal()
    """It is to be asked which line to go to."""
    save_wanted = Signal(int, int)
    """These bytes are to be saved to a file."""

    def __init__(self, parent: QWidget | None = None, *, structured: bool = True) -> None:
        self.folding = XmlFolding(self)
        self.path = XmlPath(self)
        self._links = XmlLinks(self._find_links)
        self._fault = -1
        self._structured = structured  # else nothing is folded and no path told
        super().__init__(parent)

    # --- links ----------------------------------------------------------------------------------

    def set_link_paths(self, paths: frozenset[str]) -> None:
        """The values of the elements at these paths are links: below the root, compared without
        case, such as `Customerlist/Customer/Netvisorkey`. From then on any element `Uri` is one."""
        self._links.set_paths(paths)
        self._repaint_all()

    def _find_links(self) -> None:
        self.idle.start("links", self._finding_links())

    def _finding_links(self) -> Iterator[None]:
        yield from self._links.steps()
        self._repaint_all()

    def link_here(self) -> Value | None:
        """The link on the row of the caret."""
        return self._link_on(self.caret_row)

    def open_link(self) -> None:
        """Follows the link on the row of the caret."""
        self._follow(self.caret_row)

    def _link_on(self, number: int, *, wanted: bool = False) -> Value | None:
        document, line = self.document, self._line(number)
        return self._links.link_in(document, line, wanted=wanted) if document and line else None

    def _follow(self, number: int) -> bool:
        document, line = self.document, self._line(number)
        link = self._link_on(number, wanted=True)
        if document is None or line is None or link is None:
            return False
        self.link_activated.emit(below_root(document, line), text_of(line, link))
        return True

    # --- long values ----------------------------------------------------------------------------

    def long_value_here(self) -> LongValue | None:
        """The value on the row of the caret that is shown as a chip."""
        document, line = self.document, self._line(self.caret_row)
        return document.value_of(line) if document and line else None

    def open_value(self) -> None:
        """With the system's program, when the file is of a kind that does no harm."""
        value = self.long_value_here()
        if value is not None:
            self.value_wanted.emit(value, True)

    def save_value(self) -> None:
        value = self.long_value_here()
        if value is not None:
            self.value_wanted.emit(value, False)

    def expand_here(self) -> None:
        """Shows all of a row that is cut."""
        document, line = self.document, self._line(self.caret_row)
        if document and line and line.hidden:
            document.show_whole(self.caret_row)
            self._repaint_all()

    # --- places ---------------------------------------------------------------------------------

    def ask_for_line(self) -> None:
        self.line_wanted.emit()

    def go_up(self, level: int) -> None:
        """To the element so many levels below the root that the caret is in."""
        if level < len(self.path.starts) and self.path.starts[level] >= 0:
            self.go_to_offset(self.path.starts[level])
            self.setFocus()

    # --- copying and saving ---------------------------------------------------------------------

    def copy_element(self) -> None:
        """The innermost element around the caret, as it is seen, on the clipboard."""
        self._reader.idle.start("element", self._copy_element())
        self._reader.idle.hurry("element")

    def copy_value(self) -> None:
        """The value of the element on the row of the caret, whole; else the whole element."""
        document, line = self.document, self._line(self.caret_row)
        if document is None or line is None:
            return
        long, value = document.value_of(line), value_in(line)
        if long is not None:
            copy_bytes(self, long.start, long.end)
        elif value is not None:
            copy(self, text_of(line, value), value.name)
        else:
            self.copy_element()

    def copy_path(self) -> None:
        """Where the caret is, as an XPath of names."""
        self._reader.idle.start("path to copy", self._copy_path())
        self._reader.idle.hurry("path to copy")

    def save_selection(self) -> None:
        start, end = self.selection
        if end > start:
            self.save_wanted.emit(start, end)

    def _here(self) -> int:
        """A byte within the tag that begins the row of the caret."""
        document = self.document
        return document.index.row(self.caret_row).start + 1 if document and self.row_count else 0

    def _copy_element(self) -> Iterator[None]:
        document = self.document
        if document is None or not self.row_count:
            return
        number = self.caret_row
        rows = yield from document.element_steps(number)
        if rows is None and document.source.read(self._here() - 1, 2) == b"</":
            around = yield from document.ancestor_steps(self._here())
            if around and around[-1][0] >= 0:
                number = document.index.row_at(around[-1][0])
                rows = yield from document.element_steps(number)
        last = rows[-1] if rows else number
        copy_bytes(self, document.index.row(number).start, document.end_of(last))

    def _copy_path(self) -> Iterator[None]:
        document = self.document
        if document is not None and self.row_count:
            names = yield from document.path_steps(self._here())
            copy(self, "/" + "/".join(names), "Path")

    # --- what it looks like ---------------------------------------------------------------------

    @property
    def place(self) -> tuple[int, int]:
        """The line, or pretty the row, and the column of the caret, from 1."""
        document = self.document
        if document is None or not self.row_count:
            return 1, 1
        return self.caret_row + 1, self._caret.column(document) + 1

    def set_fault(self, offset: int) -> None:
        """Marks the row that holds this byte as where it ceases to be XML; -1 ends that."""
        self._fault = offset
        self._repaint_all()

    def _look(self, line: Line, number: int) -> Look:
        document = self.document
        if document is None:
            return super()._look(line, number)
        value, link = document.value_of(line), self._links.link_in(document, line)
        is_last = self.arriving and number == self.row_count - 1
        closing = ""
        if value is not None:
            rest = document.source.read(value.end, line.end + line.hidden - value.end)
            closing = rest.decode(document.encoding, "replace")
        return Look(
            self.folding.state(document, number) if self._structured else "",
            "… receiving" if is_last else self.folding.note(document, number),
            value.label if value else "",
            closing,
            (link.start, link.end) if link else (0, 0),
            line.row.start <= self._fault < line.row.end,
        )

    # --- events ---------------------------------------------------------------------------------

    def _caret_moved(self) -> None:
        super()._caret_moved()
        if self._structured:
            self.path.follow()

    def _on_document(self) -> None:
        super()._on_document()
        self.folding.forget()
        self._links.forget()
        self._fault = -1
        self.path.forget()

    def event(self, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == event.Type.ShortcutOverride
        if is_key and self._structured and self._doing(event) is not None:  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def _doing(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key of the viewer's own does."""
        name = _NAMES.get(_sequence(event))
        if name is None:
            return None
        slot: Callable[[], object] = getattr(self.folding if "fold" in name else self, name)
        return slot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        doing = self._doing(event) if self._structured else None
        if doing is not None:
            doing()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            _Control | Qt.KeyboardModifier.AltModifier
        ):
            if self.long_value_here() is not None:
                self._show_menu(self._below_caret())
            elif not self._follow(self.caret_row):
                self._toggle(self.caret_row)
        else:
            super().keyPressEvent(event)

    def _toggle(self, number: int) -> None:
        document = self.document
        if document and self._structured and self.folding.state(document, number):
            self.folding.toggle(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, document = event.position().toPoint(), self.document
        if event.button() == Qt.MouseButton.LeftButton and document and self.row_count:
            number = self._row_at(at.y())
            if self._is_on_fold(at):
                self._toggle(number)
                return
            if self._is_on_chip(at):
                self._put_caret(document.index.row(number).start, number)
                self._show_menu(at)
                return
            asked = event.modifiers() & _Control
            if asked and self._is_on_link(at, wanted=True) and self._follow(number):
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_link(at, wanted=True):
            self._put_caret_at(at)
            self._follow(self.caret_row)
        else:
            super().mouseDoubleClickEvent(event)

    def _is_on_hand(self, at: QPoint) -> bool:
        return (
            super()._is_on_hand(at)
            or self._is_on_fold(at)
            or self._is_on_chip(at)
            or self._is_on_link(at)
        )

    def _is_on_fold(self, at: QPoint) -> bool:
        gutter = self._rows.gutter
        if not self._structured or not gutter - self._rows.FOLD <= at.x() < gutter:
            return False
        document, number = self.document, self._row_at(at.y())
        inside = abs(self._y_of(number) + self._rows.height / 2 - at.y()) <= self._rows.height
        return bool(document and inside and self.folding.state(document, number))

    def _is_on_link(self, at: QPoint, *, wanted: bool = False) -> bool:
        number = self._row_at(at.y())
        line, link = self._line(number), self._link_on(number, wanted=wanted)
        document = self.document
        if line is None or link is None or document is None:
            return False
        first = document.column_in(line, document.offset_of(line, link.start))
        last = document.column_in(line, document.offset_of(line, link.end))
        return first <= self._column_at(at.x()) <= last and self._is_in_row(at, number)

    def _is_on_chip(self, at: QPoint) -> bool:
        number = self._row_at(at.y())
        document, line = self.document, self._line(number)
        if document is None or line is None or document.value_of(line) is None:
            return False
        look = self._look(line, number)
        place = self._rows.rest_place(line, self.viewport().width(), self._scrolled, look)
        return place.translated(0, self._y_of(number)).contains(QPointF(at))

    def _is_in_row(self, at: QPoint, number: int) -> bool:
        return self._y_of(number) <= at.y() < self._y_of(number) + self._rows.height

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() == event.Reason.Keyboard:
            at = self._below_caret()
        elif self.row_count:
            start, end = self.selection
            line = self._line(self._row_at(at.y()))
            if line and not (start < line.row.end and end > line.row.start):
                self._put_caret_at(at)
        self._show_menu(at)

    def _below_caret(self) -> QPoint:
        document = self.document
        column = self._caret.column(document) if document and self.row_count else 0
        return self.point_at(self.caret_row, column) + QPoint(0, self._rows.height // 2)

    def _show_menu(self, at: QPoint) -> None:
        menu_of(self).popup(self.viewport().mapToGlobal(at))


# What Shift makes of a key, by which the keys are not called.
_SHIFTED = {
    Qt.Key.Key_BraceLeft: Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BraceRight: Qt.Key.Key_BracketRight,
    Qt.Key.Key_Underscore: Qt.Key.Key_Minus,
}


def _sequence(event: QKeyEvent) -> str:
    key = Qt.Key(event.key())
    keys = QKeyCombination(event.modifiers(), _SHIFTED.get(key, key))
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


_NAMES = {keys: name for name, keys in KEYS.items()} | ALSO
