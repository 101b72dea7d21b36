"""The sandbox's published account. These are constants for everyone to read, not secrets."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from nvexplorer.model.secret import Secret, revealed

#: Where the sandbox listens when no port is given.
DEFAULT_PORT = 8377


class SandboxAccount(NamedTuple):
    """Everything a request to the sandbox is signed with. The keys of the published account are
    plain text; those of anybody else are Secrets."""

    sender: str
    customer_id: str
    customer_key: str | Secret
    partner_id: str
    partner_key: str | Secret
    organisation_id: str
    company_name: str
    language: str
    algorithm: str


ACCOUNT = SandboxAccount(
    sender="Netvisor Explorer",
    customer_id="SB_10000_1",
    customer_key="5A4DB0C5C057A3E20F1E2D3C4B5A6978",
    partner_id="San_100",
    partner_key="5A4DB0C5BA27E2A90123456789ABCDEF",
    organisation_id="9999999-2",
    company_name="Hiekkalaatikko Oy",
    language="EN",
    algorithm="HMACSHA256",
)


def print_env(url: str, account: SandboxAccount = ACCOUNT) -> str:
    """The account as `export NVEXPLORER_…=…` lines for a POSIX shell, for the sandbox at `url`."""
    values = {
        "HOST": url,
        "SENDER": account.sender,
        "CUSTOMER_ID": account.customer_id,
        "PARTNER_ID": account.partner_id,
        "ORGANISATION_ID": account.organisation_id,
        "LANGUAGE": account.language,
        "ALGORITHM": account.algorithm,
        "CUSTOMER_KEY": revealed(account.customer_key),
        "PARTNER_KEY": revealed(account.partner_key),
    }
    return "".join(
        f"export NVEXPLORER_{name}={shlex.quote(text)}\n" for name, text in values.items()
    )
