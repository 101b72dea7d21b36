"""What the Preview tab shows, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.preview import MADE_AT_SENDING, Span, body_spans, preview, target_spans
from nvexplorer.ui.panes.response.headers import sent_rows
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from nvexplorer.exchange.placeholders import Facts, Place, Problem, Replacement
    from nvexplorer.model.mac import MacInput
    from nvexplorer.model.request import RequestDraft

LATER = "made at sending"
_MOST_PLACES = 3


class ReplacedRow(NamedTuple):
    """A placeholder, however often it stands in the request; `place` is the first of its places."""

    placeholder: str
    value: str
    where: str
    place: Place


class HeadLine(NamedTuple):
    """`name` is empty for the request line. `later` marks a value that is made at sending;
    `spans` are the characters of `value` in which placeholders stood or stand."""

    name: str
    value: str
    later: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.name}: {self.value}" if self.name else self.value


class Content(NamedTuple):
    """`head` and `message` are empty and `why_not` says why when the request cannot be signed.
    `body` is None for a request without one; `spans` are its bytes in which placeholders stood or
    stand."""

    replaced: tuple[ReplacedRow, ...]
    problems: tuple[Problem, ...]
    head: tuple[HeadLine, ...] = ()
    message: MacInput | None = None
    body: bytes | None = None
    spans: tuple[Span, ...] = ()
    encoding: str = ""
    why_not: str = ""

    def head_text(self) -> str:
        """To copy: request line and headers."""
        return "\n".join(line.text for line in self.head)


def content(draft: RequestDraft, facts: Facts) -> Content:
    """In any thread; a body of some megabytes takes some tens of milliseconds."""
    found = preview(draft, facts)
    rows = _rows(found.resolved.replaced)
    request = found.request
    if request is None:
        return Content(rows, found.resolved.problems, why_not=str(found.problem))
    start = len(request.method) + 1  # of the target in the request line
    spans = tuple(
        Span(start + first, start + last, wrong) for first, last, wrong in target_spans(found)
    )
    encoding = facts.profile.body_encoding
    return Content(
        rows,
        found.resolved.problems,
        tuple(
            HeadLine(row.name, row.value, spans=spans)
            if row.start
            else HeadLine(row.name, LATER, later=True)
            if row.name.lower() in MADE_AT_SENDING
            else HeadLine(row.name, row.value)
            for row in sent_rows(request)
        ),
        request.mac_input,
        request.body,
        body_spans(found, encoding),
        encoding,
    )


def _rows(replaced: tuple[Replacement, ...]) -> tuple[ReplacedRow, ...]:
    groups: dict[str, list[Replacement]] = {}
    for each in replaced:
        groups.setdefault(each.placeholder, []).append(each)
    return tuple(
        ReplacedRow(name, _value(group[0]), _where(group), group[0].place)
        for name, group in groups.items()
    )


def _value(replacement: Replacement) -> str:
    made_anew = replacement.placeholder.strip("{ }") == "random.id"
    return f"{replacement.value}, another one when sent" if made_anew else replacement.value


def _where(group: list[Replacement]) -> str:
    places = list(dict.fromkeys(each.place.words for each in group))
    if len(places) > _MOST_PLACES:
        return f"{places[0]} and {plural(len(places) - 1, 'other place')}"
    return ", ".join(places)
