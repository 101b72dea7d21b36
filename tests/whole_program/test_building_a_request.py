"""Requests are built in the window and sent to a real sandbox; what Netvisor has then is read back
by the command line."""

from __future__ import annotations

import base64
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from invoices import invoice_body
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QTreeView
from screen import TITLE, until, window
from window import Explorer, ProfileText, write_profiles

from nvexplorer.model.request import Parameter, RequestDraft

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CUSTOMER = """<root>
  <customer>
    <customerbaseinformation>
      <internalidentifier>K-77</internalidentifier>
      <!-- tämä pysyy -->
      <name>Kärki   &amp; Pojat</name>
    </customerbaseinformation>
  </customer>
</root>
"""
SWAPPED = CUSTOMER.replace("      <internalidentifier>K-77</internalidentifier>\n", "").replace(
    "</name>\n", "</name>\n      <internalidentifier>K-77</internalidentifier>\n"
)


@pytest.fixture
def explorer(qtbot: QtBot, tmp_path: Path, sandbox: str):
    home = tmp_path / "window"
    write_profiles(home, ProfileText("Harjoitus", sandbox, "sandbox"))
    with Explorer(qtbot, home) as window:
        yield window


def read(demo, resource: str, *parameters: str) -> ElementTree.Element:
    result = demo("send", resource, *parameters)
    assert result.code == 0, result.err
    return ElementTree.fromstring(result.out)


def sent(explorer: Explorer, outcome: str = "OK") -> str:
    """Send it; the key of what was inserted, if any."""
    exchange = explorer.send()
    assert explorer.outcome == outcome, explorer.text(explorer.tab.response)
    return exchange.inserted_keys[0] if exchange.inserted_keys else ""


def open_body(explorer: Explorer, resource: str, text: str, method: str = "add"):
    parameters = (Parameter("method", method),) if method else ()
    draft = RequestDraft(resource, "POST", parameters, text)
    explorer.window.workspace.open_draft(draft, "Harjoitus")
    body = explorer.tab.request.show_body()
    body.editor.setFocus()
    explorer.until(body.editor.hasFocus, "the editor")
    return body


def checked(explorer: Explorer, body) -> None:
    checks = body.help.checks
    explorer.until(lambda: checks.current and not checks.waiting, "the check")


def paste(explorer: Explorer, text: str) -> None:
    QApplication.clipboard().setText(text)
    explorer.press("Ctrl+V")


def test_a_pasted_url_fills_the_request(explorer: Explorer, demo) -> None:
    explorer.press("Ctrl+T")
    explorer.press("Ctrl+L")
    paste(explorer, "https://isvapi.netvisor.fi/customerlist.nv?keyword=Oy%20A%26B&changedsince=")
    draft = explorer.tab.request.draft()
    assert (draft.resource, draft.method) == ("customerlist.nv", "GET")
    values = {p.name: p.value for p in draft.parameters if p.enabled}
    assert values == {"keyword": "Oy A&B", "changedsince": ""}
    assert explorer.named(QLineEdit, "Value of keyword").text() == "Oy A&B"
    # The host stays that of the profile, which is said.
    assert explorer.sees("The host belongs to the profile", explorer.tab.request)
    # What is changed in a field is changed in the URL, and the other way round.
    explorer.fill("keyword", "sähkö")
    url = explorer.tab.request.url.toPlainText()
    assert url.endswith("/customerlist.nv?keyword=sähkö&changedsince=")
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+A")
    explorer.type("customerlist.nv?keyword=oy")
    assert explorer.named(QLineEdit, "Value of keyword").text() == "oy"
    assert sent(explorer) == ""


def test_a_customer_is_completed_from_the_first_bracket(explorer: Explorer, demo) -> None:
    body = open_body(explorer, "customer.nv", "")
    completion = body.help.completion

    def take(*typed: str, label: str = "") -> None:
        """Type it, wait for the list to be about it, take the first or the one with this label."""
        for each in typed:
            explorer.type(each)
        explorer.until(lambda: completion.open and not completion.asking, "the list")
        labels = completion.popup.labels
        for _ in range(labels.index(label) if label else 0):
            explorer.press("Down")
        explorer.press("Return")
        explorer.until(lambda: not completion.open, "the end of the list")

    def fill(text: str) -> None:
        """In place of the example that is selected, and to the next line."""
        explorer.type(text)
        explorer.press("Esc")
        explorer.press("End")
        explorer.press("Return")

    take("<")
    assert [tag in body.text() for tag in ("<root>", "<customer>", "</root>")] == [True] * 3
    fill("K-1234")
    for name, value in (
        ("name", "Täydennys Oy"),
        ("streetaddress", "Katu 1"),
        ("city", "Oulu"),
        ("country", "FI"),
    ):
        take("<", name[:3], label=name)
        fill(value)
    checked(explorer, body)
    assert body.help.problems.errors == 0
    key = sent(explorer)
    base = read(demo, "getcustomer.nv", f"id={key}").find(".//CustomerBaseInformation")
    assert base.findtext("InternalIdentifier") == "K-1234"
    assert base.findtext("Name") == "Täydennys Oy"
    assert base.findtext("StreetAddress") == "Katu 1"
    assert base.findtext("City") == "Oulu"
    assert base.findtext("Country") == "FI"


