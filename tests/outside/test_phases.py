"""Each phase of a sending, and what ends it: a cancel, a limit, a cut, garbage."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from raw_server import RawServer, answer, answering
from sending import request

from nvexplorer.model.errors import (
    Cancelled,
    ConnectionCut,
    NameNotFound,
    NotHttp,
    Refused,
    TimedOut,
    TlsFailed,
)

HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Root>"
BIG = b"x" * 30_000_000


def plain(server: RawServer, **options):
    return request(f"http://127.0.0.1:{server.port}", **options)


def tls(server: RawServer, **options):
    return request(f"https://localhost:{server.port}", **options)


def head_then(data: bytes):
    def script(connection):
        connection.receive_request()
        connection.send(data)
        connection.wait_for_close()

    return script


def silent(connection):
    connection.receive_request()
    connection.wait_for_close()


def silent_tls(connection):
    connection.start_tls()
    silent(connection)


def half_tls(connection):
    connection.start_tls()
    head_then(HALF)(connection)


def trickling(connection):
    connection.receive_request()
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
    while not connection.server.over.wait(0.01):
        try:
            connection.send(b"x" * 1000)
        except OSError:
            connection.wait_for_close()
            return


def deaf(connection):
    """Reads nothing of the request."""
    connection.server.over.wait(20)


# Cancel

CANCELS = [
    ("tls", silent, tls, "tls"),  # takes the client's hello for a request and never answers
    ("wait", silent, plain, "wait"),
    ("wait over TLS", silent_tls, tls, "wait"),
    ("receive", head_then(HALF), plain, "receive"),
    ("receive over TLS", half_tls, tls, "receive"),
    ("receive without length", head_then(b"HTTP/1.0 200 OK\r\n\r\n<Root>"), plain, "receive"),
    ("receive while data come", trickling, plain, "receive"),
]


@pytest.mark.parametrize(
    ("script", "target", "phase"), [c[1:] for c in CANCELS], ids=[c[0] for c in CANCELS]
)
def test_the_server_sees_a_cancel_within_100_ms(make_sender, script, target, phase):
    # The machine may stall for longer at any one moment, so the best of a few tries counts.
    spans = []
    while not spans or (min(spans) >= 0.1 and len(spans) < 5):
        sender = make_sender()
        reached = threading.Event()
        sender.on_progress = lambda p, reached=reached: p.phase == phase and reached.set()
        with RawServer(script) as server:
            running = sender.deliver_in_thread(target(server))
            assert reached.wait(20)
            start = time.perf_counter()
            sender.cancel.cancel()
            assert server.closed.wait(20)
            spans.append(server.closed_at - start)
            delivery = running.result()
        assert isinstance(delivery.error, Cancelled)
        assert delivery.error.phase == phase
        assert delivery.sent is (phase != "tls")
    assert min(spans) < 0.1


def test_what_came_before_a_cancel_is_kept(sender):
    sender.on_progress = lambda p: p.received and sender.cancel.cancel()
    with RawServer(head_then(HALF)) as server:
        delivery = sender.deliver(plain(server))
    assert delivery.answer.body.read(0, 100) == b"<Root>"
    assert delivery.answer.partial


def test_cancel_while_the_name_is_looked_up(make_sender):
    asked, release = threading.Event(), threading.Event()

    def lookup(host, port, **options):
        if options.get("flags"):
            raise OSError
        asked.set()
        release.wait(20)
        return []

    sender = make_sender(lookup=lookup)
    running = sender.deliver_in_thread(request("https://slow.invalid"))
    assert asked.wait(20)
    sender.cancel.cancel()
    delivery = running.result()
    release.set()
    assert isinstance(delivery.error, Cancelled)
    assert delivery.error.phase == "resolve"
    assert not delivery.sent


@pytest.fixture
def full_port():
    """A port whose queue of connections is full, so that the next connect hangs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        fillers = []
        for _ in range(3):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
            fillers.append(filler)
        yield listener.getsockname()[1]
        for filler in fillers:
            filler.close()


