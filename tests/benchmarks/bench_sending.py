"""Sending on loopback: turn, stamps, MAC, log hook and reading the ResponseStatus included, against
a bare prepared `requests.Session.send` of the same request without any of that.

Target: at most 2 ms more per request. Run: `python tests/benchmarks/bench_sending.py`; pairs are
interleaved, medians in milliseconds. The server is a process of its own.
"""

from __future__ import annotations

import gzip
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from baseline_bare_request import BareSession

from nvexplorer.exchange.send import send
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.ports import Limits, Proxy
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.outside.clock import SystemClock
from nvexplorer.outside.ids import RandomIds
from nvexplorer.outside.transport import RequestsTransport
from nvexplorer.outside.turnstile import FileTurnstile

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
ROW = b"<Customer><Netvisorkey>1</Netvisorkey><Name>Firma Oy</Name></Customer>\r\n"
TAIL = b"</Customerlist></Root>"


def body(size: int) -> bytes:
    return HEAD + ROW * ((size - len(HEAD) - len(TAIL)) // len(ROW)) + TAIL


def serve(size: int, packed: bool) -> None:
    """One connection at a time in a thread each, answering every request alike."""
    import threading

    content = body(size)
    extra = b""
    if packed:
        content, extra = gzip.compress(content), b"Content-Encoding: gzip\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n" % (len(content), extra) + content

    def talk(sock: socket.socket) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        data = b""
        while piece := sock.recv(65536):
            data += piece
            if data.endswith(b"\r\n\r\n"):
                sock.sendall(answer)
                data = b""

    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=talk, args=[sock], daemon=True).start()


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object], pairs: int) -> None:
    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(pairs + 3):
        for side, call in (("ours", ours), ("bare", bare)):
            began = time.perf_counter()
            call()
            if number >= 3:
                spent[side].append((time.perf_counter() - began) * 1000)
    ours_ms, bare_ms = (statistics.median(spent[side]) for side in ("ours", "bare"))
    print(
        f"{name:<22} ours {ours_ms:9.3f} ms   bare {bare_ms:9.3f} ms   {ours_ms - bare_ms:+8.3f} ms"
    )


def run(name: str, size: int, packed: bool, pairs: int) -> None:
    command = [sys.executable, __file__, "serve", str(size), str(int(packed))]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with tempfile.TemporaryDirectory() as folder:
        host = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        transport = RequestsTransport(Path(folder), SystemClock())
        turnstile = FileTurnstile(Path(folder))
        clock, ids = SystemClock(), RandomIds()
        profile = Profile(
            "p", Partner("p", "Sender", "ABC_1"), ApiUser("u", "AA_1_2"),
            Company("c", "0123456-2"), Environment.TEST, host,
        )  # fmt: skip
        keys = Keys(Secret("C" * 32), Secret("P" * 32))
        draft = RequestDraft("customerlist.nv", parameters=(Parameter("keyword", "ä, b"),))

        def ours() -> object:
            exchange = send(
                draft, profile, keys, may_change=False, limits=Limits(), proxy=Proxy(),
                clock=clock, ids=ids, transport=transport, turnstile=turnstile, cancel=Cancel(),
                progress=lambda _: None,
            )  # fmt: skip
            assert exchange.outcome == Outcome.OK, exchange.problem
            return exchange

        signed = ours().request
        headers = {k: v.decode("latin-1") for k, v in signed.headers if k != "Host"}
        bare = BareSession(signed.url, headers)
        compare(name, ours, bare.send if size < 1 << 22 else bare.download, pairs)
        bare.close()
        transport.close()
    server.kill()
    server.communicate()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]), sys.argv[3] == "1")
    run("1.5 KB", 1500, False, 300)
    run("1.5 KB gzip", 1500, True, 300)
    run("1 MB", 1 << 20, False, 60)
    run("100 MB", 100 << 20, False, 5)
    run("100 MB gzip", 100 << 20, True, 5)
