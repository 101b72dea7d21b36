"""Mistakes with the transaction ID, mostly a GUID in one of its spellings."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import EDGES, EXPLANATION, QUOTES, STRIPPED
from nvexplorer.doctor.mistakes.values import chosen, distinct, edit_of, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients

_ID = PartKind.TRANSACTION_ID
_DOCUMENTED = Certainty.DOCUMENTED
_SAME = "documented: the MAC input has the transaction ID of the header; both spellings are in use"
_ONCE = "Make the ID once, as text, and use that text for the header and the MAC."

_HEX = re.compile(r"[0-9A-Fa-f]{32}")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def _hyphened(value: str) -> str:
    if not _HEX.fullmatch(value):
        return value
    return "-".join((value[:8], value[8:12], value[12:16], value[16:20], value[20:]))


def _is_guid(value: str) -> bool:
    return bool(_GUID.fullmatch(value) or _HEX.fullmatch(value))


def _guid(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: change(value) if _is_guid(value) else value


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value.replace("-", ""))


def _mixed(value: str) -> str:
    """As .NET and Windows keep a GUID: the first three fields with the low byte first."""
    raw = _bytes(value)
    return (raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]).hex()


def _mixed_guid(value: str) -> str:
    return _hyphened(_mixed(value)) if "-" in value else _mixed(value)


def _base64(value: str) -> str:
    return base64.b64encode(_bytes(value)).decode("ascii")


def _base64_dotnet(value: str) -> str:
    return base64.b64encode(bytes.fromhex(_mixed(value))).decode("ascii")


_BRACKETS: dict[str, Callable[[str], str]] = {
    "curly brackets": lambda value: "{" + value + "}",
    "round brackets": lambda value: "(" + value + ")",
    "curly brackets, in upper case": lambda value: "{" + value.upper() + "}",
}
_NAMES: dict[str, Callable[[str], str]] = {
    "urn:uuid:": lambda value: "urn:uuid:" + value,
    "UUID('')": lambda value: f"UUID('{value}')",
    "b''": lambda value: f"b'{value}'",
    "uuid:": lambda value: "uuid:" + value,
    "TRANSID": lambda value: "TRANSID" + value,
}
_OTHERS: dict[str, Callable[[str], str]] = {
    "base64 of its bytes": _guid(_base64),
    "base64 of its bytes in the order of .NET": _guid(_base64_dotnet),
    "a whole number": _guid(lambda value: str(int(value.replace("-", ""), 16))),
    "its bytes in the order of .NET": _guid(_mixed_guid),
    "all zeros": _guid(lambda _: "00000000-0000-0000-0000-000000000000"),
}
_LENGTHS = ("36", "32", "30", "20", "16", "10", "8")


def _cut(value: str, _: Ingredients, choice: str) -> str:
    return value[: int(choice)] if choice in _LENGTHS else value


def _naked(value: str) -> str:
    found = re.fullmatch(r"(?:\{|\(|urn:uuid:|\"|')(.+?)(?:\}|\)|\"|')?", value, re.DOTALL)
    return found[1] if found else value


_ENTRIES = (
    Mistake(
        "M31", Slot.TRANSACTION_ID, 40,
        "The transaction ID has no hyphens in the MAC.",
        "Hashed was {made}, the header has {expected}: the GUID was made into text twice, in two "
        "forms.",
        _ONCE,
        _DOCUMENTED, turned(_ID, lambda value: value.replace("-", "")), group="form",
        source=_SAME,
    ),
    Mistake(
        "I01", Slot.TRANSACTION_ID, 30,
        "The transaction ID has hyphens in the MAC, but not in the header.",
        "Hashed was {made}, the header has {expected}: the GUID was made into text twice, in two "
        "forms.",
        _ONCE,
        _DOCUMENTED, turned(_ID, _hyphened), group="form", source=_SAME,
    ),
    Mistake(
        "I02", Slot.TRANSACTION_ID, 30,
        "The transaction ID is in upper case in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _ONCE,
        _DOCUMENTED, turned(_ID, str.upper), group="case", order=1, source=_SAME,
    ),
    Mistake(
        "I03", Slot.TRANSACTION_ID, 30,
        "The transaction ID is in lower case in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _ONCE,
        _DOCUMENTED, turned(_ID, str.lower), group="case", order=1, source=_SAME,
    ),
    Mistake(
        "I04", Slot.TRANSACTION_ID, 20,
        "The transaction ID stands in {choice} in the MAC.",
        'Hashed was {made}, as ToString("B") of .NET, com_create_guid of PHP and Delphi write a '
        "GUID.",
        _ONCE,
        _DOCUMENTED, chosen(_ID, _BRACKETS), these(_BRACKETS), "around", 2, source=_SAME,
    ),
    Mistake(
        "I05", Slot.TRANSACTION_ID, 12,
        "The brackets, quotes or prefix of the transaction ID are missing in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        "Send the bare ID in the header, too.",
        _DOCUMENTED, turned(_ID, _naked), group="around", order=2, source=_SAME,
    ),
    Mistake(
        "I06", Slot.TRANSACTION_ID, 8,
        "The transaction ID in the MAC is written with {choice}.",
        "Hashed was {made}: what a debugger or another format prints, not the ID itself.",
        _ONCE,
        _DOCUMENTED, chosen(_ID, _NAMES), these(_NAMES), "around", 2, source=_SAME,
    ),
    Mistake(
        "I07", Slot.TRANSACTION_ID, 8,
        "The transaction ID in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of JSON came along.",
        "Hash the text itself, not its JSON.",
        _DOCUMENTED, chosen(_ID, QUOTES), these(QUOTES), "around", 2, source=_SAME,
    ),
    Mistake(
        "I08", Slot.TRANSACTION_ID, 12,
        "The transaction ID in the MAC has {choice}.",
        EXPLANATION,
        "Trim the ID; a program that prints it, such as uuidgen, ends it with a line feed.",
        _DOCUMENTED, chosen(_ID, EDGES), these(EDGES), "edges", 3, wide=True,
        source=STRIPPED,
    ),
    Mistake(
        "I09", Slot.TRANSACTION_ID, 25,
        "The transaction ID is empty in the MAC.",
        "Hashed was nothing between two &: the ID was made only after the MAC.",
        "Make the ID first, then the MAC, then the headers.",
        _DOCUMENTED, turned(_ID, lambda _: ""), group="form", source=_SAME,
    ),
    Mistake(
        "I10", Slot.TRANSACTION_ID, 10,
        "The transaction ID in the MAC is cut off behind {choice} characters.",
        "Hashed was {made}, the header has {expected}: a column or a variable is too short.",
        "Give the ID room for all its characters, 36 for a GUID.",
        _DOCUMENTED, edit_of(_ID, _cut), these(_LENGTHS), "form", source=_SAME,
    ),
    Mistake(
        "I11", Slot.TRANSACTION_ID, 4,
        "The transaction ID in the MAC is another form of the GUID: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONCE,
        _DOCUMENTED, chosen(_ID, _OTHERS), these(_OTHERS), "form", source=_SAME,
    ),
)  # fmt: skip

MISTAKES = distinct(_ID, _ENTRIES)
