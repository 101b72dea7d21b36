"""Keys are masked in whatever form they stand; what cannot be seen is written out."""

from __future__ import annotations

import base64

import pytest
from canary import CUSTOMER, PARTNER, forms, leaks

from nvexplorer.doctor.shown import masker, visible
from nvexplorer.model.secret import Secret

MASK = masker([Secret(CUSTOMER), Secret(PARTNER)])
FORMS = {
    "plain": CUSTOMER,
    "lower": CUSTOMER.lower(),
    "backwards": CUSTOMER[::-1],
    "hex": CUSTOMER.encode().hex(),
    "utf-16": "\0".join(CUSTOMER) + "\0",
    "base64": base64.b64encode(CUSTOMER.encode()).decode(),
    "base64 of more": base64.b64encode(f"ab{CUSTOMER}&x".encode()).decode(),
    "base64 of bytes": base64.b64encode(bytes.fromhex(CUSTOMER)).decode(),
    "with hyphens": "-".join(CUSTOMER[i : i + 4] for i in range(0, 32, 4)),
    "with zero-width spaces": "\u200b".join(CUSTOMER),
    "written out": visible("\u200b".join(CUSTOMER)),
    "percent-encoded": "".join(f"%{ord(c):02X}" for c in CUSTOMER),
    "escaped": "".join(f"\\x{ord(c):02x}" for c in CUSTOMER),
    "unicode escapes": "".join(f"\\u{ord(c):04x}" for c in CUSTOMER),
    "a list of bytes": ", ".join(f"0x{ord(c):02x}" for c in CUSTOMER),
    "on two lines": f"{CUSTOMER[:16]}\r\n {CUSTOMER[16:]}",
    "cut": CUSTOMER[:14],
    "the end": CUSTOMER[-13:],
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_key_is_masked_in_every_form(form: str) -> None:
    shown = MASK(f"text, {form} & outside")
    assert "••••" in shown
    assert shown.startswith("text, ")
    assert shown.endswith(" & outside")
    assert form not in shown
    assert leaks(shown) == []


def test_the_marked_forms_are_masked_side_by_side() -> None:
    whole = [form.decode() for form in forms(PARTNER) if b"\0" not in form]
    text = " ".join([*whole, base64.b64encode(PARTNER.encode()).decode()])
    assert leaks(MASK(text).replace(base64.b64encode(PARTNER.encode()).decode()[:-4], "")) == []


def test_other_texts_stay_as_they_are() -> None:
    text = "https://isvapi.netvisor.fi/customerlist.nv?a=1&CA11 AB1E 2026-01-02 03:04:05.678 äö\n"
    assert MASK(text) == text


def test_keys_that_overlap_are_masked_both() -> None:
    assert MASK(f"{CUSTOMER}&{PARTNER}") == "••••&••••"
    assert "CA11" not in MASK(CUSTOMER + CUSTOMER[8:])


def test_its_repr_shows_no_key() -> None:
    assert leaks(repr(MASK)) == []
    assert leaks(str(MASK)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" a b ", "␠a b␠"),
        ("  ", "␠␠"),
        ("a\u00a0b", "a⟨NBSP⟩b"),
        ("a\u200bb\ufeff", "a⟨ZWSP⟩b⟨BOM⟩"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("a\u0308", "a⟨U+0308⟩"),
        ("a\u2009b", "a⟨U+2009⟩b"),
        ("\x01", "⟨U+0001⟩"),
        ("ä€", "ä€"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown
