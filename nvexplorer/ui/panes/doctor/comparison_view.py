"""A string beside ours: the verdict, and the parts one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nvexplorer.ui.panes.doctor.cards import Card, reading
from nvexplorer.ui.panes.doctor.strings_table import STRING_TITLES, string_rows
from nvexplorer.ui.panes.doctor.table import ValuesTable

if TYPE_CHECKING:
    from nvexplorer.doctor.strings import StringComparison
    from nvexplorer.ui.theme import Theme


class ComparisonView(QWidget):
    """Filled by `show_comparison`; hidden until then."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._verdict = reading("", "strong")
        self._around = reading("", "muted")
        self.table = ValuesTable(theme, name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        for widget in (self._verdict, self._around, self.table):
            box.addWidget(widget)
        self.hide()

    def show_comparison(self, found: StringComparison) -> None:
        self._around.setText(" ".join(found.around))
        self._around.setVisible(bool(found.around))
        self._verdict.setText(found.verdict)
        self.table.show_rows(STRING_TITLES, string_rows(found.rows), (1, 2, 3))
        self.table.show()
        self.show()

    def show_failure(self, sentence: str) -> None:
        self._verdict.setText(sentence)
        self._around.hide()
        self.table.hide()
        self.show()


class HashedCard(Card):
    """The string that stood beside the request in what was pasted, such as a line of a log."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = ComparisonView(theme, "String beside the request, beside ours")
        self.box.addWidget(reading("The string that stood beside the request", "headline"))
        self.box.addWidget(self.view)
