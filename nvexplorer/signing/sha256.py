"""SHA256: plain SHA-256 of the MAC input (documented in Visma's own sample; deprecated)."""

from __future__ import annotations

import hashlib

from nvexplorer.model.mac import Certainty
from nvexplorer.signing.algorithm import Algorithm


def _digest(message: bytes, key: bytes) -> bytes:
    return hashlib.sha256(message).digest()


ALGORITHM = Algorithm(
    name="SHA256",
    takes_timestamp_unix=False,
    keyed=False,
    digest=_digest,
    certainty=Certainty.DOCUMENTED,
    deprecated=True,
    note="SHA256 is deprecated and may be refused; the date of its end is not known.",
)
