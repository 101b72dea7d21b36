"""Completion in the editor: when it comes, what a key does, what ends up in the body."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.request.body_help.help import BodyHelp, unknown
from nvexplorer.ui.widgets.editor.editor import XmlEditor

PATIENCE = 20_000

START = """<root>
  <customer>
    <customerbaseinformation>
      <internalidentifier>A1</internalidentifier>
      |
    </customerbaseinformation>
  </customer>
</root>
"""


class Bench:
    """An editor in a window, with a caret where `|` stands."""

    def __init__(self, qtbot, theme, workers, definition) -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        self.window.resize(800, 600)
        layout = QVBoxLayout(self.window)
        self.editor = XmlEditor(theme)
        self.help = BodyHelp(theme, self.editor, workers)
        self.other = QLineEdit()
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.help.problems)
        layout.addWidget(self.other)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.help.use(definition)
        self.show(START)

    def show(self, text: str) -> None:
        self.editor.show_text(text.replace("|", ""))
        self.editor.show_place(text.index("|"))
        self.editor.setFocus()
        self._qtbot.waitUntil(self.editor.hasFocus)

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.editor, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.editor, text)

    def until(self, fact) -> None:
        self._qtbot.waitUntil(lambda: bool(fact()), timeout=PATIENCE)

    @property
    def labels(self) -> list[str]:
        popup = self.help.completion.popup
        return popup.labels if popup is not None else []

    @property
    def asking(self) -> bool:
        return self.help.completion.asking

    def offered(self, *, ask: bool = False) -> list[str]:
        """What the list shows, once it is about the text as it is now."""
        if ask:
            self.help.completion.ask()
        self.until(lambda: self.labels and not self.asking)
        return self.labels

    @property
    def chosen(self) -> str:
        return self.help.completion.popup.current.label

    @property
    def marked(self) -> str:
        """The text with the caret as `|` and what is selected in brackets."""
        text = self.editor.text()
        start, end = self.editor.selection()
        middle = f"[{text[start:end]}]" if end > start else "|"
        return text[:start] + middle + text[end:]


@pytest.fixture(scope="module")
def customer():
    return Catalogue.load(resources_root()).definition("customer.nv")


@pytest.fixture
def bench(qtbot, theme, workers, customer):
    return Bench(qtbot, theme, workers, customer)


def names_after(definition, name: str) -> list[str]:
    """The documented siblings after an element, straight from the table's rows."""
    rows = definition.request
    at = next(i for i, row in enumerate(rows) if row.name == name)
    level = rows[at].level
    after = []
    for row in rows[at + 1 :]:
        if row.level < level:
            break
        if row.level == level:
            after.append(row.name)
    return after


def test_a_bracket_brings_what_comes_next_in_documented_order(bench, customer):
    bench.type("<")
    expected = names_after(customer, "internalidentifier")
    assert bench.offered()[0] == expected[0]
    assert "internalidentifier" not in bench.labels


def test_it_is_asked_for_without_typing(bench, customer):
    assert bench.offered(ask=True)[0] == names_after(customer, "internalidentifier")[0]


def test_typing_filters_and_enter_puts_it_in_as_one_step(bench):
    before = bench.editor.text()
    bench.type("<")
    bench.offered()
    bench.type("nam")
    bench.until(lambda: bench.labels and bench.labels[0] == "name" and not bench.asking)
    typed = bench.editor.text()
    bench.press(Qt.Key.Key_Return)
    assert bench.labels == []
    assert "<name>" in bench.editor.text()
    assert "</name>" in bench.editor.text()
    assert bench.editor.text().index("<name>") == before.index("\n    </customerbase")
    start, end = bench.editor.selection()
    assert bench.editor.text()[:start].endswith("<name>")
    assert bench.editor.text()[end:].startswith("</name>")
    bench.editor.undo()
    assert bench.editor.text() == typed


