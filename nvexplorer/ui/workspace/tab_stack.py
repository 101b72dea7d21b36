"""The pages of the open requests, one of which is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget


class TabStack(QStackedWidget):
    """Hidden pages may be out of it for some moments, see `redress`: use `show_page` and `discard`
    for those that it has been given."""

    def __init__(self) -> None:
        super().__init__()
        self._out: list[QWidget] = []
        self._idle = IdleWork(self)

    def show_page(self, page: QWidget) -> None:
        self._bring_back(page)
        self.setCurrentWidget(page)

    def discard(self, page: QWidget) -> None:
        """It goes away for good."""
        if page in self._out:
            self._out.remove(page)
        self.removeWidget(page)
        page.hide()
        page.deleteLater()

    def redress(self, *changes: Callable[[], object]) -> None:
        """Calls what gives all of the window another look, when the hidden pages are out of it, and
        brings these back: one at a time, since a page takes as long as all the rest."""
        self._idle.start("redress", self._redress(changes))

    def _redress(self, changes: tuple[Callable[[], object], ...]) -> Iterator[None]:
        while (page := self._hidden()) is not None:
            self._out.append(page)
            self.removeWidget(page)
            page.setParent(None)
            yield
        for change in changes:
            change()
            yield
        while self._out:
            self._bring_back(self._out[0])
            yield

    def _hidden(self) -> QWidget | None:
        pages = (self.widget(n) for n in range(self.count()))
        return next((page for page in pages if page is not self.currentWidget()), None)

    def _bring_back(self, page: QWidget) -> None:
        if page in self._out:
            self._out.remove(page)
            self.addWidget(page)
