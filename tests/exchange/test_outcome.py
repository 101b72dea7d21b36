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


@pytest.mark.parametrize("error", [ConnectionCut("x"), TimedOut("x"), NotHttp("x"), Refused("x")])
@pytest.mark.parametrize("body", [None, b"", OK, FAILED, CUT])
def test_a_broken_delivery(error, body):
    answer = None if body is None else Answer(200, "", (), BytesBody(body), partial=True)
    reading = read_answer(answer.body) if answer else None
    for sent, may_change, expected in [
        (False, False, Outcome.NO_ANSWER),
        (False, True, Outcome.NO_ANSWER),
        (True, False, Outcome.NO_ANSWER),
        (True, True, Outcome.UNKNOWN),
    ]:
        delivery = Delivery(answer, error, sent, Timing())
        assert decide(delivery, reading, may_change=may_change) == expected


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
