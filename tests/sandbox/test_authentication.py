"""Every authentication header is looked at; a right MAC passes, a wrong one is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from netvisor_client import (
    CUSTOMER_KEY,
    ORGANISATION_ID,
    PARTNER_KEY,
    Client,
    Headers,
    signed,
)

from nvexplorer.sandbox.mac import check_mac

if TYPE_CHECKING:
    from nvexplorer.sandbox.server import Sandbox

PREFIX = "X-Netvisor-Authentication-"
ECHO = "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan merkkijonoa: "
KEYS = "Integration keys are not valid. Please check the keys specific to the user and partner."
PARTNER = "Integraatiokumppania ei löydy, katso dokumentaatio"

# Header → a wrong value put in after signing, and how the refusal begins.
WRONG = {
    f"{PREFIX}Sender": ("Somebody Else", ECHO),
    f"{PREFIX}CustomerId": ("SB_10000_2", KEYS),
    f"{PREFIX}PartnerId": ("san_100", PARTNER),
    f"{PREFIX}Timestamp": ("2026-01-02 03:04:05.679", ECHO),
    f"{PREFIX}TimestampUnix": ("1767323046", ECHO),
    f"{PREFIX}TransactionId": ("another-one", ECHO),
    "X-Netvisor-Interface-Language": (
        "SV",
        "The value of X-Netvisor-Interface-Language is none of FI, EN and SE",
    ),
    "X-Netvisor-Organisation-ID": (
        "1234567-1",
        "There is no company 1234567-1 here: the sandbox has one company, 9999999-2.",
    ),
    f"{PREFIX}MACHashCalculationAlgorithm": (
        "HMAC-SHA256",
        f"The value of {PREFIX}MACHashCalculationAlgorithm is none of HMACSHA256, SHA256, MD5.",
    ),
    f"{PREFIX}UseHTTPResponseStatusCodes": (
        "yes",
        f"The value of {PREFIX}UseHTTPResponseStatusCodes is neither 1 nor 0.",
    ),
    f"{PREFIX}MAC": ("0" * 64, ECHO),
}
OPTIONAL = {
    f"{PREFIX}MACHashCalculationAlgorithm",
    f"{PREFIX}UseHTTPResponseStatusCodes",
}


def changed(headers: Headers, name: str, values: list[str]) -> Headers:
    """The headers with `name` standing there once for each of the values."""
    assert name in dict(headers)
    kept = [header for header in headers if header[0] != name]
    return kept + [(name, value) for value in values]


def refused(client: Client, name: str, values: list[str]) -> str:
    headers = changed(signed(client.host, "/customerlist.nv"), name, values)
    answer = client.send_with(headers, "/customerlist.nv")
    assert answer.code == "AUTHENTICATION_FAILED"
    real_codes = dict(headers)[f"{PREFIX}UseHTTPResponseStatusCodes"] == "1"
    assert answer.status == (401 if real_codes else 200)
    assert answer.root.find("Customerlist") is None
    return answer.text


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value(client: Client, name: str) -> None:
    value, text = WRONG[name]
    assert refused(client, name, [value]).startswith(text)


@pytest.mark.parametrize("name", WRONG)
def test_empty_value(client: Client, name: str) -> None:
    assert refused(client, name, [""]).startswith(f"The header {name} is empty.")


@pytest.mark.parametrize("name", [name for name in WRONG if name not in OPTIONAL])
def test_missing_header(client: Client, name: str) -> None:
    assert refused(client, name, []).startswith(f"The header {name} is missing.")


@pytest.mark.parametrize("name", WRONG)
def test_header_given_twice(client: Client, name: str) -> None:
    headers = signed(client.host, "/customerlist.nv")
    value = dict(headers)[name]
    answer = client.send_with([*headers, (name.upper(), value)], "/customerlist.nv")
    assert answer.code == "AUTHENTICATION_FAILED"
    assert answer.text.startswith(f"The header {name} is given 2 times, once was expected.")


def test_no_algorithm_header_means_md5(client: Client) -> None:
    assert client.get("customerlist.nv", algorithm=None).code == "OK"
    headers = signed(client.host, "/customerlist.nv")
    name = f"{PREFIX}MACHashCalculationAlgorithm"
    answer = client.send_with(changed(headers, name, []), "/customerlist.nv")
    assert answer.code == "AUTHENTICATION_FAILED"
    assert len(answer.text.rpartition(" :: ")[2]) == 32


def test_without_the_status_header_a_failure_is_200(client: Client) -> None:
    assert client.get("customerlist.nv", status_codes=None).status == 200
    answer = client.get("customerlist.nv", status_codes=None, partner_id="Xyz_1")
    assert (answer.status, answer.code) == (200, "AUTHENTICATION_FAILED")
    answer = client.get("customerlist.nv", status_codes="0", partner_id="Xyz_1")
    assert (answer.status, answer.code) == (200, "AUTHENTICATION_FAILED")


def test_own_wording_says_that_it_is_its_own(client: Client) -> None:
    own = "(The sandbox's own wording; Netvisor's is not known.)"
    assert refused(client, f"{PREFIX}Sender", []).endswith(own)
    assert own not in refused(client, f"{PREFIX}PartnerId", ["Xyz_1"])
    assert own not in refused(client, f"{PREFIX}MAC", ["00"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "FI",
            "Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista käyttäjä- ja"
            " kumppanikohtaiset avaimet",
        ),
        ("EN", KEYS),
        (
            "SE",
            "Integrationsnycklarna är ogiltiga. Vänligen kontrollera användar- och"
            " partnerspecifika nycklar",
        ),
    ],
)
def test_unknown_customer_id_in_the_language_of_the_request(
    client: Client, language: str, text: str
) -> None:
    assert client.get("customerlist.nv", language=language, customer_id="XX_1_1").text == text


@pytest.mark.parametrize("value", ["99999992", "FI99999992", "9999999-22"])
def test_organisation_id_in_another_form(client: Client, value: str) -> None:
    text = client.get("customerlist.nv", organisation_id=value).text
    assert "is not a business ID: seven digits, a hyphen and a check digit" in text


@pytest.mark.parametrize("algorithm", ["HMACSHA256", "SHA256", "MD5"])
def test_each_algorithm_passes(client: Client, sandbox: Sandbox, algorithm: str) -> None:
    assert client.get("customerlist.nv", algorithm=algorithm).code == "OK"
    assert sandbox.seen[-1].algorithm == algorithm


def test_hex_may_be_upper_case_and_language_lower_case(client: Client) -> None:
    headers = signed(client.host, "/customerlist.nv", language="fi")
    name = f"{PREFIX}MAC"
    upper = changed(headers, name, [dict(headers)[name].upper()])
    assert client.send_with(upper, "/customerlist.nv").code == "OK"


@pytest.mark.parametrize(("form", "seen"), [("decoded", "decoded"), ("encoded", "as sent")])
def test_url_is_taken_decoded_or_as_sent(
    client: Client, sandbox: Sandbox, log: list[str], form: str, seen: str
) -> None:
    target = "customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy&changedsince=2025-01-01T00:00:00"
    answer = client.get(target, form=form)
    assert answer.texts("Customerlist/Customer/Name") == ["Äijälä Oy"]
    assert sandbox.seen[-1].url_form == seen
    assert f"HMACSHA256 over the URL {seen}" in log[-1]


def test_url_without_escapes_is_the_same_in_both_forms(client: Client, sandbox: Sandbox) -> None:
    client.get("customerlist.nv?keyword=Oy")
    assert sandbox.seen[-1].url_form == "the same in both forms"


def test_latin_escapes_are_read_as_latin(client: Client) -> None:
    headers = signed(client.host, "/customerlist.nv?keyword=Äij")
    answer = client.send_with(headers, "/customerlist.nv?keyword=%C4ij")
    assert answer.texts("Customerlist/Customer/Name") == ["Äijälä Oy"]


@pytest.mark.parametrize("sender", ["Ääkkösohjelma", "Hinta 5 €", "Šakki"])
def test_header_values_are_latin_bytes(client: Client, sender: str) -> None:
    assert client.get("customerlist.nv", sender=sender).code == "OK"


def test_any_other_encoding_is_refused_and_named_in_the_log(
    client: Client, sandbox: Sandbox, log: list[str]
) -> None:
    answer = client.get("customerlist.nv?keyword=%C3%A4", encoding="utf-8")
    assert answer.code == "AUTHENTICATION_FAILED"
    hint = "it matches over the URL decoded in utf-8 instead of ISO-8859-15"
    assert sandbox.seen[-1].notes == (hint,)
    assert hint in log[-1]


def test_what_iso_8859_15_lacks_is_named_in_the_log(client: Client, sandbox: Sandbox) -> None:
    answer = client.get("customerlist.nv?keyword=%E2%98%83", encoding="utf-8", form="decoded")
    assert answer.code == "AUTHENTICATION_FAILED"
    answer = client.get("customerlist.nv?keyword=%E2%98%83&x=%20", customer_key="0" * 32, form="x")
    assert "ISO-8859-15 has no '☃'" in sandbox.seen[-1].notes[0]
    assert "keyword=%E2%98%83&x=%20&" in answer.text


def test_mac_mismatch_echoes_the_string_without_the_keys(client: Client) -> None:
    target = "/customerlist.nv?keyword=%C3%A4%26b"
    headers = signed(client.host, target, transaction_id="T-1")
    wrong = changed(headers, f"{PREFIX}MAC", ["12ab"])
    answer = client.send_with(wrong, target)
    text, _, expected = answer.text.rpartition(" :: ")
    assert text == (
        f"{ECHO}http://{client.host}/customerlist.nv?keyword=ä&b&Netvisor Explorer&SB_10000_1"
        "&2026-01-02 03:04:05.678&EN&9999999-2&T-1&1767323045&YOUR_PRIVATE_KEY_HERE"
    )
    assert expected == dict(headers)[f"{PREFIX}MAC"].upper()
    assert CUSTOMER_KEY not in answer.text
    assert PARTNER_KEY not in answer.text


def test_a_transaction_id_passes_once(client: Client, sandbox: Sandbox) -> None:
    assert client.get("customerlist.nv", transaction_id="one").code == "OK"
    again = client.get("productlist.nv", transaction_id="one")
    assert (again.status, again.code) == (400, "REQUEST_NOT_UNIQUE")
    assert again.text.startswith("The TransactionId one has been used before: make a new one.")
    assert sandbox.seen[-1].outcome == "REQUEST_NOT_UNIQUE"


def test_a_refused_request_does_not_use_up_its_transaction_id(client: Client) -> None:
    wrong = client.get("customerlist.nv", transaction_id="two", customer_key="0" * 32)
    assert wrong.code == "AUTHENTICATION_FAILED"
    assert client.get("customerlist.nv", transaction_id="two").code == "OK"


@pytest.mark.parametrize(
    ("stamps", "text"),
    [
        ({"unix": "1767323346"}, "TimestampUnix is 300 seconds ahead of the sandbox's clock"),
        ({"unix": "1767315845"}, "TimestampUnix is 7201 seconds behind the sandbox's clock"),
        ({"timestamp": "2026-01-02 05:04:05.678"}, "Timestamp is 7200 seconds ahead of the sand"),
        ({"timestamp": "2026-01-02 02:59:05.677"}, "Timestamp is 300 seconds behind the sandbox"),
        ({"timestamp": "2026-01-02T03:04:05.678Z"}, "Timestamp is not YYYY-MM-DD HH:MM:SS.fff."),
        ({"timestamp": "2026-01-02 03:04:05"}, "Timestamp is not YYYY-MM-DD HH:MM:SS.fff."),
        ({"timestamp": "2026-13-02 03:04:05.678"}, "is not a moment in time."),
        ({"unix": "1767323045678"}, "TimestampUnix is not whole seconds since 1970-01-01 UTC."),
        ({"unix": "1767323045.678"}, "TimestampUnix is not whole seconds since 1970-01-01 UTC."),
    ],
)
def test_time_under_hmacsha256(client: Client, stamps: dict[str, str], text: str) -> None:
    answer = client.get("customerlist.nv", **stamps)
    assert (answer.status, answer.code) == (401, "AUTHENTICATION_FAILED")
    assert text in answer.text


@pytest.mark.parametrize(
    "stamps", [{"unix": "1767323344"}, {"timestamp": "2026-01-02 02:59:05.678"}]
)
def test_five_minutes_are_allowed(client: Client, stamps: dict[str, str]) -> None:
    assert client.get("customerlist.nv", **stamps).code == "OK"


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
@pytest.mark.parametrize("timestamp", ["2009-01-12 15:49:12.221", "02.01.2026 5.04.05"])
def test_time_is_not_looked_at_under_older_algorithms(
    client: Client, algorithm: str, timestamp: str
) -> None:
    assert client.get("customerlist.nv", algorithm=algorithm, timestamp=timestamp).code == "OK"


def test_no_key_is_ever_logged(client: Client, log: list[str]) -> None:
    client.get("customerlist.nv")
    client.get("customerlist.nv", customer_key="1" * 32)
    client.get("nosuch.nv")
    assert len(log) == 3
    assert not [line for line in log if CUSTOMER_KEY in line or PARTNER_KEY in line]


FMS = ("Testiclient", "Integraatiokayttajan tunnus", "2009-01-12 15:49:12.221", "FI", "1967543-8")
FMS_KEYS = ("7cd680e89e880553358bc07cd28b0ee2", "07f94228d149a96b2f25e3edad55096e")
REX = ("Request Explorer", "TT_10000_1", "2026-01-02 03:04:05.678", "EN", "1234567-1")
REX_ID = "11111111-2222-4333-8444-555555555555"
REX_KEYS = ("0123456789ABCDEF0123456789ABCDEF", "FEDCBA9876543210FEDCBA9876543210")


# Literal pairs: the first two stand in public tests of a client, the others were computed once
# with the code of two other clients.
@pytest.mark.parametrize(
    ("algorithm", "url", "fields", "keys", "mac"),
    [
        (
            "MD5",
            "http://integrationdemo.netvisor.fi/accounting.nv",
            [*FMS, "123456"],
            FMS_KEYS,
            "6b2783906969630c1b6649bf5b0e6620",
        ),
        (
            "MD5",
            "https://integrationdemo.netvisor.fi/accounting.nv",
            [*FMS, "123456"],
            FMS_KEYS,
            "af7ce7e1384669c607e04cb4ccbb130c",
        ),
        (
            "HMACSHA256",
            "https://isvapi.netvisor.fi/customerlist.nv",
            [*REX, REX_ID, "1767323045"],
            REX_KEYS,
            "333312a29021af804e6d33bd0590cd9a197f19b5cb633c9f44e1e4caebc32752",
        ),
        (
            "HMACSHA256",
            "https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
            "&changedsince=2026-01-02T03:04:05",
            [*REX, REX_ID, "1767323045"],
            REX_KEYS,
            "91ea832dec988be198ae1251d4b26f98879649f00f599869df98835c714b38dc",
        ),
        (
            "HMACSHA256",
            "https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
            "&changedsince=2026-01-02T03:04:05",
            [*REX, REX_ID, "1767323045"],
            REX_KEYS,
            "f2ad2a8b76b6bd2514495699c68cf07bcea43158c2c8429f6bb8a4d2ca57ca62",
        ),
        (
            "SHA256",
            "https://isvapi.netvisor.fi/customerlist.nv",
            [*REX, REX_ID],
            REX_KEYS,
            "94d0778f77bf85cacc593ce4008da2d67b171beeb3976b55ab4c512736ceae5a",
        ),
        (
            "MD5",
            "https://isvapi.netvisor.fi/customerlist.nv",
            [*REX, REX_ID],
            REX_KEYS,
            "4a8aedf10dff36c73fbd33d2538cebf4",
        ),
    ],
)
def test_literal_vectors(
    algorithm: str, url: str, fields: list[str], keys: tuple[str, str], mac: str
) -> None:
    assert check_mac(mac, algorithm, "ignored", url, fields, keys).form
    wrong = mac[:-1] + ("0" if mac[-1] != "0" else "1")
    assert not check_mac(wrong, algorithm, "ignored", url, fields, keys).form


def test_organisation_header_in_the_other_spelling(client: Client) -> None:
    headers = signed(client.host, "/customerlist.nv")
    kept = [header for header in headers if header[0] != "X-Netvisor-Organisation-ID"]
    other = [*kept, ("X-Netvisor-Organisation-Id", ORGANISATION_ID)]
    assert client.send_with(other, "/customerlist.nv").code == "OK"
