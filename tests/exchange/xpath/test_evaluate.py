"""Hits of an expression: what they are, where their bytes are, how one gets there."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from lxml import etree

from nvexplorer.exchange.xpath.evaluate import evaluate
from nvexplorer.exchange.xpath.grammar import read_expression
from nvexplorer.exchange.xpath.hits import HitList, Portion
from nvexplorer.exchange.xpath.opening import readable
from nvexplorer.exchange.xpath.parsed import ParsedAnswer
from nvexplorer.exchange.xpath.values import preview, value_of
from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.source import BytesSource

LIST = (
    "<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
    "<Customer><Netvisorkey>1</Netvisorkey><Name>Mäkinen &amp; pojat</Name></Customer>"
    '<Customer id="7"><Netvisorkey>2</Netvisorkey><Name/></Customer>'
    "</Customerlist></Root>"
).encode()
HARD = b"""<?xml version="1.0"?><!--x <b/>--><!DOCTYPE a [<!ENTITY q '<b>'><!-- <b> -->]><?pi z?>
<a xmlns:p='u' p:z="1" z='2>'>t<!--c <b/>-->d<![CDATA[<b>e]]>f<b/>g<?pi <q> ?><p:b
 >1<c x='>'/>h</p:b
 ><b><b/><b><b/></b></b>tail</a><!-- end -->"""
DEFAULT = b'<r xmlns="urn:one"><i>1</i><x:i xmlns:x="urn:two">2</x:i><i xmlns="">3</i></r>'


class Hit(NamedTuple):
    path: str
    text: str
    marked: str


class Result(NamedTuple):
    hits: list[Hit]
    end: object
    list: HitList


def find(data: bytes, expression: str, charset: str | None = None, limit: int = 1000) -> Result:
    found = HitList()

    def tell(value):
        if isinstance(value, Portion):
            found.add(value)

    source, encoding = readable(BytesSource(data), charset)
    end = evaluate(ParsedAnswer(source, encoding), read_expression(expression), tell, limit)
    text = source.read(0, source.size)
    hits = [
        Hit(
            found.path(n),
            text[found.starts[n] : found.ends[n]].decode(encoding.name),
            text[found.starts[n] : found.mark_ends[n]].decode(encoding.name),
        )
        for n in range(len(found))
    ]
    return Result(hits, end, found)


def test_a_value_is_found_with_its_path_and_its_bytes():
    found = find(LIST, "//Customer[Netvisorkey='2']/Netvisorkey")
    assert found.hits == [
        Hit(
            "/Root/Customerlist/Customer[2]/Netvisorkey",
            "<Netvisorkey>2</Netvisorkey>",
            "<Netvisorkey>2</Netvisorkey>",
        )
    ]
    assert found.end == (1,)


def test_of_an_element_with_elements_its_start_tag_is_marked():
    hits = find(LIST, "//Customer").hits
    assert [hit.marked for hit in hits] == ["<Customer>", '<Customer id="7">']
    assert hits[1].text == '<Customer id="7"><Netvisorkey>2</Netvisorkey><Name/></Customer>'


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("count(//Customer)", "2"),
        ("sum(//Netvisorkey) div 2", "1.5"),
        ("1 div 0", "Infinity"),
        ("number('x')", "NaN"),
        ("string(//Name)", "Mäkinen & pojat"),
        ("//Netvisorkey > 1", "true"),
        ("not(//Customer)", "false"),
    ],
)
def test_values_are_shown_as_such(expression, shown):
    assert find(LIST, expression).end[1] == shown


def test_attributes_texts_and_the_rest_have_exact_places():
    def texts(expression):
        return [hit.text for hit in find(HARD, expression).hits]

    assert texts("//text()")[:4] == ["t", "d<![CDATA[<b>e]]>f", "g", "1"]
    assert texts("/a/text()[last()]") == ["tail"]
    assert texts("//@z") == ['p:z="1"', "z='2>'"]
    assert texts("//@p:z") == ['p:z="1"']
    assert texts("//comment()") == ["<!--x <b/>-->", "<!--c <b/>-->", "<!-- end -->"]
    assert texts("//processing-instruction()") == ["<?pi z?>", "<?pi <q> ?>"]
    assert texts("//c") == ["<c x='>'/>"]
    assert texts("//p:b") == ["<p:b\n >1<c x='>'/>h</p:b\n >"]


def test_names_are_found_in_any_namespace():
    assert [hit.text for hit in find(DEFAULT, "/r/i").hits] == [
        "<i>1</i>",
        '<x:i xmlns:x="urn:two">2</x:i>',
        '<i xmlns="">3</i>',
    ]
    assert [hit.path for hit in find(DEFAULT, "//x:i").hits] == ["/r/x:i"]
    # The second of all that are named so, as if there were no namespaces.
    assert [hit.text for hit in find(DEFAULT, "//i[2]").hits] == ['<x:i xmlns:x="urn:two">2</x:i>']
    assert find(DEFAULT, "//i['i' = name()]").end == (2,)
    with pytest.raises(BadInput, match="prefix y is bound to no namespace"):
        find(DEFAULT, "//y:i")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15", "windows-1252", "utf-16"])
def test_any_encoding(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><a><b>é</b><c>Mäki</c></a>'.encode(encoding)
    hits = find(data, "//c[.='Mäki']").hits
    assert [hit.text for hit in hits] == ["<c>Mäki</c>"]


def test_bytes_of_another_encoding_are_read_as_they_are_shown():
    data = b"<a><b>M\xe4ki</b><c>\xc3\xa4</c></a>"  # windows-1252 beside UTF-8
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    found: list[Portion] = []
    answer = ParsedAnswer(*readable(BytesSource(data), None))
    expression = read_expression("count(//b[.='M\u00e4ki'] | //c[.='\u00e4'])")
    assert evaluate(answer, expression, found.append)[1] == "2"


def test_more_than_the_limit_is_counted_and_not_listed():
    found = find(LIST, "//*", limit=3)
    assert (len(found.hits), found.end) == (3, (10,))


@pytest.mark.parametrize("seed", range(12))
def test_elements_of_any_document_are_where_they_are(seed):
    """The bytes of each hit parse to the element that lxml found, and its path leads to it."""
    chance = random.Random(seed)

    def element(depth: int) -> str:
        name = chance.choice(["a", "b", "c.d", "e-f"])
        space = chance.choice(["", " ", "\n"])
        held = ""
        for _ in range(chance.randrange(5) if depth < 6 else 0):
            held += chance.choice(
                ["", "x", "&lt;", "<!-- <a> -->", "<![CDATA[</a>]]>", "<?q <b> ?>"]
            )
            held += element(depth + 1)
        if not held and chance.random() < 0.5:
            return f"<{name}{space}/>"
        attribute = chance.choice(["", " k='>'", ' k="/"'])
        return f"<{name}{attribute}{space}>{held}</{name}{space}>"

    data = ("<r>" + "".join(element(0) for _ in range(6)) + "</r>").encode()
    tree = etree.fromstring(data).getroottree()
    found = find(data, "//*")
    elements = list(tree.iter("*"))
    assert len(found.hits) == len(elements)
    for hit, expected in zip(found.hits, elements, strict=True):
        assert hit.path == tree.getpath(expected)
        bare = etree.fromstring(hit.text)
        expected.tail, tail = None, expected.tail
        assert etree.tostring(bare, method="c14n") == etree.tostring(expected, method="c14n")
        expected.tail = tail
        assert value_of(hit.text, hit.path) == expected.xpath("string()")


def test_what_precedes_and_follows_long_tags_counts():
    long = b"y" * 3_000_000
    data = b"<r><a k='>" + long + b"'/><!--" + long + b"--><b>" + long + b"</b><c/></r>"
    assert [hit.text for hit in find(data, "//c").hits] == ["<c/>"]
    assert find(data, "//a").hits[0].text == "<a k='>" + long.decode() + "'/>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a>\n <b></c></a>", "line 2, column 9"),
        (b"<a><b>", "breaks at line 1"),
        (b"", "breaks"),
        (b"nothing", "breaks at line 1"),
        (b"<a>\0</a>", "breaks at line 1"),
        (b"<d>" * 5000 + b"</d>" * 5000, "nested deeper than 2048"),
        (
            b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'>"
            + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, (b"&%c;" % (97 + n)) * 20) for n in range(9))
            + b"]><r>&j;</r>",
            "without bounds",
        ),
    ],
)
def test_what_is_no_document_is_said_in_a_sentence(data, words):
    with pytest.raises(BadInput) as caught:
        find(data, "//a")
    assert words in caught.value.what
    assert caught.value.next


def test_the_preview_of_a_value_is_one_short_line():
    def shown(expression, length=300):
        found = find(LIST, expression)
        spot = found.list.starts[0], found.list.ends[0], found.list.path(0)
        return preview(BytesSource(LIST), "utf-8", *spot, length)

    assert shown("//Name") == "Mäkinen & pojat"
    assert shown("//Customer") == "1 · Mäkinen & pojat"
    assert shown("//@id") == "7"
    assert shown("//Name/text()") == "Mäkinen & pojat"
    assert shown("/Root", 20).endswith("…")
