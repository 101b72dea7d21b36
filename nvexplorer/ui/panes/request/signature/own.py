"""What a request has to offer the bench, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import Parameter
    from nvexplorer.signing.urls import Urls


class Own(NamedTuple):
    """The request's own values but for stamps and keys. `urls` is None when `why_not` says why it
    has none; placeholders are put in."""

    profile: Profile
    method: str
    urls: Urls | None
    why_not: str = ""
    parameters: tuple[Parameter, ...] = ()
