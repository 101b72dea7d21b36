"""Sizes, spans and moments read as a person would write them."""

from datetime import UTC, date, datetime

import pytest

from nvexplorer.ui import wording


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 KB"),
        (18_432, "18.4 KB"),
        (99_949, "99.9 KB"),
        (99_950, "100 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (300_000_000, "300 MB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_a_size_has_three_figures(count, text):
    assert wording.size_text(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0004, "0.4 ms"),
        (0.0099, "9.9 ms"),
        (0.142, "142 ms"),
        (0.9994, "999 ms"),
        (0.9996, "1.00 s"),
        (1.4249, "1.42 s"),
        (59.9, "59.9 s"),
        (59.96, "1 min 00 s"),
        (125.4, "2 min 05 s"),
    ],
)
def test_a_span_has_three_figures(seconds, text):
    assert wording.duration_text(seconds) == text


def test_an_identifier_is_shortened_only_when_that_saves_something():
    assert wording.short_id("0b6f3c1e-52a4-4f0e") == "0b6f3c1e…"
    assert wording.short_id("123456789") == "123456789"
    assert wording.short_ends("9f2c0d6b51e7" + "0" * 48 + "e41a") == "9f2c0d6b51e7…e41a"
    assert wording.short_ends("short") == "short"


def test_days_near_today_have_names():
    today = date(2026, 11, 22)
    assert wording.day_text(today, today) == "Today"
    assert wording.day_text(date(2026, 11, 21), today) == "Yesterday"
    assert wording.day_text(date(2026, 11, 20), today) == "Friday 2026-11-20"


def test_a_moment_is_local():
    assert wording.moment_text(datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC)) == (
        "2026-11-22 15:30:12"
    )


def test_plural():
    assert wording.plural(1, "key") == "1 key"
    assert wording.plural(2, "key") == "2 keys"
    assert wording.plural(2, "company", "companies") == "2 companies"
