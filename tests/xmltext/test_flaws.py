"""Well-formedness: the same verdict as libxml2 on good and damaged text, a sentence and a mend."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.xmltext.flaws import find_flaws
from nvexplorer.xmltext.outline import read_outline
from nvexplorer.xmltext.places import Places

NAMES = st.sampled_from(["a", "b", "Cc", "ä", "x-1", "_.", "xml:n"])
TEXTS = st.sampled_from(
    ["", " ", "\n", "1", "ä €", "&amp;", "&#228;", "&#x41;", "]]", "x > y", "\u2028"]
)
ATTRIBUTES = st.lists(
    st.tuples(
        st.sampled_from(["p", "q", "är", "xml:lang"]),
        st.sampled_from(["='1'", '="a>b"', " = '\"'", "='&lt;&#10;'", '=""']),
        st.sampled_from([" ", "\n ", "  "]),
    ),
    max_size=3,
    unique_by=lambda a: a[0],
).map(lambda found: "".join(space + name + value for name, value, space in found))
OTHERS = st.sampled_from(["<!-- c - c -->", "<![CDATA[<&]]>", "<?pi x?>", "<?p?>"])


def element(content):
    return st.builds(
        lambda name, attributes, inner, space: (
            f"<{name}{attributes}{space}>{inner}</{name}{space}>"
            if inner is not None
            else f"<{name}{attributes}{space}/>"
        ),
        NAMES,
        ATTRIBUTES,
        st.none() | content,
        st.sampled_from(["", " ", "\n"]),
    )


CONTENT = st.recursive(
    TEXTS | OTHERS,
    lambda inner: st.lists(element(inner) | TEXTS | OTHERS, max_size=4).map("".join),
    max_leaves=12,
)
DOCUMENTS = st.builds(
    lambda head, root, tail: head + root + tail,
    st.sampled_from(["", "<?xml version='1.0' encoding=\"utf-8\"?>", "<!-- x -->\n", " <?p?>"]),
    element(CONTENT),
    st.sampled_from(["", "\n", "<!---->", "<?p?> "]),
)
PIECES = st.sampled_from(
    ["<", ">", "&", "'", '"', "=", "/", "</a>", "<a>", "<b", "-", "--", "]]>", "<!--", "<![CDATA[",
     "<?", "?>", "<?xml version='1.0'?>", "&x;", "&#0;", "&#xD800;", "\x01", " ", "a", ":", "1",
     "<c:d/>", " p='1'", " p='1'", "<!x>", ";", "#", "x", "\ufffe", "</", "<a", "\x85"]
)  # fmt: skip


@st.composite
def damaged(draw):
    text = draw(DOCUMENTS)
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        text = text[:start] + draw(PIECES | st.just("")) + text[end:]
    return text


def libxml2_says(text):
    """None when well-formed, else its message."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        return str(error)
    return None


def flaws(text):
    return find_flaws(read_outline(text))


@given(DOCUMENTS)
def test_good_documents_have_no_flaw_and_the_tree_of_libxml2(text):
    assert libxml2_says(text) is None
    assert flaws(text) == []
    ours = [
        (node.path.count("/"), node.name, [(a.name, a.value) for a in outline.attributes(node)])
        for outline in [read_outline(text)]
        for node in outline.nodes()
    ]
    prefix = "{http://www.w3.org/XML/1998/namespace}"
    root = etree.fromstring(text.encode())
    theirs = [
        (
            sum(1 for _ in node.iterancestors()),
            node.tag.replace(prefix, "xml:"),
            # An attribute's line breaks become spaces, but for those written as references.
            [(name.replace(prefix, "xml:"), value) for name, value in node.attrib.items()],
        )
        for node in root.iter("*")
    ]
    assert ours == theirs


@given(DOCUMENTS)
def test_values_are_those_of_libxml2(text):
    outline = read_outline(text)
    theirs = [
        "".join(part for part in [node.text, *(child.tail for child in node)] if part)
        for node in etree.fromstring(text.encode()).iter("*")
    ]
    assert [outline.value(node) for node in outline.nodes()] == theirs


