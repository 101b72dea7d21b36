"""Sends a request once and tells how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.answers import read_answer
from nvexplorer.exchange.arriving import Watch
from nvexplorer.exchange.outcome import decide
from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Exchange, Outcome
from nvexplorer.model.ports import Progress
from nvexplorer.signing.sign import make_stamp, sign
from nvexplorer.signing.urls import parse_origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.answers import Reading
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Answer
    from nvexplorer.model.ports import Clock, Ids, Limits, Proxy, Transport, Turnstile
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft, SignedRequest, Stamp

    #: Signs as `signing.sign.sign` does, or a little otherwise on purpose.
    Signer = Callable[[RequestDraft, Profile, Keys, Stamp], SignedRequest]


def send(
    draft: RequestDraft,
    profile: Profile,
    keys: Keys,
    *,
    may_change: bool,
    limits: Limits,
    proxy: Proxy,
    clock: Clock,
    ids: Ids,
    transport: Transport,
    turnstile: Turnstile,
    cancel: Cancel,
    progress: Callable[[Progress], None],
    on_signed: Callable[[SignedRequest], None] = lambda _: None,
    signer: Signer = sign,
) -> Exchange:
    """Waits for its turn, signs, sends once, reads the answer's ResponseStatus.

    `may_change` is true for a write or delete. The stamps are made when the turn has come, so that
    they are fresh; `signer` makes the request with them. `on_signed` is called with it before its
    first byte goes out, and nothing is sent when it raises.

    Raises BadInput for what cannot be signed and Cancelled("queue") when cancelled before its
    turn: nothing was sent then. Whatever happens later is in the Exchange. For the outcome UNKNOWN
    `problem.next` is empty: what to do depends on where it is shown.
    """
    # What cannot be signed is told at once, not after waiting.
    trial = _signed(signer, draft, profile, keys, make_stamp(clock.now(), "trial"))
    progress(Progress("queue"))
    # Before the stamps are made, not between them and the first byte.
    transport.prepare()
    with turnstile.turn(trial.origin, profile.company.organisation_id, cancel) as warning:
        cancel.check("queue")
        started = clock.now()
        request = _signed(signer, draft, profile, keys, make_stamp(started, ids.new()))
        on_signed(request)
        watch = Watch()
        delivery = transport.deliver(
            request,
            limits=limits,
            proxy=proxy,
            cancel=cancel,
            progress=lambda each: progress(_watched(each, watch)),
        )
    answer = delivery.answer
    reading = _read(answer, watch, keys=may_change)
    if answer is not None and reading is not None and reading.status and not reading.closed:
        answer = answer._replace(partial=True)  # a connection that ends tells no cut from an end
    outcome = decide(delivery, reading, may_change=may_change)
    problem = delivery.error or (reading.problem if reading else None) or warning
    if problem is not None and outcome == Outcome.UNKNOWN:
        problem.next = ""  # "try again" would be the wrong advice
    return Exchange(
        profile=profile,
        request=request,
        may_change=may_change,
        started=started,
        outcome=outcome,
        answer=answer,
        status=reading.status if reading else None,
        inserted_keys=reading.inserted_keys if reading else (),
        timing=delivery.timing,
        problem=problem,
    )


def _watched(progress: Progress, watch: Watch) -> Progress:
    if progress.answer is None:
        return progress
    watch.look(progress.answer.body)
    return progress._replace(status=watch.status)


def _read(answer: Answer | None, watch: Watch, *, keys: bool) -> Reading | None:
    if answer is None:
        return None
    watch.look(answer.body)
    return read_answer(answer.body, keys=keys, named=watch.named)


def _signed(
    signer: Signer, draft: RequestDraft, profile: Profile, keys: Keys, stamp: Stamp
) -> SignedRequest:
    request = signer(draft, profile, keys, stamp)
    if request.origin != parse_origin(profile.host):
        # Signing takes the host from the profile alone; keys must not leave for another one even
        # should that change.
        raise BadInput(
            f"The request would go to {request.origin}, which is not the profile's host.",
            "Check the resource; it must be a name such as customerlist.nv.",
            "resource",
        )
    return request
