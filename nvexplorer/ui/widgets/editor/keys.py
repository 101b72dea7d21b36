"""What keys do in an XML editor beyond putting in their letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.model.errors import Message
from nvexplorer.ui.widgets.editor.cutting import PIECE
from nvexplorer.ui.widgets.editor.line_edits import (
    INDENT,
    commented,
    indented,
    outdented,
    uncommented,
)
from nvexplorer.ui.widgets.editor.steps import found
from nvexplorer.ui.widgets.editor.tags import (
    LONGEST_TAG,
    Tag,
    in_comment,
    open_at,
    pair_of,
    tag_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_NEAR = 10_000  # characters around a new tag in which its end tag is looked for
_COMMENT_LOOK = 200_000  # characters up and down in which the ends of a comment are looked for


class Keys(QObject):
    """`message` tells why something was not done."""

    message = Signal(object)

    def __init__(self, editor: XmlEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._content = editor.content
        self._overtyped = ""  # was put in by us; typed by hand it is passed over
        self._overtyped_at = -1

    def press(self, event: QKeyEvent) -> bool:
        """True when that was all; else the key does what it does in any editor, then `typed`."""
        editor, key = self._editor, event.key()
        command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if command and event.matches(QKeySequence.StandardKey.Undo):
            editor.undo()
        elif command and event.matches(QKeySequence.StandardKey.Redo):
            editor.redo()
        elif key == Qt.Key.Key_Escape and editor.filling:
            editor.cancel_filling()
        elif editor.isReadOnly():
            return False
        elif key in _ENTER and not command:
            self._break_line()
        elif key == Qt.Key.Key_Tab and not command:
            self._indent()
        elif key == Qt.Key.Key_Backtab:
            self._edit_lines(outdented)
        elif key in _DELETING:
            return self._delete(event)
        else:
            return self._overtype(event.text())
        return True

    def typed(self, text: str) -> None:
        """A letter was put in."""
        if text == ">":
            self._close_element()
        elif text == "/":
            self._complete_end_tag()

    # Lines

    def _break_line(self) -> None:
        """Keep the indentation; between the tags of an element make room for its content."""
        editor, (start, end) = self._editor, self._editor.selection()
        block = editor.textCursor().block()
        line = block.text()[: editor.textCursor().selectionStart() - block.position()]
        indent = line[: len(line) - len(line.lstrip())]
        feed = self._content.qt.line_feed(block)
        before, behind = editor.part(start - LONGEST_TAG, start), editor.part(end, end + 2)
        opened = re.search(r"<[^\s<>/!?][^<>]*(?<!/)>$", before) is not None
        deeper = f"{feed}{indent}{INDENT}" if opened else f"{feed}{indent}"
        between = opened and behind == "</"
        added = f"{deeper}{feed}{indent}" if between else deeper
        editor.apply_edits([Edit(start, end, added)], start + len(deeper))
        editor.ensureCursorVisible()

    def _indent(self) -> None:
        editor, cursor = self._editor, self._editor.textCursor()
        start, end = editor.selection()
        if "\n" in editor.part(start, end):
            self._edit_lines(indented)
            return
        column = (
            cursor.selectionStart()
            - editor.document().findBlock(cursor.selectionStart()).position()
        )
        text = " " * (len(INDENT) - column % len(INDENT))
        editor.apply_edits([Edit(start, end, text)], start + len(text))

    def _edit_lines(self, edits: Callable[[str, int], list[Edit] | None]) -> bool:
        """Change the lines that are selected or that the caret is in; they stay selected."""
        editor, (start, end) = self._editor, self._editor.selection()
        first = start - len(editor.part(start - PIECE, start).rpartition("\n")[2])
        if end > start and editor.part(end - 1, end) == "\n":
            end -= 1
        last = end + len(editor.part(end, end + PIECE).partition("\n")[0])
        wanted = edits(editor.part(first, last), first)
        if wanted is None:
            return False
        selected = start != end
        grown = sum(len(edit.text) - edit.end + edit.start for edit in wanted)
        editor.apply_edits(wanted)
        if selected and not editor.filling:
            editor.select(first, last + grown)
        return True

    def toggle_comment(self) -> None:
        """Make the selected lines, or that of the caret, a comment, or take away the one there."""
        editor, offset = self._editor, self._editor.caret_offset()
        if editor.isReadOnly():
            return
        before = editor.part(offset - _COMMENT_LOOK, offset)
        opened = before.rfind("<!--")
        if opened >= 0 and before.find("-->", opened + 4) < 0:
            start = offset - len(before) + opened
            length = editor.part(start, start + 2 * _COMMENT_LOOK).find("-->")
            if length >= 0:
                comment = editor.part(start, start + length + 3)
                editor.apply_edits(list(uncommented(comment, start)))
                return
        if not self._edit_lines(commented):
            self.message.emit(
                Message(
                    "These lines hold “--”, which no comment can.",
                    "Choose lines without comments of their own.",
                )
            )

    # Deleting

    def _delete(self, event: QKeyEvent) -> bool:
        """What Qt would do wrong: a soft break alone is no text, a long selection takes long."""
        editor = self._editor
        cursor = editor.textCursor()
        if cursor.hasSelection():
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            if end - start > PIECE:
                self._content.insert(start, end - start, "")
                return True
            return False
        back = event.key() == Qt.Key.Key_Backspace
        move = (
            QTextCursor.MoveOperation.PreviousCharacter
            if back
            else QTextCursor.MoveOperation.NextCharacter
        )
        mirror = self._content.mirror
        crossed = 0
        while cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor):
            crossed += 1
            first, last = cursor.selectionStart(), cursor.selectionEnd()
            if mirror.offset_of(first) != mirror.offset_of(last):
                if crossed > 1:
                    self._content.put(first, last - first, [])
                return crossed > 1
        return False

    # Tags

    def _overtype(self, text: str) -> bool:
        """Pass over what was put in before it was typed."""
        if not self._overtyped:
            return False
        cursor = self._editor.textCursor()
        fits = text and self._overtyped.startswith(text) and not cursor.hasSelection()
        if not fits or self._editor.caret_offset() != self._overtyped_at:
            if text:
                self._overtyped = ""
            return False
        self._overtyped = self._overtyped[len(text) :]
        return True

    def _pass_over(self, text: str) -> None:
        self._overtyped, self._overtyped_at = text, self._editor.caret_offset()

    def _close_element(self) -> None:
        """After the `>` of an opening tag: its end tag, unless it has one."""
        editor = self._editor
        offset = editor.caret_offset()
        tag = tag_at(editor.part, offset - 1)
        if tag is None or not tag.opens or tag.end != offset or not self._lacks_end(tag):
            return
        editor.apply_edits([Edit(offset, offset, f"</{tag.name}>")], offset)

    def _lacks_end(self, tag: Tag) -> bool:
        """Whether no end tag near belongs to it. Deeper lines below belong to it, and so does an
        end tag behind them, however far."""
        editor = self._editor
        begin = max(0, tag.start - _NEAR)
        near = editor.part(begin, tag.end + _NEAR)

        def part(start: int, end: int) -> str:
            return near[max(0, start) : max(0, end)]

        here = tag._replace(start=tag.start - begin, end=tag.end - begin)
        if found(pair_of(part, len(near), here)) is not None:
            outer = found(pair_of(part, len(near), here._replace(closes=True)))
            return outer is not None  # then the end tag is that one's
        block = editor.textCursor().block()
        below = block.next()
        ends_line = not block.text()[editor.textCursor().positionInBlock() :].strip()
        return not (ends_line and _indent(below.text()) > _indent(block.text()))

    def _complete_end_tag(self) -> None:
        """After `</`: the name of the element that is open; or on to its end tag if it is there."""
        editor = self._editor
        offset = editor.caret_offset()
        if editor.part(offset - 2, offset) != "</" or in_comment(editor.part, offset - 2):
            return
        tag = found(open_at(editor.part, offset - 2))
        if tag is None:
            return
        rest = f"{tag.name}>"
        there = re.match(rf"(\s*)</{re.escape(rest)}", editor.part(offset, offset + LONGEST_TAG))
        if there is None:
            editor.apply_edits([Edit(offset, offset, rest)], offset + len(rest))
        else:
            start = offset - 2
            if "\n" in there[1]:  # the line that was begun for it is not needed
                before = editor.part(start - PIECE, start)
                start -= len(before) - len(before.rstrip())
            editor.apply_edits([Edit(start, offset, "")], start + len(there[0]))
        self._pass_over(rest)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0
