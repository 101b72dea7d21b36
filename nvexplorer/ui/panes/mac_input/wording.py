"""What the MAC input says of itself, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import MacUrlForm
from nvexplorer.model.secret import MASK, Secret
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.model.mac import MacInput, MacPart

MADE_AT_SENDING = "made at sending"
_MADE_AT_SENDING = {PartKind.TIMESTAMP, PartKind.TIMESTAMP_UNIX, PartKind.TRANSACTION_ID}


class Details(NamedTuple):
    """One part, explained; each text is a sentence or a phrase of its own."""

    title: str
    carried: str
    source: str
    certainty: str
    note: str
    length: str

    def lines(self) -> tuple[str, ...]:
        known = f"{self.certainty}: {self.note}" if self.note else self.certainty
        return tuple(line for line in (self.carried, self.source, known, self.length) if line)


def headline(
    message: MacInput, sent_at: datetime | None, url_form: MacUrlForm | None = None
) -> str:
    """`as sent 13:30:12 UTC · HMACSHA256 · ISO-8859-15 · decoded URL`."""
    when = "as it would be sent"
    if sent_at is not None:
        from datetime import UTC

        when = f"as sent {sent_at.astimezone(UTC):%H:%M:%S} UTC"
    words = [when, message.algorithm, message.encoding.upper()]
    if url_form is not None:
        words.append("decoded URL" if url_form == MacUrlForm.DECODED else "URL as sent")
    return " · ".join(words)


def chip_text(part: MacPart, *, preview: bool) -> str:
    """What stands on a part's chip, character for character except what cannot be seen."""
    if isinstance(part.value, Secret):
        return f"{part.label.lower()} {MASK}"
    if is_made_at_sending(part, preview=preview):
        return MADE_AT_SENDING
    return visible(part.value)


def visible(text: str) -> str:
    """What cannot be seen is seen, one character for one: a dot for a space at an edge, the picture
    of a control character, a bar for whatever else shows nothing."""
    if text.isprintable() and text[:1] != " " and text[-1:] != " ":
        return text
    inner = text.strip(" ")
    first = len(text) - len(text.lstrip(" "))
    last = len(text) - first - len(inner)
    shown = "".join(c if c.isprintable() else _picture(c) for c in inner)
    return "·" * first + shown + "·" * last


def _picture(character: str) -> str:
    code = ord(character)
    return chr(_VISIBLE.get(code, 0x2423 if character.isspace() else 0x2503))


def is_made_at_sending(part: MacPart, *, preview: bool) -> bool:
    return preview and part.kind in _MADE_AT_SENDING


def details(part: MacPart, encoding: str, *, preview: bool = False) -> Details:
    """Where a part comes from, what carries it and how well its place is known."""
    secret = isinstance(part.value, Secret)
    untold = secret or is_made_at_sending(part, preview=preview)
    if secret:
        carried = "Hashed, never sent: no header carries a key."
    elif part.header:
        carried = f"Also sent in the header {part.header}."
    elif part.kind == PartKind.URL:
        carried = "Also sent, percent-encoded, in the request line."
    else:
        carried = "In no header."
    return Details(
        title=f"{part.number} {part.label}",
        carried=carried,
        source=f"From {part.field}." if part.field else "",
        certainty=part.certainty.value,
        note=part.note,
        length="" if untold else _length(part, encoding),
    )


def _length(part: MacPart, encoding: str) -> str:
    text = part.shown
    characters = plural(len(text), "character")
    try:
        count = len(text.encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return f"{characters}, some of which {encoding.upper()} lacks."
    return f"{characters}, {plural(count, 'byte')} in {encoding.upper()}."


def hex_cells(text: str, encoding: str) -> tuple[str, ...]:
    """The bytes of each character, such as `E4` or `E2 82 AC`; `??` where there are none."""
    cells = []
    for character in text:
        try:
            cells.append(character.encode(encoding).hex(" ").upper())
        except (UnicodeEncodeError, LookupError):
            cells.append("??")
    return tuple(cells)


def spoken(part: MacPart, count: int, *, preview: bool) -> str:
    """For screen readers: position, name and value; a key is said to be hidden."""
    value = (
        "hidden" if isinstance(part.value, Secret) else chip_text(part, preview=preview) or "empty"
    )
    return f"Part {part.number} of {count}, {part.label}: {value}"


# Control characters as their pictures, one for one, so that positions stay.
_VISIBLE = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
