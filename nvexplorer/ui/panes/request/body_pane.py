"""The body of a request: as XML or as a form, its size, and loading it from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.errors import BadInput, Message, describe
from nvexplorer.ui.panes.request.body_help.help import BodyHelp
from nvexplorer.ui.panes.request.body_help.start import SkeletonMenu
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.editor.editor import XmlEditor
from nvexplorer.ui.widgets.editor.tools import EditorTools
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.segmented_tabs import SegmentedTabs
from nvexplorer.ui.wording import plural, size_text

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.panes.request.body_form.keeper import FormKeeper
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers
    from nvexplorer.xmltext.body_file import BodyText


_XML, _FORM = 0, 1


class BodyPane(QWidget):
    """`edited` after any change by the user, loading a file too; `columns_changed` carries the
    widths that the user gave the columns of the form."""

    edited = Signal()
    columns_changed = Signal(object)

    def __init__(self, theme: Theme, tasks: Tasks, workers: WindowWorkers) -> None:
        super().__init__()
        self._theme, self._tasks = theme, tasks
        self._definition: Definition | None = None
        self._keeper: FormKeeper | None = None  # made when the form is first shown
        self._columns: tuple[int, ...] = ()
        self._loading: Handle | None = None
        self._loaded_from = ""
        self._from_file = False  # what the editor is being filled with
        self.editor = XmlEditor(theme)
        self.editor.setPlaceholderText("Type or paste the XML here, or load it from a file.")
        self.help = BodyHelp(theme, self.editor, workers)
        self.tools = EditorTools(self.editor, tasks)
        self._size = label(role="small")
        self._size_timer = QTimer(self)
        self._size_timer.setSingleShot(True)
        self._size_timer.setInterval(150)
        self._size_timer.timeout.connect(self._show_size)
        self._load = QPushButton("Load from file…")
        self._load.setToolTip("Load the body from a file (Ctrl+O)")
        self._load.clicked.connect(lambda: self.choose_file())
        self._skeletons = QPushButton("Insert skeleton…")
        self._skeletons.setToolTip("Replace the body by one made from the documentation")
        menu = SkeletonMenu(self._skeletons)
        menu.chosen.connect(self.help.insert_skeleton)
        self._skeletons.setMenu(menu)
        self._attach = QPushButton("Attach a file…")
        self._attach.setToolTip("Put a file into the body as base64 (Ctrl+Shift+A)")
        self._attach.clicked.connect(lambda: self.xml_tools().attach())
        self._banner, self._loaded = Banner(), Banner()

        bar = Panel(edge="bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        self._views = SegmentedTabs("XML", "Form")
        self._views.setAccessibleName("Views of the body")
        self._views.setToolTip("The body as XML or as a form (Ctrl+Shift+X)")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        bar.box.addWidget(self._views)
        bar.box.addWidget(self._load)
        bar.box.addWidget(self._skeletons)
        bar.box.addWidget(self._attach)
        bar.box.addWidget(self._size)
        bar.box.addWidget(self.tools.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._loaded)
        layout.addWidget(self._banner)
        layout.addWidget(self.tools.bars)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.help.problems)
        self._views.currentChanged.connect(self._on_view)
        self.editor.place_shown.connect(self._show_xml)
        self.editor.edited.connect(self._on_edited)
        self.editor.filled.connect(self._on_filled)
        self.editor.file_given.connect(self._on_file)
        self.tools.message.connect(self._banner.show_message)
        self._show_size()

    def use(self, definition: Definition) -> None:
        """What the body is checked against and completed from."""
        self._definition = definition
        self.help.use(definition)
        if self._keeper is not None:
            self._keeper.use(definition)
        self._skeletons.setVisible(self.help.has_skeletons)
        holding = [row.name for row in definition.request if row.type == "base64"]
        self.tools.use(holding)
        self._attach.setVisible(bool(holding))

    def xml_tools(self) -> EditorTools:
        """What can be done with the body as XML, which is shown."""
        self._show_xml()
        return self.tools

    def text(self) -> str:
        return self.editor.text()

    def show_text(self, text: str) -> None:
        """Not told as edited."""
        self._banner.hide()
        self._loaded.hide()
        self._from_file = False
        self.editor.show_text(text)
        self._show_size()

    def toggle_form(self) -> None:
        """From the XML to the form at the same element, and back."""
        self._views.setCurrentIndex(_XML if self._views.currentIndex() == _FORM else _FORM)

    def use_columns(self, widths: tuple[int, ...]) -> None:
        """Widths that were given by `columns_changed` before."""
        self._columns = widths

    def _show_xml(self) -> None:
        """Without moving the caret, which is where something shall be looked at."""
        with QSignalBlocker(self._views):
            self._views.setCurrentIndex(_XML)
        self.help.problems.yield_to_form(False)
        self._stack.setCurrentWidget(self.editor)

    def focus_body(self) -> None:
        """To where the body is typed."""
        seen = self._stack.currentWidget() or self.editor
        seen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_view(self, index: int) -> None:
        self._loaded.hide()
        self.help.problems.yield_to_form(index == _FORM)
        if index == _FORM:
            keeper = self._keeper or self._make_form()
            self._stack.setCurrentWidget(keeper.form)
            keeper.refresh()
            keeper.form.show_place(self.editor.caret_offset())
        else:
            place = self._keeper.form.offset if self._keeper is not None else None
            self._stack.setCurrentWidget(self.editor)
            if place is not None:
                self.editor.show_place(place)
        self.focus_body()

    def _make_form(self) -> FormKeeper:
        from nvexplorer.ui.panes.request.body_form.keeper import FormKeeper

        keeper = self._keeper = FormKeeper(self._theme, self._tasks, self.editor, self.help.checks)
        keeper.use(self._definition)
        keeper.form.place_wanted.connect(self.show_place)
        keeper.form.tree.set_widths(self._columns)
        keeper.form.tree.widths_changed.connect(self.columns_changed)
        self._stack.addWidget(keeper.form)
        return keeper

    def go_to_line(self, number: int) -> None:
        """Put the caret at the beginning of a line, counted from 1, and show it."""
        self.editor.go_to_line(number)
        self._show_xml()

    def show_place(self, start: int, end: int | None = None) -> None:
        """Select these characters of the text and bring them into view."""
        self.editor.show_place(start, end)
        self.editor.setFocus()

    def choose_file(self) -> None:
        """Ask for a file and load it."""
        dialog = QFileDialog(self, "Load the body from a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["XML files (*.xml)", "All files (*)"])
        dialog.fileSelected.connect(self.load_file)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def load_file(self, path: str) -> None:
        """Replace the body by a file's text; Ctrl+Z brings the old one back."""
        if self._loading is not None:
            self._loading.cancel()
        self._loaded_from = Path(path).name
        self._size.setText(f"Loading {self._loaded_from}…")
        self._loading = self._tasks.run(
            _read, Path(path), done=self._on_loaded, failed=self._on_failed
        )

    def _on_loaded(self, body: BodyText) -> None:
        self._loading = None
        notes = " ".join(body.notes)
        self._loaded.show_message(
            Message(f"Loaded {self._loaded_from}. {notes}".strip(), "Ctrl+Z brings back the text."),
            "info",
        )
        self._from_file = True
        self.editor.show_text(body.text)
        self.editor.setFocus()

    def _on_file(self, path: str, offset: int) -> None:
        """A file that is dropped or pasted: the body, where there is none and it is XML."""
        if self.editor.blank and Path(path).suffix.lower() == ".xml":
            self.load_file(path)
        else:
            self.tools.attachments.attach(path, offset)

    def _on_failed(self, error: BaseException) -> None:
        self._loading = None
        self._banner.show_message(describe(error))
        self._show_size()

    def _on_filled(self) -> None:
        self._size_timer.start()
        if self._from_file:
            self._from_file = False
            self.edited.emit()

    def _on_edited(self) -> None:
        self._loaded.hide()  # what it says holds no longer
        self._size_timer.start()
        self.edited.emit()

    def _show_size(self) -> None:
        size, lines = self.editor.byte_size, self.editor.line_count
        self._size.setText(f"{size_text(size)} · {plural(lines, 'line')}" if size else "empty")


def _read(path: Path) -> BodyText:
    from nvexplorer.xmltext.body_file import read_body

    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"{path.name} cannot be read ({error.strerror}).", "Choose another file.", "body"
        ) from error
    return read_body(data)
