"""The lines of a connection check, over the real network code to raw servers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from raw_server import RawServer, answer, answering

from nvexplorer.exchange.connection_check import STEPS, State, check_connection
from nvexplorer.exchange.send import send
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import Cancelled, KeyMissing
from nvexplorer.model.ports import Limits, Proxy, ProxyKind
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.outside.clock import SystemClock
from nvexplorer.outside.ids import RandomIds
from nvexplorer.outside.probe import NetworkProbe
from nvexplorer.outside.transport import RequestsTransport
from nvexplorer.outside.turnstile import FileTurnstile

SMALLEST = RequestDraft("customerlist.nv", parameters=(Parameter("changedsince", "2099-01-01"),))
KEYS = Keys(Secret("C" * 32), Secret("P" * 32))
DIRECT = Proxy(ProxyKind.NONE)


def root(status: str, data: str = "") -> bytes:
    return f"<Root><ResponseStatus>{status}</ResponseStatus>{data}</Root>".encode()


OK = root("<Status>OK</Status>")


def refused(code: str, text: str = "x") -> bytes:
    return root(f"<Status>FAILED</Status><Status>{code} :: {text}</Status>")


def date(seconds: float = 0.0) -> str:
    return "Date: " + format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


class Check:
    def __init__(self, folder) -> None:
        self.transport = RequestsTransport(folder, SystemClock())
        self.turnstile = FileTurnstile(folder)
        self.cancel = Cancel()
        self.proxy = DIRECT
        self.keys = lambda: KEYS
        self.smallest = SMALLEST
        self.sent = 0

    def profile(self, host: str, **changes) -> Profile:
        return Profile(
            "Test", Partner("Partner", "Sender", "ABC_1"), ApiUser("User", "AA_1_2"),
            Company("Company", "0123456-2"), Environment.TEST, host,
        )._replace(**changes)  # fmt: skip

    def lines(self, profile: Profile):
        clock = SystemClock()

        def read(draft, keys):
            self.sent += 1
            return send(
                draft, profile, keys, may_change=False, limits=Limits(), proxy=self.proxy,
                clock=clock, ids=RandomIds(), transport=self.transport, turnstile=self.turnstile,
                cancel=self.cancel, progress=lambda _: None,
            )  # fmt: skip

        return check_connection(
            profile, self.keys, self.smallest, read=read, probe=NetworkProbe(),
            proxy=self.proxy, limits=Limits(connect=5), clock=clock, cancel=self.cancel,
        )  # fmt: skip

    def run(self, profile: Profile):
        lines = list(self.lines(profile))
        assert [line.step for line in lines[: len(STEPS)]] == list(STEPS)
        for line in lines:
            assert line.what
            assert line.next or line.state not in {State.BAD, State.WARNING}
        return {line.step: line for line in lines}

    def against(self, *parts, **changes):
        """The lines when a server answers so."""
        with RawServer(probed_then(answer(*parts))) as server:
            lines = self.run(self.profile(f"http://127.0.0.1:{server.port}", **changes))
            self.transport.close()
        return lines


def probed_then(data: bytes):
    """The probe's connection ends without a request; the next one gets the answer."""
    return answering(data)


@pytest.fixture
def check(tmp_path):
    made = Check(tmp_path)
    yield made
    made.transport.close()


def test_all_is_well(check):
    lines = check.against(OK, date())
    states = {step: line.state for step, line in lines.items()}
    assert states.pop("TLS") == State.SKIPPED
    assert set(states.values()) == {State.OK}
    assert check.sent == 1
    assert lines["TCP"].seconds > 0
    assert lines["answer"].seconds > 0
    assert "company" not in lines


def test_a_wrong_key(check):
    lines = check.against(refused("AUTHENTICATION_FAILED", "Integration keys are not valid."))
    assert lines["answer"].state == State.OK
    assert lines["MAC"].state == State.BAD
    assert "Integration keys are not valid" in lines["MAC"].what
    assert lines["resource"].state == State.SKIPPED


def test_a_resource_that_is_not_allowed(check):
    lines = check.against(refused("SERVICE_ACCESS_ERROR", "No access"))
    assert lines["MAC"].state == State.OK
    assert lines["resource"].state == State.BAD
    assert "No access" in lines["resource"].what


@pytest.mark.parametrize(
    ("code", "mac", "resource"),
    [
        ("INVALID_DATA", State.OK, State.UNKNOWN),
        ("REQUEST_NOT_UNIQUE", State.UNKNOWN, State.UNKNOWN),
        ("SYSTEM_MAINTENANCE", State.UNKNOWN, State.UNKNOWN),
        ("TECHNICAL_ERROR", State.UNKNOWN, State.UNKNOWN),
    ],
)
def test_other_codes(check, code, mac, resource):
    lines = check.against(refused(code))
    assert (lines["MAC"].state, lines["resource"].state) == (mac, resource)


@pytest.mark.parametrize(
    ("ahead", "state", "words"),
    [
        (0, State.OK, "agrees"),
        (-30, State.OK, "ahead of"),
        (30, State.OK, "behind"),
        (-90, State.WARNING, "ahead of"),
        (3600, State.WARNING, "behind"),
    ],
)
def test_the_clock(check, ahead, state, words):
    line = check.against(OK, date(ahead))["clock"]
    assert line.state == state
    assert words in line.what


@pytest.mark.parametrize(
    "header", ["X: y", "Date: soon", "Date:", "Date: Mon, 1 Jan 2024 00:00:00 +99999999999"]
)
def test_no_date_to_compare_with(check, header):
    assert check.against(OK, header)["clock"].state == State.UNKNOWN


