"""The viewer of answers: highlighted XML of any size to read, select, copy and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nvexplorer.ui.widgets.xml_finder import Finder
from nvexplorer.ui.widgets.xml_paint import Mark
from nvexplorer.ui.widgets.xml_text import XmlText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from nvexplorer.xmltext.document import Document, Line


class XmlView(XmlText):
    """Shows XML given with `set_source`; what it shows and how to go places is `XmlScroll`, how to
    select and copy `XmlText`."""

    hits_changed = Signal(int, int, bool)
    """Hits so far, which of them is the current one (from 1; 0: none), whether that is all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = Finder()
        self._looked_for = ("", False)

    def find(  # type: ignore[override]  # QWidget.find looks up window ids: of no use here
        self, text: str, case_sensitive: bool = False
    ) -> None:
        """Looks for `text` from the caret on, and counts all hits; an empty text ends that.

        `hits_changed` tells how far it is. Hits are found in the bytes as they are: `&amp;` by
        `&amp;`. Case is ignored for ASCII and for letters as long in both cases (ä, å, ö).
        """
        document = self._reader.document
        self._looked_for = (text, case_sensitive)
        hit = self._finder.hit
        origin = hit[0] if hit else self._caret.selection[0]
        self._reader.idle.stop("find")
        if document is None or not text:
            self._finder.end()
        else:
            self._finder.begin(document, text, case_sensitive=case_sensitive, origin=origin)
            self._reader.idle.start("find", self._find(document))
        self._tell_hits()

    def find_next(self) -> None:
        self._move_hit(1)

    def find_previous(self) -> None:
        self._move_hit(-1)

    def _find(self, document: Document) -> Iterator[None]:
        for arrived in self._finder.steps(document):
            if arrived:
                self._show_hit()
            self._tell_hits()
            yield

    def _move_hit(self, by: int) -> None:
        if self._finder.move(by, self._caret.offset):
            self._show_hit()
            self._tell_hits()

    def _tell_hits(self) -> None:
        finder = self._finder
        self.hits_changed.emit(len(finder.hits), finder.current + 1, finder.complete)
        self.viewport().update()

    def _show_hit(self) -> None:
        hit = self._finder.hit
        if hit:
            self._go(self._arrive_at_hit, offset=hit[0])

    def _arrive_at_hit(self, document: Document, offset: int) -> None:
        number = document.index.row_at(offset)
        hit = self._finder.hit
        end = hit[1] if hit else offset
        if document.line(number).end < end < document.index.row(number).end:
            document.show_whole(number)
            self._repaint_all()
        for place in (end, offset):
            self._bring_into_view(number, document.column_at(number, place), middle=True)
        self._put_caret(offset, number)

    def _on_document(self) -> None:
        super()._on_document()
        self._finder.end()
        self.find(*self._looked_for)

    def _is_marked(self, number: int) -> bool:
        return self._finder.needle is not None or super()._is_marked(number)

    def _marks(self, document: Document, line: Line) -> list[Mark]:
        marks = super()._marks(document, line)
        needle, hit, colours = self._finder.needle, self._finder.hit, self._rows.colours
        if needle and needle.length:
            begin = max(document.begin, line.start - needle.length + 1)
            data = document.source.read(begin, line.end + needle.length - 1 - begin)
            for at in needle.offsets(data):
                found = begin + at
                colour = colours.match_current if hit and hit[0] == found else colours.match
                marks.append(
                    Mark(*self._columns_of(document, line, found, found + needle.length), colour)
                )
        return marks
