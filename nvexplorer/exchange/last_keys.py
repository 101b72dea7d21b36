"""What was inserted last in this run, for `{{last.key}}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Outcome
from nvexplorer.signing.urls import parse_origin

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.profile import Profile


class LastKeys:
    """The Netvisor key that the last successful insertion reported, for each host and organisation,
    whichever profile it was sent with. In memory only."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], str] = {}

    def note(self, exchange: Exchange) -> None:
        """Of several inserted keys the last one counts."""
        if exchange.outcome == Outcome.OK and exchange.inserted_keys:
            company = exchange.profile.company.organisation_id
            self._keys[exchange.request.origin, company] = exchange.inserted_keys[-1]

    def of(self, profile: Profile) -> str:
        """Empty when there is none yet."""
        try:
            origin = parse_origin(profile.host)
        except BadInput:  # said where the request is signed
            return ""
        return self._keys.get((origin, profile.company.organisation_id), "")
