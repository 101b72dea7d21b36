"""Who calls which company where: partner, API user and company, joined by a profile."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.secret import Secret


class Environment(StrEnum):
    """Chosen by the user and never inferred from the host: `isvapi` may serve both (open point)."""

    SANDBOX = "sandbox"
    TEST = "test"
    PRODUCTION = "production"


class Language(StrEnum):
    """Interface languages; Swedish is SE, not SV (relayed from article 766842, 3 clients)."""

    FI = "FI"
    EN = "EN"
    SE = "SE"


class MacUrlForm(StrEnum):
    """Which form of the URL goes into the MAC input (deduced: decoded)."""

    DECODED = "decoded"
    SENT = "sent"


# Names and values of one's own for placeholders, in the user's order. Never secret.
Variables = tuple[tuple[str, str], ...]


class Partner(NamedTuple):
    """The software partner: `sender` names the integration, `partner_id` comes from Netvisor."""

    name: str
    sender: str
    partner_id: str


class ApiUser(NamedTuple):
    """API identifiers that a Netvisor user made; `customer_id` is their public half."""

    name: str
    customer_id: str


class Company(NamedTuple):
    """The company whose books are read and written."""

    name: str
    organisation_id: str
    variables: Variables = ()


class Profile(NamedTuple):
    """Everything about a request's sender and target except the two keys.

    `variables` win over those of the company with the same name.
    `host` is an origin such as `https://isvapi.netvisor.fi`, without a path. `timeout` is how long
    to wait for the first byte, in seconds: 120 is Netvisor's advice (documented: article
    77000500440), 600 the most we allow.
    """

    name: str
    partner: Partner
    user: ApiUser
    company: Company
    environment: Environment
    host: str
    language: Language = Language.EN
    algorithm: str = "HMACSHA256"
    mac_encoding: str = "iso-8859-15"
    mac_url_form: MacUrlForm = MacUrlForm.DECODED
    status_codes: bool = True
    content_type: str = "text/plain"
    body_encoding: str = "utf-8"
    timeout: int = 120
    variables: Variables = ()


class Keys(NamedTuple):
    """The two keys of a profile: the API user's (Netvisor: customer key) and the partner's."""

    customer: Secret
    partner: Secret


# Weights of the check digit of a Finnish business ID.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def organisation_id_problem(organisation_id: str) -> str | None:
    """A warning sentence when this is not a valid Finnish business ID, else None.

    A warning only: Netvisor's test companies may have identifiers of their own.
    """
    digits, hyphen, check = organisation_id.partition("-")
    if not (hyphen and len(digits) == 7 and digits.isascii() and digits.isdigit()):
        return "A business ID has seven digits, a hyphen and a check digit, such as 0123456-2."
    if not (len(check) == 1 and check.isascii() and check.isdigit()):
        return "A business ID ends with a hyphen and one check digit, such as 0123456-2."
    remainder = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11
    if remainder == 1:
        return f"No business ID begins with {digits}: look for a mistyped digit."
    expected = 0 if remainder == 0 else 11 - remainder
    if int(check) != expected:
        return f"The check digit of {digits} is {expected}, not {check}: look for a mistyped digit."
    return None
