"""Which key records are matched by, without anybody's choice."""

from __future__ import annotations

import pytest
from comparing import ENVIRONMENTS, EVERYTHING, compared

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.compare.options import BY_CONTENT, Options

CATALOGUE = Catalogue.load(resources_root())


def records(*rows: dict[str, str], name: str = "Invoice") -> str:
    """Records whose fields are elements, those with an at sign attributes."""
    parts = []
    for row in rows:
        attributes = "".join(f' {n[1:]}="{v}"' for n, v in row.items() if n.startswith("@"))
        inner = "".join(f"<{n}>{v}</{n}>" for n, v in row.items() if not n.startswith("@"))
        parts.append(f"<{name}{attributes}>{inner}</{name}>")
    return f"<Root><List>{''.join(parts)}</List></Root>"


def key(left: str, right: str, options: Options = EVERYTHING) -> tuple[str, str]:
    (group,) = compared(left, right, options).groups
    return group.key, group.origin


FIRST = {
    "Uri": "/1",
    "Sum": "10",
    "Name": "x",
    "InvoiceNumber": "8",
    "@id": "a",
    "NetvisorKey": "1",
}
SECOND = {
    "Uri": "/2",
    "Sum": "11",
    "Name": "y",
    "InvoiceNumber": "9",
    "@id": "b",
    "NetvisorKey": "2",
}


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ((), "NetvisorKey"),
        (("NetvisorKey",), "@id"),
        (("NetvisorKey", "@id"), "InvoiceNumber"),
        (("NetvisorKey", "@id", "InvoiceNumber"), "Name"),
    ],
)
def test_the_order_of_preference(without: tuple[str, ...], expected: str) -> None:
    one, other = ({n: v for n, v in row.items() if n not in without} for row in (FIRST, SECOND))
    assert key(records(one, other), records(other, one)) == (expected, "found")


def test_other_values_are_keys_when_both_sides_have_the_same() -> None:
    rows = [{"Sum": "10", "Text": "x"}, {"Sum": "11", "Text": "x"}]
    assert key(records(*rows), records(*reversed(rows))) == ("Sum", "found")
    changed = [rows[0], {"Sum": "12", "Text": "x"}]
    assert key(records(*rows), records(*changed)) == (BY_CONTENT, "content")


def test_what_is_there_twice_is_no_key() -> None:
    rows = [{"Code": "1", "Name": "x"}, {"Code": "1", "Name": "y"}]
    assert key(records(*rows), records(*rows)) == ("Name", "found")


def test_what_numbers_other_things_on_the_other_side_is_passed_over() -> None:
    left = [{"NetvisorKey": str(n), "Code": f"c{n}"} for n in range(20)]
    right = [{"NetvisorKey": str(n + 500), "Code": f"c{n}"} for n in range(20)]
    assert key(records(*left), records(*right)) == ("Code", "found")


def test_keys_may_lie_a_level_deeper() -> None:
    text = "<a>" + "".join(f"<r><Base><Code>{n}</Code></Base></r>" for n in range(3)) + "</a>"
    assert key(text, text) == ("Base/Code", "found")


def test_keys_are_unique_within_the_parent_alone() -> None:
    line = "<l><Code>1</Code></l><l><Code>2</Code></l>"
    text = f"<a><r><Id>1</Id>{line}</r><r><Id>2</Id>{line}</r></a>"
    found = compared(text, text)
    assert [(group.path, group.key) for group in found.groups] == [("a/r", "Id"), ("a/r/l", "Code")]


def test_the_catalogue_knows_records_of_which_there_is_but_one() -> None:
    def answer(key: int, name: str) -> str:
        return (
            f"<Root><Customerlist><Customer><Netvisorkey>{key}</Netvisorkey><Name>{name}</Name>"
            "</Customer></Customerlist></Root>"
        )

    definition = CATALOGUE.definition("customerlist.nv")
    known = compared(answer(1, "x"), answer(2, "y"), definition=definition)
    assert [each.kind.value for each in known.differences] == ["removed", "added"]
    assert known.groups[0].origin == "catalogue"
    unknown = compared(answer(1, "x"), answer(2, "y"))
    assert [each.kind.value for each in unknown.differences] == ["changed", "changed"]


def test_ignored_keys_are_none() -> None:
    left, right = records(FIRST, SECOND), records(SECOND, FIRST)
    assert key(left, right, ENVIRONMENTS)[0] == "InvoiceNumber"
    assert key(left, right, Options(ignore=("*Key", "@id")))[0] == "InvoiceNumber"
    assert key(left, right, Options(ignore=("*Key",)))[0] == "@id"
