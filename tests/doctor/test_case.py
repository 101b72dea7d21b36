"""What is examined: where each value comes from, and what cannot be examined."""

from __future__ import annotations

import pytest
from examined import ID, KEYS, PROFILE, SENT_URL, URL, case, mac_of

from nvexplorer.doctor.case import case_of
from nvexplorer.doctor.case_url import decoded_url
from nvexplorer.doctor.mistake import NamedKeys
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import Keys, MacUrlForm
from nvexplorer.model.secret import Secret


def test_the_values_of_the_request_are_taken() -> None:
    ingredients = case().ingredients
    assert ingredients.url == URL
    assert ingredients.sent_url == SENT_URL
    assert ingredients.transaction_id == ID
    assert ingredients.algorithm == "HMACSHA256"
    assert ingredients.keys.name == "Demo Oy"
    assert case().from_profile == ()
    assert case().missing == ()


def test_what_the_request_lacks_comes_from_the_profile() -> None:
    told = case(without=(FieldKind.SENDER, FieldKind.LANGUAGE, FieldKind.PARTNER_ID))
    assert told.ingredients.sender == "Demo integration"
    assert told.ingredients.language == "EN"
    assert set(told.from_profile) == {
        FieldKind.SENDER, FieldKind.LANGUAGE, FieldKind.PARTNER_ID,
    }  # fmt: skip


def test_a_header_that_is_there_and_empty_stays_empty() -> None:
    told = case(organisation_id="")
    assert told.ingredients.organisation_id == ""
    assert told.from_profile == ()


def test_typed_values_win() -> None:
    told = case_of(
        case().reading, PROFILE, KEYS, values={FieldKind.TIMESTAMP: "2026-01-01 00:00:00.000"}
    )
    assert told.ingredients.timestamp == "2026-01-01 00:00:00.000"


def test_without_a_stamp_it_is_missing() -> None:
    told = case(without=(FieldKind.TIMESTAMP, FieldKind.TIMESTAMP_UNIX))
    assert told.missing == (FieldKind.TIMESTAMP, FieldKind.TIMESTAMP_UNIX)
    assert told.ingredients.timestamp == ""


def test_timestamp_unix_is_not_missing_under_sha256() -> None:
    assert case(without=(FieldKind.TIMESTAMP_UNIX,), algorithm="SHA256").missing == ()


@pytest.mark.parametrize(
    ("sent", "decoded"),
    [
        ("https://a.fi/b.nv?k=%C3%A4%20x", "https://a.fi/b.nv?k=ä x"),
        ("https://a.fi/b.nv?k=%E4", "https://a.fi/b.nv?k=ä"),
        ("https://a.fi/b.nv?k=%A4", "https://a.fi/b.nv?k=€"),
        ("https://a.fi/b.nv?k=a+b%2Bc", "https://a.fi/b.nv?k=a+b+c"),
        ("https://a.fi/b.nv?k=%2541", "https://a.fi/b.nv?k=%41"),
        ("https://a.fi/b.nv?k=100%", "https://a.fi/b.nv?k=100%"),
        ("https://a.fi/b.nv", "https://a.fi/b.nv"),
    ],
)
def test_a_url_is_decoded_once(sent: str, decoded: str) -> None:
    assert decoded_url(sent) == decoded
    assert case(url=sent).ingredients.url == decoded


def test_a_profile_may_expect_the_url_as_sent() -> None:
    told = case(profile=PROFILE._replace(mac_url_form=MacUrlForm.SENT))
    assert told.ingredients.url == SENT_URL


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("/customerlist.nv?a=1", "https://isvapi.netvisor.fi/customerlist.nv?a=1"),
        ("customerlist.nv", "https://isvapi.netvisor.fi/customerlist.nv"),
        ("integration.netvisor.fi/x.nv", "https://integration.netvisor.fi/x.nv"),
        ("http://localhost:8000/x.nv", "http://localhost:8000/x.nv"),
        ("localhost:8000/x.nv", "https://localhost:8000/x.nv"),
        ("https://a.fi/x.nv?k=Mäki & Oy", "https://a.fi/x.nv?k=M%C3%A4ki%20&%20Oy"),
    ],
)
def test_the_sent_url_is_whole_and_encoded(given: str, sent: str) -> None:
    assert case(url=given).ingredients.sent_url == sent


def test_the_profiles_host_is_one_to_be_tried() -> None:
    hosts = case(profile=PROFILE._replace(host="https://own.example.fi/")).ingredients.hosts
    assert hosts == (
        "https://integration.netvisor.fi", "https://isvapi.netvisor.fi", "https://own.example.fi",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "algorithm"),
    [("HMACSHA256", "HMACSHA256"), ("hmac-sha256", "HMACSHA256"), ("sha256", "SHA256"),
     ("SHA-256", "SHA256"), ("MD5", "MD5"), ("", "MD5")],
)  # fmt: skip
def test_the_algorithm_is_read_from_its_header(value: str, algorithm: str) -> None:
    assert case(algorithm=value).ingredients.algorithm == algorithm


def test_without_an_algorithm_header_md5_is_expected() -> None:
    assert case(without=(FieldKind.ALGORITHM,)).ingredients.algorithm == "MD5"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"url": ""}, "url", "no URL"),
        ({"mac": "zz-zyxw!"}, "mac", "can be none"),
        ({"mac": "0" * 64}, "mac", "repeated"),
        ({"mac": "********"}, "mac", "mask"),
        ({"algorithm": "SHA1"}, "algorithm", "SHA1"),
    ],
)
def test_what_cannot_be_searched_is_said(changes: dict[str, str], field: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        case(**changes)
    assert caught.value.field == field
    assert caught.value.next


def test_a_request_without_mac_cannot_be_searched() -> None:
    with pytest.raises(BadInput, match="no MAC"):
        case(without=(FieldKind.MAC,))


def test_a_url_without_host_needs_a_profile() -> None:
    with pytest.raises(BadInput, match="no host"):
        case(url="/customerlist.nv", profile=None)


def test_a_key_in_the_place_of_the_mac_is_not_repeated() -> None:
    with pytest.raises(BadInput) as caught:
        case(mac="not a mac " + KEYS.customer.reveal())
    assert KEYS.customer.reveal() not in str(caught.value)


def test_without_a_key_nothing_is_searched() -> None:
    with pytest.raises(BadInput, match="partner key is empty"):
        case_of(case().reading, PROFILE, Keys(Secret("a"), Secret("")))


def test_the_keys_of_others_are_known_too() -> None:
    other = NamedKeys("Other Oy", Secret("0" * 32), Secret("1" * 32))
    told = case_of(case().reading, PROFILE, KEYS, [other])
    assert told.ingredients.other_keys == (other,)
    assert Secret("1" * 32) in told.secrets()


def test_its_repr_holds_nothing_that_was_pasted() -> None:
    told = case(dump={"body": KEYS.customer.reveal(), "hashed": KEYS.partner.reveal()})
    assert KEYS.customer.reveal() not in repr(told)
    assert KEYS.partner.reveal() not in repr(told)
    assert mac_of() in repr(told)
