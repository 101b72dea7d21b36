"""Checks every authentication header of a request, then its MAC, then that its id is new.

Which check Netvisor makes first is in no source. The sandbox looks at the headers in the order
of the documentation, then at who calls, then at the time, then at the MAC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.secret import revealed
from nvexplorer.sandbox.mac import HEX_LENGTH, check_mac
from nvexplorer.sandbox.refusal import (
    AUTHENTICATION_FAILED,
    KEYS_NOT_VALID,
    PARTNER_NOT_FOUND,
    REQUEST_NOT_UNIQUE,
    URI_METHOD_NOT_VALID,
    Refused,
    own,
)

if TYPE_CHECKING:
    from nvexplorer.sandbox.credentials import SandboxAccount
    from nvexplorer.sandbox.wire import Head

SENDER = "X-Netvisor-Authentication-Sender"
CUSTOMER_ID = "X-Netvisor-Authentication-CustomerId"
PARTNER_ID = "X-Netvisor-Authentication-PartnerId"
TIMESTAMP = "X-Netvisor-Authentication-Timestamp"
TRANSACTION_ID = "X-Netvisor-Authentication-TransactionId"
LANGUAGE = "X-Netvisor-Interface-Language"
ORGANISATION_ID = "X-Netvisor-Organisation-ID"
ALGORITHM = "X-Netvisor-Authentication-MACHashCalculationAlgorithm"
TIMESTAMP_UNIX = "X-Netvisor-Authentication-TimestampUnix"
STATUS_CODES = "X-Netvisor-Authentication-UseHTTPResponseStatusCodes"
MAC = "X-Netvisor-Authentication-MAC"

#: How far a timestamp may be from the sandbox's clock. Netvisor checks the time under HMACSHA256
#: (discussion 77000290155); the limit, and which of the two headers it looks at, are in no
#: source: five minutes and both are the sandbox's own rule.
TIME_LIMIT = timedelta(minutes=5)

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}")
_ORGANISATION = re.compile(r"\d{7}-\d")


class Caller(NamedTuple):
    """Who sent an accepted request, and which URL form its MAC was computed over."""

    organisation_id: str
    transaction_id: str
    algorithm: str
    url_form: str


class MacMismatch(Refused):
    """Refused for its MAC. `hint`, for the log alone, says what would have matched, or ''."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(AUTHENTICATION_FAILED, text)
        self.hint = hint


def language_of(head: Head) -> str:
    """FI, EN or SE for the texts of the answer; EN when the request names none of them.

    Letter case is not looked at: one client reports that lower case works, others send upper.
    """
    values = head.all(LANGUAGE)
    return values[0].upper() if values and values[0].upper() in KEYS_NOT_VALID else "EN"


def wants_status_codes(head: Head) -> bool:
    """Whether failures get real HTTP statuses (discussion 77000289952); else they come as 200."""
    return head.all(STATUS_CODES) == ["1"]


