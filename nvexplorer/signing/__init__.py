"""Signing: one file per algorithm, the registry below, and `sign` in `sign.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput
from nvexplorer.signing import hmacsha256, md5, sha256

if TYPE_CHECKING:
    from nvexplorer.signing.algorithm import Algorithm

ALGORITHMS: dict[str, Algorithm] = {
    a.name: a for a in (hmacsha256.ALGORITHM, sha256.ALGORITHM, md5.ALGORITHM)
}


def algorithm(name: str) -> Algorithm:
    """Raises BadInput naming the known algorithms."""
    try:
        return ALGORITHMS[name]
    except KeyError:
        known = ", ".join(ALGORITHMS)
        raise BadInput(
            f"The algorithm “{name}” is not known.", f"Use one of {known}.", "algorithm"
        ) from None
