"""The page of the way Paste: a sentence, the field, and what is to be said of a long text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from nvexplorer.model.errors import BadInput, ExplorerError, describe
from nvexplorer.ui.panes.doctor.cards import reading
from nvexplorer.ui.panes.doctor.paste_editor import PasteEditor
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

# A larger file is no dump of requests, or is to be cut first.
_LARGEST = 100_000_000
_HINT = "A raw request, curl, header dump, JSON, HAR, log line. Netvisor's answer may follow."


class PastePage(Panel):
    """`changed`: the user made the text another one; `failed` carries a Message on a file."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__(spacing=8)
        self._tasks = tasks
        self._loading: Handle | None = None
        self._note = reading(_HINT, "muted")
        self.open_file = link("open a file", "Read a HAR file, a log or another text (Ctrl+O)")
        self.open_file.clicked.connect(self.choose_file)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._note, 1)
        head.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignTop)
        self.editor = PasteEditor(theme)
        self._held = label(role="small", wrap=True)
        self._clear = link("clear", "Take the long text away")
        self._clear.clicked.connect(lambda: self.editor.show_text(""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._held, 1)
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(head)
        self.box.addWidget(self.editor, 1)
        self.box.addLayout(row)
        self._quiet = False
        self.editor.changed.connect(self._on_changed)
        self.editor.file_given.connect(self.load_file)
        self.editor.held_changed.connect(self._show_held)
        self._show_held()

    @property
    def text(self) -> str:
        return self.editor.text

    def show_text(self, text: str, note: str = "") -> None:
        """Without telling of it; `note` stands in the place of the hint until something is
        typed."""
        self._quiet = True
        self.editor.show_text(text)
        self._quiet = False
        self._note.setText(note or _HINT)

    def show_dump(self, dump: Dump | None) -> None:
        self.editor.show_dump(dump)

    # Files

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        dialog = QFileDialog(self, "Read a request from a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            ["HAR files, logs, texts (*.har *.json *.log *.txt *.http)", "All files (*)"]
        )
        dialog.fileSelected.connect(self.load_file)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def load_file(self, path: str) -> None:
        """In place of what is in the field."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(
            _read, Path(path), done=self._on_loaded, failed=self._on_failed
        )

    def _on_loaded(self, text: str) -> None:
        self._loading = None
        self.editor.show_text(text)
        self.editor.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._loading = None
        self.failed.emit(describe(error))
        if not isinstance(error, ExplorerError):
            raise error

    def _on_changed(self) -> None:
        if not self._quiet:
            self._note.setText(_HINT)
            self.changed.emit()

    def _show_held(self) -> None:
        held = self.editor.held
        for widget in (self._held, self._clear):
            widget.setVisible(held is not None)
        if held is not None:
            self._held.setText(
                f"All {size_text(len(held.text))} of it are read; the part around the request is "
                "shown. Pasting again replaces it."
            )


def _read(path: Path) -> str:
    """In a thread. Raises BadInput."""
    from nvexplorer.dumps.readings import decoded

    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(
                f"{path.name} is larger than {size_text(_LARGEST)}.",
                "Cut out the part with the request and paste that.",
                "file",
            )
        return decoded(path.read_bytes())
    except OSError as error:
        raise BadInput(
            f"{path.name} cannot be read: {error.strerror}.", "Choose another file.", "file"
        ) from None
