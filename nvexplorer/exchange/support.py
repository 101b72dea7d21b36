"""What Netvisor's support asks for, from one exchange, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Answer, Exchange

BODY_LIMIT = 100_000
"""Bytes of a body that go into the text: what fits a support ticket."""


def support_text(exchange: Exchange, *, bodies: bool = False) -> str:
    """Time, transaction ID, who asked whom for what, how it ended, and the MAC input with its keys
    masked; with `bodies` what was sent and answered too, each cut after BODY_LIMIT bytes.

    The transaction ID is what Netvisor finds a request by (documented: article 77000500440).
    Raises OSError when the answer can no longer be read.
    """
    request, profile, answer = exchange.request, exchange.profile, exchange.answer
    mac = request.mac_input
    facts = [
        ("Time (UTC)", request.stamp.timestamp),
        ("Transaction ID", request.stamp.transaction_id),
        ("Organisation ID", profile.company.organisation_id),
        ("Sender", profile.partner.sender),
        ("Partner ID", profile.partner.partner_id),
        ("Customer ID", profile.user.customer_id),
        ("Environment", profile.environment.value),
        ("Resource", _resource(exchange)),
        ("Request", f"{request.method} {request.url}"),
        ("Outcome", exchange.outcome.value),
        ("HTTP status", f"{answer.http_status} {answer.reason}".strip() if answer else "none came"),
        ("ResponseStatus", _status(exchange)),
        ("Netvisor's time", exchange.status.timestamp if exchange.status else ""),
        ("Netvisor keys", ", ".join(exchange.inserted_keys[:20])),
        ("Problem", exchange.problem.what if exchange.problem else ""),
        ("Algorithm", f"{mac.algorithm}, {mac.encoding}"),
        ("MAC input", mac.masked()),
        ("MAC", request.mac),
    ]
    width = max(len(name) for name, _ in facts) + 2
    text = "".join(f"{name + ':':{width}}{value}\n" for name, value in facts if value)
    if not bodies:
        return text
    if request.body:
        text += _body("Sent", request.body[:BODY_LIMIT], len(request.body), profile.body_encoding)
    if answer is not None and answer.body.size:
        text += _body("Answered", answer.body.read(0, BODY_LIMIT), answer.body.size, _of(answer))
    return text


def _resource(exchange: Exchange) -> str:
    return exchange.request.wire_target.partition("?")[0].rpartition("/")[2]


def _status(exchange: Exchange) -> str:
    status = exchange.status
    if status is None:
        return "none in the answer"
    if status.ok:
        return "OK"
    return " :: ".join(part for part in ("FAILED", status.code, status.text) if part)


def _of(answer: Answer) -> str:
    from nvexplorer.xmltext.encoding import detect

    return detect(answer.body.read(0, 1024)).name


def _body(title: str, data: bytes, size: int, encoding: str) -> str:
    rest = f"\n… and {size - len(data)} more bytes" if size > len(data) else ""
    return f"\n{title} ({size} bytes):\n{data.decode(encoding, 'replace')}{rest}\n"
