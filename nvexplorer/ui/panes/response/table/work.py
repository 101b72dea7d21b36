"""What is going on for a table in the workers: finding what repeats, its rows, their order."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.table.contract import Order, Tabled
from nvexplorer.exchange.table.head import READ, first_kinds, first_rows
from nvexplorer.exchange.table.rows import TableRows

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from nvexplorer.exchange.table.contract import (
        Export,
        Exported,
        Ordered,
        Portion,
        Summary,
        TableEnd,
        TableKind,
    )
    from nvexplorer.ui.panes.response.answer_view import Shown
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.window_workers import Asked, WindowWorkers


class TableWork(QObject):
    """One answer at a time, and one table of it; all of it ends with `stop`.

    `kinds_told`: what tables there are as far as known, and whether that is all. `grown`: the rows
    as far as known, and whether they are others than before. `ended`: a TableEnd. `ordered`: an
    `array` of the numbers of the rows. `summed`: the Summaries of some columns.
    `writing` carries how much of a file is written, from 0 to 1, `written` an Exported. `failed`
    carries an ExplorerError and whether a file was to be written.
    """

    kinds_told = Signal(object, bool)
    grown = Signal(object, bool)
    ended = Signal(object)
    ordered = Signal(object)
    summed = Signal(object)
    writing = Signal(float)
    written = Signal(object)
    failed = Signal(object, bool)

    def __init__(self, workers: WindowWorkers, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._tasks = tasks
        self._head: Handle | None = None
        self._shown: Shown | None = None
        self._tabled: Tabled | None = None
        self._asked: dict[str, Asked] = {}
        self._rows: TableRows | None = None  # as the job tells them
        self._first = 0  # rows that were read from the beginning of the body
        self._waiting: Order | None = None  # asked for once all rows are there
        self.complete = False
        """Whether all rows are known."""

    def begin(self, shown: Shown) -> None:
        """Look for tables in another answer."""
        self.stop()
        self._shown = shown
        self._tabled = Tabled(shown.body.stored(), shown.charset, "", shown.definition)
        self._read_head(first_kinds, shown.body, done=self._on_first_kinds)

    def _on_first_kinds(self, kinds: tuple[TableKind, ...]) -> None:
        assert self._shown is not None
        if kinds or self._shown.body.size <= READ:
            self.kinds_told.emit(kinds, not kinds)
        else:
            self._call("table-kinds", self._tabled, done=self._on_kinds)

    def open(self, path: str) -> None:
        """The table of that path."""
        shown, tabled = self._shown, self._tabled
        assert shown is not None
        assert tabled is not None
        self._cancel(*self._asked)
        self._tabled = tabled = tabled._replace(path=path)
        self._waiting, self.complete, self._first = None, False, 0
        self._rows = TableRows(shown.body, shown.charset)
        self._call("table-rows", tabled, done=self._on_rows, progress=self._on_portion)
        self._read_head(first_rows, shown.body, path, done=self._on_first_rows)

    def _on_first_rows(self, portion: Portion) -> None:
        shown = self._shown
        assert shown is not None
        rows = TableRows(shown.body, shown.charset)
        rows.add(portion)
        self._first = rows.count
        self.grown.emit(rows, True)

    def _read_head(
        self, function: Callable[..., Any], *arguments: object, done: Callable[[Any], None]
    ) -> None:
        """In a thread: a body of the usual kind takes some milliseconds, others take longer."""
        shown = self._shown
        assert shown is not None
        self._drop_head()
        self._head = self._tasks.run(
            function,
            *arguments,
            shown.charset,
            shown.definition,
            done=done,
            failed=self._on_failed,
        )

    def _drop_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def stop(self) -> None:
        """Let go of the answer."""
        self._drop_head()
        self._cancel(*self._asked)
        self._shown = self._tabled = self._rows = None
        self._waiting, self.complete = None, False

    # Rows

    def _on_kinds(self, kinds: tuple[TableKind, ...]) -> None:
        self.kinds_told.emit(kinds, True)

    def _on_portion(self, portion: Portion) -> None:
        assert self._shown is not None
        assert self._rows is not None
        if portion.kinds is not None:
            self.kinds_told.emit(portion.kinds, False)
        if portion.anew:
            self._rows = TableRows(self._shown.body, self._shown.charset)
            self._first = 0
        self._rows.add(portion)
        self._drop_head()  # these are the first rows too
        if self._rows.count >= self._first:
            self.grown.emit(self._rows, portion.anew)

    def _on_rows(self, end: TableEnd) -> None:
        assert self._rows is not None
        self.complete = True
        if self._rows.count < self._first and hasattr(self._rows, "layout"):
            self.grown.emit(self._rows, True)
        self.kinds_told.emit(end.kinds, True)
        self.ended.emit(end)
        if self._waiting is not None:
            self.arrange(self._waiting)

    @property
    def reading(self) -> bool:
        """Whether more rows may come."""
        return self._runs("table-rows")

    # Order, sums, files

    def arrange(self, order: Order) -> None:
        """Find the rows that pass and their order, once all rows are there; an empty order needs
        nothing and takes back what was asked."""
        self._cancel("table-order")
        self._waiting = None
        if order == Order():
            return
        if not self.complete:
            self._waiting = order
            return
        self._call("table-order", self._tabled, order, done=self._on_ordered)

    @property
    def arranging(self) -> bool:
        return self._waiting is not None or self._runs("table-order")

    def _on_ordered(self, ordered: Ordered) -> None:
        rows = array("q")
        rows.frombytes(ordered.rows)
        self.ordered.emit(rows)

    def sum_columns(self, order: Order, paths: tuple[str, ...]) -> None:
        """Of all rows that pass."""
        self._call("table-sums", self._tabled, order, paths, done=self._on_summed)

    def stop_summing(self) -> None:
        self._cancel("table-sums")

    def _on_summed(self, summaries: tuple[Summary, ...]) -> None:
        self.summed.emit(summaries)

    def export(self, order: Order, export: Export) -> None:
        """Write a file."""
        self._call(
            "table-export",
            self._tabled,
            order,
            export,
            done=self._on_written,
            progress=self._on_writing,
            failed=self._on_not_written,
        )

    @property
    def exporting(self) -> bool:
        return self._runs("table-export")

    def stop_export(self) -> None:
        self._cancel("table-export")

    def _on_writing(self, part: float) -> None:
        self.writing.emit(part)

    def _on_written(self, exported: Exported) -> None:
        self.written.emit(exported)

    # Jobs

    def _call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        progress: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._cancel(job)
        self._asked[job] = self._workers.call(
            job, *arguments, done=done, failed=failed or self._on_failed, progress=progress
        )

    def _cancel(self, *jobs: str) -> None:
        for job in jobs:
            asked = self._asked.pop(job, None)
            if asked is not None:
                asked.cancel()

    def _runs(self, job: str) -> bool:
        asked = self._asked.get(job)
        return asked is not None and asked.running

    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error, False)

    def _on_not_written(self, error: BaseException) -> None:
        self.failed.emit(error, True)
