"""The body's editor in the window: what its commands, its bars and files do there."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

if TYPE_CHECKING:
    from pathlib import Path

    from window import Explorer

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

BODY = """\
<root>
  <customer>
    <customerbaseinformation>
      <name>Säkylä Oy</name>
    </customerbaseinformation>
  </customer>
</root>
"""
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20


@pytest.fixture
def editor(explorer: Explorer) -> XmlEditor:
    explorer.open_resource("customer.nv")
    explorer.write_body(BODY)
    return explorer.tab.request.body.editor


def test_ctrl_f_finds_where_one_is(explorer: Explorer, editor: XmlEditor) -> None:
    explorer.press("Ctrl+F")
    assert explorer.focus.accessibleName() == "Find in the body"
    explorer.type("oy")
    explorer.until(lambda: explorer.sees("1 of 1"), "the hit")
    explorer.press("Esc")
    assert editor.hasFocus()
    assert editor.part(*editor.selection()) == "Oy"
    explorer.send()
    explorer.tab.response.focus_answer()
    explorer.press("Ctrl+F")
    assert explorer.focus.accessibleName() == "Find in the answer"
    explorer.press("Esc")
    editor.setFocus()
    explorer.press("Ctrl+F")
    assert explorer.focus.accessibleName() == "Find in the body"


def test_all_is_replaced_by_keyboard(explorer: Explorer, editor: XmlEditor) -> None:
    explorer.press("Ctrl+H")
    explorer.type("customer")
    explorer.press("Tab")
    assert explorer.focus.accessibleName() == "Replace with"
    explorer.type("vendor")
    explorer.press("Ctrl+Alt+Return")
    explorer.until(lambda: "vendorbaseinformation" in editor.text(), "the replacement")
    assert editor.text() == BODY.replace("customer", "vendor")
    assert explorer.sees("4 places replaced.")
    explorer.press("Esc")
    explorer.press("Ctrl+Z")
    assert editor.text() == BODY


def test_a_line_is_gone_to_and_a_body_formatted(explorer: Explorer, editor: XmlEditor) -> None:
    explorer.press("Ctrl+G")
    explorer.type("4")
    explorer.press("Return")
    assert editor.hasFocus()
    assert editor.line_of(editor.caret_offset()) == 4
    explorer.write_body("<root><customer><a>1</a></customer></root>")
    explorer.press("Ctrl+B")
    expected = "<root>\n  <customer>\n    <a>1</a>\n  </customer>\n</root>"
    assert editor.text() == expected
    explorer.press("Ctrl+Z")
    explorer.press("Ctrl+Shift+F")
    assert editor.text() == expected


def test_what_cannot_be_formatted_is_told(explorer: Explorer, editor: XmlEditor) -> None:
    explorer.write_body("<root>\n<a></root>")
    explorer.press("Ctrl+B")
    assert explorer.sees("not well-formed at line 2")


def test_elements_are_folded_by_key(explorer: Explorer, editor: XmlEditor) -> None:
    editor.show_place(BODY.index("Säkylä"))
    explorer.press("Ctrl+Alt+-")
    assert not editor.document().findBlockByNumber(3).isVisible()
    explorer.press("Ctrl+Alt++")
    assert editor.document().findBlockByNumber(3).isVisible()


def test_a_file_is_attached_by_keyboard(explorer: Explorer, tmp_path: Path) -> None:
    path = tmp_path / "lasku.pdf"
    path.write_bytes(PDF)
    explorer.open_resource("salesinvoice.nv")
    explorer.write_body(
        "<root><salesinvoiceattachment><mimetype/><filename/><documentdata/>"
        "</salesinvoiceattachment></root>"
    )
    explorer.press("Ctrl+Shift+A")
    dialog = explorer.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    explorer.until(lambda: explorer.sees("lasku.pdf (5.1 KB) is attached."), "the note")
    assert explorer.tab.request.draft().body == (
        "<root><salesinvoiceattachment><mimetype>application/pdf</mimetype>"
        f"<filename>lasku.pdf</filename><documentdata>{base64.b64encode(PDF).decode()}"
        "</documentdata></salesinvoiceattachment></root>"
    )
    editor = explorer.tab.request.body.editor
    offset, _, _ = next(editor.content.mirror.chips())
    editor.show_place(offset)
    explorer.come_back()
    explorer.press("Ctrl+Alt+A")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert texts[:4] == ["lasku.pdf, 5.1 KB", "Open", "Save as…", "Replace by a file…"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_a_file_that_fits_nowhere_is_told(explorer: Explorer, editor: XmlEditor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/lasku.pdf")])
    editor.show_place(BODY.index("Säkylä"))
    editor.insertFromMimeData(data)
    assert explorer.sees("already holds something")
    assert editor.text() == BODY


def test_xml_dropped_into_an_empty_body_is_the_body(explorer: Explorer, tmp_path: Path) -> None:
    path = tmp_path / "asiakas.xml"
    path.write_text(BODY, encoding="utf-8")
    explorer.open_resource("customer.nv")
    explorer.turn_to("Body", explorer.tab.request)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    explorer.tab.request.body.editor.insertFromMimeData(data)
    explorer.until(lambda: explorer.tab.request.draft().body == BODY, "the body")


def test_letters_are_made_larger(explorer: Explorer, editor: XmlEditor) -> None:
    usual = editor.font().pixelSize()
    explorer.press("Ctrl++")
    assert editor.font().pixelSize() == usual + 1
    explorer.press("Ctrl+0")
    assert editor.font().pixelSize() == usual
