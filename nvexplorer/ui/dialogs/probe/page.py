"""What is read in the dialog: what will be sent, when it was asked, and the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from nvexplorer.ui.dialogs.probe.about import About
from nvexplorer.ui.dialogs.probe.groups import ProbeGroups
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.mac_probe import Result
    from nvexplorer.ui.theme import Theme

_NEAR = 4  # pixels


class ProbePage(QScrollArea):
    """While `following` it stays at the newest result, unless the user has scrolled away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.about = About()
        self.groups = ProbeGroups(theme)
        self._note = label("", "strong", wrap=True)
        self._note.setContentsMargins(24, 14, 24, 0)
        self._at_end = True
        self._following = False
        self._content = content = Panel()
        for widget in (self.about, self._note, self.groups):
            content.box.addWidget(widget)
        content.box.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It holds nothing that takes the focus, and has to scroll by keyboard all the same.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Probe")
        self.setWidget(content)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range_changed)
        self.clear()

    def clear(self) -> None:
        """Nothing is said and nothing is known."""
        self.groups.clear()
        self.about.hide()
        self.show_note("")

    def show_results(self, results: Sequence[Result], *, over: bool) -> tuple[str, ...]:
        """As ProbeGroups does, and with room for them at once: they come faster than layouts
        follow by themselves, and rows would be squeezed meanwhile."""
        new = self.groups.show_results(results, over=over)
        content = self._content
        height = content.heightForWidth(content.width())
        if height > content.height():
            content.resize(content.width(), height)
        return new

    def show_note(self, text: str) -> None:
        """In front of the results; '' for nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def follow(self) -> None:
        self._following = self._at_end = True

    def unfollow(self) -> None:
        """All is there: it is read from the top, unless the user reads elsewhere already."""
        if self._following and self._at_end:
            self.verticalScrollBar().setValue(0)
        self._following = False

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - _NEAR

    def _on_range_changed(self, _least: int, most: int) -> None:
        if self._following and self._at_end:
            self.verticalScrollBar().setValue(most)
