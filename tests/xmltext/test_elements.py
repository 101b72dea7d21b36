"""Child elements read from the bytes: those that lxml finds, and always an end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from xml_documents import documents, fragments

from nvexplorer.xmltext import elements
from nvexplorer.xmltext.elements import Child, children
from nvexplorer.xmltext.source import BytesSource


def found(data: bytes, start: int | None = None) -> list[Child]:
    return [each for each in children(BytesSource(data), "utf-8", start, step=1) if each]


def compare(data: bytes, child: Child, node: etree._Element) -> None:
    prefix = f"{node.prefix}:" if node.prefix else ""
    assert child.name == prefix + etree.QName(node).localname
    assert child.closed
    assert data[child.start : child.start + 1] == b"<"
    assert data[child.end - 1 : child.end] == b">"
    inside = list(node.iterchildren("*"))
    assert child.children == bool(inside)
    for ours, theirs in zip(found(data, child.start), inside, strict=True):
        compare(data, ours, theirs)


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from([3, 16, 64, 1 << 18]))
def test_children_are_those_of_lxml(data: bytes, window: int) -> None:
    original, elements._WINDOW = elements._WINDOW, window
    try:
        (root,) = found(data)
        compare(data, root, etree.fromstring(data))
    finally:
        elements._WINDOW = original


@settings(max_examples=300, deadline=None)
@given(st.lists(fragments, max_size=60).map("".join), st.sampled_from([1, 5, 1 << 18]))
def test_any_text_has_an_end(text: str, window: int) -> None:
    data = text.encode()
    original, elements._WINDOW = elements._WINDOW, window
    try:
        end = 0
        for child in found(data):
            assert end <= child.start < child.content <= child.end <= len(data)
            end = child.end
            found(data, child.start)
    finally:
        elements._WINDOW = original


def test_what_is_told_of_a_child() -> None:
    data = (
        "<a><!-- <x/> --><b  p='1' q=\"a>b\" >Hämä<!-- - -->läinen <![CDATA[<&]]></b>"
        "<c><d>inner</d> own </c><e/><f"
    ).encode()
    b, c, e = found(data, 0)
    assert (b.name, b.attributes, b.text) == ("b", "p='1' q=\"a>b\"", "Hämäläinen <&")
    assert (b.children, c.children, e.children) == (False, True, False)
    assert data[b.content : b.content + 5] == "Hämä".encode()[:5]
    assert (c.text, e.text) == ("", "")
    assert data[c.start : c.end] == b"<c><d>inner</d> own </c>"


def test_a_child_without_an_end() -> None:
    data = b"<a><b>1</b><c><d>2</d>"
    _, c = found(data, 0)
    assert (c.name, c.closed, c.end) == ("c", False, len(data))


def test_long_text_is_cut_between_characters() -> None:
    data = ("<a><b>" + "ä" * 500 + "</b></a>").encode()
    (b,) = found(data, 0)
    assert set(b.text) == {"ä"}
    assert len(b.text) == elements.PREVIEW // 2


def test_the_caller_gets_a_turn_inside_a_child() -> None:
    data = b"<a><b>" + b"x" * 2_000_000 + b"<c/>" * 100_000 + b"</b></a>"
    steps = list(children(BytesSource(data), "utf-8", 0))
    assert len(steps) > 5
    assert sum(step is not None for step in steps) == 1


def test_a_document_type_with_markup_in_it() -> None:
    data = b"<!DOCTYPE a [<!ENTITY e '<b>]>'><!-- ]> -->]><a><b/></a>"
    (a,) = found(data)
    assert a.name == "a"
    assert [child.name for child in found(data, a.start)] == ["b"]
