"""What a signing algorithm is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.mac import Certainty


class Algorithm(NamedTuple):
    """`name` is also the value of the header X-Netvisor-Authentication-MACHashCalculationAlgorithm.

    `takes_timestamp_unix`: the MAC input has TimestampUnix between transaction ID and keys, and
    the header goes along. `keyed`: `digest` takes the two keys, joined by `&`, as its key; else
    it is given an empty key. `note` tells the user what to know, empty when there is nothing.
    """

    name: str
    takes_timestamp_unix: bool
    keyed: bool
    digest: Callable[[bytes, bytes], bytes]
    certainty: Certainty
    deprecated: bool
    note: str
