"""What the mistakes with IDs and language make."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mac_requests import LISTED, hmac_of, listed_text, request, text_made, values_made

from nvexplorer.doctor.mistake import Ingredients, Slot, expected
from nvexplorer.doctor.mistakes import sender, url
from nvexplorer.doctor.mistakes.identity import MISTAKES

BY_ID = {mistake.id: mistake for mistake in MISTAKES}
PLAIN = request()


def made(name: str, ingredients: Ingredients, choice: str = "") -> str:
    mistake = BY_ID[name]
    value: str = getattr(mistake.edit(expected(ingredients), ingredients, choice), mistake.slot)
    return value


@pytest.mark.parametrize("name", ["M28", "M29", "M30", "M31"])
def test_a_listed_mistake_hashes_what_the_list_says(name: str) -> None:
    text = text_made(BY_ID[name], PLAIN)
    assert text == listed_text(name)
    assert hmac_of(text) == LISTED[name]["mac"]


@pytest.mark.parametrize(
    ("name", "choice", "value"),
    [
        ("C01", "", "Tst_100"),
        ("C02", "", ""),
        ("C03", "lower case", "tt_10000_1"),
        ("C04", "a space behind it", "TT_10000_1 "),
        ("C04", "a space in front of it", " TT_10000_1"),
        ("C05", 'double quotes "', '"TT_10000_1"'),
        ("C06", "hyphens for underscores", "TT-10000-1"),
        ("C06", "no underscores", "TT100001"),
        ("C07", "the part before the first _", "TT"),
        ("C07", "the part behind the last _", "1"),
        ("C08", "organisation ID", "1234567-1"),
        ("L03", "FI", "FI"),
        ("L03", "SE", "SE"),
        ("L04", "en-US", "en-US"),
        ("L05", "ENG", "ENG"),
        ("L06", "English", "English"),
        ("L07", "GB", "GB"),
        ("L08", "", ""),
        ("L09", "a line feed behind it", "EN\n"),
        ("L10", 'double quotes "', '"EN"'),
        ("L11", "", "En"),
        ("O02", "FI and the hyphen kept", "FI1234567-1"),
        ("O02", "FI and a space", "FI 12345671"),
        ("O02", "FI and another hyphen", "FI-12345671"),
        ("O03", "the e-invoice address 0037", "003712345671"),
        ("O03", "the Peppol scheme 0037:", "0037:12345671"),
        ("O03", "Y-", "Y-1234567-1"),
        ("O04", "a space", "1234567 1"),
        ("O04", "an en dash", "1234567–1"),
        ("O06", "", "1234567"),
        ("O07", "", ""),
        ("O08", "a space behind it", "1234567-1 "),
        ("O09", 'double quotes "', '"1234567-1"'),
        ("I04", "curly brackets", "{11111111-2222-4333-8444-555555555555}"),
        ("I04", "round brackets", "(11111111-2222-4333-8444-555555555555)"),
        ("I06", "urn:uuid:", "urn:uuid:11111111-2222-4333-8444-555555555555"),
        ("I06", "UUID('')", "UUID('11111111-2222-4333-8444-555555555555')"),
        ("I07", 'double quotes "', '"11111111-2222-4333-8444-555555555555"'),
        ("I08", "a line feed behind it", "11111111-2222-4333-8444-555555555555\n"),
        ("I09", "", ""),
        ("I10", "32", "11111111-2222-4333-8444-55555555"),
        ("I10", "8", "11111111"),
        # int(uuid.UUID(...)), Python 3.11
        ("I11", "a whole number", "22685491133344597890602450946295682389"),
        # new Guid(bytes).ToString(): the first three fields have their low byte first
        (
            "I11", "its bytes in the order of .NET",
            "11111111-2222-3343-8444-555555555555",
        ),
        # base64.b64encode(uuid.UUID(...).bytes), Python 3.11
        ("I11", "base64 of its bytes", "ERERESIiQzOERFVVVVVVVQ=="),
    ],
)  # fmt: skip
def test_the_usual_request(name: str, choice: str, value: str) -> None:
    assert choice in BY_ID[name].choices(PLAIN)
    assert made(name, PLAIN, choice) == value


HEX = "1f0e2d3c4b5a49688776a5b4c3d2e1f0"
GUID = "1f0e2d3c-4b5a-4968-8776-a5b4c3d2e1f0"


@pytest.mark.parametrize(
    ("name", "choice", "other", "value"),
    [
        ("C07", "the part before the first _", {"customer_id": GUID + "_12"}, GUID),
        ("C06", "no spaces", {"customer_id": "T T_1_1"}, "TT_1_1"),
        ("C03", "UPPER CASE", {"customer_id": "tt_1_1"}, "TT_1_1"),
        ("L01", "", {"language": "fi"}, "FI"),
        ("L02", "", {"language": "SE"}, "SV"),
        ("L02", "", {"language": "SV"}, "SE"),
        ("L03", "en", {"language": "fi"}, "en"),
        ("L04", "fi-FI", {"language": "FI"}, "fi-FI"),
        ("L04", "sv-SE", {"language": "SE"}, "sv-SE"),
        ("M28", "", {"language": "SE"}, "se"),
        ("O01", "", {"organisation_id": "12345671"}, "1234567-1"),
        ("O01", "", {"organisation_id": "FI12345671"}, "1234567-1"),
        ("O01", "", {"organisation_id": "1234561"}, "0123456-1"),
        ("O05", "", {"organisation_id": "0123456-1"}, "123456-1"),
        ("O01", "", {"organisation_id": "123456-1"}, "0123456-1"),
        ("O10", "", {"organisation_id": "FI12345671"}, "12345671"),
        ("I01", "", {"transaction_id": HEX}, GUID),
        ("I02", "", {"transaction_id": GUID}, "1F0E2D3C-4B5A-4968-8776-A5B4C3D2E1F0"),
        ("I03", "", {"transaction_id": GUID.upper()}, GUID),
        ("I05", "", {"transaction_id": "{" + GUID + "}"}, GUID),
        ("I05", "", {"transaction_id": "urn:uuid:" + GUID}, GUID),
        ("I04", "curly brackets, in upper case", {"transaction_id": GUID}, f"{{{GUID.upper()}}}"),
        ("M31", "", {"transaction_id": GUID}, HEX),
    ],
)
def test_other_values(name: str, choice: str, other: dict[str, str], value: str) -> None:
    ingredients = request(**other)
    assert choice in BY_ID[name].choices(ingredients)
    assert made(name, ingredients, choice) == value


def test_what_does_not_apply_changes_nothing() -> None:
    recipe = expected(PLAIN)
    for name in ("L01", "L02", "O01", "O05", "O10", "I01", "I02", "I03", "I05"):
        assert BY_ID[name].edit(recipe, PLAIN, "") == recipe
    empty = request(customer_id="", partner_id="", language="", organisation_id="")
    recipe = expected(empty)
    for name in ("C01", "C02", "L08", "M28", "M29", "M30", "O07", "O05"):
        assert BY_ID[name].edit(recipe, empty, "") == recipe


@pytest.mark.parametrize(
    "ingredients",
    [
        PLAIN,
        request(language="SE", transaction_id=HEX, organisation_id="0123456-1"),
        request(language="fi", transaction_id=GUID, organisation_id="12345671"),
        request(language="", transaction_id="1767323045678", organisation_id=""),
        request(customer_id=GUID + "_12", organisation_id="FI12345671"),
    ],
)
def test_no_two_mistakes_of_a_part_make_the_same_value(ingredients: Ingredients) -> None:
    for slot in Slot:
        names: dict[str, str] = {}
        entries = [mistake for mistake in MISTAKES if mistake.slot == slot]
        for name, value in values_made(entries, ingredients):
            assert value not in names, f"{name} and {names[value]} both make {value!r}"
            names[value] = name


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_any_text_is_taken(
    customer_id: str, language: str, organisation_id: str, transaction_id: str, choice: str
) -> None:
    ingredients = request(
        customer_id=customer_id,
        language=language,
        organisation_id=organisation_id,
        transaction_id=transaction_id,
    )
    recipe = expected(ingredients)
    for mistake in MISTAKES:
        for each in (*mistake.choices(ingredients), choice):
            other = mistake.edit(recipe, ingredients, each)
            field = mistake.slot.value
            assert isinstance(getattr(other, field), str)
            assert other._replace(**{field: getattr(recipe, field)}) == recipe  # type: ignore[arg-type]


def test_the_words_of_every_entry_can_be_filled_in() -> None:
    entries = (*url.MISTAKES, *sender.MISTAKES, *MISTAKES)
    assert len({mistake.id for mistake in entries}) == len(entries)
    for mistake in entries:
        for text in (mistake.title, mistake.explanation, mistake.fix):
            assert set(re.findall(r"[{}][^{}]*[{}]?", text)) <= {"{expected}", "{made}", "{choice}"}
            assert text.endswith(".")
        assert 1 <= mistake.weight <= 100
        assert mistake.group
        assert mistake.source
        assert "{expected}" not in mistake.title or "{made}" in mistake.title
