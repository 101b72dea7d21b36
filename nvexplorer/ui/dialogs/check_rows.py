"""The lines of a connection check as rows that appear one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nvexplorer.exchange.check_line import State
from nvexplorer.ui.dialogs import check_texts
from nvexplorer.ui.dialogs.look import mark
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.exchange.check_line import CheckLine
    from nvexplorer.ui.theme import Theme

_MARK = 16  # pixels
_TOP = Qt.AlignmentFlag.AlignTop
_COLOURED = ("bad", "warn")


class CheckRows(QWidget):
    """Mark, step, what was found with the next step, and the time it took."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(10)
        self._rows.setColumnStretch(2, 1)
        self._rows.setContentsMargins(24, 14, 24, 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addStretch(1)

    def add(self, line: CheckLine) -> None:
        row = self._rows.rowCount()
        role = "muted" if line.state == State.SKIPPED else "strong"
        look = check_texts.LOOKS[line.state]
        seen = mark(self._theme, look, check_texts.word(line.state), _MARK)
        self._rows.addWidget(seen, row, 0, _TOP)
        self._rows.addWidget(label(line.step, role), row, 1, _TOP)
        self._rows.addWidget(_words(line), row, 2)
        self._rows.addWidget(label(check_texts.took(line), "small"), row, 3, _TOP)

    def clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _words(line: CheckLine) -> QWidget:
    colour = check_texts.LOOKS[line.state].colour
    muted = "muted" if line.state == State.SKIPPED else ""
    box = Panel(spacing=2)
    for text, role in ((line.what, colour if colour in _COLOURED else muted), (line.next, "")):
        if text:
            told = label(text, role, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.box.addWidget(told)
    return box
