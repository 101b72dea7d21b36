"""What is told of a change is the change, whatever was painted before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nvexplorer.ui.widgets.editor.editor import XmlEditor
from nvexplorer.ui.widgets.editor.narrowing import same_ends
from nvexplorer.ui.widgets.editor.runs import SOFT, Chip, units

_TEXTS = st.text(alphabet="ab\U0001f600\n", max_size=12)


@given(_TEXTS, _TEXTS, st.integers(0, 12))
def test_the_rest_between_the_same_ends_turns_one_into_the_other(old, new, most):
    head, tail = same_ends([old], [new], 10 * most)
    assert head + tail <= min(units(old), units(new))
    first, second = old.encode("utf-16-le"), new.encode("utf-16-le")
    assert first[: 2 * head] == second[: 2 * head]
    assert first[len(first) - 2 * tail :] == second[len(second) - 2 * tail :]
    assert same_ends([old], [new], 0)[0] == 0


def test_chips_and_breaks_are_positions_of_their_own():
    chip = Chip("x" * 100)
    assert same_ends(["ab", chip, "c"], ["ab", chip, "d", SOFT], 99) == (3, 0)
    assert same_ends(["a", chip, SOFT, "c"], ["b", chip, SOFT, "c"], 99) == (0, 3)
    assert same_ends([chip], [Chip("x" * 100)], 99) == (0, 0)


@pytest.mark.parametrize("text", ["<a>\n<b/>\n</a>\n" * 9, "\U0001f600\n" * 40])
def test_a_key_after_painting_is_one_character(qtbot, theme, text):
    editor = XmlEditor(theme)
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    qtbot.waitExposed(editor)
    editor.show_text(text)
    told = []
    editor.delta.connect(lambda *delta: told.append(delta[:3]))
    for at, key, expected in (
        (0, Qt.Key.Key_Space, (0, 0, " ")),
        (3, Qt.Key.Key_X, (3, 0, "x")),
        (len(text) // 2, Qt.Key.Key_Return, (len(text) // 2, 0, "\n")),
    ):
        editor.repaint()
        editor.show_place(at)
        QTest.keyClick(editor, key)
        assert told[-1] == expected
        editor.repaint()
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        assert told[-1] == (expected[0], 1, "")
    assert editor.text() == text
