"""Pieces and tree of any XML text: nothing lost, places right, damage survived."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.marks import attributes, resolved, scan_marks
from nvexplorer.xmltext.outline import read_outline

FRAGMENTS = st.lists(
    st.sampled_from(
        ["<", ">", "</", "/>", "<a>", "</a>", "<b", "c='d'>", "</b>", "<a/>", "&", "&amp;", "'",
         '"', "=", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE", "[", "]", "a",
         "x:y", "é", "1", "<?xml", "<a", "<a\xa0b", "\n", " "]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(FRAGMENTS | st.text(max_size=60))
def test_pieces_of_any_text_join_to_it_again(text):
    marks = scan_marks(text)
    assert "".join(text[mark.start : mark.end] for mark in marks) == text
    assert all(mark.start < mark.end for mark in marks)
    for mark in marks:
        if mark.name:
            assert text[mark.name_start : mark.name_end] == mark.name


@given(FRAGMENTS)
def test_the_tree_of_any_text_nests(text):
    outline = read_outline(text)
    for node in outline.nodes():
        assert node.start < node.open_end <= node.close_start <= node.end <= len(text)
        last = node.open_end
        for child in node.children:
            assert child.parent is node
            assert last <= child.start
            last = child.end
        assert last <= node.close_start
        outline.value(node)
        assert outline.at(node.start) is node


def kinds(text):
    return [(mark.kind.name, text[mark.start : mark.end]) for mark in scan_marks(text)]


def test_pieces_are_told_apart():
    assert kinds("<?xml version='1.0'?><!--<a>--><a b='>'>x<![CDATA[<]]><c/></a >") == [
        ("PI", "<?xml version='1.0'?>"),
        ("COMMENT", "<!--<a>-->"),
        ("START", "<a b='>'>"),
        ("TEXT", "x"),
        ("CDATA", "<![CDATA[<]]>"),
        ("EMPTY", "<c/>"),
        ("END", "</a >"),
    ]


def test_unfinished_pieces_leave_the_rest_readable():
    assert kinds("<a b='1' <c>") == [("START", "<a b='1'"), ("TEXT", " "), ("START", "<c>")]
    assert kinds("a < b") == [("TEXT", "a "), ("JUNK", "<"), ("TEXT", " b")]
    assert kinds("<a></a\n<b>") == [
        ("START", "<a>"),
        ("END", "</a"),
        ("TEXT", "\n"),
        ("START", "<b>"),
    ]
    assert [m.whole for m in scan_marks("<a")] == [False]


def test_attributes_with_their_places():
    text = "<a b='1' c=\"&lt;\" d e=5/>"
    found = attributes(text, scan_marks(text)[0])
    assert [(a.name, a.value, a.quote) for a in found] == [
        ("b", "1", "'"),
        ("c", "<", '"'),
        ("d", "", ""),
        ("e", "5", ""),
    ]
    assert [text[a.start : a.end] for a in found] == ["b='1'", 'c="&lt;"', "d", "e=5"]
    assert found[2].value_start == -1
    assert attributes("</a b='1'>", scan_marks("</a b='1'>")[0]) == []


def test_references_are_resolved_and_unknown_ones_left():
    assert resolved("&amp;lt; &#228;&#xE4; &auml; &#x110000;") == "&lt; ää &auml; &#x110000;"


def test_values_are_the_text_directly_within():
    outline = read_outline("<a>1<b>2</b><!-- x -->3<![CDATA[<&amp;]]><c/>&amp;</a>")
    assert outline.value(outline.roots[0]) == "13<&amp;&"


def test_elements_without_end_tag_end_with_their_parent():
    text = "<a><b><c>2</a>"
    outline = read_outline(text)
    a, b, c = outline.nodes()
    assert (a.closed, b.closed, c.closed) == (True, False, False)
    assert b.end == c.end == text.index("</a>")
    assert c.path == "a/b/c"
    assert [(f.kind, f.node.name) for f in outline.faults] == [("unclosed", "c"), ("unclosed", "b")]


def test_a_value_without_end_tag_ends_after_its_text():
    text = "<a>\n<b>1\n<c>2</c>\n<d\n<e/></a>"
    outline = read_outline(text)
    assert [node.path for node in outline.nodes()] == ["a", "a/b", "a/c", "a/d", "a/e"]
    assert text[outline.roots[0].children[0].end :].startswith("\n<c>")
    assert [(f.kind, f.node.name) for f in outline.faults] == [("unclosed", "b")]


def test_a_misspelt_end_tag_closes_the_element_it_is_meant_for():
    outline = read_outline("<a><number>1</nmber><b/></A></a>")
    assert [f.kind for f in outline.faults] == ["mismatch", "mismatch", "stray-end"]
    assert [node.path for node in outline.nodes()] == ["a", "a/number", "a/b"]
    stray = read_outline("<a><b/></c><d/></a>")
    assert [f.kind for f in stray.faults] == ["stray-end"]
    assert [node.path for node in stray.nodes()] == ["a", "a/b", "a/d"]


def test_depth_has_no_limit():
    depth = 100_000
    outline = read_outline("<a>" * depth)
    assert sum(1 for _ in outline.nodes()) == depth
    assert len(outline.faults) == depth
    assert outline.at(3 * depth).open_mark == depth - 1
    assert len(scan_marks("<" * 1_000_000)) == 2
