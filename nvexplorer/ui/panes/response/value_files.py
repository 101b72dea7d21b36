"""Long values and selections of an answer as files: saved, or opened with the system's program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nvexplorer.model.errors import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from tempfile import TemporaryDirectory

    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.widgets.xml_values import LongValue
    from nvexplorer.ui.widgets.xml_view import XmlView
    from nvexplorer.xmltext.source import Source

_PIECE = 3 << 18  # bytes at a time, of which four make three


class ValueFiles(QObject):
    """Asks for names, writes in a task, and tells with `message`. What is opened is written into
    a folder of its own, which goes with the program; only what does no harm is."""

    message = Signal(str)

    def __init__(self, view: XmlView, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._tasks, self._parent = view, tasks, parent
        self._opened: TemporaryDirectory[str] | None = None

    def ask(self, value: LongValue, *, opened: bool) -> None:
        """Open a value, or else save it under a name that is asked for."""
        from nvexplorer.ui.widgets.xml_values import file_name

        document, source = self._view.document, self._view.plain_source
        if document is None or source is None:
            return
        name = file_name(document, value)
        if not opened:
            self._ask(
                "Save the value", name, lambda path: self.save_value(source, value, Path(path))
            )
        elif value.harmless:
            self._write(source, value, self._folder() / name, self._on_written)
        else:
            self.message.emit(
                "What kind of file this is cannot be told, so it is not opened: save it first."
            )

    def save_value(self, source: Source, value: LongValue, path: Path) -> None:
        """The file that a value is; a text as it stands in the answer."""
        self._write(source, value, path, self._on_saved)

    def save_bytes(self, source: Source, start: int, end: int, path: Path) -> None:
        """These bytes of the answer as they came."""
        from nvexplorer.ui.panes.response.saving import save_pieces

        self._tasks.run(
            save_pieces,
            pieces(source, start, end),
            path,
            done=self._on_saved,
            failed=self._on_failed,
        )

    def ask_selection(self, start: int, end: int) -> None:
        """Save these bytes under a name that is asked for."""
        source = self._view.plain_source
        if source is not None:
            self._ask(
                "Save the selection",
                "selection.xml",
                lambda path: self.save_bytes(source, start, end, Path(path)),
            )

    def _write(
        self, source: Source, value: LongValue, path: Path, done: Callable[[Path], None]
    ) -> None:
        from nvexplorer.ui.panes.response.saving import save_pieces

        written = pieces(source, value.start, value.end)
        if value.base64:
            written = decoded(written)
        self._tasks.run(save_pieces, written, path, done=done, failed=self._on_failed)

    def _folder(self) -> Path:
        from tempfile import TemporaryDirectory

        if self._opened is None:
            self._opened = TemporaryDirectory(prefix="nvexplorer-")
        folder = Path(self._opened.name) / str(len(list(Path(self._opened.name).iterdir())))
        folder.mkdir()
        return folder

    def _ask(self, title: str, name: str, chosen: Callable[[str], object]) -> None:
        dialog = QFileDialog(self._parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: chosen(path))
        dialog.open()

    def _on_written(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.message.emit(f"No program was found that opens {path.name}: save it instead.")

    def _on_saved(self, path: Path) -> None:
        self.message.emit(f"Saved as {path}.")

    def _on_failed(self, error: BaseException) -> None:
        self.message.emit(str(describe(error)))


def pieces(source: Source, start: int, end: int) -> Iterator[bytes]:
    """The bytes, piece by piece."""
    while start < end:
        piece = source.read(start, min(_PIECE, end - start))
        if not piece:
            return
        yield piece
        start += len(piece)


def decoded(letters: Iterator[bytes]) -> Iterator[bytes]:
    """What base64 in pieces stands for. Raises BadInput where it is none."""
    import binascii

    from nvexplorer.model.errors import BadInput

    rest = b""
    try:
        for piece in letters:
            rest += piece
            whole = len(rest) // 4 * 4
            yield binascii.a2b_base64(rest[:whole], strict_mode=True)
            rest = rest[whole:]
        if rest:
            raise binascii.Error("its last letters are missing")
    except binascii.Error as error:
        raise BadInput(
            "The value is no valid base64, so there is no file to be made of it.",
            "Show all of it as text, or save the selection.",
            "answer",
        ) from error
