"""Companies from a table that a spreadsheet saved: name and organisation ID, in any order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.profile import Company, organisation_id_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = (";", "\t", ",", "|")
_ID = re.compile(r"(?:FI[ -]?)?(\d{6,7})-(\d)|(?:FI)?(\d{7})(\d)", re.IGNORECASE)
_ID_TITLES = {"organisation id", "organisationid", "business id", "y-tunnus", "ytunnus", "id"}
_NAME_TITLES = {"name", "company", "nimi", "yritys", "yrityksen nimi", "namn", "företag"}

Row = tuple[int, list[str]]


class CsvResult(NamedTuple):
    """`problems` are (line, sentence): rows that were left out, and doubts about some that were
    not. Line 1 is the first."""

    rows: tuple[Company, ...]
    problems: tuple[tuple[int, str], ...]


def parse_companies(data: bytes) -> CsvResult:
    """Reads comma, semicolon, tab or bar separated text in UTF-8, UTF-16, ISO-8859-15 or
    Windows-1252, with or without titles. Never raises."""
    text, problem = _decoded(data)
    problems = [(1, problem)] if problem else []
    if not text.strip():
        return CsvResult((), (*problems, (1, "The file is empty.")))
    rows, quote_problem = _table(text)
    problems += quote_problem
    id_column = _id_column(rows)
    if id_column is None:
        sentence = "No organisation ID such as 0123456-2 was found in any column."
        return CsvResult((), (*problems, (1, sentence)))
    name_column = _name_column(rows, id_column)
    companies: dict[str, tuple[int, Company]] = {}
    for line, cells in rows:
        raw = _cell(cells, id_column)
        organisation_id = _organisation_id(raw)
        if organisation_id is None:
            if line != rows[0][0] or not _is_title(cells):
                problems.append((line, f"“{raw}” is no organisation ID; the row is left out."))
            continue
        name = " ".join(_cell(cells, name_column).split()) if name_column is not None else ""
        if organisation_id in companies:
            first = companies[organisation_id][0]
            problems.append(
                (line, f"{organisation_id} stands in line {first} already; the row is left out.")
            )
            continue
        problems += ((line, sentence) for sentence in _doubts(name, raw, organisation_id))
        companies[organisation_id] = line, Company(name or organisation_id, organisation_id)
    return CsvResult(tuple(company for _, company in companies.values()), tuple(sorted(problems)))


def _doubts(name: str, raw: str, organisation_id: str) -> Iterator[str]:
    if not name:
        yield f"{organisation_id} has no name; the ID is used instead."
    if raw != organisation_id:
        yield f"“{raw}” is read as {organisation_id}."
    problem = organisation_id_problem(organisation_id)
    if problem:
        yield f"{organisation_id}: {problem}"


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and a sentence when the encoding is in doubt."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").lstrip("\ufeff"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        # ISO-8859-15 has control characters where Windows-1252 has quotes and dashes.
        if not any(0x80 <= byte < 0xA0 for byte in data):
            return data.decode("iso-8859-15"), ""
    text = data.decode("windows-1252", "replace")
    doubtful = "\ufffd" in text
    return text, "The file's encoding is not known; check the letters." if doubtful else ""


def _table(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows under the separator that gives most rows with an ID and something beside it."""
    separators: tuple[str, ...] = _SEPARATORS
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep=") and len(first.strip("\r")) == 5:  # written by Excel
        separators, text, skipped = (first[4],), rest, 1
    best: list[Row] = []
    best_score, problems = -1, []
    for separator in separators:
        rows, problem = _rows(text, separator)
        score = sum(len(cells) > 1 and any(map(_organisation_id, cells)) for _, cells in rows)
        if score > best_score:
            best, best_score = rows, score
            problems = [problem] if problem else []
    return (
        [(line + skipped, cells) for line, cells in best],
        [(line + skipped, sentence) for line, sentence in problems],
    )


def _rows(text: str, separator: str) -> tuple[list[Row], tuple[int, str] | None]:
    import csv
    import io

    lines = list(io.StringIO(text, newline=""))
    rows: list[Row] = []
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        # A stray quote would swallow what follows: from here on quotes are letters.
        for number, plain in enumerate(lines[line - 1 :], line):
            if plain.strip():
                rows.append((number, [cell.strip().strip('"') for cell in plain.split(separator)]))
        return rows, (line, "A quotation mark is not closed; from here on they are ignored.")
    return rows, None


def _organisation_id(cell: str) -> str | None:
    """The ID with its hyphen; spreadsheets drop a leading zero, VAT numbers the hyphen."""
    found = _ID.fullmatch(cell.strip())
    if not found:
        return None
    return f"{(found[1] or found[3]).zfill(7)}-{found[2] or found[4]}"


def _id_column(rows: list[Row]) -> int | None:
    """The column that looks most like IDs: telephone numbers have eight digits too, but no hyphen
    and seldom the right check digit."""
    width = max((len(cells) for _, cells in rows), default=0)
    scores = [sum(_likeness(_cell(cells, column)) for _, cells in rows) for column in range(width)]
    return scores.index(max(scores)) if any(scores) else None


def _likeness(cell: str) -> int:
    organisation_id = _organisation_id(cell)
    if organisation_id is None:
        return 0
    return 1 + 2 * ("-" in cell) + 2 * (organisation_id_problem(organisation_id) is None)


def _name_column(rows: list[Row], id_column: int) -> int | None:
    """By its title, else the column with most texts that hold letters; the left one of equals."""
    titles = [title.casefold() for title in rows[0][1]]
    others = [c for c in range(max(len(cells) for _, cells in rows)) if c != id_column]
    for column in others:
        if column < len(titles) and titles[column] in _NAME_TITLES:
            return column
    counts = {c: sum(any(map(str.isalpha, _cell(cells, c))) for _, cells in rows) for c in others}
    return max(others, key=lambda column: counts[column]) if any(counts.values()) else None


def _is_title(cells: list[str]) -> bool:
    """The first row is titles when it holds no ID: nothing is lost by taking it for one when it
    names a column, or has no digits at all."""
    known = _ID_TITLES | _NAME_TITLES
    return any(cell.casefold() in known for cell in cells) or not any(
        character.isdigit() for cell in cells for character in cell
    )


def _cell(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
