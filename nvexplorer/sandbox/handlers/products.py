"""productlist.nv and getproduct.nv."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nvexplorer.sandbox import accounts
from nvexplorer.sandbox.answers import amount, element
from nvexplorer.sandbox.refusal import own_data_error

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.call import Call
    from nvexplorer.sandbox.company import Product

_TWELVE = Decimal("1.000000000000")
_TWO = Decimal("1.00")
_KG = {"weightunit": "kg"}
_CM = {"unit": "cm"}


def listed(call: Call) -> list[ET.Element]:
    """The list, narrowed by keyword and change. All products are published, none is deleted."""
    keyword = call.query.text("keyword").lower()
    since = call.query.moment("changedsince")
    for name in ("unpublished", "deleted"):
        call.query.choice(name, ("0", "1"))
    hidden = call.query.choice("published", ("0", "1")) == "0"
    return [
        element(
            "ProductList",
            [
                _row(product)
                for product in call.company.products.values()
                if (since is None or product.changed > since)
                and (keyword in product.name.lower() or keyword in product.code.lower())
                and not hidden
            ],
        )
    ]


def got(call: Call) -> list[ET.Element]:
    """One product by id, code or eancode (empty when not found), or several inside Products."""
    products = call.company.products
    keys = call.query.keys("idlist", 400)
    codes = call.query.words("codelist", 400)
    if keys or codes:
        found = [p for p in products.values() if p.key in keys or p.code in codes]
        return [element("Products", [element("Product", _record(p)) for p in found])]
    key = call.query.integer("id")
    code, ean = call.query.text("code"), call.query.text("eancode")
    if key is None and not code and not ean:
        raise own_data_error("One of the parameters id, idlist, code, codelist and eancode needed.")
    for product in products.values():
        if product.key == key or code == product.code or ean == product.ean:
            return [element("Product", _record(product))]
    return [element("Product")]


def _row(product: Product) -> ET.Element:
    return element(
        "Product",
        [
            element("NetvisorKey", product.key),
            element("ProductCode", product.code),
            element("Name", product.name),
            amount("UnitPrice", product.net_price.quantize(_TWELVE)),
            amount("UnitGrossPrice", product.gross_price.quantize(_TWELVE)),
            element("ProductGroupID", product.group),
            element("ProductGroupDescription", product.group_name),
            element("Uri", f"/getproduct.nv?id={product.key}"),
        ],
    )


def _record(product: Product) -> list[ET.Element]:
    base = [
        element("NetvisorKey", product.key),
        element("ProductCode", product.code),
        element("ProductGroup", product.group_name),
        element("Name", product.name),
        element("Description", product.description),
        amount("UnitPrice", product.net_price, {"type": "net"}),
        amount("UnitGrossPrice", product.gross_price.quantize(_TWO), {"type": "gross"}),
        element("Unit", product.unit),
        amount("UnitWeight", product.weight),
        amount("PurchasePrice", product.purchase_price),
        element("TariffHeading"),
        element("ComissionPercentage", 0),
        element("IsActive", 1),
        element("IsSalesProduct", 1),
        element("CountryOfOrigin", "FI", {"type": "ISO-3166"}),
    ]
    bookkeeping = [
        amount("DefaultVatPercent", product.vat_percent),
        element("DefaultDomesticAccountNumber", accounts.SALES),
        element("DefaultEuAccountNumber", 3360),
        element("DefaultOutsideEUAccountNumber", 3380),
        element("ProductDimensions"),
    ]
    value = product.stock * product.purchase_price
    inventory = [
        amount("InventoryAmount", product.stock.quantize(_TWO)),
        amount("InventoryMidPrice", product.purchase_price),
        amount("InventoryValue", value.quantize(Decimal("1.0000"))),
        amount("InventoryReservedAmount", Decimal("0.00")),
        amount("InventoryOrderedAmount", Decimal("0.00")),
        element("InventoryAccountNumber", 1521),
    ]
    package = [element(f"Package{side}", "", _CM) for side in ("Width", "Height", "Length")]
    additional = [
        amount("ProductNetWeight", product.weight, _KG),
        amount("ProductGrossWeight", product.weight, _KG),
        element("ProductPackageInformation", package),
        element("PrimaryEanCode", product.ean),
        element("SecondaryEanCode"),
    ]
    return [
        element("ProductBaseInformation", base),
        element("ProductBookKeepingDetails", bookkeeping),
        element("ProductInventoryDetails", inventory),
        element("ProductAdditionalInformation", additional),
    ]
