"""What is seen while a request is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nvexplorer.ui.panes.response import story
from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.widgets.slim_bar import SlimBar

if TYPE_CHECKING:
    from nvexplorer.model.ports import Progress

_TICK = 100  # milliseconds


class SendingView(QWidget):
    """Phase, elapsed time, and a bar that fills when the size of the answer is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = ""
        self._phase = label(role="strong")
        self._elapsed = QLabel()
        self._elapsed.setProperty("role", "muted")
        self._hint = label("Esc cancels.", "small")
        self._bar = SlimBar()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        line.addWidget(self._phase)
        line.addWidget(self._elapsed)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(6)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def start(self, host: str = "") -> None:
        self._host = host or "the host"
        self._since.start()
        self._timer.start()
        self.show_progress(None)
        self._tick()

    def stop(self) -> None:
        self._timer.stop()

    def show_progress(self, progress: Progress | None) -> None:
        self._phase.setText(story.progress_text(progress, self._host))
        self._bar.show_share(progress.share if progress is not None else None)

    def _tick(self) -> None:
        seconds = self._since.elapsed() / 1000
        self._elapsed.setText(f"{seconds:.1f} s" if seconds < 60 else f"{seconds:.0f} s")
