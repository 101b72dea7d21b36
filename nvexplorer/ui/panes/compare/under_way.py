"""What is seen while two requests are sent, or two documents compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton

from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOON = 250  # milliseconds after which a comparison that is not done is told of
_TICK = 100
_STEPS = 1000


class UnderWay(Panel):
    """Hidden while nothing is. `stop_pressed`: the user wants no more of it."""

    stop_pressed = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", "bottom", margins=(12, 6, 12, 6), spacing=4)
        self._lines = (label(), label())
        self._elapsed = label(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._bar.setRange(0, _STEPS)
        stop = QPushButton("Stop")
        stop.setToolTip("Stop (Esc)")
        stop.clicked.connect(self.stop_pressed)
        texts = Panel("sunken", spacing=2)
        for line in self._lines:
            texts.box.addWidget(line)
        row = Panel("sunken", across=True, spacing=12)
        row.box.addWidget(texts, 1)
        row.box.addWidget(self._elapsed)
        row.box.addWidget(stop)
        self.box.addWidget(row)
        self.box.addWidget(self._bar)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._on_tick)
        self._names: Sequence[str] = ("", "")
        self._sending = False
        self.hide()

    def show_sending(self, names: tuple[str, str]) -> None:
        """At once: two requests are sent, to these profiles."""
        self._names, self._sending = names, True
        for line, name in zip(self._lines, names, strict=True):
            line.setText(f"{name}: waits")
            line.show()
        self._bar.hide()
        self._since.start()
        self._timer.start()
        self._on_tick()
        self.show()

    def show_sent(self, which: int, text: str) -> None:
        """How far one of the two is."""
        self._lines[which].setText(f"{self._names[which]}: {text}")

    def show_comparing(self) -> None:
        """Soon, unless it is done before."""
        if self._timer.isActive() and not self._sending:
            return
        self._sending = False
        self._lines[0].setText("Comparing…")
        self._lines[1].hide()
        self._bar.setValue(0)
        self._bar.show()
        self._since.start()
        self._timer.start()
        self.hide()

    def show_part(self, part: float) -> None:
        self._bar.setValue(round(part * _STEPS))

    def show_over(self) -> None:
        self._timer.stop()
        self.hide()

    def _on_tick(self) -> None:
        passed = self._since.elapsed()
        self._elapsed.setText(f"{passed / 1000:.1f} s")
        if not self._sending and passed >= _SOON:
            self.show()