def test_cancel_while_connecting(sender, full_port):
    connecting = threading.Event()
    sender.on_progress = lambda p: p.phase == "connect" and connecting.set()
    running = sender.deliver_in_thread(request(f"http://127.0.0.1:{full_port}"))
    assert connecting.wait(20)
    sender.cancel.cancel()
    delivery = running.result()
    assert isinstance(delivery.error, Cancelled)
    assert delivery.error.phase == "connect"
    assert not delivery.sent


def test_cancel_while_sending(sender):
    sending = threading.Event()
    sender.on_progress = lambda p: p.phase == "send" and sending.set()
    with RawServer(deaf) as server:
        running = sender.deliver_in_thread(plain(server, method="POST", body=BIG))
        assert sending.wait(20)
        sender.cancel.cancel()
        delivery = running.result()
    assert isinstance(delivery.error, Cancelled)
    assert delivery.answer is None


def test_a_sending_cancelled_beforehand_reaches_nobody(sender):
    sender.cancel.cancel()
    with RawServer(silent) as server:
        delivery = sender.deliver(plain(server))
    assert isinstance(delivery.error, Cancelled)
    assert not delivery.sent
    assert server.connections == 0


def test_cancel_of_a_second_request_on_the_same_connection(make_sender):
    sender = make_sender()

    def script(connection):
        connection.receive_request()
        connection.send(answer(b"one"))
        silent(connection)

    with RawServer(script) as server:
        assert sender.deliver(plain(server)).error is None
        waiting = threading.Event()
        sender.on_progress = lambda p: p.phase == "wait" and waiting.set()
        running = sender.deliver_in_thread(plain(server))
        assert waiting.wait(20)
        sender.cancel.cancel()
        assert server.closed.wait(20)
        delivery = running.result()
        assert server.connections == 1
    assert isinstance(delivery.error, Cancelled)
    assert delivery.timing.reused


# Limits


def test_limit_while_the_name_is_looked_up(make_sender):
    release = threading.Event()

    def lookup(host, port, **options):
        if options.get("flags"):
            raise OSError
        release.wait(20)
        return []

    delivery = make_sender(lookup=lookup).deliver(request("https://slow.invalid"), connect=0.05)
    release.set()
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "resolve"
    assert "slow.invalid" in delivery.error.what
    assert "0.05 seconds" in delivery.error.what
    assert not delivery.sent


def test_limit_while_connecting(sender, full_port):
    delivery = sender.deliver(request(f"http://127.0.0.1:{full_port}"), connect=0.05)
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "connect"
    assert f"127.0.0.1:{full_port}" in delivery.error.what
    assert not delivery.sent


def test_limit_in_the_handshake(sender):
    with RawServer(silent) as server:
        delivery = sender.deliver(tls(server), connect=0.05)
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "tls"
    assert "TLS handshake within 0.05 seconds" in delivery.error.what
    assert not delivery.sent


def test_limit_while_sending(sender):
    with RawServer(deaf) as server:
        delivery = sender.deliver(plain(server, method="POST", body=BIG), silence=0.05)
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "send"
    assert delivery.sent


@pytest.mark.parametrize(("script", "target"), [(silent, plain), (silent_tls, tls)])
def test_limit_for_the_first_byte(sender, script, target):
    with RawServer(script) as server:
        delivery = sender.deliver(target(server), first_byte=0.05)
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "wait"
    assert "begin to answer within 0.05 seconds" in delivery.error.what
    assert delivery.sent
    assert delivery.answer is None


@pytest.mark.parametrize("start", [HALF, b"HTTP/1.1 200 OK\r\nContent-Le", b"HT"])
def test_limit_on_silence_once_the_answer_has_begun(sender, start):
    with RawServer(head_then(start)) as server:
        delivery = sender.deliver(plain(server), first_byte=60, silence=0.05)
    assert isinstance(delivery.error, TimedOut)
    assert delivery.error.phase == "receive"
    assert delivery.sent
    assert (delivery.answer is not None) is (start is HALF)


def test_an_interim_answer_does_not_shorten_the_wait(sender):
    go_on = threading.Event()

    def script(connection):
        connection.receive_request()
        connection.send(b"HTTP/1.1 102 Processing\r\nX: y\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")
        go_on.wait(20)
        connection.send(answer(b"<Root/>"))
        connection.wait_for_close()

    phases = []

    def on_progress(progress):
        phases.append(progress.phase)
        if phases.count("wait") == 3:  # before each of the three status lines
            threading.Timer(0.3, go_on.set).start()

    sender.on_progress = on_progress
    with RawServer(script) as server:
        delivery = sender.deliver(plain(server), first_byte=60, silence=0.1)
    assert delivery.error is None
    assert delivery.answer.http_status == 200


