"""The body is checked while it is typed: marks, the list, fixes, and nothing late or lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.panes.request.body_help.help import BodyHelp, unknown
from nvexplorer.ui.widgets.editor.editor import XmlEditor

PATIENCE = 20_000

GOOD = """<root>
  <customer>
    <customerbaseinformation>
      <internalidentifier>A1</internalidentifier>
      <name>Kärki Oy</name>
      <country type="ISO-3166">FI</country>
    </customerbaseinformation>
  </customer>
</root>
"""
MISSPELT = GOOD.replace("<name>", "<nmae>").replace("</name>", "</nmae>")
SWAPPED = GOOD.replace(
    "      <internalidentifier>A1</internalidentifier>\n      <name>Kärki Oy</name>\n",
    "      <name>Kärki Oy</name>\n      <internalidentifier>A1</internalidentifier>\n",
)


class Bench:
    """An editor with its help, and hands."""

    def __init__(self, qtbot, theme, workers, catalogue) -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        self.window.resize(900, 600)
        layout = QVBoxLayout(self.window)
        self.editor = XmlEditor(theme)
        self.help = BodyHelp(theme, self.editor, workers)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.help.problems)
        self.checks, self.problems = self.help.checks, self.help.problems
        # As if its documentation told all, so that what is wrong is an error.
        documented = catalogue.definition("customer.nv")
        self.definition = documented._replace(complete=True, gaps="")
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)

    def until(self, fact) -> None:
        self._qtbot.waitUntil(lambda: bool(fact()), timeout=PATIENCE)

    def show(self, text: str) -> None:
        self.help.use(self.definition)
        self.editor.show_text(text)
        self.checked()

    def checked(self) -> None:
        """Wait for the report about the text as it is now."""
        self.until(lambda: self.checks.current and not self.checks.waiting)

    def type(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(self.editor, Qt.Key.Key_Return)
            QTest.keyClicks(self.editor, line)

    def go_to(self, text: str, behind: bool = True) -> None:
        at = self.editor.text().index(text) + (len(text) if behind else 0)
        self.editor.show_place(at)

    def codes(self) -> list[str]:
        return [p.code for p in self.checks.report.problems]

    def rows(self) -> list[str]:
        model = next(
            each.model()
            for each in self.window.findChildren(QListView)
            if each.accessibleName() == "Problems of the body"
        )
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())]

    def marked(self) -> list[str]:
        text = self.editor.text()
        found = []
        for at in range(len(text)):
            for mark in self.editor.marks_at(at):
                each = text[mark.start : mark.end]
                if each not in found:
                    found.append(each)
        return found

    def button(self, text: str) -> QPushButton:
        return next(b for b in self.window.findChildren(QPushButton) if b.text() == text)

    def texts(self) -> list[str]:
        labels = [*self.window.findChildren(QLabel), *self.window.findChildren(QPushButton)]
        return [each.text() for each in labels if each.isVisible()]


@pytest.fixture
def bench(qtbot, theme, workers, catalogue):
    return Bench(qtbot, theme, workers, catalogue)


def test_a_good_body_has_no_problems(bench):
    bench.show(GOOD)
    assert bench.checks.report.errors == 0
    assert bench.problems.isVisible()


def test_an_error_is_marked_listed_and_counted(bench):
    bench.show(MISSPELT)
    assert "<nmae>" in bench.marked()
    (row,) = [row for row in bench.rows() if "nmae" in row]
    assert row.startswith("Error, line 5:")
    assert any("1 error" in text for text in bench.texts())


def test_typing_is_followed_by_a_check(bench):
    bench.show(GOOD)
    bench.go_to("<name>Kärki Oy</name>")
    bench.type("\n<nmae>x</nmae>")
    bench.checked()
    assert any("nmae" in row for row in bench.rows())
    while "nmae" in bench.editor.text():
        bench.editor.undo()
    bench.checked()
    assert not any("nmae" in row for row in bench.rows())


def test_places_move_with_what_is_typed_before_the_next_check(bench):
    bench.show(MISSPELT)
    (problem,) = [p for p in bench.checks.report.problems if p.severity == "error"]
    bench.editor.show_place(0)
    bench.type("\n\n")
    assert not bench.checks.current
    start, end = bench.checks.where(problem)
    assert bench.editor.text()[start:end] == "<nmae>"
    assert any(row.startswith("Error, line 7:") for row in bench.rows())
    bench.go_to("<nm")
    bench.type("x")
    assert bench.checks.where(problem) is None
    assert any(row.startswith("Error, changed:") for row in bench.rows())
    assert not bench.checks.fix(problem)
    bench.checked()
    assert any("nmxae" in row for row in bench.rows())


def test_a_fix_is_one_step_of_undo(bench):
    bench.show(MISSPELT)
    bench.go_to("<nm")
    bench.problems.fix_here()
    assert bench.editor.text() == GOOD
    bench.checked()
    assert bench.checks.report.errors == 0
    bench.editor.undo()
    assert bench.editor.text() == MISSPELT


def test_order_is_mended_with_the_same_bytes_of_the_elements(bench):
    bench.show(SWAPPED)
    (problem,) = [p for p in bench.checks.report.problems if p.severity == "error"]
    assert bench.checks.fix(problem)
    assert bench.editor.text() == GOOD
    bench.editor.undo()
    assert bench.editor.text() == SWAPPED


def test_a_fix_still_fits_after_typing_elsewhere(bench):
    bench.show(SWAPPED)
    (problem,) = [p for p in bench.checks.report.problems if p.severity == "error"]
    bench.editor.show_place(0)
    bench.type("  ")
    assert bench.checks.fix(problem)
    assert bench.editor.text() == "  " + GOOD


def test_everything_is_mended_in_one_step(bench):
    damaged = SWAPPED.replace("<name>", "<nmae>").replace("</name>", "</nmae>")
    damaged = damaged.replace("customerbaseinformation", "customerbaseinformatoin")
    bench.show(damaged)
    bench.until(lambda: bench.button("Fix all").isVisible())
    bench.button("Fix all").click()
    bench.until(lambda: bench.editor.text() != damaged)
    bench.checked()
    assert bench.editor.text() == GOOD
    assert bench.checks.report.errors == 0
    bench.editor.undo()
    assert bench.editor.text() == damaged


def test_the_keys_go_round_the_problems(bench):
    twice = MISSPELT.replace("</root>", "  <customr/>\n</root>")
    bench.show(twice)
    bench.editor.show_place(0)
    seen = []
    for _ in range(3):
        bench.problems.go(1)
        start, end = bench.editor.selection()
        seen.append(bench.editor.text()[start:end])
    assert seen[0] == "<nmae>"
    assert seen[1].startswith("<customr")
    assert seen[2] == seen[0]
    bench.problems.go(-1)
    start, end = bench.editor.selection()
    assert bench.editor.text()[start:end] == seen[1]


def test_the_line_tells_of_the_problem_at_the_caret(bench):
    twice = MISSPELT.replace("</root>", "  <customr/>\n</root>")
    bench.show(twice)
    assert not any(text.startswith("Line") for text in bench.texts())  # they are listed
    next(b for b in bench.window.findChildren(QPushButton) if "errors" in b.text()).click()
    bench.go_to("<cust")
    bench.until(lambda: any("nmae" in t and t.startswith("Line") for t in bench.texts()))
    bench.go_to("<customr")
    bench.until(lambda: any("customr" in t and t.startswith("Line") for t in bench.texts()))


def children() -> set[int]:
    files = Path("/proc/self/task").glob("*/children")
    return {int(word) for file in files for word in file.read_text().split()}


def test_a_check_lost_with_its_process_is_made_again(bench):
    before = children()
    bench.show(MISSPELT)
    workers = children() - before
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    bench.go_to("Kärki")
    bench.type("!")
    bench.until(lambda: bench.checks.checking)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    bench.checked()
    assert any("nmae" in row for row in bench.rows())


def test_an_empty_body_is_offered_skeletons_and_not_blamed(bench):
    bench.help.use(bench.definition)
    assert bench.help.start.isVisible()
    assert not bench.problems.isVisible()
    bench.button("Minimal body").click()
    assert not bench.help.start.isVisible()
    bench.checked()
    assert bench.checks.report.errors == 0
    bench.editor.undo()
    assert bench.help.start.isVisible()
    bench.until(lambda: not bench.problems.isVisible())


@pytest.mark.parametrize("kind", ["minimal", "example", "full"])
def test_skeletons_have_no_errors(bench, kind):
    bench.help.use(bench.definition)
    bench.help.insert_skeleton(kind)
    bench.checked()
    assert bench.checks.report.errors == 0


def test_of_an_unknown_resource_the_xml_is_checked(bench):
    bench.help.use(unknown("mine.nv"))
    assert not bench.help.start.isVisible()
    bench.editor.show_text("<root><a></root>")
    bench.checked()
    assert bench.checks.report.errors == 1
    bench.editor.replace_all("<root><a></a></root>")
    bench.checked()
    assert bench.checks.report.errors == 0


def test_another_resource_is_another_check(bench, catalogue):
    bench.show(GOOD)
    bench.help.use(catalogue.definition("product.nv"))
    bench.checked()
    assert bench.checks.report.errors + bench.checks.report.warnings > 0


def test_characters_beyond_the_first_plane_move_nothing(bench):
    bench.show(MISSPELT.replace("Kärki", "\U0001f600 Kärki").replace("A1", "\U0001f600"))
    assert "<nmae>" in bench.marked()
    bench.go_to("<nm")
    bench.problems.fix_here()
    assert bench.editor.text().count("name>") == 2


def test_much_is_typed_while_a_check_runs(bench):
    bench.show(MISSPELT)
    bench.editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(5):
        bench.type(" ")
        bench.until(lambda: bench.checks.checking or bench.checks.current)
    bench.checked()
    assert "<nmae>" in bench.marked()
    assert any(row.startswith("Error, line 5:") for row in bench.rows())
