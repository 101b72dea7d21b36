"""The Compare window: two answers, requests or files beside each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton

from nvexplorer.model.errors import Message
from nvexplorer.ui.panes.compare import side as sides
from nvexplorer.ui.panes.compare.page import STRUCTURE, TEXT, ComparePage
from nvexplorer.ui.panes.compare.report_buttons import ReportButtons
from nvexplorer.ui.panes.compare.send_both import SendBoth
from nvexplorer.ui.panes.compare.side_files import SideFiles
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.window_layout import come_forward, place_beside, place_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.panes.compare.send_both import Both
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.services import Services

SIZE = (1440, 900)
_SMALLEST = (800, 480)


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
        self.files = SideFiles(self.page, services.tasks)
        self.files.opened.connect(self.show_side)
        self.files.both_opened.connect(self.compare)
        self.report = ReportButtons(self.page, services.tasks)
        self._again = QPushButton("Compare again")
        self._again.clicked.connect(self.again)
        top = Panel(edge="bottom", across=True, margins=(12, 6, 12, 6), spacing=8)
        top.setFixedHeight(44)
        top.box.addWidget(label("Compare", "strong"))
        top.box.addWidget(label("two answers, requests or files", "muted"))
        top.box.addStretch(1)
        top.box.addWidget(self._again)
        top.box.addWidget(self.report)
        frame = Panel()
        frame.box.addWidget(top)
        frame.box.addWidget(self.page, 1)
        self.setCentralWidget(frame)
        self.setMinimumSize(*_SMALLEST)
        services.theme.dress(self)
        place_beside(self, SIZE, services.settings.current.compare_geometry)
        self.page.bar.chosen.connect(self.side_wanted)
        self.page.bar.dropped.connect(self.files.load)
        self.page.bar.several_dropped.connect(self.files.load_all)
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
            ("Ctrl+O", self.files.choose_two),
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
            ("Ctrl+Shift+C", self.report.copy_text),
            ("Ctrl+S", self.report.save),
            ("Esc", self._on_escape),
            ("Ctrl+W", self.close),
            ("Ctrl+Q", self.quit_wanted.emit),
            ("F9", self.main_wanted.emit),
        )
        for keys, act in slots:
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._order_tabs()
        self._show_what_works()

    def _order_tabs(self) -> None:
        """The Tab key goes as one reads."""
        order = [self._again, *self.report.buttons, *self.page.tab_order()]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    # Doors

    def open(self) -> None:
        """In front, the keyboard where it was."""
        come_forward(self)
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
        self.files.compare_again()

    def stop(self) -> bool:
        """End what is under way; False when nothing is."""
        if self.sending.sending:
            self.sending.cancel()
            return True
        return self.page.stop()

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
        told = [each for each in map(_trouble, both) if each is not None]
        if self.sending.log_problem is not None:
            told.append(self.sending.log_problem)
        if told:
            what = " ".join(str(each) for each in told)
            self.page.banner.show_message(Message(what, ""), "warn")
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

    # The window itself

    def _show_what_works(self) -> None:
        self.report.setEnabled(self.page.structure.comparison is not None)
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
        self._services.settings.update(compare_geometry=place_text(self))
        event.accept()


def _trouble(exchange: Exchange) -> Message | None:
    """What is to be said of an answer that is not simply OK."""
    from nvexplorer.ui.panes.response.story import explanation

    told = explanation(exchange)
    if told is None:
        return None
    return Message(f"{exchange.profile.name}: {told.title} {told.quoted or told.what}", "")
