"""Tables of companies as spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.library.companies_csv import parse_companies
from nvexplorer.model.profile import Company

ROWS = (Company("Äijälä, Pojat & Co Oy", "0123456-2"), Company("Škoda Oy", "7654321-2"))


def table(separator, *, titles=True, order=(0, 1)):
    lines = [("Name", "Organisation ID")] if titles else []
    lines += [tuple(row) for row in ROWS]
    return "".join(separator.join(f'"{line[i]}"' for i in order) + "\r\n" for line in lines)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("titles", [True, False])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "iso-8859-15", "windows-1252", "utf-16"]
)
def test_every_common_form(separator, titles, order, encoding):
    data = table(separator, titles=titles, order=order).encode(encoding)
    assert parse_companies(data) == (ROWS, ())


def test_more_columns_and_unquoted_cells():
    text = "sep=;\nNr;Phone;Company;Y-tunnus;City\n1;12345678;Customer Oy;0123456-2;Pori\n"
    assert parse_companies(text.encode()) == ((Company("Customer Oy", "0123456-2"),), ())


def test_a_name_column_is_found_by_its_title():
    text = "Contact person at the customer,Yritys,Y-tunnus\nLiisa,Customer Oy,0123456-2\n"
    assert parse_companies(text.encode()).rows == (Company("Customer Oy", "0123456-2"),)


@pytest.mark.parametrize("written", ["FI01234562", "01234562", "123456-2", "FI 0123456-2"])
def test_what_a_spreadsheet_made_of_an_id_is_repaired_and_said(written):
    result = parse_companies(f"Customer Oy;{written}\n".encode())
    assert result.rows == (Company("Customer Oy", "0123456-2"),)
    assert result.problems == ((1, f"“{written}” is read as 0123456-2."),)


def test_problems_have_their_lines():
    text = (
        "name;id\n"
        "Good Oy;0123456-2\n"
        "\n"
        '"Two\nlines";7654321-2\n'
        "Again Oy;0123456-2\n"
        "Bad Oy;12-3\n"
        ";2345678-9\n"
    )
    result = parse_companies(text.encode())
    assert [row.name for row in result.rows] == ["Good Oy", "Two lines", "2345678-9"]
    lines = [line for line, _ in result.problems]
    assert lines == [6, 7, 8, 8]
    assert "line 2" in result.problems[0][1]
    assert "“12-3”" in result.problems[1][1]
    assert "no name" in result.problems[2][1] or "no name" in result.problems[3][1]
    assert "check digit" in result.problems[2][1] or "check digit" in result.problems[3][1]


def test_a_stray_quote_does_not_swallow_the_rest():
    text = 'A Oy;0123456-2\n"B Oy;7654321-2\nC Oy;1572860-0\n'
    result = parse_companies(text.encode())
    assert [row.name for row in result.rows] == ["A Oy", "B Oy", "C Oy"]
    assert result.problems[0][0] == 2
    assert "quotation mark" in result.problems[0][1]


@pytest.mark.parametrize("data", [b"", b" \r\n\r\n", b"\xef\xbb\xbf", b"a;b\nc;d\n", b"\x00\xff"])
def test_what_holds_no_company_says_so(data):
    result = parse_companies(data)
    assert result.rows == ()
    assert result.problems


@given(st.binary() | st.text('";,\t|\r\n0123456-2aä=sepFI').map(str.encode))
def test_any_bytes_give_a_result(data):
    result = parse_companies(data)
    assert len({row.organisation_id for row in result.rows}) == len(result.rows)