def test_a_wrong_order_is_mended_by_one_key_and_accepted(explorer: Explorer, demo) -> None:
    body = open_body(explorer, "customer.nv", SWAPPED)
    checked(explorer, body)
    sent(explorer, "FAILED")
    body.editor.setFocus()
    body.editor.show_place(0)
    explorer.press("F8")
    explorer.press("Alt+Return")
    explorer.until(lambda: body.text() != SWAPPED, "the fix")
    mended = body.text()
    assert sorted(mended.split("\n")) == sorted(SWAPPED.split("\n"))
    key = sent(explorer)
    assert read(demo, "getcustomer.nv", f"id={key}").findtext(".//InternalIdentifier") == "K-77"
    body.editor.setFocus()
    explorer.press("Ctrl+Z")
    assert body.text() == SWAPPED
    explorer.press("Ctrl+Shift+Z")
    assert body.text() == mended


# The form


class Form:
    """The form of the body in front, by keyboard and mouse."""

    def __init__(self, explorer: Explorer) -> None:
        explorer.press("Ctrl+Shift+X")
        self._explorer = explorer
        self.tree = explorer.named(QTreeView, "Body as a form")
        explorer.until(self.tree.hasFocus, "the form")
        explorer.until(lambda: self.tree.model().rowCount(), "its rows")

    def index(self, *path: str) -> QModelIndex:
        model, index = self.tree.model(), QModelIndex()
        for name in path:
            rows = [model.index(number, 0, index) for number in range(model.rowCount(index))]
            index = next(each for each in rows if each.data() == name)
        return index

    def go(self, *path: str) -> None:
        """Click on the value of a row."""
        index = self.index(*path)
        parent = index.parent()
        while parent.isValid():
            self.tree.expand(parent)
            parent = parent.parent()
        cell = index.siblingAtColumn(1)
        self.tree.scrollTo(cell)
        place = self.tree.visualRect(cell).center()
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert self.tree.currentIndex() == cell

    def field(self) -> QLineEdit | None:
        found = self.tree.viewport().findChildren(QLineEdit)
        return next((each for each in found if each.isVisible()), None)

    def type(self, text: str, key: str) -> None:
        """Into the field that is open."""
        self._explorer.until(self.field, "the field")
        self._explorer.press("Ctrl+A")
        self._explorer.type(text)
        self._explorer.press(key)


BASE = ("root", "customer", "customerbaseinformation")


def test_a_customer_is_filled_in_as_a_form(explorer: Explorer, demo) -> None:
    body = open_body(explorer, "customer.nv", CUSTOMER)
    form = Form(explorer)
    form.go(*BASE, "name")
    explorer.press("Return")
    form.type("Terä & Lanka", "Tab")  # nameextension
    form.type("Varasto", "Tab")  # streetaddress
    form.type("Katu 2", "Return")
    expected = CUSTOMER.replace("Kärki   &amp; Pojat", "Terä &amp; Lanka").replace(
        "</name>\n",
        "</name>\n      <nameextension>Varasto</nameextension>\n"
        "      <streetaddress>Katu 2</streetaddress>\n",
    )
    explorer.until(lambda: body.text() == expected, "the values")
    # A group by key, its value, and both gone again.
    form.go("root", "customer", "customerfinvoicedetails")
    explorer.press("Insert")
    explorer.until(lambda: "<customerfinvoicedetails>" in body.text(), "the group")
    form.go("root", "customer", "customerfinvoicedetails", "finvoiceaddress")
    explorer.press("F2")
    form.type("003798765432", "Return")
    explorer.until(lambda: ">003798765432</finvoiceaddress>" in body.text(), "the address")
    form.go("root", "customer", "customerfinvoicedetails")
    explorer.press("Delete")
    explorer.until(lambda: body.text() == expected, "the end of the group")
    # Each of these is one step of undo, from the form and from the XML.
    explorer.press("Ctrl+Z")
    explorer.until(lambda: ">003798765432</finvoiceaddress>" in body.text(), "what was removed")
    assert form.index("root", "customer", "customerfinvoicedetails", "finvoiceaddress").isValid()
    explorer.press("Ctrl+Y")
    explorer.until(lambda: body.text() == expected, "the removal")
    explorer.press("Ctrl+Shift+X")
    explorer.until(body.editor.hasFocus, "the XML")
    explorer.press("Ctrl+Z")
    explorer.press("Ctrl+Shift+Z")
    assert body.text() == expected
    key = sent(explorer)
    found = read(demo, "getcustomer.nv", f"id={key}").find(".//CustomerBaseInformation")
    told = [found.findtext(name) for name in ("Name", "NameExtension", "StreetAddress")]
    assert told == ["Terä & Lanka", "Varasto", "Katu 2"]


