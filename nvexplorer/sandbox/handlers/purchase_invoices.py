"""purchaseinvoicelist.nv and getpurchaseinvoice.nv."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.answers import amount, comma, day, element
from nvexplorer.sandbox.company import sum_of
from nvexplorer.sandbox.pdf import one_page
from nvexplorer.sandbox.refusal import own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import InvoiceLine, PurchaseInvoice, Vendor

_STATUS = {
    "FI": {True: "Maksettu", False: "Avoin"},
    "EN": {True: "Paid", False: "Open"},
    "SE": {True: "Betald", False: "Öppen"},
}


def listed(call: Call) -> list[ET.Element]:
    """The list, narrowed by date, number, approval, change and payment."""
    query = call.query
    begin, end = query.day("begininvoicedate"), query.day("endinvoicedate")
    number = query.text("invoicenumber")
    status = query.choice("invoicestatus", ("open", "approved", "accepted"))
    after, before = query.moment("lastmodifiedstart"), query.moment("lastmodifiedend")
    payment = query.choice("paymentstatus", ("unpaid", "paid"))
    batch = query.integer("purchaseinvoicebatchid")  # no invoice came in a batch
    rows = []
    for invoice in call.company.purchase_invoices.values():
        if (
            batch is None
            and (begin is None or invoice.day >= begin)
            and (end is None or invoice.day <= end)
            and number in ("", invoice.number)
            and status in ("", invoice.approval)
            and (after is None or invoice.changed > after)
            and (before is None or invoice.changed < before)
            and (not payment or (invoice.paid == invoice.total) == (payment == "paid"))
        ):
            rows.append(_row(invoice, call.company.vendors[invoice.vendor_key]))
    return [element("PurchaseInvoiceList", rows)]


def got(call: Call) -> list[ET.Element]:
    """One invoice (empty when not found), or several inside PurchaseInvoices."""
    invoices = call.company.purchase_invoices
    key = call.query.integer("netvisorkey")
    keys = call.query.keys("netvisorkeylist", 500)
    call.query.choice("version", ("1", "2"))  # no line has a dimension, so both look the same
    included = call.query.choice(
        "include", ("actions", "handlinghistory", "previewimage", "invoiceimage")
    )
    if included not in ("", "invoiceimage"):
        call.notes.append(f"include={included} is not imitated")
    attachments = call.query.choice("omitattachments", ("true", "false")) != "true"
    if key is None and not keys:
        raise own_data_error("The parameter netvisorkey or netvisorkeylist is missing.")

    def record(wanted: int) -> ET.Element:
        if wanted not in invoices:
            return element("PurchaseInvoice")
        found = invoices[wanted]
        vendor = call.company.vendors[found.vendor_key]
        return _record(found, vendor, call.language, attachments, included == "invoiceimage")

    if key is not None:
        return [record(key)]
    return [element("PurchaseInvoices", [record(wanted) for wanted in keys if wanted in invoices])]


def _row(invoice: PurchaseInvoice, vendor: Vendor) -> ET.Element:
    return element(
        "PurchaseInvoice",
        [
            element("NetvisorKey", invoice.key),
            element("InvoiceNumber", invoice.number),
            day("InvoiceDate", invoice.day),
            element("Vendor", vendor.name),
            element("VendorOrganizationIdentifier", vendor.business_id),
            amount("Sum", invoice.total),
            amount("Payments", invoice.paid),
            amount("OpenSum", invoice.total - invoice.paid),
            element("Uri", f"/getpurchaseinvoice.nv?netvisorkey={invoice.key}"),
        ],
    )


def _record(
    invoice: PurchaseInvoice, vendor: Vendor, language: str, attachments: bool, image: bool
) -> ET.Element:
    made = [
        element("PurchaseInvoiceNetvisorKey", invoice.key),
        element("PurchaseInvoiceNumber", invoice.number),
        day("PurchaseInvoiceDate", invoice.day),
        day("PurchaseInvoiceEventDate", invoice.day),
        day("PurchaseInvoiceDeliveryDate", invoice.day),
        day("PurchaseInvoiceDueDate", invoice.due_date),
        day("PurchaseInvoiceValueDate", invoice.day),
        element("PurchaseInvoiceReferencenumber", invoice.reference),
        element("PurchaseInvoiceAgreementIdentifier"),
        element("PurchaseInvoiceVendorBankAccountNumber", vendor.account_number),
        element("IsPurchaseInvoiceVendorBankAccountDeleted", "False"),
        element("IsPurchaseInvoiceVendorBankAccountFromSEPARegion", "True"),
        amount("PurchaseInvoiceAmount", invoice.total),
        amount("PurchaseInvoicePaidAmount", invoice.paid),
        amount("ForeignCurrencyAmount", invoice.total),
        element("ForeignCurrencyNameID", "EUR"),
        element("InvoiceStatus", _STATUS[language][invoice.paid == invoice.total]),
        element("ApprovalStatus", invoice.approval),
        element("PurchaseInvoiceOurReference"),
        element("PurchaseInvoiceYourReference"),
        element("PurchaseInvoiceDescription"),
        element("VendorNetvisorKey", vendor.key),
        element("VendorOrganizationIdentifier", vendor.business_id),
        element("VendorCode", vendor.code),
        element("VendorName", vendor.name),
        element("VendorAddressline", vendor.address),
        element("VendorPostnumber", vendor.post_code),
        element("VendorTown", vendor.city),
        element("VendorCountry", vendor.country),
        element("Fingerprint"),
        element("VoucherID", invoice.voucher_key),
        element("IsAccounted", "True"),
    ]
    if image or attachments:
        pdf = b64encode(_pdf(invoice, vendor)).decode("ascii")
    if image:
        made.append(element("InvoiceImage", pdf))
    if attachments:
        attachment = [
            element("AttachmentBase64Data", pdf),
            element("FileName", f"lasku-{invoice.number}.pdf"),
            element("ContentType", "application/pdf"),
            element("Comment", "Alkuperäinen lasku"),
        ]
        made.append(element("Attachments", [element("Attachment", attachment)]))
    made.append(element("InvoiceLines", [_line(line) for line in invoice.lines]))
    return element("PurchaseInvoice", made)


def _line(line: InvoiceLine) -> ET.Element:
    return element(
        "PurchaseInvoiceLine",
        [
            element("NetvisorKey", line.key),
            amount("LineSum", line.net + line.vat),
            amount("LineNetSum", line.net),
            amount("UnitPrice", line.net_price),
            amount("VatPercent", line.vat_percent),
            element("VatCode", line.vat_code),
            element("Description"),
            element("Unit", line.unit),
            amount("OrderedAmount", line.quantity),
            amount("DeliveredAmount", line.quantity),
            element("ProductCode", line.code),
            element("DiscountPercentage", 0),
            element("ProductName", line.name),
            element("AccountingSuggestionBookkeepingAccount", f"{line.account} {line.name}"),
            element(
                "AccountingSuggestionBookkeepingAccountNetvisorKey",
                accounts.ACCOUNT_KEYS[line.account],
            ),
        ],
    )


def _pdf(invoice: PurchaseInvoice, vendor: Vendor) -> bytes:
    return one_page(
        [
            vendor.name,
            f"{vendor.address}, {vendor.post_code} {vendor.city}",
            "",
            f"Lasku {invoice.number}   {invoice.day}   eräpäivä {invoice.due_date}",
            *(f"{n.name}   {comma(n.quantity)} × {comma(n.net_price)} €" for n in invoice.lines),
            f"ALV {comma(sum_of(invoice.lines, 'vat'))} €",
            f"Yhteensä {comma(invoice.total)} €",
            f"Viite {invoice.reference}   Tili {vendor.account_number}",
        ]
    )
