"""The next experiment when nothing was found: the string that the user's code hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from nvexplorer.model.errors import describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.doctor.cards import Card, reading
from nvexplorer.ui.panes.doctor.comparison_view import ComparisonView
from nvexplorer.ui.panes.doctor.paste_editor import plain_text

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.strings import StringComparison
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

# Milliseconds without a change after which it is compared.
_PAUSE = 200
_LINES = 4
_WHY = (
    "Let your code log it just before hashing, with the keys, without them or with stars in their "
    "place. It stays in memory."
)


class ExperimentCard(Card):
    """Compares what is pasted with what we would have hashed, and with the MAC."""

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__("info")
        self._tasks = tasks
        self._case: Case | None = None
        self._under_way: Handle | None = None
        self.field = QPlainTextEdit()
        self.field.setProperty("field", True)
        self.field.setFont(theme.mono_font())
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName("String that your code hashed")
        self.field.setPlaceholderText("https://…&Sender&…")
        self.field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.field.setFixedHeight(_LINES * self.field.fontMetrics().lineSpacing() + 18)
        self._view = ComparisonView(theme, "Your string beside ours")
        self.table = self._view.table
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._compare)
        self.field.textChanged.connect(self._timer.start)
        self.box.addWidget(reading("Paste the string your code hashed", "headline"))
        self.box.addWidget(reading(_WHY, "muted"))
        self.box.addSpacing(4)
        self.box.addWidget(self.field)
        self.box.addWidget(self._view)

    def show_case(self, case: Case) -> None:
        """Compare with this request from now on; what was pasted stays."""
        self._case = case
        self._compare()

    def _compare(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        text = plain_text(self.field)
        if self._case is None or not text.strip():
            self._view.hide()
            return
        self._under_way = self._tasks.run(
            _compare, self._case, text, done=self._on_compared, failed=self._on_failed
        )

    def _on_compared(self, found: StringComparison) -> None:
        self._under_way = None
        self._view.show_comparison(found)
        announce(self, found.verdict)

    def _on_failed(self, error: BaseException) -> None:
        self._under_way = None
        self._view.show_failure(str(describe(error)))
        raise error


def _compare(case: Case, text: str) -> StringComparison:
    from nvexplorer.doctor.strings import compare

    return compare(case, text)
