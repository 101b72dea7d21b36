"""String against string: the differing parts and characters, and proof of what was hashed."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

import pytest
from canary import leaks
from examined import CUSTOMER, PARTNER, TEXT, UNIX, URL, case, mac_of

from nvexplorer.doctor.strings import compare

KEY = f"{CUSTOMER}&{PARTNER}"


def differing(compared) -> dict[str, str]:
    return {row.label: row.pasted for row in compared.rows if row.same is False}


def test_the_right_string() -> None:
    compared = compare(case(), TEXT)
    assert compared.same
    assert compared.hashed is not None
    assert compared.hashed.as_expected
    assert "it is the right one" in compared.verdict
    assert compared.ours == TEXT.replace(KEY, "••••&••••")


@pytest.mark.parametrize(
    "pasted",
    [f"'{TEXT}'", f"2026-11-22 DEBUG string to hash: {TEXT}\n", f'  "{TEXT}"\r\n', f"`{TEXT}`"],
)
def test_what_a_log_puts_around_it(pasted: str) -> None:
    assert "it is the right one" in compare(case(), pasted).verdict


@pytest.mark.parametrize(
    "keys", ["••••&••••", "***&***", "***", "{CK}&{PK}", "<customer key>&<partner key>",
             "CUSTOMER_KEY&PARTNER_KEY", "YOUR_PRIVATE_KEY_HERE"],
)  # fmt: skip
def test_the_keys_are_put_in_where_something_stands_for_them(keys: str) -> None:
    compared = compare(case(), TEXT.replace(KEY, keys))
    assert compared.hashed is not None
    assert compared.hashed.keys_added
    assert compared.same
    assert "with the keys put in," in compared.verdict


def test_the_keys_are_put_behind_a_string_without_them() -> None:
    compared = compare(case(), TEXT.removesuffix(f"&{KEY}"))
    assert compared.hashed is not None
    assert compared.hashed.keys_added


def test_the_part_that_differs() -> None:
    made = TEXT.replace("13:30:12", "15:30:12").replace(f"&{UNIX}", "")
    compared = compare(case(mac_of(made)), made)
    assert differing(compared) == {
        "Timestamp": "2026-11-22 15:30:12.000", "TimestampUnix": "left out",
    }  # fmt: skip
    (row,) = [row for row in compared.rows if row.label == "Timestamp"]
    assert row.differences == (
        "Character 13: “5” (U+0035, digit five) instead of “3” (U+0033, digit three).",
    )
    assert compared.verdict.endswith("what differs below is why.")


def test_a_string_that_was_not_hashed() -> None:
    compared = compare(case(mac_of("something else")), TEXT)
    assert compared.hashed is None
    assert compared.verdict.startswith("This string does not make your MAC")


@pytest.mark.parametrize(
    ("change", "cause", "shown"),
    [
        (lambda s: s.replace(" ", "\u00a0"), "no-break space", "Demo⟨NBSP⟩integration"),
        (lambda s: s + "\u200b", "cannot be seen", "Demo integration⟨ZWSP⟩"),
        (lambda s: "\ufeff" + s, "cannot be seen", "⟨BOM⟩Demo integration"),
        (lambda s: s + " ", "begins or ends with spaces", "Demo integration␠"),
        (lambda s: f'"{s}"', "in quotes", '"Demo integration"'),
        (str.upper, "Only upper and lower case", "DEMO INTEGRATION"),
        (lambda s: s.replace(" ", "\t"), "Only spaces", "Demo␉integration"),
        (lambda s: s.replace(" ", "%20"), "percent-encoded", "Demo%20integration"),
        (lambda s: s.replace(" ", "+"), "with + for a space", "Demo+integration"),
        (lambda s: "", "It is empty", ""),
    ],
)
def test_causes_are_named(change, cause: str, shown: str) -> None:
    made = TEXT.replace("Demo integration", change("Demo integration"))
    compared = compare(case(mac_of(made, "utf-8")), made)
    assert differing(compared) == {"Sender": shown}
    (row,) = [row for row in compared.rows if row.label == "Sender"]
    assert cause in row.differences[0]


def test_letters_of_two_characters() -> None:
    made = unicodedata.normalize("NFD", TEXT)
    compared = compare(case(mac_of(made, "utf-8")), made)
    row = compared.rows[0]
    assert row.differences[0] == "The letters are the same, written decomposed (NFD)."
    assert "U+0308" in row.differences[1]
    assert "⟨U+0308⟩" in row.pasted
    assert compared.hashed is not None
    assert compared.hashed.encoding == "UTF-8"


def test_letters_that_were_read_as_others() -> None:
    made = TEXT.replace("ä", "Ã¤")
    row = compare(case(mac_of(made, "latin-1")), made).rows[0]
    assert row.differences[0] == "It is UTF-8 that was read as Latin letters."


def test_bytes_are_named_in_both_encodings() -> None:
    made = TEXT.replace("ä", "a")
    (said,) = compare(case(mac_of(made)), made).rows[0].differences
    assert "“ä” (U+00E4, latin small letter a with diaeresis) [ISO-8859-15: E4, UTF-8: C3 A4]" in (
        said
    )


def test_another_encoding_is_proven() -> None:
    compared = compare(case(mac_of(TEXT, "utf-8")), TEXT)
    assert compared.hashed is not None
    assert compared.hashed.encoding == "UTF-8"
    assert not compared.hashed.as_expected
    assert "expected is HMAC-SHA-256, in ISO-8859-15" in compared.verdict


def test_another_function_is_proven() -> None:
    mac = hashlib.sha256(TEXT.encode("iso-8859-15")).hexdigest()
    compared = compare(case(mac), TEXT)
    assert compared.hashed is not None
    assert (compared.hashed.function, compared.hashed.key) == ("SHA-256", "")


def test_another_hmac_key_is_proven() -> None:
    mac = hmac.new(CUSTOMER.encode(), TEXT.encode("iso-8859-15"), hashlib.sha256).hexdigest()
    compared = compare(case(mac), TEXT)
    assert compared.hashed is not None
    assert compared.hashed.key == "customer key"


@pytest.mark.parametrize("tail", ["\n", "\r\n", " "])
def test_what_stands_at_the_end_was_hashed_too(tail: str) -> None:
    compared = compare(case(mac_of(TEXT + tail)), TEXT + tail)
    (said,) = compared.around
    assert "and that was hashed too" in said
    assert not compared.same


def test_a_line_end_of_the_paste_is_not_blamed() -> None:
    assert compare(case(), TEXT + "\n").around == ()


def test_a_string_without_separators() -> None:
    made = TEXT.replace("&", "")
    compared = compare(case(mac_of(made)), made)
    assert compared.around == ("Its parts are joined by nothing, not by &.",)
    assert compared.hashed is not None
    assert differing(compared) == {}


def test_keys_are_told_in_words() -> None:
    made = TEXT.replace(KEY, f"{PARTNER}&{CUSTOMER.lower()}")
    compared = compare(case(mac_of(made)), made)
    assert differing(compared) == {
        "Customer key": "partner key", "Partner key": "customer key in lower case",
    }  # fmt: skip


def test_a_key_that_nobody_here_has() -> None:
    made = TEXT.replace(PARTNER, "0123456789ABCDEF0123456789ABCDEF")
    compared = compare(case(mac_of(made)), made)
    assert differing(compared) == {"Partner key": "another value"}
    assert "0123456789" not in repr(compared)


@pytest.mark.parametrize(
    "pasted",
    [
        "", " ", "&", "&" * 3000, "a" * 50_000, "b=c&" * 20_000, "\ud800", "https://",
        TEXT * 40, KEY, f"{CUSTOMER}{TEXT}", "\0".join(TEXT),
    ],
    ids=range(12),
)  # fmt: skip
def test_any_text_is_answered_without_keys(pasted: str) -> None:
    compared = compare(case(mac_of("something else")), pasted)
    assert compared.hashed is None
    assert leaks(repr(compared)) == []


@pytest.mark.parametrize(
    "made",
    [
        TEXT.replace("Demo integration", f"Demo {CUSTOMER} integration"),
        TEXT.replace("Demo integration", f"Demo {CUSTOMER.lower()[:20]} {PARTNER}"),
        TEXT.replace("EN", PARTNER),
        f"{TEXT}&{CUSTOMER}",
        TEXT.replace(KEY, f"{CUSTOMER} &{PARTNER}\n"),
        TEXT.replace(KEY, f"{CUSTOMER.encode().hex()}&{PARTNER[::-1]}"),
    ],
    ids=range(6),
)
def test_no_key_is_told_wherever_it_stands(made: str) -> None:
    compared = compare(case(mac_of(made)), made)
    assert compared.hashed is not None
    assert leaks(repr(compared)) == []
    assert CUSTOMER[:12].lower() not in repr(compared).lower()


def test_a_long_query_is_compared_too() -> None:
    """Up to 500 keys in a list, and dozens of parameters, are usual."""
    query = "&".join(f"parameter{at}=value {at}" for at in range(45))
    url = f"https://isvapi.netvisor.fi/customerlist.nv?{query}&keys={','.join(['12345'] * 500)}"
    made = TEXT.replace(URL, url.replace("=value 7&", "=Value 7&").replace("t3=", "t3 ="))
    compared = compare(case(mac_of(made), url=url), made)
    assert list(differing(compared)) == ["URL"]
    assert compared.hashed is not None
