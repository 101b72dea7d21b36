"""What would be signed if the request were sent now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.exchange.placeholders import Facts
    from nvexplorer.model.mac import MacInput
    from nvexplorer.model.request import RequestDraft


def preview(draft: RequestDraft, facts: Facts) -> MacInput:
    """The MAC input with stand-ins for the keys, which are fetched when sending, and for the
    transaction ID. Raises BadInput for what cannot be signed, placeholders among it."""
    from nvexplorer.exchange.placeholders import resolve
    from nvexplorer.model.profile import Keys
    from nvexplorer.model.secret import Secret
    from nvexplorer.signing.mac_input import build_mac_input
    from nvexplorer.signing.sign import make_stamp
    from nvexplorer.signing.urls import build_urls

    profile, draft = facts.profile, resolve(draft, facts).draft
    urls = build_urls(profile.host, draft.resource, draft.parameters)
    stand_in = Secret("0" * 32)
    stamp = make_stamp(facts.now, "0" * 36)
    return build_mac_input(profile, Keys(stand_in, stand_in), urls, stamp)
