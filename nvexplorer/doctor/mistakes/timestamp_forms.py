"""Another zone, form or wrapping than the header's; the value itself where it does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from nvexplorer.doctor.mistakes.moment import later, moved, read, to_local
from nvexplorer.doctor.mistakes.time_fields import fields
from nvexplorer.doctor.mistakes.time_formats import formatted, writing
from nvexplorer.doctor.mistakes.time_zones import HELSINKI, TIMESTAMP_CLOCKS, offset, telling
from nvexplorer.doctor.mistakes.values import edit_of
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit

_SPACES = (" ", "\u00a0", "\u202f")


def zone_edit(id: str) -> Edit:
    """The moves that the entry has in `time_zones`."""
    moves = next(clock.moves for clock in TIMESTAMP_CLOCKS if clock.id == id)

    def change(value: str, _: Ingredients, choice: str) -> str:
        move = moves.get(choice)
        return value if move is None else moved(value, move)

    return edit_of(PartKind.TIMESTAMP, change)


def to_its_own_utc(value: str, i: Ingredients, _: str) -> str:
    """From local time to UTC, by the offset that the header names."""
    header = read(i.timestamp)
    return later(value, minutes=-header.offset) if header and header.offset else value


def telling_of(id: str) -> Callable[[Ingredients], Sequence[str]]:
    return lambda i: telling(i.timestamp).get(id, ())


def writing_of(id: str) -> Callable[[Ingredients], Sequence[str]]:
    return lambda i: writing(i.timestamp).get(id, ())


def form_edit(id: str) -> Edit:
    return edit_of(
        PartKind.TIMESTAMP, lambda value, i, choice: formatted(id, choice, value, i.timestamp)
    )


FINNISH = {"": "{d}.{m}.{Y} {G}.{M}.{S}"}
#: Calls that give local time in a form that tells them; by what a choice says of them.
LOCAL_CALLS = {
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


def called(templates: Mapping[str, str]) -> Edit:
    """Finnish local time in the template that `choice` names."""

    def change(value: str, i: Ingredients, choice: str) -> str:
        template = templates.get(choice)
        return value if template is None else _called_in_finland(template, value, i.timestamp)

    return edit_of(PartKind.TIMESTAMP, change)


def calls(i: Ingredients) -> Sequence[str]:
    """All but those that give what M27 gives, with days and months of two digits."""
    header = i.timestamp
    texts = {c: _called_in_finland(t, header, header) for c, t in LOCAL_CALLS.items()}
    known = {header, _called_in_finland(FINNISH[""], header, header)}
    return [choice for choice, text in texts.items() if text not in known]


def readable(i: Ingredients) -> Sequence[str]:
    return () if read(i.timestamp) is None else ("",)


def in_place(value: str, i: Ingredients, choice: str) -> str:
    if choice == "TimestampUnix":
        return i.timestamp_unix or value
    return {"nothing": "", **{name: name for name in _NAMES_OF_NOTHING}}.get(choice, value)


def things_in_place(i: Ingredients) -> Sequence[str]:
    """Where the stamps agree, T43 tells of the seconds."""
    seconds = formatted("T43", "seconds", i.timestamp, i.timestamp)
    unix = () if i.timestamp_unix in ("", seconds) else ("TimestampUnix",)
    return ("nothing", *unix, *_NAMES_OF_NOTHING)


_NAMES_OF_NOTHING = ("undefined", "None", "null", "Invalid Date", "NaN")

WRAPPED: dict[str, Callable[[str], str]] = {
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


def wrapped(i: Ingredients) -> Sequence[str]:
    known = read(i.timestamp) is not None
    seen = {i.timestamp}
    found = []
    for choice, way in WRAPPED.items():
        made = way(i.timestamp)
        if made not in seen and not (known and choice in _OF_UNREADABLE):
            seen.add(made)
            found.append(choice)
    return found
