"""Shows the tag at the caret together with its pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nvexplorer.ui.widgets.editor.tags import Tag, pair_of, tag_at
from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

# Milliseconds that the caret rests before its tag is looked for.
PAUSE = 60


class TagPairs(QObject):
    """`shown` are the two tags, or none. They are looked for when the caret rests."""

    def __init__(self, editor: XmlEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._mirror = editor.content.mirror
        self.shown: tuple[Tag, ...] = ()
        self._places: list[tuple[int, int]] = []  # positions of their names
        self._idle = IdleWork(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)
        editor.delta.connect(self._on_delta)
        editor.caret_moved.connect(self._on_caret_moved)

    def go(self) -> None:
        """Put the caret into the other tag of the element."""
        editor = self._editor
        tag = tag_at(editor.part, editor.caret_offset())
        if tag is None or editor.filling:
            return
        self._idle.start("go", self._go(tag))
        self._idle.hurry("go")

    def _go(self, tag: Tag) -> Iterator[None]:
        revision = self._editor.revision
        pair = yield from pair_of(self._editor.part, self._mirror.length, tag)
        if pair is not None and self._editor.revision == revision:
            self._editor.show_place(pair.name_start)

    def _on_delta(self) -> None:
        self._idle.stop_all()
        if self._places:
            self._show(())

    def _on_caret_moved(self, _offset: int) -> None:
        self._timer.start()

    def _look(self) -> None:
        editor = self._editor
        tag = None if editor.filling else tag_at(editor.part, editor.caret_offset())
        if tag in self.shown:
            return
        self._show(())
        if tag is not None and not tag.empty:
            self._idle.start("pair", self._find(tag))

    def _find(self, tag: Tag) -> Iterator[None]:
        pair = yield from pair_of(self._editor.part, self._mirror.length, tag)
        if pair is not None:
            self._show((tag, pair))

    def _show(self, tags: tuple[Tag, ...]) -> None:
        if tags == self.shown:
            return
        self.shown = tags
        self._places = [
            (
                self._mirror.position_of(t.name_start),
                self._mirror.position_of(t.name_end, after=False),
            )
            for t in tags
        ]
        grounds = self._editor.painting.grounds
        if self._places and self._ground not in grounds:
            grounds.append(self._ground)
        elif not self._places and self._ground in grounds:
            grounds.remove(self._ground)
        self._editor.viewport().update()

    def _ground(self, block: QTextBlock, _text: str) -> Iterator[tuple[int, int, str]]:
        for first, last in self._places:
            if block.contains(first):
                yield first - block.position(), last - block.position(), "selected"
