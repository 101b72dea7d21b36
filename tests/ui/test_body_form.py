"""The body as a form: what is typed there stands in the XML, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.request.body_form.model import NAME, VALUE
from nvexplorer.ui.panes.request.body_form.view import BodyForm

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from nvexplorer.catalogue.body_form import FormRow

BODY = """<root>
  <customer>
    <customerbaseinformation>
      <internalidentifier type="automatic"/>
      <!-- kommentti -->
      <name>Kärki Oy</name>
    </customerbaseinformation>
  </customer>
</root>
"""


class Bench:
    """A form and the text it changes."""

    def __init__(self, qtbot, form: BodyForm, definition: object, text: str) -> None:
        self.qtbot = qtbot
        self.form, self.definition, self.text = form, definition, text
        self.undo: list[str] = []
        form.fix_wanted.connect(self._apply)
        form.show_body(definition, text)

    def _apply(self, fix) -> None:
        self.undo.append(self.text)
        self.text = fix.apply(self.text)
        self.form.show_body(self.definition, self.text)

    def rows(self) -> list[FormRow]:
        """All that are shown, in order."""
        found, waiting = [], self.form.model.roots[::-1]
        while waiting:
            row = waiting.pop()
            found.append(row)
            waiting += self.form.model.members(row)[::-1]
        return found

    def index(self, name: str, number: int = 0, column: int = NAME) -> QModelIndex:
        rows = [row for row in self.rows() if row.name == name]
        return self.form.model.index_of(rows[number], column)

    def go(self, name: str, number: int = 0, column: int = VALUE) -> None:
        index = self.index(name, number, column)
        assert index.isValid()
        self.form.tree.setCurrentIndex(index)

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.form.tree, key, modifiers)

    def type(self, text: str) -> None:
        """Into the field of the current row, then Enter."""
        self.press(Qt.Key.Key_Return)
        line = self.form.tree.viewport().findChild(QLineEdit)
        line.selectAll()
        line.insert(text)  # QTest types ASCII alone
        before = len(self.undo)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: len(self.undo) > before)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(resources_root())


@pytest.fixture
def bench(qtbot, theme, tasks, catalogue):
    form = BodyForm(theme, tasks)
    qtbot.addWidget(form)
    form.resize(900, 600)
    with qtbot.waitExposed(form):
        form.show()

    def start(text: str = BODY, resource: str = "customer.nv") -> Bench:
        return Bench(qtbot, form, catalogue.definition(resource), text)

    return start


def test_a_value_is_typed(bench) -> None:
    form = bench()
    form.go("name")
    form.type("Sähkö & Putki Oy")
    assert form.text == BODY.replace("Kärki Oy", "Sähkö &amp; Putki Oy")
    assert form.index("name", 0, VALUE).data() == "Sähkö & Putki Oy"
    assert form.form.tree.currentIndex().data() == "Sähkö & Putki Oy"


def test_a_missing_element_is_filled_in_at_its_place(bench) -> None:
    form = bench()
    form.go("nameextension")
    form.type("Varasto")
    line = "      <name>Kärki Oy</name>\n"
    assert form.text == BODY.replace(line, f"{line}      <nameextension>Varasto</nameextension>\n")
    assert form.form.tree.currentIndex().data() == "Varasto"


def test_an_element_is_removed_with_its_line(bench) -> None:
    form = bench()
    form.go("name")
    form.press(Qt.Key.Key_Delete)
    assert form.text == BODY.replace("      <name>Kärki Oy</name>\n", "")


def test_groups_are_added_and_removed_by_key(bench) -> None:
    form = bench()
    form.go("customerfinvoicedetails", column=NAME)
    form.press(Qt.Key.Key_Insert)
    assert "<customerfinvoicedetails>" in form.text
    assert form.form.tree.currentIndex().siblingAtColumn(NAME).data() == "customerfinvoicedetails"
    form.press(Qt.Key.Key_Delete)
    assert form.text == BODY


def test_a_repeating_group_is_copied(bench) -> None:
    text = (
        "<Root>\n <Voucher>\n  <VoucherLine><Description>1</Description></VoucherLine>\n"
        " </Voucher>\n</Root>"
    )
    form = bench(text, "accounting.nv")
    form.go("VoucherLine", column=NAME)
    form.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    line = "  <VoucherLine><Description>1</Description></VoucherLine>\n"
    assert form.text == text.replace(line, line * 2)
    form.go("Description", 1)
    form.type("2")
    assert form.text.count("<Description>1<") == 1
    assert form.text.count("<Description>2<") == 1


def test_what_is_not_filled_in_can_be_hidden(bench) -> None:
    form = bench()
    before = len(form.rows())
    next(box for box in form.form.findChildren(QCheckBox)).setChecked(False)
    shown = form.rows()
    assert len(shown) < before
    assert all(not row.missing or row.row.element.required for row in shown)


def test_the_form_follows_the_text_and_keeps_its_folds(bench) -> None:
    form = bench()
    form.form.tree.collapse(form.index("customerbaseinformation"))
    form.text = form.text.replace("Kärki", "Terä")
    form.form.show_body(form.definition, form.text)
    assert form.index("name", 0, VALUE).data() == "Terä Oy"
    assert not form.form.tree.isExpanded(form.index("customerbaseinformation"))


def test_a_damaged_body_is_shown_as_far_as_it_goes(bench) -> None:
    form = bench(BODY.replace("</name>", ""))
    assert form.index("name", 0, VALUE).data().startswith("Kärki Oy")


def test_an_unknown_resource_is_a_form_too(bench, catalogue) -> None:
    form = bench()
    form.form.show_body(None, "<a><b>1</b></a>")
    form.definition = None
    form.text = "<a><b>1</b></a>"
    form.go("b")
    form.type("2")
    assert form.text == "<a><b>2</b></a>"


def test_a_large_body_is_read_beside(bench, qtbot) -> None:
    line = "<VoucherLine><Description>1</Description></VoucherLine>\n"
    text = f"<Root><Voucher>{line * 3000}</Voucher></Root>"
    form = bench(text, "accounting.nv")
    qtbot.waitUntil(lambda: form.form.model.rowCount() == 1)
    voucher = form.index("Voucher")
    assert form.form.model.rowCount(voucher) >= 3000
    assert not form.form.tree.isExpanded(voucher)
