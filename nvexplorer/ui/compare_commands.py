"""What the commands that compare do, and what goes between their window and the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from nvexplorer.model.errors import BadInput, ExplorerError, Message, describe
from nvexplorer.ui.actions import ActionId
from nvexplorer.ui.panes.compare.shelf import AnswerShelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QWidget

    from nvexplorer.library.saved import Listing
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.compare_window import CompareWindow
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.panes.compare.choices import Choices
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.widgets.picker import Item
    from nvexplorer.ui.workspace.tab import RequestTab

_NONE_SO = "Nothing is called so."


class CompareCommands(QObject):
    """Makes the Compare window when it is first wanted, and closes it with the main one. Keeps the
    last answers of each tab from the first sending on."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._main = window
        self._services = services
        self._window: CompareWindow | None = None
        self._shelf = AnswerShelf()
        self._which = 0  # the side that a saved request is chosen for
        window.closed.connect(self._on_main_closed)
        window.workspace.exchanged.connect(self._on_exchanged)
        window.workspace.edited.connect(self._on_tabs)
        window.workspace.compare_wanted.connect(self.compare_answer)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        return {
            ActionId.COMPARE_ANSWER: self.compare_answer,
            ActionId.COMPARE_PROFILES: self.send_to_two,
            ActionId.COMPARE_FILES: self.compare_files,
            ActionId.COMPARE: self.open,
            ActionId.NEXT_DIFFERENCE: lambda: self._go(1),
            ActionId.PREVIOUS_DIFFERENCE: lambda: self._go(-1),
        }

    @property
    def window(self) -> CompareWindow:
        """The Compare window, made now if it was not."""
        if self._window is None:
            from nvexplorer.ui.compare_window import CompareWindow

            self._window = window = CompareWindow(self._services)
            window.side_wanted.connect(self.choose_side)
            window.exchanged.connect(self._main.workspace.exchanged)
            window.main_wanted.connect(self._show_main)
            window.quit_wanted.connect(self._main.close)
        return self._window

    def open(self) -> None:
        self.window.open()

    def _go(self, by: int) -> None:
        self.window.open()
        self.window.page.go(by)

    def may_close(self) -> bool:
        """Asks about a write under way."""
        return self._window is None or self._window.may_close()

    # Choosing

    def compare_answer(self) -> None:
        """What to compare the answer in front with: likeliest first."""
        tab = self._main.workspace.current
        shown = tab.response.exchange if tab is not None else None
        if tab is None or shown is None or shown.answer is None:
            self._main.tell(
                Message("There is no answer to compare.", "Ctrl+Enter sends the request."), "info"
            )
            return
        from nvexplorer.ui.panes.compare.side import in_order, of_exchange
        from nvexplorer.ui.widgets.picker import Item

        mine = of_exchange(shown)

        def with_other(other: Side) -> None:
            self.window.compare(*in_order(mine, other))

        def with_file() -> None:
            self.window.compare(mine, None)
            self.window.files.choose(1)

        choices = self._choices(with_other)
        both = list(self._profiles(tab))
        later = [
            Item("The same request, sent again", lambda: self._send_both(tab, tab.profile_id),
                 "same company later", words="now again"),
            Item("A file…", with_file, words="saved xml open"),
            Item("The text on the clipboard", lambda: self._with_clipboard(with_other)),
        ]  # fmt: skip
        items = [*choices.beside(tab), *both, *later, *choices.others(tab)]
        self._pick(self._main, items, "Compare the answer with")

    def choose_side(self, which: int) -> None:
        """What shall stand on a side of the Compare window."""
        from nvexplorer.ui.widgets.picker import Item

        window, current = self.window, self._main.workspace.current

        def take(side: Side) -> None:
            window.show_side(which, side)

        choices = self._choices(take)
        items = [
            *choices.answers(current),
            Item("A file…", lambda: window.files.choose(which), words="open xml"),
            Item("The text on the clipboard", lambda: self._with_clipboard(take)),
            *choices.requests(current),
            Item("A saved request…", lambda: self._choose_saved(which), words="stored"),
        ]
        self._pick(window, items, f"Choose the {('left', 'right')[which]} side")

    def _choose_saved(self, which: int) -> None:
        self._which = which
        self._services.tasks.run(
            self._services.saved.list, done=self._on_saved, failed=self._on_not_done
        )

    def _on_saved(self, listing: Listing) -> None:
        which = self._which
        choices = self._choices(lambda side: self.window.show_side(which, side))
        items = list(choices.saved(listing.requests))
        self._pick(self.window, items, "Choose a saved request", "No saved request is called so.")

    def _on_not_done(self, error: BaseException) -> None:
        self.window.page.banner.show_message(describe(error), "bad")
        if not isinstance(error, ExplorerError):
            raise error

    def compare_files(self) -> None:
        self.window.open()
        self.window.files.choose_two()

    def _with_clipboard(self, take: Callable[[Side], object]) -> None:
        from nvexplorer.ui.panes.compare.side import of_text

        text = QGuiApplication.clipboard().text()
        if text:
            take(of_text(text))
            return
        message = Message("There is no text on the clipboard.", "Copy one and choose it again.")
        if self._window is not None and self._window.isVisible():
            self._window.page.banner.show_message(message, "info")
        else:
            self._main.tell(message, "info")

    def _choices(self, take: Callable[[Side], object]) -> Choices:
        from nvexplorer.ui.panes.compare.choices import Choices

        return Choices(self._main.workspace.tabs, self._shelf, take)

    def _pick(self, over: QWidget, items: list[Item], hint: str, empty: str = _NONE_SO) -> None:
        from nvexplorer.ui.widgets.picker import Picker

        picker = Picker(self._services.theme, over, items, hint, empty)
        picker.chosen.connect(lambda act: act())
        picker.open_with(None)

    # Sending to two

    def send_to_two(self) -> None:
        """With which other profile the request in front shall be sent too."""
        tab = self._main.workspace.current
        if tab is None:
            return
        items = list(self._profiles(tab, text="{}"))
        if not items:
            self._main.tell(
                Message(
                    "There is no other profile to send to.",
                    "Ctrl+Shift+E makes one; F9 compares with the same request sent again.",
                ),
                "info",
            )
            return
        hint = "Send to this tab's profile and to"
        self._pick(self._main, items, hint, "No profile is called so.")

    def _profiles(
        self, tab: RequestTab, text: str = "Send to {} too, and compare"
    ) -> Iterator[Item]:
        from nvexplorer.ui.widgets.picker import Item

        book = self._services.profiles.book
        for profile_id, entry in book.profiles.items():
            if profile_id == tab.profile_id:
                continue
            try:
                profile = book.joined(profile_id)
            except BadInput as error:
                yield Item(entry.name, lambda: None, detail=error.what)
                continue
            environment = profile.environment.value
            host = profile.host.partition("://")[2] or profile.host
            yield Item(
                text.format(profile.name),
                lambda other=profile_id: self._send_both(tab, other),
                f"{profile.company.name} · {profile.company.organisation_id} · {host}",
                words=f"both another profile {environment}",
                badge=(environment.upper(), environment),
            )

    def _send_both(self, tab: RequestTab, other: str) -> None:
        from nvexplorer.ui.panes.compare.send_both import Both

        if tab in self._main.workspace.tabs:
            self.window.send_both(Both(tab.request.draft(), (tab.profile_id, other)))

    # What goes back

    def _on_exchanged(self, exchange: Exchange) -> None:
        for tab in self._main.workspace.tabs:
            if tab.response.exchange is exchange:
                self._shelf.put(tab, exchange)

    def _on_tabs(self) -> None:
        self._shelf.keep_only(self._main.workspace.tabs)

    def _show_main(self) -> None:
        self._main.raise_()
        self._main.activateWindow()

    def _on_main_closed(self) -> None:
        self._shelf.keep_only(())
        if self._window is not None:
            self._window.sending.abandon()
            self._window.close()
            self._window.deleteLater()
            self._window = None
