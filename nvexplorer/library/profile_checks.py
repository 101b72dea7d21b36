"""What is wrong or doubtful in a profile, field by field, before anything is sent."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.model.mac import Certainty
from nvexplorer.model.profile import Environment, organisation_id_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.model.profile import Profile, Variables


class Severity(StrEnum):
    """An error keeps a request from being sent; a hint may well be right as it is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class FieldProblem(NamedTuple):
    """`field` is the field's name in Profile, Partner, ApiUser or Company; the profile's own name
    is `name`, those of its parts `partner`, `user` and `company`; the company's variables are
    `company_variables`."""

    field: str
    severity: Severity
    problem: str


class WellKnownHost(NamedTuple):
    """`role` is what others use the host for: a suggestion, nothing to infer from."""

    origin: str
    role: str
    certainty: Certainty


_HOSTS = (
    WellKnownHost("https://isvapi.netvisor.fi", "test (perhaps production too)", Certainty.SEEN),
    WellKnownHost("https://integration.netvisor.fi", "production", Certainty.SEEN),
)
_OBSOLETE = {
    "integrationdemo.netvisor.fi": "tests before about 2018",
    "kehitys.netvisor.fi": "tests long ago",
    "www.netvisor.biz": "production long ago",
}

# Shapes seen in clients and their tests: ABC_123_45; AB_123_4 or a GUID, underscore, number.
_PARTNER_ID = re.compile(r"[A-Za-z]{2,4}_\d+(_\d+)*")
_CUSTOMER_ID = re.compile(
    r"([A-Za-z]{2}_\d+_\d+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}_\d+)"
)
# 32 letters and digits of both kinds, as the keys that Netvisor gives.
_LIKE_A_KEY = re.compile(r"(?=.*\d)(?=.*[A-Fa-f])[0-9A-Fa-f]{32}")
_CONTENT_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(\s*;\s*[\w-]+=[^;\x00-\x1f]+)*", re.ASCII)


def well_known_hosts() -> tuple[WellKnownHost, ...]:
    """Hosts to offer. The environment is chosen by the user, never inferred from the host
    (conflict: `isvapi` may serve test and production)."""
    return _HOSTS


def validate_profile(profile: Profile) -> list[FieldProblem]:
    """Empty when nothing is to be said; errors first, then in the order of the form."""
    found = [*_texts(profile), *_partner(profile), *_user(profile), *_company(profile)]
    found += [*_host(profile), *_signing(profile), *_sending(profile)]
    for field, variables in (
        ("variables", profile.variables),
        ("company_variables", profile.company.variables),
    ):
        found += [problem._replace(field=field) for problem in validate_variables(variables)]
    return sorted(found, key=lambda each: list(Severity).index(each.severity))


def validate_variables(variables: Variables) -> list[FieldProblem]:
    """Errors first; a variable with an error cannot be kept."""
    from nvexplorer.exchange.placeholders import variable_name_problem

    errors, warnings = [], []
    seen: set[str] = set()
    for name, value in variables:
        problem = variable_name_problem(name)
        if not problem and name in seen:
            problem = f"Two variables are named “{name}”. Give one another name."
        if not problem and not all(c.isprintable() for c in value):
            problem = (
                f"The value of “{name}” holds a line break or another character that cannot be"
                " seen. Write it in one line."
            )
        if problem:
            errors.append(_error("variables", problem))
        elif _LIKE_A_KEY.fullmatch(value):
            warnings.append(
                _warning(
                    "variables",
                    f"The value of “{name}” looks like a key. Variables are kept in plain text:"
                    " enter keys in the fields for keys.",
                )
            )
        elif "{{" in value:
            warnings.append(
                _warning(
                    "variables",
                    f"The value of “{name}” is sent as it is: placeholders in it are not replaced.",
                )
            )
        seen.add(name)
    return [*errors, *warnings]


def _error(field: str, problem: str) -> FieldProblem:
    return FieldProblem(field, Severity.ERROR, problem)


def _warning(field: str, problem: str) -> FieldProblem:
    return FieldProblem(field, Severity.WARNING, problem)


