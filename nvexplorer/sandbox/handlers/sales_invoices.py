"""salesinvoicelist.nv and getsalesinvoice.nv."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from typing import TYPE_CHECKING

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.answers import amount, comma, day, element
from nvexplorer.sandbox.pdf import one_page
from nvexplorer.sandbox.refusal import own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import Customer, InvoiceLine, SalesInvoice

_ANY_OPEN = ("open", "overdue", "reminded", "requested", "collected")
_STATUSES = (*_ANY_OPEN, "paid", "unsent", "creditloss", "rejected")
_NAMES = {
    "FI": {"open": "Avoin", "paid": "Maksettu", "unsent": "Lähettämättä"},
    "EN": {"open": "Open", "paid": "Paid", "unsent": "Unsent"},
    "SE": {"open": "Öppen", "paid": "Betald", "unsent": "Ej skickad"},
}
_NO = {"FI": "Ei", "EN": "No", "SE": "Nej"}
_TEXTS_BEFORE_CUSTOMER = (
    ("SalesInvoiceFreeTextBeforeLines", "salesinvoicefreetextbeforelines"),
    ("SalesInvoiceFreeTextAfterLines", "salesinvoicefreetextafterlines"),
    ("SalesInvoiceOurReference", "salesinvoiceourreference"),
    ("SalesInvoiceYourReference", "salesinvoiceyourreference"),
    ("SalesInvoicePrivateComment", "salesinvoiceprivatecomment"),
    ("SalesInvoiceAgreementIdentifier", "salesinvoiceagreementidentifier"),
)
_DELIVERY = (
    ("DeliveryAddressName", "deliveryaddressname", "deliveryname"),
    ("DeliveryAddressLine", "deliveryaddressline", "deliverystreetaddress"),
    ("DeliveryAddressPostnumber", "deliveryaddresspostnumber", "deliverypostnumber"),
    ("DeliveryAddressTown", "deliveryaddresstown", "deliverycity"),
    ("DeliveryAddressCountryCode", "deliveryaddresscountrycode", "deliverycountry"),
)


def listed(call: Call) -> list[ET.Element]:
    """Invoices, or orders with listtype=preinvoice, narrowed by key, date, status and customer."""
    query = call.query
    orders = query.choice("listtype", ("preinvoice",)) == "preinvoice"
    above = query.integer("invoicesabovenetvisorkey") or 0
    begin, end = query.day("begininvoicedate"), query.day("endinvoicedate")
    number = query.text("invoicenumber")
    status = query.choice("invoicestatus", _STATUSES)
    after, before = query.moment("lastmodifiedstart"), query.moment("lastmodifiedend")
    code, customer_key = query.text("customercode"), query.integer("customernetvisorkey")
    country = query.text("invoicingcustomercontrycode")  # the English pages' spelling
    country = (country or query.text("invoicingcustomercountrycode")).upper()
    extras = query.choice("replyoption", ("1", "2", "3", "16"))
    if extras == "16":
        call.notes.append("replyoption=16 is not imitated")
    # The company has no batches and no auxiliary business names, so nothing is of one.
    elsewhere = ("salesinvoicebatchid", "secondname", "secondnamenetvisorkey")
    none = any(query.text(name) for name in elsewhere)
    rows = []
    for invoice in call.company.sales_invoices.values():
        customer = call.company.customers[invoice.customer_key]
        if (
            not none
            and invoice.is_order == orders
            and invoice.key > above
            and (begin is None or invoice.day >= begin)
            and (end is None or invoice.day <= end)
            and number in ("", str(invoice.number))
            and (orders or not status or _has_status(invoice, status))
            and (after is None or invoice.changed > after)
            and (before is None or invoice.changed < before)
            and code in ("", customer.code)
            and customer_key in (None, customer.key)
            and country in ("", customer.values.get("country", ""))
        ):
            rows.append(_row(invoice, customer, extras))
    return [element("SalesInvoiceList", rows)]


def got(call: Call) -> list[ET.Element]:
    """One invoice (empty when not found), or several inside SalesInvoices.

    Without pdfimage the PDF sent to the printing service is returned (documented), so an unsent
    invoice has none.
    """
    query = call.query
    key = query.integer("netvisorkey")
    keys = query.keys("netvisorkeylist", 500)
    image = query.choice("pdfimage", ("lastsentprintservice", "pdf", "nopdf", "preview"))
    comments = query.choice("showcommentlines", ("0", "1")) == "1"
    attachments = query.choice("includeattachments", ("0", "1")) == "1"
    if key is None and not keys:
        raise own_data_error("The parameter netvisorkey or netvisorkeylist is missing.")

    def record(wanted: int) -> ET.Element:
        invoices = call.company.sales_invoices
        if wanted not in invoices or invoices[wanted].is_order:
            return element("SalesInvoice")
        invoice = invoices[wanted]
        customer = call.company.customers[invoice.customer_key]
        made = _head(invoice, customer, call.language)
        if image in ("pdf", "preview") or (image != "nopdf" and invoice.status != "unsent"):
            pdf = b64encode(_pdf(invoice, customer)).decode("ascii")
            made.append(element("LastSentInvoicePDFBase64Data", pdf))
        made.append(
            element("InvoiceLines", [element("InvoiceLine", _lines(call, invoice, comments))])
        )
        if attachments and invoice.attachments:
            made.append(element("SalesInvoiceAttachments", _attachments(invoice)))
        return element("SalesInvoice", made)

    if key is not None:
        return [record(key)]
    known = [wanted for wanted in keys if wanted in call.company.sales_invoices]
    return [element("SalesInvoices", [record(wanted) for wanted in known])]


def _has_status(invoice: SalesInvoice, wanted: str) -> bool:
    if wanted == "open":
        return invoice.status == "open"
    if wanted == "overdue":
        return invoice.substatus in _ANY_OPEN[1:]
    return wanted in (invoice.status, invoice.substatus)


def _row(invoice: SalesInvoice, customer: Customer, extras: str) -> ET.Element:
    status = {"substatus": invoice.substatus} if invoice.substatus else {}
    made = [
        element("NetvisorKey", invoice.key),
        element("InvoiceNumber", invoice.number),
        day("Invoicedate", invoice.day),
        day("InvoiceDueDate", invoice.due_date),
        element("InvoiceStatus", invoice.status, status),
        element("CustomerNetvisorKey", customer.key),
        element("CustomerCode", customer.code),
        element("CustomerName", customer.name),
        element("ReferenceNumber", invoice.reference),
        amount("InvoiceSum", invoice.total),
        amount("OpenSum", invoice.open_sum),
        element("Uri", f"/getsalesinvoice.nv?netvisorkey={invoice.key}"),
    ]
    euro = {"currencycode": "EUR", "type": "ISO-4217"}
    more = []
    if extras in ("1", "3"):
        comment = invoice.values.get("salesinvoiceprivatecomment", "")
        more.append(element("PrivateComment", comment))
    if extras in ("2", "3"):
        more.append(amount("InvoiceCurrencySum", invoice.total, euro))
        more.append(amount("OpenCurrencySum", invoice.open_sum, euro))
    if more:
        made.append(element("AdditionalInformation", more))
    return element("SalesInvoice", made)


def _head(invoice: SalesInvoice, customer: Customer, language: str) -> list[ET.Element]:
    def of(name: str, customers: str = "") -> str:
        return invoice.values.get(name) or customer.values.get(customers, "")

    status = invoice.substatus or invoice.status
    country = of("invoicingcustomercountrycode", "country")
    return [
        element("SalesInvoiceNetvisorKey", invoice.key),
        element("SalesInvoiceNumber", invoice.number),
        day("SalesInvoiceDate", invoice.day),
        day("SalesInvoiceEventDate", invoice.day),
        day("SalesInvoiceValueDate", invoice.value_date),
        day("SalesInvoiceDeliveryDate", invoice.delivery_date),
        day("SalesInvoiceDueDate", invoice.due_date),
        element("SalesInvoiceReferencenumber", invoice.reference),
        amount("SalesInvoiceAmount", invoice.total, {"iso4217currencycode": "EUR"}),
        element("SellerIdentifier", of("sellername"), {"type": "name"}),
        element("InvoiceStatus", _NAMES[language][invoice.status], {"status": status}),
        element("InvoiceVoucher", invoice.voucher_key, {"netvisorkey": str(invoice.voucher_key)}),
        *(element(name, of(source)) for name, source in _TEXTS_BEFORE_CUSTOMER),
        element("InvoicingCustomerCode", customer.code),
        element("InvoicingCustomerName", of("invoicingcustomername", "name")),
        element(
            "InvoicingCustomerNameExtension", of("invoicingcustomernameextension", "nameextension")
        ),
        element("InvoicingCustomerNetvisorKey", customer.key),
        element("InvoicingCustomerOrganizationIdentifier", of("", "externalidentifier")),
        element(
            "InvoicingCustomerAddressline", of("invoicingcustomeraddressline", "streetaddress")
        ),
        element(
            "InvoicingCustomerAdditionalAddressLine",
            of("invoicingcustomeradditionaladdressline", "additionaladdressline"),
        ),
        element("InvoicingCustomerPostnumber", of("invoicingcustomerpostnumber", "postnumber")),
        element("InvoicingCustomerTown", of("invoicingcustomertown", "city")),
        element("InvoicingCustomerCountryCode", country, {"ISO-3166": country}),
        element("InvoicingCustomerInCollectionProhibitation", 0),
        element("MatchPartialPaymentsByDefault", _NO[language]),
        *(element(name, of(source, customers)) for name, source, customers in _DELIVERY),
        element("DeliveryMethod", of("deliverymethod")),
        element("DeliveryTerm", of("deliveryterm")),
        element("PaymentTermNetDays", (invoice.due_date - invoice.day).days),
        element("PaymentTermCashDiscountDays", of("paymenttermcashdiscountdays")),
        element(
            "PaymentTermCashDiscount", of("paymenttermcashdiscount") or "0", {"type": "percentage"}
        ),
        element("WaybillIdentifier", of("salesinvoicewaybillidentifier")),
        element("TaxHandlingClause", "", {"netvisorkey": ""}),
        element("DeliveryOfficeIdentifier", of("officeidentifier")),
    ]


def _lines(call: Call, invoice: SalesInvoice, comments: bool) -> list[ET.Element]:
    made = [_product_line(call, line) for line in invoice.lines]
    if comments:
        texts = [[element("Comment", text)] for text in invoice.comments]
        made += [element("SalesInvoiceCommentLine", text) for text in texts]
    return made


def _product_line(call: Call, line: InvoiceLine) -> ET.Element:
    product = call.company.products[line.product_key]
    return element(
        "SalesInvoiceProductLine",
        [
            element("NetvisorKey", line.key),
            element("productidentifier", line.code, {"type": "customer"}),
            element("ProductName", line.name),
            element("ProductNetvisorKey", line.product_key),
            amount("ProductUnitPrice", line.net_price.quantize(Decimal("1.0000"))),
            amount("ProductPurchasePrice", product.purchase_price.quantize(Decimal("1.0000"))),
            amount("ProductVatPercentage", line.vat_percent, {"vatcode": line.vat_code}),
            element("ProductPrimaryEanCode", product.ean),
            element("ProductSecondaryEanCode"),
            amount("SalesInvoiceProductLineQuantity", line.quantity),
            element("SalesInvoiceProductLineUnit", line.unit),
            amount("SalesInvoiceProductLineDiscountPercentage", line.discount),
            element("SalesInvoiceProductLineFreeText", line.text),
            amount("SalesInvoiceProductLineVatSum", line.vat),
            amount("SalesInvoiceProductLineSum", line.net + line.vat),
            element("AccountingAccountSuggestion", accounts.ACCOUNT_KEYS[line.account]),
            element("AccountingAccountSuggestionAccountNumber", line.account),
            element("ProvisionPercentage", 0),
        ],
    )


def _attachments(invoice: SalesInvoice) -> list[ET.Element]:
    return [
        element(
            "SalesInvoiceAttachment",
            [
                element("MimeType", attachment.mime_type),
                element("AttachmentDescription", attachment.description),
                element("FileName", attachment.file_name),
                element("DocumentData", attachment.data),
            ],
        )
        for attachment in invoice.attachments
    ]


def _pdf(invoice: SalesInvoice, customer: Customer) -> bytes:
    return one_page(
        [
            f"Lasku {invoice.number}",
            customer.name,
            f"Päivä {invoice.day}   eräpäivä {invoice.due_date}   viite {invoice.reference}",
            *(f"{n.name}   {comma(n.quantity)} × {comma(n.net_price)} €" for n in invoice.lines),
            f"Yhteensä {comma(invoice.total)} €",
        ]
    )
