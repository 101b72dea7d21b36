"""Hands an exchange on: as what support asks for, and as HAR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nvexplorer.exchange.support import support_text
from nvexplorer.model.errors import Message, StoreError, describe
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.saving import save_har

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.tasks import Tasks


class HandingOn(QObject):
    """Works on what `exchange` gives at that moment. `told`: a Message and a banner's kind."""

    told = Signal(object, str)

    def __init__(
        self, tasks: Tasks, exchange: Callable[[], Exchange | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._exchange = exchange
        self._widget = parent

    def copy_for_support(self, bodies: bool = False) -> None:
        """On the clipboard: who asked for what, when, how it ended, what was signed; no key."""
        exchange = self._exchange()
        if exchange is None:
            return
        try:
            text = support_text(exchange, bodies=bodies)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._fail(
                StoreError(
                    f"The answer can no longer be read ({reason}).",
                    "Copy it without the bodies, or send the request again.",
                )
            )
            return
        what = "What support asks for, with the bodies," if bodies else "What support asks for"
        copy(self._widget, text, what)

    def save_exchange(self) -> None:
        """Ask for a file for both directions."""
        exchange = self._exchange()
        if exchange is None:
            return
        dialog = QFileDialog(self._widget, "Save the exchange")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("har")
        dialog.setNameFilters(["HTTP archives (*.har)", "All files (*)"])
        dialog.selectFile(Path(story.file_name(exchange)).with_suffix(".har").name)
        dialog.fileSelected.connect(self.save_exchange_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_exchange_to(self, path: str) -> None:
        """Write it, in a task."""
        exchange = self._exchange()
        if exchange is not None:
            self._tasks.run(save_har, exchange, Path(path), done=self._on_saved, failed=self._fail)

    def _on_saved(self, path: Path) -> None:
        self.told.emit(Message(f"Saved as {path}.", ""), "ok")

    def _fail(self, error: BaseException) -> None:
        self.told.emit(describe(error), "bad")
