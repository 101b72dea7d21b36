"""Which elements may stand at a place among others, and which are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.body_table import BodyElement


def allowed_children(
    row: BodyElement, before: Sequence[int], after: Sequence[int]
) -> list[BodyElement]:
    """The children of `row` that may be put between those `before` and `after`, in documented
    order. These are positions among `row.children`, the nearest first; -1 is one that is not
    documented, next to which anything may stand."""
    first = next((place for place in before if place >= 0), 0)
    last = next((place for place in after if place >= 0), len(row.children) - 1)
    there = [*before, *after]
    names = {row.children[place].name for place in there if place >= 0}
    return [
        child
        for place, child in enumerate(row.children)
        if first <= place <= last
        and (child.element.most is None or there.count(place) < child.element.most)
        and not _excluded(row, child.name, names)
    ]


def _excluded(row: BodyElement, name: str, names: set[str]) -> bool:
    return any(
        name in choice.names and not choice.several and names & ({*choice.names} - {name})
        for choice in row.choices
    )


def is_missing(row: BodyElement, before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether something required is missing between or behind those `before`."""
    first = next((place for place in before if place >= 0), -1)
    there = {*before, *after}
    names = {row.children[place].name for place in there if place >= 0}
    return any(
        child.element.required and place > first and place not in there
        for place, child in enumerate(row.children)
    ) or any(
        choice.required and not names & {*choice.names} and _may_come(row, choice.names, first)
        for choice in row.choices
    )


def _may_come(row: BodyElement, names: Sequence[str], first: int) -> bool:
    return any(row.place(name) > first for name in names)
