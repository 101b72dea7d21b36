"""A request as the doctor examines it, and MACs made by hand for it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nvexplorer.doctor.case import case_of
from nvexplorer.doctor.diagnosis import Hit, SearchResult
from nvexplorer.doctor.mistake import Applied
from nvexplorer.dumps.dump import Dump, FieldKind, Header, Reading
from nvexplorer.model.profile import ApiUser, Company, Environment, Keys, Partner, Profile
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.model.observation import Observation

CUSTOMER = "CA11AB1ECA11AB1ECA11AB1ECA11AB1E"
PARTNER = "DEC0DED0DEC0DED0DEC0DED0DEC0DED0"
KEYS = Keys(Secret(CUSTOMER), Secret(PARTNER))
PROFILE = Profile(
    "Demo Oy",
    Partner("Partner", "Demo integration", "Tst_100"),
    ApiUser("User", "TT_10000_1"),
    Company("Demo Oy", "1234567-1"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
NOW = datetime(2026, 11, 22, 13, 30, 20, tzinfo=UTC)
SENT_URL = "https://isvapi.netvisor.fi/customerlist.nv?keyword=M%C3%A4kinen%20Oy"
URL = "https://isvapi.netvisor.fi/customerlist.nv?keyword=Mäkinen Oy"
STAMP, UNIX = "2026-11-22 13:30:12.000", "1795354212"
ID = "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90"
FIELDS = {
    FieldKind.URL: SENT_URL,
    FieldKind.SENDER: "Demo integration",
    FieldKind.CUSTOMER_ID: "TT_10000_1",
    FieldKind.PARTNER_ID: "Tst_100",
    FieldKind.TIMESTAMP: STAMP,
    FieldKind.TIMESTAMP_UNIX: UNIX,
    FieldKind.TRANSACTION_ID: ID,
    FieldKind.LANGUAGE: "EN",
    FieldKind.ORGANISATION_ID: "1234567-1",
    FieldKind.ALGORITHM: "HMACSHA256",
    FieldKind.STATUS_CODES: "1",
}
TEXT = f"{URL}&Demo integration&TT_10000_1&{STAMP}&EN&1234567-1&{ID}&{UNIX}&{CUSTOMER}&{PARTNER}"


def mac_of(text: str = TEXT, encoding: str = "iso-8859-15") -> str:
    key = f"{CUSTOMER}&{PARTNER}".encode("ascii")
    return hmac.new(key, text.encode(encoding), hashlib.sha256).hexdigest()


def reading_of(fields: dict[FieldKind, str], **dump: object) -> Reading:
    ordered = tuple((kind, fields[kind]) for kind in FieldKind if kind in fields)
    made = Dump("raw HTTP", "GET", fields.get(FieldKind.URL, ""))._replace(**dump)
    return Reading(made, ordered, (), ())


def case(
    mac: str = "", *, without: tuple[FieldKind, ...] = (), profile: Profile | None = PROFILE,
    live: bool = False, used_ids: tuple[str, ...] = (), dump: dict[str, object] | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    observed: tuple[tuple[Observation, ...], tuple[str, ...]] = ((), ()), **fields: str,
) -> Case:  # fmt: skip
    """The request above, its MAC right unless another is given; `fields` by FieldKind's values."""
    told = {**FIELDS, FieldKind.MAC: mac or mac_of()}
    told |= {FieldKind(name): value for name, value in fields.items()}
    for kind in without:
        del told[kind]
    made = {"headers": tuple(Header(*each) for each in headers), **(dump or {})}
    reading = reading_of(told, **made)
    return case_of(reading, profile, KEYS, now=NOW, live=live, used_ids=used_ids, observed=observed)


def result(*hits: tuple[tuple[str, str], ...], likely_only: bool = False) -> SearchResult:
    """Of hits given as ids with choices."""
    made = tuple(Hit(tuple(Applied(*each) for each in hit), likely_only) for hit in hits)
    return SearchResult(made, 18412, 2, 0.041)
