"""The Tree tab beside the XML: by keyboard, with expressions evaluated in a real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from heartbeat import Heartbeat
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nvexplorer.exchange.xpath.export import Form
from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
from nvexplorer.ui.panes.response.tree.page import TreePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 20_000
LIST = (
    "<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
    + "".join(
        f'<Customer no="{n}"><Netvisorkey>{n}</Netvisorkey><Name>Mäkinen {n}</Name></Customer>'
        for n in range(1, 6)
    )
    + "</Customerlist></Root>"
).encode()


class Bench(QObject):
    """The tabs with an answer, the tree in front."""

    places = Signal(int, int)

    def __init__(self, qtbot: QtBot, services: ViewServices) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.tabs = AnswerTabs(services)
        qtbot.addWidget(self.tabs)
        self.messages: list[str] = []
        self.tabs.message.connect(self.messages.append)
        self.tabs.resize(900, 500)
        self.tabs.show()
        self.went: list[bytes] = []
        self.data = b""

    def show(self, data: bytes, charset: str | None = None) -> TreePage:
        self.data = data
        self.tabs.show_answer(Shown(BytesBody(data), charset))
        page = self.tabs.show_view("tree")
        assert isinstance(page, TreePage)
        page.place_wanted.connect(self._on_place)
        self.tabs.activateWindow()
        self.until(lambda: self.tabs.isActiveWindow())
        return page

    def _on_place(self, start: int, end: int) -> None:
        self.went.append(self.data[start:end])

    def until(self, fact: Callable[[], object]) -> None:
        def check() -> None:
            assert fact()

        self._qtbot.waitUntil(check, timeout=PATIENCE)

    def press(self, keys: str, target=None) -> None:
        pressed = QKeySequence(keys)[0]
        target = target or QApplication.focusWidget()
        QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())

    def ask(self, page: TreePage, expression: str) -> str:
        """Types and evaluates it; what the line under it says then."""
        page.find()
        page.bar.field.setText(expression)
        self.press("Return", page.bar.field)
        self.until(lambda: not page._finder.running)
        return page.bar.status


@pytest.fixture
def bench(qtbot, theme, tasks, workers):
    made = Bench(qtbot, ViewServices(theme, tasks, workers))
    yield made
    made.tabs.clear()


def shown(page: TreePage) -> list[tuple[int, str, str]]:
    """Depth, name and value of the rows."""
    nodes = page.tree.nodes
    return [(nodes.depths[n], nodes.name(n), page.tree.cell(n).text) for n in nodes.rows]


def names(page: TreePage) -> list[str]:
    return [name for _, name, _ in shown(page)]


def test_the_first_levels_are_open_in_document_order(bench):
    page = bench.show(LIST)
    customers = " · ".join(f"{n} · Mäkinen {n}" for n in range(1, 6))
    assert shown(page)[:5] == [
        (1, "Root", f"OK · {customers}"),
        (2, "ResponseStatus", "OK"),
        (3, "Status", "OK"),
        (2, "Customerlist", customers),
        (3, "Customer", "1 · Mäkinen 1"),
    ]  # fmt: skip
    assert names(page)[4:] == ["Customer"] * 5
    assert page.tree.spoken(page.tree.nodes.rows[4]) == (
        "Customer, level 3, 2 children, collapsed, no 1"
    )


def test_keys_open_close_and_lead_to_the_xml(bench):
    page = bench.show(LIST)
    page.grid.select(4)
    bench.press("Right", page.grid)
    assert names(page)[4:7] == ["Customer", "Netvisorkey", "Name"]
    bench.press("Right", page.grid)
    bench.press("Return", page.grid)
    assert bench.went == [b"<Netvisorkey>1</Netvisorkey>"]
    assert bench.tabs.view_id == "xml"
    bench.until(lambda: bench.tabs.page.xml.selected_text() == "<Netvisorkey>1</Netvisorkey>")
    bench.tabs.show_view("tree")
    bench.press("Left", page.grid)
    assert page.grid.currentIndex().row() == 4
    bench.press("Left", page.grid)
    assert names(page)[4:] == ["Customer"] * 5
    page.grid.select(3)
    bench.press("*", page.grid)
    bench.until(lambda: names(page)[4:] == ["Customer", "Netvisorkey", "Name"] * 5)


def test_value_element_and_path_are_copied(bench):
    page = bench.show(LIST)
    page.grid.select(5)
    for keys, text in (
        ("Ctrl+C", "2Mäkinen 2"),
        ("Ctrl+Alt+P", "/Root/Customerlist/Customer[2]"),
        (
            "Ctrl+Alt+E",
            '<Customer no="2"><Netvisorkey>2</Netvisorkey><Name>Mäkinen 2</Name></Customer>',
        ),
    ):
        bench.press(keys, page.grid)
        assert QApplication.clipboard().text() == text


def test_hits_are_listed_marked_and_gone_to(bench):
    page = bench.show(LIST)
    assert bench.ask(page, "//Customer[Netvisorkey > 3]/Name").startswith("2 hits")
    rows = [(page.hits.path(n), page.hits.value(n)) for n in range(page.hits.rowCount())]
    assert rows == [
        ("/Root/Customerlist/Customer[4]/Name", "Mäkinen 4"),
        ("/Root/Customerlist/Customer[5]/Name", "Mäkinen 5"),
    ]
    bench.tabs.find_next()
    bench.press("Return", page.list)
    assert bench.went[-1].decode() == "<Name>Mäkinen 5</Name>"
    assert bench.tabs.view_id == "xml"
    bench.tabs.find_next()  # F3: on in the XML, from the last to the first
    assert bench.went[-1].decode() == "<Name>Mäkinen 4</Name>"
    bench.tabs.find_previous()
    assert bench.went[-1].decode() == "<Name>Mäkinen 5</Name>"
    bench.tabs.show_view("tree")
    page.find()
    bench.press("Down", page.bar.field)
    assert page.list.hasFocus()
    page.find()
    bench.press("Return", page.bar.field)  # the same again: to the hit
    assert bench.went[-1].decode() == "<Name>Mäkinen 5</Name>"
    bench.tabs.show_view("tree")
    page.find()
    bench.press("Esc", page.bar.field)
    assert page.hits.rowCount() == 0
    assert page.grid.isVisible()


@pytest.mark.parametrize(
    ("expression", "status"),
    [
        ("count(//Customer)", "count(//Customer) = 5"),
        ("string(//Name)", 'string(//Name) = "Mäkinen 1"'),
        ("//Netvisorkey = 3", "//Netvisorkey = 3 = true"),
        ("//Supplier", "No hits."),
        ("//Customer[", "At character 12: Something is missing after [. Finish the expression."),
        ("//x:Customer", "The prefix x is bound to no namespace in the answer. Leave it out: "
         "Customer."),
    ],
)  # fmt: skip
def test_results_that_are_no_hits(bench, expression, status):
    page = bench.show(LIST)
    assert bench.ask(page, expression) == status
    assert not page.hits.rowCount()


def test_names_are_offered_while_one_types(bench):
    page = bench.show(LIST)
    field = page.bar.field
    page.find()
    bench.until(lambda: field.names is not None)
    QTest.keyClicks(field, "//Customer[Na")
    assert field._popup.isVisible()
    bench.press("Return", field)
    assert field.text() == "//Customer[Name"
    assert not field._popup.isVisible()
    QTest.keyClicks(field, "='Nam")  # nothing is offered within a text
    assert not field._popup.isVisible()
    field.setText("//Customer/")
    bench.press("Ctrl+Space", field)
    assert field._words.stringList() == ["Netvisorkey", "Name"]
    bench.press("Esc", field)
    assert not field._popup.isVisible()
    field.clear()
    bench.press("Ctrl+Space", field)
    assert field._words.stringList()[0] == "//Customer[Netvisorkey='1000']/Name"
    bench.press("Esc", field)


def test_up_brings_back_what_was_asked(bench):
    page = bench.show(LIST)
    bench.ask(page, "count(//a)")
    bench.ask(page, "count(//b)")
    field = page.bar.field
    field.setText("//typed")
    for keys, text in (
        ("Up", "count(//b)"), ("Up", "count(//a)"), ("Up", "count(//a)"), ("Down", "count(//b)"),
        ("Down", "//typed"),
    ):  # fmt: skip
        bench.press(keys, field)
        assert field.text() == text


def test_what_takes_long_is_stopped_and_another_is_evaluated(bench):
    page = bench.show(b"<r>" + b"<a><b/></a>" * 6000 + b"</r>")
    page.find()
    page.bar.field.setText("count(//a[count(preceding::a) = count(following::b)])")
    bench.press("Return", page.bar.field)
    bench.until(lambda: page.bar.status.startswith("Evaluating"))
    bench.press("Esc", page.bar.field)
    assert page.bar.status == "Stopped."
    assert bench.ask(page, "count(//a)") == "count(//a) = 6000"


def test_hits_are_copied_and_saved(bench, tmp_path: Path):
    page = bench.show(LIST)
    bench.ask(page, "//Customer[Netvisorkey < 3]")
    bench.press("Ctrl+Shift+C", page.list)
    wanted = (
        "Path;Netvisorkey;Name\r\n/Root/Customerlist/Customer[1];1;Mäkinen 1\r\n"
        "/Root/Customerlist/Customer[2];2;Mäkinen 2\r\n"
    )
    bench.until(
        lambda: QApplication.clipboard().text().replace("\r", "") == wanted.replace("\r", "")
    )
    target = tmp_path / "hits.xml"
    page.save_to(str(target), Form.XML)
    bench.until(lambda: any("Saved as" in each for each in bench.messages))
    assert target.read_bytes().count(b"<Customer no=") == 2


def test_what_is_no_xml_is_said(bench):
    page = bench.show(b"<Root>\n<a>1</b></Root>")
    assert bench.ask(page, "//a").startswith("The XML breaks at line 2, column")
    assert any("The XML breaks at byte" in each for each in bench.messages)
    assert names(page)[:1] == ["Root"]


def test_any_depth_can_be_gone_into(bench):
    page = bench.show(b"<a>" * 1_000_000 + b"</a>" * 1_000_000)
    for _ in range(60):
        row = page.tree.rowCount() - 1
        bench.until(lambda row=row: page.tree.has_children(page.tree.nodes.rows[row]))
        page.grid.select(row)
        bench.press("Right", page.grid)
        bench.until(lambda row=row: page.tree.rowCount() > row + 1)
    assert page.tree.nodes.depths[page.tree.nodes.rows[-1]] > 60
    page.grid.viewport().grab()
    assert "nested deeper than 2048" in bench.ask(page, "//a")


def test_many_children_are_shown_from_the_first_on(bench):
    body = b"<r><list>" + b"<c><k>1</k><n>x</n></c>" * 100_000 + b"</list></r>"
    page = bench.show(body)
    assert names(page)[:3] == ["r", "list", "c"]
    bench.until(lambda: page.tree.rowCount() == 100_002)
    assert page.tree.count_text(page.tree.nodes.rows[1]).replace("\u202f", "") == "100000"
    bench.press("End", page.grid)
    assert page.grid.currentIndex().row() == 100_001
    page.grid.select(1)
    bench.press("Left", page.grid)
    assert names(page) == ["r", "list"]


def test_a_huge_value_and_foreign_bytes(bench):
    page = bench.show(
        b"<r><a k='" + b"y" * 5_000_000 + b"'>\0\xff</a><b>" + b"z" * 5_000_000 + b"</b></r>"
    )
    bench.until(lambda: names(page) == ["r", "a", "b"])
    assert page.tree.cell(page.tree.nodes.rows[2]).text.endswith("z…")
    page.grid.viewport().grab()


def test_another_answer_ends_what_is_under_way(bench):
    page = bench.show(LIST)
    page.ask("//Customer")
    bench.tabs.show_answer(Shown(BytesBody(b"<other><x/></other>")))
    assert names(page) == ["other", "x"]
    assert not page._finder.running
    assert page.bar.status == ""


def test_utf_16_is_shown_and_searched(bench):
    text = LIST.decode()
    page = bench.show(f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16"))
    bench.until(lambda: names(page)[:2] == ["Root", "ResponseStatus"])
    bench.ask(page, "//Name[. = 'Mäkinen 3']")
    assert page.hits.value(0) == "Mäkinen 3"


def test_a_hundred_thousand_hits_are_chosen_and_saved_without_a_stop(bench, tmp_path: Path):
    page = bench.show(b"<Root>" + b"<a>1</a>" * 100_000 + b"</Root>")
    assert "100\u202f000 hits" in bench.ask(page, "//a")
    file = tmp_path / "hits.txt"
    with Heartbeat() as heart:
        page.list.selectAll()
        page.list.grab()
        page.save_to(str(file), Form.TEXT)
        bench.until(file.exists)
    assert file.read_text() == "1\n" * 100_000
    assert heart.longest_work < 250


def test_the_value_of_a_large_element_is_copied_without_a_stop(bench):
    page = bench.show(b"<Root>" + b"<a>1 &lt; 2</a>" * 200_000 + b"</Root>")
    bench.until(lambda: page.tree.nodes.ends[page.grid.node])
    QApplication.clipboard().clear()
    with Heartbeat() as heart:
        bench.press("Ctrl+C")
        bench.until(lambda: QApplication.clipboard().text())
    assert QApplication.clipboard().text() == "1 < 2" * 200_000
    assert heart.longest_work < 250
