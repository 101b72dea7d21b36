"""The encoding of a document: who is believed, and bytes that are not valid in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.encoding import as_utf8, byte_length, character_count, decode, detect
from nvexplorer.xmltext.source import BytesSource


@pytest.mark.parametrize(
    ("head", "charset", "name", "bom", "origin"),
    [
        (b"<a/>", None, "utf-8", 0, "default"),
        (b"", None, "utf-8", 0, "default"),
        (b"\xef\xbb\xbf<a/>", "iso-8859-1", "utf-8", 3, "byte order mark"),
        ("\ufeff<a/>".encode("utf-16-le"), None, "utf-16-le", 2, "byte order mark"),
        ("\ufeff<a/>".encode("utf-16-be"), None, "utf-16-be", 2, "byte order mark"),
        ("\ufeff<a/>".encode("utf-32-le"), None, "utf-32-le", 4, "byte order mark"),
        ("<?xml".encode("utf-16-le"), None, "utf-16-le", 0, "the first bytes"),
        (b"<?xml encoding='ISO-8859-15'?>", "utf-8", "iso8859-15", 0, "XML declaration"),
        (b'<?xml version="1.0" encoding="windows-1252" ?>', None, "cp1252", 0, "XML declaration"),
        (b"<?xml version='1.0' encoding='klingon'?>", "latin-1", "iso8859-1", 0, "HTTP charset"),
        (b"<?xml version='1.0' encoding='utf-16'?><a/>", None, "utf-8", 0, "default"),
        (b"<?xml version='1.0' encoding='rot13'?><a/>", None, "utf-8", 0, "default"),
        (b"<a/>", '"ISO-8859-1"', "iso8859-1", 0, "HTTP charset"),
        (b"<a/>", "utf-16", "utf-8", 0, "default"),
        (b"<a/>", "nonsense", "utf-8", 0, "default"),
    ],
)
def test_who_says_what_the_encoding_is(
    head: bytes, charset: str | None, name: str, bom: int, origin: str
) -> None:
    found = detect(head, charset)
    assert (found.name, found.bom, found.origin) == (name, bom, origin)
    assert found.in_place == (not name.startswith(("utf-16", "utf-32")))


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("chunk", [1, 3, 1 << 18])
def test_utf_16_becomes_utf_8(name: str, chunk: int) -> None:
    text = "<?xml version='1.0'?><a>Hämäläinen 😀 €</a>"
    data = ("\ufeff" + text).encode(name)
    parts = as_utf8(BytesSource(data), detect(data), chunk)
    assert b"".join(parts).decode() == text


def test_bytes_that_are_not_valid_show_as_windows_1252_and_are_marked() -> None:
    decoded = decode("Mäki ".encode() + b"H\xe4m\x80l\x81inen", "utf-8")
    assert decoded.text == "Mäki Häm€l\ufffdinen"
    assert [decoded.text[place] for place in decoded.invalid] == ["ä", "€", "\ufffd"]


def test_any_number_of_bytes_that_are_not_valid_is_decoded_in_one_go() -> None:
    decoded = decode(b"a\xc3\xa4\xff\xe2\x82" * 100_000, "utf-8")
    assert len(decoded.text) == 5 * 100_000
    assert decoded.text.startswith("aäÿâ\u201aaäÿâ\u201a")
    assert decoded.invalid[:4] == (2, 3, 4, 7)
    assert byte_length(decoded, len(decoded.text), "utf-8") == 6 * 100_000


@given(
    st.lists(st.sampled_from([b"a", "ä".encode(), "😀".encode(), b"\xe4", b"\xff", b"\xf0\x9f"]))
)
def test_characters_and_bytes_lead_to_each_other(parts: list[bytes]) -> None:
    data = b"".join(parts)
    decoded = decode(data, "utf-8")
    assert byte_length(decoded, len(decoded.text), "utf-8") == len(data)
    for place in range(len(decoded.text) + 1):
        assert character_count(decoded, byte_length(decoded, place, "utf-8"), "utf-8") == place
