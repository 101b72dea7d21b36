"""Netvisor's own string, when its answer tells it: part by part beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.panes.doctor.cards import Card, reading
from nvexplorer.ui.panes.doctor.strings_table import echo_rows
from nvexplorer.ui.panes.doctor.table import ValuesTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.diagnosis import Row
    from nvexplorer.ui.panes.doctor.told import EchoTold
    from nvexplorer.ui.theme import Theme

_AGREE = "The keys are those that Netvisor has: with them its string gives its own digest."


class EchoCard(Card):
    """Filled by `show_echo`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.box.setContentsMargins(12, 12, 12, 8)
        self._title = reading("Netvisor's answer tells the string that it expected", "strong")
        self._said = reading("", "muted")
        self.table = ValuesTable(theme, "Netvisor's string beside ours")
        for each in (self._title, self._said):
            each.setContentsMargins(10, 0, 10, 0)
            self.box.addWidget(each)
        self.box.addWidget(self.table)

    def show_echo(self, echo: EchoTold, rows: Sequence[Row] | None) -> None:
        """`rows` are those of the explanation in front, None without one."""
        made = {}
        for row in rows or ():
            if row.number:
                made[row.number] = (row.made or row.expected) if row.differs else row.expected
        differ = [row.label for row in echo.rows if row.same is False]
        same = "It is the string that we expect of this request."
        other = f"It differs from what we expect of this request in {', '.join(differ)}."
        words = [other if differ else same, _AGREE if echo.keys_agree else ""]
        self._said.setText(" ".join(filter(None, words)))
        titles, shown = echo_rows(echo.rows, made)
        self.table.show_rows(titles, shown, tuple(range(1, len(titles))))
