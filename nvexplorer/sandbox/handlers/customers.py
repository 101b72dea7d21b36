"""customerlist.nv and getcustomer.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.sandbox.answers import element
from nvexplorer.sandbox.refusal import Refused, data_error, own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import Customer

GROUPS = {"Jälleenmyyjät": 1}
_ISO_3166 = {"type": "ISO-3166"}

# Element of the answer, element of customer.nv it was written by, attributes. A `?` before the
# name: left out when there is no value.
_BASE = (
    ("InternalIdentifier", "internalidentifier"),
    ("ExternalIdentifier", "externalidentifier"),
    ("?OrganizationUnitNumber", "organizationunitnumber"),
    ("?CustomerGroupNetvisorKey", "customergroupkey"),
    ("?CustomerGroupName", "customergroupname"),
    ("Name", "name"),
    ("NameExtension", "nameextension"),
    ("StreetAddress", "streetaddress"),
    ("AdditionalStreetAddress", "additionaladdressline"),
    ("City", "city"),
    ("PostNumber", "postnumber"),
    ("?Country", "country"),
    ("PhoneNumber", "phonenumber"),
    ("FaxNumber", "faxnumber"),
    ("Email", "email"),
    ("EmailInvoicingAddress", "emailinvoicingaddress"),
    ("HomePageUri", "homepageuri"),
    ("IsActive", "isactive"),
    ("IsPrivateCustomer", "isprivatecustomer"),
)
_FINVOICE = (
    ("FinvoiceAddress", "finvoiceaddress"),
    ("FinvoiceRouterCode", "finvoiceroutercode"),
)
_DELIVERY = (
    ("DeliveryName", "deliveryname"),
    ("DeliveryStreetAddress", "deliverystreetaddress"),
    ("DeliveryCity", "deliverycity"),
    ("DeliveryPostNumber", "deliverypostnumber"),
    ("?DeliveryCountry", "deliverycountry"),
)
_CONTACT = (
    ("ContactPerson", "contactperson"),
    ("ContactPersonEmail", "contactpersonemail"),
    ("ContactPersonPhone", "contactpersonphone"),
)
_ADDITIONAL = (
    ("Comment", "comment"),
    ("CustomerAgreementIdentifier", "customeragreementidentifier"),
    ("ReferenceNumber", "customerreferencenumber"),
    ("UseCreditorReferenceNumber", "usecreditorreferencenumber"),
    ("YourDefaultReference", "yourdefaultreference"),
    ("DefaultTextBeforeInvoiceLines", "defaulttextbeforeinvoicelines"),
    ("DefaultTextAfterInvoiceLines", "defaulttextafterinvoicelines"),
    ("DefaultPaymentTerm", "defaultpaymentterm"),
    ("TaxHandlingType", "taxhandlingtype"),
    ("BalanceLimit", "balancelimit"),
    ("?InvoicingLanguage", "invoicinglanguage"),
    ("?EuStandardFinvoice", "eustandardfinvoice"),
    ("InCollectionProhibition", "incollectionprohibition"),
)
_ATTRIBUTES = {
    "Country": _ISO_3166,
    "DeliveryCountry": _ISO_3166,
    "InvoicingLanguage": _ISO_3166,
    "DefaultPaymentTerm": {"netvisorkey": "1"},
}
_WHEN_UNSET = {"isprivatecustomer": "0", "incollectionprohibition": "0", "isactive": "1"}


def listed(call: Call) -> list[ET.Element]:
    """The list, narrowed by keyword, change and codes; with a keyword changedsince is ignored."""
    keyword = call.query.text("keyword").lower()
    since = call.query.moment("changedsince")
    codes = call.query.words("customercodelist", 100)
    found = [
        customer
        for customer in call.company.customers.values()
        if (_matches(customer, keyword) if keyword else since is None or customer.changed > since)
        and (not codes or customer.code in codes)
    ]
    return [element("Customerlist", [_row(customer) for customer in found])]


def got(call: Call) -> list[ET.Element]:
    """One customer by id, or several inside Customers by idlist."""
    keys = call.query.keys("idlist", 500)
    if keys:
        records = [element("Customer", _record(customer_at(call, key))) for key in keys]
        return [element("Customers", records)]
    key = call.query.integer("id")
    if key is None:
        raise own_data_error("The parameter id or idlist is missing.")
    return [element("Customer", _record(customer_at(call, key)))]


def customer_at(call: Call, key: int) -> Customer:
    """Raises Refused when there is none."""
    if key not in call.company.customers:
        raise not_found(key)
    return call.company.customers[key]


def not_found(key: int | str) -> Refused:
    """In Netvisor's words (from a capture)."""
    return data_error(f"Customer not found with Netvisor identifier: {key}")


def _matches(customer: Customer, keyword: str) -> bool:
    names = ("name", "internalidentifier", "externalidentifier", "nameextension")
    return any(keyword in customer.values.get(name, "").lower() for name in names)


def _row(customer: Customer) -> ET.Element:
    group = customer.values.get("customergroupname", "")
    return element(
        "Customer",
        [
            element("Netvisorkey", customer.key),
            element("Name", customer.name),
            element("Code", customer.code),
            element("OrganisationIdentifier", customer.values.get("externalidentifier", "")),
            element("CustomerGroupID", GROUPS.get(group, "")),
            element("CustomerGroupName", group),
            element("Uri", f"/getcustomer.nv?id={customer.key}"),
        ],
    )


def _record(customer: Customer) -> list[ET.Element]:
    made = [
        element("CustomerBaseInformation", _values(customer, _BASE)),
        element("CustomerFinvoiceDetails", _values(customer, _FINVOICE)),
        element("CustomerDeliveryDetails", _values(customer, _DELIVERY)),
        element("CustomerContactDetails", _values(customer, _CONTACT)),
        element("CustomerAdditionalInformation", _values(customer, _ADDITIONAL)),
    ]
    made[0].insert(0, element("NetvisorKey", customer.key))
    if customer.dimensions:
        made[-1].append(element("CustomerDimensions", _dimensions(customer.dimensions)))
    return made


def _values(customer: Customer, table: tuple[tuple[str, str], ...]) -> list[ET.Element]:
    made = []
    for name, source in table:
        text = customer.values.get(source, _WHEN_UNSET.get(source, ""))
        if source == "customergroupkey":
            text = str(GROUPS.get(customer.values.get("customergroupname", ""), ""))
        if text or not name.startswith("?"):
            name = name.removeprefix("?")
            made.append(element(name, text, _ATTRIBUTES.get(name, {})))
    return made


def _dimensions(dimensions: list[tuple[str, str]]) -> list[ET.Element]:
    return [
        element(
            "Dimension",
            [
                element("DimensionName", name, {"netvisorkey": str(place)}),
                element("DimensionItem", item, {"netvisorkey": str(place)}),
            ],
        )
        for place, (name, item) in enumerate(dimensions, 1)
    ]
