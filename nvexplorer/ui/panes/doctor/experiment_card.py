"""The next experiment when nothing was found: the string that the user's code hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from nvexplorer.model.errors import describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.doctor.cards import Card, reading
from nvexplorer.ui.panes.doctor.strings_table import STRING_TITLES, string_rows
from nvexplorer.ui.panes.doctor.table import ValuesTable

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.strings import StringComparison
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

_PAUSE = 200
_LINES = 4
_WHY = (
    "Let your code log it just before hashing, with the keys, without them or with stars in their "
    "place. It stays in memory."
)


class ExperimentCard(Card):
    """Compares what is pasted with what we would have hashed. `compared`: it is shown."""

    compared = Signal()

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
        self._verdict = reading("", "strong")
        self._around = reading("", "muted")
        self.table = ValuesTable(theme, "Your string beside ours")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._compare)
        self.field.textChanged.connect(self._timer.start)
        self.box.addWidget(reading("Paste the string your code hashed", "headline"))
        self.box.addWidget(reading(_WHY, "muted"))
        self.box.addSpacing(4)
        self.box.addWidget(self.field)
        self.box.addSpacing(4)
        for widget in (self._verdict, self._around, self.table):
            self.box.addWidget(widget)
            widget.hide()

    def show_case(self, case: Case) -> None:
        """Compare with this request from now on; what was pasted stays."""
        self._case = case
        self._compare()

    def _compare(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        text = self.field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        if self._case is None or not text.strip():
            for widget in (self._verdict, self._around, self.table):
                widget.hide()
            return
        self._under_way = self._tasks.run(
            _compare, self._case, text, done=self._on_compared, failed=self._on_failed
        )

    def _on_compared(self, found: StringComparison) -> None:
        self._under_way = None
        self._verdict.setText(found.verdict)
        self._verdict.show()
        self._around.setText(" ".join(found.around))
        self._around.setVisible(bool(found.around))
        self.table.show_rows(STRING_TITLES, string_rows(found.rows), (1, 2, 3))
        self.table.show()
        announce(self, found.verdict)
        self.compared.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._under_way = None
        self._verdict.setText(str(describe(error)))
        self._verdict.show()
        raise error


def _compare(case: Case, text: str) -> StringComparison:
    from nvexplorer.doctor.strings import compare

    return compare(case, text)
