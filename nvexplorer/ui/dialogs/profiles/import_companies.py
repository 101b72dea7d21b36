"""Companies from a CSV file: preview, choose, one profile for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.library.companies_csv import CsvResult, parse_companies
from nvexplorer.model.errors import BadInput, Message, StoreError, describe
from nvexplorer.model.profile import organisation_id_problem
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.dialogs.profiles.fields import Field
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.profile import Company
    from nvexplorer.ui.dialogs.profiles.draft import Draft
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme

_COMPANY = Qt.ItemDataRole.UserRole
_LARGEST = 20_000_000  # bytes; a list of companies is far smaller
_MOST_PROBLEMS = 6


def read_companies(path: Path) -> CsvResult:
    """Raises StoreError when the file cannot be read or is too large for a list of companies."""
    try:
        if path.stat().st_size > _LARGEST:
            raise StoreError(
                f"{path} is too large for a list of companies.", "Choose another file."
            )
        return parse_companies(path.read_bytes())
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read ({error.strerror or type(error).__name__}).",
            "Choose another file.",
        ) from error


class ImportCompanies(QDialog):
    """Puts the profiles into the draft; `imported` carries the id of the first of them."""

    imported = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        draft: Draft,
        new_id: Callable[[], str],
        template: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import companies")
        resize_within_screen(self, 720, 600)
        self._tasks = tasks
        self._draft = draft
        self._new_id = new_id
        self._choose_file = QPushButton("Choose a CSV file…")
        self._choose_file.clicked.connect(self._on_choose_file)
        self._file = label("", "muted")
        self._banner = Banner()
        self._template = QComboBox()
        for profile_id, entry in draft.book.profiles.items():
            self._template.addItem(entry.name, profile_id)
        self._template.setCurrentIndex(max(0, self._template.findData(template)))
        self._list = QTreeWidget()
        self._list.setColumnCount(3)
        self._list.setHeaderLabels(["Company", "Organisation ID", ""])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setAccessibleName("Companies found in the file; Space ticks one")
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setStretchLastSection(False)
        self._mono = theme.mono_font()
        self._warn = theme.tokens.warn
        self._empty = EmptyState(
            "The companies of the file appear here.",
            "Any table with names and organisation IDs, as a spreadsheet saves it.",
        )
        self._problems = label(role="warn", wrap=True)
        self._create = QPushButton("Create profiles")
        self._create.setProperty("primary", True)
        self._create.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._create.clicked.connect(self._on_create)
        self._list.itemChanged.connect(self._count)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._choose_file)
        top.addWidget(self._file, 1)
        foot = Panel("surface", "top", across=True, margins=(20, 12, 20, 14), spacing=8)
        foot.box.addStretch(1)
        foot.box.addWidget(cancel)
        foot.box.addWidget(self._create)
        body = QVBoxLayout()
        body.setContentsMargins(20, 16, 20, 12)
        body.setSpacing(10)
        body.addLayout(top)
        body.addWidget(self._banner)
        body.addWidget(
            Field(
                "Like which profile",
                self._template,
                "Partner, API user, environment and connection are taken from it.",
            )
        )
        body.addWidget(self._empty, 1)
        body.addWidget(self._list, 1)
        body.addWidget(self._problems)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(foot)
        self._list.hide()
        self._problems.hide()
        self._count()

    def load_file(self, path: str) -> None:
        """Read the file in a task and show what it holds."""
        self._file.setText(Path(path).name)
        self._tasks.run(read_companies, Path(path), done=self._on_read, failed=self._on_failed)

    def _on_choose_file(self) -> None:
        dialog = QFileDialog(self, "Companies from a CSV file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Tables (*.csv *.txt *.tsv)", "All files (*)"])
        dialog.fileSelected.connect(self.load_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_failed(self, error: BaseException) -> None:
        self._banner.show_message(describe(error), "bad")

    def _on_read(self, found: CsvResult) -> None:
        self._banner.hide()
        self._list.clear()
        known = {each.organisation_id for each in self._draft.book.companies.values()}
        for company in found.rows:
            self._add(company, there=company.organisation_id in known)
        self._list.setVisible(bool(found.rows))
        self._empty.setVisible(not found.rows)
        told = [f"Line {line}: {text}" for line, text in found.problems[:_MOST_PROBLEMS]]
        more = len(found.problems) - _MOST_PROBLEMS
        if more > 0:
            told.append(f"… and {plural(more, 'more line')}.")
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))
        if not found.rows:
            message = Message("No company was found in the file.", "Choose another one.")
            self._banner.show_message(message, "warn")
        self._count()
        self._list.setFocus()

    def _add(self, company: Company, *, there: bool) -> None:
        doubt = "there already" if there else "wrong check digit" if _doubtful(company) else ""
        item = QTreeWidgetItem(self._list, [company.name, company.organisation_id, doubt])
        item.setData(0, _COMPANY, company)
        item.setFont(1, self._mono)
        item.setSizeHint(0, QSize(0, 26))
        item.setToolTip(2, organisation_id_problem(company.organisation_id) or "")
        state = Qt.CheckState.Unchecked if there else Qt.CheckState.Checked
        item.setCheckState(0, state)

    def _chosen(self) -> list[Company]:
        items = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [
            item.data(0, _COMPANY)
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        count = len(self._chosen())
        self._create.setText(f"Create {plural(count, 'profile')}" if count else "Create profiles")
        self._create.setEnabled(bool(count) and self._template.count() > 0)

    def _on_create(self) -> None:
        template = self._template.currentData()
        try:
            book, added = edits.add_companies(
                self._draft.book, template, self._chosen(), self._new_id
            )
        except BadInput as error:
            self._banner.show_message(describe(error), "bad")
            return
        self._draft.show(book)
        self.imported.emit(added[0])
        self.accept()


def _doubtful(company: Company) -> bool:
    return organisation_id_problem(company.organisation_id) is not None
