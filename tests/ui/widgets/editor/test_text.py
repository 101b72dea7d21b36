"""An editor's text: kept to the letter, told in deltas, undone in steps."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.ui.widgets.editor.cutting import LONG_LINE, PIECE

PDF = base64.b64encode(b"%PDF-1.7\n" + bytes(range(256)) * 20).decode()
LINES = "\r\n".join(PDF[at : at + 76] for at in range(0, len(PDF), 76))
ONE_LINE = "<r>" + "".join(f"<a><b>{n}</b><c></c></a>" for n in range(900)) + "</r>"
ODD = "<a>\r\n<b>\U0001f600ä\u2028\u00a0</b>\r<c/>\n\t\u2029</a>\ufffc\ufdd0"

TEXTS = [
    "",
    "<a/>",
    "<a>\n  <b>x</b>\n</a>\n",
    ODD,
    f"<a>\n<data>{PDF}</data>\n</a>",
    f"<a><data>\n{LINES}\n</data></a>",
    ONE_LINE,
    ONE_LINE + ODD,
    "x" * (LONG_LINE * 3) + "\n<a>" + "word " * LONG_LINE + "</a>",
]


def select(editor, start, end):
    editor.show_place(start, end)


def paste(editor, text):
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)


def settle(qtbot, editor):
    qtbot.waitUntil(lambda: not editor.filling)


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_kept_to_the_letter(editor, copy, text):
    editor.show_text(text)
    assert editor.text() == text
    assert copy.text == text
    assert editor.byte_size == len(text.encode())
    assert editor.line_count == text.count("\n") + 1


@pytest.mark.parametrize("text", TEXTS)
def test_it_comes_and_goes_through_the_clipboard(editor, copy, text):
    editor.show_text(text)
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == text
    editor.insertFromMimeData(data)
    assert editor.text() == copy.text == text


def test_half_a_character_is_told_as_none(editor):
    editor.show_text("<a>\ud83d</a>")
    assert editor.text() == "<a>\ufffd</a>"


def test_long_base64_is_one_place_on_screen(editor):
    editor.show_text(f"<a>\n<data>{PDF}</data>\n</a>")
    assert len(editor.toPlainText()) < 40
    editor.show_text("<a>" + "words of a long note " * 500 + "</a>")
    assert "words of a long note" in editor.toPlainText()


def test_a_long_line_is_folded_between_its_tags(editor):
    editor.show_text(ONE_LINE)
    lines = editor.toPlainText().split("\n")
    assert "".join(lines) == ONE_LINE
    assert lines[:4] == ["<r>", "<a>", "<b>0</b>", "<c></c>"]
    assert editor.line_count == 1


def test_a_line_without_tags_is_folded_too(editor):
    editor.show_text("x" * 50_000)
    assert max(map(len, editor.toPlainText().split("\n"))) <= LONG_LINE
    assert editor.text() == "x" * 50_000


def test_a_long_text_is_told_at_once_and_put_in_by_and_by(qtbot, editor, copy):
    text = "".join(f"<line>{number}</line>\n" for number in range(PIECE // 3))
    with qtbot.waitSignal(editor.filled):
        editor.show_text(text)
        assert editor.filling
        assert editor.isReadOnly()
        assert editor.text() == copy.text == text
        assert len(copy.revisions) == 2
    assert not editor.isReadOnly()
    assert editor.toPlainText() == editor.text() == copy.text == text
    assert len(copy.revisions) == 2


def test_a_load_can_be_cancelled(qtbot, editor, copy):
    editor.show_text("<old/>")
    editor.show_text("<new/>\n" * PIECE)
    with qtbot.waitSignal(editor.filled):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert editor.text() == copy.text == "<old/>"
    assert editor.toPlainText() == "<old/>"
    assert not editor.isReadOnly()


def test_a_load_in_the_middle_of_another_is_undone_to_what_was_before(qtbot, editor, copy):
    editor.show_text("<old/>")
    editor.show_text("<first/>\n" * PIECE)
    editor.show_text("<second/>\n" * PIECE)
    settle(qtbot, editor)
    assert editor.text() == copy.text == "<second/>\n" * PIECE
    editor.undo()
    settle(qtbot, editor)
    assert editor.text() == copy.text == editor.toPlainText() == "<old/>"
    editor.redo()
    settle(qtbot, editor)
    assert editor.text() == copy.text == editor.toPlainText() == "<second/>\n" * PIECE


def test_loading_is_taken_back_in_one_step(qtbot, editor):
    editor.show_text("<old/>")
    with qtbot.waitSignal(editor.filled):
        editor.show_text("<new/>\n" * PIECE)
    editor.undo()
    settle(qtbot, editor)
    assert editor.text() == "<old/>"


def test_undoing_a_load_can_be_cancelled(qtbot, editor, copy):
    editor.show_text("<old/>\n" * PIECE)
    settle(qtbot, editor)
    editor.show_text("<new/>\n" * PIECE)
    settle(qtbot, editor)
    editor.undo()
    editor.cancel_filling()
    settle(qtbot, editor)
    assert editor.text() == copy.text == editor.toPlainText() == "<new/>\n" * PIECE
    editor.undo()
    settle(qtbot, editor)
    assert editor.text() == copy.text == editor.toPlainText() == "<old/>\n" * PIECE


def test_only_what_the_user_does_is_told_as_edited(qtbot, editor):
    told = []
    editor.edited.connect(lambda: told.append(1))
    with qtbot.waitSignal(editor.filled):
        editor.show_text("<a/>\n" * PIECE)
    editor.show_text("<a/>")
    assert told == []
    qtbot.keyClicks(editor, "x")
    assert told == [1]


# Undo


def test_typing_is_undone_by_words_and_lines(qtbot, editor):
    qtbot.keyClicks(editor, "one two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "three")
    seen = []
    for _ in range(4):
        editor.undo()
        seen.append(editor.text())
    assert seen == ["one two\n", "one two", "one ", ""]
    for _ in range(4):
        editor.redo()
    assert editor.text() == "one two\nthree"


def test_deleting_is_one_step_and_moving_begins_another(qtbot, editor):
    editor.show_text("abcdef")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "abc"
    editor.undo()
    assert editor.text() == "abcdef"
    qtbot.keyClicks(editor, "g")
    QTest.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClicks(editor, "h")
    editor.undo()
    assert editor.text() == "abcdefg"


def test_undo_goes_through_chips(editor, copy):
    text = f"<a>\n<data>{PDF}</data>\n</a>"
    editor.show_text(text)
    start = text.index(PDF)
    select(editor, start, start + len(PDF))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == copy.text == "<a>\n<data></data>\n</a>"
    editor.undo()
    assert editor.text() == copy.text == text
    assert PDF not in editor.toPlainText()


def test_the_keys_undo_and_redo(qtbot, editor):
    qtbot.keyClicks(editor, "word")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == ""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor, Qt.Key.Key_Z, both)
    assert editor.text() == "word"


# Edits from outside


def test_edits_are_one_step_and_keep_the_caret(editor, copy):
    editor.show_text("<a>\n<c/>\n<b/>\n</a>")
    editor.show_place(11)
    edits = (Edit(4, 8, "<b/>"), Edit(9, 13, "<c/>"))
    editor.apply_edits(edits)
    assert editor.text() == copy.text == "<a>\n<b/>\n<c/>\n</a>"
    assert editor.caret_offset() == 11
    editor.undo()
    assert editor.text() == copy.text == "<a>\n<c/>\n<b/>\n</a>"
    editor.redo()
    assert editor.text() == "<a>\n<b/>\n<c/>\n</a>"


def test_the_caret_goes_where_it_is_told_to(editor):
    editor.show_text("<a>\n</a>")
    editor.apply_edits([Edit(3, 3, "<b></b>")], caret=6)
    assert editor.caret_offset() == 6
    QTest.keyClicks(editor, "x")
    assert editor.text() == "<a><b>x</b>\n</a>"


def test_an_edit_within_a_chip_changes_just_that(editor, copy):
    text = f"<data>{PDF}</data>"
    editor.show_text(text)
    editor.apply_edits([Edit(16, 18, "++++")])
    assert editor.text() == copy.text == text[:16] + "++++" + text[18:]


def test_thousands_of_edits_are_one_step(qtbot, editor, copy):
    text = "".join(f"<a>\U0001f600{n}</a>\r\n" for n in range(9_000)) + f"<b>{PDF}</b>" + ONE_LINE
    editor.show_text(text)
    settle(qtbot, editor)
    places = [n for n in range(len(text)) if text.startswith("<a>", n)]
    edits = tuple(Edit(n, n + 3, "<aa>") for n in places)
    editor.apply_edits(edits)
    settle(qtbot, editor)
    assert editor.text() == copy.text == text.replace("<a>", "<aa>")
    editor.undo()
    settle(qtbot, editor)
    assert editor.text() == copy.text == text
    editor.redo()
    settle(qtbot, editor)
    assert editor.text() == copy.text == text.replace("<a>", "<aa>")


def test_everything_is_replaced_in_one_step(qtbot, editor):
    editor.show_text("<a/>")
    told = []
    editor.edited.connect(lambda: told.append(1))
    editor.replace_all("<b/>")
    assert editor.text() == "<b/>"
    assert told == [1]
    editor.undo()
    assert editor.text() == "<a/>"


# A copy kept by deltas, whatever is done


letters = st.sampled_from(["a", "<", ">", " ", "\n", "ä", "\U0001f600", "<b>x</b>", PDF, ODD])
actions = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.floats(0, 1), st.sampled_from("ab <>")),
        st.tuples(st.just("key"), st.floats(0, 1), st.sampled_from(["back", "delete", "enter"])),
        st.tuples(st.just("paste"), st.floats(0, 1), letters),
        st.tuples(st.just("over"), st.floats(0, 1), letters),
        st.tuples(st.just("edit"), st.floats(0, 1), letters),
        st.tuples(st.just("show"), st.floats(0, 1), st.sampled_from(TEXTS)),
        st.tuples(st.just("undo"), st.floats(0, 1), st.just("")),
        st.tuples(st.just("redo"), st.floats(0, 1), st.just("")),
    ),
    min_size=1,
    max_size=25,
)
KEYS = {"back": Qt.Key.Key_Backspace, "delete": Qt.Key.Key_Delete, "enter": Qt.Key.Key_Return}


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(TEXTS), actions)
def test_a_copy_is_kept_by_deltas_alone(editor, copy, text, steps):
    editor.show_text(text)
    for kind, share, value in steps:
        at = int(share * len(editor.text()))
        if kind in ("type", "key", "paste"):
            editor.show_place(at)
        if kind == "type":
            QTest.keyClicks(editor, value)
        elif kind == "key":
            QTest.keyClick(editor, KEYS[value])
        elif kind == "paste":
            paste(editor, value)
        elif kind == "over":
            select(editor, at // 2, at)
            paste(editor, value)
        elif kind == "edit":
            end = min(at + 5, len(editor.text()))
            fix = Fix("", (Edit(at // 3, at // 2, value), Edit(at, end, "")))
            expected = fix.apply(editor.text())
            editor.apply_edits(fix.edits)
            assert editor.text() == expected
        elif kind == "show":
            editor.show_text(value)
        else:
            getattr(editor, kind)()
        assert copy.text == editor.text()
    assert copy.revisions == sorted(set(copy.revisions))
    assert copy.revisions[-1] == editor.revision
    assert editor.content.mirror.positions == editor.document().characterCount() - 1
    while editor.content.history.can_undo:
        editor.undo()
    assert editor.text() == copy.text == ""


def test_the_way_back_is_the_way_there(qtbot, editor):
    """Every text on the way is met again, in the other order."""
    chance = random.Random(7)
    editor.show_text(ODD + ONE_LINE + f"<b>{PDF}</b>")
    met = [editor.text()]
    for _ in range(60):
        size = len(editor.text())
        start = chance.randrange(size)
        end = min(size, start + chance.choice([0, 0, 1, 30, 3000]))
        editor.apply_edits([Edit(start, end, chance.choice(["", "x", "\n", "<a>\r\n</a>", PDF]))])
        if editor.text() != met[-1]:
            met.append(editor.text())
    for text in reversed(met[:-1]):
        editor.undo()
        assert editor.text() == text
    for text in met[1:]:
        editor.redo()
        assert editor.text() == text
