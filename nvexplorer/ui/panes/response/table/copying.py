"""Copying chosen cells of a table as lines that a spreadsheet takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.table.clipboard import tab_separated
from nvexplorer.ui.clipboard import copy, tell_copied
from nvexplorer.ui.panes.response.table.wording import whole
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.widgets.xml_copying import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.ui.panes.response.table.grid import Area, TableGrid
    from nvexplorer.ui.panes.response.table.model import TableModel

_CHUNK = 40  # rows of a step
_MOST = 1 << 30  # bytes that a clipboard holds


class Copying(QObject):
    """Cells keep their rows and columns: where only some are chosen, the others between are empty.
    A cell on its own is copied as it is. `changed`: `rows` are being copied now, or no more."""

    changed = Signal()

    def __init__(self, grid: TableGrid, model: TableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._model = model
        self._idle = IdleWork(self)
        self.rows = 0
        """How many are being copied."""

    def stop(self) -> None:
        self._idle.stop_all()
        self.rows = 0

    def copy(self, with_titles: bool) -> None:
        """What is chosen, from left to right as it is shown."""
        areas = self._grid.areas()
        chosen = {column for area in areas for column in area.columns}
        columns = [column for column in self._grid.columns_in_order() if column in chosen]
        rows: Sequence[int] = ()
        if len(areas) == 1:
            rows = range(areas[0].top, areas[0].bottom + 1)
        else:
            rows = sorted({row for area in areas for row in range(area.top, area.bottom + 1)})
        if not rows or not columns:
            return
        if len(rows) == len(columns) == 1 and not with_titles:
            copy(self._grid, self._model.text(rows[0], columns[0]), "Value")
            return
        self._idle.start("copy", self._copy(areas, rows, columns, with_titles))
        self._idle.hurry("copy")
        if self._idle.is_running("copy"):
            self.rows = len(rows)
            self.changed.emit()

    def _copy(
        self, areas: list[Area], rows: Sequence[int], columns: list[int], with_titles: bool
    ) -> Iterator[None]:
        yield from put(self._lines(areas, rows, columns, with_titles), _MOST)
        self.rows = 0
        tell_copied(self._grid, "1 row" if len(rows) == 1 else f"{whole(len(rows))} rows")
        self.changed.emit()

    def _lines(
        self, areas: list[Area], rows: Sequence[int], columns: list[int], with_titles: bool
    ) -> Iterator[str]:
        titles = [self._model.columns[column].title for column in columns] if with_titles else []
        whole_rows = len(areas) == 1
        for at in range(0, len(rows), _CHUNK):
            part = rows[at : at + _CHUNK]
            if part[-1] - part[0] < 2 * _CHUNK:
                self._model.prepare(part[0], part[-1])
            cells = [
                [
                    self._model.text(row, column)
                    if whole_rows or _holds(areas, row, column)
                    else ""
                    for column in columns
                ]
                for row in part
            ]
            yield tab_separated(cells, titles if at == 0 else ())


def _holds(areas: list[Area], row: int, column: int) -> bool:
    return any(area.top <= row <= area.bottom and column in area.columns for area in areas)
