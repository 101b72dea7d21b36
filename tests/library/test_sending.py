"""Sending with the log: a row before the first byte, finished whatever happens."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest

from nvexplorer.library.log import Log
from nvexplorer.library.sending import Sender as LoggedSender
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import BadInput, ConnectionCut, ReadOnly, StoreError
from nvexplorer.model.exchange import Answer, BytesBody, Outcome, Timing
from nvexplorer.model.ports import Delivery, Proxy
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret

PROFILE = Profile(
    "Test",
    Partner("Software Oy", "Explorer", "SOF_100_1"),
    ApiUser("Books", "SO_100_1"),
    Company("Customer Oy", "0123456-2"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
CANARIES = ("CANARY0CUSTOMER0123456789ABCDEF0", "CANARY1PARTNER00123456789ABCDEF0")
KEYS = Keys(*map(Secret, CANARIES))
WRITE = RequestDraft("customer.nv", "POST", (Parameter("method", "add"),), "<root></root>")
READ = RequestDraft("customerlist.nv", parameters=(Parameter("keyword", "ä"),))
STATUS = (
    "<ResponseStatus><Status>{}</Status><TimeStamp>5.6.2026 16:12:09</TimeStamp></ResponseStatus>"
)
INSERTED = (
    f"<Root>{STATUS.format('OK')}"
    "<Replies><InsertedDataIdentifier>165</InsertedDataIdentifier></Replies></Root>"
)


def failed(text):
    return f"<Root>{STATUS.format(f'FAILED</Status><Status>{text}')}</Root>"


class FixedClock:
    def now(self):
        return datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)

    def local(self, moment):
        return moment.astimezone(timezone(timedelta(hours=2)))

    def monotonic(self):
        return 1.0


class CountedIds:
    def __init__(self):
        self._numbers = count(1)

    def new(self):
        return f"id-{next(self._numbers)}"


class OpenTurnstile:
    def turn(self, origin, organisation_id, cancel):
        return nullcontext()


class FakeTransport:
    """Delivers `answer`, or what `deliver` of a test makes of it."""

    def __init__(self, answer=INSERTED, on_delivery=lambda: None):
        self.answer = answer
        self.on_delivery = on_delivery
        self.delivered = 0

    def prepare(self):
        pass

    def deliver(self, request, *, limits, proxy, cancel, progress):
        self.delivered += 1
        self.on_delivery()
        timing = Timing(total=0.5)
        if isinstance(self.answer, Exception):
            return Delivery(None, self.answer, True, timing)
        answer = Answer(200, "OK", (), BytesBody(self.answer.encode()))
        return Delivery(answer, None, True, timing)

    def close(self):
        pass


class Sender:
    """Sends through a log in a folder; `problems` are what it said about logging."""

    def __init__(self, folder):
        self.log = Log(folder)
        self.problems = []

    def __call__(self, draft, transport, *, may_change=None, last_key=""):
        sender = LoggedSender(FixedClock(), CountedIds(), transport, OpenTurnstile(), self.log)
        return sender.send(
            draft,
            PROFILE,
            KEYS,
            may_change=draft.method == "POST" if may_change is None else may_change,
            proxy=Proxy(),
            cancel=Cancel(),
            last_key=last_key,
            on_log_problem=self.problems.append,
        )


@pytest.fixture
def send(tmp_path):
    return Sender(tmp_path / "data")


def test_the_row_is_there_before_anything_goes_out_and_complete_after(send, tmp_path):
    seen = []
    exchange = send(WRITE, FakeTransport(on_delivery=lambda: seen.extend(send.log.search())))
    (before,), (after,) = seen, send.log.search()
    assert (before.finished, before.outcome, before.inserted_keys) == (False, Outcome.UNKNOWN, ())
    assert (after.finished, after.outcome, after.inserted_keys) == (True, Outcome.OK, ("165",))
    assert exchange.outcome is Outcome.OK
    assert before.started == datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    assert after.transaction_id == exchange.request.stamp.transaction_id
    assert (after.resource, after.method, after.parameters) == ("customer.nv", "POST", "method=add")
    assert (after.company_name, after.organisation_id) == ("Customer Oy", "0123456-2")
    assert (after.environment, after.host) == (Environment.TEST, "https://isvapi.netvisor.fi")
    assert (after.http_status, after.duration, after.may_change) == (200, 0.5, True)
    assert send.problems == []


def test_what_replaced_placeholders_is_sent_and_logged(send):
    parameters = (Parameter("id", "{{last.key}} {{today}} {{{{"), Parameter("{{sender}}", "x"))
    draft = READ._replace(parameters=(*parameters, Parameter("off", "{{no}}", enabled=False)))
    exchange = send(draft, FakeTransport(), last_key="165")
    assert exchange.request.mac_url.endswith("?id=165 2026-01-02 {{&Explorer=x")
    (row,) = send.log.search()
    assert row.parameters == "id=165 2026-01-02 {{&Explorer=x"


def test_a_placeholder_without_a_value_leaves_no_row(send):
    transport = FakeTransport()
    for draft in (READ, WRITE):
        with pytest.raises(BadInput, match="no value yet"):
            send(draft._replace(parameters=(Parameter("id", "{{last.key}}"),)), transport)
    with pytest.raises(BadInput, match="body line 2"):
        send(WRITE._replace(body="<root>\n{{no}}</root>"), transport)
    assert send.log.search() == []
    assert transport.delivered == 0


def test_netvisors_code_and_text_are_kept(send):
    send(READ, FakeTransport(failed("INVALID_DATA :: Data form incorrect:. Ä")))
    (row,) = send.log.search("invalid_data ä")
    assert (row.outcome, row.code, row.text) == (
        (Outcome.FAILED, "INVALID_DATA", "Data form incorrect:. Ä")
    )
    assert row.parameters == "keyword=ä"


@pytest.mark.parametrize(
    ("draft", "outcome"), [(WRITE, Outcome.UNKNOWN), (READ, Outcome.NO_ANSWER)]
)
def test_a_cut_is_logged_with_its_sentence(send, draft, outcome):
    exchange = send(draft, FakeTransport(ConnectionCut("The line was cut.", "Look.", "wait")))
    (row,) = send.log.search()
    assert row.finished
    assert row.outcome is exchange.outcome is outcome
    assert "The line was cut." in row.problem


@pytest.mark.parametrize(
    ("draft", "outcome"), [(WRITE, Outcome.UNKNOWN), (READ, Outcome.NO_ANSWER)]
)
def test_a_fault_of_ours_leaves_a_finished_row(send, draft, outcome):
    def fail():
        raise ZeroDivisionError(CANARIES[0])

    with pytest.raises(ZeroDivisionError):
        send(draft, FakeTransport(on_delivery=fail))
    (row,) = send.log.search()
    assert (row.finished, row.outcome) == (True, outcome)
    assert CANARIES[0] not in row.problem


def test_what_cannot_be_signed_leaves_no_row(send):
    transport = FakeTransport()
    with pytest.raises(BadInput):
        send(READ._replace(resource="a?b"), transport)
    assert send.log.search() == []
    assert transport.delivered == 0


def test_a_write_that_cannot_be_logged_is_not_sent(read_only):
    send, transport = Sender(read_only.folder), FakeTransport()
    with pytest.raises(ReadOnly, match="Nothing was sent"):
        send(WRITE, transport)
    assert transport.delivered == 0


def test_a_read_that_cannot_be_logged_is_sent_and_said(read_only):
    send, transport = Sender(read_only.folder), FakeTransport()
    assert send(READ, transport).outcome is Outcome.OK
    assert transport.delivered == 1
    (problem,) = send.problems
    assert isinstance(problem, StoreError)
    assert problem.what.startswith("The request is sent, it is only not logged: ")
    assert "read-only for you" in problem.what
    assert "again" not in problem.next


def test_an_answer_that_cannot_be_logged_gives_its_key_to_the_user(send, monkeypatch):
    def fill_the_disk():
        def full(*arguments):
            raise ReadOnly("The disk is full.", "Free some space.")

        monkeypatch.setattr(send.log, "finish", full)

    exchange = send(WRITE, FakeTransport(on_delivery=fill_the_disk))
    assert exchange.inserted_keys == ("165",)
    (problem,) = send.problems
    assert "165" in problem.what
    assert "disk is full" in problem.what


def test_a_key_typed_or_echoed_in_the_wrong_place_is_not_logged(send):
    draft = READ._replace(parameters=(Parameter("keyword", CANARIES[0]),))
    send(draft, FakeTransport(failed(f"AUTHENTICATION_FAILED :: Use &amp;{CANARIES[1]}")))
    (row,) = send.log.search()
    assert row.parameters == "keyword=••••"
    assert "••••" in row.text
    for file in send.log.path.parent.iterdir():
        assert b"CANARY" not in file.read_bytes().upper()
