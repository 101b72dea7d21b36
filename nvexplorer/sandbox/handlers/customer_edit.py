"""customer.nv and deletecustomer.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.sandbox.answers import inserted
from nvexplorer.sandbox.body import value
from nvexplorer.sandbox.company import Customer
from nvexplorer.sandbox.handlers.customers import customer_at
from nvexplorer.sandbox.refusal import DUPLICATE_DATA, own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call


def write(call: Call) -> list[ET.Element]:
    """Adds a customer, or edits one: elements left out stay, empty ones clear (documented)."""
    method = call.query.choice("method", ("add", "edit"))
    if not method:
        raise own_data_error("The parameter method is missing: add or edit.")
    if method == "edit":
        customer = customer_at(call, call.query.required("id"))
        _write(call, customer, _sections(call))
        return []
    sections = _sections(call)
    if not value(sections, "customerbaseinformation/name"):
        raise own_data_error("A new customer needs a name.")
    customer = Customer(0, {}, call.now)
    _write(call, customer, sections)
    customer.key = call.company.next("customer")
    call.company.customers[customer.key] = customer
    return inserted(customer.key)


def delete(call: Call) -> list[ET.Element]:
    """Only a customer that was never invoiced can be deleted (documented)."""
    customer = customer_at(call, call.query.required("customerid"))
    invoices = call.company.sales_invoices.values()
    if any(invoice.customer_key == customer.key for invoice in invoices):
        raise own_data_error(f"Customer {customer.key} has invoices and cannot be deleted.")
    del call.company.customers[customer.key]
    return []


def _sections(call: Call) -> ET.Element:
    customer = call.body().find("customer")
    assert customer is not None  # the definition makes it mandatory
    return customer


def _write(call: Call, customer: Customer, sections: ET.Element) -> None:
    values = dict(customer.values)
    for section in sections:
        if section.tag == "customerdimensiondetails":
            continue
        for found in section:
            text = (found.text or "").strip()
            if found.get("type", "").lower() == "automatic" and not text:
                text = _free_code(call)
            if found.tag == "defaultsalesperson":
                call.notes.append("defaultsalesperson ignored: the company has no salespeople")
            elif text:
                values[found.tag] = text
            else:
                values.pop(found.tag, None)
    code = values.get("internalidentifier", "")
    others = [c for c in call.company.customers.values() if c is not customer]
    if code and any(other.code == code for other in others):
        raise own_data_error(f"There is already a customer with the code {code}.", DUPLICATE_DATA)
    customer.values = values
    dimensions = sections.find("customerdimensiondetails")
    if dimensions is not None:
        customer.dimensions = [
            (value(found, "dimensionname"), value(found, "dimensionitem")) for found in dimensions
        ]
    customer.changed = call.now


def _free_code(call: Call) -> str:
    codes = [c.code for c in call.company.customers.values()]
    return str(max((int(code) for code in codes if code.isdecimal()), default=1000) + 1)
