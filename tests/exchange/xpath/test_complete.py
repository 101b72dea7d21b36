"""Names of the document are offered where they may stand."""

from __future__ import annotations

import pytest

from nvexplorer.exchange.xpath.complete import completions
from nvexplorer.exchange.xpath.examples import examples
from nvexplorer.exchange.xpath.grammar import read_expression
from nvexplorer.exchange.xpath.names import read_names
from nvexplorer.xmltext.source import BytesSource

LIST = b"""<n:Root xmlns:n='u'><!-- <Not/> --><Status type="x">OK</Status><Customers count='2'>
<Customer id='1' n:kind="a"><Key/><Name>x</Name></Customer><Customer><Name/><Place><Street/></Place>
</Customer></Customers></n:Root>"""
NAMES = read_names(BytesSource(LIST))


def offered(text: str) -> tuple[str, ...]:
    """At the caret `|`, functions left out."""
    caret = text.index("|")
    found = completions(text.replace("|", ""), caret, NAMES)
    return tuple(word for word in found.words if not word.endswith("("))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/|", ("Root",)),
        ("/Root/|", ("Status", "Customers")),
        ("//Customer/|", ("Key", "Name", "Place")),
        ("//Customer[1]/P|", ("Place",)),
        ("//Customer[Name='a'][2]/N|", ("Name",)),
        ("//Customer[|", ("Key", "Name", "Place")),
        ("//Customer[Place/|", ("Street",)),
        ("//Customer[Name = 'a' and |", ("Key", "Name", "Place")),
        ("//Customer/@|", ("id", "kind")),
        ("//Customer[@|", ("id", "kind")),
        ("//@|", ("type", "count", "id", "kind")),
        ("//C|", ("Customer", "Customers", "Place")),
        ("//ust|", ("Customers", "Customer")),
        ("//n:Root/St|", ("Status", "Customers")),
        ("count(//Pla|", ("Place",)),
        ("//Customer[Name='C|", ()),
        ("//Customer |", ("and", "or", "div", "mod")),
        ("//child::Pl|", ("Place",)),
        ("//Customer/child::K|", ("Key",)),
        ("//Customer/attribute::|", ("id", "kind")),
        ("//#/|", ()),
    ],
)
def test_what_is_offered(text, words):
    assert offered(text) == words


def test_functions_are_offered_after_names():
    found = completions("//Customer[N", 12, NAMES)
    assert found.start == 11
    assert found.words[0] == "Name"
    assert "not(" in found.words


def test_names_are_read_from_what_is_no_document():
    names = read_names(BytesSource(b"<a><b x='1'></c><d>"))
    assert names.children["a"] == ("b", "d") or "b" in names.children["a"]
    assert names.attributes["b"] == ("x",)


def test_examples_are_about_the_records_of_the_document():
    found = examples(NAMES)
    assert found[0].expression == "//Customer[Key='1000']/Name"
    assert len(examples(None)) == len(found)
    for each in (*found, *examples(None)):
        read_expression(each.expression)
