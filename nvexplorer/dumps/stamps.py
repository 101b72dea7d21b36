"""Whether the two stamps have the form that Netvisor wants, and tell the same time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from nvexplorer.dumps.dump import FieldKind, Finding
from nvexplorer.dumps.names import HEADER_OF

_ANSI = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$", re.ASCII)
_NEARLY = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?$", re.ASCII
)
_TIMESTAMP = HEADER_OF[FieldKind.TIMESTAMP]
_UNIX = HEADER_OF[FieldKind.TIMESTAMP_UNIX]


def findings(timestamp: str, unix: str) -> list[Finding]:
    """Either may be ''."""
    found = []
    if timestamp and not _ANSI.match(timestamp):
        found.append(Finding(
            "timestamp-form", "warning", "The timestamp has not the ANSI form.",
            "YYYY-MM-DD HH:MM:SS.fff in UTC is what people who read the documentation write down; "
            "under SHA256 and MD5 Netvisor took other forms too (deduced from 5 clients).",
            "Send it as 2026-01-02 03:04:05.678, and hash the same text.", _TIMESTAMP,
        ))  # fmt: skip
    if unix and not re.fullmatch(r"\d{9,10}", unix, re.ASCII):
        found.append(Finding(
            "timestamp-unix-form", "warning", "TimestampUnix is not whole seconds.",
            "It is the number of seconds since 1970-01-01 in UTC (seen in 8 clients).",
            "Send whole seconds, without milliseconds or a decimal point.", _UNIX,
        ))  # fmt: skip
    apart = _apart(timestamp, unix)
    if apart is not None and abs(apart) > 2:
        found.append(Finding(
            "stamps-disagree", "warning", f"The two stamps are {_words(apart)} apart.",
            f"Timestamp, read as UTC, is {'ahead of' if apart > 0 else 'behind'} TimestampUnix."
            + (" Whole quarters of an hour point to local time in one of them."
               if abs(apart) >= 900 and abs(apart + 2) % 900 <= 4 else ""),
            "Take both from one reading of the clock, in UTC.", _TIMESTAMP,
        ))  # fmt: skip
    return found


def _apart(timestamp: str, unix: str) -> int | None:
    """Seconds that Timestamp is ahead, None where one of them cannot be read."""
    found = _NEARLY.match(timestamp)
    if not found or not re.fullmatch(r"\d{9,13}(?:\.\d+)?", unix, re.ASCII):
        return None
    zone = found[3] or "Z"
    if zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        stamp = datetime.fromisoformat(f"{found[1]}T{found[2]}{zone.replace('Z', '+00:00')}")
    except ValueError:
        return None
    seconds = int(unix.partition(".")[0])
    if seconds > 10**11:
        seconds //= 1000
    return int((stamp.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) - seconds


def _words(seconds: int) -> str:
    seconds = abs(seconds)
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {name}{'' if number == 1 else 's'}"
    return "0 seconds"
