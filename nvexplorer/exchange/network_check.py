"""The first lines of a connection check: name, TCP, TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nvexplorer.exchange.check_line import CheckLine, State
from nvexplorer.model.errors import BadInput, Cancelled, ExplorerError, describe
from nvexplorer.signing.urls import parse_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.ports import Clock, Limits, Probe, Proxy
    from nvexplorer.model.profile import Profile


class NetworkCheck:
    """The lines from name to TLS; after a red one the rest is skipped."""

    def __init__(
        self,
        profile: Profile,
        limits: Limits,
        proxy: Proxy,
        clock: Clock,
        probe: Probe,
        cancel: Cancel,
    ) -> None:
        self._broken = ""
        self._profile = profile
        self._limit = limits.connect
        self._proxy = proxy
        self._clock = clock
        self._probe = probe
        self._cancel = cancel

    def lines(self) -> Iterator[CheckLine]:
        try:
            origin = parse_origin(self._profile.host)
            via = self._probe.proxy(origin, self._proxy)
        except BadInput as error:
            self._broken = "name"
            yield CheckLine("name", State.BAD, error.what, error.next)
            yield from self._skipped("TCP", "TLS")
            return
        split = urlsplit(origin)
        secure = split.scheme == "https"
        # Behind a proxy this machine need not know the host nor reach it; the proxy does.
        target = urlsplit(f"//{via}") if via else split
        host = target.hostname or ""
        port = target.port or (443 if secure else 80)
        probe, cancel, limit = self._probe, self._cancel, self._limit
        whose = f"The proxy {host}" if via else host

        def resolve() -> str:
            found = probe.resolve(host, port, limit, cancel)
            if found == (host,):
                return f"{whose} is an address itself."
            return f"{whose} is {', '.join(found[:3])}{' and others' if found[3:] else ''}."

        def connect() -> str:
            probe.connect(host, port, limit, cancel)
            return f"{whose} takes connections at port {port}."

        def handshake() -> str:
            return f"{probe.handshake(host, port, limit, cancel)}, the certificate is trusted."

        yield self._step("name", resolve)
        yield self._step("TCP", connect)
        if not secure:
            yield CheckLine("TLS", State.SKIPPED, "Plain http to this machine, without TLS.")
        elif via:
            yield CheckLine(
                "TLS", State.SKIPPED, f"Goes through the proxy {via}; the request below shows it."
            )
        else:
            yield self._step("TLS", handshake)

    def _step(self, step: str, work: Callable[[], str]) -> CheckLine:
        if self._broken:
            return CheckLine(
                step, State.SKIPPED, f"Not tried, because {self._broken} is red above."
            )
        self._cancel.check()
        began = self._clock.monotonic()
        try:
            what = work()
        except Cancelled:
            raise
        except ExplorerError as error:
            self._broken = step
            what, then = describe(error)
            return CheckLine(step, State.BAD, what, then, self._clock.monotonic() - began)
        return CheckLine(step, State.OK, what, "", self._clock.monotonic() - began)

    def _skipped(self, *steps: str) -> Iterator[CheckLine]:
        for step in steps:
            yield CheckLine(step, State.SKIPPED, f"Not tried, because {self._broken} is red above.")
