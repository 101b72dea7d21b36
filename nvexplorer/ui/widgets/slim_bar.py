"""A line that fills."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

_STEPS = 1000


class SlimBar(QProgressBar):
    """Three pixels high, without words: those stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(3)
        self.setRange(0, _STEPS)

    def show_share(self, share: float | None) -> None:
        """From 0 to 1; None hides it."""
        self.setUpdatesEnabled(False)  # else all that waits to be painted is painted here and now
        self.setVisible(share is not None)
        self.setValue(int((share or 0) * _STEPS))
        self.setUpdatesEnabled(True)
