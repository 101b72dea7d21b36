"""A key that cannot be printed, logged or pickled by accident."""

from __future__ import annotations

from typing import NoReturn

MASK = "••••"


class Secret:
    """Holds one key. Every text form of it is `MASK`, whatever its length.

    `reveal()` is the one door. Equal when the keys are equal; an empty key is false.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never pickled")


def revealed(value: str | Secret) -> str:
    return value.reveal() if isinstance(value, Secret) else value
