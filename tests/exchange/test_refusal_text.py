"""What is read out of Netvisor's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.refusal_text import Values, read_refusal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Customer not found with Netvisor identifier: 4711", "4711"),
        ("Data form incorrect:. Customer not found with Netvisor identifier: 4711.", "4711"),
        ("Tuotetta ei löydy koodilla 'ABC-1'", "ABC-1"),
        ("Tuotetta ei löydy: Ruuvi ja mutteri", "Ruuvi ja mutteri"),
        ("Data form incorrect:. Unknown unit: kpl.", "kpl"),
        ("Kunden ”Testbolaget Ab” hittades inte", "Testbolaget Ab"),
        ("Invoice date 31.12.2026 is locked", "31.12.2026"),
        ("Sähköpostiosoite teppo@example.fi on virheellinen", "teppo@example.fi"),
        ('Value "25,5" is not a VAT percent', "25,5"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert value in read_refusal(text).values


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Element 'salesinvoicedate' is missing", "salesinvoicedate"),
        ("VAT code cannot be retrieved", "vatcode"),
        ("Entry type not found with given allocation data", "entrytype"),
        ("The <DueDate> is before the invoice date", "duedate"),
        ("The <DueDate> is before the invoice date", "invoicedate"),
        ("invoicingCustomerIdentifier puuttuu", "invoicingcustomeridentifier"),
    ],
)
def test_names(text: str, name: str) -> None:
    said = read_refusal(text)
    assert name in said.exact_names | said.joined_names


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("XML message validation failed: line 12, position 5", (12, 5)),
        ("Could not validate xml. Line 3.", (3, 0)),
        ("Virhe rivillä 7, kohta 2", (7, 2)),
        ("Fel på rad 9", (9, 0)),
        ("Lineage 12 of the deadline 5", (0, 0)),
        ("The invoice has no lines", (0, 0)),
    ],
)
def test_lines(text: str, place: tuple[int, int]) -> None:
    said = read_refusal(text)
    assert (said.line, said.column) == place


def test_a_line_number_is_no_value() -> None:
    assert read_refusal("Error on line 12, position 5").values == ()


@pytest.mark.parametrize(
    ("told", "sent", "same"),
    [
        ("31.12.2026", "2026-12-31", True),
        ("1.2.2026", "2026-02-01", True),
        ("25.50", "25,5", True),
        ("100", " 100 ", True),
        ("abc-1", "ABC-1", True),
        ("007", "7", False),
        ("1", "10", False),
        ("2026-12-31", "2026-12-30", False),
    ],
)
def test_the_same_value(told: str, sent: str, same: bool) -> None:
    values = Values(read_refusal(f"Not allowed: '{told}'"))
    assert values.quoted(sent) == (told if same else None)


@pytest.mark.parametrize("piece", ["«", "'", "<a", "1.", "line 1.", "line 1, and "])
def test_long_texts_are_read_soon(piece: str) -> None:
    # Something quadratic takes minutes with these and meets the time limit of the tests.
    read_refusal(piece * (3_000_000 // len(piece)))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_refusal(text)
