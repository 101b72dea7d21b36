"""Compares the text of one element with what is documented of it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.body_dates import day_written, moment_written
from nvexplorer.catalogue.moments import FINNISH, ISO_DATE, ISO_DATETIME, day_of

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ElementDef

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(,\d+)?", re.ASCII)
_POINT = re.compile(r"-?\d+\.\d+", re.ASCII)
_WHOLE = re.compile(r"(-?\d+)[.,]0+", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}((?P<mark>[.,])\d{3})((?P=mark)\d{3})*([.,]\d+)?", re.ASCII)
_AROUND_NUMBERS = re.compile(r"[\s'’]|€|%|EUR$")
_UNPADDED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/ \t\r\n]*+")
_PADDING = re.compile(r"(?:=[ \t\r\n]*+){0,2}")
_DATA_URI = re.compile(r"\s*data:[\w.+/;=-]*;base64,", re.ASCII)
_URL_SAFE = str.maketrans("-_", "+/")
_WORDS = {"1": "true", "yes": "true", "kyllä": "true", "on": "true"}
_WORDS |= {"0": "false", "no": "false", "ei": "false", "off": "false"}


class Verdict(NamedTuple):
    """What is wrong with a value. `problem` goes on after its name. `new` is the value that mends
    it, None when only its author can tell. `at` is the character of the value it is about, None
    for all of it. `open` marks what may be right all the same where the table is not certain."""

    severity: Literal["error", "warning"]
    code: str
    problem: str
    new: str | None = None
    at: int | None = None
    open: bool = False


def judge_value(element: ElementDef, value: str, date_format: str | None = None) -> Verdict | None:
    """The first thing that is wrong with a text that is not blank; None when nothing is.

    `date_format` is what the body says in the attribute `format`, None when it has none.
    """
    kind = element.type
    if kind == "base64":
        return _base64(value)
    if kind in ("string", "aggregate", "xml") and not element.values and not is_country(element):
        return _length(element, value)
    bare = value.strip()
    verdict = _typed(element, bare, date_format) or _length(element, bare)
    if verdict is None and bare != value:
        said = "has blanks around its value: write it without."
        return Verdict("warning", "blanks", said, bare)
    return verdict


def is_country(element: ElementDef) -> bool:
    """Whether the table documents it as a country code (languages have the same attribute)."""
    return "country" in element.name.lower() and any(
        "ISO-3166" in a.values for a in element.attributes
    )


def _typed(element: ElementDef, value: str, date_format: str | None) -> Verdict | None:
    kind = element.type
    verdict: Verdict | None = None
    if kind == "integer":
        verdict = _integer(value)
    elif kind == "decimal":
        verdict = _decimal(element, value)
    elif kind == "date":
        verdict = _date(element, value, date_format)
    elif kind == "datetime":
        verdict = _moment(value)
    elif kind == "boolean":
        verdict = _boolean(element, value)
    elif is_country(element):
        verdict = _country(value)
    if verdict is None and element.values:
        verdict = judge_among(element.values, value)
    return verdict


def judge_among(documented: tuple[str, ...], value: str) -> Verdict | None:
    """Whether it is one of the documented values."""
    if value in documented:
        return None
    said = f"is {short(value)}"
    for right in documented:
        if right.lower() == value.lower():
            return Verdict(
                "warning", "value", f"{said}, documented as {right!r}: write it so.", right
            )
    near = get_close_matches(value[:100], documented, 1)
    if near:
        hint = f"did you mean {near[0]}?"
    elif len(documented) == 1:
        hint = f"write {documented[0]}."
    else:
        hint = f"write one of {', '.join(documented)}."
    new = near[0] if near else documented[0] if len(documented) == 1 else None
    return Verdict("error", "value", f"{said}, which is not documented: {hint}", new, open=True)


def short(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:39] + "…")


def _length(element: ElementDef, value: str) -> Verdict | None:
    if element.length is None or len(value) <= element.length:
        return None
    said = f"has {len(value)} characters, {element.length} at most are documented:"
    bare = value.strip()
    if len(bare) <= element.length:
        return Verdict("error", "length", f"{said} remove the blanks around it.", bare)
    return Verdict("error", "length", f"{said} shorten it.", at=element.length)


def _integer(value: str) -> Verdict | None:
    if _INTEGER.fullmatch(value):
        return None
    number = _plain_number(value)
    whole = _WHOLE.fullmatch(number)
    new = whole[1] if whole else number
    said = f"is {short(value)}: write a whole number in digits alone"
    if _INTEGER.fullmatch(new):
        return Verdict("error", "integer", f"{said}, {new}.", new)
    return Verdict("error", "integer", f"{said}.")


def _decimal(element: ElementDef, value: str) -> Verdict | None:
    if _DECIMAL.fullmatch(value):
        return None
    said = f"is {short(value)}: write"
    if _POINT.fullmatch(value):
        comma = value.replace(".", ",")
        if "decimal comma" in element.note.lower():
            return Verdict("error", "decimal", f"{said} it with a decimal comma, {comma}.", comma)
        if "," in element.example:
            said += f" it with a decimal comma as the documentation does, {comma}."
            return Verdict("warning", "decimal", said, comma)
        return None
    number = _plain_number(value).replace(".", ",")
    if _DECIMAL.fullmatch(number):
        return Verdict("error", "decimal", f"{said} {number}.", number)
    return Verdict("error", "decimal", f"{said} a number such as 12,50.")


def _plain_number(value: str) -> str:
    """A number without what people put around and between its digits; at most one mark is left,
    that of the decimals."""
    number = _AROUND_NUMBERS.sub("", value[:60]).replace("\u2212", "-").removeprefix("+")
    if number.endswith("-"):
        number = "-" + number[:-1]
    grouped = _GROUPED.fullmatch(number)
    if grouped and (number.count(grouped["mark"]) > 1 or grouped[4]):
        last = grouped[4] or ""
        number = number[: len(number) - len(last)].replace(grouped["mark"], "") + last
    if number[:1] in (",", "."):
        number = f"0{number}"
    return number.rstrip(",.")


def _date(element: ElementDef, value: str, date_format: str | None) -> Verdict | None:
    documented = next((a.values for a in element.attributes if a.name == "format"), ())
    wanted = date_format or (documented[0] if documented else "")
    finnish = FINNISH.fullmatch(value)
    iso = ISO_DATE.fullmatch(value)
    said = f"is {short(value)}"
    good = finnish if wanted.lower() == "finnish" else iso
    read = good or (finnish if not wanted else None)
    if read:
        if day_of(read) is None:
            return Verdict("error", "date", f"{said}, a day that does not exist: correct it.")
        if good:
            return None
    day = day_written(value)
    if wanted.lower() == "finnish":
        new = f"{day.day}.{day.month}.{day.year}" if day else None
        example = "a date as D.M.YYYY, such as 31.1.2026"
    else:
        new = day.isoformat() if day else None
        example = "a date as YYYY-MM-DD, such as 2026-01-31"
    # Without a documented format the other one may be accepted; an example of the documentation
    # (article 77000554187) has no zeros before month and day.
    mild = (finnish and not wanted) or (day and _UNPADDED.fullmatch(value))
    severity: Literal["error", "warning"] = "warning" if mild else "error"
    return Verdict(severity, "date", f"{said}: write {new or example}.", new)


def _moment(value: str) -> Verdict | None:
    said = f"is {short(value)}"
    match = ISO_DATETIME.fullmatch(value)
    if match and len(value) > 10:
        if day_of(match):
            return None
        return Verdict("error", "datetime", f"{said}, a day that does not exist: correct it.")
    new = moment_written(value)
    hint = new or "a moment as YYYY-MM-DD hh:mm:ss, such as 2026-01-31 12:00:00"
    return Verdict("error", "datetime", f"{said}: write {hint}.", new)


def _boolean(element: ElementDef, value: str) -> Verdict | None:
    if value.lower() in ("true", "false"):
        return None
    new = _WORDS.get(value.lower())
    if new and element.example[:1].isupper():
        new = new.capitalize()
    # 1 and 0 stand for them in XML schemas.
    severity: Literal["error", "warning"] = "warning" if value in ("1", "0") else "error"
    return Verdict(severity, "boolean", f"is {short(value)}: write {new or 'true or false'}.", new)


def _country(value: str) -> Verdict | None:
    from nvexplorer.catalogue.countries import COUNTRY_CODES

    if value in COUNTRY_CODES:
        return None
    if value.upper() in COUNTRY_CODES:
        new = value.upper()
        return Verdict("warning", "country", f"is {short(value)}: write {new}.", new)
    hint = "the two letters of ISO 3166, such as FI"
    return Verdict("error", "country", f"is {short(value)}: write {hint}.")


def _base64(value: str) -> Verdict | None:
    good = _BASE64.match(value)
    end = good.end() if good else 0
    padding = _PADDING.match(value, end)
    stop = padding.end() if padding else end
    marks = value.count("=", end, stop)
    if stop < len(value):
        return _bad_base64(value, stop if marks else end)
    digits = end - sum(value.count(blank, 0, end) for blank in " \t\r\n")
    missing = -digits % 4
    if missing == marks and missing < 3:
        return None
    if missing == 3:
        said = "is cut short: its Base64 ends in the middle of a byte, encode the file again."
        return Verdict("error", "base64", said, at=max(end - 1, 0))
    if marks > missing:
        said = f"ends with too many = for its Base64: write {missing or 'none'}."
    else:
        said = f"ends with too few = for its Base64: write {missing}."
    new = value[:end].rstrip() + "=" * missing
    return Verdict("error", "base64", said, new, at=len(value.rstrip()) - 1)


def _bad_base64(value: str, at: int) -> Verdict:
    uri = _DATA_URI.match(value)
    if uri:
        said = f"begins with {short(uri[0].strip())}: write the Base64 alone."
        return Verdict("error", "base64", said, value[uri.end() :], at=0)
    new = value.translate(_URL_SAFE)
    changed = new if value[at] in "-_" and _base64(new) is None else None
    said = f"has {value[at]!r} at character {at + 1}, which is not Base64: "
    said += "write + for - and / for _." if changed else "encode the file again."
    return Verdict("error", "base64", said, changed, at)
