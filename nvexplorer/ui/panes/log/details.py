"""The card under the log: the chosen request in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.log import rows
from nvexplorer.ui.widgets.badge import Badge
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.library.log import LogRow
    from nvexplorer.ui.theme import Theme

_LONGEST_REQUEST = 300  # characters; the rest is in the tooltip


class LogDetails(Panel):
    """Hidden while no row is chosen."""

    open_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("background", "top", margins=(12, 8, 12, 10), spacing=4, parent=parent)
        self._row: LogRow | None = None
        self._badge = Badge()
        self._facts = label(role="muted")
        head = Panel("background", across=True, spacing=8)
        head.box.addWidget(self._badge)
        head.box.addWidget(self._facts)
        head.box.addStretch(1)
        self._when = _text("small")
        self._request = _text("")
        self._request.setFont(theme.mono_font(11))
        self._netvisor = _text("bad")
        self._problem = _text("warn")
        self._open = QPushButton("Reopen")
        self._open.setToolTip("Open this request again in a tab")
        self._copy_id = link("copy ID", "Copy transaction ID")
        self._copy_keys = link("copy key", "Copy inserted Netvisor key")
        actions = Panel("background")
        flow = FlowLayout(across=6)
        for button in (self._open, self._copy_keys, self._copy_id):
            flow.addWidget(button)
        actions.box.addLayout(flow)
        self.box.addWidget(head)
        for text in (self._when, self._request, self._netvisor, self._problem):
            self.box.addWidget(text)
        self.box.addWidget(actions)
        self._open.clicked.connect(self._on_open)
        self._copy_id.clicked.connect(self._on_copy_id)
        self._copy_keys.clicked.connect(self._on_copy_keys)
        self.hide()

    def show_row(self, row: LogRow | None) -> None:
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        told = rows.details(row)
        self._badge.show_state(told.outcome, told.badge)
        self._facts.setText(told.facts)
        shown = told.request
        if len(shown) > _LONGEST_REQUEST:
            shown = shown[:_LONGEST_REQUEST] + "…"
        for widget, text in (
            (self._when, told.when),
            (self._request, _breakable(shown)),
            (self._netvisor, told.netvisor),
            (self._problem, told.problem),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        self._request.setToolTip(told.request)
        self._copy_keys.setVisible(bool(row.inserted_keys))
        self._copy_keys.setText(f"copy {rows.lines(row).below_right}")
        self._copy_id.setToolTip(row.transaction_id)

    def _on_open(self) -> None:
        if self._row is not None:
            self.open_requested.emit(self._row)

    def _on_copy_id(self) -> None:
        if self._row is not None:
            copy(self._copy_id, self._row.transaction_id, "Transaction ID")

    def _on_copy_keys(self) -> None:
        if self._row is not None:
            copy(self._copy_keys, "\n".join(self._row.inserted_keys), "Netvisor key")


def _breakable(text: str) -> str:
    """Lets a URL break into lines after its separators; a zero-width space marks where."""
    for separator in "/?&,=":
        text = text.replace(separator, separator + "\u200b")
    return text


def _text(role: str) -> QLabel:
    result = label(role=role, wrap=True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
