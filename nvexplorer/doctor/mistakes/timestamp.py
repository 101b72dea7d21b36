"""Mistakes with the timestamp: another reading of the clock, another zone, another form.

A timestamp is a moment in a form, and what goes wrong composes in this order: the moment (drift and
rounding), the zone, the form, what is wrapped around it. Values are bounded: M22 and T50, or T51
and T50 for a header without decimals, have at most 10,600 choices; together with those of
TimestampUnix (600) and of other profiles' keys (600) the wide ones stay below 12,000.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.moment import from_unix, later, moved, read, to_local, write
from nvexplorer.doctor.mistakes.time_fields import fields
from nvexplorer.doctor.mistakes.time_formats import formatted, writing
from nvexplorer.doctor.mistakes.time_zones import HELSINKI, TIMESTAMP_CLOCKS, offset, telling
from nvexplorer.doctor.mistakes.timestamp_texts import FORM_TEXTS, ZONE_TEXTS
from nvexplorer.doctor.mistakes.values import chosen, edit_of, these
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit
    from nvexplorer.doctor.recipe import Recipe

MOMENT, ZONE, FORM, WRAPPING = "moment", "zone", "form", "wrapping"
_ORDER = {MOMENT: 0, ZONE: 1, FORM: 2, WRAPPING: 3}
_SAME = "documented: the MAC input has the timestamp of the header"
_ONCE = "Make the text of the timestamp once and use it for the header and for the MAC."
_SAYS = "The header says {expected}, the MAC was made with {made}."
_STEPS = {1: 100, 2: 10}  # milliseconds that one more makes, by the decimals there are
_SPACES = (" ", "\u00a0", "\u202f")


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


@cache
def _drifts() -> Mapping[str, timedelta]:
    """By choice, the nearest first, both signs of one size side by side."""
    small = {f"{sign}{ms} ms": timedelta(milliseconds=int(f"{sign}{ms}"))
             for ms in range(1, 5001) for sign in "+-"}  # fmt: skip
    large = {f"{sign}{s} s": timedelta(seconds=int(f"{sign}{s}"))
             for s in range(1, 301) for sign in "+-"}  # fmt: skip
    return {**small, **large}


def _drifted(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    delta, moment = _drifts().get(choice), read(recipe.timestamp)
    if delta is None or moment is None:
        return recipe
    try:
        made = write(moment, moment.wall + delta)
    except (OverflowError, ValueError):
        return recipe
    return recipe._replace(timestamp=made)


def _milliseconds(i: Ingredients) -> Sequence[str]:
    moment = read(i.timestamp)
    if moment is None or not moment.digits:
        return ()
    step = _STEPS.get(moment.digits, 1)
    small = list(_drifts())[:10_000]
    return small if step == 1 else [c for c in small if int(c[1:-3]) % step == 0]


def _seconds(i: Ingredients) -> Sequence[str]:
    """Up to five are among the milliseconds where the header has decimals."""
    moment = read(i.timestamp)
    if moment is None:
        return ()
    return list(_drifts())[10_010 if moment.digits else 10_000 :]


def _with_decimals(value: str, _: Ingredients, choice: str) -> str:
    moment = read(value)
    at = -1 if moment is None else moment.seconds_end
    return value if at < 0 or not choice.isascii() else value[:at] + choice + value[at:]


def _decimals(i: Ingredients) -> Sequence[str]:
    moment = read(i.timestamp)
    if moment is None or moment.seconds_end < 0:
        return ()
    return _DECIMALS


_DECIMALS = tuple(f".{ms:03d}" for ms in range(1, 1000))


def _rounded(choice: str) -> Callable[[str], str]:
    def whole(wall: datetime) -> datetime:
        return wall.replace(microsecond=0)

    if choice == "the next second":
        return lambda value: moved(later(value, seconds=1), whole)
    if choice == "the minute":
        return lambda value: moved(value, lambda wall: wall.replace(second=0, microsecond=0))
    return lambda value: moved(value, whole)


_ROUNDED = {each: _rounded(each) for each in ("the second", "the next second", "the minute")}


def _from_unix(value: str, i: Ingredients, _: str) -> str:
    wall, moment = from_unix(i.timestamp_unix), read(value)
    if wall is None or moment is None:
        return value if wall is None else wall.isoformat(" ", "milliseconds")
    ahead = timedelta(minutes=moment.offset or 0)

    def to_unix(now: datetime) -> datetime:
        there = wall + ahead
        return now if now.replace(microsecond=0) == there.replace(microsecond=0) else there

    return moved(value, to_unix)


def _zone_edit(id: str) -> Edit:
    moves = next(clock.moves for clock in TIMESTAMP_CLOCKS if clock.id == id)

    def change(value: str, _: Ingredients, choice: str) -> str:
        move = moves.get(choice)
        return value if move is None else moved(value, move)

    return edit_of(PartKind.TIMESTAMP, change)


def _to_its_own_utc(value: str, i: Ingredients, _: str) -> str:
    header = read(i.timestamp)
    return later(value, minutes=-header.offset) if header and header.offset else value


def _telling(id: str) -> Callable[[Ingredients], Sequence[str]]:
    return lambda i: telling(i.timestamp).get(id, ())


def _writing(id: str) -> Callable[[Ingredients], Sequence[str]]:
    return lambda i: writing(i.timestamp).get(id, ())


def _form_edit(id: str) -> Edit:
    return edit_of(
        PartKind.TIMESTAMP, lambda value, i, choice: formatted(id, choice, value, i.timestamp)
    )


_FINNISH = {"": "{d}.{m}.{Y} {G}.{M}.{S}"}
#: Calls that give local time in a form that tells them; by what a choice says of them.
_LOCAL_CALLS = {
    "DateTime.Now.ToString() of .NET (fi-FI)": "{j}.{n}.{Y} {G}.{M}.{S}",
    "date('c') of PHP": "{Y}-{m}-{d}T{H}:{M}:{S}{z}",
    "DateTime.Now.ToString() of .NET (en-US)": "{n}/{j}/{Y} {g}:{M}:{S} {p}",
    "toLocaleString('fi-FI') of JavaScript": "{j}.{n}.{Y} klo {G}.{M}.{S}",
    "new Date().toString() of JavaScript": "{Day} {Mon} {d} {Y} {H}:{M}:{S} GMT{zone} ({TZ})",
    "new Date().toString() of Java": "{Day} {Mon} {d} {H}:{M}:{S} {tz} {Y}",
    'DateTime.Now.ToString("o") of .NET': "{Y}-{m}-{d}T{H}:{M}:{S}.{ns7}{z}",
    "datetime.now().isoformat() of Python": "{Y}-{m}-{d}T{H}:{M}:{S}.{us}",
    "str(datetime.now()) of Python": "{Y}-{m}-{d} {H}:{M}:{S}.{us}",
}


def _called_in_finland(template: str, value: str, header: str) -> str:
    if read(value) is None or offset(value, header):
        return value  # a zone is another mistake's
    local = moved(value, to_local(HELSINKI))
    names = fields(local, offset(local, value))
    return template.format_map(names) if "tz" in names else value


def _called(templates: Mapping[str, str]) -> Edit:
    def change(value: str, i: Ingredients, choice: str) -> str:
        template = templates.get(choice)
        return value if template is None else _called_in_finland(template, value, i.timestamp)

    return edit_of(PartKind.TIMESTAMP, change)


def _calls(i: Ingredients) -> Sequence[str]:
    """All but those that give what M27 gives, with days and months of two digits."""
    header = i.timestamp
    texts = {c: _called_in_finland(t, header, header) for c, t in _LOCAL_CALLS.items()}
    known = {header, _called_in_finland(_FINNISH[""], header, header)}
    return [choice for choice, text in texts.items() if text not in known]


def _readable(i: Ingredients) -> Sequence[str]:
    return () if read(i.timestamp) is None else ("",)


def _in_place(value: str, i: Ingredients, choice: str) -> str:
    if choice == "TimestampUnix":
        return i.timestamp_unix or value
    return {"nothing": "", **{name: name for name in _NAMES_OF_NOTHING}}.get(choice, value)


def _things_in_place(i: Ingredients) -> Sequence[str]:
    """Where the stamps agree, T43 tells of the seconds."""
    seconds = formatted("T43", "seconds", i.timestamp, i.timestamp)
    unix = () if i.timestamp_unix in ("", seconds) else ("TimestampUnix",)
    return ("nothing", *unix, *_NAMES_OF_NOTHING)


_NAMES_OF_NOTHING = ("undefined", "None", "null", "Invalid Date", "NaN")

_WRAPPED: dict[str, Callable[[str], str]] = {
    "percent-encoded": lambda value: quote(value, safe="", errors="replace"),
    "form-encoded": lambda value: quote_plus(value, safe="", errors="replace"),
    "with %20 for the space": lambda value: value.replace(" ", "%20"),
    "with + for the space": lambda value: value.replace(" ", "+"),
    "without the space": lambda value: value.replace(" ", ""),
    "with _ for the space": lambda value: value.replace(" ", "_"),
    'in double quotes "': lambda value: f'"{value}"',
    "in single quotes '": lambda value: f"'{value}'",
    "with a space behind it": lambda value: value + " ",
    "with a space in front of it": lambda value: " " + value,
    "with a line feed behind it": lambda value: value + "\n",
    "with a line break (CR LF) behind it": lambda value: value + "\r\n",
    "with two spaces between date and time": lambda value: value.replace(" ", "  "),
    "with T for the space": lambda value: value.replace(" ", "T"),
    "with a plain space": lambda value: value.translate({ord(c): " " for c in _SPACES}),
    "without quotes": lambda value: value.strip("\"'"),
}
# What another form does already to what it can read.
_OF_UNREADABLE = ("with T for the space", "without the space")


def _wrapped(i: Ingredients) -> Sequence[str]:
    known = read(i.timestamp) is not None
    seen = {i.timestamp}
    found = []
    for choice, way in _WRAPPED.items():
        made = way(i.timestamp)
        if made not in seen and not (known and choice in _OF_UNREADABLE):
            seen.add(made)
            found.append(choice)
    return found


_MOMENTS = (
    _entry(
        "M22", 45, MOMENT,
        "The timestamp in the MAC is another reading of the clock: {choice}.",
        "Read the clock once per request. " + _ONCE,
        _drifted, _milliseconds, wide=True,
        source="several clients call the clock twice",
    ),
    _entry(
        "T50", 15, MOMENT,
        "The timestamp in the MAC was made at another time than the header's: {choice}.",
        "Make timestamp and MAC anew for every request, from one reading of the clock.",
        _drifted, _seconds, wide=True,
    ),
    _entry(
        "T51", 15, MOMENT,
        "The timestamp in the MAC has milliseconds, {choice}, and the header none.",
        "Send three decimals in the header: HTTP libraries keep them. " + _ONCE,
        edit_of(PartKind.TIMESTAMP, _with_decimals), _decimals, wide=True,
    ),
    _entry(
        "T52", 40, MOMENT,
        "The timestamp in the MAC is rounded to {choice}, the header is not.",
        _ONCE, chosen(PartKind.TIMESTAMP, _ROUNDED), these(_ROUNDED),
        source="fixed .000 is seen in 1 client",
    ),
    _entry(
        "T53", 20, MOMENT,
        "The timestamp in the MAC was made from TimestampUnix, not from the header Timestamp.",
        "Read the clock once, write both stamps from it, and use the same two texts for the "
        "headers and for the MAC.",
        edit_of(PartKind.TIMESTAMP, _from_unix),
        lambda i: ("",) if from_unix(i.timestamp_unix) is not None else (),
    ),
)  # fmt: skip
_ZONES = (
    *(
        _entry(id, weight, ZONE, title, fix, _zone_edit(id), _telling(id), source=source)
        for id, weight, title, fix, source in ZONE_TEXTS
    ),
    _entry(
        "T11", 20, ZONE,
        "The timestamp in the MAC is UTC, the header has an offset.",
        _ONCE, edit_of(PartKind.TIMESTAMP, _to_its_own_utc),
        lambda i: ("",) if (m := read(i.timestamp)) is not None and m.offset else (),
    ),
)  # fmt: skip
_FORMS = (
    *(
        _entry(id, weight, FORM, title, fix, _form_edit(id), _writing(id), source=source)
        for id, weight, title, fix, source in FORM_TEXTS
    ),
    _entry(
        "M27", 45, FORM,
        "The timestamp in the MAC is Finnish local time as people write it.",
        "Write it without the culture of the machine and in UTC: in C# "
        'DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture).',
        _called(_FINNISH), _readable,
        source="seen in Visma's own sample client",
    ),
    _entry(
        "T46", 35, FORM,
        "The timestamp in the MAC is what {choice} gives on a Finnish machine: local time.",
        "Write UTC with three decimals: YYYY-MM-DD HH:MM:SS.fff, in C# "
        'DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture). '
        + _ONCE, _called(_LOCAL_CALLS), _calls,
        source="the culture of the machine is seen in 1 client",
    ),
    _entry(
        "T45", 20, FORM,
        "In place of the timestamp the MAC has {choice}.",
        "Look which variable the code joins as the fourth part: it is to hold the text of the "
        "header Timestamp.",
        edit_of(PartKind.TIMESTAMP, _in_place),
        _things_in_place,
        "The header says {expected}. A variable that was never set, or another one, was joined.",
    ),
)  # fmt: skip
_WRAPPINGS = (
    _entry(
        "T60", 25, WRAPPING,
        "The timestamp in the MAC is written {choice}.",
        "Hash the plain text, as it stands in the header: nothing encodes or quotes it.",
        chosen(PartKind.TIMESTAMP, _WRAPPED), _wrapped,
    ),
)  # fmt: skip

MISTAKES = (*_MOMENTS, *_ZONES, *_FORMS, *_WRAPPINGS)
