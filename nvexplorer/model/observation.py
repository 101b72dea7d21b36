"""What a Netvisor was seen to accept, where the documents leave it open."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.profile import Environment

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile

#: The host under which the sandbox is known: its port is another one in each run.
SANDBOX = "sandbox"


class Question(StrEnum):
    """What the documents leave open; the values are written into files."""

    PLAIN = "plain"  # no open question: the profile's own way must be accepted first
    URL_FORM = "url-form"
    ENCODING = "encoding"
    RESERVED = "reserved"  # `+ % & #` inside a value
    HEX_CASE = "hex-case"
    LANGUAGE_CASE = "language-case"
    SKEW = "skew"  # of both stamps
    SKEW_OF_ONE = "skew-of-one"  # which of the two is looked at


class Observation(NamedTuple):
    """One variant that was tried at a host: `accepted` when the MAC passed, whatever came of the
    request else. `host` is as `observed_host` gives it. `variant` is stable, such as `decoded` or
    `+900 s`; `at` is UTC as `YYYY-MM-DD HH:MM:SS`."""

    host: str
    algorithm: str
    question: Question
    variant: str
    accepted: bool
    at: str


def observed_host(profile: Profile) -> str:
    """The origin that observations made with a profile are kept under."""
    if profile.environment == Environment.SANDBOX:
        return SANDBOX
    return profile.host.strip().rstrip("/").lower()
