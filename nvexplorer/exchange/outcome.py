"""How a sending ended, decided in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import Cancelled
from nvexplorer.model.exchange import Outcome

if TYPE_CHECKING:
    from nvexplorer.exchange.answers import Reading
    from nvexplorer.model.ports import Delivery

_REQUEST_TIMEOUT = 408


def decide(delivery: Delivery, reading: Reading | None, *, may_change: bool) -> Outcome:
    """`reading` is that of the delivery's answer, None when there is none.

    For a write the rule is: what was sent and not clearly answered may have been booked.
    """
    if delivery.error is not None:
        return _broken(delivery, reading, may_change=may_change)
    assert delivery.answer is not None, "a delivery has an answer or an error"
    assert reading is not None
    http = delivery.answer.http_status
    if reading.status is None:
        return _without_status(http, may_change=may_change)
    if not reading.closed:
        return Outcome.UNKNOWN if may_change else _cut(reading)
    if reading.status.contradicted:
        return Outcome.UNKNOWN if may_change else Outcome.FAILED
    if not reading.status.ok:
        return Outcome.FAILED
    if http >= 400:
        # OK in the body and an error in the head contradict each other.
        return Outcome.UNKNOWN if may_change else Outcome.FAILED
    return Outcome.OK


def _broken(delivery: Delivery, reading: Reading | None, *, may_change: bool) -> Outcome:
    if may_change and delivery.sent:
        return Outcome.UNKNOWN
    return Outcome.CANCELLED if isinstance(delivery.error, Cancelled) else _cut(reading)


def _cut(reading: Reading | None) -> Outcome:
    """Of a read without the end of its answer: OK may be taken back there, a refusal not."""
    if reading is not None and reading.status is not None and not reading.status.ok:
        return Outcome.FAILED
    return Outcome.NO_ANSWER


def _without_status(http: int, *, may_change: bool) -> Outcome:
    """Something else than Netvisor's interface answered: a proxy, a gateway, an error page.

    A status of 400 to 499 says that the request was refused as it stands and nothing was done
    (RFC 9110, 15.5), but for 408, which a gateway may send when Netvisor was slow. 500 and up and
    anything else leaves open what happened behind it.
    """
    if 400 <= http < 500 and http != _REQUEST_TIMEOUT:
        return Outcome.FAILED
    if may_change:
        return Outcome.UNKNOWN
    return Outcome.FAILED if http >= 400 else Outcome.UNREADABLE
