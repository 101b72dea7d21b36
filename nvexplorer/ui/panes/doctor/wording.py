"""What the doctor's window says, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.ui.wording import duration_text, joined, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nvexplorer.doctor.diagnosis import Diagnosis, Explanation, Row
    from nvexplorer.dumps.dump import Dump, Reading

FIELD_LABELS = {
    FieldKind.URL: "URL",
    FieldKind.SENDER: "Sender",
    FieldKind.CUSTOMER_ID: "Customer ID",
    FieldKind.PARTNER_ID: "Partner ID",
    FieldKind.TIMESTAMP: "Timestamp",
    FieldKind.TIMESTAMP_UNIX: "TimestampUnix",
    FieldKind.TRANSACTION_ID: "Transaction ID",
    FieldKind.LANGUAGE: "Language",
    FieldKind.ORGANISATION_ID: "Organisation ID",
    FieldKind.MAC: "MAC",
    FieldKind.ALGORITHM: "Algorithm",
    FieldKind.STATUS_CODES: "Status codes",
}
#: What to type into a field that is missing, in words of where it is found.
FIELD_HINTS = {
    FieldKind.URL: "such as https://isvapi.netvisor.fi/customerlist.nv?…",
    FieldKind.SENDER: "as the header has it",
    FieldKind.TIMESTAMP: "such as 2026-11-22 13:30:12.000",
    FieldKind.TIMESTAMP_UNIX: "such as 1795354212",
    FieldKind.LANGUAGE: "such as EN",
    FieldKind.ORGANISATION_ID: "such as 0123456-2",
    FieldKind.MAC: "the MAC that your code made",
    FieldKind.ALGORITHM: "such as HMACSHA256",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LEVELS = {1: "every single difference", 2: "all pairs of differences", 3: "the likeliest triples"}


def count_text(count: int) -> str:
    """`18 412`, with spaces that do not break."""
    return f"{count:,}".replace(",", "\u202f")


def word(number: int) -> str:
    """`two`, and figures from 10."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def recognised(reading: Reading) -> tuple[str, str]:
    """How many fields there are, and which: `11 fields recognised`, `URL, 10 headers, MAC`."""
    count = len(reading.fields)
    kinds = [kind for kind, _ in reading.fields]
    headers = count - (FieldKind.URL in kinds)
    words = [
        "URL" if FieldKind.URL in kinds else "",
        plural(headers, "header") if headers else "",
        "MAC" if FieldKind.MAC in kinds else "",
    ]
    return f"{plural(count, 'field')} recognised", ", ".join(filter(None, words))


def missing(kinds: Iterable[FieldKind]) -> str:
    """`nothing missing`, or `missing: Timestamp and MAC`."""
    labels = [FIELD_LABELS[kind] for kind in kinds]
    return f"missing: {joined(labels)}" if labels else "nothing missing"


def dump_title(dump: Dump, number: int) -> str:
    """A request among several: `2 · POST customer.nv · curl`."""
    from urllib.parse import urlsplit

    try:
        path = urlsplit(dump.url).path.rsplit("/", 1)[-1]
    except ValueError:  # brackets that are no address
        path = dump.url
    what = " ".join(filter(None, (dump.method, path))) or "a request without a URL"
    return " · ".join(filter(None, (str(number), what[:80], dump.format)))


# The search and what it found


def level_text(level: int) -> str:
    """What is being tried now."""
    return f"Trying {_LEVELS.get(level, f'sets of {level} differences')}…"


def tried_text(diagnosis: Diagnosis) -> str:
    """`18 412 candidates, 41 ms`."""
    many = "candidate" if diagnosis.candidates == 1 else "candidates"
    return f"{count_text(diagnosis.candidates)} {many}, {duration_text(diagnosis.seconds)}"


def headline(diagnosis: Diagnosis, explanation: Explanation | None) -> str:
    """The sentence that the result begins with."""
    if diagnosis.outcome == Outcome.RIGHT:
        return "The MAC is right"
    if explanation is None:
        return "How this MAC was made was not found"
    count = len(explanation.differences)
    which = "this difference reproduces" if count == 1 else f"these {word(count)} differences"
    verb = "" if count == 1 else " reproduce"
    if explanation.proven:
        return f"Proven: {which}{verb} your MAC exactly"
    return f"Likely: {which}{verb} as much of your MAC as there is"


def spoken(diagnosis: Diagnosis, explanation: Explanation | None) -> str:
    """The headline and the differences, for screen readers."""
    titles = [each.title for each in explanation.differences] if explanation is not None else []
    return " ".join((f"{headline(diagnosis, explanation)}.", *titles))


def kind_text(*, is_mistake: bool) -> tuple[str, str]:
    """What a difference is called, and why."""
    if is_mistake:
        return "mistake", "What Netvisor expects here is documented or seen in working clients."
    return (
        "difference",
        "What Netvisor expects here is deduced or open, or a probe saw that this host accepts "
        "other forms too: it may be right.",
    )


def row_text(row: Row, *, made_known: bool = True) -> str:
    """A line of the table in one sentence, for screen readers."""
    words = [f"{row.label}: expected {row.expected or 'nothing'}"]
    if made_known:
        words.append(f"your MAC was made with {row.made or 'the same'}")
    if row.certainty:
        words.append(row.certainty)
    return "; ".join(words)
