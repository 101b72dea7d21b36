"""Names of placeholders and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.placeholder_dates import DATES, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from nvexplorer.model.ports import Clock, Ids
    from nvexplorer.model.profile import Profile

_NAME = re.compile(r"[^\W\d_]\w*(\.\w+)*")


# What people call the keys; whoever looks for one shall not be led to keep it as a variable.
_SECRET = re.compile(
    r"(?:(?:customer|partner|user|api|secret|private|integration)[._]?)?keys?(?:[._]\w+)?",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """What placeholders stand for in one sending. `now` is aware and in the time zone of this
    computer: a user's today is the date on their wall. `random_id` is one value for the whole
    request; `last_key` the Netvisor key that the last successful insertion to the same host and
    organisation reported (InsertedDataIdentifier), empty for none."""

    now: datetime
    random_id: str
    profile: Profile
    last_key: str = ""

    @property
    def variables(self) -> dict[str, str]:
        """Of the company and the profile, the profile's winning."""
        return dict(self.profile.company.variables) | dict(self.profile.variables)


class Known(NamedTuple):
    """A name for lists and completion; `value` is empty where there is none yet."""

    name: str
    what: str
    value: str = ""


_NO_KEY = "Send a request that inserts something to this company first, or write the key itself."
_FILL_IN = "Fill it in under Profiles."

# What it is, how it follows from the facts, what to do where it is empty.
FACTS: Mapping[str, tuple[str, Callable[[Facts], str], str]] = {
    "company.name": ("Name of the company", lambda f: f.profile.company.name, _FILL_IN),
    "company.organisation": (
        "Organisation ID of the company",
        lambda f: f.profile.company.organisation_id,
        _FILL_IN,
    ),
    "profile.name": ("Name of the profile", lambda f: f.profile.name, _FILL_IN),
    "profile.environment": (
        "sandbox, test or production",
        lambda f: f.profile.environment.value,
        _FILL_IN,
    ),
    "profile.language": (
        "Language of the interface: FI, EN or SE",
        lambda f: f.profile.language.value,
        _FILL_IN,
    ),
    "sender": ("Sender, the name of the integration", lambda f: f.profile.partner.sender, _FILL_IN),
    "user.name": ("Name of the API user", lambda f: f.profile.user.name, _FILL_IN),
    "random.id": (
        "A new GUID for each sending, the same wherever it stands in the request",
        lambda f: f.random_id,
        "",
    ),
    "last.key": (
        "Netvisor key of what was inserted last at this host and organisation",
        lambda f: f.last_key,
        _NO_KEY,
    ),
}

NAMES: tuple[Known, ...] = (
    *(Known(name, what) for name, (what, _) in DATES.items()),
    Known("now", "Date and time on this computer, written 2026-01-31T12:00:00"),
    *(Known(name, what) for name, (what, _, _) in FACTS.items()),
)
"""All names that are always there, in the order for a list."""

OWN = {known.name for known in NAMES}


def facts_for(profile: Profile, clock: Clock, ids: Ids, last_key: str = "") -> Facts:
    """From one reading of the clock and one new ID."""
    return Facts(clock.local(clock.now()), ids.new(), profile, last_key)


def known_names(facts: Facts) -> tuple[Known, ...]:
    """Everything that may stand between the braces now, with its value: variables first."""
    of_profile = dict(facts.profile.variables)
    own = [
        Known(name, f"Variable of the {'profile' if name in of_profile else 'company'}", value)
        for name, value in facts.variables.items()
    ]
    return (*own, *(known._replace(value=own_value(known.name, "", facts)) for known in NAMES))


def variable_name_problem(name: str) -> str:
    """Why a variable cannot have this name, empty when it can."""
    if not name:
        return "The variable has no name. Name it, or empty its value too."
    if not _NAME.fullmatch(name):
        return (
            f"“{name}” is no name for a variable. Begin with a letter and go on with letters, "
            "digits, _ and full stops."
        )
    if name in OWN:
        return f"{{{{{name}}}}} already has a meaning. Choose another name."
    return ""


def own_value(name: str, offset: str, facts: Facts) -> str:
    """Raises ValueError for an offset that leads out of the calendar."""
    if name in DATES:
        return moved(name, offset, facts.now.date()).isoformat()
    if name == "now":
        day = moved("today", offset, facts.now.date())
        return f"{day.isoformat()}T{facts.now:%H:%M:%S}"
    return FACTS[name][1](facts)


def nearest(name: str, variables: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    if _SECRET.fullmatch(name):
        return "Keys are never put into a request: the MAC proves that you have them."
    names = {each.casefold(): each for each in (*OWN, *variables)}
    near = get_close_matches(name.casefold(), names, n=1, cutoff=0.65)
    if near:
        return f"Did you mean {{{{{names[near[0]]}}}}}?"
    return "Make it a variable under Profiles, or write {{{{ for two braces meant as such."
