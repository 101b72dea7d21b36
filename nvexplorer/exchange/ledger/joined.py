"""The exchange that stands for those of all parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.ledger.join import pieces
from nvexplorer.model.exchange import Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nvexplorer.exchange.ledger.join import Plan
    from nvexplorer.model.exchange import Body, Exchange
    from nvexplorer.model.ports import Spool


def put_together(plan: Plan, bodies: Sequence[Body], new_spool: Callable[[], Spool]) -> Body:
    """The joined body. Raises ReadOnly when there is no room, OSError when a part cannot be read
    any more."""
    spool = new_spool()
    for piece in pieces(plan, bodies):
        spool.write(piece)
    return spool.body


def joined_exchange(exchanges: Sequence[Exchange], body: Body) -> Exchange:
    """The first of them with the joined body; its times are those of all together."""
    first = exchanges[0]
    assert first.answer is not None
    return first._replace(
        answer=first.answer._replace(body=body, packed_size=None),
        timing=_sum([exchange.timing for exchange in exchanges]),
        parts=len(exchanges),
    )


def _sum(timings: Sequence[Timing]) -> Timing:
    """Phase by phase; one that never happened stays None."""

    def of(values: Iterable[float | None]) -> float | None:
        there = [value for value in values if value is not None]
        return sum(there) if there else None

    return Timing(
        resolve=of(t.resolve for t in timings),
        connect=of(t.connect for t in timings),
        tls=of(t.tls for t in timings),
        send=of(t.send for t in timings),
        wait=of(t.wait for t in timings),
        receive=of(t.receive for t in timings),
        other=sum(t.other for t in timings),
        total=sum(t.total for t in timings),
    )
