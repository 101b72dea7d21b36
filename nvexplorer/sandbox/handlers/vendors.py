"""getvendor.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.sandbox.answers import element
from nvexplorer.sandbox.refusal import own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import Vendor

_ISO_3166 = {"type": "ISO-3166"}


def got(call: Call) -> list[ET.Element]:
    """One vendor by netvisorkey, or several inside Vendors; an unknown key refuses the call."""
    vendors = call.company.vendors
    key = call.query.integer("netvisorkey")
    keys = call.query.keys("netvisorkeylist", 500)
    since = call.query.moment("changedsince")
    if key is None and not keys and since is None:
        raise own_data_error("netvisorkey, netvisorkeylist or changedsince is needed.")
    for wanted in keys if key is None else [key]:
        if wanted not in vendors:
            raise own_data_error(f"Vendor not found with Netvisor identifier: {wanted}")
    if key is not None:
        return [_record(vendors[key])]
    if keys:
        return [element("Vendors", [_record(vendors[wanted]) for wanted in keys])]
    page = call.query.integer("page") or 1
    found = [vendor for vendor in vendors.values() if since and vendor.changed > since]
    return [element("Vendors", [_record(v) for v in found[(page - 1) * 500 : page * 500]])]


def _record(vendor: Vendor) -> ET.Element:
    base = [
        element("Code", vendor.code),
        element("Name", vendor.name),
        element("Address", vendor.address),
        element("PostCode", vendor.post_code),
        element("City", vendor.city),
        element("Country", vendor.country, _ISO_3166),
        element("OrganizationId", vendor.business_id),
        element("GroupName"),
        element("VendorBankAccounts", [_account(vendor)]),
    ]
    contact = [
        element("PhoneNumber"),
        element("Email", vendor.email),
        element("FaxNumber"),
        element("ContactPersonName"),
        element("ContactPersonPhoneNumber"),
        element("ContactPersonEmail"),
        element("HomePage"),
        element("Comment"),
    ]
    additional = [
        element("DefaultVatPercent", "25,5"),
        element("IsPartialVatReducedPrivileged", 0),
        element("PaymentTerm", 21),
    ]
    return element(
        "Vendor",
        [
            element("NetvisorKey", vendor.key),
            element("VendorBaseInformation", base),
            element("VendorContactDetails", contact),
            element("VendorAdditionalInformation", additional),
        ],
    )


def _account(vendor: Vendor) -> ET.Element:
    if vendor.foreign is None:
        domestic = [
            element("NetvisorKey", vendor.key),
            element("Iban", vendor.iban),
            element("BankName", "Hiekkapankki"),
            element("IsDefault", 1),
        ]
        account = element("VendorDomesticBankAccount", domestic)
        return element("VendorDomesticBankAccounts", [account])
    bban, bic, bank, currency = vendor.foreign
    foreign = [
        element("NetvisorKey", vendor.key),
        element("Bban", bban),
        element("BicSwift", bic),
        element("BankName", bank),
        element("Country", vendor.country, _ISO_3166),
        element("CurrencyCode", currency, {"type": "ISO-4217"}),
        element("IsDefault", 1),
        element("IncludeAddresssInForeignPayments", 0),
    ]
    return element("VendorForeignBankAccounts", [element("VendorForeignBankAccount", foreign)])
