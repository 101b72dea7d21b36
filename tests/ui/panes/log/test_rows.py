"""A row of the log tells at a glance what was sent, to whom and how it ended."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nvexplorer.library.log import LogRow
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import Environment
from nvexplorer.ui.panes.log import rows

_ROW = LogRow(
    7,
    datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC),
    "Demo",
    "Demo Oy",
    "0123456-2",
    Environment.PRODUCTION,
    "https://integration.netvisor.fi",
    "salesinvoice.nv",
    "POST",
    "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90",
    True,
    "method=add",
    Outcome.OK,
    200,
    "",
    "",
    ("165",),
    0.31,
    "",
    True,
)


def test_a_row_names_the_environment_and_the_inserted_key():
    lines = rows.lines(_ROW)
    assert lines.title == "salesinvoice.nv"
    assert lines.below == "PRODUCTION · Demo Oy"
    assert (lines.right, lines.below_right) == ("15:30:12", "key 165")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"inserted_keys": ("1", "2", "3")}, "3 keys"),
        ({"inserted_keys": ()}, ""),
        ({"inserted_keys": (), "outcome": Outcome.FAILED, "code": "PERIOD_LOCK"}, "PERIOD_LOCK"),
        ({"inserted_keys": (), "outcome": Outcome.UNKNOWN}, "unknown"),
        ({"inserted_keys": (), "outcome": Outcome.CANCELLED}, "cancelled"),
        ({"inserted_keys": ("9",), "outcome": Outcome.UNKNOWN}, "key 9"),
    ],
)
def test_a_row_says_how_it_ended(changes, text):
    assert rows.lines(_ROW._replace(**changes)).below_right == text


def test_days_have_headings():
    yesterday = _ROW._replace(id=6, started=_ROW.started - timedelta(days=1))
    found = rows.entries([_ROW, _ROW, yesterday], date(2026, 11, 22))
    assert [getattr(entry, "title", None) for entry in found] == [
        "Today",
        None,
        None,
        "Yesterday",
        None,
    ]


def test_the_day_is_the_local_one():
    late = _ROW._replace(started=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert rows.entries([late], date(2026, 11, 22))[0].title == "Today"


def test_details_hold_everything_needed_to_find_the_request_again():
    told = rows.details(_ROW)
    assert told.request == "POST https://integration.netvisor.fi/salesinvoice.nv?method=add"
    assert told.facts == "HTTP 200 · 310 ms"
    assert "0123456-2" in told.when
    assert "PRODUCTION" in told.when


def test_a_row_that_never_ended_says_so():
    row = _ROW._replace(finished=False, outcome=Outcome.UNKNOWN, duration=None, http_status=None)
    assert "program ended" in rows.details(row).problem
    assert rows.details(row).facts == ""
