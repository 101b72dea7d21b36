"""Pages behind tabs, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs


class LazyPages(QStackedWidget):
    """The pages of `bar`, in step with it. A page that nobody looks at costs nothing."""

    def __init__(self, bar: SegmentedTabs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._makers: list[Callable[[], QWidget]] = []
        self._pages: list[QWidget | None] = []
        bar.currentChanged.connect(self._show)

    def add(self, title: str, make: Callable[[], QWidget]) -> int:
        """A tab and the function that makes its page; the tab's index."""
        self._makers.append(make)
        self._pages.append(None)
        return self._bar.addTab(title)  # shows the page, when it is the first

    def made(self, index: int) -> QWidget | None:
        """The page, None as long as it was never shown nor asked for."""
        return self._pages[index]

    def page(self, index: int) -> QWidget:
        """The page, made now if it was not."""
        page = self._pages[index]
        if page is None:
            page = self._pages[index] = self._makers[index]()
            self.addWidget(page)
        return page

    def show_page(self, index: int) -> None:
        self._bar.setCurrentIndex(index)

    @property
    def current(self) -> int:
        return self._bar.currentIndex()

    def _show(self, index: int) -> None:
        if 0 <= index < len(self._makers):
            self.setCurrentWidget(self.page(index))
