"""Which values of an answer open a record, and which do not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.links import Link, draft_of, link_of, link_paths, links_of
from nvexplorer.exchange.placeholders import Facts, resolve

HOST = "https://isvapi.netvisor.fi"


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load(resources_root())


@pytest.fixture(scope="module")
def customers(catalogue):
    return catalogue.definition("customerlist.nv")


def test_a_key_opens_its_record(customers):
    link = link_of(customers, "Customerlist/Customer/Netvisorkey", " 1000\n", HOST)
    assert link == Link("getcustomer.nv", (("id", "1000"),))
    assert str(link) == "getcustomer.nv id=1000"


def test_paths_are_compared_without_case(customers):
    assert link_of(customers, "CUSTOMERLIST/customer/NetvisorKey", "1", HOST)


def test_the_other_rules_of_a_key_follow_the_record(customers):
    resources = [
        link.resource for link in links_of(customers, "Customerlist/Customer/Netvisorkey", "1", "")
    ]
    assert resources == ["getcustomer.nv", "salesinvoicelist.nv"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Customerlist/Customer/Netvisorkey", "  "),
        ("Customerlist/Customer/Netvisorkey", "9" * 5000),
        ("Customerlist/Customer/Name", "1000"),
        ("Netvisorkey", "1000"),
        ("Other/Customerlist/Customer/Netvisorkey", "1000"),
    ],
)
def test_nothing_else_does(customers, path, text):
    assert link_of(customers, path, text, HOST) is None


@pytest.mark.parametrize(
    "text",
    [
        "/getcustomer.nv?id=5",
        "getcustomer.nv?id=5",
        "https://isvapi.netvisor.fi/getcustomer.nv?id=5",
        "HTTPS://ISVAPI.NETVISOR.FI/getcustomer.nv?id=5",
        "https://koulutus.netvisor.fi/getcustomer.nv?id=5",
        "https://isvapi.netvisor.figetcustomer.nv?id=5",
        "http://127.0.0.1:8123/getcustomer.nv?id=5",
        " /getcustomer.nv?id=5\n",
    ],
)
def test_an_address_gives_its_resource_and_its_query(text):
    link = link_of(None, "Whatever/Uri", text, "http://127.0.0.1:8123")
    assert link == Link("getcustomer.nv", (("id", "5"),))


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/getcustomer.nv?id=5",
        "https://netvisor.fi.example.com/getcustomer.nv?id=5",
        "https://evilnetvisor.fi/getcustomer.nv?id=5",
        "https://isvapi.netvisor.fi@example.com/getcustomer.nv",
        "//example.com/getcustomer.nv?id=5",
        "https://isvapi.netvisor.fi/customer.aspx?id=5",
        "www.example.com",
        "/../getcustomer.nv",
        "/a/getcustomer.nv",
        "ftp://isvapi.netvisor.fi/getcustomer.nv",
        "javascript:getcustomer.nv",
        "/getcustomer.nv?id=5 or else",
    ],
)
def test_other_addresses_lead_nowhere(text):
    assert link_of(None, "Whatever/Uri", text, HOST) is None


def test_an_address_is_read_as_a_query_is():
    text = "/customerlist.nv?keyword=M%C3%A4kinen+Oy&changedsince=&x=a%26b"
    assert link_of(None, "L/HereUri", text, HOST) == Link(
        "customerlist.nv", (("keyword", "Mäkinen Oy"), ("changedsince", ""), ("x", "a&b"))
    )


def test_an_address_comes_before_a_rule_and_is_not_told_twice(catalogue):
    definition = catalogue.definition("customerlist.nv")
    found = links_of(definition, "Customerlist/Customer/Uri", "/getcustomer.nv?id=7", HOST)
    assert found == (Link("getcustomer.nv", (("id", "7"),)),)


def test_what_an_answer_says_is_no_placeholder():
    draft = draft_of(Link("getcustomer.nv", (("id", "{{today}}"),)))
    assert draft.parameters[0].value != "{{today}}"
    facts = Facts(datetime(2026, 11, 22, tzinfo=UTC), "id", None)  # type: ignore[arg-type]
    assert resolve(draft, facts).draft.parameters[0].value == "{{today}}"


def test_the_paths_of_a_definition(catalogue, customers):
    assert link_paths(None) == frozenset()
    assert "Customerlist/Customer/Netvisorkey" in link_paths(customers)
    assert "Customerlist/Customer/Uri" in link_paths(customers)
    assert "Customerlist/Customer/Name" not in link_paths(customers)
    stock = link_paths(catalogue.definition("inventorybywarehouse.nv"))
    assert "InventoryByWarehouse/Product/ProductUri" in stock


def test_a_home_page_is_no_path_of_a_link(catalogue):
    paths = link_paths(catalogue.definition("getcustomer.nv"))
    assert not any(path.endswith("HomePageUri") for path in paths)


def test_every_rule_of_the_catalogue_opens_what_the_catalogue_has(catalogue):
    for entry in catalogue.entries:
        definition = catalogue.definition(entry.resource)
        for path in link_paths(definition):
            for link in links_of(definition, path, "1", HOST):
                assert catalogue.entry(link.resource), (entry.resource, path, link)
