"""Tables of made-up documents against what lxml finds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tables import read_table, tables_of

from nvexplorer.exchange.table.contract import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = st.sampled_from(
    [
        "",
        "1",
        "1,50",
        "a",
        "Äiti &amp; isä",
        "<![CDATA[<b>&amp;]]>",
        "x<!-- c -->y",
        "&#228;",
        " z ",
    ]
)
NAMES = st.sampled_from(["A", "B", "C"])
ATTRIBUTES = st.sampled_from(["", ' id="1"', " type='a&gt;b'", ' id="&quot;" nil="x > y"'])
BLANKS = st.sampled_from(["", "\n  ", "<!-- <A>no</A> -->", "<?p <A> ?>"])


@st.composite
def elements(draw: st.DrawFn, depth: int) -> str:
    name, attributes = draw(NAMES), draw(ATTRIBUTES)
    if depth == 0 or draw(st.booleans()):
        text = draw(TEXTS)
        short = not text and draw(st.booleans())
        return f"<{name}{attributes}/>" if short else f"<{name}{attributes}>{text}</{name}>"
    parts = draw(st.lists(elements(depth - 1), max_size=4))
    blank = draw(BLANKS)
    own = draw(st.sampled_from(["", "", "", "mixed"]))
    return f"<{name}{attributes}>{blank}{blank.join(parts)}{own}</{name}>"


DOCUMENTS = st.lists(elements(3), max_size=8).map(lambda parts: f"<Root>{''.join(parts)}</Root>")


def path_of(element: etree._Element) -> str:
    names = [element.tag, *(each.tag for each in element.iterancestors())]
    return "/".join(str(name) for name in names[-2::-1])


def is_element(node: etree._Element) -> bool:
    return isinstance(node.tag, str)


def groups_in(root: etree._Element) -> dict[str, int]:
    """Paths that stand several times in one parent, and how many elements they have in all."""
    counts: dict[str, int] = {}
    repeated = set()
    for element in root.iter(etree.Element):
        path = path_of(element)
        counts[path] = counts.get(path, 0) + 1
        around = element.getparent()
        if around is not None and sum(each.tag == element.tag for each in around) > 1:
            repeated.add(path)
    return {path: count for path, count in counts.items() if path in repeated}


def own_text(element: etree._Element) -> str:
    text = "".join(element.xpath("text()"))  # type: ignore[arg-type]
    return text.strip(" \t\r\n") if any(map(is_element, element)) else text


def values_of(element: etree._Element, groups: Sequence[str]) -> dict[str, str]:
    """The cells of an element by their paths; elements of groups in it are counted."""
    found: dict[str, str] = {}
    counted: dict[str, int] = {}

    def walk(each: etree._Element) -> None:
        path = path_of(each)
        if each is not element and path in groups:
            counted[path] = counted.get(path, 0) + 1
            return
        for name, value in each.attrib.items():
            found[f"{path}/@{name}"] = str(value)
        found[path] = own_text(each)
        for child in filter(is_element, each):
            walk(child)

    walk(element)
    return found | {path: str(number) for path, number in counted.items()}


def rows_of(root: etree._Element, levels: Sequence[str]) -> list[list[etree._Element | None]]:
    rows: list[list[etree._Element | None]] = []
    for outer in (each for each in root.iter(etree.Element) if path_of(each) == levels[0]):
        found: list[list[etree._Element | None]] = [[outer]]
        for level in levels[1:]:
            deeper: list[list[etree._Element | None]] = []
            for row in found:
                last = row[-1]
                inner = [] if last is None else [
                    each for each in last.iter(etree.Element) if path_of(each) == level
                ]  # fmt: skip
                deeper += [[*row, each] for each in inner] or [[*row, None]]
            found = deeper
        rows += found
    return rows


def filled(cells: dict[str, str]) -> dict[str, str]:
    """Blanks alone are no value."""
    return {path: cell for path, cell in cells.items() if cell.strip()}


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_every_table_has_the_rows_and_cells_that_lxml_finds(document: str) -> None:
    check(document.encode())


@settings(max_examples=15, deadline=None)
@given(st.lists(elements(2), min_size=1, max_size=3), st.integers(21, 40))
def test_so_have_tables_of_many_rows_alike(parts: list[str], times: int) -> None:
    """Shapes that come often are read in a way of their own."""
    check(f"<Root><L>{''.join(parts) * times}</L></Root>".encode())


def check(body: bytes) -> None:
    root = etree.fromstring(body)
    groups = groups_in(root)
    assert {kind.path: kind.elements for kind in tables_of(body)} == groups
    for path in groups:
        levels = [each for each in groups if path == each or path.startswith(each + "/")]
        levels.sort(key=len)
        table = read_table(body, path)
        assert list(table.rows.layout.groups) == levels
        expected = rows_of(root, levels)
        columns = table.rows.layout.columns
        assert table.rows.count == len(expected)
        for number, (cells, row) in enumerate(zip(table.cells[1:], expected, strict=True)):
            wanted: dict[str, str] = {}
            for element in row:
                found = {} if element is None else values_of(element, list(groups))
                wanted |= {each: found[each] for each in found if each not in levels} | (
                    {path_of(element): own_text(element)} if element is not None else {}
                )
            shown = {column.path: cell for column, cell in zip(columns, cells, strict=True)}
            assert filled(shown) == filled(wanted)
            for column in columns:
                assert (column.kind == ValueKind.COUNT) == (
                    column.path in groups and column.path not in levels[: column.level + 1]
                )
            start, end = table.rows.place(number)
            element = next(each for each in reversed(row) if each is not None)
            assert etree.tostring(etree.fromstring(body[start:end])) == etree.tostring(
                element, with_tail=False
            )
