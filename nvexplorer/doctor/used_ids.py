"""Whether a transaction ID was sent before, as our own log knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.remarks.moments import moment_of
from nvexplorer.dumps.dump import FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nvexplorer.library.log import Log

# Seconds between the stamp of a request and its row in our log.
_SAME_SENDING = 5.0


def used_before(log: Log, fields: Mapping[FieldKind, str]) -> tuple[str, ...]:
    """The request's transaction ID when the log has it, of another sending than this one. Raises
    StoreError."""
    sent = fields.get(FieldKind.TRANSACTION_ID, "").strip()
    if not sent:
        return ()
    stamped = moment_of(fields.get(FieldKind.TIMESTAMP, ""))
    return tuple(
        row.transaction_id
        for row in log.search(sent, limit=5)
        if row.transaction_id == sent
        and (stamped is None or abs((row.started - stamped).total_seconds()) > _SAME_SENDING)
    )
