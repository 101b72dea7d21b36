"""Keeps a mirror of what a document holds, change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.editor.mirror import Change, Mirror, runs_of
from nvexplorer.ui.widgets.editor.narrowing import same_ends
from nvexplorer.ui.widgets.editor.qt_text import QtText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPlainTextEdit


class Tracking:
    """`told` is called with each change, once the mirror has it. `caret` is the position of the
    caret, during that call the one before the change."""

    def __init__(self, view: QPlainTextEdit, told: Callable[[Change], None]) -> None:
        self._view = view
        self._document = view.document()
        self._told = told
        self.mirror = Mirror()
        self.qt = QtText(self._document)
        self.caret = 0
        self._document.contentsChange.connect(self._on_contents_change)
        view.cursorPositionChanged.connect(self._on_caret_moved)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        length = self._document.characterCount() - 1
        # Qt counts the end of the document in at times; the lengths tell what is true.
        added = min(added, length - position)
        removed = added + self.mirror.positions - length
        if removed < 0:
            position, removed, added = 0, self.mirror.positions, length
        if removed and added:
            position, removed, added = self._narrowed(position, removed, added)
        self._told(self.mirror.replace(position, removed, self.qt.read(position, added)))

    def _narrowed(self, position: int, removed: int, added: int) -> tuple[int, int, int]:
        """Without what stayed the same: what an input method composes makes its whole line count
        as changed."""
        caret = min(self.caret, self._view.textCursor().position()) - position
        most = caret if 0 <= caret <= max(removed, added) else max(removed, added)
        old = runs_of(self.mirror.content(position, position + removed))
        head, tail = same_ends(old, self.qt.read(position, added), most)
        return position + head, removed - head - tail, added - head - tail

    def _on_caret_moved(self) -> None:
        self.caret = self._view.textCursor().position()
