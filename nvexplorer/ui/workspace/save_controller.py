"""Saving a request under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.dialogs.name_request import NameRequest

if TYPE_CHECKING:
    from nvexplorer.library.saved import SavedRequest, SavedStore
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.workspace.tab import RequestTab


class SaveController(QObject):
    """Saves one tab; lives until it is done. `saved` carries the SavedRequest."""

    saved = Signal(object)

    def __init__(self, tab: RequestTab, store: SavedStore, tasks: Tasks) -> None:
        super().__init__(tab)
        self._tab = tab
        self._store = store
        self._tasks = tasks
        self._draft = tab.request.draft()
        self._dialog: NameRequest | None = None

    def save(self) -> None:
        """Under the name it has, else under one that is asked for."""
        if self._tab.saved_name:
            self._write(self._tab.saved_name, replace=True)
        else:
            self.save_as()

    def save_as(self) -> None:
        dialog = NameRequest(self._tab.saved_name or _suggestion(self._draft), self._tab)
        self._dialog = dialog
        dialog.named.connect(self._on_named)
        dialog.rejected.connect(self.deleteLater)
        dialog.open()

    def _on_named(self, name: str) -> None:
        assert self._dialog is not None
        own = name.strip().casefold() == self._tab.saved_name.casefold()
        self._write(name, replace=own or self._dialog.replacing)

    def _write(self, name: str, *, replace: bool) -> None:
        self._tasks.run(
            _save,
            self._store,
            name,
            self._draft,
            self._tab.profile_id,
            replace,
            done=self._on_saved,
            failed=self._on_failed,
        )

    def _on_saved(self, result: SavedRequest | str) -> None:
        dialog = self._dialog if self._dialog and shiboken6.isValid(self._dialog) else None
        if isinstance(result, str):
            if dialog is not None:
                dialog.ask_replace(result)
            return
        if dialog is not None:
            dialog.accept()
        self._tab.mark_saved(result)
        self.saved.emit(result)
        self.deleteLater()

    def _on_failed(self, error: BaseException) -> None:
        told = describe(error)
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.show_problem(told)
            return
        self._tab.request.banner.show_message(Message(f"Not saved: {told.what}", told.next))
        self.deleteLater()


def _save(
    store: SavedStore, name: str, draft: RequestDraft, profile: str, replace: bool
) -> SavedRequest | str:
    """In a thread. Gives the name back when it is taken and must not be replaced unasked."""
    if not replace and store.exists(name):
        return name.strip()
    return store.save(name, draft, profile)


def _suggestion(draft: RequestDraft) -> str:
    """The resource and its first value, such as `customerlist Mäkinen`."""
    stem = draft.resource.removesuffix(".nv")
    value = next((p.value for p in draft.parameters if p.enabled and p.value), "")
    return f"{stem} {value}".strip()[:80]
