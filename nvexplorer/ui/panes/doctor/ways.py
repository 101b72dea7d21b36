"""The row of ways to a request, and the page of the one that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QStackedWidget, QWidget

from nvexplorer.ui.panes.doctor.cards import flowing
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from collections.abc import Callable


class Ways(Panel):
    """Pages behind checkable buttons, and buttons that only do something. `turned` carries the
    index of the page that is shown now."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self.show_way)
        self._pages = QStackedWidget()
        self._actions: list[QPushButton] = []
        row = flowing(across=6, down=6)
        flow = row.layout()
        assert isinstance(flow, FlowLayout)
        self._row = flow
        self.box.addWidget(row)
        self.box.addWidget(self._pages, 1)

    def add_way(self, title: str, page: QWidget) -> int:
        """A page behind the next button; its index."""
        button = QPushButton(title)
        button.setCheckable(True)
        button.setProperty("segment", True)
        index = self._pages.addWidget(page)
        self._group.addButton(button, index)
        self._place(button)
        if index == 0:
            self.show_way(0)
        else:  # the arrow keys go from button to button, the Tab key to the one that is pressed
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        return index

    def add_action(self, title: str, hint: str, act: Callable[[], object]) -> QPushButton:
        """A button behind those of the pages."""
        button = QPushButton(title)
        button.setToolTip(hint)
        button.clicked.connect(lambda: act())
        self._actions.append(button)
        self._row.addWidget(button)
        return button

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In their order."""
        ways = sorted(self._group.buttons(), key=self._group.id)
        return (*[each for each in ways if isinstance(each, QPushButton)], *self._actions)

    @property
    def current(self) -> int:
        return self._pages.currentIndex()

    def show_way(self, index: int) -> None:
        self._group.button(index).setChecked(True)
        self._pages.setCurrentIndex(index)
        for at in range(self._pages.count()):  # the one in front has what height it needs
            kind = QSizePolicy.Policy.Preferred if at == index else QSizePolicy.Policy.Ignored
            if (page := self._pages.widget(at)) is not None:
                page.setSizePolicy(kind, kind)
        self.turned.emit(index)

    def _place(self, button: QPushButton) -> None:
        """Before the buttons that only do something."""
        for each in self._actions:
            self._row.removeWidget(each)
        self._row.addWidget(button)
        for each in self._actions:
            self._row.addWidget(each)
