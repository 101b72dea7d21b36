"""Tables as files and on the clipboard."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tables import Read, read_table

from nvexplorer.exchange.table.clipboard import tab_separated
from nvexplorer.exchange.table.contract import Export, Order, SortKey
from nvexplorer.model.errors import BadInput, ReadOnly
from nvexplorer.workers import table as jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMULAS = ["=1+1", "+A1", "-A1", "@SUM(A1)", " =1", "\t=1", "＝1"]
IN_ORDER = Order()
FIELDS = ("Name", "Sum", "Day", "At", "Open", "Reference")
ROWS = [
    ("Öljy; “Oy”", "1 234,50", "2026-01-31", "2026-01-31T12:30:15", "Kyllä", "00012345"),
    ("Äiti\nOy", "-25,5", "1.2.2026", "1.2.2026 9:05", "ei", "12345678901234567890"),
    ("=cmd|x", "", "1899-12-31", "", "", "+358401"),
    ("https://x.fi", "7", "", "", "ja", "3"),
]


@pytest.fixture(scope="module")
def table() -> Read:
    rows = "".join(f"<I>{''.join(map('<{0}>{1}</{0}>'.format, FIELDS, row))}</I>" for row in ROWS)
    return read_table(f"<R><L>{rows}</L></R>".encode(), "L/I")


def write(
    table: Read,
    file: Path,
    order: Order = IN_ORDER,
    titles: tuple[str, ...] = FIELDS,
    **more: object,
) -> int:
    what = Export(str(file), file.suffix[1:], tuple(map(table.path, titles)), **more)  # type: ignore[arg-type]
    return jobs.export(table.tabled, order, what, progress=lambda _: None).rows


def rows_of(file: Path, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig")), delimiter=delimiter))


def test_csv_is_what_a_finnish_spreadsheet_reads(table: Read, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert write(table, file) == 4
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfName;Sum;Day;At;Open;Reference\r\n")
    assert data.count(b"\r\n") == 5
    assert rows_of(file)[1:] == [
        ["Öljy; “Oy”", "1234,50", "2026-01-31", "2026-01-31T12:30:15", "Kyllä", "00012345"],
        ["Äiti\nOy", "-25,5", "1.2.2026", "1.2.2026 9:05", "ei", "12345678901234567890"],
        ["'=cmd|x", "", "1899-12-31", "", "", "'+358401"],
        ["https://x.fi", "7", "", "", "ja", "3"],
    ]


def test_csv_with_points_and_commas(table: Read, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write(table, file, titles=("Sum", "Name"), comma=False, delimiter=",")
    assert [row[0] for row in rows_of(file, ",")] == ["Sum", "1234.50", "-25.5", "", "7"]


def test_xlsx_has_real_numbers_dates_and_booleans(table: Read, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write(table, file)
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values == [
        list(FIELDS),
        ["Öljy; “Oy”", 1234.5, datetime(2026, 1, 31), datetime(2026, 1, 31, 12, 30, 15), True,
         "00012345"],
        ["Äiti\nOy", -25.5, datetime(2026, 2, 1), datetime(2026, 2, 1, 9, 5), False,
         "12345678901234567890"],
        ["=cmd|x", None, "1899-12-31", None, None, "+358401"],
        ["https://x.fi", 7, None, None, True, "3"],
    ]  # fmt: skip
    assert [sheet.cell(4, 1).data_type, sheet.cell(2, 2).data_type] == ["s", "n"]
    assert sheet.cell(2, 2).number_format == "#,##0.00"
    assert sheet.cell(5, 1).hyperlink is None
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("I", "A2", "A1:F5")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_order_filter_and_columns_are_those_of_the_window(
    table: Read, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"a.{ending}"
    order = Order((SortKey(table.path("Sum"), True),), text="oy")
    assert write(table, file, order, ("Reference", "Sum")) == 2
    if ending == "csv":
        found = [row[0] for row in rows_of(file)]
    else:
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        found = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert found == ["Reference", "00012345", "12345678901234567890"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_run(tmp_path: Path, cell: str) -> None:
    body = f"<R><L><I><A>{cell}</A></I><I><A>x</A></I></L></R>".encode()
    table = read_table(body, "L/I")
    write(table, tmp_path / "a.csv", titles=("A",))
    assert rows_of(tmp_path / "a.csv")[1] == ["'" + cell]
    write(table, tmp_path / "a.xlsx", titles=("A",))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert (sheet.cell(2, 1).data_type, sheet.cell(2, 1).value) == ("s", cell)
    assert tab_separated([[cell]]).startswith(("'", " '"))


def test_strange_characters_are_written(tmp_path: Path) -> None:
    body = b"<R><L><I><A>&#xD800;a&#1;b&#xFFFF;</A></I><I><A>\xf0\x9f\x98\x80</A></I></L></R>"
    table = read_table(body, "L/I")
    write(table, tmp_path / "a.csv", titles=("A",))
    assert [row[0] for row in rows_of(tmp_path / "a.csv")] == ["A", "\ufffda\x01b\ufffd", "😀"]
    write(table, tmp_path / "a.xlsx", titles=("A",))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.cell(3, 1).value == "😀"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_cannot_be_written_is_told_and_leaves_the_file_as_it_was(
    table: Read, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(ReadOnly, match=r"cannot be written \(No such file or directory\)"):
        write(table, tmp_path / "none" / f"a.{ending}")
    kept = tmp_path / f"a.{ending}"
    kept.write_text("kept")

    def stop(done: float) -> None:
        if done:
            raise KeyboardInterrupt

    what = Export(str(kept), ending, (table.path("Sum"),))
    with pytest.raises(KeyboardInterrupt):
        jobs.export(table.tabled, Order(), what, progress=stop)
    assert kept.read_text() == "kept"
    assert [each.name for each in tmp_path.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    ("format_", "paths", "sentence"),
    [("ods", ("L/I/Sum",), "as ods"), ("csv", (), "No column"), ("csv", ("L/I/X",), "no column")],
)
def test_what_is_asked_wrongly_is_told(
    table: Read, tmp_path: Path, format_: str, paths: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        jobs.export(
            table.tabled, Order(), Export(str(tmp_path / "a"), format_, paths), progress=print
        )


def test_progress_goes_from_nothing_to_all(table: Read, tmp_path: Path) -> None:
    told: list[float] = []
    listen: Callable[[float], None] = told.append
    what = Export(str(tmp_path / "a.csv"), "csv", (table.path("Sum"),))
    jobs.export(table.tabled, Order(), what, progress=listen)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_the_clipboard_takes_cells_apart_by_tabs_and_lines() -> None:
    rows = [("a\tb", "c\r\nd"), ("-5", "=1")]
    assert tab_separated(rows, ("A", "B")) == "A\tB\na b\tc d\n-5\t'=1\n"
