"""As whom the listening sandbox answers: the doctor's profile, else its own published account."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput, ExplorerError, describe

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.sandbox.credentials import SandboxAccount


class Identity(NamedTuple):
    """`also_at` is the profile's host, whose URLs are right in a MAC too, '' when there is none or
    it is this computer. `name` is the profile's, '' for the published account, and `why` it is
    that one."""

    account: SandboxAccount
    also_at: str
    name: str
    why: str = ""


def identity(keys: KeyStore, book: Book, profile_id: str) -> Identity:
    """In a thread: the keychain may be slow."""
    from nvexplorer.sandbox.credentials import ACCOUNT, SandboxAccount

    try:
        profile = book.joined(profile_id)
    except BadInput:
        return Identity(ACCOUNT, "", "", "There is no profile.")
    also_at = _elsewhere(profile.host)
    try:
        own = keys.keys_for(book, profile_id)
    except ExplorerError as error:
        return Identity(ACCOUNT, also_at, "", describe(error).what)
    account = SandboxAccount(
        sender=profile.partner.sender,
        customer_id=profile.user.customer_id,
        customer_key=own.customer,
        partner_id=profile.partner.partner_id,
        partner_key=own.partner,
        organisation_id=profile.company.organisation_id,
        company_name=profile.company.name,
        language=profile.language.value,
        algorithm=profile.algorithm,
    )
    return Identity(account, also_at, profile.name)


def _elsewhere(host: str) -> str:
    from urllib.parse import urlsplit

    from nvexplorer.signing.urls import is_loopback, parse_origin

    try:
        origin = parse_origin(host)
    except BadInput:
        return ""
    return "" if is_loopback(urlsplit(origin).hostname or "") else origin
