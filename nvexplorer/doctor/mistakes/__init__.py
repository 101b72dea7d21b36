"""The known ways to make a MAC otherwise than expected. A new one is one entry in its module."""

from __future__ import annotations

from nvexplorer.doctor.mistakes import (
    encoding,
    function,
    identity,
    keys,
    layout,
    rendering,
    sender,
    timestamp,
    timestamp_unix,
    url,
)

MISTAKES = (
    *url.MISTAKES,
    *sender.MISTAKES,
    *identity.MISTAKES,
    *timestamp.MISTAKES,
    *timestamp_unix.MISTAKES,
    *keys.MISTAKES,
    *layout.MISTAKES,
    *encoding.MISTAKES,
    *function.MISTAKES,
    *rendering.MISTAKES,
)
BY_ID = {mistake.id: mistake for mistake in MISTAKES}
