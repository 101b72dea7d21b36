"""What support asks for is there, and no key is."""

from __future__ import annotations

from exchanges import CUSTOMER_KEY, PARTNER_KEY, TRANSACTION_ID, answer, exchange

from nvexplorer.exchange.support import BODY_LIMIT, support_text
from nvexplorer.model.exchange import Outcome, ResponseStatus


def refusal():
    status = ResponseStatus(False, "AUTHENTICATION_FAILED", "Wrong MAC", "22.11.2026 15:30:12")
    return exchange(Outcome.FAILED, answer=answer(body=b"<Root>no</Root>"), status=status)


def test_it_tells_who_asked_for_what_when_and_how_it_ended():
    told = support_text(refusal())
    for fact in (
        "2026-11-22 13:30:12.000",
        TRANSACTION_ID,
        "0123456-2",
        "Demo integration",
        "XXX_12_3",
        "XX_12_3",
        "customerlist.nv",
        "FAILED :: AUTHENTICATION_FAILED :: Wrong MAC",
        "https://isvapi.netvisor.fi/customerlist.nv?keyword=Mäkinen&Demo integration&XX_12_3&",
        "HTTP status",
        "200 OK",
    ):
        assert fact in told, fact
    assert "<Root>" not in told


def test_no_key_is_in_it():
    for told in (support_text(refusal()), support_text(refusal(), bodies=True)):
        assert CUSTOMER_KEY not in told
        assert PARTNER_KEY not in told


def test_the_body_is_there_on_wish_and_cut_where_a_ticket_would_burst():
    assert "<Root>no</Root>" in support_text(refusal(), bodies=True)
    long = exchange(answer=answer(body=b"x" * (BODY_LIMIT + 5)))
    told = support_text(long, bodies=True)
    assert "and 5 more bytes" in told
    assert len(told) < BODY_LIMIT + 3000


def test_without_an_answer_it_says_so():
    told = support_text(exchange(Outcome.NO_ANSWER))
    assert "none came" in told
    assert "none in the answer" in told