# Cuts


def test_nobody_listens(sender):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    delivery = sender.deliver(request(f"http://127.0.0.1:{port}"))
    assert isinstance(delivery.error, Refused)
    assert f"127.0.0.1:{port}" in delivery.error.what
    assert not delivery.sent


def test_the_host_has_no_address(sender):
    delivery = sender.deliver(request("https://netvisor.invalid"))
    assert isinstance(delivery.error, NameNotFound)
    assert "netvisor.invalid" in delivery.error.what
    assert not delivery.sent


def test_the_second_address_is_taken_when_the_first_is_dead(make_sender):
    with RawServer(answering(answer(b"<Root/>"))) as server:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            dead = closed.getsockname()[1]

        def lookup(host, port, **options):
            if options.get("flags"):
                raise OSError
            return [(2, 1, 6, "", ("127.0.0.1", p)) for p in (dead, port)]

        delivery = make_sender(lookup=lookup).deliver(request(f"http://localhost:{server.port}"))
    assert delivery.error is None


def test_the_second_address_is_taken_when_the_first_swallows_packets(make_sender, full_port):
    with RawServer(answering(answer(b"<Root/>"))) as server:

        def lookup(host, port, **options):
            if options.get("flags"):
                raise OSError
            return [(2, 1, 6, "", ("127.0.0.1", p)) for p in (full_port, port)]

        delivery = make_sender(lookup=lookup).deliver(request(f"http://localhost:{server.port}"))
    assert delivery.error is None


def close_at_once(connection):
    pass


def close_after_request(connection):
    connection.receive_request()


def reset_after_request(connection):
    connection.receive_request()
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def closing_after(data):
    def script(connection):
        connection.receive_request()
        connection.send(data)

    return script


def tls_closing_after(data):
    def script(connection):
        connection.start_tls()
        closing_after(data)(connection)

    return script


def test_cut_in_the_handshake(sender):
    with RawServer(lambda connection: connection.receive(100)) as server:
        delivery = sender.deliver(tls(server))
    assert isinstance(delivery.error, TlsFailed)
    assert "closed the connection during the TLS handshake" in delivery.error.what
    assert not delivery.sent


@pytest.mark.parametrize("script", [close_at_once, close_after_request, reset_after_request])
def test_cut_before_the_answer(sender, script):
    with RawServer(script) as server:
        delivery = sender.deliver(plain(server))
    assert isinstance(delivery.error, ConnectionCut)
    assert delivery.sent
    assert delivery.answer is None


@pytest.mark.parametrize("script", [closing_after(HALF), tls_closing_after(HALF)])
def test_cut_in_the_answer(sender, script):
    target = plain if script.__qualname__.startswith("closing") else tls
    with RawServer(script) as server:
        delivery = sender.deliver(target(server))
    assert isinstance(delivery.error, ConnectionCut)
    assert delivery.error.phase == "receive"
    assert delivery.answer.partial
    assert delivery.answer.body.read(0, 100) == b"<Root>"


@pytest.mark.parametrize(
    "chunks", [b"5\r\n<Roo", b"5\r\n<Root\r\n", b"5\r\n<Root\r\nzz\r\n", b"5\r\n<Root\r\n-1\r\n"]
)
def test_cut_in_a_chunked_answer(sender, chunks):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with RawServer(closing_after(head + chunks)) as server:
        delivery = sender.deliver(plain(server))
    assert isinstance(delivery.error, ConnectionCut | NotHttp)
    assert delivery.answer.partial
    assert delivery.answer.body.read(0, 9).startswith(b"<Roo")


def test_an_answer_given_before_the_whole_request_was_read_is_read(sender):
    def script(connection):
        connection.receive_head()
        connection.send(answer(b"too large", status="413 Content Too Large"))
        while connection.sock.recv(1 << 20):
            pass

    with RawServer(script) as server:
        delivery = sender.deliver(plain(server, method="POST", body=b"x" * 1_000_000))
        assert delivery.answer.http_status == 413
        sender.transport.close()


