"""One delivery from the first look-up to the last byte of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from nvexplorer.model.errors import BadInput, ExplorerError, NotHttp
from nvexplorer.model.exchange import Answer
from nvexplorer.model.ports import Delivery
from nvexplorer.outside import failures, proxies
from nvexplorer.outside.body_spool import Spool
from nvexplorer.outside.call import Call
from nvexplorer.outside.inflate import inflate
from nvexplorer.outside.place import Place
from nvexplorer.signing.urls import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from urllib3.response import BaseHTTPResponse

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.ports import Limits, Progress, Proxy
    from nvexplorer.model.request import SignedRequest
    from nvexplorer.outside.connection import Courier

# What is read at once at most; an answer comes in pieces as the network has them.
_PIECE = 1 << 20


class Storage(NamedTuple):
    """Where answers go and how far they may grow; see `RequestsTransport`."""

    folder: Path
    memory_limit: int
    bomb_ratio: int
    bomb_floor: int


class Deliverer:
    """What `RequestsTransport` does once everything heavy is imported."""

    def __init__(self, courier: Courier, storage: Storage) -> None:
        self._courier = courier
        self._storage = storage

    def deliver(
        self,
        request: SignedRequest,
        *,
        limits: Limits,
        proxy: Proxy,
        cancel: Cancel,
        progress: Callable[[Progress], None],
    ) -> Delivery:
        split = urlsplit(request.origin)
        place = Place(split.hostname or "", split.port or (443 if split.scheme == "https" else 80))
        call = Call(request, place, limits, cancel, progress, self._courier.monotonic)
        answer: Answer | None = None
        error: ExplorerError | None = None
        cancel.on_cancel(call.stopper.stop)
        try:
            _refuse_unsendable(request)
            proxy_url = proxies.choose(proxy, request.origin)
            call.place = place._replace(proxy=proxies.shown(proxy_url))
            raw = self._courier.send(call, proxy_url)
            answer, error = self._read(call, raw)
        except Exception as failure:  # whatever a library raises ends as a sentence
            error = _explained(call, failure)
        finally:
            cancel.on_cancel(None)
            call.stopper.forget()
        if call.connection is not None:
            call.connection.idle_since = self._courier.monotonic()
        return Delivery(answer, error, call.sent, call.timing())

    def close(self) -> None:
        self._courier.close()

    def _read(self, call: Call, raw: BaseHTTPResponse) -> tuple[Answer, ExplorerError | None]:
        """The answer with as much of its body as came, and what cut it short."""
        headers = tuple((k, _unfolded(v)) for k, v in raw._original_response.msg.items())  # type: ignore[attr-defined]
        came: bytes = raw._original_response.head  # type: ignore[attr-defined]
        spool = Spool(self._storage.folder, self._storage.memory_limit)
        head = Answer(raw.status, raw.reason or "", headers, spool.body, head=came)
        error: ExplorerError | None = None
        packed = _Packed()
        try:
            coding = (head.header("Content-Encoding") or "identity").strip().lower()
            wire = _wire_pieces(call, raw)
            pieces = wire
            if coding in {"gzip", "x-gzip"}:
                pieces = inflate(
                    packed.count(wire),
                    ratio=self._storage.bomb_ratio,
                    floor=self._storage.bomb_floor,
                )
            length, plain = raw.length_remaining, pieces is wire
            expected = length if plain else None
            for piece in pieces:
                spool.write(piece)
                arrived = spool.body.size if plain else packed.size or 0
                share = min(1.0, arrived / length) if length else None
                call.received(head, expected, share)
            call.received(head, expected, 1.0 if length else None, last=True)
            if coding not in {"gzip", "x-gzip", "identity"}:
                raise NotHttp(
                    f"The answer is compressed with {coding}, which was not asked for.",
                    "Look for a proxy that changes answers.",
                    "receive",
                )
        except Exception as failure:
            error = _explained(call, failure)
            raw.close()
        except BaseException:
            raw.close()
            raise
        else:
            raw.release_conn()
        return (
            head._replace(partial=error is not None, packed_size=packed.size),
            error,
        )


class _Packed:
    """Counts the bytes of a body before they are unpacked; `size` is None until there are any."""

    size: int | None = None

    def count(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.size = (self.size or 0) + len(piece)
            yield piece


def _wire_pieces(call: Call, raw: BaseHTTPResponse) -> Iterator[bytes]:
    ends_with_connection = raw.length_remaining is None and not raw.chunked
    while piece := raw.read1(_PIECE, decode_content=False):
        yield piece
    if ends_with_connection:
        # Stopping it looks like its end.
        call.cancel.check("receive")


def _explained(call: Call, failure: Exception) -> ExplorerError:
    """Without its traceback, which would keep the connection and pieces of the answer alive as long
    as somebody remembers the error."""
    if call.cancel.cancelled:
        return call.cancelled()
    error = failures.explain(failure, call.phase, call.place, call.limits)
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def _unfolded(value: str) -> str:
    """A header value in one line; continuation lines are an old form (RFC 9112, 5.2)."""
    return " ".join(line.strip(" \t\r") for line in value.split("\n"))


def _refuse_unsendable(request: SignedRequest) -> None:
    """What signing never makes; checked here once more, since here it would leave the machine."""
    target = request.wire_target
    if not target.startswith("/") or any(not "!" <= c <= "~" for c in target):
        raise BadInput(
            "The request target holds characters that HTTP does not allow.",
            "Check the resource and its parameters.",
            "resource",
        )
    if len({name.lower() for name, _ in request.headers}) != len(request.headers):
        raise BadInput("The request has the same header twice.", "Check the profile.", "headers")
    split = urlsplit(request.origin)
    if split.scheme != "https" and not is_loopback(split.hostname or ""):
        raise BadInput(
            f"The host {split.hostname} would be called without encryption.",
            "Write https:// in front of it; plain http is for this machine only.",
            "host",
        )
