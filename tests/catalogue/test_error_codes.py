"""Error codes and known texts are explained, tolerantly, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.error_codes import explain_code, explain_text

CODES = [
    "AUTHENTICATION_FAILED",
    "INVALID_DATA",
    "INVALID_DATA_SIZE",
    "DUPLICATE_DATA",
    "REQUEST_NOT_UNIQUE",
    "PERIOD_LOCK",
    "SERVICE_ACCESS_ERROR",
    "SYSTEM_MAINTENANCE",
    "TECHNICAL_ERROR",
]
AUTH = "AUTHENTICATION_FAILED"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_each_code_has_title_meaning_and_next_step(code: str, language: str) -> None:
    help = explain_code(code, language)
    assert help.code == code
    assert help.title
    assert help.what.endswith(".")
    assert help.do.endswith(".")


def test_languages_differ_and_unknown_ones_get_english() -> None:
    titles = {language: explain_code("INVALID_DATA", language).title for language in
              ("en", "fi", "sv", "SE", "FI", "de")}  # fmt: skip
    assert titles["en"] == titles["de"] == "Invalid data"
    assert titles["fi"] == titles["FI"] == "Virheellinen tieto"
    assert titles["sv"] == titles["SE"] == "Ogiltiga data"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" INVALID_DATA ", "INVALID_DATA"),
        ("invalid_data", "INVALID_DATA"),
        ("Invalid Data Size", "INVALID_DATA_SIZE"),
        ("SYSTEM_MAINTANANCE", "SYSTEM_MAINTENANCE"),
        ("system maintanance", "SYSTEM_MAINTENANCE"),
        ("PERIOD-LOCK\n", "PERIOD_LOCK"),
    ],
)
def test_spelling_is_taken_tolerantly(written: str, meant: str) -> None:
    assert explain_code(written).code == meant


@pytest.mark.parametrize("code", ["", "INVALID", "INVALID_DATAX", "SOMETHING_NEW", "also"])
def test_other_codes_are_not_guessed(code: str) -> None:
    assert explain_code(code) is None


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        (
            AUTH,
            "Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista käyttäjä- ja"
            " kumppanikohtaiset avaimet",
            "another MAC",
        ),
        (
            AUTH,
            "Integration keys are not valid. Please check the keys specific to the user and"
            " partner.",
            "another MAC",
        ),
        (AUTH, "Integrationsnycklarna är ogiltiga. Vänligen kontrollera", "another MAC"),
        (AUTH, "INTEGRATION KEYS ARE  NOT VALID", "another MAC"),
        (AUTH, "Integraatiokumppania ei löydy, katso dokumentaatio", "partner ID"),
        (
            AUTH,
            "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan"
            " merkkijonoa:https://isvapi.netvisor.fi/customerlist.nv&Oma & x :: ABCDEF",
            "expects to be hashed",
        ),
        (
            "INVALID_DATA",
            "Data form incorrect:. XML message validation failed: Could not validate xml",
            "not built as documented",
        ),
        (
            "INVALID_DATA",
            "Entry type not found with given allocation data",
            "getrecordtypelist.nv",
        ),
        (
            "INVALID_DATA",
            "Salary type not found with given allocation data.",
            "payrollratiolist.nv",
        ),
        (
            "INVALID_DATA",
            "VAT code cannot be retrieved from posting suggestion because no posting suggestion"
            " has been given.",
            "posting suggestion",
        ),
        (
            "INVALID_DATA",
            "Data form incorrect:. Customer not found with Netvisor identifier: 12",
            "customerlist.nv",
        ),
    ],
)
def test_known_texts_are_explained(code: str, text: str, says: str) -> None:
    for given_code in (code, code.lower(), ""):
        assert says in explain_text(given_code, text)
    for language in ("fi", "sv"):
        assert explain_text(code, text, language) != explain_text(code, text)


def test_what_is_only_deduced_says_so() -> None:
    deduced = "(Deduced, not documented.)"
    assert explain_text(AUTH, "URI-metodi ei kelpaa, katso").endswith(deduced)
    assert explain_text(AUTH, "Integration keys are not valid.").endswith(deduced)
    assert "educed" not in explain_text(AUTH, "Integraatiokumppania ei löydy, katso")


def test_other_texts_are_not_guessed() -> None:
    assert explain_text("INVALID_DATA", "Something new") is None
    assert explain_text("PERIOD_LOCK", "Integration keys are not valid.") is None
    assert explain_text("INVALID_DATA", "") is None
    assert explain_text("INVALID_DATA", "Data form incorrect:.") is None


@given(st.text(), st.text(), st.text(max_size=3))
def test_any_text_is_taken(code: str, text: str, language: str) -> None:
    explain_code(code, language)
    explain_text(code, text, language)
