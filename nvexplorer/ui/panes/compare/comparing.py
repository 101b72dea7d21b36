"""Compares two sides in the worker processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.compare.options import Side as Given
from nvexplorer.model.errors import describe

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.compare.options import Options
    from nvexplorer.exchange.compare.results import Comparison, TextComparison
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.window_workers import Asked, WindowWorkers

_LIMIT = 3600.0  # seconds that a job may take: it can be stopped


class Comparing(QObject):
    """One comparison of each kind at a time; a new one ends the one before.

    `by_structure` carries a Comparison, `by_text` a TextComparison, `progressed` the part that is
    done, from 0 to 1, of the one the user waits for; `failed` a Message. `changed`: `running` is
    another.
    """

    by_structure = Signal(object)
    by_text = Signal(object)
    progressed = Signal(float)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, workers: WindowWorkers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._structure: Asked | None = None
        self._text: Asked | None = None

    @property
    def running(self) -> bool:
        return any(each is not None and each.running for each in (self._structure, self._text))

    def compare(
        self, left: Side, right: Side, options: Options, definition: Definition | None
    ) -> None:
        if self._structure is not None:
            self._structure.cancel()
        self._structure = self._workers.call(
            "compare",
            _given(left, "The left document"),
            _given(right, "The right document"),
            options,
            definition,
            done=self._on_structure,
            failed=self._on_structure_failed,
            progress=self._on_progress,
            limit=_LIMIT,
        )
        self.changed.emit()

    def compare_text(self, left: Side, right: Side, *, pretty: bool) -> None:
        if self._text is not None:
            self._text.cancel()
        self._text = self._workers.call(
            "compare-text",
            _given(left, "The left document"),
            _given(right, "The right document"),
            pretty,
            done=self._on_text,
            failed=self._on_text_failed,
            progress=self._on_progress,
            limit=_LIMIT,
        )
        self.changed.emit()

    def stop(self) -> bool:
        """End both; False when there was nothing to end."""
        was_running = self.running
        for each in (self._structure, self._text):
            if each is not None:
                each.cancel()
        self._structure = self._text = None
        if was_running:
            self.changed.emit()
        return was_running

    def _on_structure(self, comparison: Comparison) -> None:
        self._structure = None
        self.changed.emit()
        self.by_structure.emit(comparison)

    def _on_text(self, comparison: TextComparison) -> None:
        self._text = None
        self.changed.emit()
        self.by_text.emit(comparison)

    def _on_progress(self, part: float) -> None:
        self.progressed.emit(part)

    def _on_structure_failed(self, error: BaseException) -> None:
        self._structure = None
        self._fail(error)

    def _on_text_failed(self, error: BaseException) -> None:
        self._text = None
        self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self.changed.emit()
        self.failed.emit(describe(error))


def _given(side: Side, name: str) -> Given:
    return Given(side.body.stored(), side.charset, name)
