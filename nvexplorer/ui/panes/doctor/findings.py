"""What is wrong with the dump itself, in short notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nvexplorer.ui.panes.doctor.cards import clear, reading
from nvexplorer.ui.widgets.links import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.diagnosis import Remark
    from nvexplorer.dumps.dump import Finding
    from nvexplorer.ui.theme import Theme

_AT_ONCE = 3
_MARKS = {"error": ("alert", "bad"), "warning": ("alert", "warn"), "note": ("info", "muted")}


class Notes(QWidget):
    """Findings or remarks, the first three at once, the others on demand."""

    def __init__(self, theme: Theme, *, at_once: int = _AT_ONCE) -> None:
        super().__init__()
        self._theme = theme
        self._notes: Sequence[Finding | Remark] = ()
        self._at_once = at_once
        self._all = False
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        self._more = link("", "Show the other notes")
        self._more.clicked.connect(self._on_more)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(self._box)
        outer.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._fill)

    def tab_order(self) -> list[QWidget]:
        return [self._more]

    def show_notes(self, notes: Sequence[Finding | Remark]) -> None:
        if tuple(notes) == tuple(self._notes):
            return
        self._notes, self._all = tuple(notes), False
        self._fill()

    def _fill(self) -> None:
        clear(self._box)
        shown = self._notes if self._all else self._notes[: self._at_once]
        for note in shown:
            self._box.addWidget(self._row(note))
        rest = len(self._notes) - len(shown)
        self._more.setText(f"… {rest} more")
        self._more.setVisible(rest > 0)
        self.setVisible(bool(self._notes))

    def _on_more(self) -> None:
        self._all = True
        self._fill()

    def _row(self, note: Finding | Remark) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        name, colour = _MARKS.get(note.severity, _MARKS["note"])
        mark = QLabel()
        mark.setPixmap(self._theme.icon(name, getattr(self._theme.tokens, colour)).pixmap(16, 16))
        mark.setAccessibleName(note.severity)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(reading(note.title, "strong"))
        words = " ".join(filter(None, (note.explanation, note.fix)))
        if words:
            texts.addWidget(reading(words, "small"))
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)
        return row
