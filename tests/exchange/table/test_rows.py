"""Repeated elements of an answer as rows and columns."""

from __future__ import annotations

import pytest
from tables import read_table, tables_of

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.exchange.table.contract import ValueKind
from nvexplorer.exchange.table.head import first_kinds, first_rows
from nvexplorer.exchange.table.rows import LONGEST, TableRows
from nvexplorer.model.exchange import BytesBody

CATALOGUE = Catalogue.load(resources_root())

INVOICES = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Root>
  <ResponseStatus><Status>OK</Status><TimeStamp>1.2.2026 10:00:00</TimeStamp></ResponseStatus>
  <SalesInvoiceBatch>
    <Invoice id="1">
      <Number>0007</Number>
      <Date format="ansi">2026-01-31</Date>
      <Customer><Name>Äijä &amp; pojat</Name><Address><City>Oulu</City></Address></Customer>
      <Sum>1 234,50</Sum>
      <Rows>
        <Row><Product>Kynä</Product><Price>2,50</Price></Row>
        <Row><Product>Vihko</Product><Price>1,25</Price><Note>sininen</Note></Row>
      </Rows>
    </Invoice>
    <Invoice id="2">
      <Number>0008</Number>
      <Date format="ansi">2026-02-28</Date>
      <Customer><Name><![CDATA[Oy <Ab>]]></Name><Address><City/></Address></Customer>
      <Sum>-25,5</Sum>
      <Rows/>
    </Invoice>
    <Invoice id="3">
      <Number>0009</Number>
      <!-- not sent yet --><Sum>10</Sum>
      <Rows>
        <Row><Product>Kumi</Product><Price>0,90</Price></Row>
      </Rows>
    </Invoice>
  </SalesInvoiceBatch>
