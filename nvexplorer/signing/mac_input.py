"""Builds the MAC input with the number, source and certainty of each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.mac import Certainty, MacInput, MacPart, PartKind
from nvexplorer.model.profile import MacUrlForm
from nvexplorer.signing import algorithm

if TYPE_CHECKING:
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import Stamp
    from nvexplorer.signing.urls import Urls

_AUTH = "X-Netvisor-Authentication-"
SENDER = _AUTH + "Sender"
CUSTOMER_ID = _AUTH + "CustomerId"
PARTNER_ID = _AUTH + "PartnerId"
TIMESTAMP = _AUTH + "Timestamp"
TIMESTAMP_UNIX = _AUTH + "TimestampUnix"
TRANSACTION_ID = _AUTH + "TransactionId"
LANGUAGE = "X-Netvisor-Interface-Language"
ORGANISATION_ID = "X-Netvisor-Organisation-ID"
MAC = _AUTH + "MAC"
ALGORITHM = _AUTH + "MACHashCalculationAlgorithm"
STATUS_CODES = _AUTH + "UseHTTPResponseStatusCodes"

_ORDER = "Its place is documented in Visma's sample for SHA256 and the same in all known clients."
_UNIX = "Documented by name; its place after the transaction ID is seen in 8 clients."
_KEY = "Customer key first, partner key second: documented, and the same in all known clients."
_URL_DECODED = (
    "That the query string belongs to it is certain. That it is hashed decoded is deduced: "
    "7 code bases do so, 8 hash an encoded form, and only the first have values that show it."
)
_URL_SENT = (
    "That the query string belongs to it is certain. Hashing it as sent, percent-encoded, is what "
    "8 code bases do, with values that rarely show the difference."
)


def build_mac_input(profile: Profile, keys: Keys, urls: Urls, stamp: Stamp) -> MacInput:
    """The parts in the order of the algorithm, joined by `&`, nothing at the end.

    Numbers stay with the kind of part: TimestampUnix is 8 and the keys are 9 and 10 also where an
    algorithm leaves TimestampUnix out.
    """
    rule = algorithm(profile.algorithm)
    decoded = profile.mac_url_form == MacUrlForm.DECODED
    documented, kind = Certainty.DOCUMENTED, PartKind
    parts = [
        MacPart(
            1,
            kind.URL,
            "URL",
            urls.decoded if decoded else urls.sent,
            "",
            "",
            "host, resource and parameters",
            Certainty.DEDUCED,
            _URL_DECODED if decoded else _URL_SENT,
        ),
        _part(2, kind.SENDER, "Sender", profile.partner.sender, SENDER, "partner: sender"),
        _part(
            3,
            kind.CUSTOMER_ID,
            "Customer ID",
            profile.user.customer_id,
            CUSTOMER_ID,
            "API user: customer ID",
        ),
        _part(4, kind.TIMESTAMP, "Timestamp", stamp.timestamp, TIMESTAMP, "clock, UTC"),
        _part(5, kind.LANGUAGE, "Language", profile.language.value, LANGUAGE, "profile: language"),
        _part(
            6,
            kind.ORGANISATION_ID,
            "Organisation ID",
            profile.company.organisation_id,
            ORGANISATION_ID,
            "company: organisation ID",
        ),
        _part(
            7,
            kind.TRANSACTION_ID,
            "Transaction ID",
            stamp.transaction_id,
            TRANSACTION_ID,
            "made for this request",
        ),
    ]
    if rule.takes_timestamp_unix:
        parts.append(
            MacPart(
                8,
                kind.TIMESTAMP_UNIX,
                "TimestampUnix",
                stamp.timestamp_unix,
                "&",
                TIMESTAMP_UNIX,
                "clock, whole seconds since 1970",
                Certainty.SEEN,
                _UNIX,
            )
        )
    customer = MacPart(
        9,
        kind.CUSTOMER_KEY,
        "Customer key",
        keys.customer,
        "&",
        "",
        "API user: key",
        documented,
        _KEY,
    )
    partner = MacPart(
        10, kind.PARTNER_KEY, "Partner key", keys.partner, "&", "", "partner: key", documented, _KEY
    )
    key = (customer._replace(before=""), partner) if rule.keyed else ()
    return MacInput((*parts, customer, partner), key, rule.name, profile.mac_encoding)


def _part(number: int, kind: PartKind, label: str, value: str, header: str, field: str) -> MacPart:
    return MacPart(number, kind, label, value, "&", header, field, Certainty.DOCUMENTED, _ORDER)
