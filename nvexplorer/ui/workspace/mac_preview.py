"""What would be signed if the request were sent now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.model.mac import MacInput
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft


def preview(draft: RequestDraft, profile: Profile, now: datetime) -> MacInput:
    """The MAC input with stand-ins for the keys, which are fetched when sending, and for the
    transaction ID. Raises BadInput for what cannot be signed."""
    from nvexplorer.model.profile import Keys
    from nvexplorer.model.secret import Secret
    from nvexplorer.signing.mac_input import build_mac_input
    from nvexplorer.signing.sign import make_stamp
    from nvexplorer.signing.urls import build_urls

    urls = build_urls(profile.host, draft.resource, draft.parameters)
    stand_in = Secret("0" * 32)
    return build_mac_input(profile, Keys(stand_in, stand_in), urls, make_stamp(now, "0" * 36))
