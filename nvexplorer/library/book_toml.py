"""A book of profiles as the tables of a file, and the step between two books on such tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.library.book import Book, ProfileEntry
from nvexplorer.library.fields import Fields, choice, flag, table, text, whole
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Language,
    MacUrlForm,
    Partner,
    Variables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Tables = dict[str, Any]

_TABLES = ("partners", "users", "companies", "profiles")
_DECODERS = {
    "environment": choice(Environment),
    "language": choice(Language),
    "mac_url_form": choice(MacUrlForm),
    "status_codes": flag,
    "timeout": whole(1, 600),
}
# Production asks before it changes anything, so it is what an unreadable environment becomes.
_DEFAULTS = {"environment": Environment.PRODUCTION, **ProfileEntry._field_defaults}


def encoded(book: Book) -> Tables:
    tables: Tables = {name: _entries(getattr(book, name)) for name in _TABLES}
    return {"default": book.default} | tables


def _entries(items: Mapping[str, Any]) -> Tables:
    return {each: _entry(item) for each, item in items.items()}


def _entry(item: Any) -> Tables:
    entry: Tables = {
        # Enum members are texts too and are written as such.
        name: str(value) if isinstance(value, str) else value
        for name, value in item._asdict().items()
    }
    variables = dict(entry.pop("variables", ()))
    return entry | ({"variables": variables} if variables else {})


def decoded(tables: Tables, warnings: list[str]) -> Book:
    """Bad fields and entries are left out one by one, with a warning each."""
    profiles = {each: _profile(entry, each) for each, entry in _rows(tables, "profiles", warnings)}
    book = Book(
        {each: _layer(Partner, entry, each) for each, entry in _rows(tables, "partners", warnings)},
        {each: _layer(ApiUser, entry, each) for each, entry in _rows(tables, "users", warnings)},
        {
            each: _layer(Company, entry, each)
            for each, entry in _rows(tables, "companies", warnings)
        },
    )
    for each in _ordered(tables.get("order"), list(profiles)):
        entry = profiles[each]
        name = book.free_name(entry.name)
        if name != entry.name:
            warnings.append(f"Two profiles are named “{entry.name}”; one is shown as “{name}”.")
        book = book.with_profile(each, entry._replace(name=name))
        for what, there in (
            ("partner", entry.partner in book.partners),
            ("user", entry.user in book.users),
            ("company", entry.company in book.companies),
        ):
            if not there:
                warnings.append(f"The profile “{name}” names a {what} that is not there.")
    default = Fields(tables, "profiles.toml", warnings).get("default", text, "")
    return book._replace(default=default if default in book.profiles else "")


def _rows(tables: Tables, name: str, warnings: list[str]) -> list[tuple[str, Fields]]:
    entries = tables.get(name, {})
    if not isinstance(entries, dict):
        warnings.append(f"{name} is not a table and is left out; write one [{name}.ID] for each.")
        return []
    rows = []
    for each, entry in entries.items():
        row = Fields(entry, f"{name}.{each}", warnings)
        if isinstance(entry, dict):
            rows.append((each, row))
    return rows


def _layer(kind: Any, row: Fields, each: str) -> Any:
    fields: Tables = {
        field: row.get(field, text, "") for field in kind._fields if field != "variables"
    }
    if "variables" in kind._fields:
        fields["variables"] = _variables(row)
    made = kind(**fields)
    row.warn_of_near_misses()
    return made if made.name.strip() else made._replace(name=each.strip() or "unnamed")


def _profile(row: Fields, each: str) -> ProfileEntry:
    made = ProfileEntry(
        **{
            field: row.get(field, _DECODERS.get(field, text), _DEFAULTS.get(field, ""))
            for field in ProfileEntry._fields
            if field != "variables"
        },
        variables=_variables(row),
    )
    row.warn_of_near_misses()
    return made if made.name.strip() else made._replace(name=each.strip() or "unnamed")


def _variables(row: Fields) -> Variables:
    """Those that can be used; the others stay in the file, with a warning each."""
    from nvexplorer.exchange.placeholders import variable_name_problem

    found = []
    nothing: Tables = {}
    for name, value in row.get("variables", table, nothing).items():
        problem = variable_name_problem(name)
        if problem:
            row.warn(f"variables: {problem}")
        elif not isinstance(value, str):
            row.warn(f"variables.{name} must be text in quotes. Correct it in the file.")
        else:
            found.append((name, value))
    return tuple(found)


def _ordered(order: object, ids: list[str]) -> list[str]:
    """`ids` in the order that the file asks for, the others behind."""
    asked = order if isinstance(order, list) else []
    first = dict.fromkeys(each for each in asked if isinstance(each, str) and each in ids)
    return [*first, *(each for each in ids if each not in first)]


def merge(tables: Tables, before: Tables, after: Tables) -> None:
    """Carry the step from `before` to `after`, both encoded books, over to a file's tables.

    Field by field: what the step does not touch stays as the file has it. A file that holds no
    entries at all (new, damaged or emptied) gets everything.
    """
    if not any(name in tables for name in _TABLES):
        before = encoded(Book())
    for name in _TABLES:
        _merge_entries(tables, name, before[name], after[name])
    if before["default"] != after["default"]:
        tables["default"] = after["default"]
    wanted = list(after["profiles"])
    natural = list(tables.get("profiles", {}))
    if [each for each in _ordered(tables.get("order"), natural) if each in wanted] != [
        each for each in wanted if each in natural
    ]:
        tables["order"] = wanted


def _merge_entries(tables: Tables, name: str, before: Tables, after: Tables) -> None:
    there = tables.get(name)
    entries: Tables = there if isinstance(there, dict) else {}
    for gone in before.keys() - after.keys():
        entries.pop(gone, None)
    for each, new in after.items():
        old = before.get(each)
        if old == new:
            continue
        found = entries.get(each)
        if not isinstance(found, dict):
            entries[each] = new
        elif old is None:
            found.update(new)
        else:
            _merge_fields(found, old, new)
    if entries:
        tables[name] = entries
    else:
        tables.pop(name, None)


def _merge_fields(found: Tables, old: Tables, new: Tables) -> None:
    """Into one table of a file; within its tables name by name."""
    for gone in old.keys() - new.keys():
        if isinstance(old[gone], dict) and isinstance(found.get(gone), dict):
            _merge_fields(found[gone], old[gone], {})
            if not found[gone]:
                del found[gone]
        else:
            found.pop(gone, None)
    for field, value in new.items():
        if old.get(field) == value:
            continue
        if isinstance(value, dict) and isinstance(found.get(field), dict):
            _merge_fields(found[field], old.get(field, {}), value)
        else:
            found[field] = value
