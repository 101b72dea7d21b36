"""Mistakes with the timestamp: another reading of the clock, another zone, another form.

A timestamp is a moment in a form, and what goes wrong composes in this order: the moment (drift and
rounding), the zone, the form, what is wrapped around it. Values are bounded: M22 and T50, or T51
and T50 for a header without decimals, have at most 10,600 choices; together with those of
TimestampUnix (600) and of other profiles' keys (600) the wide ones stay below 12,000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.moment import from_unix, read
from nvexplorer.doctor.mistakes.timestamp_forms import (
    FINNISH,
    LOCAL_CALLS,
    WRAPPED,
    called,
    calls,
    form_edit,
    in_place,
    readable,
    telling_of,
    things_in_place,
    to_its_own_utc,
    wrapped,
    writing_of,
    zone_edit,
)
from nvexplorer.doctor.mistakes.timestamp_moments import (
    ROUNDED,
    decimals,
    drifted,
    from_timestamp_unix,
    milliseconds,
    seconds,
    with_decimals,
)
from nvexplorer.doctor.mistakes.timestamp_texts import FORM_TEXTS, ZONE_TEXTS
from nvexplorer.doctor.mistakes.values import chosen, edit_of, these
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit

MOMENT, ZONE, FORM, WRAPPING = "moment", "zone", "form", "wrapping"
_ORDER = {MOMENT: 0, ZONE: 1, FORM: 2, WRAPPING: 3}
_SAME = "documented: the MAC input has the timestamp of the header"
_ONCE = "Make the text of the timestamp once and use it for the header and for the MAC."
_SAYS = "The header says {expected}, the MAC was made with {made}."


def _entry(
    id: str,
    weight: int,
    group: str,
    title: str,
    fix: str,
    edit: Edit,
    choices: Callable[[Ingredients], Sequence[str]],
    explanation: str = _SAYS,
    *,
    wide: bool = False,
    source: str = "",
) -> Mistake:
    return Mistake(
        id=id, slot=Slot.TIMESTAMP, weight=weight, title=title, explanation=explanation, fix=fix,
        certainty=Certainty.DOCUMENTED, edit=edit, choices=choices, group=group,
        order=_ORDER[group], wide=wide, source=f"{_SAME}; {source}" if source else _SAME,
    )  # fmt: skip


_MOMENTS = (
    _entry(
        "M22", 45, MOMENT,
        "The timestamp in the MAC is another reading of the clock: {choice}.",
        "Read the clock once per request. " + _ONCE,
        drifted, milliseconds, wide=True,
        source="several clients call the clock twice",
    ),
    _entry(
        "T50", 15, MOMENT,
        "The timestamp in the MAC was made at another time than the header's: {choice}.",
        "Make timestamp and MAC anew for every request, from one reading of the clock.",
        drifted, seconds, wide=True,
    ),
    _entry(
        "T51", 15, MOMENT,
        "The timestamp in the MAC has milliseconds, {choice}, and the header none.",
        "Send three decimals in the header: HTTP libraries keep them. " + _ONCE,
        edit_of(PartKind.TIMESTAMP, with_decimals), decimals, wide=True,
    ),
    _entry(
        "T52", 40, MOMENT,
        "The timestamp in the MAC is rounded to {choice}, the header is not.",
        _ONCE, chosen(PartKind.TIMESTAMP, ROUNDED), these(ROUNDED),
        source="fixed .000 is seen in 1 client",
    ),
    _entry(
        "T53", 20, MOMENT,
        "The timestamp in the MAC was made from TimestampUnix, not from the header Timestamp.",
        "Read the clock once, write both stamps from it, and use the same two texts for the "
        "headers and for the MAC.",
        edit_of(PartKind.TIMESTAMP, from_timestamp_unix),
        lambda i: ("",) if from_unix(i.timestamp_unix) is not None else (),
    ),
)  # fmt: skip
_ZONES = (
    *(
        _entry(id, weight, ZONE, title, fix, zone_edit(id), telling_of(id), source=source)
        for id, weight, title, fix, source in ZONE_TEXTS
    ),
    _entry(
        "T11", 20, ZONE,
        "The timestamp in the MAC is UTC, the header has an offset.",
        _ONCE, edit_of(PartKind.TIMESTAMP, to_its_own_utc),
        lambda i: ("",) if (m := read(i.timestamp)) is not None and m.offset else (),
    ),
)  # fmt: skip
_FORMS = (
    *(
        _entry(id, weight, FORM, title, fix, form_edit(id), writing_of(id), source=source)
        for id, weight, title, fix, source in FORM_TEXTS
    ),
    _entry(
        "M27", 45, FORM,
        "The timestamp in the MAC is Finnish local time as people write it.",
        "Write it without the culture of the machine and in UTC: in C# "
        'DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture).',
        called(FINNISH), readable,
        source="seen in Visma's own sample client",
    ),
    _entry(
        "T46", 35, FORM,
        "The timestamp in the MAC is what {choice} gives on a Finnish machine: local time.",
        "Write UTC with three decimals: YYYY-MM-DD HH:MM:SS.fff, in C# "
        'DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture). '
        + _ONCE, called(LOCAL_CALLS), calls,
        source="the culture of the machine is seen in 1 client",
    ),
    _entry(
        "T45", 20, FORM,
        "In place of the timestamp the MAC has {choice}.",
        "Look which variable the code joins as the fourth part: it is to hold the text of the "
        "header Timestamp.",
        edit_of(PartKind.TIMESTAMP, in_place),
        things_in_place,
        "The header says {expected}. A variable that was never set, or another one, was joined.",
    ),
)  # fmt: skip
_WRAPPINGS = (
    _entry(
        "T60", 25, WRAPPING,
        "The timestamp in the MAC is written {choice}.",
        "Hash the plain text, as it stands in the header: nothing encodes or quotes it.",
        chosen(PartKind.TIMESTAMP, WRAPPED), wrapped,
    ),
)  # fmt: skip

MISTAKES = (*_MOMENTS, *_ZONES, *_FORMS, *_WRAPPINGS)
