"""What fixes of a body change, byte for byte, and that one of them is one step."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.catalogue.body_report import mended
from nvexplorer.catalogue.body_skeleton import skeleton

HEAD = "<root>\n  <contactperson>\n    "
TAIL = "\n  </contactperson>\n</root>\n"


@pytest.fixture(scope="module")
def contact(catalogue):
    return catalogue.definition("contactperson.nv")


@pytest.fixture(scope="module")
def delivery(catalogue):
    return catalogue.definition("warehouseevent.nv")


def ordered(definition, text):
    """The text put in order by the one fix that all problems of order share in an element."""
    fixes = {p.fix for p in check_body(definition, text) if p.code == "order"}
    assert len(fixes) == 1
    return fixes.pop().apply(text)


def test_edits_apply_together():
    assert Fix("x", (Edit(0, 1, "AA"), Edit(1, 1, "-"), Edit(2, 3, ""))).apply("abc") == "AA-b"


def test_reordering_takes_comments_and_blanks_along(contact):
    text = (
        "<root>\n"
        "  <contactperson>\n"
        "    <method>add</method>\n"
        "    <!-- the company -->\n"
        "    <customernetvisorkey>7</customernetvisorkey>  <!-- of the test company -->\n"
        "\n"
        "    <lastname>Äijälä</lastname> <!-- family -->\n"
        "    <!-- given\n         name -->\n"
        "    <firstname  >A &amp; B</firstname>\n"
        "  </contactperson>\n"
        "</root>\n"
    )
    names = [p.path.rpartition("/")[2] for p in check_body(contact, text) if p.code == "order"]
    assert names == ["lastname"]
    assert ordered(contact, text) == (
        "<root>\n"
        "  <contactperson>\n"
        "    <method>add</method>\n"
        "    <!-- the company -->\n"
        "    <customernetvisorkey>7</customernetvisorkey>  <!-- of the test company -->\n"
        "    <!-- given\n         name -->\n"
        "    <firstname  >A &amp; B</firstname>\n"
        "\n"
        "    <lastname>Äijälä</lastname> <!-- family -->\n"
        "  </contactperson>\n"
        "</root>\n"
    )


@given(st.permutations(range(6)), st.lists(st.sampled_from(["", "\n  ", " <!-- c -->\n", "\t"])))
def test_reordering_keeps_every_byte_of_the_elements(order, blanks):
    from nvexplorer.catalogue.body_order import reordered
    from nvexplorer.xmltext.outline import read_outline

    elements = [f"<e{place // 2} n='{place}'>{place}</e{place // 2}>" for place in order]
    blanks = (blanks * 6 + [""] * 6)[:6]
    text = "<r>" + "".join(b + e for b, e in zip(blanks, elements, strict=True)) + "\n</r>"
    outline = read_outline(text)
    places = [int(node.name[1:]) for node in outline.roots[0].children]
    mended = reordered(outline, outline.roots[0], places).apply(text)
    assert Counter(mended) == Counter(text)
    found = [mended[node.start : node.end] for node in read_outline(mended).roots[0].children]
    # Those of one place keep their order.
    assert found == [e for p in range(3) for e in elements if e.startswith(f"<e{p} ")]


def test_an_element_without_a_place_stays_behind_the_one_before_it():
    from nvexplorer.catalogue.body_order import reordered, strays
    from nvexplorer.xmltext.outline import read_outline

    outline = read_outline("<r><b/><x/><a/><y/></r>")
    places = [1, None, 0, None]
    fix = reordered(outline, outline.roots[0], places)
    assert fix.apply(outline.text) == "<r><a/><y/><b/><x/></r>"
    assert [(s.child, s.before, s.other) for s in strays(places)] == [(0, False, 2)]


@pytest.mark.parametrize("places", [[0, 1, 2], [0, 0, 1], [], [None, 0, None]])
def test_nothing_strays_where_places_rise(places):
    from nvexplorer.catalogue.body_order import strays

    assert strays(places) == []


@given(st.lists(st.integers(0, 5), max_size=12))
def test_the_fewest_elements_are_told_to_move(places):
    from itertools import combinations, pairwise

    from nvexplorer.catalogue.body_order import strays

    found = strays(places)
    moved = {stray.child for stray in found}
    kept = [place for i, place in enumerate(places) if i not in moved]
    assert kept == sorted(kept)
    for stray in found:
        other = places[stray.other]
        assert stray.other not in moved
        assert other > places[stray.child] if stray.before else other <= places[stray.child]
        assert (stray.other < stray.child) == stray.before
    if found:
        fewer = combinations(range(len(places)), len(places) - len(found) + 1)
        assert not any(all(places[a] <= places[b] for a, b in pairwise(run)) for run in fewer)


def test_missing_elements_come_at_their_place_in_the_layout_of_the_body(delivery):
    text = (
        "<root>\n"
        "\t<warehouseevent>\n"
        "\t\t<description>x</description>\n"
        '\t\t<distributer type="netvisor">1</distributer>\n'
        "\t</warehouseevent>\n"
        "</root>\n"
    )
    for _ in range(20):
        found = [p for p in check_body(delivery, text) if p.fix and p.severity == "error"]
        if not found:
            break
        text = found[0].fix.apply(text)
    assert check_body(delivery, text) == []
    assert all(line.startswith("\t\t") for line in text.splitlines()[2:-2])


def test_a_missing_element_goes_into_an_element_closed_at_once(contact):
    text = "<root><contactperson/></root>"
    for _ in range(20):
        found = [p for p in check_body(contact, text) if p.fix]
        if not found:
            break
        text = found[0].fix.apply(text)
    assert check_body(contact, text) == []
    assert "\n" not in text


def test_what_fixes_put_in_ends_its_lines_as_the_body_does(delivery):
    lines = "<warehouseevent>\r\n  <description>x</description>\r\n</warehouseevent>\r\n"
    for text in (lines, f"<root>\r\n{lines}</root>\r\n", "<root>\r\n</root>"):
        mended_text = mended(text, lambda changed: check_body(delivery, changed))
        assert check_body(delivery, mended_text) == []
        assert mended_text.count("\n") == mended_text.count("\r\n")


def test_all_of_several_roots_are_put_into_the_one_that_belongs_around_them(delivery):
    text = skeleton(delivery, "minimal").removeprefix("<root>\n").removesuffix("</root>\n")
    problem = next(p for p in check_body(delivery, text * 2) if p.code == "root")
    made = problem.fix.apply(text * 2)
    assert [p.code for p in check_body(delivery, made) if p.code != "repeated"] == []
    assert made.count("<root>") == made.count("</root>") == 1
    assert text.strip() in made


def test_a_comment_before_the_root_is_moved_into_it(contact):
    good = skeleton(contact, "minimal")
    text = "<!-- who made this --> <!-- and when -->\n" + good
    assert check_body(contact, good) == []
    assert mended(text, lambda changed: check_body(contact, changed)) == good.replace(
        "<root>", "<root>\n<!-- who made this --> <!-- and when -->"
    )
    (problem, *_) = check_body(contact, "<!-- who made this --><root/>")
    assert (problem.code, problem.fix) == ("prolog", None)


def test_what_clears_a_value_is_left_when_all_is_mended(contact):
    text = skeleton(contact, "full").replace("<email>essi@example.com<", "<email><")
    text = text.replace("<method>", "<metod>")
    found = [p.code for p in check_body(contact, text)]
    assert "empty" in found
    assert len(found) > 1
    left = check_body(contact, mended(text, lambda changed: check_body(contact, changed)))
    assert [p.code for p in left] == ["empty"]


def test_both_tags_are_renamed(contact):
    text = HEAD + "<Method a='1'\n>add</Method >" + TAIL
    problem = next(p for p in check_body(contact, text) if p.code == "case")
    assert problem.fix.apply(text) == HEAD + "<method a='1'\n>add</method >" + TAIL
    half = HEAD + "<metod>add</method>" + TAIL
    problem = next(p for p in check_body(contact, half) if p.code == "misspelt")
    assert problem.fix.apply(half) == HEAD + "<method>add</method>" + TAIL


def test_a_copy_is_removed_with_the_blanks_before_it(contact):
    text = HEAD + "<method>add</method>\n    <method>add</method>" + TAIL
    problem = next(p for p in check_body(contact, text) if p.code == "repeated")
    assert problem.fix.apply(text) == HEAD + "<method>add</method>" + TAIL
    other = text.replace("add</method>\n", "edit</method>\n", 1)
    problem = next(p for p in check_body(contact, other) if p.code == "repeated")
    assert problem.fix is None, "nobody but its author can tell which is meant"


def test_an_element_moves_into_the_one_it_belongs_in(delivery, catalogue):
    good = skeleton(delivery, "full")
    line = next(each for each in good.splitlines(True) if "<unitprice" in each)
    assert good.count(line) == 1
    start = good.index("      <warehouseeventline>")
    text = good[:start] + line.strip() + "\n" + good[start:].replace(line, "")
    found = check_body(delivery, text)
    moved = next(p for p in found if p.code == "misplaced")
    assert moved.fix.title == "Move unitprice into warehouseeventline"
    assert check_body(delivery, moved.fix.apply(text)) == []


def test_a_value_is_replaced_and_its_neighbours_stay(contact):
    text = HEAD + "<isdefault>kyllä<!-- or not --></isdefault>" + TAIL
    problem = next(p for p in check_body(contact, text) if p.code == "boolean")
    assert "<isdefault>true<!-- or not --></isdefault>" in problem.fix.apply(text)
    blanks = HEAD + "<isdefault> <!-- or not -->\xa0<!-- no -->true\n</isdefault>" + TAIL
    problem = next(p for p in check_body(contact, blanks) if p.code == "blanks")
    assert "<isdefault><!-- or not --><!-- no -->true</isdefault>" in problem.fix.apply(blanks)
    cdata = HEAD + "<isdefault><![CDATA[Yes]]></isdefault>" + TAIL
    problem = next(p for p in check_body(contact, cdata) if p.code == "boolean")
    assert "<isdefault>true</isdefault>" in problem.fix.apply(cdata)
    parts = HEAD + "<isdefault>Y<!-- -->es</isdefault>" + TAIL
    problem = next(p for p in check_body(contact, parts) if p.code == "boolean")
    assert problem.fix is None