def test_something_else_answers(check):
    lines = check.against(
        b"<html><title>Log in</title></html>",
        date(),
    )
    assert lines["answer"].state == State.BAD
    assert "Log in" in lines["answer"].what
    assert lines["clock"].state == State.OK
    assert lines["MAC"].state == lines["resource"].state == State.SKIPPED


def test_a_name_that_is_not_known(check):
    lines = check.run(check.profile("https://netvisor.invalid"))
    assert lines["name"].state == State.BAD
    assert "netvisor.invalid" in lines["name"].what
    after = ("TCP", "TLS", "signing", "answer", "clock", "MAC", "resource")
    assert {lines[step].state for step in after} == {State.SKIPPED}
    assert lines["sender"].state == State.OK
    assert check.sent == 0


def test_a_port_that_nobody_listens_at(check):
    with RawServer(lambda _: None) as server:
        port = server.port
    lines = check.run(check.profile(f"http://127.0.0.1:{port}"))
    assert lines["name"].state == State.OK
    assert lines["TCP"].state == State.BAD
    assert lines["TLS"].state == lines["answer"].state == State.SKIPPED


def test_a_certificate_that_the_system_does_not_trust(check):
    with RawServer(lambda c: (c.start_tls(), c.wait_for_close())) as server:
        lines = check.run(check.profile(f"https://localhost:{server.port}"))
    assert lines["TCP"].state == State.OK
    assert lines["TLS"].state == State.BAD
    assert "does not trust" in lines["TLS"].what


def test_a_host_that_is_none(check):
    lines = check.run(check.profile("http://isvapi.netvisor.fi"))
    assert lines["name"].state == State.BAD
    assert "without encryption" in lines["name"].what


@pytest.mark.parametrize(
    ("changes", "step", "words"),
    [
        ({"partner": Partner("P", "", "ABC_1")}, "sender", "is empty"),
        ({"partner": Partner("P", "汉", "ABC_1")}, "sender", "汉"),
        ({"partner": Partner("P", "S", "ABC_1 ")}, "partner ID", "space"),
        ({"user": ApiUser("U", "A\nB")}, "customer ID", "header cannot carry"),
        ({"company": Company("C", "1\t2")}, "organisation ID", "header cannot carry"),
        ({"algorithm": "ROT13"}, "algorithm", "ROT13"),
    ],
)
def test_a_header_that_cannot_be_sent(check, changes, step, words):
    lines = check.against(OK, **changes)
    assert lines[step].state == State.BAD
    assert words in lines[step].what
    assert lines["answer"].state == State.SKIPPED
    assert check.sent == 0


@pytest.mark.parametrize(
    ("changes", "step", "words"),
    [
        ({"company": Company("C", "0123456-3")}, "organisation ID", "check digit"),
        ({"company": Company("C", "")}, "organisation ID", "is empty"),
        ({"algorithm": "MD5"}, "algorithm", "deprecated"),
        ({"algorithm": "SHA256"}, "algorithm", ""),
        ({"partner": Partner("P", "A & B", "ABC_1")}, "signing", "&"),
        ({"partner": Partner("P", "Ž", "ABC_1")}, "signing", "Ž"),
    ],
)
def test_a_doubt_does_not_stop_the_check(check, changes, step, words):
    lines = check.against(OK, **changes)
    assert lines[step].state == State.WARNING
    assert words in lines[step].what
    assert lines["MAC"].state == State.OK


def test_keys_that_are_not_there(check):
    def missing():
        raise KeyMissing("No key is stored for Partner.", "Enter it.")

    check.keys = missing
    lines = check.against(OK)
    assert lines["signing"].state == State.BAD
    assert lines["signing"].what == "No key is stored for Partner."
    check.keys = lambda: Keys(Secret("C" * 32), Secret(""))
    assert "partner key is empty" in check.against(OK)["signing"].what
    assert check.sent == 0


def test_the_company_is_named_where_the_answer_names_it(check):
    data = "<CompanyInformation><Company><Name> Firma Oy </Name></Company></CompanyInformation>"
    check.smallest = RequestDraft("getcompanyinformation.nv")
    assert "Firma Oy" in check.against(root("<Status>OK</Status>", data))["company"].what
    check.smallest = SMALLEST
    assert "company" not in check.against(root("<Status>OK</Status>", data))


def test_behind_a_proxy_the_proxy_is_looked_at(check):
    with RawServer(answering(b"HTTP/1.1 407 No\r\n\r\n")) as server:
        check.proxy = Proxy(ProxyKind.MANUAL, f"http://127.0.0.1:{server.port}")
        lines = check.run(check.profile("https://isvapi.netvisor.fi"))
    assert lines["TCP"].state == State.OK
    assert "proxy" in lines["TCP"].what
    assert lines["TLS"].state == State.SKIPPED
    assert lines["answer"].state == State.BAD
    assert "407" in lines["answer"].what


def test_it_can_be_cancelled_between_and_inside_the_steps(check):
    def script(connection):
        if connection.receive_request():
            check.cancel.cancel()
            connection.wait_for_close()

    with RawServer(script) as server:
        lines = check.lines(check.profile(f"http://127.0.0.1:{server.port}"))
        seen = []
        with pytest.raises(Cancelled):
            seen.extend(line.step for line in iter(lines.__next__, None))
        assert check.sent == 1
        with pytest.raises(Cancelled):
            list(check.lines(check.profile(f"http://127.0.0.1:{server.port}")))
        assert check.sent == 1
