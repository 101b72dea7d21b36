"""Sending as a whole: over the real transport to raw servers, and its order of steps."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime

import pytest
from raw_server import RawServer, answer, answering

from nvexplorer.exchange.send import send
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import BadInput, Cancelled, ReadOnly
from nvexplorer.model.exchange import Answer, BytesBody, Outcome, Timing
from nvexplorer.model.ports import Delivery, Limits, Proxy, ProxyKind
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.outside.clock import SystemClock
from nvexplorer.outside.ids import RandomIds
from nvexplorer.outside.transport import RequestsTransport
from nvexplorer.outside.turnstile import FileTurnstile

OK = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>"
BOOKED = OK.replace(
    b"</Root>",
    b"<Replies><InsertedDataIdentifier>77</InsertedDataIdentifier></Replies></Root>",
)
REFUSED = OK.replace(
    b"OK</Status>", b"FAILED</Status><Status>PERIOD_LOCK :: Period is locked</Status>"
)
KEYS = Keys(Secret("C" * 32), Secret("P" * 32))
READ = RequestDraft("customerlist.nv", parameters=(Parameter("keyword", "ä"),))
WRITE = RequestDraft("salesinvoice.nv", "POST", (Parameter("method", "add"),), "<root/>")


def profile(host: str = "https://isvapi.netvisor.fi") -> Profile:
    return Profile(
        "Test", Partner("Partner", "Sender", "ABC_1"), ApiUser("User", "AA_1_2"),
        Company("Company", "0123456-2"), Environment.TEST, host,
    )  # fmt: skip


@pytest.fixture
def world(tmp_path):
    """The real outside, as far as sending needs it."""
    transport = RequestsTransport(tmp_path, SystemClock())
    yield {
        "limits": Limits(),
        "proxy": Proxy(ProxyKind.NONE),
        "clock": SystemClock(),
        "ids": RandomIds(),
        "transport": transport,
        "turnstile": FileTurnstile(tmp_path),
        "cancel": Cancel(),
        "progress": lambda _: None,
    }
    transport.close()


def to(server: RawServer, world, draft=READ, **changes):
    host = profile(f"http://127.0.0.1:{server.port}")
    return send(draft, host, KEYS, may_change=draft is WRITE, **(world | changes))


def test_a_booked_write(world):
    before = datetime.now(UTC)
    with RawServer(answering(answer(BOOKED))) as server:
        exchange = to(server, world, WRITE)
        world["transport"].close()
    assert exchange.outcome == Outcome.OK
    assert exchange.inserted_keys == ("77",)
    assert exchange.status.ok
    assert exchange.problem is None
    assert before <= exchange.started <= datetime.now(UTC)
    assert exchange.timing.total > 0
    assert exchange.answer.body.read(0, 999) == BOOKED
    assert server.requests == [exchange.request.head() + b"<root/>"]


def test_failed_with_200_is_failed(world):
    with RawServer(answering(answer(REFUSED))) as server:
        exchange = to(server, world, WRITE)
        world["transport"].close()
    assert exchange.outcome == Outcome.FAILED
    assert exchange.status.code == "PERIOD_LOCK"
    assert exchange.problem is None


def test_500_with_xml_is_failed(world):
    with RawServer(answering(answer(REFUSED, status="500 Internal Server Error"))) as server:
        exchange = to(server, world, WRITE)
        world["transport"].close()
    assert exchange.outcome == Outcome.FAILED
    assert exchange.answer.http_status == 500


def silent(connection):
    connection.receive_request()
    connection.wait_for_close()


def cut(connection):
    connection.receive_request()


def half(connection):
    connection.receive_request()
    connection.send(answer(BOOKED)[:-9])
    connection.wait_for_close()


def half_cut(connection):
    connection.receive_request()
    connection.send(answer(BOOKED)[:-9])


def garbage(connection):
    connection.receive_request()
    connection.send(b"\x00\x01\x02\r\n\r\n")


def truncated(connection):
    connection.receive_request()
    connection.send(answer(BOOKED[:-9]))
    connection.wait_for_close()


def web_page(connection):
    connection.receive_request()
    connection.send(answer(b"<html><title>Log in</title></html>"))
    connection.wait_for_close()


@pytest.mark.parametrize(
    ("script", "limits", "read_outcome"),
    [
        (silent, Limits(first_byte=0.05), Outcome.NO_ANSWER),
        (half, Limits(silence=0.05), Outcome.NO_ANSWER),
        (cut, Limits(), Outcome.NO_ANSWER),
        (half_cut, Limits(), Outcome.NO_ANSWER),
        (garbage, Limits(), Outcome.NO_ANSWER),
        (truncated, Limits(), Outcome.NO_ANSWER),
        (web_page, Limits(), Outcome.UNREADABLE),
    ],
)
def test_an_answer_that_is_not_whole(world, script, limits, read_outcome):
    with RawServer(script) as server:
        write = to(server, world, WRITE, limits=limits)
        world["transport"].close()  # the scripts answer once a connection
        read = to(server, world, READ, limits=limits)
        world["transport"].close()
    assert read.outcome == read_outcome
    assert read.problem.what
    assert read.problem.next
    assert write.outcome == Outcome.UNKNOWN
    assert write.problem.what == read.problem.what
    assert write.problem.next == ""  # never "try again"
    if script in {half, half_cut, truncated}:
        assert write.status.ok  # what came is shown all the same
        assert write.answer.body.size == len(BOOKED) - 9
    assert len(server.requests) == 2  # nothing is sent twice


@pytest.mark.parametrize("script", [silent, half])
def test_cancelling_what_was_sent(world, script):
    for draft, expected in ((WRITE, Outcome.UNKNOWN), (READ, Outcome.CANCELLED)):
        cancel, reached = Cancel(), threading.Event()
        phase = "wait" if script is silent else "receive"
        results = []
        changes = {
            "cancel": cancel,
            "progress": lambda p, phase=phase, reached=reached: p.phase == phase and reached.set(),
        }
        with RawServer(script) as server:
            thread = threading.Thread(
                target=lambda server=server, draft=draft, changes=changes, results=results: (
                    results.append(to(server, world, draft, **changes))
                )
            )
            thread.start()
            assert reached.wait(20)
            cancel.cancel()
            thread.join(20)
        assert results[0].outcome == expected
        assert isinstance(results[0].problem, Cancelled)


def test_a_write_that_reached_nobody_is_not_unknown(world):
    with RawServer(silent) as server:
        port = server.port
    exchange = send(WRITE, profile(f"http://127.0.0.1:{port}"), KEYS, may_change=True, **world)
    assert exchange.outcome == Outcome.NO_ANSWER
    assert exchange.problem.next


# The order of steps


class Diary:
    """Every port in one, writing down what is asked of it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.warning = None
        self.clock_reads = 0

    def now(self):
        self.clock_reads += 1
        return datetime(2026, 1, 2, 3, 4, self.clock_reads, tzinfo=UTC)

    def monotonic(self):
        return 0.0

    def new(self):
        self.lines.append("id")
        return "the-id"

    @contextlib.contextmanager
    def turn(self, origin, organisation_id, cancel):
        self.lines.append(f"turn {origin} {organisation_id}")
        yield self.warning
        self.lines.append("turn ends")

    def prepare(self):
        self.lines.append("prepare")

    def deliver(self, request, **_):
        self.lines.append(f"deliver {request.stamp.timestamp}")
        return Delivery(Answer(200, "OK", (), BytesBody(OK)), None, True, Timing())

    def close(self): ...

    def send(self, draft=READ, host=None, **changes):
        options = {
            "limits": Limits(), "proxy": Proxy(), "clock": self, "ids": self, "transport": self,
            "turnstile": self, "cancel": Cancel(),
            "progress": lambda p: self.lines.append(p.phase),
            "on_signed": lambda r: self.lines.append(f"signed {r.stamp.transaction_id}"),
        }  # fmt: skip
        return send(draft, host or profile(), KEYS, may_change=False, **(options | changes))


