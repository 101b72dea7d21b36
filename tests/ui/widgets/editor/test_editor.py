"""The XML editor on screen: colours, numbers, marks and places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.ui.tokens import LIGHT
from nvexplorer.ui.widgets.editor.line_pieces import inside_of, left_open, line_pieces


def _named(text, inside=""):
    return [(text[start:end], kind) for start, end, kind in line_pieces(text, inside)]


def test_a_line_is_cut_into_its_pieces():
    assert _named('<name a="x">Mäkinen &amp; Co</name>') == [
        ("<name", "xml_tag"),
        ("a", "xml_attribute"),
        ('"x"', "xml_value"),
        (">", "xml_tag"),
        ("&amp;", "xml_entity"),
        ("</name", "xml_tag"),
        (">", "xml_tag"),
    ]


def test_quotes_in_text_are_text():
    assert _named('<a>it is "so" and a = "b"</a>') == [
        ("<a", "xml_tag"),
        (">", "xml_tag"),
        ("</a", "xml_tag"),
        (">", "xml_tag"),
    ]


def block_at(editor, number):
    return editor.document().findBlockByNumber(number)


def line_at(editor, number):
    """A line of the screen as it is painted."""
    return editor.painting.line(block_at(editor, number))


def test_a_tag_may_go_over_lines():
    assert ("b", "xml_attribute") in _named('   b="2">text')


def test_comments_may_go_over_lines():
    assert _named("the end --> <a>", "-->")[0] == ("the end -->", "xml_comment")
    assert _named("in the middle <a>", "-->") == [("in the middle <a>", "xml_comment")]


def test_a_line_knows_that_it_begins_in_a_comment():
    text = "<a>\n<!-- one\ntwo\nthree -->\n<b/>\n<![CDATA[\n<x>\n]]>\n</a>"
    lines = text.split("\n")
    above = [inside_of("\n".join([*lines[:n], ""])) for n in range(len(lines))]
    assert above == ["", "", "-->", "-->", "", "", "]]>", "]]>", ""]
    after, inside = [], ""
    for line in lines:
        after.append(inside)
        inside = left_open(line, inside)
    assert after == above


def test_what_is_seen_is_coloured_in_the_tokens(editor):
    editor.show_text("<root>\n<!-- a\nb -->\n</root>")
    colours = []
    for number in range(4):
        formats = line_at(editor, number).formats
        colours.append([piece.format.foreground().color().name() for piece in formats])
    assert colours == [
        [LIGHT.xml_tag],
        [LIGHT.xml_comment],
        [LIGHT.xml_comment],
        [LIGHT.xml_tag],
    ]


def test_colours_stand_where_the_characters_are(editor):
    editor.show_text('<a n="\U0001f600\U0001f600">\U0001f600 &amp; x</a>')
    encoded = block_at(editor, 0).text().encode("utf-16-le")
    coloured = [
        encoded[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le")
        for f in line_at(editor, 0).formats
    ]
    assert coloured == ["<a", "n", '"\U0001f600\U0001f600"', ">", "&amp;", "</a>"]


def waves(editor, line):
    """What is underlined in a line of the screen, and how."""
    block = block_at(editor, line)
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        (block.text()[f.start : f.start + f.length], f.format.underlineColor().name())
        for f in line_at(editor, line).formats
        if f.format.underlineStyle() == wave
    ]


def test_marked_places_are_underlined(editor):
    editor.show_text("<a>\n<bb/>\n<cc/>\n</a>")
    editor.set_marks([(4, 9, "error", "no"), (10, 12, "warning", "hm"), (16, 16, "unjudged", "?")])
    assert waves(editor, 1) == [("<bb/>", LIGHT.bad)]
    assert waves(editor, 2) == [("<c", LIGHT.warn)]
    assert waves(editor, 3) == [("<", LIGHT.muted)]
    editor.set_marks([])
    assert waves(editor, 1) == []


def test_marks_move_with_the_text(editor):
    editor.show_text("<a>\n<bb/>\n</a>")
    editor.set_marks([(4, 9, "error", "no")])
    editor.apply_edits([Edit(0, 0, "\n\n"), Edit(3, 3, "x")])
    assert waves(editor, 1) == []
    assert waves(editor, 3) == [("<bb/>", LIGHT.bad)]
    assert [mark.tooltip for mark in editor.marks_at(9)] == ["no"]
    editor.apply_edits([Edit(6, 13, "")])
    assert editor.marks_at(6) == []


def test_a_mark_over_lines_is_seen_in_each(editor):
    editor.show_text("<a>\n<b>\n</b>\n</a>")
    editor.set_marks([(4, 11, "error", "no")])
    assert [waves(editor, n) for n in range(4)] == [
        [],
        [("<b>", LIGHT.bad)],
        [("</b", LIGHT.bad)],
        [],
    ]


def test_a_line_shows_its_worst_mark_in_the_gutter(editor):
    editor.show_text("<a>\n<b/><c/>\n<d/></a>")
    editor.set_marks([(4, 8, "warning", ""), (8, 12, "error", ""), (13, 14, "unjudged", "")])
    rows = [editor.painting.row(block_at(editor, n)) for n in range(3)]
    assert [row.severity for row in rows] == ["", "error", "unjudged"]


def test_another_severity_is_refused(editor):
    with pytest.raises(ValueError, match="fatal"):
        editor.set_marks([(0, 1, "fatal", "")])


def test_a_place_is_selected_and_seen(editor):
    editor.show_text("<a>\n" + "<b/>\n" * 500 + "<c/></a>")
    start = editor.text().index("<c/>")
    editor.show_place(start, start + 4)
    assert editor.textCursor().selectedText() == "<c/>"
    assert editor.selection() == (start, start + 4)
    last = [block.text() for block, _top in editor.painting.blocks()]
    assert "<c/></a>" in last
    editor.go_to_line(250)
    assert editor.caret_offset() == len("<a>\n") + 248 * len("<b/>\n")
    assert editor.line_of(editor.caret_offset()) == 250


def test_numbers_are_those_of_the_text(editor):
    long = "<a>" + "<b>x</b>" * 400 + "</a>"
    editor.show_text(f"one\n{long}\nthree")
    numbers = [editor.painting.row(block).number for block, _top in editor.painting.blocks()]
    assert numbers[:5] == [1, 2, 0, 0, 0]
    editor.go_to_line(3)
    numbers = [editor.painting.row(block).number for block, _top in editor.painting.blocks()]
    assert numbers[-1] == 3
    assert set(numbers[:-1]) == {0}


def test_the_caret_is_told_where_it_goes(qtbot, editor):
    editor.show_text("\U0001f600<a/>")
    told = []
    editor.caret_moved.connect(told.append)
    editor.show_place(1)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    qtbot.keyClicks(editor, "x")
    assert told == [1, 2, 3]
    assert editor.text() == "\U0001f600<xa/>"


def test_the_gutter_is_wide_enough_for_its_numbers(editor):
    narrow = editor.viewportMargins().left()
    editor.show_text("\n" * 12345)
    assert editor.viewportMargins().left() > narrow


def test_every_character_is_kept(editor):
    text = "<a>10\u00a0000\u202f€ ä \U0001f600 \u00ad\u200b</a>\n\t<b/>\n"
    editor.show_text(text)
    assert editor.text() == text
