"""Mistakes with encoding, function and rendering: the bytes that are hashed, and the MACs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from nvexplorer.doctor.encodings import ENCODINGS, encoded
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import Ingredients, Mistake, NamedKeys, Slot, expected
from nvexplorer.doctor.mistakes import BY_ID, encoding, function, rendering
from nvexplorer.doctor.recipe import Recipe
from nvexplorer.model.mac import Certainty
from nvexplorer.model.secret import Secret

CK, PK = "0123456789ABCDEF0123456789ABCDEF", "FEDCBA9876543210FEDCBA9876543210"
HMAC_KEY = f"{CK}&{PK}".encode()
UUID = "11111111-2222-4333-8444-555555555555"
PLAIN_URL = "https://isvapi.netvisor.fi/customerlist.nv"
URL = PLAIN_URL + "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"
INGREDIENTS = Ingredients(
    url=URL,
    sent_url=URL,
    sender="Request Explorer",
    customer_id="TT_10000_1",
    partner_id="Tst_100",
    timestamp="2026-01-02 03:04:05.678",
    timestamp_unix="1767323045",
    transaction_id=UUID,
    language="EN",
    organisation_id="1234567-1",
    keys=NamedKeys("Demo", Secret(CK), Secret(PK)),
)
LISTED = {
    each["id"]: each
    for each in json.loads(
        (Path(__file__).parents[1] / "data" / "mac-mistakes.json").read_text(encoding="utf-8")
    )
}


def made(id: str, ingredients: Ingredients = INGREDIENTS, choice: str = "") -> Recipe:
    assert choice in BY_ID[id].choices(ingredients)
    return BY_ID[id].edit(expected(ingredients), ingredients, choice)


def test_m48_makes_its_mac() -> None:
    recipe = made("M48")
    assert recipe.text() == LISTED["M48"]["text"].replace("{CK}", CK).replace("{PK}", PK)
    data = encoded(recipe.text(), recipe.encoding)
    assert data is not None
    assert hmac.new(HMAC_KEY, data, "sha256").hexdigest() == LISTED["M48"]["mac"]


def test_m01_makes_its_mac() -> None:
    recipe = made("M01", INGREDIENTS._replace(url=PLAIN_URL))
    digest = FUNCTIONS[recipe.function].digest(recipe.text().encode("ascii"), HMAC_KEY)
    assert recipe.text() == LISTED["M01"]["text"].replace("{CK}", CK).replace("{PK}", PK)
    assert digest.hex() == LISTED["M01"]["mac"]


@pytest.mark.parametrize(
    ("id", "choice", "text", "data"),
    [
        ("E01", "", "ä€", b"\xe4\xa4"),
        ("M48", "", "ä€", b"\xc3\xa4\xe2\x82\xac"),
        ("E02", "", "ä", b"\xe4"),
        ("E02", "", "€", None),
        ("E03", "", "€š", b"\x80\x9a"),
        ("E04", "", "Äijälä & Söner", b"?ij?l? & S?ner"),
        ("E05", "", "ä", b"\xc3\x83\xc2\xa4"),
        ("E06", "", "a&ä", b"\xef\xbb\xbfa&\xc3\xa4"),
        ("E07", "", "aä", b"a\x00\xe4\x00"),
        ("E08", "", "aä", b"\x00a\x00\xe4"),
        ("E09", "", "aä", b"\xff\xfea\x00\xe4\x00"),
        ("E10", "", "aä", b"\xfe\xff\x00a\x00\xe4"),
        ("E11", "", "Päivä", b"P\xef\xbf\xbdiv\xef\xbf\xbd"),
        ("E12", "", "Äijälä", b"ijl"),
        ("E13", "", "Äijälä Åbo", b"Aijala Abo"),
        ("E14", "", "Äijälä", b'"Aij"al"a'),
        ("E15", "", "ä€", b"\xe4?"),
        ("E16", "", "ä€", b"\xe4\xac"),  # Buffer.from("ä€", "latin1") in Node
        ("E17", "", "äöå", b"\x84\x94\x86"),
        ("E19", "", "äöå", b"\x8a\x9a\x8c"),
        ("E20", "", "ä", b"\xe4\x00\x00\x00"),
        ("E21", "", "ä", b"\x00\x00\x00\xe4"),
        ("E30", "encodeURIComponent", "a b&ä/(x)~", b"a%20b%26%C3%A4%2F(x)~"),
        ("E30", "PHP rawurlencode", "a b&ä/(x)~", b"a%20b%26%C3%A4%2F%28x%29~"),
        ("E30", "PHP urlencode or Java URLEncoder", "a b&ä/~", b"a+b%26%C3%A4%2F%7E"),
        ("E30", ".NET HttpUtility.UrlEncode", "a b&ä/(x)", b"a+b%26%c3%a4%2f(x)"),
        ("E30", "encodeURI", "https://h/a b&ä", b"https://h/a%20b&%C3%A4"),
        ("E30", "Python urllib quote", "https://h/a b", b"https%3A//h/a%20b"),
        ("E31", "with + kept", "a%20b+c", b"a b+c"),
        ("E31", "with + as a space", "a%20b+c", b"a b c"),
        ("E32", "", 'a&b<"ä', b"a&amp;b&lt;&quot;\xe4"),
        ("E33", "", "https://h/ä", rb'"https:\/\/h\/\u00e4"'),
        ("E34", "", "ä&", b"5CY="),
        ("E35", "", "ä&", b"e426"),
        ("E36", "", "Äiti EN", b"\xe4iti en"),
        ("E37", "", "äiti en", b"\xc4ITI EN"),
        ("E38", "", " a b\n", b"a b"),
        ("E39", "", "2026-01-02 03:04", b"2026-01-0203:04"),
        ("E40", "NFKC", "ﬁ ä", b"fi \xe4"),
        ("E42", "", "ä", rb"\u00e4"),
        ("E43", "", "ä€", b"&#228;&#8364;"),
    ],
)
def test_the_bytes_that_are_hashed(id: str, choice: str, text: str, data: bytes | None) -> None:
    recipe = BY_ID[id].edit(expected(INGREDIENTS), INGREDIENTS, choice)
    assert encoded(text, recipe.encoding) == data


def test_a_form_of_the_text_goes_with_the_encoding_in_use() -> None:
    utf_8 = BY_ID["M48"].edit(expected(INGREDIENTS), INGREDIENTS, "")
    both = BY_ID["E37"].edit(utf_8, INGREDIENTS, "")
    assert encoded("ä", both.encoding) == b"\xc3\x84"
    decomposed = BY_ID["E40"].edit(utf_8, INGREDIENTS, "NFD")
    assert encoded("ä", decomposed.encoding) == b"a\xcc\x88"


def test_text_and_key_may_have_the_same_other_encoding() -> None:
    recipe = made("E22")
    text, key = encoded("aä", recipe.encoding), encoded("k&", recipe.key_encoding)
    assert (text, key) == (b"a\x00\xe4\x00", b"k\x00&\x00")
    sha256 = INGREDIENTS._replace(algorithm="SHA256")  # which has no such key
    assert made("E22", sha256) == expected(sha256)


TEXTS = ["", "plain ASCII & more", "Äijälä Öy åÅ", "€ŠšŽžŒœŸ", "汉字 \U0001f600", "\ud800 lone"]


@pytest.mark.parametrize("name", sorted(ENCODINGS))
def test_an_encoding_keeps_to_what_it_says(name: str) -> None:
    each = ENCODINGS[name]
    for text in TEXTS:
        data = each.encode(text)  # never raises
        assert data is None or isinstance(data, bytes)
        for cut in range(len(text) if each.by_parts else 0):
            parts = each.encode(text[:cut]), each.encode(text[cut:])
            assert (None in parts) == (data is None)
            assert data is None or b"".join(part or b"" for part in parts) == data
    assert not each.plain or each.encode(TEXTS[1]) == TEXTS[1].encode("ascii")


def test_other_codecs_may_be_expected() -> None:
    assert encoded("ä", "cp865") == b"\x84"
    assert encoded("汉", "iso-8859-15") is None
    with pytest.raises(LookupError):
        encoded("ä", "no such encoding")


@pytest.mark.parametrize("id", ["E02", "E03", "E15", "E16"])
def test_latin_encodings_are_offered_where_they_can_differ(id: str) -> None:
    assert BY_ID[id].choices(INGREDIENTS) == ()
    assert BY_ID[id].choices(INGREDIENTS._replace(sender="Žižka 5 €")) == ("",)


TEXT_10 = (
    f"{PLAIN_URL}&Request Explorer&TT_10000_1&2026-01-02 03:04:05.678&EN&1234567-1&{UUID}"
    f"&1767323045&{CK}&{PK}"
)
TEXT_9 = TEXT_10.replace("&1767323045", "")


@pytest.mark.parametrize(
    ("id", "announced", "text", "name", "key"),
    [
        ("M01", "HMACSHA256", TEXT_10, "sha256", b""),
        ("H01", "SHA256", TEXT_9, "sha256", HMAC_KEY),
        ("H02", "MD5", TEXT_9, "sha256", b""),
        ("H03", "MD5", TEXT_9, "sha256", HMAC_KEY),
        ("H04", "HMACSHA256", TEXT_10, "md5", b""),
        ("H05", "SHA256", TEXT_9, "md5", b""),
        ("H10", "HMACSHA256", TEXT_9, "sha256", b""),
        ("H11", "HMACSHA256", TEXT_9, "md5", b""),
        ("H12", "SHA256", TEXT_10, "sha256", HMAC_KEY),
        ("H13", "MD5", TEXT_10, "sha256", HMAC_KEY),
    ],
)
def test_one_algorithm_announced_and_another_used(
    id: str, announced: str, text: str, name: str, key: bytes
) -> None:
    recipe = made(id, INGREDIENTS._replace(url=PLAIN_URL, algorithm=announced))
    assert recipe.text() == text
    data = text.encode("ascii")
    digest = hmac.new(key, data, name).digest() if key else hashlib.new(name, data).digest()
    assert FUNCTIONS[recipe.function].digest(data, HMAC_KEY) == digest
    for other in {"HMACSHA256", "SHA256", "MD5"} - {announced}:
        there = INGREDIENTS._replace(algorithm=other)
        assert BY_ID[id].edit(expected(there), there, "") == expected(there)


@pytest.mark.parametrize(
    ("id", "digest"),
    [
        ("H20", hashlib.sha1(b"text" * 20).digest()),
        ("H31", hmac.new(HMAC_KEY, b"text" * 20, "sha512").digest()),
        ("H40", hmac.new(b"text" * 20, HMAC_KEY, "sha256").digest()),
        ("H50", hmac.new(HMAC_KEY, hashlib.sha256(b"text" * 20).hexdigest().encode(),
                         "sha256").digest()),
        ("H57", hashlib.sha256(hashlib.sha256(b"text" * 20).hexdigest().encode()).digest()),
        ("H70", hashlib.sha256(HMAC_KEY + b"text" * 20).digest()),
        ("H72", hashlib.sha256(HMAC_KEY + b"&" + b"text" * 20).digest()),
        ("H80", hmac.new(HMAC_KEY, b"text" * 20, "sha256").digest()[::-1]),
    ],
)  # fmt: skip
def test_other_functions(id: str, digest: bytes) -> None:
    assert FUNCTIONS[made(id).function].digest(b"text" * 20, HMAC_KEY) == digest


def test_m51_and_m52_are_named_in_the_recipe() -> None:
    digest = bytes.fromhex(LISTED["R0"]["mac"])
    assert LISTED["M51"]["mac"] == digest.hex().upper()
    assert LISTED["M52"]["mac"] == base64.b64encode(digest).decode()
    assert made("M51").rendering == "HEX"
    assert made("M52").rendering == "base64"


FIELDS = {
    Slot.ENCODING: {"encoding"},
    Slot.FUNCTION: {"function"},
    Slot.RENDERING: {"rendering"},
    Slot.LAYOUT: {"layout"},
    Slot.KEYS: {"key_encoding"},
}


@pytest.mark.parametrize(
    "mistake",
    [*encoding.MISTAKES, *function.MISTAKES, *rendering.MISTAKES],
    ids=lambda each: each.id,
)
def test_an_entry_keeps_to_its_contract(mistake: Mistake) -> None:
    allowed = FIELDS[mistake.slot] | (FIELDS[mistake.also] if mistake.also else set())
    assert 1 <= mistake.weight <= 100
    assert mistake.source
    for algorithm in ("HMACSHA256", "SHA256", "MD5"):
        for name in ("iso-8859-15", "utf-8", "cp865", "hex"):
            there = INGREDIENTS._replace(algorithm=algorithm, encoding=name)
            recipe = expected(there)
            for choice in [*mistake.choices(there), "", "no such choice"]:
                changed = mistake.edit(recipe, there, choice)
                fields = {
                    field
                    for field, old, new in zip(Recipe._fields, recipe, changed, strict=True)
                    if old != new
                }
                assert fields <= allowed
                assert changed.function in FUNCTIONS
                encoded("text", changed.encoding)
                for words in (mistake.title, mistake.explanation, mistake.fix):
                    assert words.format(choice=choice, expected="x", made="y").strip()


def test_certainty_follows_the_sources() -> None:
    assert BY_ID["M48"].certainty is Certainty.RELAYED  # the sources conflict
    assert BY_ID["E02"].certainty is Certainty.OPEN
    assert BY_ID["M51"].certainty is Certainty.OPEN
    assert BY_ID["M01"].certainty is Certainty.DOCUMENTED
