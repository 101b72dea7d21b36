"""The parameters as text: nothing is lost between rows and lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.rows_text import numbered_rows, read_rows, write_rows

TEXT = st.text(st.sampled_from("ab=:#/\\ \t\n\r\x0b\x0c\x1c\x85\u2028\u2029\0nxä&%")) | st.text()
ROWS = st.lists(st.builds(Parameter, TEXT, TEXT, st.booleans()), max_size=5).map(tuple)


@given(ROWS)
@example((Parameter("", "", enabled=False), Parameter(" ", "\\ ", enabled=True)))
@example((Parameter("a\\", "\\"), Parameter("//a", "# b", enabled=False)))
def test_every_row_survives(rows):
    text = write_rows(rows)
    assert read_rows(text) == rows
    # Editors trim lines and know other ends of lines.
    assert len(text.splitlines()) == len(rows)
    assert read_rows("\n".join(f"  {line}" for line in text.split("\n"))) == rows


@pytest.mark.parametrize(
    ("line", "name", "value", "on"),
    [
        ("keyword=Oy & Co", "keyword", "Oy & Co", True),
        ("keyword: Oy", "keyword", "Oy", True),
        ("  keyword  =  Oy  ", "keyword", "Oy", True),
        ("changedsince=2026-01-01T00:00:00", "changedsince", "2026-01-01T00:00:00", True),
        ("a: b=c", "a", "b=c", True),
        ("//keyword=Oy", "keyword", "Oy", False),
        ("# keyword: Oy", "keyword", "Oy", False),
        ("# ask for these first", "ask for these first", "", False),
        ("bare", "bare", "", True),
        ("path=C:\\Temp", "path", "C:\\Temp", True),
        ("a=x\r", "a", "x", True),
    ],
)
def test_a_line_as_people_write_it(line, name, value, on):
    assert read_rows(line) == (Parameter(name, value, on),)


def test_empty_lines_are_no_rows():
    assert numbered_rows("\n a=1\n\n  \n//b=2\n") == [
        (1, Parameter("a", "1")),
        (4, Parameter("b", "2", enabled=False)),
    ]


def test_it_reads_as_one_would_write_it():
    rows = (Parameter("keyword", "Oy & Co"), Parameter("changedsince", "2026-01-01", False))
    assert write_rows(rows) == "keyword=Oy & Co\n// changedsince=2026-01-01"
