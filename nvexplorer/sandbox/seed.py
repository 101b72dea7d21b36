"""What the company holds at the start: the same records every time.

10 products, customers and vendors; for each month of 2025 10 sales invoices, 10 purchase invoices
and 10 vouchers of expenses, with their vouchers and payments.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.company import (
    ZERO,
    Company,
    Customer,
    InvoiceLine,
    Product,
    PurchaseInvoice,
    SalesInvoice,
    Vendor,
    cents,
    sum_of,
)
from nvexplorer.sandbox.finnish import business_id, ean13, iban, reference_number

YEAR = 2025
_PER_MONTH = 10
_FOUNDED = datetime(YEAR, 1, 1, 8)
_VAT = Decimal("25.5")
_NO_CODE = (ZERO, "-")

# code, name, group, net price, purchase price, VAT, unit, weight
_PRODUCTS = (
    ("HIE-100", "Hiekkasäkki 25 kg", 0, "6.90", "3.10", _VAT, "kpl", "25.0"),
    ("HIE-200", "Leikkihiekka, tonni", 0, "48.00", "22.50", _VAT, "t", "1000.0"),
    ("LAP-100", "Lapio <lasten>", 1, "9.95", "4.20", _VAT, "kpl", "0.4"),
    ("LAP-200", "Ämpäri & sihti", 1, "7.50", "2.95", _VAT, "kpl", "0.3"),
    ("LAA-100", "Hiekkalaatikko 2 × 2 m", 2, "289.00", "155.00", _VAT, "kpl", "62.0"),
    ("LAA-200", "Kansi öljykäsittelyllä", 2, "119.00", "64.00", _VAT, "kpl", "18.5"),
    ("PAL-100", "Asennustyö", 3, "58.00", "0.00", _VAT, "h", "0.0"),
    ("PAL-200", "Kuljetus Ahvenanmaalle", 3, "140.00", "95.00", _VAT, "kpl", "0.0"),
    ("KIR-100", "Kirja: Hiekkalinnan ABC", 4, "24.90", "12.00", Decimal(14), "kpl", "0.6"),
    ("KIR-200", "Lehti: Rantahiekka Å-Ö", 4, "8.90", "4.00", Decimal(10), "kpl", "0.2"),
)
_GROUPS = ("Hiekat", "Lelut", "Laatikot", "Palvelut", "Kirjat / Lehdet")

# name, name extension, street, postcode, city, private person
_CUSTOMERS = (
    ("Äijälä Oy", "", "Hiekkaharjuntie 1", "01300", "Vantaa", False),
    ("Öljy & Åland Ab", "Ostolaskut", "Strandgatan 12", "22100", "Mariehamn", False),
    ('Kahvila "Sesonki" Ky', "", "Särkänniementie 3", "33230", "Tampere", False),
    ("Metsä <Pohjoinen> Oy", "", "Mäntykuja 8 B", "96100", "Rovaniemi", False),
    ("Päiväkoti Pikkutassut", "Keittiö & piha", "Leikkipuisto 5", "90100", "Oulu", False),
    ("Ångström Design Ab", "", "Köpmansgatan 4", "06100", "Borgå", False),
    ("Šakki & Žonglööri Oy", "", "Linnankatu 20", "20100", "Turku", False),
    ("€uro-Kirppis Oy", "", "Kauppatori 2", "40100", "Jyväskylä", False),
    ("Esimerkki Essi", "", "Mallikatu 7 as. 3", "00100", "Helsinki", True),
    ("Bostads Ab Sandgården", "c/o Isännöinti; PL 10", "Rantatie 99", "28100", "Pori", False),
)

# name, street, postcode, city, country, account of the purchases
_VENDORS = (
    ("Soraväylä Oy", "Murskaamontie 5", "04300", "Tuusula", "FI", 4000),
    ("Paperi & Pahvi Mallila Oy", "Tehtaankatu 40", "45100", "Kouvola", "FI", 7990),
    ("Kiinteistö Oy Hiekkalinna", "Linnakuja 1", "00250", "Helsinki", "FI", 7230),
    ("Mallilan Sähkö Oy", "Voimalantie 9", "33100", "Tampere", "FI", 7380),
    ("Pilvi <Palvelut> Oy", "Konesalinkatu 1010", "02600", "Espoo", "FI", 7610),
    ("Lelutukku Pääskynen Oy", "Varastotie 14", "01510", "Vantaa", "FI", 4000),
    ("Siivous-Ässä Ky", "Kuurauskuja 2", "20300", "Turku", "FI", 7440),
    ("Åbo Tryckeri & Reklam Ab", "Tryckerigatan 6", "20500", "Åbo", "FI", 7960),
    ("Koulutus Öhöm Tmi", "Koulukatu 11", "65100", "Vaasa", "FI", 7010),
    ("Norrsand Trävaror AB", "Hamnvägen 3", "903 22", "Umeå", "SE", 4000),
)


def company() -> Company:
    """A new company in its first state."""
    random = Random(20250101)
    made = Company()
    for place, (code, name, group, net, bought, vat, unit, weight) in enumerate(_PRODUCTS):
        key = made.next("product")
        made.products[key] = Product(
            key, code, name, f"{name}, varastosta", group + 1, _GROUPS[group], Decimal(net),
            Decimal(bought), vat, unit, ean13(100 + place), Decimal(weight),
            Decimal(random.randrange(0, 400)), _FOUNDED + timedelta(days=30 * place),
        )  # fmt: skip
    identifiers = [found for n in range(9_900_001, 9_900_040) if (found := business_id(n))]
    for place in range(len(_CUSTOMERS)):
        _customer(made, place, identifiers[place])
    for place in range(len(_VENDORS)):
        _vendor(made, place, identifiers[10 + place])
    for month in range(1, 13):
        for place in range(_PER_MONTH):
            _sales_invoice(made, random, month, place)
            _purchase_invoice(made, random, month, place)
            _expense(made, random, month, place)
    return made


def _customer(made: Company, place: int, identifier: str) -> None:
    name, extension, street, post_code, city, private = _CUSTOMERS[place]
    digits = identifier.replace("-", "")
    values = {
        "internalidentifier": str(1001 + place),
        "externalidentifier": "" if private else identifier,
        "organizationunitnumber": "" if private else f"0037{digits}",
        "name": name,
        "nameextension": extension,
        "streetaddress": street,
        "city": city,
        "postnumber": post_code,
        "country": "FI",
        "phonenumber": f"050 000 00{place:02}",
        "email": f"asiakas{place + 1}@example.com",
        "homepageuri": "" if private else f"www.example.com/asiakas{place + 1}",
        "isactive": "1",
        "isprivatecustomer": "1" if private else "0",
        "emailinvoicingaddress": f"laskut{place + 1}@example.com",
        "finvoiceaddress": "" if private else f"0037{digits}",
        "finvoiceroutercode": "" if private else "SANDBOX",
        "deliveryname": f"{name}, varasto",
        "deliverystreetaddress": street,
        "deliverycity": city,
        "deliverypostnumber": post_code,
        "deliverycountry": "FI",
        "contactperson": "Essi Esimerkki",
        "contactpersonemail": f"yhteys{place + 1}@example.com",
        "contactpersonphone": f"050 000 01{place:02}",
        "customerreferencenumber": reference_number(9000 + place),
        "defaultpaymentterm": "14 pv netto",
        "taxhandlingtype": "countrygroup",
        "balancelimit": "5000,00",
        "invoicinglanguage": "FI",
    }
    if place < 5:
        values["customergroupname"] = "Jälleenmyyjät"
    key = made.next("customer")
    filled = {name: text for name, text in values.items() if text}
    made.customers[key] = Customer(key, filled, _FOUNDED + timedelta(days=30 * place))


def _vendor(made: Company, place: int, identifier: str) -> None:
    name, street, post_code, city, country, _ = _VENDORS[place]
    foreign = None if country == "FI" else ("999900001234567", "XXXXSE2S", "Exempelbanken", "SEK")
    key = made.next("vendor")
    made.vendors[key] = Vendor(
        key, str(2001 + place), name, street, post_code, city, country,
        identifier if country == "FI" else "", "" if foreign else iban(100_200 + place), foreign,
        f"laskutus{place + 1}@example.com", _FOUNDED + timedelta(days=30 * place),
    )  # fmt: skip


def _sales_invoice(made: Company, random: Random, month: int, place: int) -> None:
    day = date(YEAR, month, 1 + random.randrange(28))
    products = random.sample(list(made.products.values()), random.randrange(1, 5))
    lines = [made.product_line(product, Decimal(random.randrange(1, 12))) for product in products]
    total = sum_of(lines, "net") + sum_of(lines, "vat")
    number = made.next("sales invoice number")
    due = day + timedelta(days=14)
    status, substatus = _sales_status(month, place, due)
    paid = total if status == "paid" else ZERO
    key = made.next("sales invoice")
    made.sales_invoices[key] = invoice = SalesInvoice(
        key, number, day, due, day, day, reference_number(number),
        random.choice(list(made.customers)), status, substatus, lines, total, paid, _noon(day),
    )  # fmt: skip
    made.book_sales_invoice(invoice)
    if paid:
        _payment(made, due, ("salesinvoice", key), f"Suoritus, lasku {number}", -paid)


def _sales_status(month: int, place: int, due: date) -> tuple[str, str]:
    if due > date(YEAR, 12, 31):
        return ("unsent", "") if place % 3 == 0 else ("open", "open")
    if month < 10 and place != 7:
        return "paid", ""
    return "open", ("overdue", "reminded", "requested", "collected")[place % 4]


def _purchase_invoice(made: Company, random: Random, month: int, place: int) -> None:
    day = date(YEAR, month, 1 + random.randrange(28))
    index = random.randrange(len(_VENDORS))
    vendor = list(made.vendors.values())[index]
    account = _VENDORS[index][5]
    if vendor.country != "FI":
        account = accounts.PURCHASES_EU
    lines = []
    for _ in range(random.randrange(1, 4)):
        price = Decimal(random.randrange(500, 40_000)) / 100
        quantity = Decimal(random.randrange(1, 9))
        net = cents(price * quantity)
        vat, percent, code = (cents(net * _VAT / 100), _VAT, "KOOS")
        if vendor.country != "FI":
            vat, percent, code = ZERO, Decimal(0), "EUOS"
        name = accounts.ACCOUNT_NAMES[account]
        key = made.next("line")
        lines.append(
            InvoiceLine(key, 0, "", name, price, quantity, "kpl", percent, code, net, vat, account)
        )
    total = sum_of(lines, "net") + sum_of(lines, "vat")
    due = day + timedelta(days=21)
    paid = total if month < 11 and place % 5 else ZERO
    key = made.next("purchase invoice")
    number = f"{YEAR % 100}{month:02}{place:02}"
    entries = [(line.account, line.net, line.name, line.vat_percent, line.vat_code)
               for line in lines]  # fmt: skip
    entries.append((accounts.VAT_RECEIVABLE, sum_of(lines, "vat"), "", *_NO_CODE))
    entries.append((accounts.PAYABLES, -total, vendor.name, *_NO_CODE))
    source = ("purchaseinvoice", key)
    voucher = made.voucher(day, "Ostolasku", f"Ostolasku {number}", source, entries, _noon(day))
    made.purchase_invoices[key] = PurchaseInvoice(
        key, number, day, due, reference_number(700_000 + key), vendor.key,
        "accepted" if paid else ("open", "approved")[place % 2], tuple(lines), total, paid,
        voucher.key, _noon(day),
    )  # fmt: skip
    if paid:
        _payment(made, due, source, f"Maksu, lasku {number}", paid)


def _payment(
    made: Company, day: date, source: tuple[str, int], text: str, against: Decimal
) -> None:
    """`against` is debited to payables (positive) or credited to receivables (negative)."""
    account = accounts.PAYABLES if against > 0 else accounts.RECEIVABLES
    kind = "Maksutapahtuma" if against > 0 else "Suoritus"
    entries = [(account, against, text, *_NO_CODE), (accounts.BANK, -against, text, *_NO_CODE)]
    made.voucher(day, kind, text, source, entries, _noon(day))


def _expense(made: Company, random: Random, month: int, place: int) -> None:
    day = date(YEAR, month, 1 + random.randrange(28))
    account = accounts.EXPENSES[place % len(accounts.EXPENSES)]
    net = Decimal(random.randrange(1_000, 90_000)) / 100
    vat = cents(net * _VAT / 100)
    text = f"{accounts.ACCOUNT_NAMES[account]} {month}/{YEAR}"
    entries = [
        (account, net, text, _VAT, "KOOS"),
        (accounts.VAT_RECEIVABLE, vat, text, *_NO_CODE),
        (accounts.BANK, -net - vat, text, *_NO_CODE),
    ]
    made.voucher(day, "Tosite", text, None, entries, _noon(day))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
