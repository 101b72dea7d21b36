"""The differences by structure: their summary, their list, and what to say when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from nvexplorer.ui.panes.compare.differences_view import DifferencesView
from nvexplorer.ui.panes.compare.summary_bar import SummaryBar
from nvexplorer.ui.panes.compare.wording import key_name
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.options import Options
    from nvexplorer.exchange.compare.results import Comparison, Group
    from nvexplorer.ui.theme import Theme

_MOST_GROUPS = 3  # told in a line
_MOST_IGNORED = 8


class StructurePage(Panel):
    """`opened` carries a Difference whose places shall be seen; `place_changed` when another is
    the current one."""

    opened = Signal(object)
    place_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("surface")
        self.comparison: Comparison | None = None
        self.summary = SummaryBar()
        self._matched = label(role="small", wrap=True)
        self._notes = label(role="caution", wrap=True)
        top = Panel("surface", "bottom", margins=(12, 8, 12, 8), spacing=6)
        below = Panel("surface", across=True, spacing=12)
        below.box.addWidget(self._matched, 1)
        below.box.addWidget(label("Enter shows both places · F8 next · Shift+F8 previous", "small"))
        self._below = below
        top.box.addWidget(self.summary)
        top.box.addWidget(below)
        top.box.addWidget(self._notes)
        self._top = top
        self.list = DifferencesView(theme)
        self._nothing = EmptyState("", "")
        self._same = NoDifference()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._same)
        self._stack.addWidget(self.list)
        self._more = label(role="caution")
        self._more.setContentsMargins(12, 6, 12, 6)
        self.box.addWidget(top)
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self._more)
        self.summary.filtered.connect(self._on_filtered)
        self.list.opened.connect(self.opened)
        self.list.current_changed.connect(self.place_changed)
        self.show_nothing("", "")

    def show_nothing(self, sentence: str, key: str) -> None:
        """There is no comparison: why not, and the key that makes one."""
        self.comparison = None
        self._top.hide()
        self._more.hide()
        self.list.show_differences((), ())
        self._nothing.show_text(sentence, key)
        self._stack.setCurrentWidget(self._nothing)

    def show_comparison(self, comparison: Comparison, options: Options) -> None:
        """`options` are those it was made with."""
        self.comparison = comparison
        self.summary.show_comparison(comparison)
        self.summary.setVisible(not comparison.same)
        self._matched.setText(matched_sentence(comparison.groups))
        self._below.setVisible(not comparison.same)
        self._notes.setText(" ".join(comparison.notes))
        self._notes.setVisible(bool(comparison.notes))
        self._top.show()
        more = f"{comparison.more:,} more differences are not listed."
        self._more.setText(f"{more} Ignore more, or choose other keys, to see what matters.")
        self._more.setVisible(comparison.more > 0)
        self._on_filtered()
        if comparison.same:
            self._top.setVisible(bool(comparison.notes))
            self._same.show_comparison(comparison, options)
            self._stack.setCurrentWidget(self._same)
        else:
            self._stack.setCurrentWidget(self.list)

    def tab_order(self) -> list[QWidget]:
        return [*self.summary.chips, self.list]

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.list:
            self.list.setFocus()
        else:
            self.setFocus()

    def _on_filtered(self) -> None:
        if self.comparison is not None:
            self.list.show_differences(self.comparison.differences, self.summary.kinds)


class NoDifference(Panel):
    """That nothing differs, what was compared, and what was not."""

    def __init__(self) -> None:
        super().__init__("surface", margins=(24, 24, 24, 24), spacing=6)
        self._sentence = label(role="title")
        self._compared = label(role="muted", wrap=True)
        self._ignored = label(role="small", wrap=True)
        self.box.addStretch(2)
        for each in (self._sentence, self._compared, self._ignored):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.box.addWidget(each)
        self.box.addStretch(3)

    def show_comparison(self, comparison: Comparison, options: Options) -> None:
        self._sentence.setText(f"✓ {comparison.sentence}")
        values = f"{plural(comparison.counts.same, 'value is', 'values are')} equal"
        told = (values, matched_sentence(comparison.groups))
        self._compared.setText(" · ".join(filter(None, told)))
        self._ignored.setText(ignored_sentence(options))


def ignored_sentence(options: Options) -> str:
    """What did not count."""
    left_out = list(options.ignore[:_MOST_IGNORED])
    if len(options.ignore) > _MOST_IGNORED:
        left_out.append(f"{len(options.ignore) - _MOST_IGNORED} other names")
    if not options.order:
        left_out.append("the order of records")
    return f"Did not count: {', '.join(left_out)}." if left_out else "Everything counted."


def matched_sentence(groups: tuple[Group, ...]) -> str:
    """`1,000 Customer matched by Code (catalogue)`, of the outermost groups."""
    told = []
    for group in groups[:_MOST_GROUPS]:
        name = group.path.rpartition("/")[2]
        origin = f" ({group.origin})" if group.origin in ("chosen", "catalogue", "found") else ""
        counts = (
            f"{group.left:,}"
            if group.left == group.right
            else (f"{group.left:,} and {group.right:,}")
        )
        told.append(f"{counts} {name} matched by {key_name(group.key)}{origin}")
    if len(groups) > _MOST_GROUPS:
        told.append(f"and {plural(len(groups) - _MOST_GROUPS, 'other list')}")
    return " · ".join(told)
