"""Checks a profile step by step, from the host's name to the right to read a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.definition import Effect
from nvexplorer.exchange.check_line import CheckLine, State
from nvexplorer.exchange.network_check import NetworkCheck
from nvexplorer.exchange.profile_check import check_profile, check_signing
from nvexplorer.exchange.verdict import judge
from nvexplorer.model.errors import BadInput, Cancelled, ExplorerError
from nvexplorer.model.request import Parameter, RequestDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Clock, Limits, Probe, Proxy
    from nvexplorer.model.profile import Keys, Profile

__all__ = ["STEPS", "CheckLine", "State", "check_connection", "smallest_read"]

_NETWORK = ("name", "TCP", "TLS")
_PROFILE = ("sender", "customer ID", "partner ID", "organisation ID", "language", "algorithm")
_NETVISOR = ("answer", "clock", "MAC", "resource")
STEPS = (*_NETWORK, *_PROFILE, "signing", *_NETVISOR)


def smallest_read(catalogue: Catalogue, resource: str | None = None) -> RequestDraft:
    """A reading request that brings next to nothing; the customer list when none is named.

    Raises BadInput for a resource that is not known, that changes data, or of which no harmless
    query is known.
    """
    definition = catalogue.definition(resource or "customerlist.nv")
    if definition.effect != Effect.READ:
        raise BadInput(
            f"{definition.resource} changes data.", "Name a reading resource.", "resource"
        )
    if definition.probe is None:
        raise BadInput(
            f"No harmless query is known for {definition.resource}: it needs a real key.",
            "Name another reading resource, such as customerlist.nv.",
            "resource",
        )
    parameters = tuple(Parameter(name, str(value)) for name, value in definition.probe.items())
    return RequestDraft(definition.resource, definition.method, parameters)


def check_connection(
    profile: Profile,
    keys: Callable[[], Keys],
    smallest: RequestDraft,
    *,
    read: Callable[[RequestDraft, Keys], Exchange],
    probe: Probe,
    proxy: Proxy,
    limits: Limits,
    clock: Clock,
    cancel: Cancel,
) -> Iterator[CheckLine]:
    """Gives a line for each of `STEPS`, in order and as soon as it is known, and one more when the
    answer names the company.

    `keys` is called once and may raise KeyError_; `smallest` is a reading request, the less it
    reads the better; `read` sends it (and keeps it in the log). It is sent once, and not at all
    after a red line. Raises Cancelled.
    """
    red = ""
    for line in NetworkCheck(profile, limits, proxy, clock, probe, cancel).lines():
        red = red or (line.step if line.state == State.BAD else "")
        yield line
    for line in check_profile(profile):
        red = red or (line.step if line.state == State.BAD else "")
        yield line
    if red:
        yield from _skipped(("signing", *_NETVISOR), red)
        return
    cancel.check()
    try:
        known = keys()
        line = check_signing(profile, known, smallest)
    except Cancelled:
        raise
    except ExplorerError as error:
        yield CheckLine("signing", State.BAD, error.what, error.next)
        yield from _skipped(_NETVISOR, "signing")
        return
    yield line
    began = clock.monotonic()
    try:
        exchange = read(smallest, known)
    except Cancelled:
        raise
    except ExplorerError as error:
        spent = clock.monotonic() - began
        yield CheckLine("answer", State.BAD, error.what, error.next, spent)
        yield from _skipped(_NETVISOR[1:], "answer")
        return
    if isinstance(exchange.problem, Cancelled):
        raise exchange.problem
    yield from judge(exchange, smallest.resource)


def _skipped(steps: Sequence[str], red: str) -> Iterator[CheckLine]:
    for step in steps:
        yield CheckLine(step, State.SKIPPED, f"Not tried, because {red} is red above.")
