"""Files in a body: attached as base64, shown as chips, opened, saved, replaced and removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QFileDialog

from nvexplorer.model.errors import BadInput, Message, describe
from nvexplorer.ui.widgets.editor.attach_place import Place, place_for_file
from nvexplorer.ui.widgets.editor.chip_names import (
    UNKNOWN,
    file_name,
    is_file_name,
    is_mime_type,
    kind_of,
    label,
    siblings,
)
from nvexplorer.ui.widgets.editor.cutting import cut
from nvexplorer.ui.widgets.editor.runs import Chip
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from tempfile import TemporaryDirectory

    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.widgets.editor.base64_files import Encoded
    from nvexplorer.ui.widgets.editor.editor import XmlEditor

MOST_SHOWN = 1_000_000  # characters of base64 that can be shown as text
MOST_NAMED = 200  # chips whose names follow the elements beside them
PAUSE = 300  # milliseconds after the last change until they do


class Attachments(QObject):
    """`message` (a Message) tells why something was not done, `done` is a sentence about what
    was, `busy` about what is under way, empty when that ends."""

    message = Signal(object)
    done = Signal(str)
    busy = Signal(str)

    def __init__(self, editor: XmlEditor, tasks: Tasks) -> None:
        super().__init__(editor)
        self._editor, self._tasks = editor, tasks
        self._content = editor.content
        self._documented: tuple[str, ...] = ()
        self._running: Handle | None = None
        self._goal: QTextCursor | None = None  # where the file goes, whatever is typed meanwhile
        self._opened: TemporaryDirectory[str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._name_chips)
        editor.delta.connect(self.name_soon)
        editor.filled.connect(self._name_chips)

    def use(self, documented: Collection[str]) -> None:
        """The names of the elements that hold files."""
        self._documented = tuple(documented)

    # Attaching

    def choose(self) -> None:
        """Ask for a file and attach it at the caret."""
        self._ask_for_file("Attach a file", self.attach)

    def attach(self, path: str, offset: int | None = None) -> None:
        """Put a file into the element at the caret, or at an offset; its name and type into the
        elements beside it that are there and empty."""
        editor = self._editor
        if editor.isReadOnly():
            return
        offset = editor.caret_offset() if offset is None else offset
        try:
            place = self._place(offset)
        except BadInput as error:
            self.message.emit(describe(error))
            return
        self._goal = QTextCursor(editor.document())
        self._goal.setPosition(self._content.mirror.position_of(place.tag.name_end))
        self._encode(path, self._on_encoded)

    def _place(self, offset: int) -> Place:
        return place_for_file(self._editor.text(), self._editor.part, offset, self._documented)

    def _encode(self, path: str, done: Callable[[Encoded], None]) -> None:
        from nvexplorer.ui.widgets.editor.base64_files import encode

        if self._running is not None:
            self._running.cancel()
        self.busy.emit(f"Attaching {Path(path).name}…")
        self._running = self._tasks.run(encode, Path(path), done=done, failed=self._on_failed)

    def _on_encoded(self, file: Encoded) -> None:
        self._end()
        goal, editor = self._goal, self._editor
        if goal is None or editor.isReadOnly():
            self.message.emit(Message(f"{file.name} was not attached.", "Attach it again."))
            return
        try:
            place = self._place(self._content.mirror.offset_of(goal.position()))
        except BadInput as error:
            self.message.emit(describe(error))
            return
        chip = Chip(file.text, file.name, lines=0)
        with self._content.step():
            for start, end, text in reversed(self._changes(place, file)):
                position = self._content.mirror.position_of(start)
                until = self._content.mirror.position_of(end, after=False)
                runs = [r for piece in cut(text) for r in piece] if text else [chip]
                self._content.put(position, max(0, until - position), runs)
        size = size_text(len(file.text) * 3 // 4)
        self.done.emit(f"{file.name} ({size}) is attached. Ctrl+Z takes it out.")
        editor.setFocus()

    def _changes(self, place: Place, file: Encoded) -> list[tuple[int, int, str]]:
        """Where what is put, in order; the empty text stands for the file."""
        editor = self._editor
        changes = [(place.start, place.end, "")]
        if place.tag.empty:
            name, slash = place.tag.name, place.tag.end - 2
            changes = [
                (slash, place.end, ">"),
                (place.end, place.end, ""),
                (place.end, place.end, f"</{name}>"),
            ]
        mime = kind_of(file.text, file.name).mime
        length = self._content.mirror.length
        for sibling in siblings(editor.part, length, place.start, place.end):
            value = (
                file.name
                if is_file_name(sibling.tag.name)
                else mime
                if is_mime_type(sibling.tag.name)
                else ""
            )
            if value and not sibling.text.strip():
                tag = sibling.tag
                if tag.empty:
                    text = f">{escape(value)}</{tag.name}>"
                    changes.append((tag.end - 2, tag.end, text))
                else:
                    changes.append((sibling.start, sibling.end, escape(value)))
        return sorted(changes, key=lambda change: change[:2])

    # Chips

    def chip_here(self) -> tuple[int, Chip] | None:
        """The chip at the caret or selected, with its position."""
        cursor = self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if end - start > 1:
            return None
        for position in (start, start - 1) if start == end else (start,):
            chip = self._content.qt.chip_at(position) if position >= 0 else None
            if chip is not None:
                return position, chip
        return None

    def name_of(self, position: int) -> str:
        """The name that an element beside a chip gives it, else that of the file it was made of."""
        mirror = self._content.mirror
        start, end = mirror.offset_of(position), mirror.offset_of(position + 1)
        chip = self._content.qt.chip_at(position)
        known = chip.name if chip else ""
        return file_name(self._editor.part, mirror.length, start, end) or known

    def can_open(self, position: int, chip: Chip) -> bool:
        """Whether it is of a kind that does no harm when the system opens it."""
        return kind_of(chip.text, self.name_of(position)).harmless

    def open(self, position: int, chip: Chip) -> None:
        """With the system's program for such files."""
        from tempfile import TemporaryDirectory

        kind = kind_of(chip.text, self.name_of(position))
        if not kind.harmless:
            what = "What kind of file this is cannot be told, so it is not opened."
            self.message.emit(Message(what, "Save it and open it there."))
            return
        if self._opened is None:
            self._opened = TemporaryDirectory(prefix="nvexplorer-")
        folder = Path(self._opened.name) / str(len(list(Path(self._opened.name).iterdir())))
        folder.mkdir()
        self._decode(chip, folder / self._safe_name(position, chip), self._on_written)

    def save(self, position: int, chip: Chip) -> None:
        """Under a name that is asked for."""
        dialog = QFileDialog(self._editor, "Save the attachment")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._safe_name(position, chip))
        dialog.fileSelected.connect(lambda path: self._decode(chip, Path(path), self._on_saved))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def replace(self, position: int, _chip: Chip) -> None:
        """By another file, which is asked for. What stands beside it stays as it is."""
        goal = QTextCursor(self._editor.document())
        goal.setPosition(position)
        self._ask_for_file("Replace the attachment", lambda path: self._replace(path, goal))

    def remove(self, position: int, _chip: Chip) -> None:
        if not self._editor.isReadOnly():
            self._content.put(position, 1, [])

    def expand(self, position: int, chip: Chip) -> None:
        """Show the base64 as text."""
        if len(chip.text) > MOST_SHOWN:
            what = f"The attachment is too large to be shown as text ({size_text(len(chip.text))})."
            self.message.emit(Message(what, "Save it to a file instead."))
        elif not self._editor.isReadOnly():
            runs = [run for piece in cut(chip.text, chips=False) for run in piece]
            self._content.put(position, 1, runs)

    def _replace(self, path: str, goal: QTextCursor) -> None:
        self._goal = goal
        self._encode(path, self._on_replacement)

    def _on_replacement(self, file: Encoded) -> None:
        self._end()
        goal = self._goal
        position = goal.position() if goal else -1
        if self._editor.isReadOnly() or self._content.qt.chip_at(position) is None:
            what = f"{file.name} was not put in: the attachment it replaces is gone."
            self.message.emit(Message(what, "Attach it anew."))
            return
        self._content.put(position, 1, [Chip(file.text, file.name, lines=0)])
        beside = self.name_of(position)
        if beside != file.name:
            what = f"{file.name} is attached; beside it the body still says {beside}."
            self.message.emit(Message(what, "Change that by hand."))

    def _safe_name(self, position: int, chip: Chip) -> str:
        """A name for a file, with the ending of what it really is."""
        name = Path(self.name_of(position).replace("\\", "/")).name
        stem, _, suffix = name.rpartition(".")
        kind = kind_of(chip.text, name)
        if kind is UNKNOWN:
            return name or "attachment"
        fits = suffix.lower() in (kind.suffix, "jpeg" if kind.suffix == "jpg" else kind.suffix)
        return name if stem and fits else f"{name or 'attachment'}.{kind.suffix}"

    def _decode(self, chip: Chip, path: Path, done: Callable[[Path], None]) -> None:
        from nvexplorer.ui.widgets.editor.base64_files import decode_to

        self.busy.emit(f"Writing {path.name}…")
        self._tasks.run(decode_to, chip.text, path, done=done, failed=self._on_failed)

    def _on_written(self, path: Path) -> None:
        self._end()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            what = f"No program was found that opens {path.name}."
            self.message.emit(Message(what, "Save it and open it by hand."))

    def _on_saved(self, path: Path) -> None:
        self._end()
        self.done.emit(f"Saved {path.name}.")

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self.message.emit(describe(error))

    def _end(self) -> None:
        self._running = None
        self.busy.emit("")

    def _ask_for_file(self, title: str, chosen: Callable[[str], object]) -> None:
        dialog = QFileDialog(self._editor, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: chosen(path))
        dialog.open()

    # Names

    def name_soon(self) -> None:
        self._timer.start()

    def _name_chips(self) -> None:
        """Chips are called what the elements beside them say."""
        if self._editor.filling:
            return
        mirror = self._content.mirror
        for number, (offset, position, chip) in enumerate(mirror.chips()):
            if number == MOST_NAMED:
                break
            end = offset + len(chip.text)
            name = file_name(self._editor.part, mirror.length, offset, end)
            text = label(chip.text, name or chip.name)
            if text != chip.label:
                chip.label = text
                self._editor.document().markContentsDirty(position, 1)
