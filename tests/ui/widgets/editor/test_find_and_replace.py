"""Finding and replacing in a body, and going to a line."""

from __future__ import annotations

import base64

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nvexplorer.ui.widgets.editor.find_bar import FindBar
from nvexplorer.ui.widgets.editor.finder import Finder
from nvexplorer.ui.widgets.line_bar import LineBar

PDF = base64.b64encode(b"%PDF-1.7\n" + bytes(range(256)) * 20).decode()
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot, editor):
    bar = FindBar(editor, Finder(editor))
    qtbot.addWidget(bar)
    return bar


def look_for(qtbot, bar, text, *, replace=False):
    bar.open(replace=replace)
    bar.field.setText(text)
    qtbot.waitUntil(lambda: "+" not in bar.count.text() and bar.count.text() != "Looking…")


def selected(editor):
    return editor.part(*editor.selection())


def test_hits_are_counted_and_gone_through(qtbot, editor, bar):
    editor.show_text("<a>\n<b>one</b>\n<b>ONE</b>\n<b>one</b>\n</a>")
    look_for(qtbot, bar, "one")
    assert bar.count.text() == "1 of 3"
    places = [editor.selection()]
    for _ in range(3):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        places.append(editor.selection())
    assert [selected(editor), bar.count.text()] == ["one", "1 of 3"]
    assert places[0] == places[3]
    assert len(set(places)) == 3
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert editor.selection() == places[2]
    bar.case.click()
    assert bar.count.text() == "2 of 2"
    bar.field.setText("two")
    assert bar.count.text() == "No hits"
    assert bar.field.property("problem")


def test_the_first_hit_from_the_caret_on_comes_first(qtbot, editor, bar):
    editor.show_text("<a>x</a>\n<b>x</b>")
    editor.show_place(9)
    look_for(qtbot, bar, "x")
    assert editor.selection() == (12, 13)
    assert bar.count.text() == "2 of 2"


def test_selected_words_are_looked_for(editor, bar):
    editor.show_text("<a>word</a> word")
    editor.show_place(3, 7)
    bar.open(replace=False)
    assert bar.field.text() == "word"
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert editor.selection() == (3, 7)


def test_expressions_find_and_take_apart(qtbot, editor, bar):
    editor.show_text("<d>1.2.2026</d>\n<d>\U0001f600 13.12.2025</d>")
    look_for(qtbot, bar, r"(\d+)\.(\d+)\.(?<year>\d{4})", replace=True)
    bar.regex.click()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")
    bar.replacement.setText("${year}-$2-$1$$")
    QTest.keyClick(bar.replacement, Qt.Key.Key_Return)
    assert editor.text() == "<d>2026-2-1$</d>\n<d>\U0001f600 13.12.2025</d>"
    assert selected(editor) == "13.12.2025"
    QTest.keyClick(bar.replacement, Qt.Key.Key_Return)
    assert editor.text() == "<d>2026-2-1$</d>\n<d>\U0001f600 2025-12-13$</d>"
    editor.undo()
    assert selected(editor) != "2025-12-13$"
    assert "13.12.2025" in editor.text()


def test_what_is_no_expression_says_where(qtbot, editor, bar):
    editor.show_text("<a>(</a>")
    look_for(qtbot, bar, "(a")
    bar.regex.click()
    assert "character 3" in bar.count.toolTip()
    assert "parenthes" in bar.count.toolTip()
    bar.regex.click()
    assert bar.count.text() == "No hits"


def test_an_expression_that_takes_forever_is_given_up(qtbot, editor, bar):
    editor.show_text(f"<a>{'a' * 60}!</a>\n" * 50)
    bar.open(replace=False)
    bar.regex.click()
    with Heartbeat() as heart:
        bar.field.setText(r"(\w+\s?)+$")
        qtbot.waitUntil(lambda: bar.count.text() == "No expression")
    assert "too long" in bar.count.toolTip()
    assert heart.longest_work < MOST_WORK


def test_all_are_replaced_in_one_step(qtbot, editor, copy, bar):
    text = "<a>\n" + "<b>1</b>\n" * 30_000 + f"<c>{PDF}</c>\n<b>1</b></a>"
    editor.show_text(text)
    qtbot.waitUntil(lambda: not editor.filling)
    told = []
    bar.finder.done.connect(told.append)
    look_for(qtbot, bar, "<b>", replace=True)
    assert bar.count.text() == "1 of 30\u202f001"
    bar.replacement.setText("<bb>")
    with Heartbeat() as heart:
        QTest.keyClick(bar.replacement, Qt.Key.Key_Return, CONTROL | ALT)
        qtbot.waitUntil(lambda: bool(told) and not editor.filling)
    assert editor.text() == copy.text == text.replace("<b>", "<bb>")
    assert "30001 places" in told[0]
    assert heart.longest_work < MOST_WORK
    editor.undo()
    qtbot.waitUntil(lambda: not editor.filling)
    assert editor.text() == copy.text == text


def test_chips_are_not_looked_into(qtbot, editor, bar):
    editor.show_text(f"<a>{PDF}</a><b>{PDF[:6]}</b>")
    look_for(qtbot, bar, PDF[:6])
    assert bar.count.text() == "1 of 1"


def test_hits_over_lines_and_at_the_seams_are_found(qtbot, editor, bar):
    text = "".join(f"<a>{n}</a>\n<b>{n % 7}</b>\n" for n in range(9_000))
    editor.show_text(text)
    qtbot.waitUntil(lambda: not editor.filling)
    bar.open(replace=False)
    bar.regex.click()
    bar.field.setText(r"</a>\n<b>3")
    qtbot.waitUntil(
        lambda: bar.count.text().endswith(
            f" of 1\u202f{text.count('</a>' + chr(10) + '<b>3') % 1000:03}"
        )
    )


def test_hits_follow_what_is_typed(qtbot, editor, bar):
    editor.show_text("<a>x</a>")
    look_for(qtbot, bar, "x")
    editor.show_place(8)
    qtbot.keyClicks(editor, "x x")
    qtbot.waitUntil(lambda: bar.count.text().endswith("of 3"))


def test_a_hit_in_a_folded_place_is_shown(qtbot, editor, bar):
    editor.show_text("<a>\n<b>\n<c>x</c>\n</b>\n</a>")
    editor.folding.fold(editor.document().findBlockByNumber(1))
    look_for(qtbot, bar, "<c>x")
    assert editor.document().findBlockByNumber(2).isVisible()
    assert selected(editor) == "<c>x"


def test_going_to_a_line(qtbot, editor):
    bar = LineBar(editor)
    qtbot.addWidget(bar)
    editor.show_text("<a>\n" + "<b/>\n" * 500 + "</a>")
    bar.open()
    assert bar.field.text() == "1"
    qtbot.keyClicks(bar.field, "250")
    assert editor.line_of(editor.caret_offset()) == 250
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.isHidden()
    assert editor.line_of(editor.caret_offset()) == 250
    bar.open()
    qtbot.keyClicks(bar.field, "99")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert editor.line_of(editor.caret_offset()) == 250
