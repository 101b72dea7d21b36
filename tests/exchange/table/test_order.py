"""Sorting, filtering and sums of whole columns."""

from __future__ import annotations

import pytest
from tables import Read, in_order, read_table

from nvexplorer.exchange.table.contract import Column, Operator, Order, SortKey, ValueKind
from nvexplorer.exchange.table.filters import column_filter
from nvexplorer.model.errors import BadInput
from nvexplorer.workers import table as jobs

ROWS = [
    # name, sum, day, open, code
    ("Öljy Oy", "1 234,50", "2026-01-31", "Kyllä", "A10"),
    ("Äiti Oy", "-25,5", "1.2.2026", "ei", "A2"),
    ("zeta ab", "", "2025-12-31", "ja", "B1"),
    ("Zeta AB", "9", "", "nej", "A1"),
    ("Abc", "100", "2026-02-28", "yes", ""),
]
FIELDS = ("Name", "Sum", "Day", "Open", "Code")


def document() -> bytes:
    rows = "".join(f"<I>{''.join(map('<{0}>{1}</{0}>'.format, FIELDS, row))}</I>" for row in ROWS)
    return f"<R><L>{rows}</L></R>".encode()


@pytest.fixture(scope="module")
def table() -> Read:
    return read_table(document(), "L/I")


@pytest.mark.parametrize(
    ("title", "descending", "rows"),
    [
        ("Name", False, [4, 3, 2, 1, 0]),
        ("Name", True, [0, 1, 2, 3, 4]),
        ("Sum", False, [1, 3, 4, 0, 2]),
        ("Sum", True, [0, 4, 3, 1, 2]),
        ("Day", False, [2, 0, 1, 4, 3]),
        ("Day", True, [4, 1, 0, 2, 3]),
        ("Open", False, [1, 3, 0, 2, 4]),
        ("Code", False, [3, 1, 0, 2, 4]),
    ],
)
def test_a_column_sorts_by_what_it_means(
    table: Read, title: str, descending: bool, rows: list[int]
) -> None:
    assert in_order(table, Order((SortKey(table.path(title), descending),))) == rows


def test_several_columns_sort_one_after_another(table: Read) -> None:
    keys = (SortKey(table.path("Open"), True), SortKey(table.path("Sum")))
    assert in_order(table, Order(keys)) == [4, 0, 2, 1, 3]


@pytest.mark.parametrize(
    ("title", "typed", "rows"),
    [
        ("Name", "ZETA", [2, 3]),
        ("Name", "*oy*", [0, 1]),
        ("Name", "!oy", [2, 3, 4]),
        ("Name", "=zeta ab", [2, 3]),
        ("Name", "!=zeta ab", [0, 1, 4]),
        ("Name", ">zz", [0, 1]),
        ("Sum", ">9", [0, 4]),
        ("Sum", ">=9", [0, 3, 4]),
        ("Sum", "<0", [1]),
        ("Sum", "=1234,5", [0]),
        ("Sum", "=1 234.50", [0]),
        ("Sum", "1234", [0]),
        ("Sum", "=", [2]),
        ("Sum", "!=", [0, 1, 3, 4]),
        ("Day", ">=31.1.2026", [0, 1, 4]),
        ("Day", "=2026-02-01", [1]),
        ("Day", "2026-0", [0, 4]),
        ("Open", "=yes", [0, 2, 4]),
        ("Open", "=ei", [1, 3]),
        ("Code", "<A10", [1, 3]),
    ],
)
def test_what_is_typed_for_a_column_filters_it(
    table: Read, title: str, typed: str, rows: list[int]
) -> None:
    column = table.rows.layout.columns[table.titles.index(title)]
    made = column_filter(column, typed)
    assert made is not None
    assert in_order(table, Order(filters=(made,))) == rows


def test_words_stand_anywhere_in_the_row(table: Read) -> None:
    assert in_order(table, Order(text="oy 2026")) == [0, 1]
    assert in_order(table, Order(text="OY kyllä")) == [0]
    assert in_order(table, Order(text="nowhere")) == []
    assert in_order(table, Order()) == [0, 1, 2, 3, 4]


def test_a_date_stands_for_the_whole_day() -> None:
    column = Column("L/I/At", 0, "At", ValueKind.MOMENT)
    cells = ["2026-01-30 23:59", "2026-01-31 00:00", "2026-01-31 12:00", "2026-02-01 00:00"]
    body = "".join(f"<I><At>{cell}</At></I>" for cell in cells)
    table = read_table(f"<R><L>{body}</L></R>".encode(), "L/I")
    for typed, rows in {
        "=31.1.2026": [1, 2],
        ">31.1.2026": [3],
        "<=31.1.2026": [0, 1, 2],
        ">=31.1.2026 12:00": [2, 3],
    }.items():
        made = column_filter(column, typed)
        assert made is not None
        assert in_order(table, Order(filters=(made,))) == rows


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (
            ValueKind.NUMBER,
            ">abc",
            "“abc” cannot be compared with the column Sum, which is a number.",
        ),
        (ValueKind.DATE, "=31.2.2026", "which is a date."),
        (ValueKind.BOOLEAN, "=maybe", "which is yes or no."),
    ],
)
def test_what_cannot_be_compared_is_told(kind: ValueKind, typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        column_filter(Column("L/I/Sum", 0, "Sum", kind), typed)
    assert sentence in caught.value.what
    assert caught.value.next


def test_nothing_typed_is_no_filter() -> None:
    column = Column("L/I/Sum", 0, "Sum", ValueKind.NUMBER)
    assert [column_filter(column, typed) for typed in ("", "  ", ">", "!", "*")] == [None] * 5
    assert column_filter(column, "=") == ("L/I/Sum", Operator.EMPTY, "")


def test_a_column_that_is_not_there_is_told(table: Read) -> None:
    with pytest.raises(BadInput, match="no column L/I/None"):
        in_order(table, Order((SortKey("L/I/None"),)))


INVOICES = b"""<R><Invoices>
<Invoice><Sum>10,10</Sum><Lines><Line><P>1,5</P></Line><Line><P>2</P></Line></Lines></Invoice>
<Invoice><Sum>20</Sum><Lines/></Invoice>
<Invoice><Sum>0,05</Sum><Lines><Line><P>-4</P></Line></Lines></Invoice>
</Invoices></R>"""


def test_each_outer_element_counts_once_in_sums() -> None:
    table = read_table(INVOICES, "Invoices/Invoice/Lines/Line")
    paths = (table.path("Sum"), table.path("P"))

    def sums(order: Order) -> list[tuple[str, int]]:
        found = jobs.sums(table.tabled, order, paths, progress=lambda _: None)
        return [(each.total, each.numbers) for each in found]

    assert sums(Order()) == [("30.15", 3), ("-0.5", 3)]
    column = table.rows.layout.columns[table.titles.index("P")]
    made = column_filter(column, ">0")
    assert made is not None
    assert sums(Order(filters=(made,))) == [("10.10", 1), ("3.5", 2)]


def test_the_outer_values_sort_and_filter_inner_rows() -> None:
    table = read_table(INVOICES, "Invoices/Invoice/Lines/Line")
    key = SortKey(table.path("Sum"))
    assert in_order(table, Order((key,))) == [3, 0, 1, 2]
    assert in_order(table, Order((key,), text="10,10 1,5")) == [0]


def test_first_and_last_dates_are_told(table: Read) -> None:
    (found,) = jobs.sums(table.tabled, Order(), (table.path("Day"),), progress=lambda _: None)
    assert found == (4, 0, "", "", "2025-12-31", "2026-02-28")
