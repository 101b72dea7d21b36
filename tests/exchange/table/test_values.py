"""What the text of cells means, and what kind of column they make."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from nvexplorer.exchange.table.collation import sort_key
from nvexplorer.exchange.table.contract import ValueKind
from nvexplorer.exchange.table.value_kinds import Evidence
from nvexplorer.exchange.table.values import Typed, typed

NUMBER, DATE, MOMENT, BOOLEAN, TEXT = (
    ValueKind.NUMBER,
    ValueKind.DATE,
    ValueKind.MOMENT,
    ValueKind.BOOLEAN,
    ValueKind.TEXT,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234\u202f567,5", "1234567.5"),
        ("-25,5", "-25.5"),
        ("−25,5", "-25.5"),
        (" 12.50 ", "12.50"),
        ("0", "0"),
        ("0,05", "0.05"),
        ("-0,50", "-0.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1,234", "1.234"),
        ("+5,00", "5.00"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    found = typed(text, NUMBER)
    assert isinstance(found, Decimal)
    assert str(found) == value


@pytest.mark.parametrize(
    "text",
    [
        "00012345",
        "01,50",
        "12345678901234567890",
        "1234567-8",
        "+358401234567",
        "1 23",
        "12 34",
        "5,",
        ",",
        "-",
        "1e5",
        "NaN",
        "Infinity",
        "٣",
        "0x10",
        "1_000",
        "",
        "24 %",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert typed(text, NUMBER) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2026-01-31", DATE, date(2026, 1, 31)),
        ("31.1.2026", DATE, date(2026, 1, 31)),
        ("01.02.2026", DATE, date(2026, 2, 1)),
        ("31.2.2026", DATE, None),
        ("2026-01-31 12:00", DATE, None),
        ("2026-01-31", MOMENT, datetime(2026, 1, 31)),
        ("2026-01-31T12:30:15", MOMENT, datetime(2026, 1, 31, 12, 30, 15)),
        ("31.1.2026 9:05:07", MOMENT, datetime(2026, 1, 31, 9, 5, 7)),
        ("31.1.2026 klo 9.05", MOMENT, datetime(2026, 1, 31, 9, 5)),
        ("2026-01-31 12:30:15.1234567", MOMENT, datetime(2026, 1, 31, 12, 30, 15, 123456)),
        ("2026-01-31T12:30:15Z", MOMENT, datetime(2026, 1, 31, 12, 30, 15, tzinfo=UTC)),
        (
            "2026-01-31T12:30:15+02:00",
            MOMENT,
            datetime(2026, 1, 31, 12, 30, 15, tzinfo=timezone(timedelta(hours=2))),
        ),
        ("2026-01-31 24:30", MOMENT, None),
        *((text, BOOLEAN, True) for text in ("Kyllä", "ja", "YES", "true", "tosi", "sant", "1")),
        *(
            (text, BOOLEAN, False)
            for text in ("Ei", "nej", "No", "False", "epätosi", "falskt", "0")
        ),
        ("maybe", BOOLEAN, None),
    ],
)
def test_dates_and_booleans(text: str, kind: ValueKind, value: Typed | None) -> None:
    assert typed(text, kind) == value


@pytest.mark.parametrize(
    ("name", "type_", "cells", "kind"),
    [
        ("Sum", "", ["1 234,50", "", "-25,5"], NUMBER),
        ("Sum", "", ["1", "x"], TEXT),
        ("Sum", "", ["", ""], TEXT),
        ("Vat", "", ["24", "007"], TEXT),
        ("Code", "", ["1001", "1002"], TEXT),
        ("Netvisorkey", "", ["1", "2"], TEXT),
        ("CustomerGroupID", "", ["1", "2"], TEXT),
        ("InvoiceNumber", "", ["1", "2"], TEXT),
        ("ReferenceNumber", "", ["12345678901234567890"], TEXT),
        ("OrganisationIdentifier", "", ["1234567-8"], TEXT),
        ("Paid", "", ["10", "20"], NUMBER),
        ("Paid", "", ["1", "0"], BOOLEAN),
        ("Paid", "", ["1", "1"], NUMBER),
        ("Quantity", "", ["1", "0"], NUMBER),
        ("Open", "", ["Kyllä", "nej", "0"], BOOLEAN),
        ("Date", "", ["2026-01-31", "1.2.2026", " "], DATE),
        ("Date", "", ["2026-01-31", "1.2.2026 12:00"], MOMENT),
        ("Sum", "decimal", ["x"], NUMBER),
        ("Vat", "integer", ["24", "x"], NUMBER),
        ("Netvisorkey", "integer", ["24"], TEXT),
        ("Any", "string", ["24", "25"], TEXT),
        ("Any", "string", ["2026-01-31"], DATE),
        ("Any", "date", [""], DATE),
        ("Any", "", ["1\n2", "3"], TEXT),
        ("Country", "", ["NO"], TEXT),
    ],
)
def test_the_kind_of_a_column(name: str, type_: str, cells: list[str], kind: ValueKind) -> None:
    evidence = Evidence()
    for cell in cells:
        evidence.take([cell])
    assert evidence.kind(name, type_) == kind
    together = Evidence()
    together.take(cells)
    assert together.kind(name, type_) == kind


def test_hostile_cells_are_told_in_time() -> None:
    evidence = Evidence()
    evidence.take(["1 234 567 890 123 456"] * 50_000 + ["x"])
    evidence.take(["9" * 1_000_000, " " * 1_000_000 + "x"])
    assert evidence.kind("Sum") == TEXT
    assert typed("1" * 1_000_000, NUMBER) is None
    assert typed(" " * 1_000_000 + "x", MOMENT) is None


def test_the_order_of_finnish() -> None:
    ordered = [
        "", "(a)", "2", "10", "A 2", "a 10", "Aalto", "Ahonen", "Éa", "eb", "Virta", "Virtanen",
        "Wallin", "Yli", "Ülo", "Ynni", "Zeta", "Åbo", "Äiti", "Ærø", "Öljy", "Ørsted",
    ]  # fmt: skip
    jumbled = ordered[::3] + ordered[2::3] + ordered[1::3]
    assert sorted(jumbled, key=sort_key) == ordered
