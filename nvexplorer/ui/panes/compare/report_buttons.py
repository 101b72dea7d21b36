"""Copies and saves what a comparison found, for somebody who has neither of the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from nvexplorer.model.errors import ExplorerError, Message, describe
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.ui.panes.compare.page import ComparePage
    from nvexplorer.ui.tasks import Tasks


class ReportButtons(Panel):
    """Of the comparison by structure that `page` shows."""

    def __init__(self, page: ComparePage, tasks: Tasks) -> None:
        super().__init__(across=True, spacing=4)
        self._page = page
        self._tasks = tasks
        self._copy = QPushButton("Copy report")
        self._copy.setToolTip("Copy the differences as text (Ctrl+Shift+C)")
        self._copy.clicked.connect(self.copy_text)
        self._more = QPushButton("▾")
        self._more.setAccessibleName("More to do with the report")
        self._more.setToolTip("Copy as Markdown, or save the report")
        menu = QMenu(self._more)
        for text, keys, slot in (
            ("Copy as Markdown", "", self.copy_markdown),
            ("Save the report…", "Ctrl+S", self.save),
        ):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown, not taken
            action.triggered.connect(slot)
            menu.addAction(action)
        self._more.setMenu(menu)
        self.buttons = (self._copy, self._more)
        for button in self.buttons:
            self.box.addWidget(button)

    def copy_text(self) -> None:
        from nvexplorer.exchange.compare.report import as_text

        comparison = self._page.structure.comparison
        if comparison is not None:
            copy(self._copy, as_text(comparison, *self._names()), "Report")

    def copy_markdown(self) -> None:
        from nvexplorer.exchange.compare.report import as_markdown

        comparison = self._page.structure.comparison
        if comparison is not None:
            copy(self._copy, as_markdown(comparison, *self._names()), "Report as Markdown")

    def save(self) -> None:
        """Ask for a file for the report."""
        if self._page.structure.comparison is None:
            return
        dialog = QFileDialog(self, "Save the report")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.setNameFilters(["Markdown (*.md)", "Text (*.txt)", "All files (*)"])
        dialog.selectFile("comparison.md")
        dialog.fileSelected.connect(self.save_to)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Markdown, unless the name ends in `.txt`."""
        from nvexplorer.exchange.compare.report import as_markdown, as_text

        comparison = self._page.structure.comparison
        if comparison is not None:
            write = as_text if path.lower().endswith(".txt") else as_markdown
            text = write(comparison, *self._names())
            self._tasks.run(_save, text, Path(path), done=self._on_saved, failed=self._on_not_done)

    def _names(self) -> tuple[str, str]:
        left, right = (
            f"{each.title} ({each.detail})" if each is not None else "" for each in self._page.sides
        )
        return left, right

    def _on_saved(self, path: Path) -> None:
        self._page.banner.show_message(Message(f"Saved as {path}.", ""), "ok")

    def _on_not_done(self, error: BaseException) -> None:
        self._page.banner.show_message(describe(error), "bad")
        if not isinstance(error, ExplorerError):
            raise error


def _save(text: str, path: Path) -> Path:
    """In a thread. Raises StoreError."""
    from nvexplorer.model.exchange import BytesBody
    from nvexplorer.ui.panes.response.saving import save_body

    return save_body(BytesBody(text.encode("utf-8")), path)
