"""Filling in a body as a form: the text changes where the value stands and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.catalogue.body_filling import Refusal, copy_of, filling, removal, value_fix
from nvexplorer.catalogue.body_form import form_rows
from nvexplorer.catalogue.body_problem import Fix
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_form import FormRow

BODY = """<root>
  <!-- kommentti -->
  <customer>
    <customerbaseinformation>
      <internalidentifier type='automatic'>  </internalidentifier>
      <name><![CDATA[Kärki & Pojat]]></name>
      <oma:kenttä xmlns:oma="urn:x">jotain</oma:kenttä>
      <phonenumber>010 <!-- vaihde -->123</phonenumber>
      <email/>
    </customerbaseinformation>
  </customer>
</root>
"""


@pytest.fixture(scope="module")
def table(catalogue):
    return body_table(catalogue.definition("customer.nv"))


def rows_of(table, text: str) -> list[FormRow]:
    found, waiting = [], form_rows(table, read_outline(text))
    while waiting:
        row = waiting.pop(0)
        found.append(row)
        waiting = row.children + waiting
    return found


def row_at(table, text: str, path: str, number: int = 0) -> FormRow:
    return [r for r in rows_of(table, text) if r.path == f"root/{path}"][number]


def filled(table, text: str, path: str, value: str) -> str:
    fix = value_fix(read_outline(text), row_at(table, text, path), value)
    assert isinstance(fix, Fix)
    return fix.apply(text)


BASE = "customer/customerbaseinformation"


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ("name", "A < B", "[Kärki & Pojat]", "[A < B]"),
        ("name", "a]]>b", "<![CDATA[Kärki & Pojat]]>", "a]]&gt;b"),
        ("email", "a&b@example.fi", "<email/>", "<email>a&amp;b@example.fi</email>"),
        ("oma:kenttä", "muuta", ">jotain<", ">muuta<"),
        ("phonenumber", "09 1", "010 <!-- vaihde -->123", "09 1<!-- vaihde -->"),
        ("internalidentifier/@type", "it's", "'automatic'", "'it&apos;s'"),
    ],
)
def test_only_the_value_changes(table, path, value, before, after) -> None:
    changed = filled(table, BODY, f"{BASE}/{path}", value)
    assert changed == BODY.replace(before, after)
    assert row_at(table, changed, f"{BASE}/{path}").value == value


def test_a_value_without_a_quote_gets_one(table) -> None:
    body = BODY.replace("'automatic'", "automatic")
    changed = filled(table, body, f"{BASE}/internalidentifier/@type", "manual")
    assert 'type="manual"' in changed


def test_a_missing_attribute_is_added_to_its_tag(table) -> None:
    body = BODY.replace(" type='automatic'", "")
    missing = row_at(table, body, f"{BASE}/internalidentifier/@type")
    assert missing.missing
    changed = filled(table, body, f"{BASE}/internalidentifier/@type", "automatic")
    assert '<internalidentifier type="automatic">' in changed


def test_missing_elements_stand_at_their_documented_place(table) -> None:
    names = [r.name for r in row_at(table, BODY, BASE).children]
    documented = [e.name for e in table.find(f"root/{BASE}").children]
    assert [n for n in names if n in documented] == documented
    assert row_at(table, BODY, f"{BASE}/fax").missing if "fax" in documented else True


def test_what_is_not_documented_is_shown_too(table) -> None:
    row = row_at(table, BODY, f"{BASE}/oma:kenttä")
    assert row.row is None
    assert row.value == "jotain"


def test_other_letter_case_is_the_same_element(catalogue, table) -> None:
    text = (
        "<Root><Customer><CustomerBaseInformation>\n<Name>A</Name>\n"
        "</CustomerBaseInformation></Customer></Root>"
    )
    base = next(r for r in rows_of(table, text) if r.name == "CustomerBaseInformation")
    assert [r.name for r in base.children if r.name.lower() == "name"] == ["Name"]
    missing = next(r for r in base.children if r.name == "nameextension")
    assert missing.missing
    fix = filling(catalogue.definition("customer.nv"), read_outline(text), missing, "Oy")
    assert fix.apply(text).count("<nameextension>Oy</nameextension>") == 1
    assert "</Name>" in fix.apply(text).partition("<nameextension>")[0]


def test_a_group_has_no_value(table) -> None:
    refused = value_fix(read_outline(BODY), row_at(table, BODY, BASE), "x")
    assert isinstance(refused, Refusal)


def test_the_same_value_is_no_change(table) -> None:
    row = row_at(table, BODY, f"{BASE}/name")
    assert value_fix(read_outline(BODY), row, "Kärki & Pojat") is None


def test_removing_takes_the_line(table) -> None:
    fix = removal(read_outline(BODY), row_at(table, BODY, f"{BASE}/email"))
    assert fix.apply(BODY) == BODY.replace("      <email/>\n", "")
    fix = removal(read_outline(BODY), row_at(table, BODY, f"{BASE}/internalidentifier/@type"))
    assert fix.apply(BODY) == BODY.replace(" type='automatic'", "")
    assert (
        removal(read_outline(BODY), row_at(table, BODY, "customer/customerfinvoicedetails")) is None
    )


def test_repeating_a_group_copies_it_with_its_indent(catalogue) -> None:
    text = "<root>\n\t<a>\n\t\t<b>1</b>\n\t</a>\n</root>"
    rows = [r for r in rows_of(None, text) if r.name == "a"]
    assert copy_of(read_outline(text), rows[0]).apply(text) == text.replace(
        "\n</root>", "\n\t<a>\n\t\t<b>1</b>\n\t</a>\n</root>"
    )


def test_twins_keep_their_keys(table) -> None:
    text = "<root><a><b>1</b></a><a><b>2</b></a></root>"
    first, second = (r for r in rows_of(None, text) if r.name == "b")
    assert first.key != second.key
    changed = text.replace(">1<", ">11<")
    assert [r.key for r in rows_of(None, changed) if r.name == "b"] == [first.key, second.key]


def test_an_empty_body_offers_the_root(table) -> None:
    (root,) = form_rows(table, read_outline(""))
    assert (root.name, root.missing) == ("root", True)


def test_depth_is_no_trouble() -> None:
    text = "<a>" * 100_000
    assert len(rows_of(None, text)) < 100


# XML cannot hold other characters.
VALUES = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    max_size=40,
)


@given(VALUES, st.sampled_from(["name", "email", "phonenumber", "internalidentifier/@type"]))
def test_any_value_comes_out_of_a_parser_as_it_was_typed(table, value: str, path: str) -> None:
    row = row_at(table, BODY, f"{BASE}/{path}")
    fix = value_fix(read_outline(BODY), row, value)
    text = BODY if fix is None else fix.apply(BODY)
    root = etree.fromstring(text)
    element, _, attribute = f"{BASE}/{path}".partition("/@")
    node = root.find(element)
    read = node.get(attribute) if attribute else "".join(node.itertext(with_tail=False))
    assert read == value
