"""One search: keys, case, the work in other processes, and the diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.ui.panes.doctor.told import Told, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.search.hunt import Call
    from nvexplorer.doctor.search.race import Race
    from nvexplorer.dumps.dump import FieldKind, Reading
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.library.log import Log
    from nvexplorer.library.observations import ObservationStore
    from nvexplorer.model.ports import Clock
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle
    from nvexplorer.ui.window_workers import Asked

# How long each reading of a request is searched at most, when there is one and when there are two.
_SECONDS, _SECONDS_OF_TWO = 10.0, 7.0


class Order(NamedTuple):
    """What is to be examined, with whose keys. `live` when it was caught here, `at` this moment
    (now where it is None), after requests with `used_ids`."""

    reading: Reading
    values: Mapping[FieldKind, str]
    book: Book
    profile_id: str
    others: tuple[str, ...]
    live: bool = False
    at: datetime | None = None
    used_ids: frozenset[str] = frozenset()


class Found(NamedTuple):
    """The end of a search. It holds keys, in `case`."""

    order: Order
    case: Case
    told: Told

    def __repr__(self) -> str:
        return f"Found({self.told.diagnosis.outcome.value})"


class Searcher(QObject):
    """After `start`: `progressed` with level and candidates, then exactly one of `found` with a
    Found and `failed` with the exception; after `cancel` neither."""

    progressed = Signal(int, int)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._order: Order | None = None
        self._case: Case | None = None
        self._cases: tuple[Case, ...] = ()  # readings of the request, the likeliest first
        self._race: Race | None = None
        self._task: Handle | None = None
        self._calls: dict[int, _Running] = {}

    @property
    def searching(self) -> bool:
        return self._order is not None

    def start(self, order: Order) -> None:
        self.cancel()
        self._order = order
        services = self._services
        self._task = services.tasks.run(
            _prepare,
            services.keys,
            services.clock,
            services.observations,
            services.log,
            order,
            done=self._on_prepared,
            failed=self._on_failed,
        )

    def cancel(self) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        for each in self._calls.values():
            each.cancel()
        self._calls = {}
        self._order = self._case = self._race = self._task = None
        self._cases = ()

    def _on_failed(self, error: BaseException) -> None:
        self._stop()
        self.failed.emit(error)

    # The search in workers

    def _on_prepared(self, prepared: tuple[tuple[Case, ...], Race]) -> None:
        self._task = None
        self._cases, self._race = prepared
        self._run(self._race.begin())
        self._look()

    def _run(self, calls: tuple[Call, ...]) -> None:
        for call in calls:
            self._calls[call.number] = running = _Running(call, self)
            running.asked = self._services.workers.call(
                "doctor-search",
                *call.arguments,
                done=running.on_done,
                failed=running.on_failed,
                progress=running.on_progress,
            )

    def on_done(self, call: Call, answer: Any) -> None:
        """One of the calls has ended."""
        race = self._race
        if race is None or self._calls.pop(call.number, None) is None:
            return
        further = race.take(call, answer)
        for unneeded in race.unneeded:
            running = self._calls.pop(unneeded.number, None)
            if running is not None:
                running.cancel()
        self._run(further)
        self._look()

    def on_progress(self, call: Call, value: Any) -> None:
        if self._race is not None and call.number in self._calls:
            level, candidates = self._race.progress(call, value)
            self.progressed.emit(level, candidates)

    def on_failed(self, call: Call, error: BaseException) -> None:
        if call.number in self._calls:
            self._on_failed(error)

    def _look(self) -> None:
        """Whether it is over."""
        race = self._race
        result = race.result if race is not None else None
        if race is not None and result is not None:
            self._case = self._cases[race.winner]
            self._race = None
            self._task = self._services.tasks.run(
                tell, self._case, result, done=self._on_told, failed=self._on_failed
            )

    def _on_told(self, told: Told) -> None:
        assert self._order is not None
        assert self._case is not None
        found = Found(self._order, self._case, told)
        self._stop()
        self.found.emit(found)


class _Running(QObject):
    """One call in a worker: says which when it tells something."""

    asked: Asked

    def __init__(self, call: Call, searcher: Searcher) -> None:
        super().__init__(searcher)
        self._call = call
        self._searcher = searcher

    def on_done(self, answer: Any) -> None:
        self._searcher.on_done(self._call, answer)
        self.deleteLater()

    def on_failed(self, error: BaseException) -> None:
        self._searcher.on_failed(self._call, error)
        self.deleteLater()

    def on_progress(self, value: Any) -> None:
        self._searcher.on_progress(self._call, value)

    def cancel(self) -> None:
        self.asked.cancel()
        self.deleteLater()


def _prepare(
    keys: KeyStore, clock: Clock, observations: ObservationStore, log: Log, order: Order
) -> tuple[tuple[Case, ...], Race]:
    """In a thread: the keychain may be slow, and so is the first import of all mistakes. Raises
    BadInput, KeyMissing, KeychainLocked."""
    from nvexplorer.doctor.at_host import at_host
    from nvexplorer.doctor.case import case_of
    from nvexplorer.doctor.mistake import NamedKeys
    from nvexplorer.doctor.search.race import Race
    from nvexplorer.model.errors import ExplorerError

    profile = order.book.joined(order.profile_id)
    own = keys.keys_for(order.book, order.profile_id)
    others = []
    for each in order.others:
        try:
            name = order.book.entry(each).name
            others.append(NamedKeys(name, *keys.keys_for(order.book, each)))
        except ExplorerError:
            continue  # gone or locked meanwhile; it is not the one that the request names
    case = case_of(
        order.reading,
        profile,
        own,
        _different(others, NamedKeys(profile.name, *own)),
        values=order.values,
        now=order.at or clock.now(),
        live=order.live,
        used_ids=order.used_ids or _used(log, {**dict(order.reading.fields), **order.values}),
        observed=observations.load(),
    )
    elsewhere = at_host(case)
    cases = (case,) if elsewhere is None else (case, elsewhere)
    seconds = _SECONDS if elsewhere is None else _SECONDS_OF_TWO
    return cases, Race(tuple(each.ingredients for each in cases), case.mac, seconds=seconds)


def _used(log: Log, fields: Mapping[FieldKind, str]) -> tuple[str, ...]:
    from nvexplorer.doctor.used_ids import used_before
    from nvexplorer.model.errors import StoreError

    try:
        return used_before(log, fields)
    except StoreError:  # told where the log is written; how the MAC was made is not in it
        return ()


def _different(others: list[Any], own: Any) -> list[Any]:
    """Each pair of keys once: companies share a partner and often an API user."""
    seen = {(own.customer.reveal(), own.partner.reveal())}
    kept = []
    for each in others:
        pair = (each.customer.reveal(), each.partner.reveal())
        if pair not in seen:
            seen.add(pair)
            kept.append(each)
    return kept
