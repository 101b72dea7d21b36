"""The ten parts of the MAC input, each in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.request.signature.part_row import PartRow
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from nvexplorer.model.mac import MacPart
    from nvexplorer.signing.bench import BenchResult
    from nvexplorer.ui.theme import Theme


class PartsForm(Panel):
    """`edited` after any change by the user; `looked_at` carries the PartKind of the row where
    mouse or keyboard are, or None."""

    edited = Signal()
    looked_at = Signal(object)

    def __init__(self, theme: Theme, before: QWidget) -> None:
        """`before` is where the Tab key comes from."""
        super().__init__("surface", margins=(12, 6, 8, 8), spacing=4)
        self._theme = theme
        self._last = before
        self._rows: dict[PartKind, PartRow] = {}

    def edits(self) -> dict[PartKind, str | Secret]:
        """What stands in the place of own values."""
        edits: dict[PartKind, str | Secret] = {}
        for kind, row in self._rows.items():
            value = row.edit()
            if value is not None:
                edits[kind] = value
        return edits

    def show_own(self, parts: Sequence[MacPart], used: frozenset[PartKind], keys: bool) -> None:
        """All ten parts with the request's own values; `keys`: whether those are known."""
        for part in parts:
            row = self._rows.get(part.kind) or self._add(part)
            known = keys or not isinstance(part.value, Secret)
            row.show_own(part, known=known, used=part.kind in used)

    def show_result(self, result: BenchResult) -> None:
        used = {part.kind for part in result.message.parts}
        for kind, row in self._rows.items():
            away = f"Not in the MAC input of {result.message.algorithm}."
            row.show_problem(result.problem(kind), "" if kind in used else away)

    def highlight(self, kind: PartKind | None) -> None:
        for each, row in self._rows.items():
            row.light(each == kind)

    def put_back(self, kinds: Container[PartKind] = tuple(PartKind)) -> None:
        """To the request's own values; not told."""
        for kind, row in self._rows.items():
            if kind in kinds:
                row.forget()

    def focus_first(self) -> None:
        for row in self._rows.values():
            row.focus_field()
            return

    def _add(self, part: MacPart) -> PartRow:
        row = self._rows[part.kind] = PartRow(self._theme, part)
        if len(self._rows) == 1:
            self.box.addStretch(1)
        self.box.insertWidget(self.box.count() - 1, row)
        for stop in row.stops:  # or they would come after all that was made before them
            QWidget.setTabOrder(self._last, stop)
            self._last = stop
        row.edited.connect(self.edited)
        row.looked_at.connect(lambda on, kind=part.kind: self.looked_at.emit(kind if on else None))
        return row
