"""The Compare window: two answers, requests or files beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMainWindow, QMenu, QPushButton

from nvexplorer.model.errors import ExplorerError, Message, describe
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.compare import side as sides
from nvexplorer.ui.panes.compare.page import STRUCTURE, TEXT, ComparePage
from nvexplorer.ui.panes.compare.send_both import SendBoth
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.panes.compare.send_both import Both
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.services import Services

SIZE = (1440, 900)
_SMALLEST = (800, 480)
_FILES = ["XML files (*.xml)", "All files (*)"]


class CompareWindow(QMainWindow):
    """One in a program. Closing it lets go of what is compared.

    `side_wanted`: another side (0 left, 1 right) is to be chosen; `exchanged` carries each
    Exchange of a request that was sent from here; `main_wanted`: the main window shall come in
    front; `quit_wanted`.
    """

    side_wanted = Signal(int)
    exchanged = Signal(object)
    main_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._both: Both | None = None  # what both sides are the answers to
        self.page = ComparePage(services)
        self.sending = SendBoth(services, self)
        self._copy = QPushButton("Copy report")
        self._copy.setToolTip("Copy the differences as text (Ctrl+Shift+C)")
        self._copy.clicked.connect(self.copy_text)
        self._more = QPushButton("▾")
        self._more.setAccessibleName("More to do with the report")
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
        self._again = QPushButton("Compare again")
        self._again.clicked.connect(self.again)
        top = Panel(edge="bottom", across=True, margins=(12, 6, 12, 6), spacing=8)
        top.setFixedHeight(44)
        top.box.addWidget(label("Compare", "strong"))
        top.box.addWidget(label("two answers, requests or files", "muted"))
        top.box.addStretch(1)
        for button in (self._again, self._copy, self._more):
            top.box.addWidget(button)
        frame = Panel()
        frame.box.addWidget(top)
        frame.box.addWidget(self.page, 1)
        self.setCentralWidget(frame)
        self.setMinimumSize(*_SMALLEST)
        services.theme.dress(self)
        self._restore_place(services.settings.current.compare_geometry)
        self.page.bar.chosen.connect(self.side_wanted)
        self.page.bar.dropped.connect(self.load_file)
        self.page.under_way.stop_pressed.connect(self.stop)
        self.page.compared.connect(self._show_what_works)
        both = self.sending
        both.started.connect(self._on_started)
        both.progressed.connect(self.page.under_way.show_sent)
        both.exchanged.connect(self.exchanged)
        both.finished.connect(self._on_sent)
        both.failed.connect(self._on_not_sent)
        both.stopped.connect(self._on_stopped)
        page = self.page
        slots: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+1", lambda: self.side_wanted.emit(0)),
            ("Ctrl+2", lambda: self.side_wanted.emit(1)),
            ("Ctrl+O", self.choose_files),
            ("Ctrl+Shift+X", self.swap),
            ("Alt+1", lambda: page.show_view(STRUCTURE)),
            ("Alt+2", lambda: page.show_view(TEXT)),
            ("F8", lambda: page.go(1)),
            ("Alt+Down", lambda: page.go(1)),
            ("Shift+F8", lambda: page.go(-1)),
            ("Alt+Up", lambda: page.go(-1)),
            ("Ctrl+F", lambda: page.find()),
            ("F3", lambda: page.find(1)),
            ("Shift+F3", lambda: page.find(-1)),
            ("F5", self.again),
            ("Ctrl+I", page.options.ignored.setFocus),
            ("Ctrl+Shift+C", self.copy_text),
            ("Ctrl+S", self.save),
            ("Esc", self._on_escape),
            ("Ctrl+W", self.close),
            ("Ctrl+Q", self.quit_wanted.emit),
            ("F9", self.main_wanted.emit),
        )
        for keys, act in slots:
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        page.options.ignored.installEventFilter(self)
        self._show_what_works()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field leaves Ctrl+S and the like to the window; Enter compares."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination()
            in (
                QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down),
                QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up),
            )
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # Doors

    def open(self) -> None:
        """In front, the keyboard where it was."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        if self.focusWidget() is None or isinstance(self.focusWidget(), QLineEdit):
            self.page.focus_first()

    def compare(self, left: Side | None, right: Side | None) -> None:
        """Open with these; None leaves a side to be chosen."""
        self._both = None
        self.stop()
        self.open()
        self.page.show_sides(left, right)
        self._show_what_works()

    def show_side(self, which: int, side: Side) -> None:
        """Another on one side."""
        self._both = None
        self.stop()
        self.page.show_side(which, side)
        self._show_what_works()

    def swap(self) -> None:
        if self._both is not None:
            self._both = self._both._replace(profile_ids=self._both.profile_ids[::-1])
        self.page.swap()

    def send_both(self, both: Both) -> None:
        """Open, send one after the other, and compare what comes."""
        self.open()
        self.stop()
        self._both = both
        self.sending.send(both)

    def again(self) -> None:
        """Send both again when the sides are answers to that, else compare again."""
        if self.sending.sending:
            return
        if self._both is not None:
            self.sending.send(self._both)
            return
        files = [
            (which, side.path)
            for which, side in enumerate(self.page.sides)
            if side is not None and side.path is not None
        ]
        if files:  # which may have changed
            self._services.tasks.run(
                _opened, files, done=self._on_opened_again, failed=self._on_not_done
            )
        else:
            self.page.compare()

    def stop(self) -> bool:
        """End what is under way; False when nothing is."""
        if self.sending.sending:
            self.sending.cancel()
            return True
        return self.page.stop()

    # Files

    def choose_files(self) -> None:
        """Ask for two files, or for one on the side that is free."""
        dialog = QFileDialog(self, "Compare two files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(_FILES)
        dialog.filesSelected.connect(self.load_files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose_file(self, which: int) -> None:
        dialog = QFileDialog(self, f"Choose a file for the {('left', 'right')[which]} side")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(_FILES)
        dialog.fileSelected.connect(lambda path: self.load_file(which, path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def load_files(self, paths: list[str]) -> None:
        """Two on both sides; one on the first side that is free, else on the right."""
        if len(paths) >= 2:
            self.load_file(0, paths[0])
            self.load_file(1, paths[1])
        elif paths:
            self.load_file(0 if self.page.sides[0] is None else 1, paths[0])

    def load_file(self, which: int, path: str) -> None:
        files = [(which, Path(path))]
        self._services.tasks.run(_opened, files, done=self._on_opened, failed=self._on_not_done)

    def _on_opened(self, opened: list[tuple[int, Side]]) -> None:
        for which, side in opened:
            self.show_side(which, side)

    def _on_opened_again(self, opened: list[tuple[int, Side]]) -> None:
        both = list(self.page.sides)
        for which, side in opened:
            both[which] = side
        self.page.show_sides(both[0], both[1], keep_options=True)

    def _on_not_done(self, error: BaseException) -> None:
        self.page.banner.show_message(describe(error), "bad")
        if not isinstance(error, ExplorerError):
            raise error

    # Sending

    def _on_started(self) -> None:
        assert self._both is not None
        self.page.banner.hide()
        book = self._services.profiles
        one, other = (book.name_of(each) for each in self._both.profile_ids)
        self.page.under_way.show_sending((one, other))

    def _on_sent(self, both: tuple[Exchange, Exchange]) -> None:
        self.page.under_way.show_over()
        left, right = (sides.of_exchange(each) for each in both)
        self.page.show_sides(left, right, keep_options=self._is_again(left, right))
        if self.sending.log_problem is not None:
            self.page.banner.show_message(self.sending.log_problem, "warn")
        self._show_what_works()

    def _is_again(self, left: Side, right: Side) -> bool:
        """Whether the sides were answers to the same requests before."""
        return all(
            old is not None and (old.resource, old.profile) == (new.resource, new.profile)
            for old, new in zip(self.page.sides, (left, right), strict=True)
        )

    def _on_not_sent(self, message: Message) -> None:
        self.page.under_way.show_over()
        self.page.banner.show_message(message, "bad", (("Try again", self.again),))

    def _on_stopped(self) -> None:
        self.page.under_way.show_over()
        self.page.banner.show_message(Message("Sending was stopped.", "F5 sends again."), "info")

    # The report

    def copy_text(self) -> None:
        from nvexplorer.exchange.compare.report import as_text

        comparison = self.page.structure.comparison
        if comparison is not None:
            copy(self._copy, as_text(comparison, *self._names()), "Report")

    def copy_markdown(self) -> None:
        from nvexplorer.exchange.compare.report import as_markdown

        comparison = self.page.structure.comparison
        if comparison is not None:
            copy(self._copy, as_markdown(comparison, *self._names()), "Report as Markdown")

    def save(self) -> None:
        """Ask for a file for the report."""
        if self.page.structure.comparison is None:
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

        comparison = self.page.structure.comparison
        if comparison is not None:
            write = as_text if path.lower().endswith(".txt") else as_markdown
            text = write(comparison, *self._names())
            self._services.tasks.run(
                _save, text, Path(path), done=self._on_saved, failed=self._on_not_done
            )

    def _names(self) -> tuple[str, str]:
        left, right = (
            f"{each.title} ({each.detail})" if each is not None else "" for each in self.page.sides
        )
        return left, right

    def _on_saved(self, path: Path) -> None:
        self.page.banner.show_message(Message(f"Saved as {path}.", ""), "ok")

    # The window itself

    def _show_what_works(self) -> None:
        for button in (self._copy, self._more):
            button.setEnabled(self.page.structure.comparison is not None)
        self._again.setText("Send both again" if self._both is not None else "Compare again")
        self._again.setToolTip(f"{self._again.text()} (F5)")
        self._again.setEnabled(self._both is not None or None not in self.page.sides)
        title = self.page.title
        told = f"{title} – Compare" if title else "Compare"
        self.setWindowTitle(f"{told} – Netvisor Explorer")

    def _on_escape(self) -> None:
        """Stop what is under way, else close."""
        if not self.stop():
            self.close()

    def may_close(self) -> bool:
        """Asks about a write under way, as a tab does."""
        from nvexplorer.ui.dialogs.confirm import confirm_cancel_write

        if not self.sending.may_change:
            return True
        return confirm_cancel_write(self, self.sending.company, self.sending.resource)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.sending.abandon()
        self.page.under_way.show_over()
        self.page.clear()
        self._both = None
        self._show_what_works()
        state = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._services.settings.update(compare_geometry=state)
        event.accept()

    def _restore_place(self, text: str) -> None:
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 48), min(SIZE[1], room.height() - 80))
        if text:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore"))))


def _opened(files: list[tuple[int, Path]]) -> list[tuple[int, Side]]:
    """In a thread. Raises BadInput."""
    return [(which, sides.of_file(path)) for which, path in files]


def _save(text: str, path: Path) -> Path:
    """In a thread. Raises StoreError."""
    from nvexplorer.model.exchange import BytesBody
    from nvexplorer.ui.panes.response.saving import save_body

    return save_body(BytesBody(text.encode("utf-8")), path)
