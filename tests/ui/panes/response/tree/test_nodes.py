"""The tree against ElementTree: every element, in document order, with its children counted."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import pytest

from nvexplorer.ui.panes.response.tree.children import scan_children
from nvexplorer.xmltext.source import BytesSource

_INSIDE = ("", " ", ' k=">"', ' k="1" ', " k='/>'")


def children(data: bytes, start: int, name: bytes, step: int):
    begun, ended = [], []
    closed = broken = None
    for batch in scan_children(BytesSource(data), start, name, step):
        begun += batch.begun
        ended += batch.ended
        closed, broken = batch.closed, batch.broken
    return begun, ended, closed, broken


def compare(data: bytes, element: ElementTree.Element, start: int, step: int) -> int:
    """Checks the children of the element whose content begins at `start`; gives its end."""
    begun, ended, closed, broken = children(data, start, element.tag.encode(), step)
    assert broken is None
    assert len(begun) == len(ended) == len(element)
    for (at, open_end, name), (count, end), child in zip(begun, ended, element, strict=True):
        assert (name.decode(), count) == (child.tag, len(child))
        same = ElementTree.fromstring(data[at:end])
        child.tail = None
        assert ElementTree.tostring(same) == ElementTree.tostring(child)
        if not data[at:open_end].endswith(b"/>"):
            assert compare(data, child, open_end, step) == end
    return closed


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("step", [3, 50, 10_000])
def test_children_are_those_of_the_document(seed, step):
    chance = random.Random(seed)

    def element(depth: int) -> str:
        name = chance.choice(["a", "b", "c-d"])
        held = ""
        for _ in range(chance.randrange(5) if depth < 4 else 0):
            held += chance.choice(
                ["", "", "x", "&lt;/a>", "<!--<a>-->", "<![CDATA[</a>]]>", "<?q <b>?>"]
            )
            held += element(depth + 1)
        if not held and chance.random() < 0.5:
            return f"<{name}{chance.choice(_INSIDE)}/>"
        return f"<{name}{chance.choice(_INSIDE)}>{held}</{name} >"

    data = ("<r>" + "".join(element(0) for _ in range(8)) + "</r>").encode()
    assert compare(data, ElementTree.fromstring(data), 3, step) == len(data)


@pytest.mark.parametrize(
    ("data", "at"),
    [(b"<r><a></b></r>", 6), (b"<r><a/></s>", 7), (b"<r><a>", 6), (b"<r><a/><b/>", 11)],
)
def test_where_tags_do_not_pair_it_ends(data, at):
    assert children(data, 3, b"r", 100)[3] == at


def test_what_is_long_is_gone_through_in_steps():
    long = b"y" * 2_000_000
    data = b"<r><a k='" + long + b"'>" + long + b"</a><!--" + long + b"--><b/></r>"
    steps = list(scan_children(BytesSource(data), 3, b"r", 1 << 14))
    begun = [each for batch in steps for each in batch.begun]
    assert [name for _, _, name in begun] == [b"a", b"b"]
    assert steps[-1].closed == len(data)
