"""accountlist.nv and accountingledger.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.answers import amount, element, flag
from nvexplorer.sandbox.refusal import own_data_error

if TYPE_CHECKING:
    from datetime import date
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import Voucher, VoucherLine

#: Netvisor keys of the voucher types.
_KINDS = {"Myyntilasku": 1, "Ostolasku": 2, "Suoritus": 3, "Maksutapahtuma": 4, "Tosite": 5}
_VALID = {"status": "valid"}


def account_list(_call: Call) -> list[ET.Element]:
    """The chart of accounts with the accounts of Netvisor's own postings."""
    defaults = [element(name, number) for name, number in accounts.DEFAULTS]
    rows = [_account(account, sort) for sort, account in enumerate(accounts.ACCOUNTS, 1)]
    company = element("CompanyDefaultAccounts", defaults)
    return [element("AccountList", [company, element("Accounts", rows)])]


def ledger(call: Call) -> list[ET.Element]:
    """Vouchers by key, by date or by change. A call that limits nothing is refused (documented).

    Account numbers narrow the lines; a voucher without lines left is left out (what Netvisor does
    with the other lines is not documented).
    """
    query = call.query
    key = query.integer("netvisorkey")
    keys = query.keys("netvisorkeylist", 500)
    start, end = query.day("startdate"), query.day("enddate")
    since = query.day("changedsince")
    after, before = query.day("lastmodifiedstart"), query.day("lastmodifiedend")
    low, high = query.integer("accountnumberstart"), query.integer("accountnumberend")
    kind = query.integer("vouchertype")
    invalid_only = query.choice("voucherstatus", ("1", "2", "3")) == "3"
    if (start is None) != (end is None):
        raise own_data_error("startdate and enddate belong together: give both or neither.")
    if key is None and not keys and not any((start, since, after, before)):
        raise own_data_error("Limit the ledger: netvisorkey, dates or a time of change is needed.")
    vouchers = []
    for voucher in call.company.vouchers.values():
        changed = voucher.changed.date()
        if (
            _within(voucher.day, start, end)
            and (key is None or voucher.key == key)
            and (not keys or voucher.key in keys)
            and (since is None or changed > since)
            and (after is None or changed > after)
            and (before is None or changed < before)
            and kind in (None, _KINDS[voucher.kind])
            and not invalid_only
        ):
            lines = [n for n in voucher.lines if (low or 0) <= n.account <= (high or n.account)]
            if lines:
                vouchers.append(_voucher(voucher, lines))
    return [element("Vouchers", vouchers)]


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or day >= start) and (end is None or day <= end)


def _account(account: accounts.Account, sort: int) -> ET.Element:
    group = not account.number
    last = max(a.key for a in accounts.ACCOUNTS if account.key in (a.key, a.father))
    return element(
        "Account",
        [
            element("NetvisorKey", account.key),
            element("Number", account.number or ""),
            element("Name", account.name),
            element("ForeignName", account.english, {"ISO-3166": "en"}),
            element("ForeignName", account.swedish, {"ISO-3166": "se"}),
            element("AccountType", "accountgroup" if group else "account"),
            element("FatherNetvisorKey", account.father or ""),
            element("IsActive", 1),
            flag("IsCumulative", account.balance),
            element("Sort", sort),
            element("EndSort", last if group else sort),
            flag("IsNaturalNegative", account.negative),
        ],
    )


def _voucher(voucher: Voucher, lines: list[VoucherLine]) -> ET.Element:
    day = voucher.day
    kind, key = voucher.source or ("", "")
    return element(
        "Voucher",
        [
            element("NetvisorKey", voucher.key),
            element("VoucherDate", f"{day.day}.{day.month}.{day.year}"),
            element("VoucherNumber", voucher.number),
            element("VoucherDescription", voucher.description),
            element("VoucherClass", voucher.kind, {"netvisorkey": str(_KINDS[voucher.kind])}),
            element("LinkedSourceNetvisorKey", key, {"type": kind}),
            element("VoucherNetvisorUri", f"/accountingledger.nv?netvisorkey={voucher.key}"),
            *(_line(line) for line in lines),
        ],
        _VALID,
    )


def _line(line: VoucherLine) -> ET.Element:
    return element(
        "VoucherLine",
        [
            element("NetvisorKey", line.key),
            amount("LineSum", line.sum),
            element("Description", line.description),
            element("AccountNumber", line.account),
            amount("VatPercent", line.vat_percent),
            element("VatCode", line.vat_code),
        ],
        _VALID,
    )
