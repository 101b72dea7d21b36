"""Names of elements in words, and numbers."""

from __future__ import annotations

import pytest

from nvexplorer.ui.panes.response.table.wording import counted, decimal_text, words_of

GAP = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Customer", "customer"),
        ("SalesInvoice", "sales invoice"),
        ("PDFAttachment", "pdf attachment"),
        ("employee", "employee"),
        ("Äyri", "äyri"),
        ("_", "_"),
    ],
)
def test_a_name_in_words(name, words):
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("count", "name", "text"),
    [
        (1, "Customer", "1 customer"),
        (37, "Customer", "37 customers"),
        (0, "InvoiceLine", "0 invoice lines"),
        (2, "Country", "2 countries"),
        (2, "Batch", "2 batches"),
        (2, "Address", "2 addresses"),
        (2, "Goods", "2 goods"),
        (2, "Day", "2 days"),
        (100_000, "Voucher", f"100{GAP}000 vouchers"),
    ],
)
def test_a_count(count, name, text):
    assert counted(count, name) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-1234.50", f"-1{GAP}234,50"),
        ("1234567", f"1{GAP}234{GAP}567"),
        ("0.123456789", "0,123456"),
        ("not one", "not one"),
    ],
)
def test_a_decimal(number, text):
    assert decimal_text(number, comma=True) == text


def test_a_decimal_with_a_point():
    assert decimal_text("1234.5", comma=False) == f"1{GAP}234.5"
