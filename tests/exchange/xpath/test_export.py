"""Hits as text, CSV and XML."""

from __future__ import annotations

import csv
import io

from lxml import etree

from nvexplorer.exchange.xpath.export import Form, exported
from nvexplorer.xmltext.source import BytesSource

LIST = (
    '<r xmlns:p=\'u\' xmlns="d"><c><Key>1</Key><Name>Äijä &amp; Co; "x"</Name></c>'
    "<c><Key>2</Key><p:Note>=1+1</p:Note><Key>3</Key></c>"
    "<v a='&lt;q>'>-12,50</v><v>@sum</v><v>+358 40</v><v>two\nlines</v></r>"
).encode()


def hit(text: str, path: str) -> tuple[str, int, int]:
    start = LIST.index(text.encode())
    return path, start, start + len(text.encode())


def element(name: str, number: int) -> tuple[str, int, int]:
    at = -1
    for _ in range(number):
        at = LIST.index(f"<{name}".encode(), at + 1)
    return f"/r/{name}[{number}]", at, LIST.index(f"</{name}>".encode(), at) + len(name) + 3


VALUES = [element("v", n) for n in (1, 2, 3, 4)]
RECORDS = [element("c", n) for n in (1, 2)]


def written(hits, form, **keywords) -> str:
    return "".join(exported(BytesSource(LIST), "utf-8", hits, form, **keywords))


def test_text_is_a_value_on_each_line():
    assert written(VALUES, Form.TEXT) == "-12,50\n@sum\n+358 40\ntwo lines\n"
    assert written([hit("a='&lt;q>'", "/r/v/@a")], Form.TEXT) == "<q>\n"


def test_csv_of_values_has_paths_and_no_formulas():
    rows = list(csv.reader(io.StringIO(written(VALUES, Form.CSV), newline=""), delimiter=";"))
    assert rows == [
        ["Path", "Value"],
        ["/r/v[1]", "-12,50"],  # a number is none
        ["/r/v[2]", "'@sum"],
        ["/r/v[3]", "'+358 40"],
        ["/r/v[4]", "two\nlines"],
    ]


def test_csv_of_records_has_a_column_for_each_name():
    rows = list(csv.reader(io.StringIO(written(RECORDS, Form.CSV), newline=""), delimiter=";"))
    assert rows == [
        ["Path", "Key", "Name", "p:Note"],
        ["/r/c[1]", "1", 'Äijä & Co; "x"', ""],
        ["/r/c[2]", "2", "", "'=1+1"],
    ]


def test_xml_is_a_document_with_the_elements_as_they_are():
    text = written([*RECORDS, hit("a='&lt;q>'", "/r/v/@a")], Form.XML)
    root = etree.fromstring(text.encode())
    assert [child.tag for child in root] == ["{d}c", "{d}c", "{d}Attribute"]
    assert root[1].find("{u}Note").text == "=1+1"
    assert root[2].get("a") == "<q>"


def test_xml_for_the_clipboard_is_the_elements_alone():
    path, start, end = RECORDS[0]
    assert written([(path, start, end)], Form.XML, whole=False) == LIST[start:end].decode() + "\n"
