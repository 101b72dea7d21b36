"""One probe with what the window works with, away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.connection_check import smallest_read
from nvexplorer.exchange.mac_probe import Result, observation, probe
from nvexplorer.exchange.probe_findings import Remembered, remembered
from nvexplorer.model.errors import Cancelled, Message, StoreError, describe
from nvexplorer.model.secret import MASK, revealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.send import Signer
    from nvexplorer.library.observations import ObservationStore
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.observation import Observation
    from nvexplorer.model.ports import Proxy
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.services import Services


class Before(NamedTuple):
    """What was seen before, what could not be read of it, and the request that would be sent."""

    found: Remembered
    warnings: tuple[str, ...]
    read: RequestDraft


class Probed(NamedTuple):
    """How far a probe is. `unrecorded` could not be kept until now, for the reason in `trouble`;
    `unlogged` says what the log would not take."""

    results: tuple[Result, ...] = ()
    stopped: bool = False
    unrecorded: tuple[Observation, ...] = ()
    trouble: Message | None = None
    unlogged: Message | None = None


def look(services: Services, profile: Profile) -> Before:
    """In a thread. Raises BadInput when the catalogue has no harmless reading."""
    observations, warnings = services.observations.load()
    return Before(remembered(observations, profile), warnings, smallest_read(services.catalogue))


def run(
    services: Services,
    profile_id: str,
    cancel: Cancel,
    proxy: Proxy,
    *,
    progress: Callable[[Probed], None],
) -> Probed:
    """In a thread. Every result is recorded at once, so that stopping loses none.

    Raises BadInput for a profile that may not be probed and when the catalogue has no harmless
    reading, and KeyError_ without keys.
    """
    book = services.profiles.book
    profile = book.joined(profile_id)
    keys = services.keys.keys_for(book, profile_id)
    sender = services.sender
    so_far = Probed()

    def on_log_problem(problem: StoreError) -> None:
        nonlocal so_far
        so_far = so_far._replace(unlogged=describe(problem))

    def ask(draft: RequestDraft, profile: Profile, signer: Signer) -> Exchange:
        cancel.check()
        return sender.send(
            draft,
            profile,
            keys,
            may_change=False,
            proxy=proxy,
            cancel=cancel,
            on_log_problem=on_log_problem,
            signer=signer,
        )

    try:
        for result in probe(profile, smallest_read(services.catalogue), ask):
            shown = result._replace(told=_without(keys, result.told))
            so_far = so_far._replace(results=(*so_far.results, shown))
            seen = observation(result, profile, services.clock.now())
            unrecorded = (*so_far.unrecorded, *([seen] if seen else ()))
            so_far = record(services.observations, so_far._replace(unrecorded=unrecorded))
            progress(so_far)
    except Cancelled:
        return so_far._replace(stopped=True)
    return so_far


def _without(keys: Keys, told: str) -> str:
    """An answer may hold whatever was sent."""
    for key in keys:
        told = told.replace(revealed(key), MASK)
    return told


def record(store: ObservationStore, probed: Probed) -> Probed:
    """Keep what is not recorded yet; `trouble` says why it could not be."""
    if not probed.unrecorded:
        return probed
    try:
        store.add(probed.unrecorded)
    except StoreError as error:
        return probed._replace(trouble=describe(error))
    return probed._replace(unrecorded=(), trouble=None)
