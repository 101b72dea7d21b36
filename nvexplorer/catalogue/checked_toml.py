"""TOML tables checked key by key; every mistake becomes a sentence with file, line and key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KINDS: dict[str, tuple[type, str]] = {
    "text": (str, 'text in quotes, such as "customers"'),
    "texts": (list, 'a list of texts, such as ["open", "paid"]'),
    "flag": (bool, "true or false, without quotes"),
    "count": (int, "a whole number without quotes, 0 or more"),
    "table": (dict, 'a table, such as { page = "1" }'),
    "tables": (list, "a list of tables"),
}


class BadDefinition(BadInput):
    """`file` and `line` (from 1, None when the whole file is meant) say where."""

    def __init__(self, what: str, next: str, field: str, file: str, line: int | None) -> None:
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: {what}", next, field)
        self.file = file
        self.line = line


class Place(NamedTuple):
    """The table being read: number `nth` of `[[table]]` in the text, or the top of the file."""

    text: str
    file: str
    table: str = ""
    nth: int = 0

    def fail(self, key: str, what: str, next: str) -> NoReturn:
        raise BadDefinition(what, next, key, self.file, self._line(key))

    def _line(self, key: str) -> int | None:
        """Of the key in this table, else of the table itself."""
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        inline = re.compile(rf"\s*{self.table}\s*=")
        heading, seen, fallback = "", -1, None
        for number, line in enumerate(self.text.splitlines(), 1):
            if found := re.match(r"\s*\[+\s*([\w.-]+)", line):
                heading = found[1]
                seen += heading == self.table
                here = heading == self.table and seen == self.nth
                if here or (not self.table and heading == key):
                    fallback = number
            elif heading == self.table and seen in (self.nth, -1) and wanted.match(line):
                return number
            elif self.table and not heading and inline.match(line):
                fallback = number
        return fallback


def read_toml(text: str, where: str) -> dict[str, Any]:
    """The top table of `text`; `where` names the file in messages. Raises BadDefinition."""
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and what int() says of endless digits
        said = str(error)
        at = re.search(r" \(at line (\d+), column (\d+)\)$", said)
        reason = said[: at.start()] if at else said.replace(" (at end of document)", "")
        line = int(at[1]) if at else text.count("\n") + 1
        column = f" at column {at[2]}" if at else ""
        raise BadDefinition(
            f"this is not TOML{column} ({reason}).",
            "Correct the line; texts need quotes.",
            "",
            where,
            line,
        ) from None
    except RecursionError:
        raise BadDefinition(
            "the values are nested too deeply.",
            "Compare with a resource file that works.",
            "",
            where,
            None,
        ) from None


def read_table(
    place: Place, raw: object, schema: Mapping[str, str], parent: str = ""
) -> dict[str, Any]:
    """`raw` with its keys and the kinds of their values checked against `schema`: key → kind, one
    of text, texts, flag, count, table, tables; with `!` it must be there. `parent` is the key that
    `raw` is the value of."""
    what = parent or place.table or "the file"
    if not isinstance(raw, dict):
        place.fail(
            parent,
            f"{what} holds something that is not a table.",
            f"Write {{ {', '.join(f'{k} = …' for k in schema)} }}.",
        )
    for key in raw:
        if key not in schema:
            from difflib import get_close_matches

            near = get_close_matches(key, schema, 1)
            place.fail(
                parent or key,
                f"{what} has an unknown key {key!r}.",
                f"Did you mean {near[0]!r}?" if near else f"The keys are {', '.join(schema)}.",
            )
    for key, kind in schema.items():
        if key in raw:
            _check_kind(place, parent or key, key, raw[key], kind.rstrip("!"))
        if kind.endswith("!") and raw.get(key, "") == "":
            has = "an empty" if key in raw else "no"
            place.fail(
                parent or key, f"{what} has {has} {key}.", f"Add {key} = …: {_KINDS[kind[:-1]][1]}."
            )
    return raw


def _check_kind(place: Place, line_of: str, key: str, value: object, kind: str) -> None:
    wanted, words = _KINDS[kind]
    # true is an int to Python, not to us.
    good = isinstance(value, wanted) and not (kind == "count" and isinstance(value, bool))
    if kind == "texts" and isinstance(value, list):
        good = all(isinstance(v, str) for v in value)
    if kind == "count" and isinstance(value, int):
        good = good and value >= 0
    if not good:
        place.fail(line_of, f"{key} is not of the right kind.", f"Write {words}.")


def one_of(place: Place, key: str, value: str, allowed: Iterable[str], name: str = "") -> None:
    if value not in allowed:
        of = f" of {name}" if name else ""
        place.fail(key, f"{key}{of} is {value!r}.", f"Write one of {', '.join(allowed)}.")
