"""A long range of dates fetched in parts: one request after the other, then one answer of all."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.ledger.join import pieces, plan
from nvexplorer.model.errors import ExplorerError, KeyMissing, describe
from nvexplorer.model.exchange import Outcome, Timing
from nvexplorer.ui.workspace.send_controller import Sending, send_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nvexplorer.exchange.ledger.join import Plan
    from nvexplorer.exchange.ledger.outline import Outline
    from nvexplorer.exchange.ledger.parts import Part
    from nvexplorer.library.book import Book
    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.ports import Progress, Spool
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
    """What is fetched for whom; `lists` and `overlap` as `join.plan` takes them."""

    parts: tuple[Part, ...]
    book: Book
    profile_id: str
    profile: Profile
    lists: tuple[str, ...]
    overlap: bool


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
                self.order.overlap,
                done=self._on_outlined,
                failed=self._on_unjoined,
            )
            return
        try:
            planned = plan(self._outlines, self.order.lists, overlap=self.order.overlap)
        except ExplorerError as error:
            self._on_unjoined(error)
            return
        self.repeated = planned.repeated
        bodies = [exchange.answer.body for exchange in came if exchange.answer is not None]
        self._handle = self._services.tasks.run(
            _put_together,
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


def joined_exchange(exchanges: Sequence[Exchange], body: Body) -> Exchange:
    """The first of them with the joined body; its times are those of all together."""
    first = exchanges[0]
    assert first.answer is not None
    return first._replace(
        answer=first.answer._replace(body=body, packed_size=None),
        timing=_sum([exchange.timing for exchange in exchanges]),
        parts=len(exchanges),
    )


def _sum(timings: Sequence[Timing]) -> Timing:
    """Phase by phase; one that never happened stays None."""

    def of(values: Iterable[float | None]) -> float | None:
        there = [value for value in values if value is not None]
        return sum(there) if there else None

    return Timing(
        resolve=of(t.resolve for t in timings),
        connect=of(t.connect for t in timings),
        tls=of(t.tls for t in timings),
        send=of(t.send for t in timings),
        wait=of(t.wait for t in timings),
        receive=of(t.receive for t in timings),
        other=sum(t.other for t in timings),
        total=sum(t.total for t in timings),
    )


def _has_answer(exchange: Exchange | None) -> bool:
    return exchange is not None and exchange.outcome is Outcome.OK


def _put_together(planned: Plan, bodies: Sequence[Body], new_spool: Callable[[], Spool]) -> Body:
    spool = new_spool()
    for piece in pieces(planned, bodies):
        spool.write(piece)
    return spool.body
