"""What `sign` puts on the wire and what it refuses."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.model.errors import BadInput, NotEncodable
from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Keys,
    Partner,
    Profile,
    organisation_id_problem,
)
from nvexplorer.model.request import Parameter, RequestDraft, Stamp
from nvexplorer.model.secret import MASK, Secret
from nvexplorer.signing.cautions import cautions
from nvexplorer.signing.sign import make_stamp, sign

KEYS = Keys(Secret("CUSTOMERKEY"), Secret("PARTNERKEY"))
PROFILE = Profile(
    "P",
    Partner("Partner", "Sender", "Par_100"),
    ApiUser("User", "US_1_2"),
    Company("Company", "1234567-1"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
STAMP = Stamp("2026-01-02 03:04:05.678", "1767323045", "id-1")
DRAFT = RequestDraft("customerlist.nv")


def test_header_lines_in_order() -> None:
    signed = sign(DRAFT, PROFILE, KEYS, STAMP)
    head = signed.head().decode("latin-1").split("\r\n")
    assert head[0] == "GET /customerlist.nv HTTP/1.1"
    assert "Host: isvapi.netvisor.fi" in head
    assert "X-Netvisor-Authentication-Sender: Sender" in head
    assert "X-Netvisor-Authentication-CustomerId: US_1_2" in head
    assert "X-Netvisor-Authentication-PartnerId: Par_100" in head
    assert "X-Netvisor-Authentication-Timestamp: 2026-01-02 03:04:05.678" in head
    assert "X-Netvisor-Authentication-TimestampUnix: 1767323045" in head
    assert "X-Netvisor-Authentication-TransactionId: id-1" in head
    assert "X-Netvisor-Interface-Language: EN" in head
    assert "X-Netvisor-Organisation-ID: 1234567-1" in head
    assert "X-Netvisor-Authentication-MACHashCalculationAlgorithm: HMACSHA256" in head
    assert "X-Netvisor-Authentication-UseHTTPResponseStatusCodes: 1" in head
    assert not any("KEY" in line for line in head)


def test_mac_against_the_rule_written_by_hand() -> None:
    text = (
        "https://isvapi.netvisor.fi/customerlist.nv&Sender&US_1_2&2026-01-02 03:04:05.678&EN"
        "&1234567-1&id-1&1767323045&CUSTOMERKEY&PARTNERKEY"
    )
    expected = hmac.new(b"CUSTOMERKEY&PARTNERKEY", text.encode(), hashlib.sha256).hexdigest()
    assert sign(DRAFT, PROFILE, KEYS, STAMP).mac == expected


@pytest.mark.parametrize(("name", "function"), [("SHA256", hashlib.sha256), ("MD5", hashlib.md5)])
def test_plain_hashes_leave_timestamp_unix_out(name: str, function) -> None:
    signed = sign(DRAFT, PROFILE._replace(algorithm=name), KEYS, STAMP)
    text = (
        "https://isvapi.netvisor.fi/customerlist.nv&Sender&US_1_2&2026-01-02 03:04:05.678&EN"
        "&1234567-1&id-1&CUSTOMERKEY&PARTNERKEY"
    )
    assert signed.mac == function(text.encode()).hexdigest()
    assert signed.header("X-Netvisor-Authentication-TimestampUnix") is None
    assert signed.mac_input.find(PartKind.CUSTOMER_KEY).number == 9
    assert any("deprecated" in c for c in cautions(signed.mac_input))


def test_post_has_the_body_in_the_profiles_encoding() -> None:
    draft = RequestDraft("customer.nv", "POST", body="<root>ä</root>")
    assert sign(draft, PROFILE, KEYS, STAMP).body == "<root>ä</root>".encode()
    latin = PROFILE._replace(body_encoding="iso-8859-15")
    signed = sign(draft, latin, KEYS, STAMP)
    assert signed.body == b"<root>\xe4</root>"
    assert signed.header("content-length") == b"14"
    assert sign(DRAFT, PROFILE, KEYS, STAMP).body is None


def test_latin_letters_in_headers_and_hash() -> None:
    profile = PROFILE._replace(partner=Partner("x", "Kirjanpitäjä €", "Par_100"))
    signed = sign(DRAFT, profile, KEYS, STAMP)
    assert signed.header("X-Netvisor-Authentication-Sender") == b"Kirjanpit\xe4j\xe4 \xa4"
    assert any("euro sign" in c for c in cautions(signed.mac_input))


@pytest.mark.parametrize("where", ["sender", "keyword", "body"])
def test_characters_that_the_encoding_lacks_are_named(where: str) -> None:
    profile, draft = PROFILE._replace(body_encoding="iso-8859-15"), DRAFT
    if where == "sender":
        profile = profile._replace(partner=Partner("x", "Yritys → Oy", "Par_100"))
    elif where == "keyword":
        draft = DRAFT._replace(parameters=(Parameter("keyword", "a→b"),))
    else:
        draft = RequestDraft("customer.nv", "POST", body="<root>→</root>")
    with pytest.raises(NotEncodable, match=r"“→” \(U\+2192, rightwards arrow\)") as caught:
        sign(draft, profile, KEYS, STAMP)
    assert caught.value.characters == "→"
    assert caught.value.next


@pytest.mark.parametrize(
    "name",
    ["rot13", "hex", "base64", "idna", "punycode", "undefined", "unicode_escape", "utf-7", "utf-16",
     "raw_unicode_escape", "utf-32", "utf-8-sig", "cp037", "latin-99", "a\0b", ""],
)  # fmt: skip
def test_encodings_that_no_server_could_read_are_refused(name: str) -> None:
    for profile in (PROFILE._replace(mac_encoding=name), PROFILE._replace(body_encoding=name)):
        with pytest.raises(BadInput, match="could read") as caught:
            sign(RequestDraft("customer.nv", "POST", body="<root/>"), profile, KEYS, STAMP)
        assert "KEY" not in repr(caught.value)


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "latin1", "iso-8859-15", "windows-1252"])
def test_encodings_that_are_fine(name: str) -> None:
    profile = PROFILE._replace(mac_encoding=name, body_encoding=name)
    draft = RequestDraft("customer.nv", "POST", body="<root>ä</root>")
    assert sign(draft, profile, KEYS, STAMP).body == "<root>ä</root>".encode(name)


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\tb", "a\x00", " a", "a ", "a\u00a0", ""])
def test_header_values_that_are_refused(value: str) -> None:
    profile = PROFILE._replace(partner=Partner("x", value, "Par_100"))
    with pytest.raises(BadInput) as caught:
        sign(DRAFT, profile, KEYS, STAMP)
    assert caught.value.field == "sender"


@pytest.mark.parametrize("key", ["", "SECRETKEY ", "SECRETKEY\n", "SECRET\u200bKEY", "SECRETKEYä"])
def test_bad_keys_are_refused_without_being_shown(key: str) -> None:
    with pytest.raises(BadInput) as caught:
        sign(DRAFT, PROFILE, Keys(Secret(key), Secret("P")), STAMP)
    assert caught.value.field == "customer key"
    assert "SECRET" not in repr(caught.value) + str(caught.value)


def test_empty_organisation_keeps_its_empty_part() -> None:
    signed = sign(DRAFT, PROFILE._replace(company=Company("", "")), KEYS, STAMP)
    assert "&EN&&id-1&" in signed.mac_input.text()
    assert signed.header("X-Netvisor-Organisation-ID") == b""


def test_masked_text_and_spans() -> None:
    message = sign(DRAFT, PROFILE, KEYS, STAMP).mac_input
    masked = message.masked()
    assert masked.endswith(f"&{MASK}&{MASK}")
    assert [masked[s.start : s.end] for s in message.spans()] == [p.shown for p in message.parts]
    text = message.text()
    assert text[message.spans(masked=False)[-1].start :] == "PARTNERKEY"
    assert "CUSTOMERKEY" not in repr(message)
    assert "PARTNERKEY" not in repr(message)


@given(st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)), st.integers(-720, 720))
def test_both_stamps_name_the_same_second(moment: datetime, minutes: int) -> None:
    stamp = make_stamp(moment.astimezone(timezone(timedelta(minutes=minutes))), "x")
    parsed = datetime.strptime(stamp.timestamp, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    assert int(parsed.timestamp()) == int(stamp.timestamp_unix)
    assert timedelta(0) <= moment - parsed < timedelta(milliseconds=1)


def test_open_characters_are_told() -> None:
    parameters = (Parameter("keyword", "50% R&D"), Parameter("id", "1"))
    signed = sign(DRAFT._replace(parameters=parameters), PROFILE, KEYS, STAMP)
    assert [c for c in cautions(signed.mac_input, parameters) if "keyword" in c and "% &" in c]
    assert cautions(sign(DRAFT, PROFILE, KEYS, STAMP).mac_input) == ()


@pytest.mark.parametrize("valid", ["0737546-2", "1572860-0", "0201256-6"])
def test_valid_business_ids(valid: str) -> None:
    assert organisation_id_problem(valid) is None


@pytest.mark.parametrize(
    "bad", ["", "0737546-3", "07375462", "FI07375462", "737546-2", "0737546-x"]
)
def test_bad_business_ids(bad: str) -> None:
    assert organisation_id_problem(bad)
