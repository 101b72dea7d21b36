"""Splits a request for a range of dates into requests for months, weeks or days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.moments import MONTH, read_day
from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import Parameter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.definition import Definition, ParameterDef, Span
    from nvexplorer.model.request import RequestDraft

MOST_PARTS = 400
"""More requests than that in a row are a burden on everybody."""

_DAY = timedelta(days=1)


class Unit(StrEnum):
    """How long a part is. Months and weeks are those of the calendar; weeks begin on Monday."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class DateRange(NamedTuple):
    """A pair of parameters that ask for a range of days. `type` is that of the parameters: date,
    datetime or month. `most` is the documented longest range. `outside`: the days given do not
    belong to the range themselves."""

    start: str
    end: str
    type: str
    most: Span | None = None
    outside: bool = False


class Part(NamedTuple):
    """One of the requests: the days it is for, and what is sent."""

    first: date
    last: date
    draft: RequestDraft

    @property
    def title(self) -> str:
        return f"{self.first.isoformat()} – {self.last.isoformat()}"


def date_ranges(definition: Definition | None) -> tuple[DateRange, ...]:
    """The pairs of a resource, as its catalogue entry says; empty when there is none."""
    if definition is None:
        return ()
    known: dict[str, ParameterDef] = {p.name: p for p in definition.parameters}
    found = []
    for rule in definition.rules:
        if rule.kind == "range" and known[rule.parameters[0]].type in ("date", "datetime", "month"):
            start, end = rule.parameters
            found.append(DateRange(start, end, known[start].type, rule.most, rule.outside))
    return tuple(found)


def chosen_range(draft: RequestDraft, ranges: tuple[DateRange, ...]) -> DateRange | None:
    """The first pair of which the draft gives something, else the first; None of none."""
    given = {p.name.lower() for p in draft.parameters if p.enabled and p.value.strip()}
    for pair in ranges:
        if {pair.start.lower(), pair.end.lower()} & given:
            return pair
    return ranges[0] if ranges else None


def split(draft: RequestDraft, pair: DateRange, unit: Unit) -> tuple[Part, ...]:
    """The parts in order; together they ask for what `draft` asks for, each day once.

    Ranges whose ends do not belong to them overlap by a day on both sides, since whether the time
    of day counts there is not documented: `join` drops what comes twice. Raises BadInput when an
    end is missing or no date, when the ends are the wrong way round, and for too many parts.
    """
    begin, finish = _bound(draft, pair, pair.start), _bound(draft, pair, pair.end)
    if pair.type == "month":
        unit, finish = Unit.MONTH, _month_end(finish)
    if begin > finish:
        raise BadInput(
            f"{pair.start} is after {pair.end}: {begin} – {finish}.", "Swap them.", pair.start
        )
    pieces = list(_pieces(begin, finish, unit, pair.most))
    if len(pieces) > MOST_PARTS:
        raise BadInput(
            f"{begin} – {finish} are more than {MOST_PARTS} parts by {unit.value}.",
            "Take longer parts, or a shorter range.",
            pair.end,
        )
    last = len(pieces) - 1
    return tuple(
        Part(
            first,
            until,
            _with_range(
                draft,
                pair,
                None if not at else _text(first - _DAY * pair.outside, pair.type, ends=False),
                None if at == last else _text(until + _DAY * pair.outside, pair.type,
                                              ends=not pair.outside),
            ),
        )
        for at, (first, until) in enumerate(pieces)
    )  # fmt: skip


def _bound(draft: RequestDraft, pair: DateRange, name: str) -> date:
    value = next(
        (p.value.strip() for p in draft.parameters
         if p.enabled and p.name.lower() == name.lower()), ""
    )  # fmt: skip
    if not value:
        raise BadInput(
            f"{name} is empty, so there is no range to split.",
            f"Give {pair.start} and {pair.end}.",
            name,
        )
    month = MONTH.fullmatch(value)
    day = date(int(month["year"]), int(month["month"]), 1) if month else read_day(value)
    if day is None:
        raise BadInput(f"{name} is {value!r}, which is no date.", "Write YYYY-MM-DD.", name)
    return day


def _pieces(
    begin: date, finish: date, unit: Unit, most: Span | None
) -> Iterator[tuple[date, date]]:
    first = begin
    while first <= finish:
        last = min(finish, _end_of(first, unit), _longest(first, most))
        yield first, last
        first = last + _DAY


def _end_of(day: date, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return day + _DAY * (6 - day.weekday())
    return _month_end(day)


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - _DAY


def _longest(first: date, most: Span | None) -> date:
    """The last day of the longest range from `first` on. Months and years are longer than any
    part."""
    if most is None or not most.unit.startswith("day"):
        return date.max
    return first + _DAY * (most.number - 1)


def _text(day: date, kind: str, *, ends: bool) -> str:
    if kind == "month":
        return f"{day:%Y-%m}"
    if kind == "datetime":
        return f"{day.isoformat()}T{'23:59:59' if ends else '00:00:00'}"
    return day.isoformat()


def _with_range(
    draft: RequestDraft, pair: DateRange, start: str | None, end: str | None
) -> RequestDraft:
    """With other ends; None keeps what the draft says."""
    wanted = {pair.start.lower(): start, pair.end.lower(): end}
    return draft._replace(
        parameters=tuple(
            Parameter(p.name, new, p.enabled)
            if p.enabled and (new := wanted.get(p.name.lower())) is not None
            else p
            for p in draft.parameters
        )
    )
