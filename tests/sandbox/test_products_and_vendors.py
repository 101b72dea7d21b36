"""productlist.nv, getproduct.nv and getvendor.nv."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from netvisor_client import Client

CODES = "ProductList/Product/ProductCode"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("keyword=l%C3%84MP", []),
        ("keyword=%C3%84mp%C3%A4ri", ["LAP-200"]),
        ("keyword=lap-", ["LAP-100", "LAP-200"]),
        ("changedsince=2025-09-27T08:00:00", ["KIR-200"]),
        ("published=0&unpublished=1", []),
        ("published=1&deleted=0&keyword=PAL-100", ["PAL-100"]),
    ],
)
def test_product_list(client: Client, query: str, codes: list[str]) -> None:
    assert client.get(f"productlist.nv?{query}").texts(CODES) == codes


def test_prices_in_the_product_list(client: Client) -> None:
    answer = client.get("productlist.nv?keyword=HIE-100")
    assert answer.texts("ProductList/Product/UnitPrice") == ["6,900000000000"]
    assert answer.texts("ProductList/Product/UnitGrossPrice") == ["8,659500000000"]


@pytest.mark.parametrize("query", ["id=13", "code=LAP-100", "eancode=2000000001029"])
def test_product_by_key_code_and_ean(client: Client, query: str) -> None:
    answer = client.get(f"getproduct.nv?{query}")
    assert answer.texts("Product/ProductBaseInformation/Name") == ["Lapio <lasten>"]
    assert answer.texts("Product/ProductAdditionalInformation/PrimaryEanCode") == ["2000000001029"]


@pytest.mark.parametrize("query", ["idlist=11,14", "codelist=HIE-100,%20LAP-200"])
def test_several_products(client: Client, query: str) -> None:
    keys = client.get(f"getproduct.nv?{query}").texts(
        "Products/Product/ProductBaseInformation/NetvisorKey"
    )
    assert keys == ["11", "14"]


def test_product_that_is_not_there_is_an_empty_element(client: Client) -> None:
    answer = client.get("getproduct.nv?id=4711")
    assert answer.code == "OK"
    assert len(answer.root.find("Product")) == 0
    assert client.get("getproduct.nv").code == "INVALID_DATA"


def test_vendor_with_finnish_and_with_foreign_account(client: Client) -> None:
    accounts = "Vendor/VendorBaseInformation/VendorBankAccounts"
    finnish = client.get("getvendor.nv?netvisorkey=201")
    path = f"{accounts}/VendorDomesticBankAccounts/VendorDomesticBankAccount/Iban"
    assert finnish.texts(path)[0].startswith("FI")
    foreign = client.get("getvendor.nv?netvisorkey=210")
    path = f"{accounts}/VendorForeignBankAccounts/VendorForeignBankAccount/CurrencyCode"
    assert foreign.texts(path) == ["SEK"]


def test_several_vendors(client: Client) -> None:
    keys = "Vendors/Vendor/NetvisorKey"
    assert client.get("getvendor.nv?netvisorkeylist=203,201").texts(keys) == ["203", "201"]
    assert len(client.get("getvendor.nv?changedsince=2024-01-01").texts(keys)) == 10
    assert client.get("getvendor.nv?changedsince=2024-01-01&page=2").texts(keys) == []
    assert client.get("getvendor.nv?changedsince=2099-01-01T00:00:00").texts(keys) == []


@pytest.mark.parametrize("query", ["", "?netvisorkey=1", "?netvisorkeylist=201,1"])
def test_vendor_calls_that_are_refused(client: Client, query: str) -> None:
    assert client.get(f"getvendor.nv{query}").code == "INVALID_DATA"
