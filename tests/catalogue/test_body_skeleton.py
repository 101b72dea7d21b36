"""Skeletons of bodies: judged by a validator that reads the resource files on its own."""

from __future__ import annotations

import re

import body_rules
import pytest
from lxml import etree

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_skeleton import element_skeleton, skeleton
from nvexplorer.catalogue.body_table import body_table

KINDS = ("minimal", "example", "full")


@pytest.fixture(params=body_rules.WITH_BODY)
def resource(request) -> str:
    return request.param


def made(catalogue, resource: str, kind: str) -> str:
    return skeleton(catalogue.definition(resource), kind)


def paths(text: str) -> list[str]:
    tree = etree.ElementTree(etree.fromstring(text.encode()))
    found = (tree.getelementpath(e) for e in tree.getroot().iter())
    found = (path for path in found if "itemdata/" not in path)  # a body within the body
    root = tree.getroot().tag
    return [re.sub(r"\[\d+\]", "", f"{root}/{path}".removesuffix("/.")) for path in found]


def test_all_tables_are_there() -> None:
    assert len(body_rules.WITH_BODY) == 52


@pytest.mark.parametrize("kind", KINDS)
def test_is_valid(catalogue, resource: str, kind: str) -> None:
    assert body_rules.faults(resource, made(catalogue, resource, kind)) == []


#: The documentation does not tell the values of this attribute.
OPEN = "root/salesinvoice/salesinvoiceproductpackagepallet/@type"


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_has_nothing_against_it(catalogue, resource: str, kind: str) -> None:
    found = check_body(catalogue.definition(resource), made(catalogue, resource, kind))
    assert [problem for problem in found if problem.path != OPEN] == []
    assert {problem.severity for problem in found} <= {"warning"}


def test_minimal_holds_what_is_required_and_no_more(catalogue, resource: str) -> None:
    there = paths(made(catalogue, resource, "minimal"))
    assert len(there) == len(set(there))
    chosen = {f"{c['within']}/{n}" for c in body_rules.RAW[resource].get("choice", [])
              for n in c["names"]}  # fmt: skip
    for row in body_rules.table(resource).walk():
        parent = row.path.rpartition("/")[0]
        if row.least and (not parent or parent in there):
            assert row.path in there
        elif row.path in there and row.path not in chosen:
            # A group that would be empty has its first element.
            assert [p for p in there if p.rpartition("/")[0] == parent] == [row.path]


def test_full_holds_every_element_in_documented_order(catalogue, resource: str) -> None:
    there = paths(made(catalogue, resource, "full"))
    rows = [row.path for row in body_rules.table(resource).walk()]
    # Where one element excludes another for good, only one of them can be there.
    left_out = {
        row
        for choice in body_rules.RAW[resource].get("choice", [])
        if not choice["occurs"].endswith("n") and "invoiceline" not in choice["within"]
        for name in choice["names"][1:]
        for row in rows
        if f"{row}/".startswith(f"{choice['within']}/{name}/")
    }
    assert list(dict.fromkeys(there)) == [row for row in rows if row not in left_out]


def test_example_shows_every_documented_example(catalogue, resource: str) -> None:
    text = made(catalogue, resource, "example")
    root = etree.fromstring(text.encode())
    full = set(paths(made(catalogue, resource, "full")))
    assert set(paths(text)) <= full
    for row in body_rules.table(resource).walk():
        if row.raw.get("example") and row.path in full:
            found = root.findall(row.path.partition("/")[2])
            assert found, row.path
            assert {e.text.strip() for e in found} == {row.raw["example"]}


@pytest.mark.parametrize("kind", KINDS)
def test_begins_with_the_root_and_is_indented(catalogue, resource: str, kind: str) -> None:
    text = made(catalogue, resource, kind)
    assert text.startswith(f"<{body_rules.table(resource).name}>\n")
    assert text.endswith(">\n")
    depth = 0
    for line in text.splitlines():
        closes = line.lstrip().startswith("</")
        depth -= closes
        assert re.match(r" *", line)[0] == "  " * depth, line
        depth += not closes and "</" not in line
    assert depth == 0


def test_one_element_is_put_at_the_indent_of_its_line(catalogue) -> None:
    table = body_table(catalogue.definition("accounting.nv"))
    row = table.find("root/voucher/voucherline")
    assert element_skeleton(row, "    ") == (
        "<voucherline>\n"
        "      <linesum>-100,00</linesum>\n"
        "      <accountnumber>3000</accountnumber>\n"
        "      <vatpercent>25,5</vatpercent>\n"
        "    </voucherline>"
    )
    assert element_skeleton(row.child("accountnumber"), "      ") == (
        "<accountnumber>3000</accountnumber>"
    )
    whole = element_skeleton(row, "", "full")
    assert [
        *body_rules._element(etree.fromstring(whole), _row("accounting.nv", row.path), [])
    ] == []


def _row(resource: str, path: str) -> body_rules.Row:
    return next(r for r in body_rules.table(resource).walk() if r.path == path)


def test_alternatives_stand_in_lines_of_their_own(catalogue) -> None:
    root = etree.fromstring(made(catalogue, "salesinvoice.nv", "full").encode())
    assert [[e.tag for e in line] for line in root.iter("invoiceline")] == [
        ["salesinvoiceproductline"],
        ["salesinvoicecommentline"],
        ["salesinvoicesubline"],
    ]


def test_an_attribute_suits_the_example(catalogue) -> None:
    root = etree.fromstring(made(catalogue, "salesinvoice.nv", "minimal").encode())
    rate = root.find(".//productvatpercentage")
    assert (rate.get("vatcode"), rate.text) == ("KOMY", "25,5")


def test_a_resource_without_a_body_has_none(catalogue) -> None:
    assert skeleton(catalogue.definition("customerlist.nv"), "full") == ""
