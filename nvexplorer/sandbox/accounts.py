"""The chart of accounts of the sandbox's company."""

from __future__ import annotations

from typing import NamedTuple


class Account(NamedTuple):
    """`number` 0 is a group; `balance` accounts carry their balance over the year's end."""

    key: int
    number: int
    name: str
    english: str
    swedish: str
    father: int
    balance: bool
    negative: bool


class Default(NamedTuple):
    """An account that Netvisor's own postings use, by its name in accountlist.nv."""

    name: str
    number: int


DEFAULTS = (
    Default("TradePayables", 2871),
    Default("PurchaseVATReceivable", 1763),
    Default("RoundingOffDifference", 8570),
    Default("VATpayable", 2946),
    Default("TaxAccount", 2948),
    Default("AdvancePayments", 2861),
    Default("SalesReceivables", 1702),
    Default("SalesVATDebt", 2939),
    Default("Inventory", 1521),
    Default("SalesDiscount", 3500),
    Default("SalesExchangeRateDifferences", 3580),
    Default("Collection", 9170),
    Default("PurchasesDiscounts", 4230),
    Default("PurchasesExchangeRateDifferences", 4370),
    Default("PurchaseInvoiceAccrual", 1849),
    Default("SalesInvoiceAccrual", 1701),
    Default("PurchaseDomesticDefault", 4000),
    Default("PurchaseEUDefault", 4110),
    Default("PurchaseOutsideEUDefault", 4130),
    Default("SalesDomesticDefault", 3000),
    Default("SalesEUDefault", 3360),
    Default("SalesOutsideEUDefault", 3380),
)

BANK = 1910
RECEIVABLES = 1702
PAYABLES = 2871
VAT_RECEIVABLE = 1763
VAT_DEBT = 2939
ROUNDING = 8570
SALES = 3000
PURCHASES_EU = 4110

# `=` begins a group: its name in three languages, then whether it belongs to the balance sheet and
# whether it is negative by nature. Its accounts follow.
_CHART = """
=Vastaavaa|Assets|Aktiva|balance|
1521|Tavarat|Goods|Varor
1701|Myyntilaskujen jaksotukset|Accruals of sales invoices|Periodisering av försäljning
1702|Myyntisaamiset|Trade receivables|Kundfordringar
1763|Arvonlisäverosaamiset|VAT receivables|Momsfordringar
1849|Ostolaskujen jaksotukset|Accruals of purchase invoices|Periodisering av inköp
1910|Pankkitili|Bank account|Bankkonto
=Vastattavaa|Liabilities|Passiva|balance|negative
2001|Osakepääoma|Share capital|Aktiekapital
2861|Saadut ennakot|Advances received|Erhållna förskott
2871|Ostovelat|Trade payables|Leverantörsskulder
2939|Arvonlisäverovelat|VAT liabilities|Momsskulder
2946|Maksettava arvonlisävero|VAT payable|Moms att betala
2948|Verotili|Tax account|Skattekonto
=Liikevaihto|Turnover|Omsättning||negative
3000|Myynti kotimaassa|Domestic sales|Försäljning i hemlandet
3360|Myynti EU-maihin|Sales to EU countries|Försäljning till EU-länder
3380|Myynti EU:n ulkopuolelle|Sales outside the EU|Försäljning utanför EU
3500|Annetut alennukset|Discounts given|Beviljade rabatter
3580|Myynnin kurssierot|Exchange differences of sales|Kursdifferenser av försäljning
=Materiaalit ja palvelut|Materials and services|Material och tjänster||
4000|Ostot kotimaasta|Domestic purchases|Inköp från hemlandet
4110|Ostot EU-maista|Purchases from EU countries|Inköp från EU-länder
4130|Ostot EU:n ulkopuolelta|Purchases outside the EU|Inköp utanför EU
4230|Saadut alennukset|Discounts received|Erhållna rabatter
4370|Ostojen kurssierot|Exchange differences of purchases|Kursdifferenser av inköp
=Liiketoiminnan muut kulut|Other operating expenses|Övriga rörelsekostnader||
7010|Henkilöstön koulutus|Staff training|Personalutbildning
7230|Toimitilojen vuokrat|Rents of premises|Lokalhyror
7380|Sähkö & lämpö|Electricity & heating|El & värme
7440|Siivous ja jätehuolto|Cleaning and waste|Städning och avfall
7610|Ohjelmistot ja pilvipalvelut|Software and cloud services|Program och molntjänster
7700|Laitteet < 1 200 €|Equipment < 1,200 €|Utrustning < 1 200 €
7800|Matkaliput|Travel tickets|Resebiljetter
7900|Edustuskulut|Entertainment|Representation
7960|Markkinointi|Marketing|Marknadsföring
7990|Toimistotarvikkeet|Office supplies|Kontorsmaterial
=Rahoitus ja muut erät|Financial and other items|Finansiella och övriga poster||
8570|Pyöristyserot|Rounding differences|Avrundningsdifferenser
9170|Perintäkulut|Collection costs|Indrivningskostnader
"""


def _chart() -> tuple[Account, ...]:
    made: list[Account] = []
    father, balance, negative = 0, False, False
    for line in _CHART.split("\n")[1:-1]:
        first, second, third, fourth, *rest = line.removeprefix("=").split("|")
        key = len(made) + 1
        if line.startswith("="):
            father, balance, negative = key, fourth == "balance", rest == ["negative"]
            made.append(Account(key, 0, first, second, third, 0, balance, negative))
        else:
            made.append(Account(key, int(first), second, third, fourth, father, balance, negative))
    return tuple(made)


#: Groups and their accounts in the order of the chart.
ACCOUNTS = _chart()
ACCOUNT_KEYS = {account.number: account.key for account in ACCOUNTS if account.number}
ACCOUNT_NAMES = {account.number: account.name for account in ACCOUNTS if account.number}
#: The accounts of general expenses.
EXPENSES = tuple(number for number in ACCOUNT_KEYS if 7000 <= number <= 7999)
