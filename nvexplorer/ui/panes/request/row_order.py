"""Which rows a query has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.request import Parameter

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef

    Wanted = tuple[ParameterDef | None, Parameter | None]


def ordered_rows(
    documented: tuple[ParameterDef, ...], parameters: tuple[Parameter, ...]
) -> list[Wanted]:
    """Rows in documented order where the request's own order allows it, else the request's order
    with the rest behind: the order decides what is signed, so it is never changed."""
    by_name = {p.name: p for p in documented}
    place = {p.name: number for number, p in enumerate(documented)}
    rows: list[Wanted] = []
    used: set[str] = set()
    for parameter in parameters:
        definition = None if parameter.name in used else by_name.get(parameter.name)
        used.add(parameter.name)
        rows.append((definition, parameter))
    places = [place[d.name] if d else len(documented) for d, _ in rows]
    rest: list[Wanted] = [(d, None) for d in documented if d.name not in used]
    if places != sorted(places):
        return rows + rest
    return sorted(rows + rest, key=lambda row: place[row[0].name] if row[0] else len(documented))


def with_typed(
    now: tuple[Parameter, ...],
    typed: tuple[Parameter, ...],
    documented: tuple[ParameterDef, ...] = (),
) -> tuple[Parameter, ...]:
    """What a URL says decides which rows are on; the others keep their values, off, and their
    places among the documented ones where the order of the URL allows it."""
    named = {p.name for p in typed}
    kept = (
        p._replace(enabled=False) for p in now if p.name not in named and (p.value or not p.enabled)
    )
    return _added(typed, tuple(kept), documented)


def turned_on(
    now: tuple[Parameter, ...], name: str, documented: tuple[ParameterDef, ...]
) -> tuple[Parameter, ...]:
    """With this parameter on: with the value it had, else empty and in its documented place."""
    for at, parameter in enumerate(now):
        if parameter.name == name:
            return (*now[:at], parameter._replace(enabled=True), *now[at + 1 :])
    return _added(now, (Parameter(name, ""),), documented)


def _added(
    first: tuple[Parameter, ...],
    more: tuple[Parameter, ...],
    documented: tuple[ParameterDef, ...],
) -> tuple[Parameter, ...]:
    order = {p.name: number for number, p in enumerate(documented)}

    def place(parameter: Parameter) -> int:
        return order.get(parameter.name, len(order))

    places = [place(p) for p in first]
    together = (*first, *more)
    return tuple(sorted(together, key=place)) if places == sorted(places) else together
