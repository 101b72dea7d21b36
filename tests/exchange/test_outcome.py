"""How a sending ended: the whole table."""

from __future__ import annotations

import pytest

from nvexplorer.exchange.answers import read_answer
from nvexplorer.exchange.outcome import decide
from nvexplorer.model.errors import Cancelled, ConnectionCut, NotHttp, Refused, TimedOut
from nvexplorer.model.exchange import Answer, BytesBody, Outcome, Timing
from nvexplorer.model.ports import Delivery

OK = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>"
FAILED = OK.replace(b"OK</Status>", b"FAILED</Status><Status>INVALID_DATA :: x</Status>")
CUT = OK[:-4]
HTML = b"<html><title>Bad gateway</title></html>"
BARE = b"<Root><Customerlist/></Root>"
BLEMISHED = OK.replace(b"</Root>", b"<a>1 & 2</a></Root>")

STATUS = b"<ResponseStatus><Status>OK</Status></ResponseStatus>"
REFUSAL = (
    b"<ResponseStatus><Status>FAILED</Status><Status>TECHNICAL_ERROR :: x</Status></ResponseStatus>"
)
DATA = b"<Customerlist>" + b"<Customer><Name>x</Name></Customer>" * 12_000 + b"</Customerlist>"
#: Answers that say OK and refuse as well.
BOTH = {
    "code beside OK": OK.replace(b"</Status>", b"</Status><Status>INVALID_DATA :: x</Status>"),
    "OK beside code": FAILED.replace(b"</ResponseStatus>", b"<Status>OK</Status></ResponseStatus>"),
    "right behind": b"<Root>" + STATUS + REFUSAL + b"<Customerlist/></Root>",
    "between data": b"<Root>" + STATUS + b"<A/>" + REFUSAL + b"<B/></Root>",
    "at the end": b"<Root>" + STATUS + b"<Customerlist/>" + REFUSAL + b"</Root>",
    "a second answer": OK + b"\n<Root>" + REFUSAL + b"</Root>",
    "behind a blemish": b"<Root>" + STATUS + b"<a>1 & 2</a>" + REFUSAL + b"</Root>",
    "at the end of much": b"<Root>" + STATUS + DATA + REFUSAL + b"</Root>",
    "a second answer after much": b"<Root>"
    + STATUS
    + DATA
    + b"</Root><Root>"
    + REFUSAL
    + b"</Root>",
    "UTF-16": ("\ufeff" + (b"<Root>" + STATUS + REFUSAL + b"</Root>").decode()).encode("utf-16-le"),
}

U, F = Outcome.UNKNOWN, Outcome.FAILED

ANSWERS = [
    # HTTP, body, read, write
    (200, OK, Outcome.OK, Outcome.OK),
    (200, BLEMISHED, Outcome.OK, Outcome.OK),
    (200, FAILED, F, F),
    (400, FAILED, F, F),
    (401, FAILED, F, F),
    (500, FAILED, F, F),
    (400, OK, F, U),
    (500, OK, F, U),
    (200, CUT, Outcome.NO_ANSWER, U),
    (200, FAILED[:-4], F, U),
    (200, b"", Outcome.UNREADABLE, U),
    (200, HTML, Outcome.UNREADABLE, U),
    (200, BARE, Outcome.UNREADABLE, U),
    (200, b"\x00garbage", Outcome.UNREADABLE, U),
    (204, b"", Outcome.UNREADABLE, U),
    (302, HTML, Outcome.UNREADABLE, U),
    (400, HTML, F, F),
    (401, b"", F, F),
    (403, HTML, F, F),
    (404, HTML, F, F),
    (407, HTML, F, F),
    (413, HTML, F, F),
    (408, HTML, F, U),
    (500, HTML, F, U),
    (502, HTML, F, U),
    (503, b"", F, U),
    (504, HTML, F, U),
]


@pytest.mark.parametrize(("http", "body", "read", "write"), ANSWERS)
def test_a_complete_answer(http, body, read, write):
    answer = Answer(http, "", (), BytesBody(body))
    delivery = Delivery(answer, None, True, Timing())
    reading = read_answer(answer.body)
    assert decide(delivery, reading, may_change=False) == read
    assert decide(delivery, reading, may_change=True) == write


@pytest.mark.parametrize("body", BOTH.values(), ids=BOTH)
@pytest.mark.parametrize("keys", [False, True])
def test_an_answer_that_says_ok_and_refuses_is_no_ok(body, keys):
    reading = read_answer(BytesBody(body), keys=keys)
    delivery = Delivery(Answer(200, "", (), BytesBody(body)), None, True, Timing())
    assert decide(delivery, reading, may_change=False) == F
    assert decide(delivery, reading, may_change=True) == U
    assert reading.status is not None
    assert reading.status.contradicted
    assert reading.status.text == "x"
    assert reading.problem is not None
    assert "says OK and also refuses" in reading.problem.what


@pytest.mark.parametrize(
    "body",
    [
        b"<Root>" + STATUS + STATUS + b"</Root>",
        b"<Root>" + STATUS + b"<Rows><Row>" + REFUSAL + b"</Row></Rows></Root>",
        b"<Root>" + STATUS + b"<Note>" + REFUSAL.replace(b"<", b"&lt;") + b"</Note></Root>",
        b"<Root>" + STATUS + DATA + STATUS + b"</Root>",
    ],
    ids=["twice OK", "of a row of the data", "quoted", "twice OK around much"],
)
def test_what_only_looks_like_a_second_status_changes_nothing(body):
    reading = read_answer(BytesBody(body))
    delivery = Delivery(Answer(200, "", (), BytesBody(body)), None, True, Timing())
    assert decide(delivery, reading, may_change=True) == Outcome.OK
    assert reading.problem is None


@pytest.mark.parametrize("error", [ConnectionCut("x"), TimedOut("x"), NotHttp("x"), Refused("x")])
@pytest.mark.parametrize("body", [None, b"", OK, FAILED, CUT])
def test_a_broken_delivery(error, body):
    answer = None if body is None else Answer(200, "", (), BytesBody(body), partial=True)
    reading = read_answer(answer.body) if answer else None
    # Of a cut answer an OK is not believed, for more may have followed; a refusal of a read is.
    read = F if body == FAILED else Outcome.NO_ANSWER
    for sent, may_change, expected in [
        (False, False, read),
        (False, True, read),
        (True, False, read),
        (True, True, Outcome.UNKNOWN),
    ]:
        delivery = Delivery(answer, error, sent, Timing())
        assert decide(delivery, reading, may_change=may_change) == expected


@pytest.mark.parametrize("body", [OK, FAILED, CUT])
def test_a_cancelled_answer_is_no_answer_however_far_it_had_come(body):
    answer = Answer(200, "", (), BytesBody(body), partial=True)
    delivery = Delivery(answer, Cancelled("receive"), True, Timing())
    reading = read_answer(answer.body)
    assert decide(delivery, reading, may_change=False) == Outcome.CANCELLED
    assert decide(delivery, reading, may_change=True) == Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("sent", "may_change", "expected"),
    [
        (False, False, Outcome.CANCELLED),
        (False, True, Outcome.CANCELLED),
        (True, False, Outcome.CANCELLED),
        (True, True, Outcome.UNKNOWN),
    ],
)
def test_a_cancelled_delivery(sent, may_change, expected):
    delivery = Delivery(None, Cancelled("wait"), sent, Timing())
    assert decide(delivery, None, may_change=may_change) == expected