def test_one_step_of_undo_takes_back_one_change_of_the_form(explorer: Explorer) -> None:
    body = open_body(explorer, "customer.nv", CUSTOMER)
    form = Form(explorer)
    form.go(*BASE, "name")
    explorer.press("Return")
    form.type("Toinen", "Return")
    explorer.until(lambda: "<name>Toinen</name>" in body.text(), "the value")
    form.go(*BASE, "email")
    explorer.press("Return")
    form.type("a@example.fi", "Return")
    explorer.until(lambda: "<email>a@example.fi</email>" in body.text(), "the value")
    explorer.press("Ctrl+Shift+X")
    explorer.until(body.editor.hasFocus, "the XML")
    explorer.press("Ctrl+Z")
    assert body.text() == CUSTOMER.replace("Kärki   &amp; Pojat", "Toinen")
    explorer.press("Ctrl+Z")
    assert body.text() == CUSTOMER


def test_both_views_show_what_is_typed_in_the_other(explorer: Explorer) -> None:
    text = CUSTOMER.replace("</name>", "</name>\n      <oma:kenttä  a='1'>x</oma:kenttä>")
    body = open_body(explorer, "customer.nv", text)
    body.editor.show_place(text.index("Kärki") + 2)
    form = Form(explorer)
    # The form begins where the caret was, and the caret goes where the form went.
    assert form.tree.currentIndex().siblingAtColumn(0).data() == "name"
    form.go(*BASE, "internalidentifier")
    explorer.press("Ctrl+Shift+X")
    explorer.until(body.editor.hasFocus, "the XML")
    explorer.type("9")
    assert ">9K-77<" in body.text()
    form = Form(explorer)
    cell = form.index(*BASE, "internalidentifier").siblingAtColumn(1)
    explorer.until(lambda: cell.data() == "9K-77", "the value")
    # Comments, unknown elements and the manner of writing survive.
    explorer.press("Return")
    form.type("K-78", "Return")
    explorer.until(lambda: body.text() == text.replace("K-77", "K-78"), "the value")
    form.go(*BASE, "oma:kenttä")
    explorer.press("Return")
    form.type("y", "Return")
    wanted = text.replace("K-77", "K-78").replace(">x<", ">y<")
    explorer.until(lambda: body.text() == wanted, "the value")


def test_what_the_check_finds_stands_in_the_form(explorer: Explorer) -> None:
    text = CUSTOMER.replace("</name>", '</name>\n      <country type="ISO-3166">FIN</country>')
    body = open_body(explorer, "customer.nv", text)
    form = Form(explorer)
    checked(explorer, body)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    country = form.index(*BASE, "country")
    explorer.until(lambda: "error: country is 'FIN'" in country.data(spoken), "the problem")
    form.go(*BASE, "country")
    explorer.press("Return")
    form.type("FI", "Return")
    explorer.until(lambda: form.index(*BASE, "country").data(spoken) == "country, FI", "its end")


def test_the_columns_of_the_form_are_remembered(qtbot: QtBot, tmp_path: Path, sandbox) -> None:
    home = tmp_path / "window"
    write_profiles(home, ProfileText("Harjoitus", sandbox, "sandbox"))
    with Explorer(qtbot, home) as explorer:
        open_body(explorer, "customer.nv", CUSTOMER)
        header = Form(explorer).tree.header()
        header.resizeSection(0, 222)
        header.resizeSection(1, 333)
        settings = explorer.window.services.settings
        explorer.until(lambda: settings.current.form_columns == "222 333", "the widths")
    with Explorer(qtbot, home) as explorer:
        header = Form(explorer).tree.header()
        assert (header.sectionSize(0), header.sectionSize(1)) == (222, 333)


# Files and placeholders

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 200