</Root>
""".encode()
OUTER = "SalesInvoiceBatch/Invoice"
INNER = "SalesInvoiceBatch/Invoice/Rows/Row"


def test_an_outer_row_has_its_own_values_and_counts_the_inner_ones() -> None:
    assert read_table(INVOICES, OUTER).cells == [
        ("Invoice/@id", "Number", "Date", "Date/@format", "Name", "City", "Sum", "Row"),
        ("1", "0007", "2026-01-31", "ansi", "Äijä & pojat", "Oulu", "1 234,50", "2"),
        ("2", "0008", "2026-02-28", "ansi", "Oy <Ab>", "", "-25,5", ""),
        ("3", "0009", "", "", "", "", "10", "1"),
    ]


def test_an_inner_row_stands_beside_the_values_around_it_and_no_outer_one_is_lost() -> None:
    table = read_table(INVOICES, INNER)
    wanted = [table.titles.index(each) for each in ("Number", "Sum", "Product", "Price", "Note")]
    assert [tuple(row[place] for place in wanted) for row in table.cells[1:]] == [
        ("0007", "1 234,50", "Kynä", "2,50", ""),
        ("0007", "1 234,50", "Vihko", "1,25", "sininen"),
        ("0008", "-25,5", "", "", ""),
        ("0009", "10", "Kumi", "0,90", ""),
    ]
    assert table.rows.layout.groups == (OUTER, INNER)


def test_the_tables_of_a_body_are_told_the_best_first() -> None:
    found = tables_of(INVOICES)
    assert [(kind.path, kind.groups, kind.elements, kind.exact) for kind in found] == [
        (OUTER, (OUTER,), 3, True),
        (INNER, (OUTER, INNER), 3, True),
    ]
    assert first_kinds(BytesBody(INVOICES)) == found


def test_a_body_without_repeated_elements_has_no_table() -> None:
    assert tables_of(b"<Root><Customer><Name>A</Name></Customer></Root>") == ()
    statuses = b"<Status>FAILED</Status><Status>X :: y</Status>"
    refused = b"<Root><ResponseStatus>" + statuses + b"</ResponseStatus></Root>"
    assert tables_of(refused) == ()


def test_a_list_of_one_is_a_table_by_the_name_of_its_parent_or_by_the_catalogue() -> None:
    one = b"<Root><Vouchers><Voucher><Number>1</Number></Voucher></Vouchers></Root>"
    assert [kind.path for kind in tables_of(one)] == ["Vouchers/Voucher"]
    lines = (
        b"<Root><SalesInvoice><InvoiceLines><InvoiceLine><SalesInvoiceProductLine>"
        b"<ProductName>a</ProductName></SalesInvoiceProductLine></InvoiceLine></InvoiceLines>"
        b"</SalesInvoice></Root>"
    )
    definition = CATALOGUE.definition("getsalesinvoice.nv")
    assert "SalesInvoice/InvoiceLines/InvoiceLine" in [k.path for k in tables_of(lines, definition)]


def test_what_is_known_of_columns_comes_from_the_catalogue() -> None:
    body = (
        b"<Root><Customerlist><Customer><Netvisorkey>165</Netvisorkey><Code>1001</Code>"
        b"<Name>12</Name></Customer></Customerlist></Root>"
    )
    table = read_table(body, "Customerlist/Customer", CATALOGUE.definition("customerlist.nv"))
    columns = {column.title: column for column in table.rows.layout.columns}
    assert columns["Netvisorkey"].note == "Netvisor key of the customer"
    assert {column.kind for column in columns.values()} == {ValueKind.TEXT}


def test_a_place_is_that_of_the_element_in_the_bytes() -> None:
    table = read_table(INVOICES, INNER)
    start, end = table.rows.place(1)
    assert INVOICES[start:end].decode().startswith("<Row><Product>Vihko")
    assert INVOICES[start:end].endswith(b"</Row>")
    start, end = table.rows.place(1, 0)
    assert INVOICES[start:end].startswith(b'<Invoice id="1">')
    start, end = table.rows.place(2)  # an invoice without rows
    assert INVOICES[start:end].startswith(b'<Invoice id="2">')


def test_chosen_cells_of_an_outer_element_are_summed_once() -> None:
    table = read_table(INVOICES, INNER)
    total, price = table.titles.index("Sum"), table.titles.index("Price")
    rows = range(table.rows.count)
    found = table.rows.summary([(row, total) for row in rows])
    assert found[:5] == (3, 3, "1219.00", "406.3333", "-25.5")
    assert table.rows.summary([(row, price) for row in rows]).total == "4.65"
    assert table.rows.summary([(0, price), (1, price), (1, total)]).total == "1238.25"
    assert table.rows.summary([]).total == ""


def test_the_first_rows_are_those_of_the_job() -> None:
    rows = TableRows(BytesBody(INVOICES))
    rows.add(first_rows(BytesBody(INVOICES), INNER))
    assert rows.cells(range(rows.count)) == read_table(INVOICES, INNER).cells[1:]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "iso-8859-1", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    text = INVOICES.decode().replace('encoding="utf-8"', f'encoding="{encoding}"')
    body = text.encode(encoding)
    charset = encoding if encoding == "utf-16-be" else None
    for path in (OUTER, INNER):
        assert read_table(body, path, charset=charset).cells == read_table(INVOICES, path).cells


def test_bytes_that_are_wrong_in_the_encoding_are_read_as_windows_1252() -> None:
    body = "<Root><Names><Name>Äkä</Name><Name>Öljy</Name></Names></Root>".encode("cp1252")
    assert read_table(body, "Names/Name").cells == [("Name",), ("Äkä",), ("Öljy",)]


def test_prefixes_of_namespaces_are_no_part_of_names() -> None:
    body = (
        b'<n:Root xmlns:n="urn:x" xmlns="urn:y"><n:List><n:Item n:id="1"><n:A>1</n:A></n:Item>'
        b"<Item><A>2</A></Item></n:List></n:Root>"
    )
    assert read_table(body, "List/Item").cells == [("Item/@id", "A"), ("1", "1"), ("", "2")]


def test_text_between_elements_is_a_column_too() -> None:
    body = b"<R><L><I>one<B>b</B> two</I><I><B>c</B>\n</I></L></R>"
    assert read_table(body, "L/I").cells == [("I", "B"), ("one two", "b"), ("", "c")]


def test_titles_are_as_short_as_they_can_be() -> None:
    item = b"<I><A><Name>1</Name></A><B><Name>2</Name><City>3</City></B></I>"
    table = read_table(b"<R><L>" + 2 * item + b"</L></R>", "L/I")
    assert table.titles == ("A/Name", "B/Name", "City")


def test_an_element_seen_repeated_late_becomes_a_count() -> None:
    body = b"<R><L>" + b"<I><T>a</T></I>" * 3 + b"<I><T>b</T><T>c</T></I></L></R>"
    assert read_table(body, "L/I").cells == [("T",), ("1",), ("1",), ("1",), ("2",)]


def test_a_group_around_the_rows_seen_late_adds_its_values() -> None:
    item = b"<I><A>%d</A></I>"
    many = b"".join(item % n for n in range(20_000))
    body = b"<R><C><N>x</N>" + many + b"</C><C><N>y</N><I><A>z</A></I></C></R>"
    assert len(body) > 300_000
    table = read_table(body, "C/I")
    assert table.rows.layout.groups == ("C", "C/I")
    assert table.rows.count == 20_001
    assert table.rows.cells([0, 19_999, 20_000]) == [
        ("x", "0"),
        ("x", "19999"),
        ("y", "z"),
    ]


def test_long_cells_are_cut_and_say_so() -> None:
    body = b"<R><L><I><A>" + b"x" * 50_000 + b"</A><B>b</B></I><I><A>y</A></I></L></R>"
    (long, short), (b, _) = zip(*read_table(body, "L/I").cells[1:], strict=True)
    assert (len(long), long[-1], short, b) == (LONGEST, "…", "y", "b")


@pytest.mark.parametrize(
    ("end", "offset", "sentence"),
    [
        ("<Row><Product>x", None, "The body ends before the end of <Product>."),
        ("<Row></Wrong>", "</Wrong>", "The end tag </Wrong> stands where <Row> is open."),
        ("<Row><a b=c></a></Row>", "<a b=c", "The tag <a begins nothing that XML knows."),
        ("</Rows></Invoice></SalesInvoiceBatch></Root></x>", "</x>", "</x> ends nothing."),
        ("<Row", None, "ends within a tag"),
        ("<!-- no end", None, "ends within a tag or a comment"),
    ],
)
def test_rows_go_up_to_the_fault_whose_place_is_told(
    end: str, offset: str | None, sentence: str
) -> None:
    good, last, _ = INVOICES.decode().partition("<Price>0,90</Price></Row>")
    whole = good + last + end
    table = read_table(whole.encode(), INNER)
    assert table.column("Product") == ["Kynä", "Vihko", "", "Kumi"]
    assert table.column("Number") == ["0007", "0007", "0008", "0009"]
    assert table.end.fault is not None
    assert sentence in table.end.fault.sentence
    place = whole.index(offset) if offset else len(whole)
    assert table.end.fault.offset == len(whole[:place].encode())


def test_columns_that_say_nothing_are_quiet() -> None:
    columns = read_table(INVOICES, INNER).rows.layout.columns
    assert [column.title for column in columns if column.quiet] == ["Date/@format"]
