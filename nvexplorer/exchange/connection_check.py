"""Checks a profile step by step, from the host's name to the right to read a resource."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from nvexplorer.catalogue.definition import Effect
from nvexplorer.exchange.clock_skew import clock_skew
from nvexplorer.model.errors import BadInput, Cancelled, ExplorerError
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import organisation_id_problem
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.signing.cautions import cautions
from nvexplorer.signing.sign import make_stamp, sign
from nvexplorer.signing.urls import parse_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange, ResponseStatus
    from nvexplorer.model.ports import Clock, Ids, Limits, Probe, Proxy
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import SignedRequest

# Nobody knows which skew Netvisor allows; a minute is what a working clock never reaches.
_SKEW_WARNED = 60.0


class State(StrEnum):
    OK = "ok"
    BAD = "bad"
    WARNING = "warning"
    UNKNOWN = "unknown"  # the question stays open, e.g. an answer without a Date header
    SKIPPED = "skipped"


class CheckLine(NamedTuple):
    """One step: `what` was found and, unless all is well, what to do `next`. `seconds` it took."""

    step: str
    state: State
    what: str
    next: str = ""
    seconds: float | None = None


STEPS = ("headers", "name", "connection", "TLS", "answer", "clock", "MAC", "resource")


def smallest_read(catalogue: Catalogue, resource: str | None = None) -> RequestDraft:
    """A reading request that brings next to nothing; the customer list when none is named.

    Netvisor's own road for partners proves the MAC with it. Raises BadInput for a resource that is
    not known, that changes data, or of which no harmless query is known.
    """
    name = resource or "customerlist.nv"
    definition = catalogue.definition(name)
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


class _Red(Exception):
    """The steps behind this one cannot be judged."""

    def __init__(self, line: CheckLine) -> None:
        super().__init__(line.what)
        self.line = line


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
    ids: Ids,
    cancel: Cancel,
) -> Iterator[CheckLine]:
    """Gives a line for each of `STEPS`, in order and as soon as it is known.

    `keys` is called once and may raise KeyError_; `smallest` is a reading request, the less it
    reads the better; `read` sends it (and keeps it in the log). The company's name is not among
    the steps, since no reading of this size tells it. After a red line the rest is skipped. Raises
    Cancelled.
    """
    check = _Check(profile, keys, smallest, read, probe, proxy, limits, clock, ids, cancel)
    for number, step in enumerate(STEPS):
        cancel.check(step)
        began = clock.monotonic()
        try:
            line = check.run(step)
        except _Red as red:
            yield red.line._replace(seconds=clock.monotonic() - began)
            for later in STEPS[number + 1 :]:
                yield CheckLine(later, State.SKIPPED, "Not judged, because of what is red above.")
            return
        yield line._replace(seconds=clock.monotonic() - began)


class _Check:
    def __init__(
        self,
        profile: Profile,
        keys: Callable[[], Keys],
        smallest: RequestDraft,
        read: Callable[[RequestDraft, Keys], Exchange],
        probe: Probe,
        proxy: Proxy,
        limits: Limits,
        clock: Clock,
        ids: Ids,
        cancel: Cancel,
    ) -> None:
        self._profile = profile
        self._look_up_keys = keys
        self._smallest = smallest
        self._read = read
        self._probe = probe
        self._proxy_setting = proxy
        self._within = (limits.connect, cancel)
        self._clock = clock
        self._ids = ids
        self._steps = {
            "headers": self._headers,
            "name": self._name,
            "connection": self._connection,
            "TLS": self._tls,
            "answer": self._answer,
            "clock": self._skew,
            "MAC": self._mac,
            "resource": self._resource,
        }

    def run(self, step: str) -> CheckLine:
        try:
            return self._steps[step]()
        except Cancelled:
            raise
        except ExplorerError as error:
            raise _Red(CheckLine(step, State.BAD, error.what, error.next)) from error

    def _headers(self) -> CheckLine:
        """Signs once for real: whatever cannot be a header or be hashed is found here."""
        self._origin = parse_origin(self._profile.host)
        split = urlsplit(self._origin)
        self._host = split.hostname or ""
        self._port = split.port or (443 if split.scheme == "https" else 80)
        self._secure = split.scheme == "https"
        self._proxied = self._probe.proxy(self._origin, self._proxy_setting)
        self._keys = self._look_up_keys()
        signed = sign(
            self._smallest,
            self._profile,
            self._keys,
            make_stamp(self._clock.now(), self._ids.new()),
        )
        doubts = self._doubts(signed)
        if doubts:
            return CheckLine("headers", State.WARNING, doubts[0], " ".join(doubts[1:]))
        count = sum(name.startswith("X-Netvisor-") for name, _ in signed.headers)
        return CheckLine("headers", State.OK, f"All {count} Netvisor headers are well-formed.")

    def _doubts(self, signed: SignedRequest) -> list[str]:
        problem = organisation_id_problem(self._profile.company.organisation_id)
        return [*([problem] if problem else []), *cautions(signed.mac_input)]

    def _name(self) -> CheckLine:
        if self._proxied:
            return CheckLine("name", State.SKIPPED, f"The proxy {self._proxied} looks it up.")
        addresses = self._probe.resolve(self._host, self._port, *self._within)
        return CheckLine("name", State.OK, f"{self._host} is {', '.join(addresses[:3])}.")

    def _connection(self) -> CheckLine:
        if self._proxied:
            host, _, port = self._proxied.rpartition(":")
            self._probe.connect(host.strip("[]"), int(port), *self._within)
            return CheckLine("connection", State.OK, f"The proxy {self._proxied} answers.")
        self._probe.connect(self._host, self._port, *self._within)
        return CheckLine("connection", State.OK, f"Port {self._port} is open.")

    def _tls(self) -> CheckLine:
        if not self._secure:
            return CheckLine("TLS", State.SKIPPED, "Plain http to this machine needs none.")
        if self._proxied:
            return CheckLine("TLS", State.SKIPPED, "Checked with the answer, through the proxy.")
        version = self._probe.handshake(self._host, self._port, *self._within)
        return CheckLine("TLS", State.OK, f"The certificate is trusted; {version}.")

    def _answer(self) -> CheckLine:
        self._exchange = self._read(self._smallest, self._keys)
        exchange = self._exchange
        if exchange.status is None or exchange.answer is None:
            if exchange.problem is not None:
                raise exchange.problem
            raise BadInput(
                "The host answers, but not as Netvisor does.", "Check the host of the profile."
            )
        http_status = exchange.answer.http_status
        return CheckLine("answer", State.OK, f"Netvisor answers, HTTP {http_status}.")

    def _skew(self) -> CheckLine:
        skew = clock_skew(self._exchange)
        if skew is None:
            return CheckLine(
                "clock", State.UNKNOWN, "The answer has no readable Date header to compare with."
            )
        ahead = "ahead of" if skew > 0 else "behind"
        if abs(skew) > _SKEW_WARNED:
            return CheckLine(
                "clock",
                State.WARNING,
                f"This machine's clock is {abs(skew):.0f} s {ahead} the server's.",
                "Set it right: under HMACSHA256 Netvisor checks the time; how much it allows is "
                "not known.",
            )
        agrees = f"This machine's clock agrees with the server's to {abs(skew):.0f} s."
        return CheckLine("clock", State.OK, agrees)

    def _mac(self) -> CheckLine:
        status = self._status()
        if status.ok:
            return CheckLine("MAC", State.OK, "The MAC is accepted.")
        if status.code == "AUTHENTICATION_FAILED":
            raise _Red(
                CheckLine(
                    "MAC",
                    State.BAD,
                    f"Refused: {status.text}",
                    "Check identifiers, keys and organisation ID; test and production have keys "
                    "of their own.",
                )
            )
        if status.code == "REQUEST_NOT_UNIQUE":
            return CheckLine(
                "MAC", State.UNKNOWN, "Refused as sent before.", "Check the connection again."
            )
        if status.code in {"SERVICE_ACCESS_ERROR", "INVALID_DATA"}:
            accepted = "The MAC is accepted: Netvisor went on to the rights."
            return CheckLine("MAC", State.OK, accepted)
        return CheckLine(
            "MAC", State.UNKNOWN, f"{status.code}: {status.text}", "Try again in some minutes."
        )

    def _resource(self) -> CheckLine:
        status, name = self._status(), self._smallest.resource
        if self._exchange.outcome == Outcome.OK:
            return CheckLine("resource", State.OK, f"{name} may be read.")
        if status.code == "SERVICE_ACCESS_ERROR":
            return CheckLine(
                "resource",
                State.BAD,
                f"{name} is not allowed: {status.text}",
                "A user administrator allows it under Company menu > API resource access rights.",
            )
        if status.code == "INVALID_DATA":
            return CheckLine(
                "resource", State.OK, f"{name} is most likely allowed: {status.code}, {status.text}"
            )
        return CheckLine(
            "resource", State.UNKNOWN, f"{status.code}: {status.text}", "Try again in some minutes."
        )

    def _status(self) -> ResponseStatus:
        status = self._exchange.status
        assert status is not None  # a line above is red otherwise
        return status
