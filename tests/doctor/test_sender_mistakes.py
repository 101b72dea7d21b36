"""What the mistakes with the sender make."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mac_requests import (
    LISTED,
    URL_WITH_QUERY,
    hmac_of,
    listed_text,
    request,
    text_made,
    values_made,
)

from nvexplorer.doctor.mistake import Ingredients, Slot, expected
from nvexplorer.doctor.mistakes.sender import MISTAKES

BY_ID = {mistake.id: mistake for mistake in MISTAKES}
PLAIN = request()
LETTERS = request(sender="Äijälä & Co")


def made(name: str, ingredients: Ingredients, choice: str = "") -> str:
    return BY_ID[name].edit(expected(ingredients), ingredients, choice).sender


def test_a_space_in_front_hashes_what_the_list_says() -> None:
    text = text_made(BY_ID["M43"], PLAIN)
    assert text == listed_text("M43")
    assert hmac_of(text) == LISTED["M43"]["mac"]


@pytest.mark.parametrize(
    ("name", "choice", "sender"),
    [
        ("S01", "a space behind it", "Request Explorer "),
        ("S01", "a line feed behind it", "Request Explorer\n"),
        ("S01", "a line break (CR LF) behind it", "Request Explorer\r\n"),
        ("S01", "a carriage return behind it", "Request Explorer\r"),
        ("S01", "a tab behind it", "Request Explorer\t"),
        ("S02", "a byte order mark in front of it", "\ufeffRequest Explorer"),
        ("S02", "a zero-width space behind it", "Request Explorer\u200b"),
        ("S02", "a non-breaking space behind it", "Request Explorer\u00a0"),
        ("S03", "left out", "RequestExplorer"),
        ("S03", "underscores", "Request_Explorer"),
        ("S03", "hyphens", "Request-Explorer"),
        ("S03", "non-breaking spaces", "Request\u00a0Explorer"),
        ("S03", "doubled", "Request  Explorer"),
        ("S04", "", "Request"),
        ("S05", "", ""),
        ("S06", "lower case", "request explorer"),
        ("S06", "UPPER CASE", "REQUEST EXPLORER"),
        ("S19", 'double quotes "', '"Request Explorer"'),
        ("S19", "single quotes '", "'Request Explorer'"),
        # encodeURIComponent, Node 20
        ("S14", "encodeURIComponent", "Request%20Explorer"),
        # URLEncoder.encode, Java 17
        ("S14", "form-encoding", "Request+Explorer"),
    ],
)
def test_a_sender_in_ascii(name: str, choice: str, sender: str) -> None:
    assert choice in BY_ID[name].choices(PLAIN)
    assert made(name, PLAIN, choice) == sender


@pytest.mark.parametrize(
    ("name", "choice", "sender"),
    [
        ("S06", "UPPER CASE", "ÄIJÄLÄ & CO"),
        ("S07", "a and o", "Aijala & Co"),
        ("S07", "nothing", "ijl & Co"),
        ("S07", "ae and oe", "Aeijaelae & Co"),
        ("S07", "the sign \ufffd", "\ufffdij\ufffdl\ufffd & Co"),
        # mb_convert_encoding($s, 'UTF-8', 'Windows-1252') of PHP, on a text in UTF-8
        ("S08", "Windows-1252", "Ã„ijÃ¤lÃ¤ & Co"),
        ("S12", "", "A\u0308ija\u0308la\u0308 & Co"),
        # encodeURIComponent, Node 20
        ("S14", "encodeURIComponent", "%C3%84ij%C3%A4l%C3%A4%20%26%20Co"),
        # HttpUtility.UrlEncode of .NET
        ("S14", "HttpUtility.UrlEncode", "%c3%84ij%c3%a4l%c3%a4+%26+Co"),
        ("S16", "htmlspecialchars", "Äijälä &amp; Co"),
        ("S16", "htmlentities", "&Auml;ij&auml;l&auml; &amp; Co"),
        ("S16", "numbers for letters", "&#196;ij&#228;l&#228; & Co"),
        # json_encode of PHP without its quotes
        ("S17", "", "\\u00c4ij\\u00e4l\\u00e4 & Co"),
        # mb_encode_mimeheader of PHP
        ("S18", "=?UTF-8?B?", "=?UTF-8?B?w4RpasOkbMOkICYgQ28=?="),
        ("S18", "=?UTF-8?Q?", "=?UTF-8?Q?=C3=84ij=C3=A4l=C3=A4_=26_Co?="),
    ],
)
def test_a_sender_with_letters(name: str, choice: str, sender: str) -> None:
    assert choice in BY_ID[name].choices(LETTERS)
    assert made(name, LETTERS, choice) == sender


def test_what_the_header_has_and_the_mac_has_not() -> None:
    assert made(
        "S03", request(sender="Two  Spaces"), "single ones where the header has several"
    ) == ("Two Spaces")
    assert made("S09", request(sender="Ã„ijÃ¤lÃ¤")) == "Äijälä"
    assert made("S09", request(sender="Ã\x84ijÃ¤lÃ¤")) == "Äijälä"
    assert made("S13", request(sender="A\u0308ija\u0308la\u0308")) == "Äijälä"
    assert made("S15", request(sender="Request%20Explorer")) == "Request Explorer"
    assert made("S15", request(sender="Request+Explorer")) == "Request Explorer"
    assert made("S20", request(sender='"Request Explorer"')) == "Request Explorer"
    assert made("S11", request(sender="Pekan Äyri")) == "Pekan "


def test_what_another_encoding_of_the_whole_input_makes_is_left_to_that() -> None:
    # In ISO-8859-15 these letters have the bytes that the name has in UTF-8.
    assert made("S08", LETTERS, "ISO-8859-15") == "Äijälä & Co"
    assert made("S07", LETTERS, "?") == "Äijälä & Co"
    # Where the URL has such letters, too, the sender alone is another thing.
    both = request(sender="Äijälä", url=URL_WITH_QUERY)
    assert made("S08", both, "ISO-8859-15") == "Ã\x84ijÃ€lÃ€"
    assert made("S07", both, "?") == "?ij?l?"


@pytest.mark.parametrize("ingredients", [PLAIN, LETTERS, request(sender="x"), request(sender="")])
def test_no_two_mistakes_make_the_same_sender(ingredients: Ingredients) -> None:
    names: dict[str, str] = {}
    for name, sender in values_made(MISTAKES, ingredients):
        assert sender not in names, f"{name} and {names[sender]} both make {sender!r}"
        names[sender] = name


@settings(deadline=None, max_examples=100)
@given(sender=st.text(), choice=st.text(), encoding=st.sampled_from(["utf-8", "none such"]))
def test_any_text_is_taken(sender: str, choice: str, encoding: str) -> None:
    ingredients = request(sender=sender, encoding=encoding)
    recipe = expected(ingredients)
    for mistake in MISTAKES:
        assert mistake.slot == Slot.SENDER
        for each in (*mistake.choices(ingredients), choice):
            other = mistake.edit(recipe, ingredients, each)
            assert isinstance(other.sender, str)
            assert other._replace(sender=recipe.sender) == recipe
