"""Keys of the XML editor: elements closed, lines indented, comments made."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


def type_(editor, text):
    for character in text:
        if character in KEYS:
            QTest.keyClick(editor, KEYS[character])
        else:
            QTest.keyClicks(editor, character)


def at_caret(editor):
    """The text with a stroke where the caret is."""
    offset = editor.caret_offset()
    return editor.text()[:offset] + "|" + editor.text()[offset:]


def show(editor, text):
    """The text, the caret where a stroke stands, or two around what is selected."""
    start = text.index("|")
    text = text.replace("|", "", 1)
    end = text.find("|")
    editor.show_text(text.replace("|", "", 1))
    editor.show_place(start, None if end < 0 else end)


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("|", "<a>", "<a>|</a>"),
        ("|", "<a x='1'>", "<a x='1'>|</a>"),
        ("|", "<a/>", "<a/>|"),
        ("|", "<a>b</a>", "<a>b</a>|"),
        ("|", "<a><b>x</b></a>", "<a><b>x</b></a>|"),
        ("<a>|</a>", "</", "<a></a>|"),
        ("<a><b>1|</a>", "</", "<a><b>1</b>|</a>"),
        ("<a><b>1|</a>", "</b>", "<a><b>1</b>|</a>"),
        ("<a|</a>", ">", "<a>|</a>"),
        ("<a><a|</a>", ">", "<a><a>|</a></a>"),
        ("<a|\n  <b/>\n" + " " * 20_000 + "</a>", ">", "<a>|\n  <b/>\n" + " " * 20_000 + "</a>"),
        ("<!-- |", "<a></", "<!-- <a></|"),
        ("<![CDATA[|]]>", "<a>", "<![CDATA[<a>|]]>"),
        ("<a x='|'/>", ">", "<a x='>|'/>"),
        ("<a>1 |</a>", "> 2", "<a>1 > 2|</a>"),
        ("<a|>", "/", "<a/|>"),
        ("|", "<!-- x -->", "<!-- x -->|"),
        ("<a>|</a>", "\n", "<a>\n  |\n</a>"),
        ("  <a>|</a>", "\n<b>1</b>\n</a>", "  <a>\n    <b>1</b>\n  </a>|"),
        ("  <b>1</b>|", "\n", "  <b>1</b>\n  |"),
        ("\t<b>1</b>|", "\nx", "\t<b>1</b>\n\tx|"),
        ("<a>|<b/></a>", "\n", "<a>\n  |<b/></a>"),
        ("<a/>|<b/>", "\n", "<a/>\n|<b/>"),
        ("<a>\r\n  <b/>|\r\n</a>", "\n<c/>", "<a>\r\n  <b/>\r\n  <c/>|\r\n</a>"),
        ("|<a/>", "\t", "  |<a/>"),
        (" |<a/>", "\t", "  |<a/>"),
    ],
)
def test_what_typing_makes(editor, copy, before, typed, after):
    show(editor, before)
    type_(editor, typed)
    assert at_caret(editor) == after
    assert copy.text == editor.text()


xml = st.recursive(
    st.sampled_from(["x", "1 > 0", "<e/>", "<e a='1'/>", "<!-- <c> -->", ""]),
    lambda inner: st.builds(
        lambda name, children: f"<{name}>{''.join(children)}</{name}>",
        st.sampled_from(["a", "bb", "a-c"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(xml)
def test_who_types_everything_gets_what_was_typed(editor, text):
    editor.show_text("")
    type_(editor, text)
    assert at_caret(editor) == text + "|"


def test_an_element_is_closed_in_a_large_body_too(qtbot, editor):
    rest = "<b>1</b>\n" * 200_000 + "</a>"
    editor.show_text("<a>\n" + rest)
    qtbot.waitUntil(lambda: not editor.filling, timeout=20_000)
    editor.show_place(3)
    type_(editor, "<c>")
    assert editor.text() == "<a><c></c>\n" + rest


def test_a_closed_element_is_one_step(editor):
    type_(editor, "<a>")
    editor.undo()
    assert editor.text() == "<a"
    editor.redo()
    assert editor.text() == "<a></a>"


def test_lines_are_indented_together(editor):
    show(editor, "<a>\n|<b/>\n\n<c/>\n|</a>")
    type_(editor, "\t")
    assert editor.text() == "<a>\n  <b/>\n\n  <c/>\n</a>"
    type_(editor, "\t")
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert editor.text() == "<a>\n  <b/>\n\n  <c/>\n</a>"
    for _ in range(3):
        editor.undo()
    assert editor.text() == "<a>\n<b/>\n\n<c/>\n</a>"


def test_the_line_of_the_caret_is_outdented(editor):
    show(editor, "<a>\n     <b|/>\n</a>")
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert at_caret(editor) == "<a>\n<b|/>\n</a>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a>\n  <b>|1</b>\n</a>", "<a>\n  <!-- <b>1</b> -->\n</a>"),
        ("<a>\n|  <b/>\n  <c/>\n|</a>", "<a>\n  <!-- <b/>\n  <c/> -->\n</a>"),
        ("<a><b/>|</a>", "<!-- <a><b/></a> -->"),
    ],
)
def test_a_comment_is_made_and_taken_away(editor, before, after):
    show(editor, before)
    editor.toggle_comment()
    assert editor.text() == after
    editor.toggle_comment()
    assert editor.text() == before.replace("|", "")


def test_a_comment_around_the_caret_is_taken_away(editor):
    show(editor, "<a>\n<!--<b>\n|\n</b>-->\n</a>")
    editor.toggle_comment()
    assert editor.text() == "<a>\n<b>\n\n</b>\n</a>"


def test_a_comment_in_a_comment_is_refused_with_a_sentence(editor):
    show(editor, "|<a>\n<!-- b -->\n</a>|")
    told = []
    editor.message.connect(told.append)
    editor.toggle_comment()
    assert editor.text() == "<a>\n<!-- b -->\n</a>"
    assert "--" in told[0].what


def test_deleting_across_a_folded_line_deletes_a_letter(editor):
    text = "<r>" + "<a>1</a>" * 500 + "</r>"
    editor.show_text(text)
    editor.show_place(11)  # before the second <a>, where the line is folded
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == text[:10] + text[11:]
    editor.undo()
    assert editor.text() == text
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert len(editor.text()) == len(text) - 1


def test_a_long_selection_is_deleted_and_comes_back(qtbot, editor):
    text = "<a>\n" * 50_000
    editor.show_text(text)
    qtbot.waitUntil(lambda: not editor.filling)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not editor.filling)
    assert editor.text() == ""
    editor.undo()
    qtbot.waitUntil(lambda: not editor.filling)
    assert editor.text() == text


def test_formatting_is_one_step_and_keeps_the_caret(editor, copy):
    show(editor, "<a><b>1</b><c><d>2|</d></c></a>")
    editor.format()
    assert at_caret(editor) == "<a>\n  <b>1</b>\n  <c>\n    <d>2|</d>\n  </c>\n</a>"
    assert copy.text == editor.text()
    editor.undo()
    assert editor.text() == "<a><b>1</b><c><d>2</d></c></a>"


def test_a_long_body_on_one_line_is_formatted(qtbot, editor, copy):
    editor.show_text("<a>" + "<b><c>1</c></b>" * 20_000 + "</a>")
    qtbot.waitUntil(lambda: not editor.filling)
    editor.format()
    qtbot.waitUntil(lambda: not editor.filling)
    assert editor.text() == copy.text == "<a>" + "\n  <b>\n    <c>1</c>\n  </b>" * 20_000 + "\n</a>"
    assert editor.line_count == 60_002
    editor.undo()
    qtbot.waitUntil(lambda: not editor.filling)
    assert editor.line_count == 1


def test_what_is_not_well_formed_is_not_formatted(editor):
    editor.show_text("<a>\n<b></a>")
    told = []
    editor.message.connect(told.append)
    editor.format()
    assert editor.text() == "<a>\n<b></a>"
    assert "line 2" in told[0].what
    assert not editor.isReadOnly()
