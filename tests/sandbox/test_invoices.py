"""Sales invoices (list, get, add) and purchase invoices (list, get)."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from netvisor_client import Answer, Client

SALES = "SalesInvoiceList/SalesInvoice"
PURCHASES = "PurchaseInvoiceList/PurchaseInvoice"


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def keys(client: Client, target: str) -> list[str]:
    answer = client.get(target)
    return answer.texts(f"{SALES}/NetvisorKey") + answer.texts(f"{PURCHASES}/NetvisorKey")


@pytest.mark.parametrize("resource", ["salesinvoicelist.nv", "purchaseinvoicelist.nv"])
def test_lists_narrowed_by_date(client: Client, resource: str) -> None:
    assert len(keys(client, resource)) == 120
    query = "begininvoicedate=2025-03-01&endinvoicedate=2025-03-31"
    assert len(keys(client, f"{resource}?{query}")) == 10
    assert keys(client, f"{resource}?begininvoicedate=2099-01-01") == []
    assert client.get(f"{resource}?begininvoicedate=20250301").code == "INVALID_DATA"
    assert client.get(f"{resource}?begininvoicedate=2025-02-30").code == "INVALID_DATA"


def test_sales_invoices_by_status(client: Client) -> None:
    def statuses(wanted: str) -> set[tuple[str, str | None]]:
        root = client.get(f"salesinvoicelist.nv?invoicestatus={wanted}").root
        found = root.findall(f"{SALES}/InvoiceStatus")
        return {(status.text, status.get("substatus")) for status in found}

    overdue = {("open", name) for name in ("overdue", "reminded", "requested", "collected")}
    assert statuses("paid") == {("paid", None)}
    assert statuses("unsent") == {("unsent", None)}
    assert statuses("overdue") == overdue
    assert statuses("open") == overdue | {("open", "open")}
    assert statuses("reminded") == {("open", "reminded")}
    assert statuses("creditloss") == set()
    assert client.get("salesinvoicelist.nv?invoicestatus=lost").code == "INVALID_DATA"


def test_open_sum_follows_the_status(client: Client) -> None:
    answer = client.get("salesinvoicelist.nv?invoicestatus=paid")
    assert set(answer.texts(f"{SALES}/OpenSum")) == {"0,00"}
    answer = client.get("salesinvoicelist.nv?invoicestatus=open")
    assert answer.texts(f"{SALES}/OpenSum") == answer.texts(f"{SALES}/InvoiceSum")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("invoicesabovenetvisorkey=1119", 1),
        ("invoicenumber=2025001", 1),
        ("invoicenumber=1", 0),
        ("listtype=preinvoice", 0),
        ("lastmodifiedstart=2025-12-31", 0),
        ("salesinvoicebatchid=1", 0),
        ("secondname=x", 0),
        ("invoicingcustomercontrycode=SE", 0),
        ("invoicingcustomercountrycode=fi", 120),
        ("replyoption=16", 120),
    ],
)
def test_sales_invoices_narrowed(client: Client, query: str, count: int) -> None:
    assert len(keys(client, f"salesinvoicelist.nv?{query}")) == count


def test_sales_invoices_of_a_customer(client: Client) -> None:
    by_key = keys(client, "salesinvoicelist.nv?customernetvisorkey=101")
    assert by_key == keys(client, "salesinvoicelist.nv?customercode=1001")
    assert 0 < len(by_key) < 120


def test_sales_invoice_adds_up(client: Client) -> None:
    for key in range(1001, 1011):
        invoice = client.get(f"getsalesinvoice.nv?netvisorkey={key}")
        lines = "SalesInvoice/InvoiceLines/InvoiceLine/SalesInvoiceProductLine"
        sums = invoice.texts(f"{lines}/SalesInvoiceProductLineSum")
        (total,) = invoice.texts("SalesInvoice/SalesInvoiceAmount")
        assert sum(map(number, sums)) == number(total)


@pytest.mark.parametrize(
    ("language", "words"),
    [("EN", ["Paid", "No"]), ("FI", ["Maksettu", "Ei"]), ("SE", ["Betald", "Nej"])],
)
def test_words_follow_the_interface_language(
    client: Client, language: str, words: list[str]
) -> None:
    answer = client.get("getsalesinvoice.nv?netvisorkey=1001", language=language)
    found = answer.texts("SalesInvoice/InvoiceStatus")
    assert found + answer.texts("SalesInvoice/MatchPartialPaymentsByDefault") == words
    assert answer.root.find("SalesInvoice/InvoiceStatus").get("status") == "paid"


def test_pdf_of_a_sales_invoice(client: Client) -> None:
    (unsent, *_) = keys(client, "salesinvoicelist.nv?invoicestatus=unsent")

    def pdfs(key: str, image: str) -> list[bytes]:
        answer = client.get(f"getsalesinvoice.nv?netvisorkey={key}{image}")
        texts = answer.texts("SalesInvoice/LastSentInvoicePDFBase64Data")
        return [base64.b64decode(text, validate=True)[:5] for text in texts]

    assert pdfs("1001", "") == pdfs("1001", "&pdfimage=pdf") == [b"%PDF-"]
    assert pdfs("1001", "&pdfimage=nopdf") == []
    assert pdfs(unsent, "") == []
    assert pdfs(unsent, "&pdfimage=preview") == [b"%PDF-"]


@pytest.mark.parametrize("kind", ["sales", "purchase"])
def test_invoice_that_is_not_there_is_an_empty_element(client: Client, kind: str) -> None:
    answer = client.get(f"get{kind}invoice.nv?netvisorkey=1")
    assert answer.code == "OK"
    assert len(answer.root[1]) == 0
    assert client.get(f"get{kind}invoice.nv").code == "INVALID_DATA"
    listed = client.get(
        f"get{kind}invoice.nv?netvisorkeylist=1,{1001 if kind == 'sales' else 5001}"
    )
    assert len(listed.root[1]) == 1


def test_purchase_invoices_narrowed(client: Client) -> None:
    paid = keys(client, "purchaseinvoicelist.nv?paymentstatus=paid")
    unpaid = keys(client, "purchaseinvoicelist.nv?paymentstatus=unpaid")
    assert len(paid) + len(unpaid) == 120
    accepted = keys(client, "purchaseinvoicelist.nv?invoicestatus=accepted")
    assert accepted == paid
    assert len(keys(client, "purchaseinvoicelist.nv?invoicenumber=250100")) == 1
    assert keys(client, "purchaseinvoicelist.nv?purchaseinvoicebatchid=1") == []
    after = "purchaseinvoicelist.nv?lastmodifiedstart=2025-12-31T12:00:00"
    assert keys(client, after) == []


def test_purchase_invoice_brings_its_pdf(client: Client) -> None:
    answer = client.get("getpurchaseinvoice.nv?netvisorkey=5001")
    attachment = "PurchaseInvoice/Attachments/Attachment"
    (data,) = answer.texts(f"{attachment}/AttachmentBase64Data")
    pdf = base64.b64decode(data, validate=True)
    assert pdf.startswith(b"%PDF-")
    assert pdf.endswith(b"%%EOF\n")
    assert answer.texts(f"{attachment}/ContentType") == ["application/pdf"]
    (name,) = answer.texts("PurchaseInvoice/VendorName")
    assert name.encode("windows-1252") in pdf
    bare = client.get("getpurchaseinvoice.nv?netvisorkey=5001&omitattachments=true")
    assert bare.root.find("PurchaseInvoice/Attachments") is None


def test_what_include_does_not_imitate_is_logged(client: Client, log: list[str]) -> None:
    assert client.get("getpurchaseinvoice.nv?netvisorkey=5001&include=actions").code == "OK"
    assert "include=actions is not imitated" in log[-1]


LINE = (
    "<invoiceline><salesinvoiceproductline>"
    '<productidentifier type="customer">HIE-100</productidentifier><productname></productname>'
    '<productunitprice type="net">{price}</productunitprice>'
    '<productvatpercentage vatcode="KOMY">25,5</productvatpercentage>'
    "<salesinvoiceproductlinequantity>2</salesinvoiceproductlinequantity>{more}"
    "</salesinvoiceproductline></invoiceline>"
)
COMMENT = (
    "<invoiceline><salesinvoicecommentline><comment>Kiitos &amp; näkemiin</comment>"
    "</salesinvoicecommentline></invoiceline>"
)


CUSTOMER = '<invoicingcustomeridentifier type="netvisor">101</invoicingcustomeridentifier>'


def invoice(
    *,
    number: str = "",
    amount: str = "",
    kind: str = "invoice",
    status: str = "unsent",
    customer: str = CUSTOMER,
    terms: str = "<paymenttermnetdays>30</paymenttermnetdays>",
    lines: str = LINE.format(price="42,50", more="") + COMMENT,
    after: str = "",
) -> str:
    return (
        f"<root><salesinvoice>{number}"
        '<salesinvoicedate format="ansi">2026-01-05</salesinvoicedate>'
        f"<salesinvoiceamount>{amount}</salesinvoiceamount><invoicetype>{kind}</invoicetype>"
        f'<salesinvoicestatus type="netvisor">{status}</salesinvoicestatus>'
        "<salesinvoiceprivatecomment>Sisäinen</salesinvoiceprivatecomment>"
        f"{customer}{terms}<invoicelines>{lines}</invoicelines>{after}</salesinvoice></root>"
    )


def added(client: Client, body: str) -> Answer:
    answer = client.post("salesinvoice.nv?method=add", body)
    assert answer.code == "OK", answer.body.decode()
    (key,) = answer.texts("Replies/InsertedDataIdentifier")
    return client.get(
        f"getsalesinvoice.nv?netvisorkey={key}&showcommentlines=1&includeattachments=1"
    )


def test_added_invoice_is_read_back_and_booked(client: Client) -> None:
    read = added(client, invoice())
    head = {child.tag: child.text for child in read.root.find("SalesInvoice")}
    assert head["SalesInvoiceNetvisorKey"] == "1121"
    assert head["SalesInvoiceNumber"] == "2025121"
    assert head["SalesInvoiceAmount"] == "106,68"
    assert head["SalesInvoiceDueDate"] == "2026-02-04"
    assert head["SalesInvoicePrivateComment"] == "Sisäinen"
    assert head["InvoicingCustomerName"] == "Äijälä Oy"
    line = "SalesInvoice/InvoiceLines/InvoiceLine"
    assert read.texts(f"{line}/SalesInvoiceProductLine/ProductName") == ["Hiekkasäkki 25 kg"]
    assert read.texts(f"{line}/SalesInvoiceCommentLine/Comment") == ["Kiitos & näkemiin"]
    assert keys(client, "salesinvoicelist.nv?lastmodifiedstart=2026-01-01") == ["1121"]
    ledger = client.get(f"accountingledger.nv?netvisorkey={head['InvoiceVoucher']}")
    lines = ledger.root.findall("Vouchers/Voucher/VoucherLine")
    booked = [(row.findtext("AccountNumber"), row.findtext("LineSum")) for row in lines]
    assert booked == [("1702", "106,68"), ("3000", "-85,00"), ("2939", "-21,68")]


@pytest.mark.parametrize("kind", ["customer", "organizationunitnumber"])
def test_customer_of_an_added_invoice_by_other_identifiers(client: Client, kind: str) -> None:
    identifier = {"customer": "1002", "organizationunitnumber": "003799000026"}[kind]
    element = "invoicingcustomeridentifier"
    read = added(client, invoice(customer=f'<{element} type="{kind}">{identifier}</{element}>'))
    assert read.texts("SalesInvoice/InvoicingCustomerNetvisorKey") == ["102"]


def test_a_given_total_is_kept_and_the_difference_booked_as_rounding(client: Client) -> None:
    read = added(client, invoice(amount="106,70"))
    assert read.texts("SalesInvoice/SalesInvoiceAmount") == ["106,70"]
    (voucher,) = read.texts("SalesInvoice/InvoiceVoucher")
    ledger = client.get(f"accountingledger.nv?netvisorkey={voucher}")
    sums = ledger.texts("Vouchers/Voucher/VoucherLine/LineSum")
    assert "-0,02" in sums
    assert sum(map(number, sums)) == 0


def test_prices_discounts_and_given_sums(client: Client) -> None:
    gross = LINE.format(price="53,34", more="").replace('type="net"', 'type="gross"', 1)
    percent = (
        "<salesinvoiceproductlinediscountpercentage>10</salesinvoiceproductlinediscountpercentage>"
    )
    sums = (
        "<salesinvoiceproductlinevatsum>20,00</salesinvoiceproductlinevatsum>"
        "<salesinvoiceproductlinesum>100,00</salesinvoiceproductlinesum>"
    )
    lines = gross + LINE.format(price="10", more=percent) + LINE.format(price="1", more=sums)
    read = added(client, invoice(lines=lines))
    line = "SalesInvoice/InvoiceLines/InvoiceLine/SalesInvoiceProductLine"
    assert read.texts(f"{line}/SalesInvoiceProductLineSum") == ["106,68", "22,59", "100,00"]
    assert read.texts("SalesInvoice/SalesInvoiceAmount") == ["229,27"]


def test_an_order_is_listed_apart_and_not_booked(client: Client) -> None:
    before = len(client.get("accountingledger.nv?changedsince=2024-01-01").root[1])
    body = invoice(kind="order", status="undelivered")
    (key,) = client.post("salesinvoice.nv?method=add", body).texts("Replies/InsertedDataIdentifier")
    assert keys(client, "salesinvoicelist.nv?listtype=preinvoice") == [key]
    assert key not in keys(client, "salesinvoicelist.nv")
    assert len(client.get("accountingledger.nv?changedsince=2024-01-01").root[1]) == before


def test_attachments_come_back(client: Client) -> None:
    data = base64.b64encode(b"%PDF-1.4 small").decode()
    after = (
        "<salesinvoiceattachments><salesinvoiceattachment><mimetype>application/pdf</mimetype>"
        "<attachmentdescription>Liite</attachmentdescription><filename>ä.pdf</filename>"
        f"<documentdata>{data}</documentdata></salesinvoiceattachment></salesinvoiceattachments>"
    )
    read = added(client, invoice(after=after))
    attachment = "SalesInvoice/SalesInvoiceAttachments/SalesInvoiceAttachment"
    assert read.texts(f"{attachment}/FileName") == ["ä.pdf"]
    assert read.texts(f"{attachment}/DocumentData") == [data]


@pytest.mark.parametrize(
    ("changes", "code", "problem"),
    [
        ({"terms": ""}, "INVALID_DATA", "One of salesinvoiceduedate, paymentterm and"),
        ({"status": "delivered"}, "INVALID_DATA", "of an invoice is open or unsent, not delivered"),
        ({"lines": COMMENT}, "INVALID_DATA", "At least one product line is needed."),
        (
            {"number": "<salesinvoicenumber>2025001</salesinvoicenumber>"},
            "DUPLICATE_DATA",
            "There is already an invoice or order with the number 2025001.",
        ),
        (
            {
                "customer": '<invoicingcustomeridentifier type="netvisor">1'
                "</invoicingcustomeridentifier>"
            },
            "INVALID_DATA",
            "Customer not found with Netvisor identifier: 1",
        ),
        (
            {"lines": LINE.format(price="1", more="").replace("HIE-100", "XX")},
            "INVALID_DATA",
            "Product not found: XX (type customer).",
        ),
        ({"kind": "invoicedraft"}, "SERVICE_ACCESS_ERROR", "does not imitate invoicetype"),
        (
            {"terms": "<paymenttermnetdays>999999999</paymenttermnetdays>"},
            "INVALID_DATA",
            "paymenttermnetdays 999999999 is no number of days.",
        ),
        ({"amount": "1e9"}, "INVALID_DATA", "salesinvoiceamount is not of type decimal: 1e9"),
    ],
)
def test_invoices_that_are_refused(
    client: Client, changes: dict[str, str], code: str, problem: str
) -> None:
    answer = client.post("salesinvoice.nv?method=add", invoice(**changes))
    assert answer.code == code
    assert problem in answer.text
    assert len(keys(client, "salesinvoicelist.nv")) == 120


def test_editing_an_invoice_is_not_imitated(client: Client) -> None:
    answer = client.post("salesinvoice.nv?method=edit&id=1001", invoice())
    assert answer.code == "SERVICE_ACCESS_ERROR"
    assert "The sandbox does not imitate salesinvoice.nv?method=edit yet." in answer.text
