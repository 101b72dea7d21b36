"""Height that the request borrows from the answer while its body or documentation is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

_SHARE = 0.64  # of the height


class LentRoom(QObject):
    """Gives the first part of `splitter` more height and takes it back, unless the user moved the
    handle in between."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._before: list[int] = []
        self._given: list[int] = []

    def lend(self, wanted: bool) -> None:
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
