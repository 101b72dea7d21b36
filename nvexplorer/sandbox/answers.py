"""Answers in Netvisor's shape: Root, ResponseStatus, then the data; and small makers of elements.

Prolog, CRLF, UTF-8 and the TimeStamp's format are from captures; so are the two Status elements
of a failure, the second of which holds `CODE :: text`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nvexplorer.sandbox.moments import status_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from nvexplorer.sandbox.refusal import Refused

    Content = str | int | Sequence[ET.Element]

_PROLOG = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANSI = {"format": "ansi"}


def ok(data: Sequence[ET.Element], now: datetime) -> bytes:
    """The answer of a request that went through."""
    return _answer([element("Status", "OK")], now, data)


def failed(refusal: Refused, now: datetime) -> bytes:
    """The answer of a request that was refused."""
    statuses = [
        element("Status", "FAILED"),
        element("Status", f"{refusal.code} :: {refusal.text}"),
    ]
    return _answer(statuses, now, ())


def element(name: str, content: Content = "", attributes: Mapping[str, str] = {}) -> ET.Element:
    """An element holding text, a number or other elements."""
    made = ET.Element(name, dict(attributes))
    if isinstance(content, str):
        made.text = _NOT_XML.sub("\ufffd", content) or None
    elif isinstance(content, int):
        made.text = str(content)
    else:
        made.extend(content)
    return made


def amount(name: str, value: Decimal, attributes: Mapping[str, str] = {}) -> ET.Element:
    """A number with a decimal comma."""
    return element(name, comma(value), attributes)


def comma(value: Decimal) -> str:
    """A number as Netvisor writes it: decimal comma, no exponent, its own number of decimals."""
    return f"{value:f}".replace(".", ",")


def day(name: str, value: date | None) -> ET.Element:
    """A date as YYYY-MM-DD with format="ansi"; empty for None."""
    return element(name, value.isoformat() if value else "", _ANSI)


def flag(name: str, value: bool) -> ET.Element:
    """1 or 0."""
    return element(name, int(value))


def inserted(key: int) -> list[ET.Element]:
    """What an import answers: the Netvisor key of the new record."""
    return [element("Replies", [element("InsertedDataIdentifier", key)])]


def _answer(statuses: list[ET.Element], now: datetime, data: Sequence[ET.Element]) -> bytes:
    status = element("ResponseStatus", [*statuses, element("TimeStamp", status_stamp(now))])
    root = element("Root", [status, *data])
    ET.indent(root)
    text = _PROLOG + ET.tostring(root, encoding="unicode")
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8")
