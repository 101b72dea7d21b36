"""Elements put into a body stand where the documentation has them, with the caret in them."""

from __future__ import annotations

import tomllib
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.catalogue.body_insert import insertion
from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.model.errors import BadInput

CATALOGUE = Catalogue.load(resources_root())
MARK = "caretstandshere"

# The oracle reads the resource files and the bodies by itself: tomllib and lxml.


class Place(NamedTuple):
    path: tuple[str, ...]
    order: int
    type: str
    repeats: bool
    attributes: tuple[str, ...]


def _tables() -> dict[str, list[Place]]:
    tables = {}
    for file in sorted((resources_root() / "catalogue").rglob("*.toml")):
        data = tomllib.loads(file.read_text("utf-8"))
        if "request" in data:
            tables[data["resource"]] = _places(data["request"])
    return tables


def _places(rows: list[dict]) -> list[Place]:
    places, path = [], []
    for order, row in enumerate(rows):
        path = [*path[: row["level"]], row["name"]]
        repeats = row["occurs"].split("..")[-1] not in ("0", "1")
        attributes = tuple(a["name"] for a in row.get("attributes", ()))
        places.append(Place(tuple(path), order, row["type"], repeats, attributes))
    return places


TABLES = _tables()


def _path_of(element: etree._Element) -> tuple[str, ...]:
    above = [each.tag for each in element.iterancestors()]
    return (*reversed(above), element.tag)


def _assert_in_order(text: str, places: list[Place]) -> None:
    order = {place.path: place.order for place in places}
    types = {place.path: place.type for place in places}
    for parent in etree.fromstring(text).iter():
        if _path_of(parent) not in order or types[_path_of(parent)] == "xml":
            continue  # of the XML that an element carries
        found = [order[_path_of(child)] for child in parent]
        assert found == sorted(found), (parent.tag, [child.tag for child in parent])


def _marked(text: str, caret: int) -> tuple[str, ...]:
    """The path of the element that text typed at the caret ends up in."""
    root = etree.fromstring(text[:caret] + MARK + text[caret:])
    element = next(e for e in root.iter() if MARK in (e.text or ""))
    return _path_of(element)


def _count(text: str, path: tuple[str, ...]) -> int:
    return sum(_path_of(e) == path for e in etree.fromstring(text).iter())


