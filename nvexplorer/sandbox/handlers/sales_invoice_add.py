"""salesinvoice.nv?method=add: an invoice or an order, with its voucher."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.answers import inserted
from nvexplorer.sandbox.body import value
from nvexplorer.sandbox.company import (
    ZERO,
    Attachment,
    Customer,
    InvoiceLine,
    Product,
    SalesInvoice,
    cents,
    sum_of,
)
from nvexplorer.sandbox.finnish import reference_number
from nvexplorer.sandbox.handlers.customers import not_found
from nvexplorer.sandbox.refusal import DUPLICATE_DATA, not_imitated, own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call

#: Mandatory elements that are documented as allowed to stand empty.
_MAY_BE_EMPTY = frozenset({"salesinvoiceamount", "productname"})
_STATUSES = {"invoice": ("open", "unsent"), "order": ("delivered", "undelivered")}
#: Net days of the payment term behind a key or a default.
_TERM_DAYS = 14


def write(call: Call) -> list[ET.Element]:
    """Adds the invoice; its total is the one given, or the sum of its lines."""
    method = call.query.choice("method", ("add", "edit"))
    if not method:
        raise own_data_error("The parameter method is missing: add or edit.")
    if method == "edit":
        raise not_imitated("salesinvoice.nv?method=edit")
    body = call.body(_MAY_BE_EMPTY).find("salesinvoice")
    assert body is not None  # the definition makes it mandatory
    kind = value(body, "invoicetype").lower() or "invoice"
    if kind not in _STATUSES:
        raise not_imitated(f"invoicetype {kind} of salesinvoice.nv")
    status = value(body, "salesinvoicestatus").lower()
    if status not in _STATUSES[kind]:
        raise own_data_error(
            f"salesinvoicestatus of an {kind} is {' or '.join(_STATUSES[kind])}, not {status}."
        )
    customer = _customer(call, body)
    day = date.fromisoformat(value(body, "salesinvoicedate"))
    due = _due_date(body, day)
    if body.find("invoicelines/invoiceline/salesinvoicesubline") is not None:
        raise not_imitated("salesinvoicesubline of salesinvoice.nv")
    products = body.findall("invoicelines/invoiceline/salesinvoiceproductline")
    if not products:
        raise own_data_error("At least one product line is needed.")
    lines = [_line(call, found) for found in products]
    given = value(body, "salesinvoiceamount")
    total = cents(_number(given)) if given else sum_of(lines, "net") + sum_of(lines, "vat")
    number = _invoice_number(call, value(body, "salesinvoicenumber"))
    for ignored in ("invoicevoucherlines", "accrualrule", "customtags"):
        if body.find(ignored) is not None:
            call.notes.append(f"{ignored} ignored: not imitated")
    invoice = SalesInvoice(
        call.company.next("sales invoice"),
        number,
        day,
        due,
        _day(body, "salesinvoicedeliverydate") or day,
        _day(body, "salesinvoicevaluedate") or day,
        value(body, "salesinvoicereferencenumber") or reference_number(number),
        customer.key,
        status,
        "open" if status == "open" else "",
        lines,
        total,
        ZERO,
        call.now,
        values={found.tag: found.text for found in body if found.text and not len(found)},
        is_order=kind == "order",
        comments=[
            value(found, "comment")
            for found in body.iterfind("invoicelines/invoiceline/salesinvoicecommentline")
        ],
        attachments=[
            _attachment(found)
            for found in body.iterfind("salesinvoiceattachments/salesinvoiceattachment")
        ],
    )
    if not invoice.is_order:
        call.company.book_sales_invoice(invoice)
    call.company.sales_invoices[invoice.key] = invoice
    return inserted(invoice.key)


def _customer(call: Call, body: ET.Element) -> Customer:
    found = body.find("invoicingcustomeridentifier")
    assert found is not None  # the definition makes it mandatory
    wanted, kind = value(body, "invoicingcustomeridentifier"), found.get("type", "").lower()
    for customer in call.company.customers.values():
        identifiers = {
            "netvisor": str(customer.key),
            "customer": customer.code,
            "organizationunitnumber": customer.values.get("organizationunitnumber", ""),
        }
        if identifiers[kind] == wanted:
            return customer
    if kind == "netvisor":
        raise not_found(wanted)
    raise own_data_error(f"Customer not found: {wanted} (type {kind}).")


def _due_date(body: ET.Element, day: date) -> date:
    due = _day(body, "salesinvoiceduedate")
    if due:
        return due
    days = value(body, "paymenttermnetdays")
    if not days and body.find("paymentterm") is None:
        needed = "One of salesinvoiceduedate, paymentterm and paymenttermnetdays is needed."
        raise own_data_error(needed)
    try:
        return day + timedelta(days=int(days or _TERM_DAYS))
    except OverflowError:
        raise own_data_error(f"paymenttermnetdays {days} is no number of days.") from None


def _invoice_number(call: Call, given: str) -> int:
    used = {invoice.number for invoice in call.company.sales_invoices.values()}
    if given:
        if int(given) in used:
            text = f"There is already an invoice or order with the number {given}."
            raise own_data_error(text, DUPLICATE_DATA)
        return int(given)
    number = call.company.next("sales invoice number")
    while number in used:
        number = call.company.next("sales invoice number")
    return number


def _line(call: Call, found: ET.Element) -> InvoiceLine:
    product = _product(call, found)
    percent = _number(value(found, "productvatpercentage"))
    price = _number(value(found, "productunitprice"))
    if _attribute(found, "productunitprice", "type").lower() == "gross":
        price /= 1 + percent / 100
    made = call.company.product_line(
        product,
        _number(value(found, "salesinvoiceproductlinequantity")),
        price,
        (percent, _attribute(found, "productvatpercentage", "vatcode")),
        _number(value(found, "salesinvoiceproductlinediscountpercentage")),
        _account(found),
    )
    gross = value(found, "salesinvoiceproductlinesum")
    vat = value(found, "salesinvoiceproductlinevatsum")
    if gross and vat:  # given together they are used instead of counting (documented)
        made = made._replace(net=cents(_number(gross) - _number(vat)), vat=cents(_number(vat)))
    return made._replace(
        net_price=price.quantize(Decimal("1.0000")),
        name=value(found, "productname") or product.name,
        unit=value(found, "productunitname") or product.unit,
        text=value(found, "salesinvoiceproductlinefreetext"),
    )


def _product(call: Call, line: ET.Element) -> Product:
    wanted = value(line, "productidentifier")
    kind = _attribute(line, "productidentifier", "type").lower()
    for product in call.company.products.values():
        identifiers = {
            "netvisor": str(product.key),
            "customer": product.code,
            "primaryeancode": product.ean,
            "secondaryeancode": "",
        }
        if identifiers[kind] == wanted:
            return product
    raise own_data_error(f"Product not found: {wanted} (type {kind}).")


def _account(line: ET.Element) -> int:
    number = int(value(line, "accountingaccountsuggestion") or accounts.SALES)
    if number not in accounts.ACCOUNT_KEYS:
        raise own_data_error(f"There is no account {number}.")
    return number


def _attachment(found: ET.Element) -> Attachment:
    names = ("mimetype", "attachmentdescription", "filename", "documentdata")
    return Attachment(*(value(found, name) for name in names))


def _attribute(parent: ET.Element, name: str, attribute: str) -> str:
    found = parent.find(name)
    return found.get(attribute, "") if found is not None else ""


def _day(body: ET.Element, name: str) -> date | None:
    text = value(body, name)
    return date.fromisoformat(text) if text else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or "0")
