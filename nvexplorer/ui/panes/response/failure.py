"""What went wrong and what to do, above the views of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.story import Explanation
    from nvexplorer.ui.theme import Theme

# Characters of Netvisor's text that are shown; more takes too long. Copying gives all.
_MOST_SHOWN = 4_000
_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class FailurePanel(QFrame):
    """Hidden while there is nothing to explain."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _text("strong")
        self._whole = ""
        self._quoted = _text("")
        self._quoted.setFont(theme.mono_font())
        self._what = _text("")
        self._next = _text("")
        self._copy = link("copy Netvisor's text", "Copy Netvisor's own text")
        self._copy.clicked.connect(self._on_copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(4)
        first = QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(first)
        for each in (self._quoted, self._what, self._next):
            layout.addWidget(each)
        self.hide()

    def show_explanation(self, told: Explanation | None) -> None:
        self.setVisible(told is not None)
        if told is None:
            return
        set_property(self, "banner", told.kind)
        self._title.setText(told.title)
        self._whole = told.quoted
        more = len(told.quoted) - _MOST_SHOWN
        rest = f" … and {more} more characters" if more > 0 else ""
        self._quoted.setText(told.quoted[:_MOST_SHOWN] + rest)
        self._what.setText(told.what)
        self._next.setText(told.next)
        for each in (self._quoted, self._what, self._next):
            each.setVisible(bool(each.text()))
        self._copy.setVisible(bool(told.quoted))
        self.setAccessibleName(" ".join(filter(None, (told.title, told.what, told.next))))

    def shorten(self, words: str) -> None:
        """Quote no more than up to the end of `words`: the rest is laid out below, and what is to
        be done with it is done."""
        at = self._whole.find(words)
        if words and at >= 0:
            self._quoted.setText(f"{self._whole[: at + len(words)].rstrip()} …")
            self._what.hide()
            self._next.hide()

    def _on_copy(self) -> None:
        copy(self._copy, self._whole, "Netvisor's text")


def _text(role: str) -> QLabel:
    result = label(role=role, wrap=True)
    result.setTextInteractionFlags(_SELECTABLE)
    return result
