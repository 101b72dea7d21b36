"""A long range becomes parts that ask for each day once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.definition import Span
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.ledger.parts import (
    MOST_PARTS,
    DateRange,
    Unit,
    chosen_range,
    date_ranges,
    split,
)
from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import Parameter, RequestDraft

LEDGER = DateRange("startdate", "enddate", "date")


def draft(start: str, end: str, pair: DateRange = LEDGER) -> RequestDraft:
    other = Parameter("voucherstatus", "1")
    return RequestDraft(
        "accountingledger.nv",
        "GET",
        (
            Parameter(pair.start, start),
            other,
            Parameter(pair.end, end),
            Parameter("off", "1", False),
        ),
    )


def asked(parts) -> list[tuple[str, str]]:
    return [(part.draft.parameters[0].value, part.draft.parameters[2].value) for part in parts]


def test_by_month_the_first_and_the_last_may_be_short():
    assert asked(split(draft("2025-12-20", "2026-02-10"), LEDGER, Unit.MONTH)) == [
        ("2025-12-20", "2025-12-31"),
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-10"),
    ]


def test_by_week_from_monday_to_sunday():
    assert asked(split(draft("2026-11-18", "2026-12-01"), LEDGER, Unit.WEEK)) == [
        ("2026-11-18", "2026-11-22"),
        ("2026-11-23", "2026-11-29"),
        ("2026-11-30", "2026-12-01"),
    ]


def test_the_other_parameters_stay_as_they_are():
    for part in split(draft("2026-01-01", "2026-03-31"), LEDGER, Unit.MONTH):
        assert part.draft.parameters[1] == Parameter("voucherstatus", "1")
        assert part.draft.parameters[3] == Parameter("off", "1", False)


def test_a_part_is_no_longer_than_documented():
    pair = DateRange("startdate", "enddate", "date", Span(30, "days"))
    assert asked(split(draft("2026-01-01", "2026-02-05", pair), pair, Unit.MONTH)) == [
        ("2026-01-01", "2026-01-30"),
        ("2026-01-31", "2026-01-31"),
        ("2026-02-01", "2026-02-05"),
    ]


def test_ends_that_do_not_belong_to_the_range_overlap():
    pair = DateRange("after", "before", "datetime", outside=True)
    whole = draft("2026-01-10T12:00:00", "2026-02-10T08:00:00", pair)
    assert asked(split(whole, pair, Unit.MONTH)) == [
        ("2026-01-10T12:00:00", "2026-02-01T00:00:00"),
        ("2026-01-31T00:00:00", "2026-02-10T08:00:00"),
    ]


def test_months_are_written_as_months():
    pair = DateRange("StartMonth", "EndMonth", "month", Span(24, "months"))
    assert asked(split(draft("2025-12", "2026-02", pair), pair, Unit.WEEK)) == [
        ("2025-12", "2025-12"), ("2026-01", "2026-01"), ("2026-02", "2026-02"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("", "2026-01-01", "startdate is empty"),
        ("2026-01-01", "soon", "enddate is 'soon', which is no date"),
        ("2026-02-30", "2026-03-01", "startdate is '2026-02-30', which is no date"),
        ("2026-02-01", "2026-01-01", "startdate is after enddate"),
        ("1990-01-01", "2026-01-01", f"more than {MOST_PARTS} parts by week"),
    ],
)
def test_what_cannot_be_split_is_said(start, end, said):
    with pytest.raises(BadInput, match=said):
        split(draft(start, end), LEDGER, Unit.WEEK)


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 390), st.sampled_from(Unit), st.sampled_from([None, 1, 7, 30, 45]))
def test_every_day_is_asked_for_once(first, length, unit, most):
    pair = LEDGER._replace(most=Span(most, "days") if most else None)
    last = first + timedelta(days=length)
    parts = split(draft(first.isoformat(), last.isoformat(), pair), pair, unit)
    seen = []
    for start, end in asked(parts):
        day = date.fromisoformat(start)
        while day <= date.fromisoformat(end):
            seen.append(day)
            day += timedelta(days=1)
    assert seen == [first + timedelta(days=n) for n in range(length + 1)]
    if most:
        assert all((part.last - part.first).days < most for part in parts)


def test_the_catalogue_tells_which_parameters_are_a_range():
    catalogue = Catalogue.load(resources_root())
    ledger = date_ranges(catalogue.definition("accountingledger.nv"))
    assert [(p.start, p.end, p.outside) for p in ledger] == [
        ("startdate", "enddate", False),
        ("lastmodifiedstart", "lastmodifiedend", True),
    ]
    assert date_ranges(catalogue.definition("getcustomer.nv")) == ()
    assert date_ranges(None) == ()
    given_changes = RequestDraft("x", parameters=(Parameter("LastModifiedStart", "2026-01-01"),))
    assert chosen_range(given_changes, ledger) == ledger[1]
    assert chosen_range(RequestDraft("x"), ledger) == ledger[0]
