"""Height that the request borrows from the answer while its body or documentation is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

_SHARE = 0.64  # of the height
_SHOWN = (QEvent.Type.Show, QEvent.Type.Resize)


class LentRoom(QObject):
    """Gives the first part of `splitter` more height and takes it back, unless the user moved the
    handle in between. What is wanted before there is any height is given with that."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._waits = False
        self._before: list[int] = []
        self._given: list[int] = []
        splitter.installEventFilter(self)

    def lend(self, wanted: bool) -> None:
        self._waits = wanted and not self._splitter.isVisible()
        if self._waits:
            return
        sizes = self._splitter.sizes()
        if wanted and not self._given:
            first = int(sum(sizes) * _SHARE)
            if first > sizes[0]:
                self._before = sizes
                self._splitter.setSizes([first, sum(sizes) - first])
                self._given = self._splitter.sizes()
        elif not wanted and self._given:
            if sizes == self._given:
                self._splitter.setSizes(self._before)
            self._given = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._waits and event.type() in _SHOWN and self._splitter.isVisible():
            self._waits = False
            self.lend(True)
        return super().eventFilter(watched, event)
