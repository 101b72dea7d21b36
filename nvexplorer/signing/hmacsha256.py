"""HMACSHA256: the current algorithm (documented: article 77000557880; seen in 8 clients)."""

from __future__ import annotations

import hmac

from nvexplorer.model.mac import Certainty
from nvexplorer.signing.algorithm import Algorithm


def _digest(message: bytes, key: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


ALGORITHM = Algorithm(
    name="HMACSHA256",
    takes_timestamp_unix=True,
    keyed=True,
    digest=_digest,
    certainty=Certainty.DOCUMENTED,
    deprecated=False,
    note="",
)
