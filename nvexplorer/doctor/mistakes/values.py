"""Edits of one value, and what keeps two entries from saying the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.model.mac import PartKind

    Edit = Callable[[Recipe, Ingredients, str], Recipe]


def edit_of(kind: PartKind, change: Callable[[str, Ingredients, str], str]) -> Edit:
    """`change(value, ingredients, choice)` gives the other value of the part, or the same one."""
    field = kind.value

    def edit(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
        old: str = getattr(recipe, field)
        new = change(old, ingredients, choice)
        return recipe if new == old else recipe._replace(**{field: new})  # type: ignore[arg-type]

    return edit


def turned(kind: PartKind, change: Callable[[str], str]) -> Edit:
    """As `edit_of`, for a change that needs the value alone."""
    return edit_of(kind, lambda value, _ingredients, _choice: change(value))


def chosen(kind: PartKind, ways: dict[str, Callable[[str], str]]) -> Edit:
    """As `edit_of`, with a change for each choice; no change for any other choice."""

    def change(value: str, _: Ingredients, choice: str) -> str:
        way = ways.get(choice)
        return value if way is None else way(value)

    return edit_of(kind, change)


def these(ways: Iterable[str]) -> Callable[[Ingredients], Sequence[str]]:
    """Choices that are the same for every request."""
    fixed = tuple(ways)
    return lambda _: fixed


def distinct(kind: PartKind, mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """The same entries, each without effect where a likelier one of them (or, at the same weight,
    an earlier one) makes the same value, so that one thing is told in one way."""
    given = tuple(mistakes)
    field = kind.value

    def rank(at: int) -> tuple[int, int]:
        return -given[at].weight, at

    def alone(at: int) -> Edit:
        own = given[at]
        likelier = [given[other] for other in sorted(range(len(given)), key=rank)]
        likelier = likelier[: likelier.index(own)]

        def edit(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
            made = own.edit(recipe, ingredients, choice)
            value = getattr(made, field)
            if value == getattr(recipe, field):
                return recipe
            for other in likelier:
                for each in other.choices(ingredients):
                    if getattr(other.edit(recipe, ingredients, each), field) == value:
                        return recipe
            for each in own.choices(ingredients):
                if each == choice:
                    break
                if getattr(own.edit(recipe, ingredients, each), field) == value:
                    return recipe
            return made

        return edit

    return tuple(each._replace(edit=alone(at)) for at, each in enumerate(given))
