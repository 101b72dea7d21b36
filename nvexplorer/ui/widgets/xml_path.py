"""Where the caret is in an answer: the elements open there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.ui.widgets.xml_here import XmlHere


class XmlPath:
    """Found out in the background whenever the caret has moved; `names` and `starts`, the bytes of
    the start tags (-1 where levels are left out), are those found last, root first."""

    def __init__(self, view: XmlHere) -> None:
        self._view = view
        self.names: tuple[str, ...] = ()
        self.starts: tuple[int, ...] = ()
        self._offset = -1

    def forget(self) -> None:
        """Another document is shown."""
        self._offset = -1
        self._take(())

    def follow(self) -> None:
        """The caret may have moved."""
        document = self._view.document
        if document is not None and document.index.rows:
            row = document.index.row(self._view.caret_row)
            offset = max(row.start + 1, min(self._view.caret_offset, row.end))
            if offset != self._offset:
                self._offset = offset
                self._view.idle.start("path", self._find(offset))

    def _find(self, offset: int) -> Iterator[None]:
        document = self._view.document
        if document is not None:
            self._take((yield from document.ancestor_steps(offset)))

    def _take(self, found: list[tuple[int, str]] | tuple[()]) -> None:
        names = tuple(name for _, name in found)
        self.starts = tuple(at for at, _ in found)
        if names != self.names:
            self.names = names
            self._view.path_changed.emit(names)
