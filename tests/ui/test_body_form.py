"""The body as a form: what is typed there stands in the XML, and the other way round."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.ui.panes.request.body_form.model import NAME, NOTE, VALUE
from nvexplorer.ui.panes.request.body_form.view import BodyForm

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.catalogue.definition import Definition

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

    def __init__(self, qtbot, theme, tasks, definition: Definition | None, text: str) -> None:
        self.qtbot = qtbot
        self.definition, self.text = definition, text
        self.undo: list[str] = []
        self.form = BodyForm(theme, tasks, lambda: self.text)
        qtbot.addWidget(self.form)
        self.form.resize(900, 600)
        with qtbot.waitExposed(self.form):
            self.form.show()
        self.form.activateWindow()
        self.form.fix_wanted.connect(self._apply)
        self.form.show_body(definition, text)

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

    @property
    def field(self) -> QLineEdit | None:
        """The one that is open."""
        fields = self.form.tree.viewport().findChildren(QLineEdit)
        return next((each for each in fields if each.isVisible()), None)

    def press_in_field(self, key: Qt.Key) -> None:
        before = len(self.undo)
        QTest.keyClick(self.field, key)
        self.qtbot.waitUntil(lambda: len(self.undo) > before)

    def type_on(self, text: str, key: Qt.Key, *, wait: bool = True) -> None:
        """Into the field that is open, in place of what stands there, then a key."""
        self.field.selectAll()
        self.field.insert(text)  # QTest types ASCII alone
        if wait:
            self.press_in_field(key)
        else:
            QTest.keyClick(self.field, key)

    def type(self, text: str) -> None:
        """Into the field of the current row, then Enter."""
        self.press(Qt.Key.Key_Return)
        self.type_on(text, Qt.Key.Key_Return)


@pytest.fixture
def bench(qtbot, theme, tasks, catalogue):
    def start(text: str = BODY, resource: str = "customer.nv") -> Bench:
        definition = catalogue.definition(resource) if resource else None
        return Bench(qtbot, theme, tasks, definition, text)

    return start


def test_a_value_is_typed(bench) -> None:
    form = bench()
    form.go("name")
    form.type("Sähkö & Putki Oy")
    assert form.text == BODY.replace("Kärki Oy", "Sähkö &amp; Putki Oy")
    assert form.index("name", 0, VALUE).data() == "Sähkö & Putki Oy"
    assert form.form.tree.currentIndex().data() == "Sähkö & Putki Oy"


def test_a_value_of_any_length_is_put_in_whole(bench) -> None:
    long = "x" * 40_000
    form = bench()
    form.go("name")
    form.type(long)
    assert form.text == BODY.replace("Kärki Oy", long)


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


def test_an_unknown_resource_is_a_form_too(bench) -> None:
    form = bench("<a><b>1</b></a>", "")
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


# Keys


def test_tab_goes_from_value_to_value_and_shift_tab_back(bench) -> None:
    form = bench()
    form.go("name", column=NAME)
    form.press(Qt.Key.Key_Return)
    form.type_on("Terä Oy", Qt.Key.Key_Tab)
    form.type_on("Varasto", Qt.Key.Key_Tab)
    form.type_on("Katu 1", Qt.Key.Key_Return)
    for text in ("<name>Terä Oy<", "<nameextension>Varasto<", "<streetaddress>Katu 1<"):
        assert text in form.text
    assert form.form.tree.currentIndex().data() == "Katu 1"
    form.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert form.form.tree.currentIndex().data() == "Varasto"
    form.press(Qt.Key.Key_Return)
    form.type_on("Myymälä", Qt.Key.Key_Backtab)
    form.type_on("Perä Oy", Qt.Key.Key_Return)
    assert "<name>Perä Oy</name>\n      <nameextension>Myymälä<" in form.text


def test_tab_leaves_the_form_at_its_end(bench) -> None:
    form = bench("<a><b>1</b><c>2</c></a>", "")
    form.go("b")
    form.form.tree.setFocus()
    form.press(Qt.Key.Key_Tab)
    assert form.form.tree.currentIndex().data() == "2"
    assert form.form.tree.hasFocus()
    form.press(Qt.Key.Key_Tab)
    assert not form.form.tree.hasFocus()


def test_typing_replaces_the_value(bench) -> None:
    form = bench("<a><b>1</b></a>", "")
    form.go("b")
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_5):
        QTest.keyClick(form.field or form.form.tree, key)
    form.press_in_field(Qt.Key.Key_Return)
    assert form.text == "<a><b>-5</b></a>"
    form.press(Qt.Key.Key_F2)
    assert form.field is not None
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.text == "<a><b>-5</b></a>"


def test_enter_on_a_group_folds_it(bench) -> None:
    form = bench()
    group = form.index("customerbaseinformation")
    for column in (NAME, VALUE):
        form.form.tree.setCurrentIndex(group.siblingAtColumn(column))
        before = form.form.tree.isExpanded(group)
        form.press(Qt.Key.Key_Return)
        assert form.form.tree.isExpanded(group) != before


def test_the_keys_of_undo_are_passed_on(bench, qtbot) -> None:
    form = bench()
    tree = form.form.tree
    with qtbot.waitSignal(tree.undo_wanted, timeout=1000):
        form.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(tree.redo_wanted, timeout=1000):
        form.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


# What is shown


def spoken(form: Bench, name: str, column: int = NAME) -> str:
    return form.index(name, 0, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_must_be_there_is_marked_and_always_shown(bench) -> None:
    text = "<root><salesinvoice><salesinvoicedate/></salesinvoice></root>"
    form = bench(text, "salesinvoice.nv")
    next(box for box in form.form.findChildren(QCheckBox)).setChecked(False)
    assert "required, missing" in spoken(form, "salesinvoicestatus")
    assert "required" in spoken(form, "salesinvoicestatus", VALUE)
    assert spoken(form, "@format", VALUE) == "@format: required, such as ansi"
    assert "@format" in [row.name for row in form.rows()]  # a required attribute
    assert "salesinvoicenumber" not in [row.name for row in form.rows()]


def test_a_screen_reader_is_told_name_value_and_state(bench) -> None:
    form = bench()
    assert spoken(form, "name") == "name, Kärki Oy"
    assert spoken(form, "@type") == "attribute type, automatic"
    assert spoken(form, "nameextension") == "nameextension, not filled in"
    assert spoken(form, "customer") == "customer, 1 element"
    assert spoken(form, "name", VALUE) == "name: Kärki Oy"


def test_problems_stand_at_their_rows(bench) -> None:
    text = BODY.replace("<name>Kärki Oy</name>", '<country type="x">FIN</country>')
    form = bench(text)
    problems = check_body(form.definition, text)
    form.form.show_problems((problem, problem.start) for problem in problems)
    (about,) = [p for p in problems if p.path.endswith("/country")]
    assert spoken(form, "country") == f"country, FIN, {about.severity}: {about.problem}"
    tip = form.index("country", 0, NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert escape(about.problem) in tip
    attributes = [p for p in problems if p.path.endswith("/@type")]
    assert any(a.problem in spoken_row for a in attributes for spoken_row in all_spoken(form))
    group = form.form.model.find((("root", 0), ("customer", 0)))
    assert form.form.model.problems.below(group).severity == "error"


def all_spoken(form: Bench) -> list[str]:
    return [
        form.form.model.index_of(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in form.rows()
    ]


def test_widths_of_columns_are_told_and_taken(bench, qtbot) -> None:
    tree = bench().form.tree
    wide = tree.widths
    with qtbot.waitSignal(tree.widths_changed, timeout=5000) as told:
        tree.header().resizeSection(NAME, wide[0] + 40)
    assert told.args == [(wide[0] + 40, wide[1])]
    other = bench().form.tree
    other.set_widths(told.args[0])
    assert other.widths == (wide[0] + 40, wide[1])
    other.set_widths((1, 2, 3))  # from a file that somebody changed
    assert other.widths == (wide[0] + 40, wide[1])


# A text that changes meanwhile


def test_a_value_goes_to_the_right_place_of_a_text_that_was_changed(bench) -> None:
    form = bench()
    form.go("name")
    form.press(Qt.Key.Key_Return)
    form.text = form.text.replace("<root>", "<root><!-- uusi alku -->")
    form.type_on("Terä Oy", Qt.Key.Key_Return)
    expected = BODY.replace("<root>", "<root><!-- uusi alku -->").replace("Kärki Oy", "Terä Oy")
    assert form.text == expected


def test_a_row_that_is_gone_is_told_of(bench, qtbot) -> None:
    form = bench()
    form.go("name")
    form.press(Qt.Key.Key_Return)
    form.text = form.text.replace("<name>Kärki Oy</name>", "").replace("customerbase", "oma")
    field = form.field
    field.setText("Terä Oy")
    QTest.keyClick(field, Qt.Key.Key_Return)
    labels = form.form.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("not there any more" in each.text() for each in labels))
    assert "Terä" not in form.text


def test_values_of_a_large_body_are_typed_one_after_the_other(bench, qtbot) -> None:
    line = "<voucherline><description>x</description><accountnumber>1</accountnumber></voucherline>"
    text = f"<root><voucher>\n{line * 3000}</voucher></root>"
    form = bench(text, "accounting.nv")
    qtbot.waitUntil(lambda: bool(form.form.model.roots))
    tree = form.form.tree
    tree.expand(form.form.model.index_of(form.form.model.find((("root", 0), ("voucher", 0)))))
    key = (("root", 0), ("voucher", 0), ("voucherline", 1500))
    tree.expand(form.form.model.index_of(form.form.model.find(key)))
    row = form.form.model.find((*key, ("description", 0)))
    tree.setCurrentIndex(form.form.model.index_of(row, VALUE))
    form.press(Qt.Key.Key_Return)
    form.type_on("yksi", Qt.Key.Key_Tab, wait=False)
    form.type_on("3000", Qt.Key.Key_Return, wait=False)
    changed = line.replace(">x<", ">yksi<").replace(">1<", ">3000<")
    wanted = f"<root><voucher>\n{line * 1500}{changed}{line * 1499}</voucher></root>"
    qtbot.waitUntil(lambda: form.text == wanted, timeout=20_000)
    assert tree.isExpanded(form.form.model.index_of(form.form.model.find(key)))
