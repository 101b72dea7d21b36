"""Answers have the elements the catalogue documents: name, order, occurrence, attribute, type."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from nvexplorer.sandbox.handlers import HANDLERS

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from netvisor_client import Client

CATALOGUE = Path(__file__).parents[2] / "resources" / "catalogue"
TYPES = {
    "integer": r"-?[0-9]*",
    "decimal": r"(-?[0-9]+(,[0-9]+)?)?",
    "date": r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})?",
    "boolean": r"0|1|True|False",
    "base64": r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
}
SALES = "getsalesinvoice.nv?netvisorkey=1001&pdfimage=pdf"

REQUESTS = [
    "accountlist.nv",
    "accountingledger.nv?startdate=2025-01-01&enddate=2025-12-31",
    "customerlist.nv",
    *(f"getcustomer.nv?id={key}" for key in range(101, 111)),
    *(f"getproduct.nv?id={key}" for key in range(11, 21)),
    *(
        f"getpurchaseinvoice.nv?netvisorkey={key}&include=invoiceimage"
        for key in (5001, 5002, 5120)
    ),
    SALES,
    "getsalesinvoice.nv?netvisorkey=1120",
    *(f"getvendor.nv?netvisorkey={key}" for key in range(201, 211)),
    "productlist.nv",
    "purchaseinvoicelist.nv",
    "salesinvoicelist.nv?replyoption=3",
]


def check(element: ET.Element, rows: list[dict], at: int, path: str) -> None:
    row = rows[at]
    path = f"{path}/{row['name']}"
    attributes = {a["name"]: a for a in row.get("attributes", ())}
    assert set(element.attrib) <= set(attributes), path
    for name, attribute in attributes.items():
        assert name in element.attrib or attribute["occurs"].startswith("0"), f"{path} {name}"
        value = element.get(name)
        assert value in (None, "", *attribute["values"]) or not attribute["values"], path
    inside = []
    for index in range(at + 1, len(rows)):
        if rows[index]["level"] <= row["level"]:
            break
        if rows[index]["level"] == row["level"] + 1:
            inside.append(index)
    if not inside:
        assert re.fullmatch(TYPES.get(row["type"], "(?s).*"), element.text or ""), path
        return
    names = [rows[index]["name"] for index in inside]
    found = [child.tag for child in element]
    assert found == sorted(found, key=names.index), f"{path} has another order"
    for index in inside:
        here = [child for child in element if child.tag == rows[index]["name"]]
        occurs = rows[index]["occurs"]
        if not occurs.startswith("0"):
            assert here, f"{path} lacks {rows[index]['name']}"
        assert len(here) <= 1 or occurs.endswith("n") or int(occurs[-1]) >= len(here), path
        for child in here:
            check(child, rows, index, path)


@pytest.mark.parametrize("target", REQUESTS)
def test_answer_is_as_documented(client: Client, target: str) -> None:
    name = target.partition(".nv")[0]
    file = next(CATALOGUE.glob(f"*/{name}.toml"))
    rows = tomllib.loads(file.read_text("utf-8"))["response"]
    answer = client.get(target)
    assert answer.code == "OK"
    status, data = answer.root
    assert status.tag == "ResponseStatus"
    assert data.tag == rows[0]["name"]
    assert len(data)
    check(data, rows, 0, "")


PROBES = {
    file.stem: tomllib.loads(file.read_text("utf-8")).get("probe")
    for file in sorted(CATALOGUE.glob("*/*.toml"))
    if f"{file.stem}.nv" in HANDLERS
}


@pytest.mark.parametrize("name", [name for name, probe in PROBES.items() if probe is not None])
def test_probe_is_answered(client: Client, name: str) -> None:
    assert client.get(f"{name}.nv?{urlencode(PROBES[name])}", form="encoded").code == "OK"


def test_every_imitated_resource_is_in_the_catalogue() -> None:
    assert {f"{name}.nv" for name in PROBES} == set(HANDLERS)
