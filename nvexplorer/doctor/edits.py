"""Small changes of a MAC input, from which mistakes are put together.

Each maker returns a function from MacInput to MacInput; the input is never changed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.mac import MacInput, MacPart, PartKind

    Edit = Callable[[MacInput], MacInput]
    Change = Callable[[str], str]


def chain(*edits: Edit) -> Edit:
    def edit(message: MacInput) -> MacInput:
        for one in edits:
            message = one(message)
        return message

    return edit


def settings(**fields: str) -> Edit:
    """Another algorithm, encoding, suffix or rendering."""
    return lambda message: message._replace(**fields)  # type: ignore[arg-type]


def in_text(kind: PartKind, change: Change) -> Edit:
    """Change one part of the hashed text."""
    return lambda message: message._replace(parts=_changed(message.parts, kind, change))


def in_key(kind: PartKind, change: Change) -> Edit:
    """Change one part of the HMAC key."""
    return lambda message: message._replace(key=_changed(message.key, kind, change))


def everywhere(kind: PartKind, change: Change) -> Edit:
    return chain(in_text(kind, change), in_key(kind, change))


def set_to(value: str) -> Change:
    return lambda _: value


def left_out(kind: PartKind) -> Edit:
    return lambda message: message._replace(parts=_without(message.parts, kind))


def left_out_of_key(kind: PartKind) -> Edit:
    return lambda message: message._replace(key=_without(message.key, kind))


def moved(kind: PartKind, *, after: PartKind) -> Edit:
    """The part stands right behind another one; separators stay between all parts."""

    def edit(message: MacInput) -> MacInput:
        part = next(p for p in message.parts if p.kind == kind)
        rest = [p for p in message.parts if p.kind != kind]
        at = next(i for i, p in enumerate(rest) if p.kind == after) + 1
        return message._replace(parts=_joined([*rest[:at], part, *rest[at:]]))

    return edit


def added(part: MacPart, *, after: PartKind) -> Edit:
    """A part that does not belong there stands behind another one."""

    def edit(message: MacInput) -> MacInput:
        at = next(i for i, p in enumerate(message.parts) if p.kind == after) + 1
        parts = [*message.parts[:at], part._replace(before="&"), *message.parts[at:]]
        return message._replace(parts=tuple(parts))

    return edit


def swapped_in_text(one: PartKind, other: PartKind) -> Edit:
    return lambda message: message._replace(parts=_swapped(message.parts, one, other))


def swapped_in_key(one: PartKind, other: PartKind) -> Edit:
    return lambda message: message._replace(key=_swapped(message.key, one, other))


def separator_before(kind: PartKind, separator: str) -> Edit:
    return lambda message: message._replace(
        parts=tuple(p._replace(before=separator) if p.kind == kind else p for p in message.parts)
    )


def joined_by(separator: str) -> Edit:
    """Another separator between all parts of the text; the HMAC key keeps its own."""
    return lambda message: message._replace(parts=_joined(message.parts, separator))


def key_joined_by(separator: str) -> Edit:
    return lambda message: message._replace(key=_joined(message.key, separator))


def _changed(parts: tuple[MacPart, ...], kind: PartKind, change: Change) -> tuple[MacPart, ...]:
    def value(old: str | Secret) -> str | Secret:
        return Secret(change(old.reveal())) if isinstance(old, Secret) else change(old)

    return tuple(p._replace(value=value(p.value)) if p.kind == kind else p for p in parts)


def _without(parts: tuple[MacPart, ...], kind: PartKind) -> tuple[MacPart, ...]:
    return _joined([p for p in parts if p.kind != kind])


def _swapped(parts: tuple[MacPart, ...], one: PartKind, other: PartKind) -> tuple[MacPart, ...]:
    places = {p.kind: i for i, p in enumerate(parts)}
    order = list(parts)
    order[places[one]], order[places[other]] = parts[places[other]], parts[places[one]]
    return _joined(order)


def _joined(
    parts: tuple[MacPart, ...] | list[MacPart], separator: str = "&"
) -> tuple[MacPart, ...]:
    return tuple(p._replace(before=separator if i else "") for i, p in enumerate(parts))
