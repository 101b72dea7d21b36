"""The resources the sandbox imitates. A new one: a function in its family's file, a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.sandbox.handlers import (
    accounting,
    customer_edit,
    customers,
    products,
    purchase_invoices,
    sales_invoice_add,
    sales_invoices,
    vendors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call


class Handler(NamedTuple):
    """`answer` returns the elements after ResponseStatus or raises Refused."""

    method: str
    answer: Callable[[Call], Sequence[ET.Element]]


HANDLERS = {
    "accountingledger.nv": Handler("GET", accounting.ledger),
    "accountlist.nv": Handler("GET", accounting.account_list),
    "customer.nv": Handler("POST", customer_edit.write),
    "customerlist.nv": Handler("GET", customers.listed),
    "deletecustomer.nv": Handler("GET", customer_edit.delete),
    "getcustomer.nv": Handler("GET", customers.got),
    "getproduct.nv": Handler("GET", products.got),
    "getpurchaseinvoice.nv": Handler("GET", purchase_invoices.got),
    "getsalesinvoice.nv": Handler("GET", sales_invoices.got),
    "getvendor.nv": Handler("GET", vendors.got),
    "productlist.nv": Handler("GET", products.listed),
    "purchaseinvoicelist.nv": Handler("GET", purchase_invoices.listed),
    "salesinvoice.nv": Handler("POST", sales_invoice_add.write),
    "salesinvoicelist.nv": Handler("GET", sales_invoices.listed),
}
