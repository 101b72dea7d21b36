"""Flat tabs with an underline, used wherever one place shows one of several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTabBar, QWidget

from nvexplorer.ui.widgets.badge import CountPill

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class SegmentedTabs(QTabBar):
    """A tab bar; connect `currentChanged` to the stack beside it. Reached with Tab, moved with
    the arrow keys."""

    def __init__(self, *texts: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Tabs are measured with the widget's font: the bold face of the selected one must fit.
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        for text in texts:
            self.addTab(text)

    def set_count(self, index: int, count: int, kind: str = "count") -> None:
        """Show a number beside the name of a tab, in the look of a badge's `kind`; 0 takes it
        away."""
        side = QTabBar.ButtonPosition.RightSide
        pill = self.tabButton(index, side)
        if count <= 0:
            if pill is not None:
                self.setTabButton(index, side, None)
                pill.deleteLater()
        elif isinstance(pill, CountPill):
            pill.show_count(count, kind)
            pill.adjustSize()
        else:
            pill = CountPill(count, self)
            pill.show_count(count, kind)
            self.setTabButton(index, side, pill)

    def showEvent(self, event: QShowEvent) -> None:
        # Pills made before the bar stood in a styled window were measured without its style.
        side = QTabBar.ButtonPosition.RightSide
        for index in range(self.count()):
            pill = self.tabButton(index, side)
            if pill is not None:
                pill.adjustSize()
                self.setTabButton(index, side, pill)  # which hides it, since it was there before
                pill.show()
        super().showEvent(event)

    def set_shown(self, index: int, shown: bool) -> None:
        """Hide a tab that has nothing to show; the current one falls back to the first."""
        if not shown and self.currentIndex() == index:
            self.setCurrentIndex(0)
        self.setTabVisible(index, shown)
