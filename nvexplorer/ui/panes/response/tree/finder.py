"""Has expressions evaluated on the answer that is shown, and its names collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.xpath.hits import Found, Portion, Step, Value
from nvexplorer.model.errors import WorkerEnded, describe

if TYPE_CHECKING:
    from nvexplorer.exchange.xpath.export import Form
    from nvexplorer.exchange.xpath.names import Vocabulary
    from nvexplorer.model.errors import Message
    from nvexplorer.ui.panes.response.answer_view import Shown
    from nvexplorer.ui.window_workers import Asked, WindowWorkers


class XPathFinder(QObject):
    """`stepped` (what is done, part from 0 to 1), `found` (a Portion), then `ended` (Found, Value)
    or `failed` (Message). `named`: the Vocabulary, as far as it is known. `exported` (path,
    text): hits are in the file at `path`, or as `text` for the clipboard; or `not_exported`."""

    stepped = Signal(str, float)
    found = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    named = Signal(object)
    exported = Signal(str, str)
    not_exported = Signal(object)

    def __init__(self, workers: WindowWorkers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._shown: Shown | None = None
        self._finding: Asked | None = None
        self._naming: Asked | None = None
        self._exporting: Asked | None = None
        self._expression = ""
        self._stopped = False
        self._behind = False  # what was stopped may take the process with it
        self._path = ""  # that hits are saved to

    def show(self, shown: Shown | None) -> None:
        """All work on another answer ends."""
        self._shown = shown
        self.stop()
        for asked in (self._naming, self._exporting):
            if asked is not None:
                asked.cancel()
        self._finding = self._naming = self._exporting = None

    @property
    def running(self) -> bool:
        return self._finding is not None and self._finding.running

    def find(self, expression: str) -> None:
        self.stop()
        self._behind = self._stopped
        self._expression = expression
        self._call()

    def _call(self) -> None:
        shown = self._shown
        if shown is not None:
            self._stopped = False
            self._finding = self._workers.call(
                "xpath", shown.body.stored(), shown.charset, self._expression,
                done=self._on_done, failed=self._on_failed, progress=self._on_progress,
            )  # fmt: skip

    def stop(self) -> None:
        """Ends what is evaluated; its process, too, when it does not end by itself."""
        if self._finding is not None and self._finding.running:
            self._stopped = True
            self._finding.cancel()

    def read_names(self) -> None:
        """Once for each answer."""
        shown = self._shown
        if shown is not None and self._naming is None:
            self._naming = self._workers.call(
                "xpath-names", shown.body.stored(), shown.charset,
                done=self._on_names, failed=self._on_no_names, progress=self._on_names,
            )  # fmt: skip

    def export(self, hits: Portion, form: Form, path: str = "") -> None:
        """For the clipboard where there is no path."""
        shown = self._shown
        if self._exporting is not None:
            self._exporting.cancel()
        if shown is not None:
            self._path = path
            self._exporting = self._workers.call(
                "xpath-export", shown.body.stored(), shown.charset, hits, form.value, path,
                done=self._on_exported, failed=self._on_not_exported,
            )  # fmt: skip

    def _on_progress(self, told: Step | Portion) -> None:
        if isinstance(told, Step):
            self.stepped.emit(told.what, told.part)
        else:
            self.found.emit(told)

    def _on_done(self, result: Found | Value) -> None:
        self.ended.emit(result)

    def _on_failed(self, error: BaseException) -> None:
        if self._behind and isinstance(error, WorkerEnded):
            self._behind = False
            self._call()
            return
        message: Message = describe(error)
        self.failed.emit(message)

    def _on_names(self, names: Vocabulary) -> None:
        self.named.emit(names)

    def _on_no_names(self, _error: BaseException) -> None:
        """Then none are offered; evaluating will say what is wrong."""

    def _on_exported(self, text: str) -> None:
        self.exported.emit(self._path, text)

    def _on_not_exported(self, error: BaseException) -> None:
        self.not_exported.emit(describe(error))