def test_arrows_choose_and_tab_takes(bench):
    bench.type("<")
    labels = bench.offered()
    bench.press(Qt.Key.Key_Down)
    assert bench.chosen == labels[1]
    bench.press(Qt.Key.Key_Up)
    bench.press(Qt.Key.Key_Up)
    assert bench.chosen == labels[-1]
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Tab)
    assert f"<{labels[1]}" in bench.editor.text()


def test_escape_closes_and_leaves_what_was_typed(bench):
    bench.type("<")
    bench.offered()
    text = bench.editor.text()
    bench.press(Qt.Key.Key_Escape)
    assert bench.labels == []
    assert bench.editor.text() == text
    assert bench.editor.hasFocus()


def test_attributes_and_their_values_come_by_themselves(bench, customer):
    with_values = [
        (row.name, a.name, a.values)
        for row in customer.request
        for a in row.attributes
        if len(a.values) > 1
    ]
    name, attribute, values = with_values[0]
    bench.show(f"<root>\n<customer>\n<customerbaseinformation>\n<{name}|")
    bench.type(" ")
    assert attribute in bench.offered()
    bench.type(f"{attribute}=")
    bench.until(lambda: not bench.asking)
    bench.press(Qt.Key.Key_Escape)
    bench.type('"')
    assert set(values) <= set(bench.offered())


def test_a_space_outside_a_tag_brings_nothing(bench):
    bench.type(" ")
    assert not bench.asking
    assert bench.labels == []


def test_it_goes_away_with_the_focus_the_caret_and_the_text_around(bench):
    bench.type("<")
    bench.offered()
    bench.other.setFocus()
    bench.until(lambda: not bench.labels)
    bench.editor.setFocus()
    bench.until(bench.editor.hasFocus)
    bench.offered(ask=True)
    bench.press(Qt.Key.Key_Left)
    bench.press(Qt.Key.Key_Left)
    assert bench.labels == []
    bench.editor.show_place(bench.editor.text().index("<\n") + 1)
    bench.offered(ask=True)
    bench.press(Qt.Key.Key_Backspace)
    bench.until(lambda: not bench.labels or not bench.asking)
    bench.press(Qt.Key.Key_Escape)
    assert bench.labels == []


def test_enter_is_a_line_break_when_the_list_is_not_about_what_is_typed(bench):
    bench.type("<")
    bench.offered()
    bench.type("zzz")
    bench.press(Qt.Key.Key_Return)
    assert bench.labels == []
    assert "<zzz\n" in bench.editor.text()


def test_keys_with_control_are_not_taken(bench):
    bench.type("<")
    bench.offered()
    text = bench.editor.text()
    bench.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert bench.editor.text().count("<") == text.count("<")


def test_nothing_is_known_of_an_unknown_resource(bench):
    bench.help.use(unknown("mine.nv"))
    bench.type("<")
    bench.until(lambda: not bench.asking)
    assert bench.labels == []


def test_what_is_half_typed_is_not_blamed_while_there_is_a_list(bench):
    bench.until(lambda: bench.help.checks.current)
    bench.type("<")
    labels = bench.offered()
    bench.type(labels[0][0])  # the check of the < alone may have been sooner than the list
    bench.until(lambda: bench.help.checks.held)
    assert not bench.help.checks.current
    bench.press(Qt.Key.Key_Escape)
    bench.until(lambda: bench.help.checks.current)
    assert bench.help.checks.report.errors > 0


def test_a_note_of_the_chosen_one_is_told(bench, customer):
    notes = {row.name: row.note for row in customer.request if row.note}
    bench.type("<")
    labels = bench.offered()
    noted = next(label for label in labels if notes.get(label))
    while bench.chosen != noted:
        bench.press(Qt.Key.Key_Down)
    assert notes[noted] in bench.help.completion.popup.current.note


def test_the_list_stays_inside_the_window(bench):
    bench.show("\n" * 60 + START)
    bench.type("<")
    bench.offered()
    popup = bench.help.completion.popup
    assert bench.window.rect().contains(popup.geometry())
