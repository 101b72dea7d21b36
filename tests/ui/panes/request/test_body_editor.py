"""The XML editor: coloured lines, long texts in pieces, one step back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from nvexplorer.ui.panes.request.body_editor import PIECE, BodyEditor
from nvexplorer.ui.panes.request.xml_colours import LineColours, inside_of, line_pieces
from nvexplorer.ui.tokens import LIGHT


@pytest.fixture
def editor(qtbot, theme):
    editor = BodyEditor(theme)
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


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


def test_a_tag_may_go_over_lines():
    assert ("b", "xml_attribute") in _named('   b="2">text')


def test_comments_may_go_over_lines():
    assert _named("the end --> <a>", "-->")[0] == ("the end -->", "xml_comment")
    assert _named("in the middle <a>", "-->") == [("in the middle <a>", "xml_comment")]


def test_a_line_knows_that_it_begins_in_a_comment(editor):
    editor.show_text("<a>\n<!-- one\ntwo\nthree -->\n<b/>\n<![CDATA[\n<x>\n]]>\n</a>")
    document = editor.document()
    inside = [inside_of(document.findBlockByNumber(n)) for n in range(document.blockCount())]
    assert inside == ["", "", "-->", "-->", "", "", "]]>", "]]>", ""]


def test_what_is_seen_is_coloured_in_the_tokens(editor):
    editor.show_text("<root>\n<!-- a\nb -->\n</root>")
    editor.repaint()
    colours = []
    for number in range(4):
        layout = editor.document().findBlockByNumber(number).layout()
        colours.append([piece.format.foreground().color().name() for piece in layout.formats()])
    assert colours == [
        [LIGHT.xml_tag, LIGHT.xml_tag],
        [LIGHT.xml_comment],
        [LIGHT.xml_comment],
        [LIGHT.xml_tag, LIGHT.xml_tag],
    ]


def test_colouring_again_changes_nothing(editor):
    editor.show_text('<root a="1">')
    editor.repaint()
    block = editor.document().firstBlock()
    first = block.layout().formats()
    LineColours(LIGHT).colour(block, "")
    assert [(f.start, f.length) for f in block.layout().formats()] == [
        (f.start, f.length) for f in first
    ]


def test_a_long_text_is_whole_from_the_first_moment(qtbot, editor):
    text = "".join(f"<line>{number}</line>\n" for number in range(PIECE // 5))
    with qtbot.waitSignal(editor.filled):
        editor.show_text(text)
        assert editor.filling
        assert editor.isReadOnly()
        assert editor.text() == text
    assert not editor.isReadOnly()
    assert editor.toPlainText() == text
    assert editor.text() == text


def test_loading_is_taken_back_in_one_step(qtbot, editor):
    editor.show_text("<old/>")
    with qtbot.waitSignal(editor.filled):
        editor.show_text("<new/>\n" * PIECE)
    editor.undo()
    assert editor.text() == "<old/>"


def test_only_what_the_user_does_is_told(qtbot, editor):
    told = []
    editor.edited.connect(lambda: told.append(1))
    with qtbot.waitSignal(editor.filled):
        editor.show_text("<a/>\n" * PIECE)
    assert told == []
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "x")
    assert told == [1]


def test_the_gutter_is_wide_enough_for_its_numbers(editor):
    narrow = editor.gutter_width()
    editor.show_text("\n" * 12345)
    assert editor.gutter_width() > narrow


def test_every_character_is_kept(editor):
    text = "<a>10\u00a0000\u202f€ ä \U0001f600 \u00ad\u200b</a>\n\t<b/>\n"
    editor.show_text(text)
    assert editor.text() == text
