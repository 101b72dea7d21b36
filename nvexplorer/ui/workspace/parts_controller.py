"""A long range of dates fetched in parts: one request after the other, then one answer of all."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.ledger.join import plan
from nvexplorer.exchange.ledger.joined import joined_exchange, put_together
from nvexplorer.model.errors import ExplorerError, KeyMissing, describe
from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.workspace.send_controller import Sending, send_now

if TYPE_CHECKING:
    from nvexplorer.exchange.ledger.order import Splitting
    from nvexplorer.exchange.ledger.outline import Outline
    from nvexplorer.exchange.ledger.parts import Part
    from nvexplorer.library.book import Book
    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.ports import Progress
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle
    from nvexplorer.ui.window_workers import Asked


class State(Enum):
    """Where the whole stands. PAUSED after a failure too."""

    RUNNING = auto()
    PAUSED = auto()
    JOINING = auto()
    OVER = auto()


class Order(NamedTuple):
    """What is fetched for whom."""

    splitting: Splitting
    parts: tuple[Part, ...]
    book: Book
    profile_id: str
    profile: Profile


class PartsController(QObject):
    """`changed`: the state, or that of a part. `progressed`: the Progress of the part under way.
    `joined` carries the Exchange of all: that of the first part with the joined body; `failed` a
    Message when they could not be joined. `keys_wanted`: a key is missing; resume once it is
    there."""

    changed = Signal()
    progressed = Signal(object)
    joined = Signal(object)
    failed = Signal(object)
    keys_wanted = Signal()
    log_problem = Signal(object)

    def __init__(self, services: Services, order: Order, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.order = order
        self.state = State.PAUSED
        self.exchanges: list[Exchange | None] = [None] * len(order.parts)
        self.at = 0
        """The part that is under way or comes next; the number of parts when all are there."""
        self.repeated = 0
        self.problem: ExplorerError | None = None
        self._sending: Sending | None = None
        self._handle: Handle | None = None
        self._asked: Asked | None = None
        self._outlines: list[Outline] = []

    def resume(self) -> None:
        """Go on with the part that is next; a failed one is asked again."""
        if self.state is State.PAUSED:
            self.problem = None
            self._next()

    def pause(self) -> None:
        """Nothing more is sent; the part under way is cancelled and asked again later."""
        if self.state is State.RUNNING:
            self.state = State.PAUSED
            self._cancel()
            self.changed.emit()

    def join(self) -> None:
        """Take what came as the answer, though parts may be missing."""
        if self.state is State.PAUSED and any(self.exchanges):
            self._join()

    def stop(self) -> None:
        """Tell nothing any more."""
        self.state = State.OVER
        self._cancel()
        if self._asked is not None:
            self._asked.cancel()

    @property
    def came(self) -> list[Exchange]:
        return [exchange for exchange in self.exchanges if _has_answer(exchange)]  # type: ignore[misc]

    def _cancel(self) -> None:
        sending, self._sending = self._sending, None
        if sending is not None:
            sending.cancel.cancel()
        if self._handle is not None:
            self._handle.cancel()

    # One part

    def _next(self) -> None:
        from nvexplorer.model.cancel import Cancel

        if self.at == len(self.order.parts):
            self._join()
            return
        services, order = self._services, self.order
        self.state = State.RUNNING
        self._sending = sending = Sending(
            order.parts[self.at].draft,
            order.book,
            order.profile_id,
            order.profile,
            "read",
            services.last_keys.of(order.profile),
            Cancel(),
        )
        self._handle = services.tasks.run(
            send_now,
            services,
            sending,
            services.settings.current.proxy,
            self._tell_log_problem,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
        )
        self.changed.emit()

    def _tell_log_problem(self, error: ExplorerError) -> None:
        """Called in the sending thread; the signal takes it to the window's."""
        self.log_problem.emit(error)

    def _on_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _on_done(self, exchange: Exchange) -> None:
        self.exchanges[self.at] = exchange
        if exchange.outcome is Outcome.OK:
            self.at += 1
            self._next()
        else:
            self.state = State.PAUSED
            self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self.state = State.PAUSED
        if isinstance(error, ExplorerError):
            self.problem = error
        else:
            told = describe(error)
            self.problem = ExplorerError(told.what, told.next)
        self.changed.emit()
        if isinstance(error, KeyMissing):
            self.keys_wanted.emit()

    # All of them

    def _join(self) -> None:
        self.state = State.JOINING
        self._outlines = []
        self.changed.emit()
        self._outline_next()

    def _outline_next(self) -> None:
        came = self.came
        number = len(self._outlines)
        if number < len(came):
            answer = came[number].answer
            assert answer is not None
            self._asked = self._services.workers.call(
                "outline-answer",
                answer.body.stored(),
                self.order.splitting.overlap,
                done=self._on_outlined,
                failed=self._on_unjoined,
            )
            return
        try:
            splitting = self.order.splitting
            planned = plan(self._outlines, splitting.lists, overlap=splitting.overlap)
        except ExplorerError as error:
            self._on_unjoined(error)
            return
        self.repeated = planned.repeated
        bodies = [exchange.answer.body for exchange in came if exchange.answer is not None]
        self._handle = self._services.tasks.run(
            put_together,
            planned,
            bodies,
            self._services.new_spool,
            done=self._on_joined,
            failed=self._on_unjoined,
        )

    def _on_outlined(self, outline: Outline) -> None:
        self._outlines.append(outline)
        self.changed.emit()
        self._outline_next()

    def _on_joined(self, body: Body) -> None:
        self.state = State.OVER
        self.changed.emit()
        self.joined.emit(joined_exchange(self.came, body))

    def _on_unjoined(self, error: BaseException) -> None:
        self.state = State.PAUSED
        self.changed.emit()
        self.failed.emit(describe(error))


def _has_answer(exchange: Exchange | None) -> bool:
    return exchange is not None and exchange.outcome is Outcome.OK
