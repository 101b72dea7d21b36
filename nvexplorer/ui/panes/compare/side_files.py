"""Files for the sides of a comparison: asked for, dropped, read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from nvexplorer.model.errors import ExplorerError, describe
from nvexplorer.ui.panes.compare.side import of_file

if TYPE_CHECKING:
    from nvexplorer.ui.panes.compare.page import ComparePage
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.tasks import Tasks

_FILTERS = ["XML files (*.xml)", "All files (*)"]


class SideFiles(QObject):
    """`opened`: which side (0 left, 1 right), and a Side; `both_opened`: a Side for the left and
    one for the right. What cannot be read is told of beside the comparison."""

    opened = Signal(int, object)
    both_opened = Signal(object, object)

    def __init__(self, page: ComparePage, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = tasks

    def choose_two(self) -> None:
        """Ask for two files, or for one on the side that is free."""
        dialog = self._dialog("Compare two files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.load_all)
        dialog.open()

    def choose(self, which: int) -> None:
        """Ask for the file of one side."""
        dialog = self._dialog(f"Choose a file for the {('left', 'right')[which]} side")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.load(which, path))
        dialog.open()

    def load_all(self, paths: list[str]) -> None:
        """Two on both sides; one on the first side that is free, else on the right."""
        if len(paths) >= 2:
            self._run([(0, Path(paths[0])), (1, Path(paths[1]))])
        elif paths:
            self.load(0 if self._page.sides[0] is None else 1, paths[0])

    def load(self, which: int, path: str) -> None:
        self._run([(which, Path(path))])

    def compare_again(self) -> None:
        """Files may have changed: they are read again."""
        files = [
            (which, side.path)
            for which, side in enumerate(self._page.sides)
            if side is not None and side.path is not None
        ]
        if files:
            self._tasks.run(_opened, files, done=self._on_again, failed=self._on_failed)
        else:
            self._page.compare()

    def _run(self, files: list[tuple[int, Path]]) -> None:
        self._tasks.run(_opened, files, done=self._on_opened, failed=self._on_failed)

    def _on_opened(self, opened: list[tuple[int, Side]]) -> None:
        if len(opened) == 2:
            self.both_opened.emit(opened[0][1], opened[1][1])
        else:
            self.opened.emit(*opened[0])

    def _on_again(self, opened: list[tuple[int, Side]]) -> None:
        both = list(self._page.sides)
        for which, side in opened:
            both[which] = side
        self._page.show_sides(both[0], both[1], keep_options=True)

    def _on_failed(self, error: BaseException) -> None:
        self._page.banner.show_message(describe(error), "bad")
        if not isinstance(error, ExplorerError):
            raise error

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._page, title)
        dialog.setNameFilters(_FILTERS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def _opened(files: list[tuple[int, Path]]) -> list[tuple[int, Side]]:
    """In a thread: a disk may be slow. Raises BadInput."""
    return [(which, of_file(path)) for which, path in files]