class Authenticator:
    """Knows one account and every TransactionId it has accepted. Not for several threads at once.

    A TransactionId counts as used when a request with it was accepted: the sandbox's own rule,
    no source says what a refused request does to its id.
    """

    def __init__(self, account: SandboxAccount, also_at: str = "") -> None:
        """`also_at` as in `check_mac`."""
        self._account = account
        self._also_at = also_at
        self._used: set[str] = set()

    def check(self, head: Head, now: datetime) -> Caller:
        """Raises Refused (with AUTHENTICATION_FAILED or REQUEST_NOT_UNIQUE) or returns the caller.

        `now` is aware.
        """
        account = self._account
        algorithm = _algorithm(head)
        sender = _one(head, SENDER)
        customer_id = _one(head, CUSTOMER_ID)
        partner_id = _one(head, PARTNER_ID)
        timestamp = _one(head, TIMESTAMP)
        transaction_id = _one(head, TRANSACTION_ID)
        language = _one(head, LANGUAGE)
        organisation_id = _one(head, ORGANISATION_ID)
        unix = [_one(head, TIMESTAMP_UNIX)] if algorithm == "HMACSHA256" else []
        mac = _one(head, MAC)
        host = _one(head, "Host")
        if head.all(STATUS_CODES) and _one(head, STATUS_CODES) not in ("0", "1"):
            raise _failed(f"The value of {STATUS_CODES} is neither 1 nor 0.")
        if language.upper() not in KEYS_NOT_VALID:
            raise _failed(f"The value of {LANGUAGE} is none of FI, EN and SE (Swedish is SE).")
        if not _ORGANISATION.fullmatch(organisation_id):
            raise _failed(
                f"The value of {ORGANISATION_ID} is not a business ID: seven digits, a hyphen and"
                " a check digit."
            )
        if partner_id != account.partner_id:
            raise Refused(AUTHENTICATION_FAILED, PARTNER_NOT_FOUND)
        if customer_id != account.customer_id:
            raise Refused(AUTHENTICATION_FAILED, KEYS_NOT_VALID[language.upper()])
        if organisation_id != account.organisation_id:
            raise _failed(
                f"There is no company {organisation_id} here: the sandbox has one company,"
                f" {account.organisation_id}."
            )
        if unix:
            _check_times(timestamp, unix[0], now)
        fields = [sender, customer_id, timestamp, language, organisation_id, transaction_id, *unix]
        keys = (revealed(account.customer_key), revealed(account.partner_key))
        result = check_mac(mac, algorithm, host, head.target, fields, keys, self._also_at)
        if not result.form:
            text = f"{URI_METHOD_NOT_VALID} {result.echo} :: {result.expected}"
            raise MacMismatch(text, result.hint)
        if transaction_id in self._used:
            raise Refused(
                REQUEST_NOT_UNIQUE,
                own(f"The TransactionId {transaction_id} has been used before: make a new one."),
            )
        self._used.add(transaction_id)
        return Caller(organisation_id, transaction_id, algorithm, result.form)


def _algorithm(head: Head) -> str:
    """HMACSHA256, SHA256 or MD5; no header at all means MD5 (deduced from 5 clients)."""
    if not head.all(ALGORITHM):
        return "MD5"
    algorithm = _one(head, ALGORITHM)
    if algorithm not in HEX_LENGTH:
        raise _failed(f"The value of {ALGORITHM} is none of {', '.join(HEX_LENGTH)}.")
    return algorithm


def _one(head: Head, name: str) -> str:
    values = head.all(name)
    if not values:
        raise _failed(f"The header {name} is missing.")
    if len(values) > 1:
        raise _failed(f"The header {name} is given {len(values)} times, once was expected.")
    if not values[0]:
        raise _failed(f"The header {name} is empty.")
    return values[0]


def _check_times(timestamp: str, unix: str, now: datetime) -> None:
    if not _TIMESTAMP.fullmatch(timestamp):
        raise _failed(f"The value of {TIMESTAMP} is not YYYY-MM-DD HH:MM:SS.fff.")
    if not re.fullmatch(r"[0-9]{1,11}", unix):
        raise _failed(f"The value of {TIMESTAMP_UNIX} is not whole seconds since 1970-01-01 UTC.")
    try:
        moments = {
            TIMESTAMP: datetime.fromisoformat(timestamp).replace(tzinfo=UTC),
            TIMESTAMP_UNIX: datetime.fromtimestamp(int(unix), UTC),
        }
    except (ValueError, OverflowError, OSError):
        raise _failed(f"{TIMESTAMP} or {TIMESTAMP_UNIX} is not a moment in time.") from None
    for name, moment in moments.items():
        skew = moment - now
        if abs(skew) > TIME_LIMIT:
            side = "ahead of" if skew > timedelta(0) else "behind"
            raise _failed(
                f"{name} is {abs(round(skew.total_seconds()))} seconds {side} the sandbox's clock"
                f" (UTC); {TIME_LIMIT // timedelta(seconds=1)} are allowed."
            )


def _failed(sentence: str) -> Refused:
    return Refused(AUTHENTICATION_FAILED, own(sentence))
