"""What would go out if a request were sent now, without keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.placeholders import Problem, examine
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import Keys
from nvexplorer.model.secret import Secret
from nvexplorer.signing import mac_input
from nvexplorer.signing.sign import make_stamp, sign
from nvexplorer.signing.urls import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.exchange.placeholders import Facts, Replacement, Resolved
    from nvexplorer.model.request import RequestDraft, SignedRequest

MADE_AT_SENDING = frozenset(
    name.lower()
    for name in (
        mac_input.TIMESTAMP,
        mac_input.TIMESTAMP_UNIX,
        mac_input.TRANSACTION_ID,
        mac_input.MAC,
    )
)
"""Headers, in lower case, whose values are made when the request is sent."""


class Preview(NamedTuple):
    """`request` is to the byte what would be sent, but for stand-ins: the keys, the MAC and the
    other headers of MADE_AT_SENDING, and the values of their parts in the MAC input. It is None
    when the request cannot be signed, and `problem` says why. A placeholder that cannot be
    resolved stands in it as typed; `resolved.problems` has it."""

    resolved: Resolved
    request: SignedRequest | None
    problem: BadInput | None = None


def preview(draft: RequestDraft, facts: Facts) -> Preview:
    """Raises nothing. A body of some megabytes takes some tens of milliseconds."""
    resolved = examine(draft, facts)
    stand_in = Secret("0" * 32)
    stamp = make_stamp(facts.now, "0" * 36)
    try:
        request = sign(resolved.draft, facts.profile, Keys(stand_in, stand_in), stamp)
    except BadInput as error:
        return Preview(resolved, None, error)
    return Preview(resolved, request)


class Span(NamedTuple):
    """`wrong` marks a placeholder that could not be resolved."""

    start: int
    end: int
    wrong: bool = False


def target_spans(found: Preview) -> Iterator[Span]:
    """Where the placeholders of parameters stand in `request.wire_target`, in order."""
    if found.request is None:
        return
    parameters = found.resolved.draft.parameters
    starts: dict[int, int] = {}
    at = found.request.wire_target.find("?") + 1
    for row, each in enumerate(parameters):
        if each.enabled:
            starts[row] = at
            at += len(quoted(each.name)) + 1 + len(quoted(each.value)) + 1
    for put in _in_order(found):
        row = put.place.row
        if row < 0:
            continue
        each, at = parameters[row], starts[row]
        text = each.name
        if put.place.part == "parameter":
            at += len(quoted(text)) + 1
            text = each.value
        first = at + len(quoted(text[: put.start]))
        last = first + len(quoted(text[put.start : put.end]))
        yield Span(first, last, isinstance(put, Problem))


def body_spans(found: Preview, encoding: str) -> tuple[Span, ...]:
    """Bytes of `request.body` in which placeholders stood or stand, in order; `encoding` is the
    profile's for bodies."""
    request, text = found.request, found.resolved.draft.body
    if request is None or request.body is None:
        return ()
    spans, characters, at = [], 0, 0
    for each in _in_order(found):
        if each.place.row < 0:
            at += len(text[characters : each.start].encode(encoding))
            end = at + len(text[each.start : each.end].encode(encoding))
            spans.append(Span(at, end, isinstance(each, Problem)))
            characters, at = each.end, end
    return tuple(spans)


def _in_order(found: Preview) -> list[Replacement | Problem]:
    """Names before values, parameters before the body."""
    resolved = found.resolved
    both: list[Replacement | Problem] = [*resolved.replaced, *resolved.problems]
    return sorted(
        both,
        key=lambda each: (
            each.place.part == "body",
            each.place.row,
            each.place.part == "parameter",
            each.start,
        ),
    )
