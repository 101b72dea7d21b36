"""The form of a voucher with thousands of lines keeps the window alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtWidgets import QLineEdit, QTreeView

from nvexplorer.model.request import RequestDraft

if TYPE_CHECKING:
    from window import Explorer

LINE = """    <voucherline>
      <linesum type="net">-100,00</linesum>
      <description>Rivi {}</description>
      <accountnumber>3000</accountnumber>
      <vatpercent vatcode="KOMY">25,5</vatpercent>
    </voucherline>
"""
HEAD = """<root>
  <voucher>
    <calculationmode>net</calculationmode>
    <voucherdate format="ansi">2026-11-22</voucherdate>
    <description>Suuri</description>
    <voucherclass>PI</voucherclass>
"""


def voucher(lines: int) -> str:
    return HEAD + "".join(map(LINE.format, range(lines))) + "  </voucher>\n</root>\n"


def test_a_form_of_3000_lines_is_shown_unfolded_and_filled_in(explorer: Explorer) -> None:
    text = voucher(3000)
    explorer.window.workspace.open_draft(RequestDraft("accounting.nv", "POST", (), text), "")
    body = explorer.tab.request.show_body()
    explorer.until(lambda: not body.editor.filling, "the body")
    explorer.until(lambda: not body.help.checks.waiting, "the check")
    body.editor.setFocus()
    hearts = {}

    def at(what: str) -> Heartbeat:
        hearts[what] = Heartbeat()
        return hearts[what]

    with at("shown"):
        explorer.press("Ctrl+Shift+X")
        tree = explorer.named(QTreeView, "Body as a form")
        explorer.until(lambda: tree.model().rowCount(), "the rows")
        root = tree.model().index(0, 0)
        group = tree.model().index(0, 0, root)
        explorer.until(lambda: group.data() == "voucher", "the voucher")
    assert not tree.isExpanded(group)
    with at("unfolded"):
        tree.expand(group)
        explorer.until(lambda: tree.isExpanded(group), "the lines")
        line = tree.model().index(2000, 0, group)
        tree.expand(line)
        tree.scrollTo(line)
    rows = (tree.model().index(n, 0, line) for n in range(tree.model().rowCount(line)))
    cell = next(each for each in rows if each.data() == "description").siblingAtColumn(1)
    was = cell.data()
    tree.setCurrentIndex(cell)
    wanted = text.replace(f">{was}<", ">Toinen<")
    with at("filled in"):
        explorer.press("Return")
        explorer.until(lambda: tree.viewport().findChild(QLineEdit), "the field")
        explorer.press("Ctrl+A")
        explorer.type("Toinen")
        explorer.press("Return")
        explorer.until(lambda: body.text() == wanted, "the value")
        explorer.until(lambda: tree.currentIndex().data() == "Toinen", "its row")
        explorer.settle()
    with at("undone"):
        explorer.press("Ctrl+Z")
        explorer.until(lambda: body.text() == text, "the old text")
        explorer.until(lambda: tree.currentIndex().data() == was, "the old value")
        explorer.settle()
    for what, heart in hearts.items():
        worked, stood = heart.longest_work, heart.longest
        print(f"{what}: worked {worked:.0f} ms at a stretch, stood still {stood:.0f} ms")
        assert worked < MOST_WORK, what
    assert tree.isExpanded(group)
    assert tree.isExpanded(line)
