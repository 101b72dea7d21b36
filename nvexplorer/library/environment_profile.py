"""A profile from environment variables, for the command line and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Keys,
    Language,
    Partner,
    Profile,
)
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "NVEXPLORER_"
_NEEDED = (
    "HOST",
    "SENDER",
    "CUSTOMER_ID",
    "PARTNER_ID",
    "ORGANISATION_ID",
    "CUSTOMER_KEY",
    "PARTNER_KEY",
)
_KEYS = ("CUSTOMER_KEY", "PARTNER_KEY")


def profile_from_environment(environ: Mapping[str, str]) -> tuple[Profile, Keys] | None:
    """None when no variable says who sends where: keys alone, or a language, make no profile.

    NVEXPLORER_ENVIRONMENT is `sandbox`, `test` or `production`. Without it a loopback host is the
    sandbox and every other one production, where writes are asked for. Raises BadInput naming the
    variables that are missing or wrong; an organisation ID may be set and empty.
    """
    given = {name: environ.get(_PREFIX + name, "") for name in _NEEDED}
    if not any(value for name, value in given.items() if name not in _KEYS):
        return None
    missing = [name for name, value in given.items() if not value]
    if "ORGANISATION_ID" in missing and _PREFIX + "ORGANISATION_ID" in environ:
        missing.remove("ORGANISATION_ID")
    if missing:
        names = ", ".join(_PREFIX + name for name in missing)
        raise BadInput(
            f"The environment holds a profile, but not {names}.",
            "Set what is missing, or name a profile with --profile.",
            missing[0].lower(),
        )
    organisation_id = given["ORGANISATION_ID"]
    profile = Profile(
        name="environment variables",
        partner=Partner(given["SENDER"], given["SENDER"], given["PARTNER_ID"]),
        user=ApiUser(given["CUSTOMER_ID"], given["CUSTOMER_ID"]),
        company=Company(organisation_id, organisation_id),
        environment=_environment(environ, given["HOST"]),
        host=given["HOST"],
        language=_language(environ),
        algorithm=environ.get(_PREFIX + "ALGORITHM") or "HMACSHA256",
    )
    return profile, Keys(Secret(given["CUSTOMER_KEY"]), Secret(given["PARTNER_KEY"]))


def _environment(environ: Mapping[str, str], host: str) -> Environment:
    from urllib.parse import urlsplit

    from nvexplorer.signing.urls import is_loopback, parse_origin

    local = is_loopback(urlsplit(parse_origin(host)).hostname or "")
    value = environ.get(_PREFIX + "ENVIRONMENT", "").strip().lower()
    if not value:
        return Environment.SANDBOX if local else Environment.PRODUCTION
    if value not in list(Environment):
        raise BadInput(
            f"{_PREFIX}ENVIRONMENT is “{value}”.",
            f"Set it to {', '.join(Environment)}.",
            "environment",
        )
    if value == Environment.SANDBOX and not local:
        raise BadInput(
            f"{_PREFIX}ENVIRONMENT is sandbox, but the host {host} is not this machine.",
            "Set it to test or production.",
            "environment",
        )
    return Environment(value)


def _language(environ: Mapping[str, str]) -> Language:
    value = environ.get(_PREFIX + "LANGUAGE", "").strip().upper()
    if value and value not in list(Language):
        raise BadInput(
            f"{_PREFIX}LANGUAGE is “{value}”.",
            f"Set it to {', '.join(Language)}; Swedish is SE.",
            "language",
        )
    return Language(value or "EN")
