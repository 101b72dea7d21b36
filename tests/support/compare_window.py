"""Hands and eyes on the Compare window of a real main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu
    from window import Explorer

    from nvexplorer.ui.compare_window import CompareWindow

DIFFERENCES = "Differences"
TWIN = "Text of both sides"


class Compare:
    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.window: CompareWindow = explorer.window.commands.compare.window
        self.page = self.window.page

    def come_forward(self) -> None:
        """What a window manager does; there is none without a screen."""
        self.explorer.until(self.window.isVisible, "the Compare window")
        self.window.activateWindow()
        self.explorer.until(self.window.isActiveWindow, "the Compare window in front")

    def load(self, left: Path, right: Path) -> None:
        """As dropped on both sides; waits until they are compared."""
        self.window.open()
        self.come_forward()
        self.page.bar.dropped.emit(0, str(left))
        self.explorer.settle()
        self.page.bar.dropped.emit(1, str(right))
        self.explorer.settle()
        self.done()

    def done(self) -> None:
        """Wait for the end of all comparing."""
        both = lambda: None not in self.page.sides  # noqa: E731
        self.explorer.until(both, "both sides")
        self.explorer.until(lambda: not self.page.comparing.running, "the comparison")
        self.explorer.settle()

    def sees(self, text: str) -> bool:
        return self.explorer.sees(text, self.window)

    @property
    def rows(self) -> list[str]:
        """The list of differences, as a screen reader says it."""
        return self.explorer.listed(DIFFERENCES, self.window)

    @property
    def rows_count(self) -> int:
        """How many rows the list has, in sight or not."""
        return len(self.page.structure.list.rows)

    @staticmethod
    def by_name(menu: QMenu, text: str) -> QAction:
        return next(each for each in menu.actions() if each.text() == text)

    @property
    def picker(self) -> list[str]:
        """What the list in front offers."""
        self.explorer.until(QApplication.activePopupWidget, "the list to choose from")
        popup = QApplication.activePopupWidget()
        assert popup is not None
        return [popup.reads(row) for row in popup.rows]

    def choose(self, words: str) -> None:
        """From the list in front, by its words."""
        self.explorer.until(QApplication.activePopupWidget, "the list to choose from")
        popup = QApplication.activePopupWidget()
        self.explorer.type(words)
        self.explorer.press("Return")
        self.explorer.until(lambda: QApplication.activePopupWidget() is not popup, "the choice")

    def shown(self) -> list[tuple[str | None, str | None]]:
        """The rows of the text view, once they are all known: left and right beside each other."""
        twin = self.page.text.twin
        self.explorer.until(lambda: twin.is_complete, "the rows of both sides")
        return [twin.row_texts(row) for row in range(twin.rows)]
