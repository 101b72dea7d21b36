"""The line below a table: how many rows there are, what is going on, and sums of what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from nvexplorer.ui.panes.response.table.wording import decimal_text, whole, words_of
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.table.summing import Sums

_HEIGHT = 28


class TableFoot(Panel):
    """`stop_pressed`: end the writing of a file."""

    stop_pressed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "top", across=True, margins=(12, 0, 12, 0), spacing=12)
        self.setFixedHeight(_HEIGHT)
        self._count = ElidedLabel(role="muted")
        self._count.setAccessibleName("Rows")
        self._sums = ElidedLabel()
        self._sums.setAccessibleName("Sums of the chosen cells")
        self._stop = link("stop", "Stop writing the file")
        self._stop.clicked.connect(self.stop_pressed)
        self._stop.hide()
        self.box.addWidget(self._count, 0)
        self.box.addWidget(self._stop, 0)
        self.box.addStretch(1)
        self.box.addWidget(self._sums, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def sums(self) -> str:
        """What is said of the chosen cells."""
        return self._sums.text()

    def show_count(self, text: str) -> None:
        self._count.setText(text)
        self._count.setAccessibleName(f"Rows: {text}")

    def show_writing(self, writing: bool) -> None:
        self._stop.setVisible(writing)

    def show_sums(self, sums: Sums | None, *, comma: bool) -> None:
        text = sums_text(sums, comma=comma) if sums is not None else ""
        self._sums.setText(text)
        self._sums.setAccessibleName(f"Sums of the chosen cells: {text}" if text else "Sums")


def sums_text(sums: Sums, *, comma: bool) -> str:
    """Such as `12 cells · sum 1 234,50 · average 102,88 · min 1 · max 900`."""
    summary = sums.summary
    cells = f"{whole(sums.cells)} cells"
    if summary is None:
        return f"{cells} · adding…"
    told = [cells]
    once = " and ".join(f"each {words_of(path.rpartition('/')[2])}" for path in sums.once)
    if summary.numbers:
        if summary.numbers != sums.cells:
            told.append(f"{whole(summary.numbers)} numbers")
        for name, value in (
            ("sum", summary.total),
            ("average", summary.average),
            ("min", summary.least),
            ("max", summary.most),
        ):
            told.append(f"{name} {decimal_text(value, comma=comma)}")
    elif sums.dates and summary.least:
        told += [f"first {summary.least}", f"last {summary.most}"]
    else:
        told.append(f"{whole(summary.filled)} not empty")
    if once:
        told.append(f"{once} counted once")
    return " · ".join(told)
