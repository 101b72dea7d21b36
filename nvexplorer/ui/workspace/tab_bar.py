"""The row of open requests: name, dot for changes, company in the colour of its environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QToolButton, QWidget

from nvexplorer.ui.widgets.badge import set_property

if TYPE_CHECKING:
    from nvexplorer.ui.workspace.tab import RequestTab

_RIGHT = QTabBar.ButtonPosition.RightSide
_LONGEST = 32


class RequestTabBar(QTabBar):
    """`close_requested` carries the index of a tab; `kept` the one that was double-clicked."""

    close_requested = Signal(int)
    kept = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("requests", True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Open requests")
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.tabBarDoubleClicked.connect(self.kept)

    def show_tab(self, index: int, tab: RequestTab) -> None:
        """Write what a tab is called and where it sends to, if that changed."""
        tail = self.tabButton(index, _RIGHT)
        front = index == self.currentIndex()
        told = (tab.title, tab.profile, tab.dirty, tab.is_preview, front)
        if isinstance(tail, _Tail) and tail.told == told:
            return
        title = tab.title if len(tab.title) <= _LONGEST else tab.title[: _LONGEST - 1] + "…"
        text = f"{title} ●" if tab.dirty else title
        if self.tabText(index) != text:
            self.setTabText(index, text)
        profile = tab.profile
        company = profile.company.name if profile else ""
        environment = profile.environment.value if profile else ""
        where = f"{company} · {environment.upper()}" if profile else "no profile"
        state = "changed, not saved" if tab.dirty else "preview" if tab.is_preview else ""
        self.setTabToolTip(index, " · ".join(filter(None, (tab.title, where, state))))
        fresh = not isinstance(tail, _Tail)
        if not isinstance(tail, _Tail):
            tail = _Tail()
            tail.close_pressed.connect(self._on_close_pressed)
        tail.told = told
        resized = tail.show_company(company, environment if front else "", preview=tab.is_preview)
        if fresh or resized:
            # Also makes room for it: the bar looks at sizes only when it is given a widget.
            self.setTabButton(index, _RIGHT, tail)
            tail.show()

    def _on_close_pressed(self, tail: QWidget) -> None:
        for index in range(self.count()):
            if self.tabButton(index, _RIGHT) is tail:
                self.close_requested.emit(index)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_requested.emit(index)
        else:
            super().mouseReleaseEvent(event)


class _Tail(QWidget):
    """What stands behind a tab's name."""

    close_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told: tuple[object, ...] = ()
        self._company = QLabel()
        self._company.setTextFormat(Qt.TextFormat.PlainText)
        self._company.setProperty("tail", "plain")
        close = QToolButton()
        close.setText("×")
        close.setToolTip("Close (Ctrl+W)")
        close.setAccessibleName("Close the tab")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setFixedSize(18, 18)
        close.clicked.connect(lambda: self.close_pressed.emit(self))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._company)
        layout.addWidget(close)

    def show_company(self, company: str, environment: str, *, preview: bool) -> bool:
        """True when it takes another amount of room now."""
        shown = company if len(company) <= _LONGEST else company[: _LONGEST - 1] + "…"
        if preview:
            shown = f"{shown} · preview" if shown else "preview"
        set_property(self._company, "tail", environment or "plain")
        self._company.setText(shown)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        before = self.size()
        self.resize(self.sizeHint())
        return self.size() != before
