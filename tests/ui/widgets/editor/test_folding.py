"""Folding of elements: which lines are hidden, and that they stay text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.ui.widgets.editor.fold_lines import opens, regions, without_single

TEXT = """\
<root>
  <invoice>
    <number>1</number>
    <lines>
      <line><sum>1</sum></line>
      <line>
        <sum>2</sum>
      </line>
    </lines>
  </invoice>
  <!-- a
  comment -->
</root>
"""
LINES = TEXT.split("\n")


def found(lines):
    return sorted((r.head, r.last, r.depth) for step in regions(lines) for r in step)


def test_regions_are_the_elements_over_lines():
    assert found(LINES) == [(0, 12, 0), (1, 9, 1), (3, 8, 2), (5, 7, 3), (10, 11, 1)]


def test_a_region_ends_before_a_line_that_goes_on():
    assert found(["<a>", "<b>", "</b><c/>", "</a>"]) == [(0, 3, 0), (1, 1, 1)][:1]
    assert found(["<a>", "<b>", "x", "</b><c/>", "</a>"]) == [(0, 4, 0), (1, 2, 1)]


def test_elements_that_begin_together_are_one_region():
    assert found(["<a><b>", "x", "</b>", "</a>"]) == [(0, 3, 0)]


def test_tags_in_comments_are_none():
    assert found(["<a>", "<!-- <b>", "</c> -->", "<![CDATA[", "<d>]]>", "</a>"]) == [
        (0, 5, 0),
        (1, 2, 1),
        (3, 4, 1),
    ]


def test_what_holds_everything_is_not_folded_with_all():
    every = [r for step in regions(LINES) for r in step]
    assert [(r.head, r.last) for r in without_single(every)] == [
        (1, 9),
        (10, 11),
        (3, 8),
        (5, 7),
    ]
    nested = [r for step in regions(["<a>", "<b>", "<c>", "</c>", "</b>", "</a>"]) for r in step]
    assert without_single(nested)


@pytest.mark.parametrize(
    ("line", "inside", "can"),
    [
        ("<a>", "", True),
        ("<a><b>x</b>", "", True),
        ("<a>x</a>", "", False),
        ("</a><b>", "", True),
        ("</a>", "", False),
        ("<a/>", "", False),
        ("text", "", False),
        ("<!-- x", "", True),
        ("x <b>", "-->", False),
        ("x --> <b>", "-->", True),
    ],
)
def test_lines_that_can_be_folded(line, inside, can):
    assert opens(line, inside) == can


def seen(editor):
    """Numbers of the lines that can be seen, from 1."""
    document = editor.document()
    return [
        n + 1 for n in range(document.blockCount()) if document.findBlockByNumber(n).isVisible()
    ]


def shown(editor):
    """The same as it is painted."""
    editor.viewport().repaint()
    return [block.blockNumber() + 1 for block, _above in editor.painting.blocks()]


def block(editor, line):
    return editor.document().findBlockByNumber(line - 1)


@pytest.fixture
def folded(editor):
    """With the lines of the invoice folded."""
    editor.show_text(TEXT)
    editor.folding.fold(block(editor, 4))
    assert seen(editor) == [1, 2, 3, 4, 10, 11, 12, 13, 14]
    return editor


def test_folded_lines_are_not_painted_and_stay_text(folded):
    assert shown(folded) == [1, 2, 3, 4, 10, 11, 12, 13, 14]
    assert folded.text() == TEXT
    assert folded.painting.row(block(folded, 4)).folded
    assert folded.painting.row(block(folded, 10)).number == 10
    assert folded.folding.hidden_lines(block(folded, 4)) == 5
    folded.selectAll()
    assert folded.createMimeDataFromSelection().text() == TEXT


def test_an_inner_fold_outlives_the_outer_one(folded):
    folded.folding.fold(block(folded, 2))
    assert seen(folded) == [1, 2, 11, 12, 13, 14]
    folded.folding.unfold(block(folded, 2))
    assert seen(folded) == [1, 2, 3, 4, 10, 11, 12, 13, 14]
    folded.folding.unfold(block(folded, 4))
    assert seen(folded) == list(range(1, 15))


def test_going_to_a_folded_place_unfolds_it(folded):
    folded.folding.fold(block(folded, 2))
    start = TEXT.index("<sum>2")
    folded.show_place(start, start + 5)
    assert seen(folded) == list(range(1, 15))
    assert folded.textCursor().selectedText() == "<sum>"


def test_the_caret_leaves_what_is_folded(editor):
    editor.show_text(TEXT)
    editor.show_place(TEXT.index("2</sum>"))
    editor.folding.fold_here()
    assert seen(editor) == [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14]
    assert editor.line_of(editor.caret_offset()) == 6
    editor.folding.fold_here()
    assert seen(editor) == [1, 2, 3, 4, 10, 11, 12, 13, 14]
    editor.folding.fold_here()
    assert seen(editor) == [1, 2, 11, 12, 13, 14]
    editor.folding.unfold_here()
    assert seen(editor) == [1, 2, 3, 4, 10, 11, 12, 13, 14]


def test_all_is_folded_and_unfolded(qtbot, editor):
    editor.show_text(TEXT)
    editor.folding.fold_all()
    qtbot.waitUntil(lambda: seen(editor) == [1, 2, 11, 13, 14])
    editor.folding.unfold(block(editor, 2))
    assert seen(editor) == [1, 2, 3, 4, 10, 11, 13, 14]
    editor.folding.unfold_all()
    assert seen(editor) == list(range(1, 15))
    assert not editor.painting.row(block(editor, 4)).folded


def test_a_comment_is_folded(editor):
    editor.show_text(TEXT)
    editor.folding.fold(block(editor, 11))
    assert seen(editor) == [*range(1, 12), 13, 14]


def test_a_line_without_an_end_is_not_folded(editor):
    editor.show_text("<a>\n<b>\n</a>")
    editor.folding.fold(block(editor, 2))
    assert seen(editor) == [1, 2, 3]


def test_typing_beside_a_fold_keeps_it(folded):
    folded.show_place(TEXT.index("<lines>") + 7)
    QTest.keyClicks(folded, "x")
    assert seen(folded) == [1, 2, 3, 4, 10, 11, 12, 13, 14]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(TEXT.index("2</sum>"), TEXT.index("2</sum>") + 1, "3"),
        Edit(TEXT.index("<lines>") + 7, TEXT.index("<lines>") + 7, "\n"),
        Edit(TEXT.index("<lines>"), TEXT.index("<lines>") + 10, ""),
        Edit(TEXT.index("<number>"), TEXT.index("<line>") + 2, "x"),
        Edit(TEXT.index("</line>"), TEXT.index("</lines>") + 3, ""),
        Edit(0, len(TEXT) - 1, "<a>\n</a>"),
    ],
)
def test_what_is_changed_is_seen(folded, edit):
    folded.apply_edits([edit])
    assert seen(folded) == list(range(1, folded.blockCount() + 1))
    folded.undo()
    assert folded.text() == TEXT
    assert seen(folded) == list(range(1, 15))


def test_keys_go_around_what_is_folded(folded):
    folded.show_place(TEXT.index("<lines>"))
    QTest.keyClick(folded, Qt.Key.Key_Down)
    assert folded.line_of(folded.caret_offset()) == 10
    QTest.keyClick(folded, Qt.Key.Key_Up)
    assert folded.line_of(folded.caret_offset()) == 4
    assert 5 not in seen(folded)


def test_the_arrow_and_the_sign_are_clicked(editor):
    editor.show_text(TEXT)
    editor.viewport().repaint()
    gutter = editor.painting.gutter
    height = round(editor.geometry_of(block(editor, 4)).center().y())
    QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(gutter.width() - 8, height))
    assert seen(editor) == [1, 2, 3, 4, 10, 11, 12, 13, 14]
    sign = editor.painting.fold_rect(block(editor, 4))
    place = sign.translated(editor.geometry_of(block(editor, 4)).topLeft()).center().toPoint()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen(editor) == list(range(1, 15))


def test_thousands_of_lines_are_folded_and_come_back(qtbot, editor):
    text = "<a>\n<big>\n" + "<b>\n</b>\n" * 30_000 + "</big>\n<c>\n</c>\n</a>"
    editor.show_text(text)
    qtbot.waitUntil(lambda: not editor.filling)
    editor.folding.fold(block(editor, 2))
    qtbot.waitUntil(lambda: not block(editor, 60_003).isVisible())
    assert shown(editor) == [1, 2, 60_004, 60_005, 60_006]
    editor.go_to_line(40_000)
    assert block(editor, 40_000).isVisible()
    assert 40_000 in shown(editor)
    assert editor.text() == text
