"""Indenting anew: no value changes, and what is indented stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.xmltext.indent import NotWellFormed, indenting


def indented(text: str) -> str:
    steps = indenting(text)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            for start, end, new in reversed(stop.value):
                text = text[:start] + new + text[end:]
            return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a><b>1</b><c/></a>", "<a>\n  <b>1</b>\n  <c/>\n</a>"),
        ("<a>\n<b><c>1</c></b>\n</a>\n", "<a>\n  <b>\n    <c>1</c>\n  </b>\n</a>\n"),
        ("<a> </a>", "<a> </a>"),
        ("<a></a>", "<a></a>"),
        ("<a><b> x\n </b></a>", "<a>\n  <b> x\n </b>\n</a>"),
        ("<a>text<b> <c/> </b></a>", "<a>text<b> <c/> </b></a>"),
        ("<a><b> <c/> </b>text</a>", "<a><b> <c/> </b>text</a>"),
        ("<a><b><![CDATA[ x ]]></b></a>", "<a>\n  <b><![CDATA[ x ]]></b>\n</a>"),
        ("<a> <![CDATA[]]> <b/></a>", "<a> <![CDATA[]]> <b/></a>"),
        ("<a xml:space='preserve'> <b/> </a>", "<a xml:space='preserve'> <b/> </a>"),
        ("<a><!-- one --><b/> <!-- two --></a>", "<a>\n  <!-- one -->\n  <b/> <!-- two -->\n</a>"),
        ("<a><b/>\n\n\n\n<c/>\n\n</a>", "<a>\n  <b/>\n\n  <c/>\n</a>"),
        ("  <a><b/></a>", "<a>\n  <b/>\n</a>"),
        ("<!-- x --><a/><!-- y -->", "<!-- x -->\n<a/><!-- y -->"),
        ("<a>\r\n<b/></a>", "<a>\r\n  <b/>\r\n</a>"),
        (
            "<!DOCTYPE a [<!ELEMENT a ANY>]><a><b/></a>",
            "<!DOCTYPE a [<!ELEMENT a ANY>]>\n<a>\n  <b/>\n</a>",
        ),
        ("<a x='>'><b y='<'/></a>".replace("<'", "&lt;'"), "<a x='>'>\n  <b y='&lt;'/>\n</a>"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_text(text, expected):
    assert indented(text) == expected
    assert indented(expected) == expected


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("<a><b></a>", 6),
        ("<a>", 3),
        ("</a>", 0),
        ("<a><!-- x</a>", 3),
        ("<a>1 < 2</a>", 5),
        ("text", 0),
        ("<a/>text", 4),
    ],
)
def test_what_cannot_be_read_is_left_alone(text, offset):
    with pytest.raises(NotWellFormed) as caught:
        indented(text)
    assert caught.value.offset == offset


spaces = st.sampled_from(["", " ", "\n", "\n\n   ", "\t"])
leaves = st.sampled_from(
    ["<e/>", "<e>x</e>", "<e> x </e>", "<e>  </e>", "<!-- c -->", "<?p i?>", "<e><![CDATA[ ]]></e>"]
)


def element(name, children, mixed):
    return f"<{name}>{mixed}{''.join(children)}</{name}>"


trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        element,
        st.sampled_from(["a", "b"]),
        st.lists(st.builds(lambda space, child: space + child, spaces, inner), max_size=4),
        st.sampled_from(["", "", "", "text", " t "]),
    ),
    max_leaves=14,
)


def values(node):
    """Everything but white space between elements that hold no text."""
    texts = [node.text, *(child.tail for child in node)]
    mixed = any(text and text.strip() for text in texts) or len(node) == 0
    kept = texts if mixed else [None] * len(texts)
    name = node.tag if isinstance(node.tag, str) else str(node)
    return (
        name,
        dict(node.attrib) if isinstance(node.tag, str) else {},
        kept,
        [*map(values, node)],
    )


def frozen(node):
    """The same, to the letter within an element with text."""
    return etree.tostring(node, with_tail=False)


@given(trees, spaces)
def test_no_value_is_changed(tree, space):
    text = f"<root>{space}{tree}{space}</root>"
    result = indented(text)
    before, after = etree.fromstring(text), etree.fromstring(result)
    assert values(after) == values(before)
    for old, new in zip(before.iter(), after.iter(), strict=True):
        if any(t and t.strip() for t in [old.text, *(child.tail for child in old)]):
            assert frozen(old) == frozen(new)
    assert indented(result) == result
