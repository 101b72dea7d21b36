"""Literal and cross-checked vectors through `sign`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Keys,
    Language,
    MacUrlForm,
    Partner,
    Profile,
)
from nvexplorer.model.request import Parameter, RequestDraft, SignedRequest, Stamp
from nvexplorer.model.secret import Secret
from nvexplorer.signing import mac_input
from nvexplorer.signing.sign import compute_mac, make_stamp, sign
from nvexplorer.signing.urls import Urls

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacInput

DATA = Path(__file__).parent.parent / "data"
VECTORS = json.loads((DATA / "mac-vectors.json").read_text("utf-8"))
ROWS = {row["id"]: row for row in json.loads((DATA / "mac-mistakes.json").read_text("utf-8"))}

CUSTOMER_KEY = "0123456789ABCDEF0123456789ABCDEF"
PARTNER_KEY = "FEDCBA9876543210FEDCBA9876543210"
KEYS = Keys(Secret(CUSTOMER_KEY), Secret(PARTNER_KEY))
PROFILE = Profile(
    "Vectors",
    Partner("Partner", "Request Explorer", "Tst_100"),
    ApiUser("User", "TT_10000_1"),
    Company("Company", "1234567-1"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
    Language.EN,
)
STAMP = make_stamp(
    datetime(2026, 1, 2, 3, 4, 5, 678_000, UTC), "11111111-2222-4333-8444-555555555555"
)


def r0() -> SignedRequest:
    return sign(RequestDraft("customerlist.nv"), PROFILE, KEYS, STAMP)


def r1() -> SignedRequest:
    parameters = (
        Parameter("keyword", "Äijälä Oy"),
        Parameter("changedsince", "2026-01-02T03:04:05"),
    )
    return sign(RequestDraft("customerlist.nv", "GET", parameters), PROFILE, KEYS, STAMP)


def shown(message: MacInput) -> str:
    text = message.text().replace(CUSTOMER_KEY, "{CK}").replace(PARTNER_KEY, "{PK}")
    return text.replace("\n", "\\n")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['kind']}-{v['algorithm']}")
def test_vector(vector: dict[str, str]) -> None:
    encoding = vector["encoding"] if "any" not in vector["encoding"] else "iso-8859-15"
    profile = PROFILE._replace(
        partner=Partner("", vector["sender"], vector["partner_id"]),
        user=ApiUser("", vector["customer_id"]),
        company=Company("", vector["organisation_id"]),
        language=Language(vector["language"]),
        algorithm=vector["algorithm"],
        mac_encoding=encoding.split()[0],
    )
    keys = Keys(Secret(vector["customer_key"]), Secret(vector["partner_key"]))
    stamp = Stamp(vector["timestamp"], vector["timestamp_unix"], vector["transaction_id"])
    urls = Urls("", vector["url"], "")
    message = mac_input.build_mac_input(profile, keys, urls, stamp)
    assert compute_mac(message) == vector["mac"]


@pytest.mark.parametrize(("row", "signed"), [("R0", r0), ("R1", r1)], ids=["R0", "R1"])
def test_correct_requests(row: str, signed) -> None:
    assert shown(signed().mac_input) == ROWS[row]["text"]
    assert signed().mac == ROWS[row]["mac"]


def test_url_form_as_sent_is_hashed_percent_encoded() -> None:
    profile = PROFILE._replace(mac_url_form=MacUrlForm.SENT)
    parameters = (
        Parameter("keyword", "Äijälä Oy"),
        Parameter("changedsince", "2026-01-02T03:04:05"),
    )
    signed = sign(RequestDraft("customerlist.nv", "GET", parameters), profile, KEYS, STAMP)
    assert signed.mac == ROWS["M45"]["mac"]
