"""Mistakes with the keys: what is hashed with them, and that no key shows."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mac_requests import CUSTOMER_KEY, LISTED, PARTNER_KEY, listed_text, request

from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.mistake import Ingredients, NamedKeys, Slot, expected
from nvexplorer.doctor.mistakes import keys
from nvexplorer.model.mac import Certainty
from nvexplorer.model.secret import MASK, Secret

BY_ID = {mistake.id: mistake for mistake in keys.MISTAKES}
CK, PK = CUSTOMER_KEY, PARTNER_KEY
LISTED_IDS = ["M08", "M09", "M10", "M11", "M12", "M13", "M14", "M21"]


def with_keys(customer: str, partner: str) -> Ingredients:
    return request()._replace(keys=NamedKeys("Demo", Secret(customer), Secret(partner)))


def with_others(*others: tuple[str, str, str]) -> Ingredients:
    named = tuple(NamedKeys(name, Secret(c), Secret(p)) for name, c, p in others)
    return request()._replace(other_keys=named)


def hashed(ingredients: Ingredients, *steps: tuple[str, str]) -> tuple[str, bytes | None]:
    """The end of the MAC input behind TimestampUnix, and the bytes of the HMAC key."""
    recipe = expected(ingredients)
    for id, choice in steps:
        mistake = BY_ID[id]
        assert choice in mistake.choices(ingredients), f"{id} does not offer {choice!r}"
        recipe = mistake.edit(recipe, ingredients, choice)
    text = recipe.text().split(f"&{ingredients.timestamp_unix}&", 1)[1]
    return text, encoded(recipe.key_text(), recipe.key_encoding)


@pytest.mark.parametrize("id", LISTED_IDS)
def test_the_listed_mistakes_give_the_listed_texts_and_macs(id: str) -> None:
    choice = BY_ID[id].choices(request())[0]
    for given_choice in ("", choice):
        recipe = BY_ID[id].edit(expected(request()), request(), given_choice)
        assert recipe.text() == listed_text(id)
        key, text = recipe.key_text().encode("ascii"), recipe.text().encode("ascii")
        assert hmac.new(key, text, hashlib.sha256).hexdigest() == LISTED[id]["mac"]


@pytest.mark.parametrize(
    ("id", "choice", "text", "key"),
    [
        ("M10", "", f"{PK}&{CK}", f"{PK}&{CK}"),
        ("M11", "", f"{CK}&{PK}", f"{PK}&{CK}"),
        ("K40", "", f"{PK}&{CK}", f"{CK}&{PK}"),
        ("K41", "", "TT_10000_1&Tst_100", "TT_10000_1&Tst_100"),
        ("K42", "partner ID in the HMAC key", f"{CK}&{PK}", f"{CK}&Tst_100"),
        ("K42", "customer ID in the MAC input", f"TT_10000_1&{PK}", f"{CK}&{PK}"),
        ("K43", "", f"{CK}&{CK}", f"{CK}&{CK}"),
        ("K44", "", f"{PK}&{PK}", f"{PK}&{PK}"),
        ("K45", "Partner key in the HMAC key", f"{CK}&{PK}", f"{PK}&{PK}"),
        ("K45", "Customer key in the MAC input", f"{CK}&{CK}", f"{CK}&{PK}"),
        ("K46", "organisation ID for the customer key", f"1234567-1&{PK}", f"1234567-1&{PK}"),
        ("K46", "IDs crossed", "Tst_100&TT_10000_1", "Tst_100&TT_10000_1"),
        ("K47", "nothing", "&", "&"),
        ("K47", "undefined", "undefined&undefined", "undefined&undefined"),
        ("K47", "the dots of a masked key", f"{MASK}&{MASK}", None),  # not in ISO-8859-15
        ("K48", "YOUR_PRIVATE_KEY_HERE", f"YOUR_PRIVATE_KEY_HERE&{PK}",
         f"YOUR_PRIVATE_KEY_HERE&{PK}"),
        ("K49", "nothing", f"{CK}&", f"{CK}&"),
        ("K49", "PARTNER_KEY", f"{CK}&PARTNER_KEY", f"{CK}&PARTNER_KEY"),
        ("M21", "Customer key", f"{CK} &{PK}", f"{CK} &{PK}"),
        ("M21", "Both keys", f"{CK} &{PK} ", f"{CK} &{PK} "),
        ("M21-1", "Partner key in the HMAC key", f"{CK}&{PK}", f"{CK}&{PK} "),
        ("M21-1", "Partner key in the MAC input", f"{CK}&{PK} ", f"{CK}&{PK}"),
        ("K01", "Customer key", f" {CK}&{PK}", f" {CK}&{PK}"),
        ("K02", "Partner key", f"{CK}&{PK}\n", f"{CK}&{PK}\n"),
        ("K02", "Both keys", f"{CK}\n&{PK}\n", f"{CK}\n&{PK}\n"),
        ("K03", "Partner key", f"{CK}&{PK}\r\n", f"{CK}&{PK}\r\n"),
        ("K04", "Partner key", f"{CK}&{PK}\r", f"{CK}&{PK}\r"),
        ("K10", "Both keys", f'"{CK}"&"{PK}"', f'"{CK}"&"{PK}"'),
        ("K12", "Partner key", f"{CK}&{PK[:31]}", f"{CK}&{PK[:31]}"),
        ("K13", "Customer key", f"{CK[1:]}&{PK}", f"{CK[1:]}&{PK}"),
        ("K20", "Both keys", "0123456789abcdef0123456789abcdef&fedcba9876543210fedcba9876543210",
         "0123456789abcdef0123456789abcdef&fedcba9876543210fedcba9876543210"),
        ("K20-1", "Both keys in the HMAC key", f"{CK}&{PK}",
         "0123456789abcdef0123456789abcdef&fedcba9876543210fedcba9876543210"),
        ("K22", "Customer key", f"01234567-89ab-cdef-0123-456789abcdef&{PK}",
         f"01234567-89ab-cdef-0123-456789abcdef&{PK}"),
        # printf %s KEY | base64
        ("K27", "Customer key", f"MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY=&{PK}",
         f"MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY=&{PK}"),
        # printf %s KEY | md5sum
        ("K30", "Partner key", f"{CK}&8cec45274d2b13e9865d91bbf0e39400",
         f"{CK}&8cec45274d2b13e9865d91bbf0e39400"),
        ("M12", "", f"{CK}&{PK}", f"{CK}{PK}"),
        ("K50", "a colon", f"{CK}&{PK}", f"{CK}:{PK}"),
        ("K50", "%26", f"{CK}&{PK}", f"{CK}%26{PK}"),
        ("K50", "two &", f"{CK}&{PK}", f"{CK}&&{PK}"),
        ("K51", "& behind the keys", f"{CK}&{PK}", f"{CK}&{PK}&"),
        ("K51", "& in front of the keys", f"{CK}&{PK}", f"&{CK}&{PK}"),
        ("K51", "& on both sides of the keys", f"{CK}&{PK}", f"&{CK}&{PK}&"),
        ("K52", "the organisation ID", f"{CK}&{PK}", "1234567-1"),
        ("K52", "the customer ID and the partner ID", f"{CK}&{PK}", "TT_10000_1&Tst_100"),
        ("K53", "", f"{CK}&{PK}", ""),
        # printf %s "CK&PK" | sha256sum
        ("K54", "the SHA-256 of the two keys", f"{CK}&{PK}",
         "5cc02e107d6332ab6aaed655cec7784c14355baecf1bdbe9f5461f508de46c1a"),
    ],
)  # fmt: skip
def test_another_key_another_text_another_place(
    id: str, choice: str, text: str, key: str | None
) -> None:
    expected_key = None if key is None else key.encode("ascii")
    assert hashed(request(), (id, choice)) == (text, expected_key)


@pytest.mark.parametrize(
    ("id", "choice", "key"),
    [
        ("K55", "", bytes.fromhex(CK) + b"&" + bytes.fromhex(PK)),
        ("K56", "UTF-16, little endian", b"".join(bytes([b, 0]) for b in f"{CK}&{PK}".encode())),
        ("K56", "UTF-8 with a byte order mark", b"\xef\xbb\xbf" + f"{CK}&{PK}".encode()),
    ],
)  # fmt: skip
def test_other_bytes_of_the_hmac_key(id: str, choice: str, key: bytes) -> None:
    assert hashed(request(), (id, choice)) == (f"{CK}&{PK}", key)


def test_a_key_read_as_base64() -> None:
    # printf %s KEY | base64 -d | od -An -tx1
    customer = bytes.fromhex("d35db7e39ebbf3d001083105d35db7e39ebbf3d001083105")
    text, key = hashed(request(), ("K57", "each key"))
    assert text == f"{CK}&{PK}"
    assert key is not None
    assert key.startswith(customer + b"&")
    assert len(key) == 24 + 1 + 24
    _, joined = hashed(request(), ("K57", "both keys, without the & between"))
    assert joined == key.replace(b"&", b"", 1)


def test_what_a_key_has_that_the_program_s_has_not() -> None:
    upper, lower = with_keys("ABCDEF", "FEDCBA"), with_keys("abcdef", "fedcba")
    assert hashed(lower, ("K21", "Both keys"))[0] == "ABCDEF&FEDCBA"
    assert BY_ID["K21"].choices(upper) == ()
    guid = with_keys("01234567-89ab-cdef-0123-456789abcdef", "secret partner key")
    assert hashed(guid, ("K23", "Customer key"))[0] == (
        "0123456789abcdef0123456789abcdef&secret partner key"
    )
    assert hashed(guid, ("K24", "Partner key"))[0].endswith("&secret%20partner%20key")
    assert hashed(guid, ("K25", "Partner key"))[0].endswith("&secret+partner+key")
    assert hashed(guid, ("K33", "Partner key"))[0].endswith("&secretpartnerkey")
    assert hashed(with_keys("a&b", "c"), ("K24", "Customer key"))[0] == "a%26b&c"
    assert hashed(with_keys("a&b", "c"), ("K26", "Customer key"))[0] == "a&amp;b&c"
    assert hashed(with_keys('"ab"', "c"), ("K32", "Customer key"))[0] == "ab&c"


def test_both_keys_are_offered_only_where_each_is_another_text() -> None:
    assert BY_ID["K20"].choices(with_keys("ABC", "123")) == ("Customer key",)
    assert BY_ID["K20"].choices(with_keys("123", "456")) == ()
    assert BY_ID["K20"].choices(with_keys("ABC", "DEF")) == (
        "Both keys", "Customer key", "Partner key",
    )  # fmt: skip


def test_another_profile_s_keys_are_named_by_the_profile() -> None:
    others = with_others(("Test Oy", "c2", "p2"), ("Twin Oy", CK, "p3"), ("Test Oy", "c4", "p4"))
    assert hashed(others, ("K60", "Test Oy")) == ("c2&p2", b"c2&p2")
    assert hashed(others, ("K61", "Test Oy")) == (f"c2&{PK}", f"c2&{PK}".encode())
    assert hashed(others, ("K62", "Twin Oy")) == (f"{CK}&p3", f"{CK}&p3".encode())
    assert BY_ID["K61"].choices(others) == ("Test Oy",)  # Twin Oy has the same customer key
    assert BY_ID["K60"].choices(others) == ("Test Oy",)
    assert BY_ID["K62"].choices(others) == ("Test Oy", "Twin Oy")
    assert BY_ID["K60"].choices(request()) == ()
    many = with_others(*((f"Profile {n}", f"c{n}", f"p{n}") for n in range(5000)))
    wide = [mistake for mistake in keys.MISTAKES if mistake.wide]
    assert [mistake.id for mistake in wide] == ["K60", "K61", "K62"]
    assert sum(len(mistake.choices(many)) for mistake in wide) == 600


def test_they_compose_in_one_order() -> None:
    others = with_others(("Test Oy", "AB", "CD"))
    steps = [
        ("K62", "Test Oy"),
        ("K20", "Both keys"),
        ("K02", "Partner key"),
        ("M10", ""),
        ("K50", "a colon"),
        ("K56", "UTF-16, big endian"),
    ]
    assert [BY_ID[id].order for id, _ in steps] == [0, 1, 2, 3, 4, 5]
    low = CK.lower()
    assert hashed(others, *steps) == (f"cd\n&{low}", f"cd\n:{low}".encode("utf-16-be"))


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
def test_without_hmac_nothing_is_said_of_an_hmac_key(algorithm: str) -> None:
    plain = request()._replace(algorithm=algorithm)
    for mistake in keys.MISTAKES:
        offered = mistake.choices(plain)
        if "HMAC" in mistake.title or mistake.id.endswith("-1"):
            assert offered == ()
        assert not any("HMAC" in choice for choice in offered)


def test_every_change_is_another_one() -> None:
    seen: dict[tuple[str, bytes | None, str], tuple[str, str]] = {}
    right = expected(request())
    for mistake in keys.MISTAKES:
        for choice in mistake.choices(request()):
            recipe = mistake.edit(right, request(), choice)
            made = (recipe.text(), encoded(recipe.key_text(), recipe.key_encoding), "")
            if made[1] is None:
                made = (recipe.text(), None, recipe.key_text())
            assert recipe != right
            assert made not in seen, (mistake.id, choice, seen[made])
            seen[made] = (mistake.id, choice)
    assert len(seen) < 220


def test_every_entry_says_what_it_is_in_whole_sentences() -> None:
    for mistake in keys.MISTAKES:
        for text in (mistake.title, mistake.explanation, mistake.fix):
            assert text.format(expected="A", made="B", choice="C").endswith(".")
            assert "{expected}" not in text
            assert "{made}" not in text
        assert len(mistake.choices(request())) < 2 or "{choice}" in mistake.title
        assert mistake.slot == Slot.KEYS
        assert mistake.certainty == Certainty.DOCUMENTED
        assert mistake.source
        assert 1 <= mistake.weight <= 100


KEY = st.one_of(st.text(max_size=20), st.text("0123456789ABCDEFabcdef-", max_size=40))


@given(customer=KEY, partner=KEY, value=KEY, name=st.text(max_size=6), data=st.data())
def test_no_text_makes_an_edit_raise_and_no_choice_holds_a_key(
    customer: str, partner: str, value: str, name: str, data: st.DataObject
) -> None:
    customer, partner = f"zq{customer}", f"zq{partner}"  # in no words of ours
    other = NamedKeys(name.replace("zq", ""), Secret(value), Secret(customer))
    ingredients = with_keys(customer, partner)._replace(other_keys=(other,))
    recipe = expected(ingredients)
    for mistake in keys.MISTAKES:
        choices = mistake.choices(ingredients)
        assert not any("zq" in choice for choice in choices)
        choice = data.draw(st.sampled_from(choices)) if choices else data.draw(st.text(max_size=9))
        for before in (recipe, recipe._replace(hmac_customer_key=Secret(value), key_layout=())):
            after = mistake.edit(before, ingredients, choice)
            assert after.text() is not None
            assert after.key_text() is not None
            assert "zq" not in repr(after)
            assert after._replace(
                customer_key=before.customer_key, partner_key=before.partner_key,
                hmac_customer_key=before.hmac_customer_key,
                hmac_partner_key=before.hmac_partner_key,
                key_layout=before.key_layout, key_encoding=before.key_encoding,
            ) == before  # fmt: skip
