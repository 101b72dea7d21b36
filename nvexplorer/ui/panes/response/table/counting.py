"""How many rows the table of an answer has, before anybody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from nvexplorer.exchange.table.contract import TableKind
    from nvexplorer.ui.panes.response.answer_view import Shown
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.window_workers import Asked, WindowWorkers

_LARGEST = 2 << 20  # bytes of an answer that is counted unasked
_PAUSE = 50  # milliseconds: the answer is painted first


class TableCounting(QObject):
    """`counted` carries the best of the tables of an answer, once all of it is read: soon after it
    came, when it is small."""

    counted = Signal(object)

    def __init__(self, workers: WindowWorkers, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._tasks = tasks
        self._shown: Shown | None = None
        self._asked: Asked | Handle | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._count)

    def count(self, shown: Shown) -> None:
        """Nothing is told of a large answer, and of one without a table."""
        self.stop()
        if 0 < shown.body.size <= _LARGEST:
            self._shown = shown
            self._pause.start()

    def stop(self) -> None:
        self._pause.stop()
        self._shown = None
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _count(self) -> None:
        from nvexplorer.exchange.table.contract import Tabled
        from nvexplorer.exchange.table.head import READ, first_kinds

        shown = self._shown
        assert shown is not None
        if shown.body.size <= READ:
            self._asked = self._tasks.run(
                first_kinds,
                shown.body,
                shown.charset,
                shown.definition,
                done=self._tell,
                failed=self._on_failed,
            )
        else:
            tabled = Tabled(shown.body.stored(), shown.charset, "", shown.definition)
            self._asked = self._workers.call(
                "table-kinds", tabled, done=self._tell, failed=self._on_failed
            )

    def _tell(self, kinds: tuple[TableKind, ...]) -> None:
        if kinds and kinds[0].exact:
            self.counted.emit(kinds[0])

    def _on_failed(self, _error: BaseException) -> None:
        """The table says why when it is looked at."""