@settings(max_examples=500)
@given(damaged())
@example("<a b='1'c='2'/>")
@example("<a b=1/>")
@example("<a/ >")
@example("<a><b></a></b>")
@example("<a>--><!-- --- --></a>")
@example("<a b='<'/>")
@example("<a>]]></a>")
@example("<a/>x")
@example("<a><?xml version='1.0'?></a>")
@example("<a></a b='1'>")
@example("")
@example("<a><!----></a><a/>")
@example("<a xmlns:c='u'><c:d/></a>")
@example("<a><b xmlns:c='u'/><c:d/></a>")
@example("<a b c='1'/>")
@example("<a></ a>")
@example("<a></></a>")
@example("<1a/>")
@example("<a>&</a>")
@example("<a>&#;&#x;&#xg;&;& ;</a>")
@example("<a b='&'/>")
@example("<a><b</a>")
@example("<a></a")
@example("<a")
@example("<!---><a/>")
@example("<?xml version='1.0' standalone='no'?><a/>")
@example("<?xml version='2.0'?><a/>")
@example("<?xml encoding='utf-8'?><a/>")
@example("<?XML?><a/>")
def test_damage_is_told_just_where_libxml2_refuses(text):
    message = libxml2_says(text)
    assume("encoding" not in (message or ""))  # of the bytes, which a text has none of
    assume("QName" not in (message or ""))  # a name that XML allows and namespaces do not
    found = flaws(text)
    assert (message is None) == (found == []), (message, found)


@settings(max_examples=300)
@given(damaged())
def test_mends_change_what_they_say_and_end(text):
    for _ in range(60):
        found = [flaw for flaw in flaws(text) if flaw.mend]
        for flaw in found:
            assert 0 <= flaw.start <= flaw.end <= len(text)
        if not found:
            break
        for start, end, new in reversed(found[0].mend.edits):
            assert start <= end <= len(text)
            text = text[:start] + new + text[end:]
    else:
        pytest.fail(f"mends do not end: {text!r}")


@pytest.mark.parametrize(
    ("text", "code", "line", "words", "mended"),
    [
        ("<a>\n<b>1\n</a>", "unclosed", 2, "write </b> in line 2", "<a>\n<b>1</b>\n</a>"),
        ("<a>\n<b>1</c>\n</a>", "mismatch", 2, "close <b> of line 2", "<a>\n<b>1</b>\n</a>"),
        ("<a><b/>\n</c>\n</a>", "stray-end", 2, "nothing; <a> of line 1", "<a><b/>\n\n</a>"),
        ("<a>\nB & C</a>", "ampersand", 2, "write &amp;", "<a>\nB &amp; C</a>"),
        ("<a>\n1 < 2</a>", "less-than", 2, "write &lt;", "<a>\n1 &lt; 2</a>"),
        ("<a>\n&auml;</a>", "entity", 2, "&auml; is not known in XML: write ä", "<a>\nä</a>"),
        ("<a>\n&foo;</a>", "entity", 2, "write &amp;foo;", "<a>\n&amp;foo;</a>"),
        ("<a\nb=1/>", "quote", 2, 'write b="1"', '<a\nb="1"/>'),
        ("<a b='1'\nb='1'/>", "attribute-twice", 2, "b stands twice in <a>", "<a b='1'\n/>"),
        ("<a b='1'\nb='2'/>", "attribute-twice", 2, "keep one", None),
        ("<a b='1'c='2'/>", "attribute", 1, "A space is missing before", "<a b='1' c='2'/>"),
        ("<a/>\nx", "outside", 2, "outside the root element", None),
        ("<a/>\n<b/>", "second-root", 2, "the first is <a> of line 1", None),
        ("<a>\n\x02</a>", "character", 2, "U+0002", "<a>\n</a>"),
        ("<a><!--\n-- --></a>", "comment", 1, "part the hyphens", "<a><!--\n- - --></a>"),
        ("<a>\n<!-- </a>", "unfinished", 2, "comment is not closed", None),
        (" <?xml version='1.0'?><a/>", "declaration", 1, "very beginning", " <a/>"),
        ("<a>\n<b</a>", "unfinished", 2, "<b is not finished", "<a>\n<b></a>"),
        ("", "no-root", 1, "begin with the root element", None),
    ],
)  # fmt: skip
def test_each_flaw_has_place_sentence_and_mend(text, code, line, words, mended):
    flaw = flaws(text)[0]
    assert flaw.code == code
    assert Places(text).line(flaw.start) == line
    assert words in flaw.problem
    if mended is None:
        assert flaw.mend is None
    else:
        for start, end, new in reversed(flaw.mend.edits):
            text = text[:start] + new + text[end:]
        assert text == mended


def test_a_doctype_may_declare_entities():
    assert flaws("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") == []
    assert [flaw.code for flaw in flaws("<a><!DOCTYPE a></a>")] == ["doctype"]


def test_flaws_of_a_hopeless_text_are_limited():
    assert len(flaws("< " * 100_000)) == 1000
    assert len(flaws("<a>" * 100_000)) == 1000


def test_lines_end_as_in_any_editor():
    places = Places("a\r\nb\rc\n\nd")
    assert [places.place(at) for at in (0, 3, 5, 8)] == [(1, 1), (2, 1), (3, 1), (5, 1)]
