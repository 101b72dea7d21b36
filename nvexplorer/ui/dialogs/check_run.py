"""One connection check with what the window works with, away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.connection_check import check_connection, smallest_read
from nvexplorer.model.errors import KeyMissing
from nvexplorer.model.ports import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.check_line import CheckLine
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Proxy
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.services import Services


class Found(NamedTuple):
    """`keys_missing`: the check ended because a key is not known."""

    lines: tuple[CheckLine, ...]
    keys_missing: bool


def check(
    services: Services,
    profile_id: str,
    cancel: Cancel,
    proxy: Proxy,
    *,
    progress: Callable[[tuple[CheckLine, ...]], None],
) -> Found:
    """In a thread. Raises Cancelled, and BadInput when the catalogue has no harmless reading."""

    book = services.profiles.book
    profile: Profile = book.joined(profile_id)
    limits = Limits(first_byte=float(profile.timeout))
    sender = services.sender
    missing = False

    def keys() -> Keys:
        nonlocal missing
        try:
            return services.keys.keys_for(book, profile_id)
        except KeyMissing:
            missing = True
            raise

    def read(draft: RequestDraft, known: Keys) -> Exchange:
        # What the log may say is said by the check itself, through its lines.
        return sender.send(draft, profile, known, may_change=False, proxy=proxy, cancel=cancel)

    lines: tuple[CheckLine, ...] = ()
    for line in check_connection(
        profile,
        keys,
        smallest_read(services.catalogue),
        read=read,
        probe=services.probe,
        proxy=proxy,
        limits=limits,
        clock=services.clock,
        cancel=cancel,
    ):
        lines = (*lines, line)
        progress(lines)
    return Found(lines, missing)
