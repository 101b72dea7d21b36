"""A request as one line and back: what is typed is what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.url_text import Piece, format_url, parse_url, stretches

ORIGIN = "https://isvapi.netvisor.fi"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=6))
def test_every_request_survives_the_line(rows):
    parameters = tuple(Parameter(name, value) for name, value in rows)
    typed = parse_url(format_url(ORIGIN, "customerlist.nv", parameters))
    assert typed.origin == ORIGIN
    assert typed.resource == "customerlist.nv"
    assert typed.parameters == parameters


def test_the_line_reads_as_people_write_it():
    rows = (
        Parameter("keyword", "Mäkinen & Co"),
        Parameter("changedsince", "2026-11-01T00:00:00"),
        Parameter("off", "x", enabled=False),
    )
    assert format_url(ORIGIN, "customerlist.nv", rows) == (
        "https://isvapi.netvisor.fi/customerlist.nv"
        "?keyword=Mäkinen %26 Co&changedsince=2026-11-01T00:00:00"
    )


@pytest.mark.parametrize(
    ("line", "origin", "resource", "rows", "method"),
    [
        ("customerlist.nv", "", "customerlist.nv", [], ""),
        ("/customerlist.nv?keyword=a", "", "customerlist.nv", [("keyword", "a")], ""),
        ("POST customer.nv?method=add", "", "customer.nv", [("method", "add")], "POST"),
        (
            "https://x.fi/a.nv?k=M%C3%A4kinen%20%26%20Co&empty=&bare",
            "https://x.fi",
            "a.nv",
            [("k", "Mäkinen & Co"), ("empty", ""), ("bare", "")],
            "",
        ),
        ("https://x.fi", "https://x.fi", "", [], ""),
        ("https://x.fi/a.nv?url=http://y/z", "https://x.fi", "a.nv", [("url", "http://y/z")], ""),
        ("a.nv?plus=a+b", "", "a.nv", [("plus", "a+b")], ""),
        ("a.nv?eq=a=b", "", "a.nv", [("eq", "a=b")], ""),
    ],
)
def test_lines_from_elsewhere_are_understood(line, origin, resource, rows, method):
    typed = parse_url(line)
    assert typed.origin == origin
    assert typed.resource == resource
    assert [(p.name, p.value) for p in typed.parameters] == rows
    assert typed.method == method


@given(TEXT)
def test_colours_cover_any_line_once(text):
    pieces = stretches(text)
    covered = [at for start, end, _ in pieces for at in range(start, end)]
    assert covered == list(range(len(text)))


def test_the_pieces_are_what_they_are_coloured_as():
    line = f"{ORIGIN}/customerlist.nv?keyword=Mäkinen&page=2"
    named = {(line[start:end], piece) for start, end, piece in stretches(line)}
    assert named == {
        (f"{ORIGIN}/", Piece.ORIGIN),
        ("customerlist.nv", Piece.RESOURCE),
        ("?keyword=", Piece.NAME),
        ("Mäkinen", Piece.VALUE),
        ("&page=", Piece.NAME),
        ("2", Piece.VALUE),
    }
