"""The bench makes the MAC that hashlib and hmac make of the text written by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.model.errors import BadInput
from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Keys,
    MacUrlForm,
    Partner,
    Profile,
)
from nvexplorer.model.request import Parameter, RequestDraft, Stamp
from nvexplorer.model.secret import Secret
from nvexplorer.signing.bench import bench, stamp_remarks
from nvexplorer.signing.bench_compare import Verdict, compare
from nvexplorer.signing.bench_text import header_lines, raw_request
from nvexplorer.signing.sign import sign
from nvexplorer.signing.urls import build_urls

VECTORS = json.loads(
    (Path(__file__).parent.parent / "data" / "mac-vectors.json").read_text(encoding="utf-8")
)
CUSTOMER, PARTNER = "CUSTOMERKEY0123456789ABCDEF01234", "PARTNERKEY00123456789ABCDEF01234"
KEYS = Keys(Secret(CUSTOMER), Secret(PARTNER))
PROFILE = Profile(
    "P",
    Partner("Partner", "Sender", "Par_100"),
    ApiUser("User", "US_1_2"),
    Company("Company", "1234567-1"),
    Environment.TEST,
    "https://isvapi.netvisor.fi",
)
STAMP = Stamp("2026-01-02 03:04:05.678", "1767323045", "id-1")
PARAMETERS = (Parameter("keyword", "Äijälä Oy"),)
URLS = build_urls(PROFILE.host, "customerlist.nv", PARAMETERS)
DECODED = "https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy"
SENT = "https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
PLAIN = {"SHA256": hashlib.sha256, "MD5": hashlib.md5}
K = PartKind


def by_hand(values: list[str], customer: str, partner: str, algorithm: str, encoding: str) -> str:
    """`values` in the order of the documents, TimestampUnix last."""
    used = values if algorithm == "HMACSHA256" else values[:-1]
    text = "&".join([*used, customer, partner]).encode(encoding)
    if algorithm == "HMACSHA256":
        return hmac.new(f"{customer}&{partner}".encode(encoding), text, "sha256").hexdigest()
    return PLAIN[algorithm](text).hexdigest()


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_the_published_pairs(vector: dict[str, str]) -> None:
    encoding = "utf-8" if vector["encoding"].lower().startswith("utf-8") else "iso-8859-15"
    edits = {
        K.URL: vector["url"],
        K.SENDER: vector["sender"],
        K.CUSTOMER_ID: vector["customer_id"],
        K.TIMESTAMP: vector["timestamp"],
        K.LANGUAGE: vector["language"],
        K.ORGANISATION_ID: vector["organisation_id"],
        K.TRANSACTION_ID: vector["transaction_id"],
        K.TIMESTAMP_UNIX: vector["timestamp_unix"],
        K.CUSTOMER_KEY: Secret(vector["customer_key"]),
        K.PARTNER_KEY: Secret(vector["partner_key"]),
    }
    profile = PROFILE._replace(algorithm=vector["algorithm"], mac_encoding=encoding)
    result = bench(profile, URLS, STAMP, None, edits)
    assert result.mac == vector["mac"]
    assert result.problems == ()


anything = st.text(st.characters(codec="iso-8859-15"), max_size=20)


@given(
    values=st.lists(anything, min_size=8, max_size=8),
    keys=st.tuples(anything, anything),
    algorithm=st.sampled_from(["HMACSHA256", "SHA256", "MD5"]),
    encoding=st.sampled_from(["iso-8859-15", "utf-8"]),
)
def test_any_values_against_hashlib(
    values: list[str], keys: tuple[str, str], algorithm: str, encoding: str
) -> None:
    kinds = [
        K.URL, K.SENDER, K.CUSTOMER_ID, K.TIMESTAMP, K.LANGUAGE, K.ORGANISATION_ID,
        K.TRANSACTION_ID, K.TIMESTAMP_UNIX,
    ]  # fmt: skip
    edits: dict[PartKind, str | Secret] = dict(zip(kinds, values, strict=True))
    edits |= {K.CUSTOMER_KEY: Secret(keys[0]), K.PARTNER_KEY: Secret(keys[1])}
    profile = PROFILE._replace(algorithm=algorithm, mac_encoding=encoding)
    result = bench(profile, URLS, STAMP, KEYS, edits)
    assert result.mac == by_hand(values, *keys, algorithm, encoding)
    used = values if algorithm == "HMACSHA256" else values[:-1]
    text = "&".join([*used, *keys])
    assert result.characters == len(text)
    data = text.encode(encoding)
    assert len(result.hashed.data) == len(data)
    shown = len("&".join(used).encode(encoding)) + 1
    assert result.hashed.data[:shown] == data[:shown]


def test_untouched_it_is_the_mac_of_the_request() -> None:
    draft = RequestDraft("customerlist.nv", "GET", PARAMETERS)
    for form, url in ((MacUrlForm.DECODED, DECODED), (MacUrlForm.SENT, SENT)):
        profile = PROFILE._replace(mac_url_form=form)
        result = bench(profile, URLS, STAMP, KEYS)
        assert result.mac == sign(draft, profile, KEYS, STAMP).mac
        assert result.message.masked().startswith(f"{url}&Sender&US_1_2&")


def test_no_key_is_in_what_is_shown() -> None:
    result = bench(PROFILE, URLS, STAMP, KEYS)
    for key in (CUSTOMER, PARTNER):
        assert key not in repr(result)
        assert key.encode() not in result.hashed.data
    masked = [span for span in result.hashed.spans if span.masked]
    assert [span.end - span.start for span in masked] == [32, 32]
    assert result.key == "customer key & partner key, 65 bytes"
    assert len(result.hashed.data) == result.characters
    sha = bench(PROFILE._replace(algorithm="SHA256"), URLS, STAMP, KEYS)
    assert sha.key == "none: SHA256 hashes the text alone"
    assert all(part.kind != K.TIMESTAMP_UNIX for part in sha.message.parts)


def test_spans_cover_the_bytes_without_gaps() -> None:
    result = bench(PROFILE._replace(mac_encoding="utf-8"), URLS, STAMP, KEYS)
    at = 0
    for span in result.hashed.spans:
        assert span.start == at
        at = span.end
        piece = result.hashed.data[span.start : span.end]
        if span.part is None:
            assert piece == b"&"
        elif not span.masked:
            assert piece.decode() == span.part.value
    assert at == len(result.hashed.data)
    assert result.hashed.not_ascii == 6


def test_characters_that_the_encoding_lacks_are_named_at_their_part() -> None:
    result = bench(PROFILE, URLS, STAMP, KEYS, {K.SENDER: "a→b", K.URL: "x\ud800"})
    assert result.digest is None
    assert result.mac == ""
    sentence = "The sender holds “→” (U+2192, rightwards arrow), which ISO-8859-15 lacks."
    assert result.problem(K.SENDER) == sentence
    assert "U+D800" in result.problem(K.URL)
    assert result.why_not.startswith("No MAC: The URL holds")
    data = result.hashed.data
    assert data.startswith(b"x?&a?b&US_1_2")
    assert result.hashed.lacking == {1, 4}
    assert result.problem(K.LANGUAGE) == ""


def test_a_character_of_a_key_is_never_named() -> None:
    result = bench(PROFILE, URLS, STAMP, KEYS, {K.PARTNER_KEY: Secret("SECRET→")})
    assert result.why_not == "No MAC: The partner key holds a character that ISO-8859-15 lacks."
    assert "→" not in repr(result)
    assert "SECRET" not in repr(result)


def test_what_is_not_known_is_said_and_may_be_typed() -> None:
    result = bench(PROFILE, URLS, STAMP, None, {}, {K.URL: "No resource is chosen."})
    assert [each.kind for each in result.problems] == [K.URL, K.CUSTOMER_KEY, K.PARTNER_KEY]
    assert result.why_not == "No MAC: No resource is chosen."
    assert not result.keys_known
    assert result.key == "customer key & partner key"
    edits = {K.URL: "u", K.CUSTOMER_KEY: KEYS.customer, K.PARTNER_KEY: KEYS.partner}
    typed = bench(PROFILE, URLS, STAMP, None, edits, {K.URL: "No resource is chosen."})
    values = ["u", "Sender", "US_1_2", STAMP.timestamp, "EN", "1234567-1", "id-1"]
    expected = by_hand([*values, "1767323045"], CUSTOMER, PARTNER, "HMACSHA256", "ascii")
    assert typed.mac == expected
    assert typed.keys_known
    assert typed.message.find(K.URL).field == "the bench"


def test_an_encoding_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="utf-16"):
        bench(PROFILE._replace(mac_encoding="utf-16"), URLS, STAMP, KEYS)
    with pytest.raises(BadInput, match="SHA1"):
        bench(PROFILE._replace(algorithm="SHA1"), URLS, STAMP, KEYS)


@pytest.mark.parametrize(
    ("timestamp", "unix", "words"),
    [
        ("2026-01-02 03:04:05.678", "1767323045", ""),
        ("2026-01-02 05:04:05.678", "1767323045", "2 h after TimestampUnix"),
        ("2026-01-02 03:03:04.000", "1767323045", "1 min 1 s before TimestampUnix"),
        ("2026-01-02T03:04:05.678Z", "1767323045", "not written as YYYY-MM-DD"),
        ("2026-01-02 03:04:05.678", "1767323045678", "not whole seconds"),
        ("2026-01-02 03:04:05", "1767323045", "not written as"),
        ("2026-01-02 03:04:05.678", "", "not whole seconds"),
    ],
)
def test_stamps_that_do_not_fit(timestamp: str, unix: str, words: str) -> None:
    edits = {K.TIMESTAMP: timestamp, K.TIMESTAMP_UNIX: unix}
    remarks = stamp_remarks(bench(PROFILE, URLS, STAMP, KEYS, edits).message)
    assert len(remarks) == bool(words)
    assert not words or words in remarks[0]


DIGEST = hashlib.sha256(b"x").digest()
HEX = DIGEST.hex()


@pytest.mark.parametrize(
    ("pasted", "verdict", "note"),
    [
        ("", Verdict.NOTHING, ""),
        ("  ", Verdict.NOTHING, ""),
        (HEX, Verdict.SAME, ""),
        (f' "{HEX}"\n', Verdict.SAME, ""),
        (f"X-Netvisor-Authentication-MAC: {HEX}", Verdict.SAME, ""),
        (HEX.upper(), Verdict.SAME, "letter case"),
        (hashlib.sha256(b"y").hexdigest(), Verdict.DIFFERENT, ""),
        (base64.b64encode(DIGEST).decode(), Verdict.DIFFERENT, "base64"),
        (HEX[:32], Verdict.DIFFERENT, "cut after 32"),
        (hashlib.md5(b"x").hexdigest(), Verdict.DIFFERENT, "32 hex digits, as MD5 makes"),
        ("hello there", Verdict.DIFFERENT, "no hex text"),
    ],
)
def test_a_mac_from_elsewhere(pasted: str, verdict: Verdict, note: str) -> None:
    found = compare(pasted, DIGEST)
    assert found.verdict == verdict
    assert note in found.note
    assert bool(found.note) == bool(note)


def test_header_lines_are_those_that_are_sent() -> None:
    result = bench(PROFILE, URLS, STAMP, KEYS)
    lines = header_lines(PROFILE, result.message, result.mac)
    head = sign(RequestDraft("customerlist.nv", "GET", PARAMETERS), PROFILE, KEYS, STAMP).head()
    sent = [line for line in head.decode("latin-1").split("\r\n") if line.startswith(("X-", "Con"))]
    assert list(lines) == sent
    for algorithm in ("SHA256", "MD5"):
        profile = PROFILE._replace(algorithm=algorithm)
        short = header_lines(profile, bench(profile, URLS, STAMP, KEYS).message, "00")
        assert not [line for line in short if "TimestampUnix" in line]


def test_the_text_for_the_doctor_has_the_values_of_the_bench_and_no_key() -> None:
    result = bench(PROFILE, URLS, STAMP, KEYS, {K.LANGUAGE: "fi\r\nX-Evil: 1"})
    text = raw_request("GET", URLS.sent, PROFILE, result.message, "PASTED")
    assert text.startswith(f"GET {SENT} HTTP/1.1\nHost: isvapi.netvisor.fi\nX-Netvisor-")
    assert "\nX-Netvisor-Authentication-MAC: PASTED\n" in text
    assert "\nX-Netvisor-Interface-Language: fi X-Evil: 1\n" in text
    assert CUSTOMER not in text
    assert PARTNER not in text
    edited = bench(PROFILE, URLS, STAMP, KEYS, {K.URL: "http://a.b/c d.nv?x=%C4&y=ä"})
    text = raw_request("POST", URLS.sent, PROFILE, edited.message, "M")
    assert text.startswith("POST http://a.b/c%20d.nv?x=%C4&y=%C3%A4 HTTP/1.1\nHost: a.b\n")
