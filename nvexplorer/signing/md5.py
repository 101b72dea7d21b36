"""MD5: plain MD5 of the MAC input (documented as supported until its removal; deprecated).

The header value `MD5` is seen in one client; five others send no algorithm header at all.
"""

from __future__ import annotations

import hashlib

from nvexplorer.model.mac import Certainty
from nvexplorer.signing.algorithm import Algorithm


def _digest(message: bytes, key: bytes) -> bytes:
    return hashlib.md5(message, usedforsecurity=False).digest()


ALGORITHM = Algorithm(
    name="MD5",
    takes_timestamp_unix=False,
    keyed=False,
    digest=_digest,
    certainty=Certainty.SEEN,
    deprecated=True,
    note="MD5 is deprecated and may be refused; the date of its end is not known.",
)
