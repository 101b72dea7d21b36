"""What is clearly a request is taken as one, and what may be a value is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.panes.request.pasted import read_query, read_request

HOST = "https://isvapi.netvisor.fi"
ROWS = [("keyword", "Mäkinen Oy"), ("changedsince", "2026-01-01T00:00:00")]


@pytest.mark.parametrize(
    ("text", "method", "left"),
    [
        (f"{HOST}/customerlist.nv?keyword=Mäkinen Oy&changedsince=2026-01-01T00:00:00", "", ""),
        (f"{HOST}/customerlist.nv?keyword=M%C3%A4kinen%20Oy&changedsince=2026-01-01T00%3A00%3A00",
         "", ""),
        (f"{HOST}/customerlist.nv?keyword=M%E4kinen%20Oy&changedsince=2026-01-01T00:00:00", "", ""),
        (f" GET {HOST}/customerlist.nv?keyword=Mäkinen Oy&changedsince=2026-01-01T00:00:00\n",
         "GET", ""),
        ("POST /customerlist.nv?keyword=M%C3%A4kinen%20Oy&changedsince=2026-01-01T00:00:00 HTTP/1.1"
         "\r\nHost: isvapi.netvisor.fi\r\nX-Netvisor-Interface-Language: EN\r\n\r\n<root/>",
         "POST", "Headers and body were not taken over."),
        (f"{HOST}/customerlist.nv?keyword=M%C3%A4kinen%20Oy\n  &changedsince=2026-01-01T00:00:00",
         "", ""),
        (f"curl '{HOST}/customerlist.nv?keyword=M%C3%A4kinen%20Oy&changedsince=2026-01-01T00:00:00'"
         " \\\n  -H 'Accept: */*' \\\n  --compressed",
         "GET", "Headers of the command were not taken over."),
        (f"$ curl --url {HOST}/customerlist.nv -G --data-urlencode 'keyword=Mäkinen Oy'"
         " -d changedsince=2026-01-01T00:00:00", "GET", ""),
        (f'curl.exe -XPOST --data "<root/>" -H "A: b" ^\r\n'
         f' "{HOST}/customerlist.nv?keyword=M%C3%A4kinen%20Oy^&changedsince=2026-01-01T00:00:00"',
         "POST", "Headers and body of the command were not taken over."),
        (f"curl -d @body.xml {HOST}/customerlist.nv?"
         "'keyword=M%C3%A4kinen%20Oy&changedsince=2026-01-01T00:00:00'",
         "POST", "The body of the command was not taken over."),
    ],
)  # fmt: skip
def test_a_request_in_any_of_its_forms(text, method, left):
    pasted = read_request(text)
    assert pasted is not None
    assert pasted.typed.origin == HOST
    assert pasted.typed.resource == "customerlist.nv"
    assert [(p.name, p.value) for p in pasted.typed.parameters] == ROWS
    assert (pasted.typed.method, pasted.left) == (method, left)


@pytest.mark.parametrize(
    "text", ["", "Mäkinen", "customerlist.nv", "keyword=a&b=c", "GET well soon", "curl", "curling"]
)
def test_other_texts_are_no_requests(text):
    assert read_request(text) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("?keyword=a&page=2", [("keyword", "a"), ("page", "2")]),
        ("keyword=M%C3%A4ki&page=", [("keyword", "Mäki"), ("page", "")]),
        ("Keyword=a", [("Keyword", "a")]),
        (f"{HOST}/a.nv?x=1", [("x", "1")]),
        ("a.nv?x=1", [("x", "1")]),
    ],
)
def test_a_query_pasted_into_a_field(text, rows):
    pasted = read_query(text, ["keyword", "page"])
    assert pasted is not None
    assert [(p.name, p.value) for p in pasted.typed.parameters] == rows


@pytest.mark.parametrize(
    "text",
    [
        "a=b",
        "x & y = z",
        "Oy & Co",
        "2026-01-01",
        "https://example.com/?a=b&c=d",
        "a b=1&c=2",
        "1,2",
    ],
)
def test_a_value_pasted_into_a_field_stays_a_value(text):
    assert read_query(text, ["keyword", "page"]) is None


@given(st.text() | st.text().map("curl ".__add__) | st.text().map("GET /a.nv?".__add__))
def test_anything_can_be_pasted(text):
    read_request(text)
    read_query(text, ["keyword"])
