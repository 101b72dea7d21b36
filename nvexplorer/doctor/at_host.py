"""A request that was caught on this computer, as if it had gone to the profile's host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.case_url import expected_url, host_of
from nvexplorer.model.errors import BadInput
from nvexplorer.signing.urls import is_loopback, parse_origin

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case

_ORIGIN = re.compile(r"(?i)https?://[^/?#\s]+")


def at_host(case: Case) -> Case | None:
    """The same case at the profile's host. Code that is pointed at this computer may still make
    its MAC over the URL that it calls otherwise, and that is right when it calls it. None for a
    request that was not caught here, or whose profile's host is the one that it went to."""
    sent, profile = case.ingredients.sent_url, case.profile
    base = _ORIGIN.match(sent)
    if not case.live or profile is None or base is None:
        return None
    here = host_of(sent)
    if not is_loopback(re.sub(r":\d*\Z", "", here)):
        return None
    try:
        origin = parse_origin(profile.host)
    except BadInput:
        return None
    if host_of(origin) == here:
        return None
    there = origin + sent[base.end() :]
    ingredients = case.ingredients._replace(url=expected_url(there, profile), sent_url=there)
    return case._replace(ingredients=ingredients, caught_at=base[0])
