"""Words that every failure's sentence needs."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Whom we talk to; `proxy` is `host:port` of the proxy in between, if any."""

    host: str
    port: int
    proxy: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def seconds(limit: float) -> str:
    return f"{limit:g} seconds" if limit != 1 else "1 second"