def _squeezed(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


def _tabbed(text: str) -> str:
    lines = text.splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip(" ")) for line in lines]
    return "".join("\t" * (n // 2) + line[n:] for n, line in zip(indents, lines, strict=True))


def test_every_table_is_tried():
    assert len(TABLES) >= 52


@pytest.mark.parametrize("shape", [str, _squeezed, _tabbed, lambda _: ""])
@pytest.mark.parametrize("resource", TABLES)
def test_any_element_goes_into_a_minimal_body_at_its_place(resource, shape):
    definition, places = CATALOGUE.definition(resource), TABLES[resource]
    body = shape(skeleton(definition, "minimal"))
    for place in places:
        done = insertion(definition, body, "/".join(place.path))
        text = done.fix.apply(body)
        _assert_in_order(text, places)
        at = _marked(text, done.caret)
        assert at[: len(place.path)] == place.path
        before = _count(body, place.path) if body else 0
        assert _count(text, place.path) == (before + 1 if place.repeats or not before else before)


@pytest.mark.parametrize("resource", TABLES)
def test_nothing_that_stood_in_the_body_is_changed(resource):
    definition, places = CATALOGUE.definition(resource), TABLES[resource]
    body = skeleton(definition, "minimal")
    for place in places:
        fix = insertion(definition, body, "/".join(place.path)).fix
        assert all(not body[e.start : e.end].strip() for e in fix.edits), place.path


@pytest.mark.parametrize("resource", TABLES)
def test_any_attribute_goes_into_the_tag_of_its_element(resource):
    definition, places = CATALOGUE.definition(resource), TABLES[resource]
    for body in (skeleton(definition, "minimal"), ""):
        for place in places:
            for name in place.attributes:
                done = insertion(definition, body, f"{'/'.join(place.path)}/@{name}")
                text = done.fix.apply(body)
                _assert_in_order(text, places)
                typed = text[: done.caret] + MARK + text[done.caret + done.selected :]
                holding = [e for e in etree.fromstring(typed).iter() if MARK in (e.get(name) or "")]
                assert [_path_of(e) for e in holding] == [place.path]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_body_cut_anywhere_takes_an_element_or_says_why_not(data):
    resource = data.draw(st.sampled_from(sorted(TABLES)))
    definition = CATALOGUE.definition(resource)
    whole = skeleton(definition, "full")
    body = whole[: data.draw(st.integers(0, len(whole)))]
    place = data.draw(st.sampled_from(TABLES[resource]))
    near = data.draw(st.none() | st.integers(0, len(body)))
    try:
        done = insertion(definition, body, "/".join(place.path), near)
    except BadInput:
        return  # says where the root is another one
    text = done.fix.apply(body)
    assert 0 <= done.caret <= done.caret + done.selected <= len(text)
    assert len(text) >= len(body.rstrip())


# What a person sees, on a body made for it

INVOICE = CATALOGUE.definition("salesinvoice.nv")
LINES = """\
<root>
  <salesinvoice>
    <invoicelines>
      <invoiceline>
        <salesinvoiceproductline>
          <productname>Ensimmäinen</productname>
        </salesinvoiceproductline>
      </invoiceline> <!-- the first -->
      <invoiceline>
        <salesinvoicecommentline>
          <comment>Toinen</comment>
        </salesinvoicecommentline>
      </invoiceline>
    </invoicelines>
  </salesinvoice>
</root>
"""
LINE = "root/salesinvoice/invoicelines/invoiceline"


def test_a_group_that_repeats_comes_after_the_one_the_caret_is_in():
    done = insertion(INVOICE, LINES, LINE, LINES.index("Ensimmäinen"))
    text = done.fix.apply(LINES)
    first = text.index("<!-- the first -->\n")
    assert first < done.caret < text.index("Toinen")


def test_an_element_of_a_group_goes_into_the_group_the_caret_is_in():
    path = f"{LINE}/salesinvoiceproductline/productunitprice"
    done = insertion(INVOICE, LINES, path, LINES.index("Ensimmäinen"))
    text = done.fix.apply(LINES)
    assert "Ensimmäinen</productname>\n          <productunitprice" in text
    assert text.count("<salesinvoiceproductline>") == 1


def test_what_may_stand_once_and_is_there_is_gone_to():
    path = f"{LINE}/salesinvoicecommentline/comment"
    done = insertion(INVOICE, LINES, path, LINES.index("Toinen"))
    assert done.fix.edits == ()
    assert LINES[done.caret :].startswith("Toinen")


def test_the_example_put_in_is_selected_to_be_typed_over():
    done = insertion(INVOICE, LINES, "root/salesinvoice/salesinvoicedate")
    text = done.fix.apply(LINES)
    assert text[: done.caret].endswith('<salesinvoicedate format="ansi">')
    assert text[done.caret + done.selected :].startswith("</salesinvoicedate>")


@pytest.mark.parametrize(
    "empty", ["<invoicelines/>", "<invoicelines />", "<invoicelines></invoicelines>"]
)
def test_an_empty_parent_is_opened(empty):
    body = f"<root>\n  <salesinvoice>\n    {empty}\n  </salesinvoice>\n</root>"
    text = insertion(INVOICE, body, LINE).fix.apply(body)
    assert "    <invoicelines>\n      <invoiceline>\n" in text
    assert "      </invoiceline>\n    </invoicelines>\n  </salesinvoice>" in text


def test_lines_end_as_those_of_the_body():
    body = LINES.replace("\n", "\r\n")
    text = insertion(INVOICE, body, LINE).fix.apply(body)
    assert text != body
    assert text.count("\n") == text.count("\r\n")


def test_a_body_with_another_root_is_left_alone():
    with pytest.raises(BadInput, match="begins with <foo> where <root> belongs"):
        insertion(INVOICE, "<foo/>", "root/salesinvoice")


def test_what_is_not_documented_is_refused():
    with pytest.raises(BadInput, match=r"has no root/nothing"):
        insertion(INVOICE, "", "root/nothing")
