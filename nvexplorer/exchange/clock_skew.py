"""How far this machine's clock is from the server's."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Exchange


def clock_skew(exchange: Exchange) -> float | None:
    """Seconds this machine is ahead of the Date header, None without a readable one.

    The header has whole seconds and is made while the request is under way, so up to the whole
    duration plus a second counts as none.
    """
    date = exchange.answer.header("Date") if exchange.answer else None
    if date is None:
        return None
    try:
        server = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    if server.tzinfo is None:
        return None
    ahead = (exchange.started - server).total_seconds()
    # At the latest the header was made when the answer was complete.
    earliest, latest = ahead - 1.0, ahead + exchange.timing.total
    if earliest <= 0 <= latest:
        return 0.0
    return earliest if earliest > 0 else latest