@pytest.fixture
def diary():
    return Diary()


def test_stamps_are_made_when_the_turn_has_come_and_logged_before_the_first_byte(diary):
    exchange = diary.send(host=profile("HTTPS://ISVAPI.netvisor.fi:443/"))
    assert diary.lines == [
        "queue",
        "prepare",
        "turn https://isvapi.netvisor.fi 0123456-2",
        "id",
        "signed the-id",
        "deliver 2026-01-02 03:04:02.000",
        "turn ends",
    ]
    assert exchange.started == datetime(2026, 1, 2, 3, 4, 2, tzinfo=UTC)


def test_what_cannot_be_signed_is_told_before_waiting(diary):
    with pytest.raises(BadInput):
        diary.send(RequestDraft(""))
    with pytest.raises(BadInput):
        diary.send(host=profile("http://isvapi.netvisor.fi"))
    assert diary.lines == []


def test_nothing_is_sent_when_it_cannot_be_logged(diary):
    def full(_):
        raise ReadOnly("The log cannot be written.")

    with pytest.raises(ReadOnly):
        diary.send(on_signed=full)
    assert not [line for line in diary.lines if line.startswith("deliver")]


def test_cancelling_in_the_queue(diary):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled) as caught:
        diary.send(cancel=cancel)
    assert caught.value.phase == "queue"
    assert not [line for line in diary.lines if line.startswith("deliver")]


