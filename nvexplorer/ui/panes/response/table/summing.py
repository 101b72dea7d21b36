"""Sums of the chosen cells of a table, worked out without holding anything up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.exchange.table.contract import Order, Summary, ValueKind
from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nvexplorer.exchange.table.contract import Column
    from nvexplorer.ui.panes.response.table.grid import Area
    from nvexplorer.ui.panes.response.table.model import TableModel
    from nvexplorer.ui.panes.response.table.work import TableWork

_PAUSE = 60  # milliseconds until a selection that grows is looked at
_CHUNK = 40  # rows of a step
_ASKED = 400  # rows: above, whole columns are summed in a worker
_AVERAGE = Decimal("0.000001")
_DATES = (ValueKind.DATE, ValueKind.MOMENT)


class Sums(NamedTuple):
    """Of so many chosen cells; `dates`: `least` and `most` of the summary are those. `once` names
    the groups around the rows whose values count once; None for the summary while it is worked
    out."""

    cells: int
    summary: Summary | None = None
    dates: bool = False
    once: tuple[str, ...] = ()


class Summing(QObject):
    """`changed` carries Sums, None when fewer than two cells are chosen."""

    changed = Signal(object)

    def __init__(
        self,
        model: TableModel,
        work: TableWork,
        areas: Callable[[], list[Area]],
        order: Callable[[], Order],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._work = work
        self._areas = areas
        self._order = order
        self._idle = IdleWork(self)
        self._sums = Sums(0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._begin)
        work.summed.connect(self._on_summed)

    def look(self) -> None:
        """Other cells are chosen."""
        self._idle.stop("sums")
        self._work.stop_summing()
        self._pause.start()

    def stop(self) -> None:
        self._pause.stop()
        self._idle.stop("sums")
        self._work.stop_summing()
        self.changed.emit(None)

    def _begin(self) -> None:
        areas = self._areas()
        cells = sum((area.bottom - area.top + 1) * len(area.columns) for area in areas)
        if cells < 2:
            self.changed.emit(None)
            return
        columns = [
            self._model.columns[c] for c in dict.fromkeys(c for a in areas for c in a.columns)
        ]
        self._sums = Sums(
            cells, None, all(column.kind in _DATES for column in columns), self._groups(columns)
        )
        rows = self._model.rowCount()
        whole = all(area.top == 0 and area.bottom == rows - 1 for area in areas)
        if whole and rows > _ASKED and self._work.complete and not self._work.arranging:
            self.changed.emit(self._sums)
            self._work.sum_columns(self._order(), tuple(column.path for column in columns))
        else:
            self._idle.start("sums", self._sum(areas))
            self._idle.hurry("sums")

    def _groups(self, columns: Iterable[Column]) -> tuple[str, ...]:
        """Paths of the groups around the rows that any of the columns belongs to."""
        assert self._model.rows is not None
        groups = self._model.rows.layout.groups
        levels = {column.level for column in columns if column.level < len(groups) - 1}
        return tuple(groups[level] for level in sorted(levels))

    def _sum(self, areas: list[Area]) -> Iterator[None]:
        """A step for some rows; a value of a group around the rows counts once."""
        model, found = self._model, Summary()
        rows = model.rows
        assert rows is not None
        last = len(rows.layout.groups) - 1
        seen: set[tuple[int, int]] = set()
        told = False
        for area in areas:
            for top in range(area.top, area.bottom + 1, _CHUNK):
                numbers = map(model.number, range(top, min(top + _CHUNK, area.bottom + 1)))
                cells = []
                for number in numbers:
                    for column in area.columns:
                        level = model.columns[column].level
                        if level < last:
                            key = (rows.place(number, level)[0], column)
                            if key in seen:
                                continue
                            seen.add(key)
                        cells.append((number, model.place(column)))
                found = joined((found, rows.summary(cells)))
                yield
                if not told and top + _CHUNK <= area.bottom:
                    told = True
                    self.changed.emit(self._sums)
        self.changed.emit(self._sums._replace(summary=found))

    def _on_summed(self, summaries: tuple[Summary, ...]) -> None:
        self.changed.emit(self._sums._replace(summary=joined(summaries)))


def joined(summaries: Iterable[Summary]) -> Summary:
    """Of the cells of all of them. Dates are compared only among dates."""
    all_ = [each for each in summaries if each.filled]
    numeric = [each for each in all_ if each.numbers]
    filled = sum(each.filled for each in all_)
    if numeric:
        numbers = sum(each.numbers for each in numeric)
        total = sum((Decimal(each.total) for each in numeric), Decimal(0))
        return Summary(
            filled,
            numbers,
            f"{total:f}",
            f"{(total / numbers).quantize(_AVERAGE).normalize():f}",
            f"{min(Decimal(each.least) for each in numeric):f}",
            f"{max(Decimal(each.most) for each in numeric):f}",
        )
    ends = [each for each in all_ if each.least]
    if not ends:
        return Summary(filled)
    least, most = min(each.least for each in ends), max(each.most for each in ends)
    return Summary(filled, least=least, most=most)
