"""accountlist.nv and accountingledger.nv."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from netvisor_client import Answer, Client

YEAR = "startdate=2025-01-01&enddate=2026-12-31"


def vouchers(answer: Answer) -> list[ET.Element]:
    return answer.root.findall("Vouchers/Voucher")


def number(text: str | None) -> Decimal:
    return Decimal((text or "").replace(",", "."))


def test_the_whole_ledger_sums_to_zero(client: Client) -> None:
    found = vouchers(client.get(f"accountingledger.nv?{YEAR}"))
    kinds = Counter(voucher.findtext("VoucherClass") for voucher in found)
    assert kinds["Myyntilasku"] == kinds["Ostolasku"] == kinds["Tosite"] == 120
    for voucher in found:
        assert sum(number(line.text) for line in voucher.iter("LineSum")) == 0


def test_ledger_of_a_month(client: Client) -> None:
    found = vouchers(client.get("accountingledger.nv?startdate=2025-02-01&enddate=2025-02-28"))
    assert {voucher.findtext("VoucherDate").split(".", 1)[1] for voucher in found} == {"2.2025"}


def test_ledger_of_some_accounts(client: Client) -> None:
    query = f"{YEAR}&accountnumberstart=7000&accountnumberend=7999"
    accounts = client.get(f"accountingledger.nv?{query}").texts(
        "Vouchers/Voucher/VoucherLine/AccountNumber"
    )
    assert len(accounts) > 120
    assert all(7000 <= int(account) <= 7999 for account in accounts)


def test_voucher_leads_to_its_invoice(client: Client) -> None:
    (voucher,) = vouchers(client.get("accountingledger.nv?netvisorkey=10001"))
    source = voucher.find("LinkedSourceNetvisorKey")
    assert source.get("type") == "salesinvoice"
    invoice = client.get(f"getsalesinvoice.nv?netvisorkey={source.text}")
    assert invoice.root.find("SalesInvoice/InvoiceVoucher").get("netvisorkey") == "10001"


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("netvisorkeylist=10002,10001", ["10001", "10002"]),
        ("netvisorkey=1", []),
        ("startdate=2099-01-01&enddate=2099-01-01", []),
        ("changedsince=2099-01-01", []),
        (f"{YEAR}&voucherstatus=3", []),
    ],
)
def test_ledger_narrowed(client: Client, query: str, keys: list[str]) -> None:
    found = client.get(f"accountingledger.nv?{query}").texts("Vouchers/Voucher/NetvisorKey")
    assert found == keys


def test_ledger_of_a_voucher_type(client: Client) -> None:
    expenses = client.get(f"accountingledger.nv?{YEAR}&vouchertype=5")
    assert expenses.texts("Vouchers/Voucher/VoucherClass") == ["Tosite"] * 120


def test_ledger_by_time_of_change(client: Client) -> None:
    def days(query: str) -> set[str]:
        return set(client.get(f"accountingledger.nv?{query}").texts("Vouchers/Voucher/VoucherDate"))

    both = days("lastmodifiedstart=2025-06-10&lastmodifiedend=2025-06-20")
    assert both
    assert all(10 < int(day.split(".")[0]) < 20 and day.endswith(".6.2025") for day in both)
    assert days("changedsince=2025-06-10") >= both


@pytest.mark.parametrize("query", ["", "?voucherstatus=1", "?accountnumberstart=3000"])
def test_a_ledger_without_limits_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"accountingledger.nv{query}")
    assert answer.code == "INVALID_DATA"
    assert "Limit the ledger: netvisorkey, dates or a time of change is needed." in answer.text


def test_start_and_end_belong_together(client: Client) -> None:
    answer = client.get("accountingledger.nv?startdate=2025-01-01")
    assert "startdate and enddate belong together" in answer.text


def test_chart_of_accounts(client: Client) -> None:
    root = client.get("accountlist.nv").root.find("AccountList")
    rows = root.findall("Accounts/Account")
    numbers = {row.findtext("Number") for row in rows if row.findtext("AccountType") == "account"}
    defaults = {default.text for default in root.find("CompanyDefaultAccounts")}
    assert defaults | {"1910", "7010", "7990"} <= numbers
    groups = {r.findtext("NetvisorKey"): r for r in rows if r.findtext("Number") == ""}
    assert {row.findtext("FatherNetvisorKey") for row in rows} == {"", *groups}
    for row in rows:
        father = groups.get(row.findtext("FatherNetvisorKey"))
        if father is not None:
            first, last = int(father.findtext("Sort")), int(father.findtext("EndSort"))
            assert first < int(row.findtext("Sort")) <= last
    bank = next(row for row in rows if row.findtext("Number") == "1910")
    names = {name.get("ISO-3166"): name.text for name in bank.findall("ForeignName")}
    assert names == {"en": "Bank account", "se": "Bankkonto"}