# Garbage

GARBAGE = [
    b"220 smtp.example ESMTP\r\n",
    b"\r\n\r\n\r\n",
    b"HTTP/1.1 abc OK\r\n\r\n",
    b"HTTP/1.1 20 OK\r\n\r\n",
    b"HTTP/9.9\r\n\r\n",
    b"\x00" * 100,
    b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    b"HTTP/1.1 " + b"2" * 70_000,
]


@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_instead_of_an_answer(sender, data):
    with RawServer(closing_after(data)) as server:
        delivery = sender.deliver(plain(server))
    assert isinstance(delivery.error, NotHttp)
    assert f"127.0.0.1:{server.port}" in delivery.error.what
    assert delivery.error.next
    assert delivery.sent
    assert delivery.answer is None


def test_a_port_that_speaks_tls_is_told_when_asked_in_plain(sender):
    def script(connection):
        connection.receive_request()
        connection.send(b"\x15\x03\x01\x00\x02\x02\x46")

    with RawServer(script) as server:
        delivery = sender.deliver(plain(server))
    assert isinstance(delivery.error, NotHttp)
    assert "https://" in delivery.error.next


# What is left behind


def test_phases_are_timed_and_sum_to_the_total(sender):
    def script(connection):
        connection.start_tls()
        answering(answer(b"<Root/>"), answer(b"<Root/>"))(connection)

    with RawServer(script) as server:
        first, second = sender.deliver(tls(server)), sender.deliver(tls(server))
    for timing in (first.timing, second.timing):
        spans = [
            timing.resolve,
            timing.connect,
            timing.tls,
            timing.send,
            timing.wait,
            timing.receive,
        ]
        assert sum(s or 0.0 for s in spans) + timing.other == pytest.approx(timing.total)
        assert timing.total > 0
    assert not first.timing.reused
    assert None not in first.timing
    assert second.timing.reused
    assert second.timing[:3] == (None, None, None)
    assert [p.phase for p in sender.progress if not p.received] == [
        "resolve", "connect", "tls", "send", "wait", "receive", "send", "wait", "receive",
    ]  # fmt: skip
    assert server.connections == 1


def test_a_connection_that_the_server_closed_meanwhile_is_not_used_again(sender):
    def script(connection):
        connection.receive_request()
        connection.send(answer(b"<Root/>"))
        connection.server.closed.set()

    with RawServer(script) as server:
        for _ in range(3):
            server.closed.clear()
            delivery = sender.deliver(plain(server))
            assert delivery.error is None
            assert not delivery.timing.reused
            assert server.closed.wait(20)
            server.wait_for_connections_to_end()
    assert server.connections == 3


def test_a_connection_idle_for_long_is_not_used_again(tmp_path, make_sender):
    class Clock:
        offset = 0.0

        def now(self):
            raise AssertionError

        def monotonic(self):
            return time.perf_counter() + self.offset

    clock = Clock()
    sender = make_sender(clock=clock)
    with RawServer(answering(*[answer(b"<Root/>")] * 3)) as server:
        sender.deliver(plain(server))
        assert sender.deliver(plain(server)).timing.reused
        clock.offset = 60.0
        assert not sender.deliver(plain(server)).timing.reused
    assert server.connections == 2


def test_several_threads_send_at_once(sender):
    ready = threading.Barrier(4, timeout=20)

    def script(connection):
        connection.receive_request()
        ready.wait()
        connection.send(answer(b"<Root/>"))
        connection.wait_for_close()

    with RawServer(script) as server:
        running = [sender.deliver_in_thread(plain(server)) for _ in range(4)]
        assert [r.result().error for r in running] == [None] * 4
        sender.transport.close()


def reset_at_once(connection):
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.sock.close()


# Python's ssl leaves the socket to the garbage collector when it finds it reset.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
def test_a_reset_before_the_tls_handshake_leaves_nothing_sent(make_sender):
    """However the reset falls among our steps, the handshake must not be taken for done."""
    with RawServer(reset_at_once) as server:
        for _ in range(40):
            delivery = make_sender().deliver(tls(server))
            assert not delivery.sent
            assert delivery.error.phase in {"connect", "tls"}
