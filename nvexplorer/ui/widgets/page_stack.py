"""Pages on top of each other, brought in front and discarded by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PageStack(QStackedWidget):
    """Whoever adds a page holds on to it and uses `bring` and `discard`. Indexes mean nothing."""

    def bring(self, page: QWidget) -> None:
        """In front."""
        self.setCurrentWidget(page)

    def discard(self, page: QWidget) -> None:
        """It goes away for good."""
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
