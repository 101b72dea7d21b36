"""Between the request of a tab, the page of parts and what fetches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.ledger.order import splitting
from nvexplorer.exchange.placeholders import facts_for, resolve
from nvexplorer.model.errors import BadInput, Message, describe
from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.panes.response.parts_page import Look, PartRow, PartsPage, count_text
from nvexplorer.ui.panes.response.story import explanation
from nvexplorer.ui.wording import duration_text, plural, size_text
from nvexplorer.ui.workspace.parts_controller import Order, PartsController, State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.ledger.parts import Part, Unit
    from nvexplorer.model.errors import ExplorerError
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Progress
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.services import Services


class PartsFetch(QObject):
    """`fetched` carries the joined Exchange and how many elements came twice; `closed`: the page
    is not wanted any more; `changed`: whether something is under way. `page` is to be shown after
    `open`."""

    fetched = Signal(object, int)
    closed = Signal()
    changed = Signal()
    log_problem = Signal(object)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self._controller: PartsController | None = None
        self._progress: Progress | None = None
        self.page = page = PartsPage(services.theme, parent)
        page.hide()
        page.unit_chosen.connect(self._on_unit)
        page.main_pressed.connect(self._on_main)
        page.join_pressed.connect(self._on_join)
        page.closed.connect(self.close)

    @property
    def profile_id(self) -> str:
        """Of the profile that the parts are asked with."""
        return self._who[1]

    @property
    def running(self) -> bool:
        return self._controller is not None and self._controller.state in (
            State.RUNNING,
            State.JOINING,
        )

    def open(self, draft: RequestDraft, profile_id: str) -> None:
        """Show in which parts the draft would be fetched. Raises BadInput when it cannot be; see
        `ledger.order.splitting`."""
        services = self._services
        book = services.profiles.book
        profile = book.joined(profile_id)
        last_key = services.last_keys.of(profile)
        facts = facts_for(profile, services.clock, services.ids, last_key)
        self._splitting = splitting(resolve(draft, facts).draft, services.catalogue)
        self._who = (book, profile_id, profile)
        self._take(self._splitting.proposed())

    def close(self) -> None:
        """Stop, and give the room back."""
        self.stop()
        self.closed.emit()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller.deleteLater()
            self._controller = None

    def pause(self) -> None:
        if self._controller is not None:
            self._controller.pause()

    def _take(self, unit: Unit) -> None:
        """Other parts: nothing of those before was fetched."""
        parts = self._splitting.parts(unit)
        self.stop()
        book, profile_id, profile = self._who
        order = Order(self._splitting, parts, book, profile_id, profile)
        self._controller = controller = PartsController(self._services, order, self)
        controller.changed.connect(self._show)
        controller.progressed.connect(self._on_progress)
        controller.joined.connect(self._on_joined)
        controller.failed.connect(self._on_unjoined)
        controller.keys_wanted.connect(self._on_keys_wanted)
        controller.log_problem.connect(self.log_problem)
        first, last = parts[0].first, parts[-1].last
        self.page.show_title(f"{self._splitting.draft.resource}, {first} – {last}")
        self.page.show_unit(unit)
        self._show()

    def _on_unit(self, unit: Unit) -> None:
        try:
            self._take(unit)
        except BadInput as error:
            self.page.show_message(describe(error))

    def _on_main(self) -> None:
        controller = self._controller
        if controller is None:
            return
        if controller.state is State.RUNNING:
            controller.pause()
        else:
            controller.resume()

    def _on_join(self) -> None:
        if self._controller is not None:
            self._controller.join()

    def _on_keys_wanted(self) -> None:
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        book, profile_id, _ = self._who
        if ask_keys(self._window, self._services, book, profile_id) and self._controller:
            self._controller.resume()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._show()

    def _on_joined(self, exchange: Exchange) -> None:
        assert self._controller is not None
        self.fetched.emit(exchange, self._controller.repeated)

    def _on_unjoined(self, message: Message) -> None:
        self.page.show_message(message)

    # What is seen

    def _show(self) -> None:
        controller = self._controller
        if controller is None:
            return
        parts = controller.order.parts
        rows = [self._row(controller, number, part) for number, part in enumerate(parts)]
        self.page.show_rows(rows)
        self.page.show_state(
            controller.at, len(parts), self._told(controller), self._look(controller)
        )
        self.page.show_message(self._problem(controller))
        self.changed.emit()

    def _row(self, controller: PartsController, number: int, part: Part) -> PartRow:
        exchange = controller.exchanges[number]
        if number == controller.at and controller.state is State.RUNNING:
            received = self._progress.received if self._progress is not None else 0
            return PartRow(part.title, "receiving" if received else "sending", "",
                           size_text(received) if received else "")  # fmt: skip
        if exchange is None:
            return PartRow(part.title)
        size = size_text(exchange.answer.body.size) if exchange.answer is not None else ""
        ok = exchange.outcome is Outcome.OK
        return PartRow(
            part.title,
            exchange.outcome.value,
            "ok" if ok else "bad",
            size,
            duration_text(exchange.timing.total),
        )

    def _told(self, controller: PartsController) -> str:
        total, came = len(controller.order.parts), controller.came
        if controller.state is State.JOINING:
            return f"Joining {plural(len(came), 'answer')}…"
        if not came and controller.state is State.PAUSED and not any(controller.exchanges):
            return count_text(total)
        size = size_text(sum(e.answer.body.size for e in came if e.answer is not None))
        told = f"{len(came)} of {total}, {size}"
        if controller.state is State.RUNNING and len(came) >= 2:
            spent = sum(exchange.timing.total for exchange in came) / len(came)
            told += f", about {duration_text(spent * (total - len(came)))} left"
        return told

    def _look(self, controller: PartsController) -> Look:
        started = any(controller.exchanges)
        if controller.state is State.RUNNING:
            return Look("Pause")
        if controller.state is not State.PAUSED:
            return Look("")
        if controller.at == len(controller.order.parts):
            return Look("Join again")
        failed = controller.problem is not None or controller.exchanges[controller.at] is not None
        main = "Try again" if failed else "Go on" if started else "Start"
        return Look(main, can_join=bool(controller.came), can_choose=not started)

    def _problem(self, controller: PartsController) -> Message | None:
        if controller.state is not State.PAUSED or controller.at == len(controller.order.parts):
            return None
        error: ExplorerError | None = controller.problem
        if error is not None:
            return describe(error)
        failed = controller.exchanges[controller.at]
        told = explanation(failed) if failed is not None else None
        if told is None:
            return None
        title = controller.order.parts[controller.at].title
        quoted = f" {told.quoted}" if told.quoted else ""
        return Message(f"{title}: {told.title} {told.what}{quoted}", told.next)