def test_a_file_is_attached_and_arrives(explorer: Explorer, demo, tmp_path: Path) -> None:
    customer = first_customer(demo)
    file = tmp_path / "lasku & liite.pdf"
    file.write_bytes(PDF)
    text = invoice_body(
        date="{{today}}",
        amount="125,50",
        customer=customer,
        product=("netvisor", first_product(demo)),
        more="""    <salesinvoiceattachments>
      <salesinvoiceattachment>
        <mimetype></mimetype>
        <attachmentdescription>Liite</attachmentdescription>
        <filename></filename>
        <documentdata type="pdf"></documentdata>
      </salesinvoiceattachment>
    </salesinvoiceattachments>
""",
    )
    body = open_body(explorer, "salesinvoice.nv", text)
    body.editor.show_place(text.index("</documentdata>"))

    explorer.press("Ctrl+Shift+A")
    dialog = explorer.dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    explorer.come_back()
    encoded = base64.b64encode(PDF).decode()
    explorer.until(lambda: encoded in body.text(), "the file")
    assert "<filename>lasku &amp; liite.pdf</filename>" in body.text()
    assert "<mimetype>application/pdf</mimetype>" in body.text()
    assert encoded[:200] not in body.editor.toPlainText()  # it is a chip
    checked(explorer, body)
    assert body.help.problems.errors == 0, body.help.checks.report
    key = sent(explorer)
    invoice = read(demo, "getsalesinvoice.nv", f"netvisorkey={key}", "includeattachments=1")
    (attached,) = invoice.iter("SalesInvoiceAttachment")
    assert base64.b64decode(attached.findtext("DocumentData")) == PDF
    assert attached.findtext("FileName") == "lasku & liite.pdf"
    assert invoice.findtext(".//SalesInvoiceDate") == date.today().isoformat()


def first_customer(demo) -> str:
    return read(demo, "customerlist.nv").findtext(".//Netvisorkey")


def first_product(demo) -> str:
    return read(demo, "productlist.nv").findtext(".//NetvisorKey")


def test_a_placeholder_goes_out_as_its_value_and_stays_in_the_body(
    explorer: Explorer, demo
) -> None:
    text = CUSTOMER.replace("Kärki   &amp; Pojat", "{{company.organisation}} {{today}}")
    body = open_body(explorer, "customer.nv", text)
    checked(explorer, body)
    assert body.help.problems.errors == 0
    before = date.today().isoformat()
    key = sent(explorer)
    name = read(demo, "getcustomer.nv", f"id={key}").findtext(".//Name")
    assert name in {f"9999999-2 {day}" for day in (before, date.today().isoformat())}
    assert body.text() == text


# From a refusal to its cause


def test_a_refused_invoice_is_mended_where_the_refusal_leads(explorer: Explorer, demo) -> None:
    customer = first_customer(demo)
    text = invoice_body(
        date="{{today}}",
        amount="125,50",
        customer="424242",
        product=("netvisor", first_product(demo)),
    )
    body = open_body(explorer, "salesinvoice.nv", text)
    sent(explorer, "FAILED")
    explorer.until(explorer.tab.response.focus_suspects, "the likely places")
    rows = explorer.listed("Likely places of the refusal")
    assert "424242" in rows[0]
    body.editor.setFocus()
    explorer.press("Ctrl+J")
    explorer.until(lambda: isinstance(explorer.focus, QListWidget), "the list")
    explorer.press("Return")
    explorer.until(body.editor.hasFocus, "the editor")
    explorer.type(customer)
    assert body.text() == text.replace("424242", customer)
    assert sent(explorer)
    assert not explorer.tab.response.focus_suspects()


# As a process on a screen


def test_a_customer_is_begun_filled_in_and_sent_by_keys_alone(program, display: str) -> None:
    def body() -> str:
        """As it would be there after a crash."""
        files = program.home.glob("data/session-bodies/*.xml")
        return max((file.read_text("utf-8") for file in files), key=len, default="")

    with window(program, display, "--demo") as screen:
        screen.wait_for(TITLE)
        screen.press("ctrl+t")
        screen.wait_for("New request – Netvisor Explorer")
        screen.press("ctrl+l")
        screen.type("customer.nv?method=add")
        screen.press("Return")
        screen.wait_for("customer.nv – Netvisor Explorer")
        screen.press("ctrl+k")
        screen.type("minimal skeleton")
        screen.press("Return")
        until(lambda: "</root>" in body(), "the skeleton")
        screen.press("ctrl+shift+x")
        screen.press("Tab")  # to the first value
        screen.press("Return")
        screen.type("K-1")
        screen.press("Return")
        until(lambda: ">K-1<" in body(), "the value")
        screen.press("ctrl+shift+x")
        screen.press("End")
        screen.press("Return")
        screen.type("<name>Terminen Oy")
        until(lambda: "<name>Terminen Oy</name>" in body(), "the name")
        screen.press("ctrl+Return")
        until(lambda: program("log", "--json").json["requests"], "the request in the log")
        until(lambda: program("log", "--json").json["requests"][0]["outcome"] == "OK", "OK")
    row = program("log", "--json").json["requests"][0]
    assert (row["resource"], len(row["inserted_keys"])) == ("customer.nv", 1)
