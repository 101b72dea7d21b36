"""The company in memory: its records and the few things that change them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.sandbox import accounts

if TYPE_CHECKING:
    from datetime import date, datetime

# Keys of one kind begin at a number of their own, so that they are told apart by eye.
_FIRST_KEYS = {
    "product": 11,
    "customer": 101,
    "vendor": 201,
    "sales invoice": 1001,
    "sales invoice number": 2_025_001,
    "purchase invoice": 5001,
    "voucher": 10_001,
    "line": 50_001,
}

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(value: Decimal) -> Decimal:
    """Rounded to two decimals, halves away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


@dataclass
class Customer:
    """`values` by the element names of a customer.nv body; `dimensions` are (name, item)."""

    key: int
    values: dict[str, str]
    changed: datetime
    dimensions: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.values.get("name", "")

    @property
    def code(self) -> str:
        return self.values.get("internalidentifier", "")


class Product(NamedTuple):
    key: int
    code: str
    name: str
    description: str
    group: int
    group_name: str
    net_price: Decimal
    purchase_price: Decimal
    vat_percent: Decimal
    unit: str
    ean: str
    weight: Decimal
    stock: Decimal
    changed: datetime

    @property
    def gross_price(self) -> Decimal:
        return self.net_price * (1 + self.vat_percent / 100)


class Vendor(NamedTuple):
    """`iban` is Finnish; a foreign vendor has (BBAN, BIC, bank, currency) in `foreign` instead."""

    key: int
    code: str
    name: str
    address: str
    post_code: str
    city: str
    country: str
    business_id: str
    iban: str
    foreign: tuple[str, str, str, str] | None
    email: str
    changed: datetime

    @property
    def account_number(self) -> str:
        return self.foreign[0] if self.foreign else self.iban


class InvoiceLine(NamedTuple):
    """A product line; `net` and `vat` are its sums, `net_price` the price of one unit.

    `product_key` 0: not one of the company's own products. `discount` is a percentage.
    """

    key: int
    product_key: int
    code: str
    name: str
    net_price: Decimal
    quantity: Decimal
    unit: str
    vat_percent: Decimal
    vat_code: str
    net: Decimal
    vat: Decimal
    account: int
    discount: Decimal = ZERO
    text: str = ""


class Attachment(NamedTuple):
    """`data` is Base64, as it came."""

    mime_type: str
    description: str
    file_name: str
    data: str


@dataclass
class SalesInvoice:
    """`values` by the element names of a salesinvoice.nv body, for texts and addresses."""

    key: int
    number: int
    day: date
    due_date: date
    delivery_date: date
    value_date: date
    reference: str
    customer_key: int
    status: str
    substatus: str
    lines: list[InvoiceLine]
    total: Decimal
    paid: Decimal
    changed: datetime
    voucher_key: int = 0
    values: dict[str, str] = field(default_factory=dict)
    is_order: bool = False
    comments: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def open_sum(self) -> Decimal:
        return self.total - self.paid


class PurchaseInvoice(NamedTuple):
    key: int
    number: str
    day: date
    due_date: date
    reference: str
    vendor_key: int
    approval: str
    lines: tuple[InvoiceLine, ...]
    total: Decimal
    paid: Decimal
    voucher_key: int
    changed: datetime


class VoucherLine(NamedTuple):
    """Debit positive, credit negative; VAT code `-` for a line without one."""

    key: int
    sum: Decimal
    account: int
    description: str
    vat_percent: Decimal = Decimal(0)
    vat_code: str = "-"


class Voucher(NamedTuple):
    """`source` is (`salesinvoice` or `purchaseinvoice`, key), None for one made by hand."""

    key: int
    day: date
    number: int
    kind: str
    description: str
    source: tuple[str, int] | None
    lines: tuple[VoucherLine, ...]
    changed: datetime


@dataclass
class Company:
    """Records by Netvisor key."""

    products: dict[int, Product] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    vendors: dict[int, Vendor] = field(default_factory=dict)
    sales_invoices: dict[int, SalesInvoice] = field(default_factory=dict)
    purchase_invoices: dict[int, PurchaseInvoice] = field(default_factory=dict)
    vouchers: dict[int, Voucher] = field(default_factory=dict)
    _next: dict[str, int] = field(default_factory=lambda: dict(_FIRST_KEYS))

    def next(self, kind: str) -> int:
        """The next number of a sequence: the keys of a kind of record, or voucher numbers.

        A number is never given twice, so the key of a deleted record stays unused.
        """
        number = self._next.get(kind, 1)
        self._next[kind] = number + 1
        return number

    def product_line(
        self,
        product: Product,
        quantity: Decimal,
        net_price: Decimal | None = None,
        vat: tuple[Decimal, str] | None = None,
        discount: Decimal = ZERO,
        account: int = accounts.SALES,
    ) -> InvoiceLine:
        """A line of a sales invoice; price and VAT (percent, code) are the product's own if None.

        `discount` is a percentage.
        """
        price = product.net_price if net_price is None else net_price
        percent, code = vat or (product.vat_percent, "KOMY")
        net = cents(price * quantity * (1 - discount / 100))
        return InvoiceLine(
            self.next("line"),
            product.key,
            product.code,
            product.name,
            price,
            quantity,
            product.unit,
            percent,
            code,
            net,
            cents(net * percent / 100),
            account,
            discount,
        )

    def voucher(
        self,
        day: date,
        kind: str,
        description: str,
        source: tuple[str, int] | None,
        entries: list[tuple[int, Decimal, str, Decimal, str]],
        changed: datetime,
    ) -> Voucher:
        """Books entries of (account, sum, description, VAT percent, VAT code); sums must cancel."""
        if sum(entry[1] for entry in entries) != 0:
            raise ValueError(f"the entries of {description} do not sum to zero")
        lines = tuple(
            VoucherLine(self.next("line"), total, account, text, percent, code)
            for account, total, text, percent, code in entries
            if total
        )
        key = self.next("voucher")
        booked = Voucher(key, day, self.next(kind), kind, description, source, lines, changed)
        self.vouchers[key] = booked
        return booked

    def book_sales_invoice(self, invoice: SalesInvoice) -> None:
        """Its voucher: receivables against sales and VAT, any difference as rounding."""
        name = self.customers[invoice.customer_key].name
        entries = [(accounts.RECEIVABLES, invoice.total, name, Decimal(0), "-")]
        for line in invoice.lines:
            entries.append((line.account, -line.net, line.name, line.vat_percent, line.vat_code))
        entries.append((accounts.VAT_DEBT, -sum_of(invoice.lines, "vat"), "", Decimal(0), "-"))
        difference = -sum((entry[1] for entry in entries), ZERO)
        entries.append((accounts.ROUNDING, difference, "", Decimal(0), "-"))
        booked = self.voucher(
            invoice.day,
            "Myyntilasku",
            f"Myyntilasku {invoice.number}",
            ("salesinvoice", invoice.key),
            entries,
            invoice.changed,
        )
        invoice.voucher_key = booked.key


def sum_of(lines: list[InvoiceLine] | tuple[InvoiceLine, ...], which: str) -> Decimal:
    """The sum of the lines' `net` or `vat`."""
    return sum((getattr(line, which) for line in lines), ZERO)
