"""Mistakes with the timestamp give exactly what the programs that make them write.

The texts were written by the calls that stand beside them (Node 20, OpenJDK 17, CPython, Perl, GNU
date), or follow from the documentation of .NET, PHP, Go and Ruby.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mac_requests import LISTED, hmac_of, listed_text, request

from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.doctor.mistakes import timestamp
from nvexplorer.model.mac import Certainty

INGREDIENTS = request()
WINTER, SUMMER = "2026-01-02 03:04:05.678", "2026-07-02 13:04:05.007"
BY_ID = {mistake.id: mistake for mistake in timestamp.MISTAKES}


def made(header: str, *steps: tuple[str, str], unix: str = "1767323045") -> str:
    """The timestamp in the MAC after these mistakes, in the order of composition."""
    ingredients = INGREDIENTS._replace(timestamp=header, timestamp_unix=unix)
    recipe = expected(ingredients)
    for id, choice in steps:
        mistake = BY_ID[id]
        assert choice in mistake.choices(ingredients), f"{id} does not offer {choice!r}"
        recipe = mistake.edit(recipe, ingredients, choice)
    return recipe.timestamp


def offered(header: str, id: str) -> tuple[str, ...]:
    return tuple(BY_ID[id].choices(INGREDIENTS._replace(timestamp=header)))


@pytest.mark.parametrize(
    ("id", "choice"),
    [("M22", "+234 ms"), ("M23", ""), ("M24", ""), ("M25", ""), ("M26", ""), ("M27", "")],
)
def test_the_listed_mistakes_give_the_listed_texts_and_macs(id: str, choice: str) -> None:
    recipe = BY_ID[id].edit(expected(INGREDIENTS), INGREDIENTS, choice)
    assert choice in BY_ID[id].choices(INGREDIENTS)
    assert recipe.text() == listed_text(id)
    assert hmac_of(listed_text(id)) == LISTED[id]["mac"]


@pytest.mark.parametrize(
    ("header", "id", "choice", "text"),
    [
        (WINTER, "M23", "", "2026-01-02 05:04:05.678"),
        (SUMMER, "M23", "", "2026-07-02 16:04:05.007"),
        # Summer time begins and ends at 01:00 UTC on the last Sundays of March and October.
        ("2026-03-29 00:59:59.999", "M23", "", "2026-03-29 02:59:59.999"),
        ("2026-03-29 01:00:00.000", "M23", "", "2026-03-29 04:00:00.000"),
        ("2026-10-25 00:59:59.999", "M23", "", "2026-10-25 03:59:59.999"),
        ("2026-10-25 01:00:00.000", "M23", "", "2026-10-25 03:00:00.000"),
        ("2026-12-31 22:30:00.000", "M23", "", "2027-01-01 00:30:00.000"),
        (WINTER, "T01", "", "2026-01-02 01:04:05.678"),
        (SUMMER, "T01", "", "2026-07-02 10:04:05.007"),
        (WINTER, "T02", "", "2026-01-02 04:04:05.678"),
        (SUMMER, "T02", "", "2026-07-02 15:04:05.007"),
        (SUMMER, "T03", "", "2026-07-02 14:04:05.007"),
        (WINTER, "T04", "+03:00", "2026-01-02 06:04:05.678"),
        (WINTER, "T06", "one hour earlier than", "2026-01-02 02:04:05.678"),
        (WINTER, "T07", "", "2026-01-02 07:04:05.678"),
        (SUMMER, "T08", "New York", "2026-07-02 09:04:05.007"),
        (WINTER, "T08", "Los Angeles", "2026-01-01 19:04:05.678"),
        (WINTER, "T09", "India", "2026-01-02 08:34:05.678"),
        (WINTER, "T10", "-03:00", "2026-01-02 00:04:05.678"),
        ("2026-01-02T05:04:05.678+02:00", "T11", "", "2026-01-02T03:04:05.678+02:00"),
    ],
)
def test_another_clock(header: str, id: str, choice: str, text: str) -> None:
    assert made(header, (id, choice)) == text


@pytest.mark.parametrize(
    ("header", "id", "choice", "text"),
    [
        (WINTER, "M22", "+1 ms", "2026-01-02 03:04:05.679"),
        (WINTER, "M22", "-5000 ms", "2026-01-02 03:04:00.678"),
        (WINTER, "M22", "+322 ms", "2026-01-02 03:04:06.000"),
        ("2026-01-02 00:00:00.000", "M22", "-1 ms", "2026-01-01 23:59:59.999"),
        ("2026-01-02 03:04:05.6", "M22", "+100 ms", "2026-01-02 03:04:05.7"),
        ("2026-01-02 03:04:05.678912", "M22", "+1 ms", "2026-01-02 03:04:05.679912"),
        ("2026-01-02 03:04:05.6789123", "M22", "+1 ms", "2026-01-02 03:04:05.6799123"),
        ("2026-01-02T03:04:05.678Z", "M22", "-1 ms", "2026-01-02T03:04:05.677Z"),
        ("1767323045678", "M22", "+1 ms", "1767323045679"),
        (WINTER, "T50", "+300 s", "2026-01-02 03:09:05.678"),
        (WINTER, "T50", "-6 s", "2026-01-02 03:03:59.678"),
        ("2026-01-02 03:04:05", "T50", "+1 s", "2026-01-02 03:04:06"),
        ("2.1.2026 23.59.59", "T50", "+1 s", "3.1.2026 0.00.00"),
        ("12/31/2026 11:59:59 PM", "T50", "+1 s", "1/1/2027 12:00:00 AM"),
        ("2026-01-02 03:04:05", "T51", ".007", "2026-01-02 03:04:05.007"),
        ("2026-01-02T03:04:05Z", "T51", ".678", "2026-01-02T03:04:05.678Z"),
        (WINTER, "T52", "the second", "2026-01-02 03:04:05.000"),
        (WINTER, "T52", "the next second", "2026-01-02 03:04:06.000"),
        (WINTER, "T52", "the minute", "2026-01-02 03:04:00.000"),
    ],
)
def test_another_moment(header: str, id: str, choice: str, text: str) -> None:
    assert made(header, (id, choice)) == text


def test_made_from_timestamp_unix_when_the_stamps_differ_or_the_header_is_missing() -> None:
    assert made("2026-01-02 05:04:05.678", ("T53", "")) == "2026-01-02 03:04:05.000"
    assert made("", ("T53", "")) == "2026-01-02 03:04:05.000"
    assert made("2026-01-02T05:09:05+02:00", ("T53", "")) == "2026-01-02T05:04:05+02:00"
    assert made("2026-01-02T05:04:05+02:00", ("T53", "")) == "2026-01-02T05:04:05+02:00"
    assert made(WINTER, ("T53", "")) == WINTER  # T52 tells of the milliseconds


@pytest.mark.parametrize(
    ("header", "id", "choice", "text"),
    [
        (WINTER, "T21", "", "2026-01-02T03:04:05.678"),  # LocalDateTime.toString()
        (WINTER, "T22", "with Z", "2026-01-02T03:04:05Z"),  # SimpleDateFormat ssXXX
        (WINTER, "T22", "without a zone", "2026-01-02T03:04:05"),  # ToString("s")
        (WINTER, "T22", "with an offset such as +00:00", "2026-01-02T03:04:05+00:00"),  # date('c')
        (WINTER, "T22", "with an offset such as +0000", "2026-01-02T03:04:05+0000"),
        (WINTER, "T23", "an offset such as +0000", "2026-01-02T03:04:05.678+0000"),  # .SSSZ
        (WINTER, "T24", "Z, without milliseconds", "2026-01-02 03:04:05Z"),  # ToString("u")
        (WINTER, "T24", "a space and +0000, without milliseconds",
         "2026-01-02 03:04:05 +0000"),  # Ruby Time#to_s
        (WINTER, "T24", "the name of the zone, without milliseconds",
         "2026-01-02 03:04:05 UTC"),  # Ruby Time#to_s in UTC
        (WINTER, "T24", "an offset such as +00", "2026-01-02 03:04:05.678+00"),  # PostgreSQL
        (WINTER, "T25", "six", "2026-01-02 03:04:05.678000"),  # strftime %f
        (WINTER, "T25", "six, all zero", "2026-01-02 03:04:05.000000"),  # date('Y-m-d H:i:s.u')
        (WINTER, "T25", "two", "2026-01-02 03:04:05.67"),  # DateTimeFormatter ss.SS
        (WINTER, "T25", "one", "2026-01-02 03:04:05.6"),
        (WINTER, "T25", "seven", "2026-01-02 03:04:05.6780000"),  # SQL datetime2
        ("2026-07-02 13:04:05.680", "T26", "zeros at the end left out",
         "2026-07-02 13:04:05.68"),  # java.sql.Timestamp
        ("2026-12-31 12:00:05.500", "T26", "zeros at the end left out",
         "2026-12-31 12:00:05.5"),  # java.sql.Timestamp
        ("2026-12-31 12:00:05.000", "T26", "zeros at the end left out, but for one",
         "2026-12-31 12:00:05.0"),  # java.sql.Timestamp
        (SUMMER, "T26", "zeros in front left out", "2026-07-02 13:04:05.7"),  # ss.S
        (SUMMER, "T26", "zeros in front left out, but for two digits",
         "2026-07-02 13:04:05.07"),  # SimpleDateFormat ss.SS
        (SUMMER, "T26", "zeros filled up to six digits in front",
         "2026-07-02 13:04:05.000007"),  # SimpleDateFormat ss.SSSSSS
        (WINTER, "T27", "a comma", "2026-01-02 03:04:05,678"),  # logging
        (WINTER, "T27", "a colon", "2026-01-02 03:04:05:678"),
        (WINTER, "T28", "", "2026-01-02 03.04.05.678"),  # ToString("… HH:mm:ss.fff") in fi-FI
        (WINTER, "T30", "2.1.2026 3.04.05", "2.1.2026 3.04.05"),  # DateTime.ToString() in fi-FI
        ("2026-12-12 13:04:05.678", "M27", "", "12.12.2026 15.04.05"),
        (WINTER, "T46", "DateTime.Now.ToString() of .NET (fi-FI)", "2.1.2026 5.04.05"),
        (SUMMER, "T46", "DateTime.Now.ToString() of .NET (en-US)", "7/2/2026 4:04:05 PM"),
        (SUMMER, "T46", "date('c') of PHP", "2026-07-02T16:04:05+03:00"),
        (WINTER, "T46", "toLocaleString('fi-FI') of JavaScript", "2.1.2026 klo 5.04.05"),
        (SUMMER, "T46", "new Date().toString() of JavaScript",
         "Thu Jul 02 2026 16:04:05 GMT+0300 (Eastern European Summer Time)"),
        ("2026-07-02 13:04:00.007", "T46", "new Date().toString() of Java",
         "Thu Jul 02 16:04:00 EEST 2026"),
        (WINTER, "T46", 'DateTime.Now.ToString("o") of .NET', "2026-01-02T05:04:05.6780000+02:00"),
        (WINTER, "T46", "str(datetime.now()) of Python", "2026-01-02 05:04:05.678000"),
        (WINTER, "T42", "JSON.stringify() of JavaScript", '"2026-01-02T03:04:05.678Z"'),
        (WINTER, "T30", "2.1.2026 klo 3.04.05",
         "2.1.2026 klo 3.04.05"),  # toLocaleString('fi-FI')
        (WINTER, "T30", "2.1.2026, 03:04:05", "2.1.2026, 03:04:05"),  # toLocaleString('de-DE')
        (WINTER, "T30", "2.1.2026 3.04", "2.1.2026 3.04"),  # ToString("g") in fi-FI
        (SUMMER, "T30", "2.1.2026 3.04.05", "2.7.2026 13.04.05"),
        (WINTER, "T31", "1/2/2026 3:04:05 AM", "1/2/2026 3:04:05 AM"),
        (SUMMER, "T31", "1/2/2026 3:04:05 AM", "7/2/2026 1:04:05 PM"),
        (WINTER, "T31", "1/2/2026 3:04:05 AM, with a narrow space before AM",
         "1/2/2026 3:04:05\u202fAM"),  # .NET with ICU 72 and newer
        (SUMMER, "T31", "1/2/2026, 3:04:05 AM", "7/2/2026, 1:04:05 PM"),  # toLocaleString('en-US')
        ("2026-01-02 00:04:05.678", "T31", "1/2/2026, 3:04:05 AM", "1/2/2026, 12:04:05 AM"),
        ("2026-01-02 12:04:05.678", "T31", "1/2/2026, 3:04:05 AM", "1/2/2026, 12:04:05 PM"),
        (WINTER, "T31", "01/02/2026 03:04:05", "01/02/2026 03:04:05"),  # invariant ToString()
        (SUMMER, "T31", "Jan 2, 2026, 3:04:05 AM",
         "Jul 2, 2026, 1:04:05 PM"),  # Date.toLocaleString() of Java
        (WINTER, "T32", "02/01/2026, 03:04:05", "02/01/2026, 03:04:05"),  # toLocaleString('en-GB')
        (WINTER, "T33", "toString() of JavaScript",
         "Fri Jan 02 2026 03:04:05 GMT+0000 (Coordinated Universal Time)"),
        (WINTER, "T33", "Date.toString() of Java", "Fri Jan 02 03:04:05 UTC 2026"),
        (WINTER, "T33", "toUTCString(), “R” or an HTTP date", "Fri, 02 Jan 2026 03:04:05 GMT"),
        (WINTER, "T33", "ctime()", "Fri Jan  2 03:04:05 2026"),  # scalar(gmtime) of Perl
        (WINTER, "T33", "DATE_RFC2822", "Fri, 02 Jan 2026 03:04:05 +0000"),
        (WINTER, "T33", "the Unix command date", "Fri Jan  2 03:04:05 UTC 2026"),
        (SUMMER, "T33", "RFC_1123_DATE_TIME of Java", "Thu, 2 Jul 2026 13:04:05 GMT"),
        (WINTER, "T33", "Date.toString() of Java, in GMT", "Fri Jan 02 03:04:05 GMT 2026"),
        (WINTER, "T34", "slashes", "2026/01/02 03:04:05.678"),
        (WINTER, "T34", "dots", "2026.01.02 03:04:05.678"),
        (WINTER, "T35", "20260102030405", "20260102030405"),  # date('YmdHis')
        (WINTER, "T35", "20260102T030405Z", "20260102T030405Z"),
        (WINTER, "T36", "year, day, month", "2026-02-01 03:04:05.678"),  # Go 2006-02-01
        (SUMMER, "T40", "the hour counts to twelve", "2026-07-02 01:04:05.007"),  # hh:mm:ss.SSS
        (WINTER, "T40", "the minutes are the month", "2026-01-02 03:01:05.678"),  # HH:MM:ss.SSS
        (WINTER, "T40", "the month is the minutes", "2026-04-02 03:04:05.678"),  # yyyy-mm-dd
        (WINTER, "T40", "the milliseconds are the seconds", "2026-01-02 03:04:05.005"),  # ss.sss
        (WINTER, "T40", "the seconds are the milliseconds", "2026-01-02 03:04:678"),  # HH:mm:SS
        (SUMMER, "T40", "the seconds are the milliseconds", "2026-07-02 13:04:07"),  # HH:mm:SS
        (SUMMER, "T40", "the day is the day of the year", "2026-07-183 13:04:05.007"),  # yyyy-MM-DD
        ("2026-12-27 23:30:05.005", "T40", "the year is that of the US week",
         "2027-12-27 23:30:05.005"),  # SimpleDateFormat YYYY, Locale.US
        ("2026-12-31 12:00:05.500", "T40", "the year is that of the US week",
         "2027-12-31 12:00:05.500"),  # SimpleDateFormat YYYY, Locale.US
        ("2027-01-02 12:00:05.500", "T40", "the year is that of the ISO week",
         "2026-01-02 12:00:05.500"),  # date('o-m-d …')
        ("2026-01-02 00:04:05.678", "T40", "the hour counts from 1 to 24",
         "2026-01-02 24:04:05.678"),  # kk
        ("2026-01-02 12:04:05.678", "T40", "the hour counts from 0 to eleven",
         "2026-01-02 00:04:05.678"),  # KK
        (WINTER, "T41", "the month counts from 0", "2026-00-02 03:04:05.678"),  # getMonth()
        (SUMMER, "T41", "no zeros in front", "2026-7-2 13:4:5.7"),
        ("2026-07-02 13:04:05.000", "T22", "with Z", "2026-07-02T13:04:05Z"),  # Instant.toString()
        ("2026-07-02T13:04:05.6781Z", "T42", "Instant.toString() of Java",
         "2026-07-02T13:04:05.678100Z"),
        ("2026-07-02 13:04:00.000", "T22", "without seconds",
         "2026-07-02T13:04"),  # LocalDateTime.toString()
        ("2026-07-02 13:04:05.680", "T42", "JsonSerializer of .NET", "2026-07-02T13:04:05.68Z"),
        (WINTER, "T42", "isoformat() or strftime %f of Python", "2026-01-02T03:04:05.678000"),
        (WINTER, "T42", "str() of a Python datetime with a zone",
         "2026-01-02 03:04:05.678000+00:00"),
        (WINTER, "T42", 'ToString("o") of .NET', "2026-01-02T03:04:05.6780000Z"),
        (WINTER, "T42", "String() of Go", "2026-01-02 03:04:05.678 +0000 UTC"),
        (WINTER, "T43", "seconds", "1767323045"),
        (WINTER, "T43", "milliseconds", "1767323045678"),  # Date.now()
        (WINTER, "T43", "microseconds", "1767323045678000"),
        (WINTER, "T43", ".NET ticks", "639029198456780000"),
        (WINTER, "T43", "Windows file time", "134117966456780000"),
        ("2026-07-02 13:04:05.500", "T43", "seconds with decimals", "1782997445.5"),
        (WINTER, "T44", "the date alone", "2026-01-02"),
        (WINTER, "T44", "the time alone", "03:04:05.678"),
        (WINTER, "T45", "nothing", ""),
        (WINTER, "T45", "undefined", "undefined"),
        (WINTER, "T60", "percent-encoded", "2026-01-02%2003%3A04%3A05.678"),  # encodeURIComponent
        (WINTER, "T60", "form-encoded", "2026-01-02+03%3A04%3A05.678"),  # urlencode
        (WINTER, "T60", "with + for the space", "2026-01-02+03:04:05.678"),
        (WINTER, "T60", 'in double quotes "', '"2026-01-02 03:04:05.678"'),
        (WINTER, "T60", "with a line feed behind it", "2026-01-02 03:04:05.678\n"),
    ],
)  # fmt: skip
def test_another_form(header: str, id: str, choice: str, text: str) -> None:
    assert made(header, (id, choice)) == text


@pytest.mark.parametrize(
    ("header", "steps", "text"),
    [
        # date('c') in Helsinki
        (WINTER, [("M23", ""), ("T22", "with an offset such as +00:00")],
         "2026-01-02T05:04:05+02:00"),
        # new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZ") in Helsinki
        (SUMMER, [("M23", ""), ("T23", "an offset such as +0000")],
         "2026-07-02T16:04:05.007+0300"),
        # new Date().toString() in Helsinki, Stockholm and London
        (WINTER, [("M23", ""), ("T33", "toString() of JavaScript")],
         "Fri Jan 02 2026 05:04:05 GMT+0200 (Eastern European Standard Time)"),
        (SUMMER, [("T02", ""), ("T33", "toString() of JavaScript")],
         "Thu Jul 02 2026 15:04:05 GMT+0200 (Central European Summer Time)"),
        (SUMMER, [("T03", ""), ("T33", "toString() of JavaScript")],
         "Thu Jul 02 2026 14:04:05 GMT+0100 (British Summer Time)"),
        # java.util.Date.toString() in Helsinki
        ("2026-07-02 13:04:00.007", [("M23", ""), ("T33", "Date.toString() of Java")],
         "Thu Jul 02 16:04:00 EEST 2026"),
        # DateTime.Now.ToString() in fi-FI and en-US
        (WINTER, [("M23", ""), ("T30", "2.1.2026 3.04.05")], "2.1.2026 5.04.05"),
        (SUMMER, [("M23", ""), ("T31", "1/2/2026 3:04:05 AM")], "7/2/2026 4:04:05 PM"),
        # DateTime.Now.ToString("o")
        (WINTER, [("M23", ""), ("T42", 'ToString("o") of .NET')],
         "2026-01-02T05:04:05.6780000+02:00"),
        # moment, zone, form, wrapping
        (WINTER, [("M22", "+400 ms"), ("M23", ""), ("M25", ""), ("T60", "percent-encoded")],
         "2026-01-02%2005%3A04%3A06"),
        (WINTER, [("T52", "the next second"), ("M24", "")], "2026-01-02T03:04:06.000Z"),
    ],
)  # fmt: skip
def test_moment_zone_form_and_wrapping_compose(
    header: str, steps: list[tuple[str, str]], text: str
) -> None:
    orders = [BY_ID[id].order for id, _ in steps]
    assert orders == sorted(set(orders))
    assert made(header, *steps) == text


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("2026-01-02T03:04:05.678Z", "2026-01-02 03:04:05.678"),
        ("2026-01-02T03:04:05.678912+00:00", "2026-01-02 03:04:05.678"),
        ("2026-01-02 03:04:05", "2026-01-02 03:04:05.000"),
        ("2026/01/02 03:04:05,678", "2026-01-02 03:04:05.678"),
        ("2.1.2026 3.04.05", "2026-01-02 03:04:05.000"),
        ("2.1.2026 klo 13.04.05", "2026-01-02 13:04:05.000"),
        ("02.01.2026 03:04:05", "2026-01-02 03:04:05.000"),
        ("1/2/2026 3:04:05 PM", "2026-01-02 15:04:05.000"),
        ("1/2/2026, 12:04:05\u202fAM", "2026-01-02 00:04:05.000"),
        ("13/01/2026 03:04:05", "2026-01-13 03:04:05.000"),
        ("1767323045", "2026-01-02 03:04:05.000"),
        ("1767323045678", "2026-01-02 03:04:05.678"),
        ("1767323045.678", "2026-01-02 03:04:05.678"),
        ("1767323045.67", "2026-01-02 03:04:05.670"),
    ],
)
def test_the_documented_form_in_the_mac_is_found_whatever_form_the_header_has(
    header: str, text: str
) -> None:
    assert made(header, ("T20", "")) == text


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("2026-01-02T03:04:05.678Z", "2026-01-02T05:04:05.678Z"),
        ("2.1.2026 klo 23.04.05", "3.1.2026 klo 1.04.05"),
        ("02.01.2026 03:04:05", "02.01.2026 05:04:05"),
        ("1/2/2026 11:04:05 AM", "1/2/2026 1:04:05 PM"),
        ("01/02/2026 03:04:05", "01/02/2026 05:04:05"),
        ("1767323045.678", "1767330245.678"),
        ("1767323045.07", "1767330245.07"),
    ],
)
def test_another_zone_keeps_the_form_of_the_header(header: str, text: str) -> None:
    assert made(header, ("M23", "")) == text


def test_a_call_that_gives_local_time_is_tried_on_a_header_in_utc_alone() -> None:
    ingredients = request()
    local = BY_ID["M23"].edit(expected(ingredients), ingredients, "")
    for id in ("M27", "T46"):
        for choice in BY_ID[id].choices(ingredients):
            assert BY_ID[id].edit(local, ingredients, choice) == local
    december = "2026-12-12 13:04:05.678"  # as M27, which needs no zeros in front either
    assert "DateTime.Now.ToString() of .NET (fi-FI)" not in offered(december, "T46")


def test_a_header_that_names_its_offset_was_made_local_already() -> None:
    header = "2026-01-02T05:04:05.678+02:00"
    assert offered(header, "M23") == ()
    assert made(header, ("T11", ""), ("T20", "")) == "2026-01-02 03:04:05.678"
    assert made(header, ("T11", ""), ("M24", "")) == "2026-01-02T03:04:05.678Z"


@pytest.mark.parametrize("header", ["", "now", "2026-13-45 99:99:99.000", "0000-00-00 00:00:00"])
def test_nothing_is_offered_that_needs_a_time_where_the_header_tells_none(header: str) -> None:
    for id in ("M22", "T50", "T51", "M23", "T01", "M24", "M25", "M26", "M27", "T30", "T43"):
        assert offered(header, id) == ()


@pytest.mark.parametrize(
    "header",
    [WINTER, SUMMER, "2026-07-02 15:04:05", "2026-07-02T03:04:05Z", "2026-12-12 13:14:15.160"],
)
@pytest.mark.parametrize("group", ["zone", "form"])
@pytest.mark.parametrize("local", [False, True])
def test_what_comes_to_the_same_text_is_done_by_one_alone(
    header: str, group: str, local: bool
) -> None:
    ingredients = request(timestamp=header, timestamp_unix="")
    start = expected(ingredients)
    if local and group == "form":
        start = BY_ID["M23"].edit(start, ingredients, "")
    texts = {start.timestamp: ("", "")}
    for mistake in timestamp.MISTAKES:
        for choice in mistake.choices(ingredients) if mistake.group == group else ():
            text = mistake.edit(start, ingredients, choice).timestamp
            if text != start.timestamp:
                assert text not in texts, (mistake.id, choice, texts[text])
                texts[text] = (mistake.id, choice)
    assert len(texts) > 5


def test_the_clock_choices_are_few_enough_and_start_with_the_nearest() -> None:
    for header in (WINTER, "2026-01-02 03:04:05", "2026-01-02 03:04:05.6", "1767323045678"):
        wide = [m for m in timestamp.MISTAKES if m.wide]
        assert 600 <= sum(len(offered(header, m.id)) for m in wide) <= 10_600
        other = [m for m in timestamp.MISTAKES if not m.wide]
        assert sum(len(offered(header, m.id)) for m in other) < 200
    assert offered(WINTER, "M22")[:3] == ("+1 ms", "-1 ms", "+2 ms")
    assert set(offered(WINTER, "M22")) >= {"+5000 ms", "-5000 ms"}
    assert offered(WINTER, "T50")[0] == "+6 s"
    assert offered("2026-01-02 03:04:05", "T50")[:2] == ("+1 s", "-1 s")


def test_every_entry_says_what_it_is_in_whole_sentences() -> None:
    for mistake in timestamp.MISTAKES:
        words = {"expected": "A", "made": "B", "choice": "C"}
        fix, *code = mistake.fix.split("\n")
        for text in (mistake.title, mistake.explanation, fix):
            assert text.format(**words).endswith(".")
        assert all(re.match(r"[A-Z][\w#]+: \S", line) for line in code)
        assert ("{choice}" in mistake.title) == (len(offered(SUMMER, mistake.id)) > 1) or (
            len(offered(SUMMER, mistake.id)) < 2
        )
        assert mistake.slot == Slot.TIMESTAMP
        assert mistake.certainty == Certainty.DOCUMENTED
        assert 1 <= mistake.weight <= 100
        assert mistake.source


STAMPS = st.one_of(
    st.text(max_size=30),
    st.datetimes().map(str),
    st.datetimes().map(lambda d: d.isoformat(" ", "milliseconds")),
    st.datetimes().map(lambda d: d.isoformat() + "+02:00"),
    st.datetimes().map(lambda d: f"{d.day}.{d.month}.{d.year:04d} {d.hour}.{d.minute:02d}"),
    st.from_regex(r"\A[0-9]{9,17}(\.[0-9]{1,7})?\Z"),
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(Z|[+-]99:99)\Z"),
    st.from_regex(r"\A[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2} [AP]M\Z"),
    st.sampled_from(["0001-01-01 00:00:00.000", "9999-12-31 23:59:59.999"]),
)


@given(header=STAMPS, value=STAMPS, unix=st.text(max_size=12), data=st.data())
def test_no_text_makes_an_edit_raise_or_change_anything_else(
    header: str, value: str, unix: str, data: st.DataObject
) -> None:
    ingredients = INGREDIENTS._replace(timestamp=header, timestamp_unix=unix)
    recipe = expected(ingredients)
    for mistake in timestamp.MISTAKES:
        choices = mistake.choices(ingredients)
        choice = data.draw(st.sampled_from(choices)) if choices else data.draw(st.text(max_size=9))
        for before in (recipe, recipe._replace(timestamp=value)):
            after = mistake.edit(before, ingredients, choice)
            assert isinstance(after.timestamp, str)
            assert after._replace(timestamp=before.timestamp) == before
