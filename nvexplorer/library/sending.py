"""Sending a request and keeping it in the log, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.placeholders import facts_for, resolve
from nvexplorer.exchange.send import send
from nvexplorer.library.log import LogEnd, LogStart, parameters_text
from nvexplorer.model.errors import Cancelled, ReadOnly, StoreError, describe
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.ports import Limits
from nvexplorer.model.secret import MASK
from nvexplorer.signing.sign import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.send import Signer
    from nvexplorer.library.log import Log
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Clock, Ids, Progress, Proxy, Transport, Turnstile
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft, SignedRequest


def _ignore(_: object) -> None:
    return None


class Sender(NamedTuple):
    """Sends, and keeps everything sent in the log."""

    clock: Clock
    ids: Ids
    transport: Transport
    turnstile: Turnstile
    log: Log

    def send(
        self,
        draft: RequestDraft,
        profile: Profile,
        keys: Keys,
        *,
        may_change: bool,
        proxy: Proxy,
        cancel: Cancel,
        last_key: str = "",
        progress: Callable[[Progress], None] = _ignore,
        on_log_problem: Callable[[StoreError], None] = _ignore,
        signer: Signer = sign,
    ) -> Exchange:
        """As `exchange.send.send`, with placeholders resolved and a row in the log from before the
        first byte on.

        The draft is as typed; `last_key` is what `{{last.key}}` stands for, empty for none. Raises
        BadInput for a placeholder that cannot be resolved. What was put in is what is logged.

        The profile says how long the first byte is waited for. A write that cannot be logged is
        not sent: raises ReadOnly or StoreError. A read is sent anyway, and `on_log_problem` is
        told; so it is when the end of a request cannot be logged. Parameters and Netvisor's texts
        are logged, keys are not, even where they hold one.
        """
        draft = resolve(draft, facts_for(profile, self.clock, self.ids, last_key)).draft
        entry = _Entry(self.log, draft, profile, keys, may_change, self.clock, on_log_problem)
        try:
            exchange = send(
                draft,
                profile,
                keys,
                may_change=may_change,
                limits=Limits(first_byte=float(profile.timeout)),
                proxy=proxy,
                clock=self.clock,
                ids=self.ids,
                transport=self.transport,
                turnstile=self.turnstile,
                cancel=cancel,
                progress=progress,
                on_signed=entry.begin,
                signer=signer,
            )
        except BaseException as error:
            entry.broke(error)
            raise
        entry.ended(exchange)
        return exchange


class _Entry:
    """The row of one sending."""

    def __init__(
        self,
        log: Log,
        draft: RequestDraft,
        profile: Profile,
        keys: Keys,
        may_change: bool,
        clock: Clock,
        on_problem: Callable[[StoreError], None],
    ) -> None:
        self._log = log
        self._draft = draft
        self._profile = profile
        self._keys = keys
        self._may_change = may_change
        self._clock = clock
        self._on_problem = on_problem
        self._began = 0.0
        self._row: int | None = None

    def begin(self, request: SignedRequest) -> None:
        self._began = self._clock.monotonic()
        profile = self._profile
        start = LogStart(
            self._clock.now(),
            profile.name,
            profile.company.name,
            profile.company.organisation_id,
            profile.environment,
            request.origin,
            self._without_keys(self._draft.resource),
            request.method,
            request.stamp.transaction_id,
            self._may_change,
            self._without_keys(parameters_text(self._draft.parameters)),
        )
        try:
            self._row = self._log.begin(start)
        except StoreError as error:
            if self._may_change:
                raise ReadOnly(
                    f"Nothing was sent, because it could not be logged: {error.what}",
                    f"{error.next} Then send it again.",
                ) from error
            told = f"The request is sent, it is only not logged: {error.what}"
            self._on_problem(StoreError(told, error.next))

    def ended(self, exchange: Exchange) -> None:
        status, answer = exchange.status, exchange.answer
        end = LogEnd(
            exchange.outcome,
            answer.http_status if answer else None,
            status.code if status else "",
            self._without_keys(status.text) if status else "",
            exchange.inserted_keys,
            exchange.timing.total,
            self._without_keys(str(exchange.problem)) if exchange.problem else "",
        )
        self._finish(end)

    def broke(self, error: BaseException) -> None:
        if self._may_change:
            outcome = Outcome.UNKNOWN
        elif isinstance(error, Cancelled):
            outcome = Outcome.CANCELLED
        else:
            outcome = Outcome.NO_ANSWER
        duration = self._clock.monotonic() - self._began
        problem = self._without_keys(str(describe(error)))
        self._finish(LogEnd(outcome, duration=duration, problem=problem))

    def _finish(self, end: LogEnd) -> None:
        if self._row is None:
            return
        try:
            self._log.finish(self._row, end)
        except StoreError as error:
            keys = ", ".join(end.inserted_keys)
            note = f" Note the inserted Netvisor key now: {keys}." if keys else ""
            self._on_problem(
                StoreError(f"The answer could not be logged: {error.what}{note}", error.next)
            )

    def _without_keys(self, text: str) -> str:
        for key in self._keys:
            if key:
                text = text.replace(key.reveal(), MASK)
        return text
