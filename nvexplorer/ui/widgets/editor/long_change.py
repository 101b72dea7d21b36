"""A long change of a document, made in slices between which the window lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from nvexplorer.ui.widgets.editor.cutting import PIECE
from nvexplorer.ui.widgets.editor.runs import Run, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QTextDocument

    from nvexplorer.ui.widgets.editor.mirror import Content
    from nvexplorer.ui.widgets.editor.qt_text import QtText


class LongChange:
    """Takes `removed` positions away at `position` and puts `pieces` in.

    `old` is what was there, from the character `start` on, `new` the text that takes its place,
    and `promised` the whole text as it will be.
    """

    def __init__(
        self,
        position: int,
        removed: int,
        pieces: Iterable[list[Run]],
        *,
        old: Content,
        start: int,
        new: str,
        promised: str,
    ) -> None:
        self.position = position
        self.old, self.start, self.new, self.promised = old, start, new, promised
        self._pieces = pieces
        self._remaining = removed
        self._written = 0

    @property
    def end(self) -> int:
        """Where the untouched rest of the document begins."""
        return self.position + self._written + self._remaining

    def slices(self, document: QTextDocument, qt: QtText) -> Iterator[None]:
        """Does it, some milliseconds at a step."""
        while self._remaining:
            self._remove(document)
            yield
        for runs in self._pieces:
            cursor = QTextCursor(document)
            cursor.setPosition(self.end)
            cursor.beginEditBlock()
            qt.write(cursor, runs)
            cursor.endEditBlock()
            self._written += sum(units(run) if isinstance(run, str) else 1 for run in runs)
            yield

    def _remove(self, document: QTextDocument) -> None:
        if self._remaining == document.characterCount() - 1:
            self._remaining = 0
            document.clear()  # far quicker than by and by
            return
        end = self.end
        self._remaining -= min(self._remaining, PIECE)
        cursor = QTextCursor(document)
        cursor.setPosition(self.end)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()


def pieces_of(content: Content) -> Iterator[list[Run]]:
    """The runs of a content, some milliseconds' worth at a time."""
    runs: list[Run] = []
    size = 0
    for chunk in content:
        runs += chunk.runs()
        size += chunk.positions
        if size > PIECE:
            yield runs
            runs, size = [], 0
    yield runs
