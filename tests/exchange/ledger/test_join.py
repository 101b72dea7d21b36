"""The answers to the parts are joined to what one answer would have been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.exchange.ledger.join import pieces, plan
from nvexplorer.exchange.ledger.outline import outline
from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import BytesBody

OK = "<ResponseStatus><Status>OK</Status><TimeStamp>1</TimeStamp></ResponseStatus>"


def joined(*answers: str, lists: tuple[str, ...] = (), overlap: bool = False) -> tuple[str, int]:
    bodies = [BytesBody(answer.encode()) for answer in answers]
    planned = plan([outline(body, items=overlap) for body in bodies], lists, overlap=overlap)
    return b"".join(pieces(planned, bodies)).decode(), planned.repeated


def test_what_the_lists_hold_is_put_behind_each_other():
    one = f"<Root>{OK}<Vouchers a='1 > 0'><V>1</V><V>2</V></Vouchers></Root>"
    two = "<Root><ResponseStatus>later</ResponseStatus><Vouchers><V>3</V></Vouchers></Root>"
    assert joined(one, two) == (
        f"<Root>{OK}<Vouchers a='1 > 0'><V>1</V><V>2</V><V>3</V></Vouchers></Root>", 0
    )  # fmt: skip


def test_lines_and_the_declaration_stay_as_they_are():
    one = f'<?xml version="1.0"?>\r\n<Root>\r\n{OK}\r\n<L>\r\n <V>1</V>\r\n</L>\r\n</Root>\r\n'
    two = f'<?xml version="1.0"?>\r\n<Root>\r\n{OK}\r\n<L>\r\n <V>2</V>\r\n</L>\r\n</Root>\r\n'
    assert joined(one, two)[0] == (
        f'<?xml version="1.0"?>\r\n<Root>\r\n{OK}\r\n<L>\r\n <V>1</V>\r\n\r\n <V>2</V>\r\n</L>'
        "\r\n</Root>\r\n"
    )


def test_parts_that_have_nothing_add_nothing():
    full = f"<Root>{OK}<L><V>1</V></L></Root>"
    for empty in (f"<Root>{OK}<L/></Root>", f"<Root>{OK}<L></L></Root>", f"<Root>{OK}</Root>"):
        assert joined(full, empty)[0] == full
        assert joined(empty, full)[0] == full
    assert joined(f"<Root>{OK}<L/></Root>", f"<Root>{OK}<L/></Root>")[0] == f"<Root>{OK}<L/></Root>"


def test_elements_that_repeat_below_the_root_stay_whole():
    one, two = f"<Root>{OK}<Day>1</Day><Day>2</Day></Root>", f"<Root>{OK}<Day>3</Day></Root>"
    assert joined(one, two)[0] == f"<Root>{OK}<Day>1</Day><Day>2</Day><Day>3</Day></Root>"
    assert joined(two, two, lists=("day",))[0] == f"<Root>{OK}<Day>3</Day><Day>3</Day></Root>"


def test_what_comes_in_two_neighbours_is_taken_once_and_counted():
    one = f"<Root>{OK}<L><V>1</V><V>2</V><V>2</V></L></Root>"
    two = f"<Root>{OK}<L><V>2</V><V>2</V><V>3</V><V/></L></Root>"
    three = f"<Root>{OK}<L><V>1</V><V/></L></Root>"
    assert joined(one, two, three, overlap=True) == (
        f"<Root>{OK}<L><V>1</V><V>2</V><V>2</V><V>3</V><V/><V>1</V></L></Root>", 3
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("<Other/>", "part 2 has another root than the first: Other, not Root"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><Root/>', "another encoding"),
        ("<Root>", "no well-formed XML"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><Root/>', "entities of its own"),
    ],
)
def test_answers_that_do_not_belong_together_are_told(other, said):
    with pytest.raises(BadInput, match=said):
        joined(f"<Root>{OK}</Root>", other)


names = st.sampled_from(["V", "W"])
values = st.text("ab<&>\"'é]", max_size=4)


@st.composite
def elements(draw, depth=2):
    element = etree.Element(draw(names))
    for name in draw(st.lists(st.sampled_from("xyz"), unique=True, max_size=2)):
        element.set(name, draw(values))
    element.text = draw(values) or None
    if depth:
        for _ in range(draw(st.integers(0, 2))):
            child = draw(elements(depth - 1))
            child.tail = draw(st.sampled_from([None, "\n", "t"]))
            element.append(child)
    return element


@given(st.lists(st.lists(elements(), max_size=3), min_size=1, max_size=4), st.booleans())
def test_any_lists_are_joined_as_a_tree_would_be(lists, declared):
    answers, wanted = [], []
    for held in lists:
        root = etree.Element("Root")
        root.append(etree.fromstring(OK))
        sub = etree.SubElement(root, "L")
        for element in held:
            wanted.append(etree.tostring(element, with_tail=False, encoding="unicode"))
            sub.append(element)
        answers.append(etree.tostring(root, encoding="utf-8", xml_declaration=declared).decode())
    result = etree.fromstring(joined(*answers)[0].encode())
    got = [etree.tostring(each, with_tail=False, encoding="unicode") for each in result.find("L")]
    assert got == wanted
    assert len(result) == 2
