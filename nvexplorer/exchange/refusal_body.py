"""The places of a body that Netvisor's words may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_findings import path_of
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.exchange.refusal_text import Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.refusal_text import Said
    from nvexplorer.xmltext.outline import Node, Outline

# A value that stands in more places than this points nowhere by itself.
_TOO_MANY = 5
# More guesses than this bury the good ones.
_MOST = 12


class Place(NamedTuple):
    """`path` is the names from the root down, `start` and `end` are characters of the body."""

    path: str
    start: int
    end: int
    why: str


def places_in_body(
    said: Said, definition: Definition | None, code: str, outline: Outline
) -> list[Place]:
    """The likely places of a body, best first; `code` in capitals and with underscores."""
    table = body_table(definition) if definition else None
    ranked: list[tuple[int, int, int, Node, str, str]] = []

    def add(score: int, node: Node, why: str) -> None:
        ranked.append((-score, *value_place(outline, node), node, "", why))

    values = Values(said)
    by_value: dict[str, list[Node]] = {}
    present = set()
    holders: dict[str, Node] = {}  # the first element of each row
    for node, row in _with_rows(outline, table):
        present.add(node.name.lower())
        if row is not None:
            holders.setdefault(row.path, node)
        about = said.about(node.name)
        if node.children:
            if score := _named(said, node.name):
                add(score, node, f"Netvisor's text names {node.name}.")
            continue
        value = outline.value(node).strip()
        hit = values.quoted(value)
        if hit is not None:
            by_value.setdefault(hit, []).append(node)
        elif score := _named(said, node.name):
            add(score, node, f"Netvisor's text names {node.name}.")
        elif about >= 2:
            add(about, node, f"Netvisor's text speaks of what {node.name} holds.")
        for score, why in _by_code(code, node, row, value):
            add(score, node, why)
    for value, nodes in by_value.items():
        for node in nodes:
            about = said.about(node.name)
            if len(nodes) > _TOO_MANY and not about:
                continue
            more = f" (one of {len(nodes)} places)" if len(nodes) > 1 else ""
            add(5 + about, node, f"Netvisor's text quotes {value}, the value of {node.name}{more}.")
    if table is not None and outline.roots:
        for missing in _absent(table, said, present):
            parent = holders.get(missing.path.rpartition("/")[0], outline.roots[0])
            why = f"Netvisor's text names {missing.name}, which is not in the body."
            # What only may be a name is less likely one that is not even there.
            score = 4 if missing.name.lower() in said.exact_names else 1
            ranked.append((-score, parent.start, parent.open_end, parent, missing.path, why))
    ranked.sort(key=lambda r: r[:2])
    return [
        Place(path or path_of(node), start, end, why)
        for _, start, end, node, path, why in ranked[:_MOST]
    ]


def _named(said: Said, name: str) -> int:
    """How surely the text means an element of this name, 0 when it does not."""
    plain = name.lower()
    return 4 if plain in said.exact_names else 3 if plain in said.joined_names else 0


def value_place(outline: Outline, node: Node) -> tuple[int, int]:
    """The value of a leaf, also an empty one between its tags; the opening tag of all else."""
    if node.children or node.close_start >= node.end:
        return node.start, node.open_end
    start, end = node.open_end, node.close_start
    inner = outline.text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _by_code(
    code: str, node: Node, row: BodyElement | None, value: str
) -> Iterator[tuple[int, str]]:
    """What the code alone makes a suspect of."""
    name = node.name.lower()
    if code == "PERIOD_LOCK" and (row.element.type == "date" if row else name.endswith("date")):
        yield 2, f"{node.name} puts the booking into a period, and the period of one is locked."
    elif code == "DUPLICATE_DATA" and name.endswith(("number", "code", "identifier")) and value:
        yield 1, f"{node.name} identifies the record, and one like it exists."
    elif code == "INVALID_DATA_SIZE" and len(value) >= 100_000:
        yield (
            2,
            f"{node.name} is the kind of value that can be too large: {len(value):,} characters.",
        )


def _absent(table: BodyTable, said: Said, present: set[str]) -> Iterator[BodyElement]:
    """Rows that the text names and the body lacks."""
    waiting = [table.root]
    while waiting:
        row = waiting.pop()
        waiting += row.children
        name = row.name.lower()
        if _named(said, name) and name not in present:
            yield row


def _with_rows(
    outline: Outline, table: BodyTable | None
) -> Iterator[tuple[Node, BodyElement | None]]:
    """All elements in order, each with what is documented of it, in whatever letter case."""
    rows: dict[Node | None, BodyElement | None] = {}
    for node in outline.nodes():
        around = rows.get(node.parent)
        known = around.children if around else (table.root,) if table and not node.parent else ()
        name = node.name.lower()
        rows[node] = next((row for row in known if row.name.lower() == name), None)
        yield node, rows[node]
