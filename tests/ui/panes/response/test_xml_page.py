"""The XML tab of an answer: faults, lines, links, values as files, regular expressions."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from nvexplorer.model.exchange import BytesBody
from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
from nvexplorer.ui.panes.response.xml_page import XmlPage
from nvexplorer.ui.widgets.line_bar import LineBar

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LIST = (
    "<Root><Customerlist>"
    + "".join(f"<Customer><Netvisorkey>{key}</Netvisorkey></Customer>" for key in range(300))
    + "</Customerlist></Root>"
)
_Key = Qt.Key
_Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, theme, tasks, workers) -> XmlPage:
    page = XmlPage(ViewServices(theme, tasks, workers))
    qtbot.addWidget(page)
    assert page.tools is not None
    page.box.insertWidget(0, page.tools)
    page.resize(900, 500)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.clear()


def show(qtbot: QtBot, page: XmlPage, text: str) -> None:
    page.show_answer(Shown(BytesBody(text.encode())))
    qtbot.waitUntil(lambda: page.xml.is_complete)
    page.focus_first()


def test_a_fault_is_told_with_its_place_and_one_can_go_there(qtbot: QtBot, page: XmlPage) -> None:
    text = LIST.replace("<Netvisorkey>250</Netvisorkey>", "<Netvisorkey>250</Oops>")
    show(qtbot, page, text)
    qtbot.waitUntil(lambda: not page.fault.isHidden(), timeout=20_000)
    assert page.fault.words.text().startswith("Line 1, column ")
    assert "Oops" in page.fault.words.text()
    page.fault.go()
    qtbot.waitUntil(lambda: "Oops" in page.xml.row_text(page.xml.caret_row))
    show(qtbot, page, LIST)
    assert page.fault.isHidden()


def test_nothing_is_said_of_what_is_well_formed(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, LIST)
    qtbot.waitUntil(lambda: page.fault.settled, timeout=20_000)
    assert page.fault.isHidden()


def test_one_goes_to_a_line_and_back(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, LIST)
    QTest.keyClick(page.xml, _Key.Key_G, _Control)
    bar = page.findChild(LineBar)
    qtbot.waitUntil(bar.field.hasFocus)
    QTest.keyClicks(bar.field, "500")
    assert page.xml.place[0] == 500
    QTest.keyClick(bar.field, _Key.Key_Escape)
    assert page.xml.place[0] == 1


def test_the_path_and_the_place_are_told_below(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, LIST)
    page.xml.go_to_row(3)
    wanted = ["Root", "Customerlist", "Customer", "Netvisorkey"]
    crumbs = page.place.crumbs
    qtbot.waitUntil(lambda: [name for _, name in crumbs.shown_names()] == wanted)
    assert page.place.place.text() == "4:7"
    crumbs.resize(200, crumbs.height())
    shown = [name for _, name in crumbs.shown_names()]
    assert shown[:2] == ["Root", "…"]
    assert shown[-1] == "Netvisorkey"


def test_a_uri_leads_to_its_resource(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, "<Root><A><Uri>/getcustomer.nv?id=5</Uri></A></Root>")
    page.xml.go_to_row(2)
    with qtbot.waitSignal(page.link_wanted) as told:
        QTest.keyClick(page.xml, _Key.Key_Return)
    assert str(told.args[0]) == "getcustomer.nv id=5"


def test_regular_expressions_are_found(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, LIST)
    told: list[tuple[int, int, bool]] = []
    page.xml.hits_changed.connect(lambda *hits: told.append(hits))
    page.xml.find(r">1\d\d<", False, True)
    qtbot.waitUntil(lambda: bool(told) and told[-1] == (100, 1, True), timeout=20_000)
    assert "100" in page.xml.row_text(page.xml.caret_row)


def test_a_wrong_expression_says_where(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, LIST)
    page.find()
    page.find_text("a(")
    page._find_bar.regex.setChecked(True)
    assert "character 2" in page.notice.text()
    page.find_text("a")
    assert page.notice.text() == ""


def test_an_expression_that_takes_for_ever_is_stopped(qtbot: QtBot, page: XmlPage) -> None:
    show(qtbot, page, f"<a>{'a' * 4000}!</a>")
    page.xml.find("(a+)+$", False, True)
    page.xml.find("!")
    with qtbot.waitSignal(page.xml.hits_changed, check_params_cb=lambda *told: told[2]) as told:
        page.xml.find("a!", False)
    assert told.args[0] == 1


PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.mark.parametrize("letters", [PDF, b"%PDF-1.7\n" + bytes(5_000_000)])
def test_a_value_is_saved_as_the_file_it_is(
    qtbot: QtBot, page: XmlPage, tmp_path: Path, letters: bytes
) -> None:
    data = base64.b64encode(letters).decode()
    show(qtbot, page, f"<a><FileName>lasku.pdf</FileName><Data>{data}</Data></a>")
    page.xml.go_to_row(2)
    page.xml.save_value()
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("lasku.pdf")
    dialog.fileSelected.emit(str(tmp_path / "lasku.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Saved as"))
    assert (tmp_path / "lasku.pdf").read_bytes() == letters


def test_what_is_no_base64_is_told_and_nothing_is_written(
    qtbot: QtBot, page: XmlPage, tmp_path: Path
) -> None:
    show(qtbot, page, f"<a><Data>{base64.b64encode(PDF).decode()}*</Data></a>")
    page.xml.go_to_row(1)
    page.xml.save_value()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "x.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: "no valid base64" in page.notice.text())
    assert list(tmp_path.iterdir()) == []


def test_a_selection_is_saved_as_it_came(qtbot: QtBot, page: XmlPage, tmp_path: Path) -> None:
    show(qtbot, page, LIST)
    page.xml.select_bytes(6, 20)
    page.xml.save_selection()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "some.xml"))
    dialog.close()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Saved as"))
    assert (tmp_path / "some.xml").read_text() == LIST[6:20]
