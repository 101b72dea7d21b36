"""The sidebar: resources, saved requests and the log, one at a time."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(IntEnum):
    RESOURCES = 0
    SAVED = 1
    LOG = 2


class Sidebar(Panel):
    """Pages are made by `set_makers` when first shown. `shown` carries the Page."""

    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[Page, Callable[[], QWidget]] = {}
        self._tabs = SegmentedTabs("Resources", "Saved", "Log")
        self._tabs.setAccessibleName("Sidebar")
        top = Panel(edge="bottom", across=True, margins=(8, 0, 8, 0))
        top.setFixedHeight(36)
        top.box.addWidget(self._tabs, 1)
        self._stack = QStackedWidget()
        for _ in Page:
            self._stack.addWidget(QWidget())
        self.box.addWidget(top)
        self.box.addWidget(self._stack, 1)
        self.setMinimumWidth(200)
        self._tabs.currentChanged.connect(self._on_changed)

    def set_makers(self, makers: dict[Page, Callable[[], QWidget]]) -> None:
        self._makers = dict(makers)
        self._on_changed(self._tabs.currentIndex())

    def show_page(self, page: Page) -> None:
        self._tabs.setCurrentIndex(page)

    @property
    def page(self) -> Page:
        return Page(self._tabs.currentIndex())

    def _on_changed(self, index: int) -> None:
        page = Page(index)
        make = self._makers.pop(page, None)
        if make is not None:
            place = self._stack.widget(index)
            self._stack.insertWidget(index, make())
            if place is not None:
                self._stack.removeWidget(place)
                place.deleteLater()
        self._stack.setCurrentIndex(index)
        self.shown.emit(page)