def _hint(field: str, problem: str) -> FieldProblem:
    return FieldProblem(field, Severity.HINT, problem)


def _texts(profile: Profile) -> Iterator[FieldProblem]:
    """What goes into headers must be there and be something that a header can carry."""
    from nvexplorer.signing.encode import encode_header

    if not profile.name.strip():
        yield _error("name", "The profile has no name. Give it one.")
    for field, label, value in (
        ("sender", "sender", profile.partner.sender),
        ("partner_id", "partner ID", profile.partner.partner_id),
        ("customer_id", "customer ID", profile.user.customer_id),
        ("organisation_id", "organisation ID", profile.company.organisation_id),
    ):
        if not value and field == "organisation_id":
            # One client sends the empty header on purpose.
            yield _warning(field, "The organisation ID is empty. Enter the company's business ID.")
        elif not value.strip():
            yield _error(field, f"The {label} is empty. Enter the one that Netvisor gave or knows.")
        else:
            try:
                encode_header(value, label)
            except BadInput as error:
                yield _error(field, str(error))


def _partner(profile: Profile) -> Iterator[FieldProblem]:
    if "&" in profile.partner.sender:
        yield _warning(
            "sender",
            "The sender holds &, which also separates the parts of the MAC input; it is hashed as"
            " it is. A sender without & leaves no doubt.",
        )
    value = profile.partner.partner_id.strip()
    if value and not _PARTNER_ID.fullmatch(value):
        yield _hint(
            "partner_id",
            "Partner IDs seen so far look like ABC_123_45. Check that nothing was cut off.",
        )


def _user(profile: Profile) -> Iterator[FieldProblem]:
    value = profile.user.customer_id.strip()
    if value and not _CUSTOMER_ID.fullmatch(value):
        yield _hint(
            "customer_id",
            "Customer IDs seen so far look like AB_12345_6, or like a GUID, an underscore and a"
            " number. Check that this is the identifier and not the key.",
        )


def _company(profile: Profile) -> Iterator[FieldProblem]:
    value = profile.company.organisation_id.strip()
    problem = organisation_id_problem(value) if value else None
    if problem:
        yield _warning("organisation_id", problem)


def _host(profile: Profile) -> Iterator[FieldProblem]:
    from urllib.parse import urlsplit

    from nvexplorer.signing.urls import is_loopback, parse_origin

    try:
        origin = parse_origin(profile.host)
    except BadInput as error:
        yield _error("host", str(error))
        return
    name = urlsplit(origin).hostname or ""
    if name in _OBSOLETE:
        yield _warning(
            "host",
            f"{name} was used for {_OBSOLETE[name]} and is obsolete. Netvisor's hosts today are"
            f" {' and '.join(host.origin for host in _HOSTS)}.",
        )
    if profile.environment == Environment.SANDBOX and not is_loopback(name):
        yield _warning(
            "environment",
            f"The sandbox runs on this machine, but {name} is elsewhere. Choose test or"
            " production.",
        )


def _signing(profile: Profile) -> Iterator[FieldProblem]:
    from nvexplorer import signing
    from nvexplorer.signing.encode import usable

    try:
        algorithm = signing.algorithm(profile.algorithm)
        if algorithm.deprecated:
            yield _warning("algorithm", algorithm.note)
    except BadInput as error:
        yield _error("algorithm", str(error))
    for field, encoding in (
        ("mac_encoding", profile.mac_encoding),
        ("body_encoding", profile.body_encoding),
    ):
        if not usable(encoding):
            yield _error(
                field, "Netvisor could not read this encoding. Choose iso-8859-15 or utf-8."
            )


def _sending(profile: Profile) -> Iterator[FieldProblem]:
    if not 1 <= profile.timeout <= 600:
        yield _error("timeout", "The timeout must be from 1 to 600 seconds.")
    elif profile.timeout < 120:
        yield _hint(
            "timeout",
            "Netvisor advises to wait at least 120 seconds; a write that is given up earlier ends"
            " with its outcome unknown.",
        )
    if profile.content_type and not _CONTENT_TYPE.fullmatch(profile.content_type):
        yield _error(
            "content_type", "This is no media type. Write one such as text/plain or text/xml."
        )
