"""Each of the 53 listed mistakes is found by its own id, from the MAC in the list alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from nvexplorer.doctor.mistake import Ingredients, NamedKeys
from nvexplorer.doctor.search.search import search
from nvexplorer.model.secret import Secret

LISTED = {
    row["id"]: row["mac"]
    for row in json.loads((Path(__file__).parents[1] / "data" / "mac-mistakes.json").read_text())
}
BARE = Ingredients(
    url="https://isvapi.netvisor.fi/customerlist.nv",
    sent_url="https://isvapi.netvisor.fi/customerlist.nv",
    sender="Request Explorer",
    customer_id="TT_10000_1",
    partner_id="Tst_100",
    timestamp="2026-01-02 03:04:05.678",
    timestamp_unix="1767323045",
    transaction_id="11111111-2222-4333-8444-555555555555",
    language="EN",
    organisation_id="1234567-1",
    keys=NamedKeys(
        "Listed",
        Secret("0123456789ABCDEF0123456789ABCDEF"),
        Secret("FEDCBA9876543210FEDCBA9876543210"),
    ),
    body="<root></root>",
)
WITH_QUERY = BARE._replace(
    url="https://isvapi.netvisor.fi/customerlist.nv"
    "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05",
    sent_url="https://isvapi.netvisor.fi/customerlist.nv"
    "?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy&changedsince=2026-01-02T03:04:05",
)
#: Rows about a request with parameters.
OF_QUERY = {"R1", *(f"M{number}" for number in range(44, 51))}
MISTAKES = [name for name in LISTED if name.startswith("M")]


def found(name: str) -> list[tuple[str, ...]]:
    ingredients = WITH_QUERY if name in OF_QUERY else BARE
    result = search(ingredients, LISTED[name], seconds=30.0, monotonic=time.monotonic)
    return [tuple(each.id for each in hit.applied) for hit in result.hits]


def test_the_list_is_whole():
    assert [f"M{number:02}" for number in range(1, 54)] == MISTAKES


@pytest.mark.parametrize("name", ["R0", "R1"])
def test_the_right_ones_have_no_mistake(name):
    assert found(name) == [()]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_listed_mistake_is_found_by_its_id(name):
    hits = found(name)
    assert (name,) in hits
    assert {len(hit) for hit in hits} == {1}
    # others that make the same bytes may stand beside it, the listed one before them
    assert hits[0] == (name,)
