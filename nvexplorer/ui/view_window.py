"""The window of `nvexplorer view FILE`: a saved answer in all its views, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from nvexplorer.model.errors import BadInput, Message
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.file_body import FileBody

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.ports import Outside
    from nvexplorer.ui.action_set import ActionSet
    from nvexplorer.ui.actions import ActionId
    from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers


SIZE = (1100, 800)
_TITLE_BAR = 32  # pixels that a window manager may take of the screen


class ViewWindow(QMainWindow):
    """Raises BadInput for a file that cannot be read. The file stays open until `close_file`.

    The views are made after the first paint, with what `compose` gives. `filled`: they are there.
    """

    filled = Signal()

    def __init__(self, theme: Theme, path: Path, compose: Callable[[], Outside]) -> None:
        super().__init__()
        try:
            self._body = FileBody(path)
        except OSError as error:
            raise BadInput(
                f"{path} cannot be read ({error.strerror}).", "Name a saved answer.", "file"
            ) from error
        self._theme = theme
        self._path = path
        self._compose = compose
        self._was_painted = False
        self._outside: Outside | None = None
        self.tabs: AnswerTabs
        self._actions: ActionSet
        self._tasks: Tasks
        self._workers: WindowWorkers
        self._banner = Banner()
        top = Panel(edge="bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        top.setFixedHeight(40)
        top.box.addWidget(label(path.name, "strong"))
        top.box.addWidget(label(size_text(self._body.size), "muted"))
        self._fact = label(role="muted")
        top.box.addWidget(self._fact, 1)
        self._page = Panel()
        self._page.box.addWidget(top)
        self._page.box.addWidget(self._banner)
        self.setCentralWidget(self._page)
        self.setWindowTitle(f"{path.name} – Netvisor Explorer")
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height() - _TITLE_BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        from nvexplorer.ui.action_set import ActionSet
        from nvexplorer.ui.actions import COMMANDS
        from nvexplorer.ui.crash import CrashHook
        from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
        from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
        from nvexplorer.ui.tasks import Tasks
        from nvexplorer.ui.window_workers import WindowWorkers

        CrashHook().install()
        self._tasks = Tasks(self)
        self._outside = self._compose()
        self._workers = WindowWorkers(self._outside.workers, self)
        self.tabs = AnswerTabs(ViewServices(self._theme, self._tasks, self._workers))
        self.tabs.message.connect(self._on_message)
        self.tabs.link_wanted.connect(self._on_link)
        self.tabs.fact.connect(self._fact.setText)
        self._page.box.addWidget(self.tabs, 1)
        handlers = self._handlers()
        offered = [command for command in COMMANDS if command.id in handlers]
        self._actions = ActionSet(self, handlers, offered)
        self.tabs.show_answer(
            Shown(self._body, definition=self._definition(), name=self._path.stem)
        )
        self.tabs.focus_answer()
        self.filled.emit()

    def _handlers(self) -> dict[ActionId, Callable[[], object]]:
        from nvexplorer.ui.actions import ActionId
        from nvexplorer.ui.view_commands import ViewCommands

        commands = ViewCommands(lambda: self.tabs)
        return {
            **commands.handlers(),
            **commands.finding(),
            ActionId.PALETTE: self._open_palette,
            ActionId.CLOSE_TAB: self.close,
            ActionId.QUIT: self.close,
        }

    def _definition(self) -> Definition | None:
        """That of the resource which the file is named after, as our own are: it tells what the
        columns of a table are."""
        from nvexplorer.catalogue.resources import resources_root
        from nvexplorer.catalogue.store import Catalogue
        from nvexplorer.model.errors import ExplorerError

        try:
            name = self._path.stem.partition(" ")[0]
            return Catalogue.load(resources_root()).definition(f"{name}.nv")
        except ExplorerError:
            return None  # any file can be looked at

    def close_file(self) -> None:
        """End all work on the file and close it."""
        if self._outside is not None:
            self.tabs.clear()
            self._workers.close()
            self._tasks.close()
            self._outside.transport.close()
        self._body.close()

    def _open_palette(self) -> None:
        from nvexplorer.ui.dialogs.palette import open_palette

        open_palette(self._theme, self, self._actions)

    def _on_link(self, _link: object) -> None:
        self._tell(Message("A file has no profile to ask with.", "Open the record in a request."))

    def _on_message(self, sentence: str) -> None:
        self._tell(Message(sentence, ""))

    def _tell(self, message: Message) -> None:
        self._banner.show_message(message, "warn")
