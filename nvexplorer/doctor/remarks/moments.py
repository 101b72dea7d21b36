"""Remarks on the two stamps: their form, their distance from the clock and from each other."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.shown import visible
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case

_FORM = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}", re.ASCII)
# Below this a clock is as good as one gets; Netvisor's own limit is in no source.
_WORTH_SAYING = 60.0
# Two readings of the clock, and milliseconds beside whole seconds.
_TOGETHER = 2.0
#: What is said of the limits where no probe has seen them.
LIMIT = "How old Netvisor lets a stamp be is not known."
WHICH = "Which of them Netvisor looks at is not known."
_NOW = "Take both stamps from one reading of a clock that is kept right, in UTC, at sending."


def remarks(case: Case) -> Iterator[Remark]:
    text, unix = case.fields.get(FieldKind.TIMESTAMP), case.fields.get(FieldKind.TIMESTAMP_UNIX)
    by_text = moment_of(text) if text else None
    by_unix = unix_moment_of(unix) if unix else None
    if text and not _FORM.fullmatch(text.strip()):
        yield Remark(
            "timestamp-form", "warning",
            "The Timestamp is not written as YYYY-MM-DD HH:MM:SS.fff.",
            f"It is “{visible(text)}”. Under MD5 and SHA256 nearly any text has been accepted; "
            "under HMACSHA256 the time is checked.",
            "Write it as in 2026-01-31 12:34:56.789, in UTC.", Certainty.RELAYED,
        )  # fmt: skip
    if unix and not re.fullmatch(r"[0-9]{9,10}", unix):
        yield Remark(
            "timestamp-unix-form", "error",
            "TimestampUnix is not whole seconds since 1970.",
            f"It is “{visible(unix)}”{_kind_of(unix)}.",
            "Send the whole seconds since 1970-01-01 00:00 UTC, ten digits.", Certainty.RELAYED,
        )  # fmt: skip
    if by_text and by_unix and (remark := _apart(by_text, by_unix)):
        yield remark
    if case.now:
        yield from _skews(by_text, by_unix, case.now, live=case.live)


def _skews(
    by_text: datetime | None, by_unix: datetime | None, now: datetime, *, live: bool
) -> Iterator[Remark]:
    stamps = [("Timestamp", by_text), ("TimestampUnix", by_unix)]
    if by_text and by_unix and abs((by_text - by_unix).total_seconds()) <= _TOGETHER:
        stamps = [("Both stamps are", by_text)]
    for name, moment in stamps:
        if moment and (remark := _skew(name, moment, now, live=live)):
            yield remark


def moment_of(text: str) -> datetime | None:
    """In UTC where the text names no other zone; None when it is not an ISO or ANSI time."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def unix_moment_of(text: str) -> datetime | None:
    """Also of milliseconds and fractions; None for what is no such number."""
    if not re.fullmatch(r"[0-9]{9,16}(?:\.[0-9]{1,9})?", text):
        return None
    seconds = float(text)
    while seconds >= 1e11:
        seconds /= 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _kind_of(unix: str) -> str:
    if re.fullmatch(r"[0-9]{13}", unix):
        return ", which has the length of milliseconds"
    if re.fullmatch(r"[0-9]+[.,][0-9]+", unix):
        return ", with a fraction"
    return ""


def _apart(by_text: datetime, by_unix: datetime) -> Remark | None:
    seconds = (by_text - by_unix).total_seconds()
    if abs(seconds) <= _TOGETHER:
        return None
    quarters = round(seconds / 900)
    zone = bool(quarters) and abs(seconds - quarters * 900) <= _TOGETHER
    meaning = (
        "That is a whole number of quarter hours: one of them is local time, not UTC."
        if zone
        else "They were not taken from the same reading of the clock."
    )
    side = "after" if seconds > 0 else "before"
    return Remark(
        "stamps-apart", "error" if zone else "warning",
        f"The Timestamp is {span(abs(seconds))} {side} TimestampUnix.",
        f"{meaning} {WHICH}",
        _NOW, Certainty.DOCUMENTED if zone else Certainty.OPEN,
    )  # fmt: skip


def _skew(name: str, moment: datetime, now: datetime, *, live: bool) -> Remark | None:
    seconds = (moment - now).total_seconds()
    if abs(seconds) < _WORTH_SAYING:
        return None
    ahead = seconds > 0
    verb = "" if name.endswith(" are") else " is"
    side = "ahead of" if ahead else "behind"
    title = f"{name}{verb} {span(abs(seconds))} {side} this computer's clock (UTC)."
    if ahead or live:
        severity, meaning = "warning", "Under HMACSHA256 Netvisor checks the time."
    else:
        severity, meaning = "note", "That is its age, if the request was not sent just now."
    return Remark(
        f"skew-{name.partition(' ')[0].lower()}",
        severity,
        title,
        f"{meaning} {LIMIT}",
        _NOW,
        Certainty.OPEN,
    )


def span(seconds: float) -> str:
    """In words: `47 seconds`, `12 minutes`, `3 hours`, `2 hours 5 minutes`, `9 days`."""
    if seconds < 120:
        return _count(round(seconds), "second")
    minutes = round(seconds / 60)
    hours, left = divmod(minutes, 60)
    if not hours:
        return _count(minutes, "minute")
    if hours >= 48:
        return _count(round(hours / 24), "day")
    return f"{_count(hours, 'hour')} {_count(left, 'minute')}" if left else _count(hours, "hour")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
