"""customerlist.nv, getcustomer.nv, customer.nv and deletecustomer.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from netvisor_client import Client

BASE = "<root><customer><customerbaseinformation>{}</customerbaseinformation>{}</customer></root>"
NAMES = "Customerlist/Customer/Name"


def listed(client: Client, query: str = "") -> list[str]:
    return client.get(f"customerlist.nv{query}").texts("Customerlist/Customer/Netvisorkey")


def test_list_has_all_customers(client: Client) -> None:
    assert listed(client) == [str(key) for key in range(101, 111)]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("keyword=%C3%84IJ%C3%84", ["101"]),
        ("keyword=1002", ["102"]),
        ("keyword=9900003-4", ["103"]),
        ("keyword=keitti%C3%B6+%26+piha", ["105"]),
        ("keyword=nobody", []),
        ("Keyword=sesonki&changedsince=2099-01-01", ["103"]),
        ("changedsince=2025-09-27T08:00:00", ["110"]),
        ("changedsince=2099-01-01T00:00:00", []),
        ("customercodelist=1001,%201003", ["101", "103"]),
        ("customercodelist=1001,1003&keyword=oy", ["101"]),
    ],
)
def test_list_narrowed(client: Client, query: str, keys: list[str]) -> None:
    assert listed(client, f"?{query}") == keys


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("customerlist.nv?changedsince=1.1.2025", "The parameter changedsince is not YYYY-MM-DDT"),
        ("customerlist.nv?changedsince=2025-02-30", "The parameter changedsince is not YYYY-MM"),
        (f"customerlist.nv?customercodelist={','.join(map(str, range(101)))}", "101 values, 100"),
        ("getcustomer.nv", "The parameter id or idlist is missing."),
        ("getcustomer.nv?id=abc", "The parameter id is not a number: abc"),
        ("getcustomer.nv?id=99", "Customer not found with Netvisor identifier: 99"),
        ("getcustomer.nv?idlist=101,99", "Customer not found with Netvisor identifier: 99"),
        ("getcustomer.nv?idlist=101,x", "The parameter idlist holds x, which is not a number."),
    ],
)
def test_parameters_that_cannot_be_used(client: Client, target: str, problem: str) -> None:
    answer = client.get(target)
    assert (answer.status, answer.code) == (400, "INVALID_DATA")
    assert answer.text.startswith("Data form incorrect:. ")
    assert problem in answer.text


def test_several_customers_at_once(client: Client) -> None:
    answer = client.get("getcustomer.nv?idlist=103,101")
    keys = answer.texts("Customers/Customer/CustomerBaseInformation/NetvisorKey")
    assert keys == ["103", "101"]


def test_added_customer_is_listed_and_read_back(client: Client) -> None:
    body = BASE.format(
        '<internalidentifier type="automatic"></internalidentifier>'
        '<name>Öljy &amp; "Hiekka" &lt;Oy&gt; €</name><country type="ISO-3166">FI</country>',
        "<customerdimensiondetails><dimension><dimensionname>Projekti</dimensionname>"
        "<dimensionitem>Ranta</dimensionitem></dimension></customerdimensiondetails>",
    )
    added = client.post("customer.nv?method=add", body)
    assert added.texts("Replies/InsertedDataIdentifier") == ["111"]
    read = client.get("getcustomer.nv?id=111")
    base = "Customer/CustomerBaseInformation"
    assert read.texts(f"{base}/Name") == ['Öljy & "Hiekka" <Oy> €']
    assert read.texts(f"{base}/InternalIdentifier") == ["1011"]
    dimension = "Customer/CustomerAdditionalInformation/CustomerDimensions/Dimension"
    assert read.texts(f"{dimension}/DimensionItem") == ["Ranta"]
    assert listed(client, "?changedsince=2026-01-01") == ["111"]


def test_body_in_iso_8859_15(client: Client, log: list[str]) -> None:
    body = BASE.format("<name>Hinta 5 € Ääkkönen</name>", "").encode("iso-8859-15")
    assert client.post("customer.nv?method=add", body).code == "OK"
    assert "body read as iso-8859-15" in log[-1]
    assert client.get("customerlist.nv?keyword=hinta").texts(NAMES) == ["Hinta 5 € Ääkkönen"]


def test_edit_keeps_what_is_left_out_and_clears_what_is_empty(client: Client) -> None:
    body = BASE.format("<city></city><email>uusi@example.com</email>", "")
    answer = client.post("customer.nv?method=edit&id=101", body)
    assert answer.code == "OK"
    assert answer.root.find("Replies") is None
    read = client.get("getcustomer.nv?id=101")
    base = "Customer/CustomerBaseInformation"
    assert read.texts(f"{base}/City") == [""]
    assert read.texts(f"{base}/Email") == ["uusi@example.com"]
    assert read.texts(f"{base}/Name") == ["Äijälä Oy"]
    assert read.texts(f"{base}/PostNumber") == ["01300"]


def test_names_of_elements_may_be_in_camel_case(client: Client) -> None:
    body = (
        "<Root><Customer><CustomerBaseInformation><Name>Kamelikirjain Oy</Name>"
        "</CustomerBaseInformation></Customer></Root>"
    )
    assert client.post("Customer.nv?method=add", body).code == "OK"


NOT_VALID = "XML message validation failed: Could not validate xml"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "The request has no body."),
        ("<root><customer>", NOT_VALID),
        ("<root></root", NOT_VALID),
        ("name=x", NOT_VALID),
        ('<!DOCTYPE root [<!ENTITY a "b">]><root>&a;</root>', NOT_VALID),
        ('<?xml version="1.0"?><root/>', "it must begin with <root>"),
        ("<customer/>", "the first element is customer, root was expected"),
        ("<root/>", "root must hold customer"),
        ("<root><customer/></root>", "customer must hold customerbaseinformation"),
        (BASE.format("<name>A</name><name>B</name>", ""), "name stands more than once"),
        (BASE.format("<nimi>A</nimi>", ""), "customerbaseinformation may not hold nimi"),
        (
            BASE.format("<city>X</city><name>A</name>", ""),
            "name stands after city, but belongs before it",
        ),
        (BASE.format("text", ""), "customerbaseinformation holds text instead of elements"),
        (BASE.format("<name><b>A</b></name>", ""), "name holds elements instead of text"),
        (BASE.format("<country>FI</country>", ""), "country lacks the attribute type"),
        (BASE.format('<country type="x">FI</country>', ""), 'country has type="x", allowed: ISO'),
        (BASE.format("<isactive>yes</isactive>", ""), "isactive is not of type integer: yes"),
        (
            BASE.format(
                "<name>A</name>",
                "<customerdimensiondetails><dimension><dimensionname/><dimensionitem>x"
                "</dimensionitem></dimension></customerdimensiondetails>",
            ),
            "dimensionname is empty",
        ),
        (BASE.format("<city>Turku</city>", ""), "A new customer needs a name."),
    ],
)
def test_bodies_that_are_refused(client: Client, body: str, problem: str) -> None:
    answer = client.post("customer.nv?method=add", body)
    assert (answer.status, answer.code) == (400, "INVALID_DATA")
    assert answer.text.startswith("Data form incorrect:. ")
    assert problem in answer.text
    assert len(listed(client)) == 10


def test_a_text_that_is_too_long(client: Client) -> None:
    answer = client.post("customer.nv?method=add", BASE.format(f"<city>{'å' * 81}</city>", ""))
    assert (answer.status, answer.code) == (400, "INVALID_DATA_SIZE")
    assert "city has 81 characters, 80 are allowed." in answer.text


def test_a_code_in_use(client: Client) -> None:
    body = BASE.format("<internalidentifier>1001</internalidentifier><name>A</name>", "")
    assert client.post("customer.nv?method=add", body).code == "DUPLICATE_DATA"
    assert client.post("customer.nv?method=edit&id=101", body).code == "OK"
    assert client.post("customer.nv?method=edit&id=102", body).code == "DUPLICATE_DATA"
    assert client.get("customerlist.nv?keyword=land").texts(NAMES) == ["Öljy & Åland Ab"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", "The parameter method is missing: add or edit."),
        ("?method=delete", "The parameter method is none of add, edit: delete"),
        ("?method=edit", "The parameter id is missing."),
        ("?method=edit&id=4711", "Customer not found with Netvisor identifier: 4711"),
    ],
)
def test_method_and_id(client: Client, query: str, problem: str) -> None:
    answer = client.post(f"customer.nv{query}", BASE.format("<name>A</name>", ""))
    assert problem in answer.text


def test_delete(client: Client) -> None:
    client.post("customer.nv?method=add", BASE.format("<name>Väliaikainen</name>", ""))
    refused = client.get("deletecustomer.nv?customerid=101")
    assert "Customer 101 has invoices and cannot be deleted." in refused.text
    assert client.get("deletecustomer.nv?customerid=111").code == "OK"
    assert len(listed(client)) == 10
    added = client.post("customer.nv?method=add", BASE.format("<name>Seuraava</name>", ""))
    assert added.texts("Replies/InsertedDataIdentifier") == ["112"]
