"""What the pieces of a row are; apart from the lexer, so that colours need not load it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is. A tag's brackets, slash and equals signs are TAG, as its name is."""

    TEXT = 0
    TAG = 1
    NAME = 2  # of an attribute
    VALUE = 3  # with its quotes
    ENTITY = 4
    COMMENT = 5
    CDATA = 6
    PI = 7
    DOCTYPE = 8
    ERROR = 9  # what cannot be XML


class Token(NamedTuple):
    """`start` and `end` count characters of the text given."""

    start: int
    end: int
    kind: Kind
