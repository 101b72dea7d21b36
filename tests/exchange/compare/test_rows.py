"""The rows that are compared are those of the viewer, one by one."""

from __future__ import annotations

import pytest
import xml_documents
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.compare.opening import Shown
from nvexplorer.exchange.compare.rows import RowReader
from nvexplorer.xmltext.document import Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.source import BytesSource

ODD = [
    "<a></a>",
    "<a> </a>",
    "<a>\n</a>",
    "<a></b>",
    "<a>\n</b>",
    "<a>1</b>",
    "<a>1</a>text<b/>",
    "<a>text<b/></a>",
    "<a> <b>1</b> x <c/></a>",
    "<a x='1'><b y=\"2>3\"/></a>",
    '<a x="1"  y="2" ><b z="&lt;"/></a >',
    "<a>1\n2</a><b/>",
    "<a><!--c--><b>1</b><?p?></a>",
    "<a><![CDATA[<x>]]></a><b/>",
    "<a><b>1</b>",
    "</a></b><c>",
    "<a><<b>1</b></a>",
    "<a><b>1</b",
    "<å><ä>1</ä></å>",
    "<a>" + " " * 1_500 + "<b/></a>",
    "\n\n <a>\r\n\t<b>1</b>\r\n</a>\n\n",
    "<a><b>x</b>\n<b>" + "y" * 70_000 + "</b></a>",
]


def check(text: str, pretty: bool) -> None:
    data = text.encode()
    source, encoding = BytesSource(data), detect(data)
    document = Document(source, encoding, pretty=pretty)
    while document.index.advance():
        pass
    seen = [
        data[document.index.row(n).start : document.end_of(n)] for n in range(document.index.rows)
    ]
    rows = RowReader(pretty=pretty).read(Shown(source, encoding, ""), lambda part: None)
    assert len(rows.hashes) == len(seen)
    # The same rows have the same number, others another.
    assert len(set(zip(rows.hashes, seen, strict=True))) == len(set(seen)) == len(set(rows.hashes))
    if pretty:
        depths = [document.index.row(n).depth for n in range(document.index.rows)]
        assert [level // 2 for level in rows.levels] == depths


@pytest.mark.parametrize("pretty", [True, False])
@pytest.mark.parametrize("text", ODD)
def test_odd_documents(text: str, pretty: bool) -> None:
    check(text, pretty)


@given(xml_documents.fragments, st.booleans())
def test_any_text(text: str, pretty: bool) -> None:
    check(text, pretty)


PIECES = [
    "<a>",
    "</a>",
    "<b/>",
    "<b>1</b>",
    '<b x="1">',
    "</b>",
    "t",
    " ",
    "\n",
    "<",
    "<!--",
    "-->",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.booleans())
def test_any_markup(text: str, pretty: bool) -> None:
    check(text, pretty)


def test_rows_at_the_seams_of_large_documents() -> None:
    record = "<r><k>{}</k><t x='1'>a</t><u>b</u></r>"
    text = "<a>" + "".join(record.format(n) for n in range(60_000)) + "</a>"
    check(text, pretty=True)
