"""The tag at the caret and its pair."""

from __future__ import annotations


def names(editor):
    return [editor.part(tag.name_start, tag.name_end) for tag in editor.pairs.shown]


def test_the_pair_of_the_tag_at_the_caret_is_shown(qtbot, editor):
    editor.show_text("<a>\n<b>1</b>\n</a>")
    editor.show_place(5)
    qtbot.waitUntil(lambda: bool(editor.pairs.shown))
    assert [tag.start for tag in editor.pairs.shown] == [4, 8]
    assert names(editor) == ["b", "b"]
    editor.show_place(13)
    qtbot.waitUntil(lambda: names(editor) == ["a", "a"])
    editor.viewport().repaint()
    qtbot.keyClicks(editor, "x")
    assert editor.pairs.shown == ()


def test_nothing_is_shown_in_text_and_without_a_pair(qtbot, editor):
    editor.show_text("<a><b>text</a><c/>")
    editor.show_place(1)
    qtbot.waitUntil(lambda: names(editor) == ["a", "a"])
    for place in (5, 8, 16):
        editor.show_place(place)
        qtbot.waitUntil(lambda: editor.pairs.shown == ())


def test_a_far_pair_is_found_and_gone_to(qtbot, editor):
    text = "<a>\n" + "<b>1</b>\n" * 200_000 + "</a>"
    editor.show_text(text)
    qtbot.waitUntil(lambda: not editor.filling)
    editor.show_place(1)
    qtbot.waitUntil(lambda: names(editor) == ["a", "a"])
    editor.pairs.go()
    qtbot.waitUntil(lambda: editor.caret_offset() == text.index("</a>") + 2)
    editor.pairs.go()
    qtbot.waitUntil(lambda: editor.caret_offset() == 1)
