"""What stands around an editor: the bars for finding, its menu, attachments, and short notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.widgets.editor.attachments import Attachments
    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.widgets.editor.find_bar import FindBar
    from nvexplorer.ui.widgets.line_bar import LineBar

NOTE_STAYS = 8_000  # milliseconds
SLOW = 400  # milliseconds after which a long change says that it is under way


class EditorTools(QObject):
    """Put `bars` above the editor and `note` where there is room. `message` (a Message) tells why
    something was not done. Everything is made when it is first wanted."""

    message = Signal(object)

    def __init__(self, editor: XmlEditor, tasks: Tasks) -> None:
        super().__init__(editor)
        self.editor, self._tasks = editor, tasks
        self._documented: tuple[str, ...] = ()
        self._find: FindBar | None = None
        self._line: LineBar | None = None
        self._attachments: Attachments | None = None
        self.bars = Panel()
        self.bars.hide()
        self.note = ElidedLabel(role="small")
        self._hiding = self._timer(NOTE_STAYS, self.note.clear)
        self._slow = self._timer(SLOW, self._say_slow)
        editor.message.connect(self.message)
        editor.filling_changed.connect(self._on_filling)
        editor.menu_wanted.connect(self.show_menu)
        editor.delta.connect(self._name_chips)
        editor.filled.connect(self._name_chips)

    def use(self, documented: Collection[str]) -> None:
        """The names of the elements that hold files."""
        self._documented = tuple(documented)
        if self._attachments is not None:
            self._attachments.use(documented)

    def tell(self, text: str) -> None:
        """A short note that goes away by itself."""
        self.note.setText(text)
        announce(self.editor, text)
        self._hiding.start()

    # Finding

    def find(self, *, replace: bool = False) -> None:
        self._find_bar().open(replace=replace)
        self._show_bars()

    def find_next(self) -> None:
        """The next hit of what was looked for last; the bar where nothing was."""
        self._go(lambda bar: bar.finder.next())

    def find_previous(self) -> None:
        self._go(lambda bar: bar.finder.previous())

    def go_to_line(self) -> None:
        from nvexplorer.ui.widgets.line_bar import LineBar

        if self._line is None:
            self._line = LineBar(self.editor)
            self._line.closed.connect(self._show_bars)
            self.bars.box.addWidget(self._line)
        self._line.open()
        self._show_bars()

    def _go(self, go: Callable[[FindBar], None]) -> None:
        bar = self._find_bar()
        if bar.isHidden() or not bar.field.text():
            self.find()
        else:
            go(bar)

    def _find_bar(self) -> FindBar:
        from nvexplorer.ui.widgets.editor.find_bar import FindBar
        from nvexplorer.ui.widgets.editor.finder import Finder

        if self._find is None:
            finder = Finder(self.editor)
            finder.done.connect(self.tell)
            self._find = FindBar(self.editor, finder)
            self._find.closed.connect(self._show_bars)
            self.bars.box.addWidget(self._find)
        return self._find

    def _show_bars(self) -> None:
        bars = (self._find, self._line)
        self.bars.setVisible(any(bar is not None and not bar.isHidden() for bar in bars))

    # Files

    @property
    def attachments(self) -> Attachments:
        if self._attachments is None:
            from nvexplorer.ui.widgets.editor.attachments import Attachments

            self._attachments = Attachments(self.editor, self._tasks)
            self._attachments.use(self._documented)
            self._attachments.message.connect(self.message)
            self._attachments.done.connect(self.tell)
            self._attachments.busy.connect(self.note.setText)
        return self._attachments

    def _name_chips(self) -> None:
        """Chips of a text are named by the elements beside them."""
        if self._attachments is None and self.editor.content.mirror.chip_count:
            self.attachments.name_soon()

    # Long changes

    def _on_filling(self, filling: bool) -> None:
        if filling:
            self._slow.start()
        else:
            self._slow.stop()
            if not self._hiding.isActive():
                self.note.clear()

    def _say_slow(self) -> None:
        self.note.setText("Changing a long text… Esc stops it.")

    # The menu

    def show_menu(self, place: QPoint) -> None:
        """What can be done here; for the chip at the caret first."""
        editor = self.editor
        menu = QMenu(editor)
        chip = self.attachments.chip_here() if editor.content.mirror.chip_count else None
        if chip is not None:
            files = self.attachments
            title = menu.addAction(chip[1].label)
            title.setEnabled(False)
            self._add(menu, "Open", lambda: files.open(*chip), on=files.can_open(*chip))
            self._add(menu, "Save as…", lambda: files.save(*chip))
            self._add(menu, "Replace by a file…", lambda: files.replace(*chip), on=self._may_edit)
            self._add(menu, "Remove", lambda: files.remove(*chip), "Del", on=self._may_edit)
            self._add(menu, "Show as text", lambda: files.expand(*chip), on=self._may_edit)
            menu.addSeparator()
        history, selected = editor.content.history, editor.textCursor().hasSelection()
        undo, redo = self._may_edit and history.can_undo, self._may_edit and history.can_redo
        self._add(menu, "Undo", editor.undo, "Ctrl+Z", on=undo)
        self._add(menu, "Redo", editor.redo, "Ctrl+Y", on=redo)
        menu.addSeparator()
        self._add(menu, "Cut", editor.cut, "Ctrl+X", on=selected and self._may_edit)
        self._add(menu, "Copy", editor.copy, "Ctrl+C", on=selected)
        self._add(menu, "Paste", editor.paste, "Ctrl+V", on=editor.canPaste())
        self._add(menu, "Select all", editor.selectAll, "Ctrl+A")
        menu.addSeparator()
        self._add(menu, "Attach a file…", self.attach, "Ctrl+Shift+A", on=self._may_edit)
        self._add(menu, "Format", editor.format, "Ctrl+B", on=self._may_edit)
        self._add(menu, "Comment", editor.toggle_comment, "Ctrl+Shift+C", on=self._may_edit)
        menu.addSeparator()
        self._add(menu, "Find", self.find, "Ctrl+F")
        self._add(menu, "Replace", lambda: self.find(replace=True), "Ctrl+H", on=self._may_edit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def show_menu_here(self) -> None:
        """The menu at the caret."""
        point = self.editor.cursorRect().bottomLeft()
        self.show_menu(self.editor.viewport().mapToGlobal(point))

    def attach(self) -> None:
        """Ask for a file and attach it at the caret."""
        self.attachments.choose()

    @property
    def _may_edit(self) -> bool:
        return not self.editor.isReadOnly()

    def _add(
        self, menu: QMenu, text: str, call: Callable[[], object], key: str = "", *, on: bool = True
    ) -> None:
        action = menu.addAction(f"{text}\t{key}" if key else text)
        action.setEnabled(on)
        action.triggered.connect(lambda: call())

    def _timer(self, interval: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(lambda: call())
        return timer
