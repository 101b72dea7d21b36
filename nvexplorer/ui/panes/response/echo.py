"""Beside a refusal of who asked: Netvisor's own string, when it tells it, and the way to the
doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from nvexplorer.ui.panes.doctor.table import ValuesTable
    from nvexplorer.ui.panes.response.echo_story import EchoStory
    from nvexplorer.ui.theme import Theme

_EXAMINE = "Examine with the MAC doctor"


class EchoPanel(QFrame):
    """`examine_pressed`. Hidden until `offer`; the parts that differ are shown, the others on
    request. `table` is made with the first string."""

    examine_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._story: EchoStory | None = None
        self.table: ValuesTable | None = None
        self._said = label(role="strong", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._all = link("Show all parts", "Show all parts of Netvisor's string")
        self._all.setCheckable(True)
        self._all.toggled.connect(self._show_rows)
        self.button = QPushButton(_EXAMINE)
        self.button.setToolTip("Find out how the MAC of this request should have been made")
        self.button.clicked.connect(self.examine_pressed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self._all)
        row.addWidget(self.button)
        self._layout.addLayout(row)
        self.hide()

    def offer(self, wanted: bool) -> None:
        """The way to the doctor alone, or nothing."""
        self._story = None
        self._said.setText("")  # keeps its room, so that the button has one place
        self._all.hide()
        if self.table is not None:
            self.table.hide()
        self.setVisible(wanted)

    def show_story(self, story: EchoStory) -> None:
        self._story = story
        self._said.setText(story.sentence)
        self._all.setText(f"Show all {plural(len(story.rows), 'part')}")
        self._all.setVisible(any(row.same is not False for row in story.rows))
        self._all.setChecked(False)
        self._show_rows()
        self.show()

    def focus(self) -> bool:
        """To the parts, else to the button; False when there is nothing."""
        if self.isHidden():
            return False
        table = self.table
        there = table is not None and not table.isHidden()
        (table if table is not None and there else self.button).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )
        return True

    def _show_rows(self) -> None:
        from nvexplorer.ui.panes.doctor.strings_table import echo_rows

        story = self._story
        if story is None:
            return
        every = self._all.isChecked()
        rows = [row for row in story.rows if every or row.same is False]
        table = self._table()
        table.setVisible(bool(rows))
        if rows:
            titles, shown = echo_rows(rows, {})
            table.show_rows(
                ("Part", "Netvisor expected", "Hashed here", *titles[3:]), shown, (1, 2)
            )
        self.updateGeometry()

    def _table(self) -> ValuesTable:
        if self.table is None:
            from nvexplorer.ui.panes.doctor.table import ValuesTable

            self.table = ValuesTable(self._theme, "Netvisor's string beside what was hashed here")
            self._layout.addWidget(self.table)
        return self.table
