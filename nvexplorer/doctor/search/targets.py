"""What a digest is compared with: the readings of the MAC that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.claims import matches
from nvexplorer.doctor.search.trying import Hasher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.diagnosis import Claim
    from nvexplorer.doctor.functions import Function, Hash

#: Bits of a digest under which a find may be chance.
PROOF_BITS = 64


class Targets:
    """The claims by the functions that can make them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._possible: dict[str, list[Claim]] = {}

    def hasher(self, function: Function, key: bytes) -> Hasher | None:
        """None when no claim can come from this function."""
        claims = self._possible.get(function.name)
        if claims is None:
            size = function.bits // 8
            claims = [each for each in self._claims if _possible(each, size)]
            self._possible[function.name] = claims
        if not claims:
            return None
        state, finish, outer = function.start(key)
        if len(claims) == 1 and claims[0].form == "bytes" and claims[0].place == "whole":
            return Hasher(state, finish, claims[0].digest, outer)
        if all(each.form == "bytes" for each in claims):
            kinds = {(each.place, each.digest) for each in claims}
            if len(kinds) == 1:
                ((place, digest),) = kinds
                return Hasher(state, _cut(finish, place, len(digest)), digest)
        return Hasher(state, lambda each: _any(claims, finish(each)), True)


def _possible(claim: Claim, size: int) -> bool:
    length = len(claim.digest)
    if claim.form != "bytes":
        return size <= length <= 8 * size  # one letter for a byte, or ffffff and two digits
    return length == size if claim.place == "whole" else length < size


def _cut(finish: Callable[[Hash], bytes], place: str, length: int) -> Callable[[Hash], bytes]:
    match place:
        case "start":
            return lambda state: finish(state)[:length]
        case "end":
            return lambda state: finish(state)[-length:]
    return finish


def _any(claims: Sequence[Claim], digest: bytes) -> bool:
    return any(matches(each, digest) for each in claims)
