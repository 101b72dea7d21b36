"""The company: what it holds, that its books balance and that it is the same every time."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from nvexplorer.sandbox import seed
from nvexplorer.sandbox.accounts import ACCOUNT_KEYS, DEFAULTS
from nvexplorer.sandbox.credentials import ACCOUNT
from nvexplorer.sandbox.pdf import one_page

COMPANY = seed.company()


def months(records) -> Counter[int]:
    return Counter(record.day.month for record in records if record.day.year == 2025)


def check_digit(business_id: str) -> int:
    digits = [int(digit) for digit in business_id[:7]]
    remainder = sum(a * b for a, b in zip(digits, [7, 9, 10, 5, 8, 4, 2], strict=True)) % 11
    return 0 if remainder == 0 else 11 - remainder


def test_numbers_of_records() -> None:
    assert len(COMPANY.products) == len(COMPANY.customers) == len(COMPANY.vendors) == 10
    ten_a_month = dict.fromkeys(range(1, 13), 10)
    assert months(COMPANY.sales_invoices.values()) == ten_a_month
    assert months(COMPANY.purchase_invoices.values()) == ten_a_month
    expenses = [voucher for voucher in COMPANY.vouchers.values() if voucher.source is None]
    assert months(expenses) == ten_a_month


def test_it_is_the_same_every_time() -> None:
    assert seed.company() == COMPANY


def test_the_ledger_sums_to_zero() -> None:
    assert all(sum(line.sum for line in v.lines) == 0 for v in COMPANY.vouchers.values())
    assert all(line.sum != 0 for v in COMPANY.vouchers.values() for line in v.lines)


def test_every_invoice_has_a_voucher_of_its_total() -> None:
    for kind, account, sign, invoices in (
        ("salesinvoice", 1702, 1, COMPANY.sales_invoices),
        ("purchaseinvoice", 2871, -1, COMPANY.purchase_invoices),
    ):
        for invoice in invoices.values():
            voucher = COMPANY.vouchers[invoice.voucher_key]
            assert voucher.source == (kind, invoice.key)
            booked = [line.sum for line in voucher.lines if line.account == account]
            assert booked == [sign * invoice.total]
            assert invoice.total == sum(line.net + line.vat for line in invoice.lines)


def test_receivables_and_payables_are_what_is_open() -> None:
    balance: Counter[int] = Counter()
    for voucher in COMPANY.vouchers.values():
        for line in voucher.lines:
            balance[line.account] += line.sum
    assert balance[1702] == sum(i.total - i.paid for i in COMPANY.sales_invoices.values()) > 0
    assert -balance[2871] == sum(i.total - i.paid for i in COMPANY.purchase_invoices.values()) > 0


def test_expenses_debit_7000_to_7999_with_vat_and_credit_the_bank() -> None:
    used = set()
    for voucher in COMPANY.vouchers.values():
        if voucher.source is not None:
            continue
        debit, vat, credit = voucher.lines
        assert 7000 <= debit.account <= 7999
        assert (debit.vat_percent, debit.vat_code) == (Decimal("25.5"), "KOOS")
        assert abs(vat.sum - debit.sum * Decimal("0.255")) <= Decimal("0.005")
        assert (vat.account, credit.account) == (1763, 1910)
        assert debit.sum > 0 > credit.sum
        used.add(debit.account)
    assert len(used) == 10


def test_every_account_used_is_in_the_chart() -> None:
    used = {line.account for voucher in COMPANY.vouchers.values() for line in voucher.lines}
    assert used | {default.number for default in DEFAULTS} <= set(ACCOUNT_KEYS)


def test_business_ids_are_well_formed_and_unique() -> None:
    found = [c.values.get("externalidentifier", "") for c in COMPANY.customers.values()]
    found += [vendor.business_id for vendor in COMPANY.vendors.values()]
    found.append(ACCOUNT.organisation_id)
    given = [business_id for business_id in found if business_id]
    assert len(given) == len(set(given)) == 19
    for business_id in given:
        assert re.fullmatch(r"\d{7}-\d", business_id)
        assert check_digit(business_id) == int(business_id[-1])


def test_vendors_have_valid_account_numbers() -> None:
    ibans = [vendor.iban for vendor in COMPANY.vendors.values() if vendor.iban]
    assert len(set(ibans)) == 9
    for iban in ibans:
        assert re.fullmatch(r"FI\d{16}", iban)
        assert int(iban[4:] + "1518" + iban[2:4]) % 97 == 1
    assert [vendor.country for vendor in COMPANY.vendors.values() if vendor.foreign] == ["SE"]


def test_reference_numbers_and_ean_codes_have_right_check_digits() -> None:
    for invoice in COMPANY.sales_invoices.values():
        *body, check = [int(digit) for digit in invoice.reference]
        weighted = sum(d * [7, 3, 1][i % 3] for i, d in enumerate(reversed(body)))
        assert (weighted + check) % 10 == 0
    for product in COMPANY.products.values():
        digits = [int(digit) for digit in product.ean]
        assert len(digits) == 13
        assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_names_hold_what_is_easily_broken() -> None:
    records = [*COMPANY.customers.values(), *COMPANY.vendors.values(), *COMPANY.products.values()]
    names = "".join(record.name for record in records)
    assert set('äöåÄÖÅ&<>"€ŠŽ') <= set(names)
    names.encode("iso-8859-15")


def test_a_pdf_points_at_its_own_parts() -> None:
    pdf = one_page(["Lasku (1) \\ ä", "€"])
    assert pdf.startswith(b"%PDF-1.4\n")
    assert pdf.endswith(b"%%EOF\n")
    start = int(re.search(rb"startxref\n(\d+)\n", pdf)[1])
    assert pdf[start:].startswith(b"xref\n0 6\n")
    offsets = re.findall(rb"(\d{10}) 00000 n \n", pdf)
    assert len(offsets) == 5
    for number, offset in enumerate(offsets, 1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj\n" % number)
    length, content = re.search(rb"/Length (\d+) >>\nstream\n(.*)\nendstream", pdf, re.S).groups()
    assert int(length) == len(content)
    assert rb"(Lasku \(1\) \\ " in content
