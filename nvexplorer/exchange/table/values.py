"""What the text of a cell means: numbers, dates and booleans as Finnish, Swedish and English write
them.

Numbers have a decimal comma or point and blanks (or, beside the other sign, points or commas)
between thousands. Digits with a leading zero or more than 15 of them are no number: they are
references and the like, of which a number would lose something.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from nvexplorer.exchange.table.contract import ValueKind

Typed = Decimal | date | datetime | bool

_BLANK = "[ \u00a0\u2009\u202f]"
_INTEGER = rf"(?:0|[1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}}){{1,4}}|[1-9][0-9]{{0,14}})"
_GROUPED = r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){1,4},|(?:,[0-9]{3}){1,4}\.)[0-9]{1,12}"
_FRACTION = r"[.,][0-9]{1,12}"
NUMBER = (
    rf"(?>\+(?={_INTEGER}{_FRACTION})|[-−](?:{_BLANK})?)?(?>{_GROUPED}|{_INTEGER}(?:{_FRACTION})?)"
)
_ANSI = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_FINNISH = r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.[0-9]{4}"
DATE = rf"(?>{_ANSI}|{_FINNISH})"
_CLOCK = r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})"
MOMENT = rf"(?>{DATE}(?>(?:T| (?:klo |kl\. ?)?){_CLOCK} ?{_ZONE}?)?)"
_WORDS = {
    **dict.fromkeys(("true", "yes", "kyllä", "ja", "tosi", "sant", "sann"), True),
    **dict.fromkeys(("false", "no", "ei", "nej", "epätosi", "falskt", "falsk"), False),
    "1": True,
    "0": False,
}
BOOLEAN = f"(?>(?i:{'|'.join(_WORDS)}))"

_NUMBER = re.compile(NUMBER)
_MOMENT = re.compile(
    r"(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.(\d{1,2})\.(\d{4}))"
    r"(?:(?:T| (?:klo |kl\. ?)?)(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?"
    r" ?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_NO_DIGITS = str.maketrans("−", "-", " \u00a0\u2009\u202f")


def number(text: str) -> Decimal | None:
    """None for what is no number."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    text = text.translate(_NO_DIGITS)
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        text = text.replace("." if comma > point else ",", "")
    return Decimal(text.replace(",", "."))


def moment(text: str) -> datetime | None:
    """A date, with its time when it has one; with an offset when that is sent."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, day2, month2, year2, hour, minute, second, part, zone = match.groups()
    try:
        found = datetime(
            int(year or year2),
            int(month or month2),
            int(day or day2),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((part or "0")[:6].ljust(6, "0")),
        )
        if zone:
            found = found.replace(tzinfo=datetime.strptime(zone, "%z").tzinfo)
    except ValueError:
        return None
    return found


def day(text: str) -> date | None:
    """A date without a time."""
    text = text.strip()
    found = moment(text) if len(text) <= 10 else None
    return found and found.date()


def truth(text: str) -> bool | None:
    return _WORDS.get(text.strip().lower())


_READERS = {
    ValueKind.NUMBER: number,
    ValueKind.COUNT: number,
    ValueKind.DATE: day,
    ValueKind.MOMENT: moment,
    ValueKind.BOOLEAN: truth,
}


def typed(text: str, kind: ValueKind) -> Typed | None:
    """The value of a cell in a column of that kind; None when it is empty, does not read as such,
    or the kind is TEXT."""
    reader = _READERS.get(kind)
    return reader(text) if reader and text else None
