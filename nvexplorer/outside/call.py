"""One sending while it runs: its phase, its times, and the handle that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from nvexplorer.model.errors import Cancelled
from nvexplorer.model.exchange import Timing
from nvexplorer.model.ports import Progress
from nvexplorer.outside.dialling import Deadline
from nvexplorer.outside.stopper import Stopper

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Answer
    from nvexplorer.model.ports import Limits
    from nvexplorer.model.request import SignedRequest
    from nvexplorer.outside.place import Place

# At most this often a growing answer is reported, in seconds.
_REPORT_EVERY = 0.05


class Reusable(Protocol):
    """A connection that may serve again; `idle_since` is on the monotonic clock."""

    idle_since: float


class Call:
    """Lives in the thread that sends; `stopper.stop` alone is called from others.

    `connecting` is the deadline for everything before the first byte of the request: look-up, TCP,
    proxy and TLS together.
    """

    def __init__(
        self,
        request: SignedRequest,
        place: Place,
        limits: Limits,
        cancel: Cancel,
        progress: Callable[[Progress], None],
        monotonic: Callable[[], float],
    ) -> None:
        self.request = request
        self.place = place
        self.limits = limits
        self.cancel = cancel
        self.connecting = Deadline(monotonic, limits.connect)
        self.phase = ""
        self.sent = False
        self.stopper = Stopper()
        self.reused = True  # until a connection is opened
        self.connection: Reusable | None = None
        self._progress = progress
        self._monotonic = monotonic
        self._began = self._phase_began = monotonic()
        self._spans: dict[str, float] = {}
        self._reported, self._reported_at = 0, 0.0  # bytes, and when

    def enter(self, phase: str) -> None:
        """The next phase begins. Raises Cancelled when the user stopped the sending."""
        self.leave()
        self.phase = phase
        self.cancel.check(phase)
        self._progress(Progress(phase))

    def leave(self) -> None:
        """The phase ends; until the next one time counts as `other`."""
        now = self._monotonic()
        if self.phase:
            self._spans[self.phase] = self._spans.get(self.phase, 0.0) + now - self._phase_began
        self._phase_began = now

    def received(
        self, answer: Answer, expected: int | None, share: float | None, *, last: bool = False
    ) -> None:
        """Report the growing answer: its first piece, the `last`, and not every one between."""
        size, now = answer.body.size, self._monotonic()
        due = last or self._reported == 0 or now - self._reported_at >= _REPORT_EVERY
        if due and size != self._reported:
            self._reported, self._reported_at = size, now
            self._progress(Progress("receive", size, expected, answer, share=share))

    def watch(self, sock: socket.socket) -> None:
        """From now on a cancel cuts this connection. Raises Cancelled when it came before."""
        self.stopper.watch(sock)
        self.cancel.check(self.phase)

    def cancelled(self) -> Cancelled:
        return Cancelled(self.phase)

    def timing(self) -> Timing:
        """All phases; the proxy's CONNECT counts as `connect`. They sum to `total`."""
        self.leave()
        total = self._phase_began - self._began
        spans = dict(self._spans)
        if "proxy" in spans:
            spans["connect"] = spans.get("connect", 0.0) + spans.pop("proxy")
        return Timing(
            **spans,
            other=max(0.0, total - sum(spans.values())),
            total=total,
            reused=self.reused and self.sent,
        )