def test_a_warning_of_the_turnstile_is_shown(diary):
    diary.warning = ReadOnly("The folder cannot be written.", "Make it writable.")
    exchange = diary.send()
    assert exchange.outcome == Outcome.OK
    assert exchange.problem is diary.warning


@pytest.mark.parametrize(
    "resource",
    ["https://evil.example/x.nv", "//evil.example/x.nv", "@evil.example", "/\\evil.example"],
)
def test_no_resource_leads_to_another_host(diary, resource):
    try:
        exchange = diary.send(RequestDraft(resource))
    except BadInput:
        return
    assert exchange.request.origin == "https://isvapi.netvisor.fi"
    assert exchange.request.wire_target.startswith("/")
    assert dict(exchange.request.headers)["Host"] == b"isvapi.netvisor.fi"


# Two processes on one company

SENDER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from nvexplorer.exchange.send import send
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.ports import Limits, Proxy
    from nvexplorer.model.profile import *
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.model.secret import Secret
    from nvexplorer.outside.clock import SystemClock
    from nvexplorer.outside.ids import RandomIds
    from nvexplorer.outside.transport import RequestsTransport
    from nvexplorer.outside.turnstile import FileTurnstile
    folder, host = Path(sys.argv[1]), sys.argv[2]
    transport, turnstile = RequestsTransport(folder, SystemClock()), FileTurnstile(folder)
    profile = Profile("p", Partner("p", "s", "A_1"), ApiUser("u", "A_1_2"),
                      Company("c", "0123456-2"), Environment.TEST, host)
    for _ in range(15):
        exchange = send(RequestDraft("customerlist.nv"), profile,
            Keys(Secret("C" * 32), Secret("P" * 32)), may_change=False, limits=Limits(),
            proxy=Proxy(), clock=SystemClock(), ids=RandomIds(), transport=transport,
            turnstile=turnstile, cancel=Cancel(), progress=lambda _: None)
        assert exchange.outcome == "OK", exchange.problem
""")


def test_two_processes_on_one_company_never_overlap_at_the_server(tmp_path):
    lock, inside, most, served = threading.Lock(), [0], [0], [0]

    def script(connection):
        while connection.receive_request():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                served[0] += 1
            # Room for the other one to come in, if it would.
            connection.server.over.wait(0.005)
            with lock:
                inside[0] -= 1
            connection.send(answer(OK))

    with RawServer(script) as server:
        command = [sys.executable, "-c", SENDER, str(tmp_path), f"http://127.0.0.1:{server.port}"]
        processes = [subprocess.Popen(command) for _ in range(2)]
        assert [p.wait(60) for p in processes] == [0, 0]
    assert most == [1]
    assert served == [30]
    assert server.connections >= 2
