"""Jobs that read an answer from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.xmltext.stored import opened
from nvexplorer.xmltext.wellformed import first_fault

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.wellformed import Fault


def fault_of(stored: Stored) -> Fault | None:
    """The job "first-fault": what keeps a body from being well-formed."""
    with opened(stored) as source:
        return first_fault(source)
