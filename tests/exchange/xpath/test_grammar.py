"""What is an XPath 1.0 expression, what it gives, and where one that is none goes wrong."""

from __future__ import annotations

import pytest
from lxml import etree

from nvexplorer.exchange.xpath.grammar import read_expression
from nvexplorer.exchange.xpath.tokens import BadExpression

NODES = [
    "/", "//Customer", "Customer/Name", "//Customer[Netvisorkey='1000']/Name", ".", "..", "//@id",
    "//a | //b", "(//a)[1]/b", "id('x')/b", "child::a/descendant-or-self::node()", "*", "//*[*]",
    "//div[div div div]", "//and[and and and]", "//mod/or", "a[@b='//x[1]']", "//comment()",
    "processing-instruction('x')", "//p:a", "//p:*", "@*", "a[last() - 1]", "//a-b[c -d]",
    "/a/b[position() mod 2 = 1]", "(a|b)/c", "//Nimi[. = 'Mäkinen']", "//Äiti",
]  # fmt: skip
OTHERS = [
    ("count(//Customer)", "number"),
    ("1 + 2", "number"),
    ("-//a", "number"),
    ("2 * 3 div 4", "number"),
    ("'text'", "string"),
    ("string(//a)", "string"),
    ("concat('a', 'b', \"c\")", "string"),
    ("//a = 'x'", "boolean"),
    ("not(//a) and 1 < 2 + 3", "boolean"),
    ("count(//a | //b) > 3", "boolean"),
]


@pytest.mark.parametrize("text", NODES)
def test_expressions_for_nodes(text):
    assert read_expression(text).gives == "nodes"
    etree.XPath(text, namespaces={"p": "u"})  # libxml2 thinks so, too


@pytest.mark.parametrize(("text", "gives"), OTHERS)
def test_expressions_for_values(text, gives):
    assert read_expression(text).gives == gives
    value = etree.fromstring("<a/>").xpath(text)
    assert isinstance(value, {"number": float, "string": str, "boolean": bool}[gives])


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", 0, "no expression"),
        ("//Customer[", 11, "missing after ["),
        ("//Customer[1", 12, "] is missing"),
        ("//Customer]", 10, "no [ that it closes"),
        ("//Customer[Name='x]", 16, "quotation mark"),
        ("//a b", 4, "cannot stand here"),
        ("//a//", 5, "missing after //"),
        ("foo(//a)", 0, "no function foo()"),
        ("//a[ends-with(., 'x')]", 4, "later XPath"),
        ("contains(//a)", 0, "has 1 arguments"),
        ("count('x')", 0, "not of a string"),
        ("//a | 1", 4, "joins nodes"),
        ("'x'/a", 3, "cannot follow a string"),
        ("$x", 0, "variable"),
        ("uncle::a", 0, "no axis"),
        ("//a[#]", 4, "no meaning"),
        ("//a != ! 3", 7, "stands alone"),
        ("= 3", 0, "before it"),
        ("(" * 200 + "1" + ")" * 200, 100, "nested deeper"),
    ],
)
def test_a_fault_has_a_sentence_and_a_place(text, place, words):
    with pytest.raises(BadExpression) as caught:
        read_expression(text)
    assert caught.value.place == place
    assert words in str(caught.value)
    assert caught.value.next
    with pytest.raises(etree.XPathError):
        etree.fromstring("<a/>").xpath(text if len(text) < 300 else "(")
