"""Exchanges as a sending makes them, for the panes that show them."""

from __future__ import annotations

from datetime import UTC, datetime

from nvexplorer.model.exchange import Answer, BytesBody, Exchange, Outcome, ResponseStatus, Timing
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.signing.sign import make_stamp, sign

CUSTOMER_KEY, PARTNER_KEY = "a1" * 16, "b2" * 16
TRANSACTION_ID = "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90"
NOW = datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC)
PROFILE = Profile(
    "Demo",
    Partner("Demo", "Demo integration", "XXX_12_3"),
    ApiUser("Demo", "XX_12_3"),
    Company("Demo Oy", "0123456-2"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
DRAFT = RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "Mäkinen"),))
REQUEST = sign(
    DRAFT,
    PROFILE,
    Keys(Secret(CUSTOMER_KEY), Secret(PARTNER_KEY)),
    make_stamp(NOW, TRANSACTION_ID),
)
BODY = (
    b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
    + b"<Customer><Name>M\xc3\xa4kinen</Name></Customer>" * 3
    + b"</Customerlist></Root>"
)
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("X-Answer", "yes"))


def answer(status=200, reason="OK", headers=HEADERS, body=BODY, **fields) -> Answer:
    return Answer(status, reason, headers, BytesBody(body), **fields)


def exchange(outcome=Outcome.OK, **fields) -> Exchange:
    """An answered reading, unless the fields say otherwise."""
    if outcome == Outcome.OK:
        fields.setdefault("answer", answer())
        fields.setdefault("status", ResponseStatus(True, timestamp="22.11.2026 15:30:12"))
        fields.setdefault("timing", Timing(wait=0.1, receive=0.042, total=0.142))
    fields.setdefault("may_change", False)
    return Exchange(profile=PROFILE, request=REQUEST, started=NOW, outcome=outcome, **fields)
