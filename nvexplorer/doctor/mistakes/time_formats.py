"""The forms in which programs write a date and time: a template for each, likeliest first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistakes.moment import later
from nvexplorer.doctor.mistakes.time_fields import fields
from nvexplorer.doctor.mistakes.time_zones import offset

if TYPE_CHECKING:
    from collections.abc import Mapping


class Format(NamedTuple):
    """`template` is filled with the names of `time_fields`; one it lacks makes it none."""

    id: str
    choice: str
    template: str


_NARROW = "\u202f"


#: Where two formats come to the same text, the first of them is named.
FORMATS = tuple(Format(*row) for row in (
    ("M25", "", "{Y}-{m}-{d} {H}:{M}:{S}"),
    ("M24", "", "{Y}-{m}-{d}T{H}:{M}:{S}.{ms}Z"),
    ("M26", "", "{Y}-{m}-{d} {H}:{M}"),
    ("T20", "", "{Y}-{m}-{d} {H}:{M}:{S}.{ms}"),
    ("T21", "", "{Y}-{m}-{d}T{H}:{M}:{S}.{ms}"),
    ("T22", "with Z", "{Y}-{m}-{d}T{H}:{M}:{S}Z"),
    ("T22", "without a zone", "{Y}-{m}-{d}T{H}:{M}:{S}"),
    ("T22", "with an offset such as +00:00", "{Y}-{m}-{d}T{H}:{M}:{S}{z}"),
    ("T22", "with an offset such as +0000", "{Y}-{m}-{d}T{H}:{M}:{S}{zone}"),
    ("T22", "without seconds", "{Y}-{m}-{d}T{H}:{M}"),
    ("T22", "without seconds, with Z", "{Y}-{m}-{d}T{H}:{M}Z"),
    ("T23", "an offset such as +00:00", "{Y}-{m}-{d}T{H}:{M}:{S}.{ms}{z}"),
    ("T23", "an offset such as +0000", "{Y}-{m}-{d}T{H}:{M}:{S}.{ms}{zone}"),
    ("T23", "an offset such as +00", "{Y}-{m}-{d}T{H}:{M}:{S}.{ms}{z_hours}"),
    ("T23", "six decimals and an offset", "{Y}-{m}-{d}T{H}:{M}:{S}.{us}{z}"),
    ("T24", "Z", "{Y}-{m}-{d} {H}:{M}:{S}.{ms}Z"),
    ("T24", "Z, without milliseconds", "{Y}-{m}-{d} {H}:{M}:{S}Z"),
    ("T24", "an offset such as +00:00", "{Y}-{m}-{d} {H}:{M}:{S}.{ms}{z}"),
    ("T24", "an offset such as +00:00, without milliseconds", "{Y}-{m}-{d} {H}:{M}:{S}{z}"),
    ("T24", "a space and +0000", "{Y}-{m}-{d} {H}:{M}:{S}.{ms} {zone}"),
    ("T24", "a space and +0000, without milliseconds", "{Y}-{m}-{d} {H}:{M}:{S} {zone}"),
    ("T24", "a space and +00:00", "{Y}-{m}-{d} {H}:{M}:{S}.{ms} {z}"),
    ("T24", "a space and +00:00, without milliseconds", "{Y}-{m}-{d} {H}:{M}:{S} {z}"),
    ("T24", "an offset such as +0000", "{Y}-{m}-{d} {H}:{M}:{S}.{ms}{zone}"),
    ("T24", "the name of the zone", "{Y}-{m}-{d} {H}:{M}:{S}.{ms} {tz}"),
    ("T24", "the name of the zone, without milliseconds", "{Y}-{m}-{d} {H}:{M}:{S} {tz}"),
    ("T24", "an offset such as +00", "{Y}-{m}-{d} {H}:{M}:{S}.{ms}{z_hours}"),
    ("T25", "six", "{Y}-{m}-{d} {H}:{M}:{S}.{us}"),
    ("T25", "six, all zero", "{Y}-{m}-{d} {H}:{M}:{S}.000000"),
    ("T26", "zeros at the end left out", "{Y}-{m}-{d} {H}:{M}:{S}{trim}"),
    ("T26", "zeros at the end left out, but for one", "{Y}-{m}-{d} {H}:{M}:{S}{trim_1}"),
    ("T25", "two", "{Y}-{m}-{d} {H}:{M}:{S}.{cs}"),
    ("T25", "one", "{Y}-{m}-{d} {H}:{M}:{S}.{ds}"),
    ("T25", "seven", "{Y}-{m}-{d} {H}:{M}:{S}.{ns7}"),
    ("T25", "nine", "{Y}-{m}-{d} {H}:{M}:{S}.{ns}"),
    ("T26", "zeros in front left out", "{Y}-{m}-{d} {H}:{M}:{S}.{ms_unpadded}"),
    ("T26", "zeros in front left out, but for two digits", "{Y}-{m}-{d} {H}:{M}:{S}.{ms2}"),
    ("T26", "zeros filled up to six digits in front", "{Y}-{m}-{d} {H}:{M}:{S}.{ms6}"),
    ("T26", "no decimals when they are zero", "{Y}-{m}-{d} {H}:{M}:{S}{python}"),
    ("T27", "a comma", "{Y}-{m}-{d} {H}:{M}:{S},{ms}"),
    ("T27", "a colon", "{Y}-{m}-{d} {H}:{M}:{S}:{ms}"),
    ("T27", "nothing", "{Y}-{m}-{d} {H}:{M}:{S}{ms}"),
    ("T27", "a space", "{Y}-{m}-{d} {H}:{M}:{S} {ms}"),
    ("T28", "", "{Y}-{m}-{d} {H}.{M}.{S}.{ms}"),
    ("T29", "", "{Y}-{m}-{d} {H}.{M}.{S}"),
    # .NET's DateTime.ToString() and what else is made for people
    ("T30", "2.1.2026 3.04.05", "{j}.{n}.{Y} {G}.{M}.{S}"),
    ("T30", "2.1.2026 3:04:05", "{j}.{n}.{Y} {G}:{M}:{S}"),
    ("T30", "02.01.2026 3.04.05", "{d}.{m}.{Y} {G}.{M}.{S}"),
    ("T30", "2.1.2026 klo 3.04.05", "{j}.{n}.{Y} klo {G}.{M}.{S}"),
    ("T30", "02.01.2026 03:04:05", "{d}.{m}.{Y} {H}:{M}:{S}"),
    ("T30", "2.1.2026 03.04.05", "{j}.{n}.{Y} {H}.{M}.{S}"),
    ("T30", "02.01.2026 03.04.05", "{d}.{m}.{Y} {H}.{M}.{S}"),
    ("T30", "2.1.2026 3.04", "{j}.{n}.{Y} {G}.{M}"),
    ("T30", "2.1.2026 3:04", "{j}.{n}.{Y} {G}:{M}"),
    ("T30", "02.01.2026 03:04:05.678", "{d}.{m}.{Y} {H}:{M}:{S}.{ms}"),
    ("T30", "02.01.2026 03.04.05.678", "{d}.{m}.{Y} {H}.{M}.{S}.{ms}"),
    ("T30", "2.1.2026, 03:04:05", "{j}.{n}.{Y}, {H}:{M}:{S}"),
    ("T31", "1/2/2026 3:04:05 AM", "{n}/{j}/{Y} {g}:{M}:{S} {p}"),
    ("T31", "1/2/2026 3:04:05 AM, with a narrow space before AM",
     f"{{n}}/{{j}}/{{Y}} {{g}}:{{M}}:{{S}}{_NARROW}{{p}}"),
    ("T31", "1/2/2026, 3:04:05 AM", "{n}/{j}/{Y}, {g}:{M}:{S} {p}"),
    ("T31", "1/2/2026, 3:04:05 AM, with a narrow space before AM",
     f"{{n}}/{{j}}/{{Y}}, {{g}}:{{M}}:{{S}}{_NARROW}{{p}}"),
    ("T31", "01/02/2026 03:04:05", "{m}/{d}/{Y} {H}:{M}:{S}"),
    ("T31", "01/02/2026 03:04:05 +00:00", "{m}/{d}/{Y} {H}:{M}:{S} {z}"),
    ("T31", "1/2/2026 3:04 AM", "{n}/{j}/{Y} {g}:{M} {p}"),
    ("T31", "1/2/2026 3:04 AM, with a narrow space before AM",
     f"{{n}}/{{j}}/{{Y}} {{g}}:{{M}}{_NARROW}{{p}}"),
    ("T31", "Jan 2, 2026, 3:04:05 AM", "{Mon} {j}, {Y}, {g}:{M}:{S} {p}"),
    ("T32", "02/01/2026 03:04:05", "{d}/{m}/{Y} {H}:{M}:{S}"),
    ("T32", "02/01/2026, 03:04:05", "{d}/{m}/{Y}, {H}:{M}:{S}"),
    ("T32", "02/01/2026 03:04", "{d}/{m}/{Y} {H}:{M}"),
    ("T33", "toString() of JavaScript", "{Day} {Mon} {d} {Y} {H}:{M}:{S} GMT{zone} ({TZ})"),
    ("T33", "Date.toString() of Java", "{Day} {Mon} {d} {H}:{M}:{S} {tz} {Y}"),
    ("T33", "toUTCString(), “R” or an HTTP date", "{Day}, {d} {Mon} {Y} {H}:{M}:{S} GMT"),
    ("T33", "ctime()", "{Day} {Mon} {e} {H}:{M}:{S} {Y}"),
    ("T33", "DATE_RFC2822", "{Day}, {d} {Mon} {Y} {H}:{M}:{S} {zone}"),
    ("T33", "the Unix command date", "{Day} {Mon} {e} {H}:{M}:{S} {tz} {Y}"),
    ("T33", "RFC_1123_DATE_TIME of Java", "{Day}, {j} {Mon} {Y} {H}:{M}:{S} GMT"),
    ("T33", "DATE_COOKIE", "{Weekday}, {d}-{Mon}-{Y} {H}:{M}:{S} {tz}"),
    ("T33", "Date.toString() of Java, in GMT", "{Day} {Mon} {d} {H}:{M}:{S} GMT {Y}"),
    ("T34", "slashes", "{Y}/{m}/{d} {H}:{M}:{S}.{ms}"),
    ("T34", "slashes, without milliseconds", "{Y}/{m}/{d} {H}:{M}:{S}"),
    ("T34", "dots", "{Y}.{m}.{d} {H}:{M}:{S}.{ms}"),
    ("T34", "dots, without milliseconds", "{Y}.{m}.{d} {H}:{M}:{S}"),
    ("T34", "nothing", "{Y}{m}{d} {H}:{M}:{S}.{ms}"),
    ("T34", "nothing, without milliseconds", "{Y}{m}{d} {H}:{M}:{S}"),
    ("T35", "20260102030405", "{Y}{m}{d}{H}{M}{S}"),
    ("T35", "20260102030405678", "{Y}{m}{d}{H}{M}{S}{ms}"),
    ("T35", "20260102T030405Z", "{Y}{m}{d}T{H}{M}{S}Z"),
    ("T35", "20260102T030405", "{Y}{m}{d}T{H}{M}{S}"),
    ("T35", "2026-01-0203:04:05.678", "{Y}-{m}-{d}{H}:{M}:{S}.{ms}"),
    ("T36", "day, month, year", "{d}-{m}-{Y} {H}:{M}:{S}.{ms}"),
    ("T36", "day, month, year, without milliseconds", "{d}-{m}-{Y} {H}:{M}:{S}"),
    ("T36", "year, day, month", "{Y}-{d}-{m} {H}:{M}:{S}.{ms}"),
    ("T36", "year, day, month, without milliseconds", "{Y}-{d}-{m} {H}:{M}:{S}"),
    ("T36", "month, day, year", "{m}-{d}-{Y} {H}:{M}:{S}.{ms}"),
    ("T36", "month, day, year, without milliseconds", "{m}-{d}-{Y} {H}:{M}:{S}"),
    # One letter of the format wrong
    ("T40", "the hour counts to twelve", "{Y}-{m}-{d} {h}:{M}:{S}.{ms}"),
    ("T40", "the hour counts to twelve, without milliseconds", "{Y}-{m}-{d} {h}:{M}:{S}"),
    ("T40", "the minutes are the month", "{Y}-{m}-{d} {H}:{m}:{S}.{ms}"),
    ("T40", "the minutes are the month, without milliseconds", "{Y}-{m}-{d} {H}:{m}:{S}"),
    ("T40", "the month is the minutes", "{Y}-{M}-{d} {H}:{M}:{S}.{ms}"),
    ("T40", "the month is the minutes, without milliseconds", "{Y}-{M}-{d} {H}:{M}:{S}"),
    ("T40", "the milliseconds are the seconds", "{Y}-{m}-{d} {H}:{M}:{S}.{sss}"),
    ("T40", "the seconds are the milliseconds", "{Y}-{m}-{d} {H}:{M}:{ms2}"),
    ("T40", "the year has two digits", "{y}-{m}-{d} {H}:{M}:{S}.{ms}"),
    ("T40", "the year has two digits, without milliseconds", "{y}-{m}-{d} {H}:{M}:{S}"),
    ("T40", "the hour counts from 0 to eleven", "{Y}-{m}-{d} {K}:{M}:{S}.{ms}"),
    ("T40", "the hour counts from 1 to 24", "{Y}-{m}-{d} {k}:{M}:{S}.{ms}"),
    ("T40", "the day is the day of the year", "{Y}-{m}-{day_of_year} {H}:{M}:{S}.{ms}"),
    ("T40", "the year is that of the ISO week", "{iso_year}-{m}-{d} {H}:{M}:{S}.{ms}"),
    ("T40", "the year is that of the US week", "{us_year}-{m}-{d} {H}:{M}:{S}.{ms}"),
    ("T41", "the month counts from 0", "{Y}-{month_from_0}-{d} {H}:{M}:{S}.{ms}"),
    ("T41", "no zeros in front", "{Y}-{n}-{j} {G}:{i}:{s}.{ms_unpadded}"),
    ("T41", "no zeros in front, without milliseconds", "{Y}-{n}-{j} {G}:{i}:{s}"),
    ("T41", "no zeros in front but for milliseconds", "{Y}-{n}-{j} {G}:{i}:{s}.{ms}"),
    ("T41", "no zero in front of the hour", "{Y}-{m}-{d} {G}:{M}:{S}.{ms}"),
    ("T41", "no zero in front of the hour, without milliseconds", "{Y}-{m}-{d} {G}:{M}:{S}"),
    ("T41", "the month counts from 0, without milliseconds",
     "{Y}-{month_from_0}-{d} {H}:{M}:{S}"),
    ("T41", "the month counts from 0, no zeros in front",
     "{Y}-{n_from_0}-{j} {G}:{i}:{s}.{ms_unpadded}"),
    # What a library writes of itself
    ("T42", "Instant.toString() of Java", "{Y}-{m}-{d}T{H}:{M}:{S}{java}Z"),
    ("T42", "LocalDateTime.toString() of Java", "{Y}-{m}-{d}T{H}:{M}{java_seconds}"),
    ("T42", "isoformat() or strftime %f of Python", "{Y}-{m}-{d}T{H}:{M}:{S}{python}"),
    ("T42", "str() of a Python datetime with a zone", "{Y}-{m}-{d} {H}:{M}:{S}{python}{z}"),
    ("T42", "ToString(\"o\") of .NET", "{Y}-{m}-{d}T{H}:{M}:{S}.{ns7}{Z}"),
    ("T42", "ToString(\"o\") of .NET, of no kind", "{Y}-{m}-{d}T{H}:{M}:{S}.{ns7}"),
    ("T42", 'ToString("o") of a DateTimeOffset', "{Y}-{m}-{d}T{H}:{M}:{S}.{ns7}{z}"),
    ("T42", "JSON.stringify() of JavaScript", '"{Y}-{m}-{d}T{H}:{M}:{S}.{ms}Z"'),
    ("T42", "JsonSerializer of .NET", "{Y}-{m}-{d}T{H}:{M}:{S}{trim}Z"),
    ("T42", "String() of Go", "{Y}-{m}-{d} {H}:{M}:{S}{trim} {zone} {tz}"),
    ("T42", "strftime %f of Python with Z", "{Y}-{m}-{d}T{H}:{M}:{S}.{us}Z"),
    ("T43", "seconds", "{epoch}"),
    ("T43", "milliseconds", "{epoch_ms}"),
    ("T43", "seconds with three decimals", "{epoch}.{ms}"),
    ("T43", "seconds with decimals", "{epoch}{trim_1}"),
    ("T43", "microseconds", "{epoch_us}"),
    ("T43", "nanoseconds", "{epoch_ns}"),
    ("T43", ".NET ticks", "{ticks}"),
    ("T43", "Windows file time", "{filetime}"),
    ("T44", "the date alone", "{Y}-{m}-{d}"),
    ("T44", "the time alone", "{H}:{M}:{S}.{ms}"),
    ("T44", "the time alone, without milliseconds", "{H}:{M}:{S}"),
    ("T44", "the date alone, as in Finland", "{j}.{n}.{Y}"),
    ("T44", "the date with a time of zero", "{Y}-{m}-{d} 00:00:00"),
    ("T44", "the date with a time of zero and milliseconds", "{Y}-{m}-{d} 00:00:00.000"),
))  # fmt: skip

_NUMBERS = {(each.id, each.choice): number for number, each in enumerate(FORMATS)}
# On which clocks near the header's a format is looked at, in minutes.
_PROBES = (0, 60, 120, 180, -120, -180)


class _Written:
    """One stamp in the formats, as far as they were asked for."""

    def __init__(self, stamp: str, offset: int) -> None:
        self._stamp = stamp
        self._fields = fields(stamp, offset)
        self._texts: list[str] = []
        self._seen = {stamp, f'"{stamp}"'}  # quotes are another mistake's

    def text(self, number: int) -> str:
        """In the format of this number; the stamp where one before it gives the same text, or where
        it lacks what the format wants."""
        for each in FORMATS[len(self._texts) : number + 1]:
            try:
                text = each.template.format_map(self._fields)
            except KeyError:
                text = self._stamp
            self._texts.append(self._stamp if text in self._seen else text)
            self._seen.add(text)
        return self._texts[number]


@lru_cache(maxsize=256)
def _written(stamp: str, offset: int) -> _Written:
    return _Written(stamp, offset)


def formatted(id: str, choice: str, stamp: str, header: str) -> str:
    """The stamp in this form; as it is when it cannot be read, when it lacks what the form wants,
    and when a form before it gives the same text."""
    number = _NUMBERS.get((id, choice))
    return stamp if number is None else _written(stamp, offset(stamp, header)).text(number)


@lru_cache(maxsize=64)
def writing(header: str) -> Mapping[str, tuple[str, ...]]:
    """By id, the choices that change the header's time, or that of a clock near it."""
    probes = [later(header, minutes=minutes) for minutes in _PROBES]
    found: dict[str, tuple[str, ...]] = {}
    for each in FORMATS:
        if any(formatted(each.id, each.choice, stamp, header) != stamp for stamp in probes):
            found[each.id] = (*found.get(each.id, ()), each.choice)
    return found
