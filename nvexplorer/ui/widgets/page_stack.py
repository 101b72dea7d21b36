"""Pages on top of each other, the hidden ones of which can leave the window for some moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


class PageStack(QStackedWidget):
    """Whoever adds a page holds on to it and uses `bring` and `discard`: it may be out of the stack
    just then. Indexes mean nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._out: list[QWidget] = []

    def bring(self, page: QWidget) -> None:
        """In front."""
        self._put_back(page)
        self.setCurrentWidget(page)

    def discard(self, page: QWidget) -> None:
        """It goes away for good."""
        if page in self._out:
            self._out.remove(page)
        self.removeWidget(page)
        page.hide()
        page.deleteLater()

    def hidden(self) -> QWidget | None:
        """A page that is in the stack and not in front."""
        pages = (self.widget(n) for n in range(self.count()))
        return next((page for page in pages if page is not self.currentWidget()), None)

    def take_out(self) -> Iterator[None]:
        """The hidden pages, one at each step."""
        while (page := self.hidden()) is not None:
            self._out.append(page)
            self.removeWidget(page)
            page.setParent(None)
            yield

    def put_back(self) -> Iterator[None]:
        """Those that were taken out, one at each step."""
        while self._out:
            self._put_back(self._out[0])
            yield

    def _put_back(self, page: QWidget) -> None:
        if page in self._out:
            self._out.remove(page)
            self.addWidget(page)
