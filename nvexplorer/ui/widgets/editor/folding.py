"""Folds the elements of an XML editor: lines that are not seen, and stay text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nvexplorer.ui.widgets.editor.fold_lines import Region, opens, regions, without_single
from nvexplorer.ui.widgets.editor.line_pieces import LOOK_BACK, inside_of
from nvexplorer.ui.widgets.editor.tags import open_at, pair_of, tags_in
from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtGui import QTextBlock

    from nvexplorer.ui.widgets.editor.surface import EditorSurface

_A_STEP = 1_500  # blocks that are shown or hidden in one go


class Folding(QObject):
    """What is folded stands in the state of the blocks, which comes and goes with them: twice the
    number of folded regions that a block is in, and one more where a folded region begins."""

    def __init__(self, editor: EditorSurface) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._mirror = editor.content.mirror
        self._idle = IdleWork(self)
        #: Whether anything was folded since all was unfolded.
        self.any = False
        self._document.contentsChange.connect(self._on_change)
        editor.cursorPositionChanged.connect(self._on_caret_moved)

    # What can be and is folded

    def can_fold(self, block: QTextBlock) -> bool:
        """Whether something begins in a line that goes on below."""
        return opens(block.text(), self._inside(block))

    def is_folded(self, block: QTextBlock) -> bool:
        """Whether the lines below are hidden."""
        return self.any and _state(block) % 2 == 1

    def hidden_lines(self, block: QTextBlock) -> int:
        """How many lines a folded one hides."""
        behind = self._next_seen(block)
        end = behind.blockNumber() if behind.isValid() else self._document.blockCount()
        return end - block.blockNumber() - 1

    # What the user does

    def toggle(self, block: QTextBlock) -> None:
        if self.is_folded(block):
            self.unfold(block)
        else:
            self.fold(block)

    def fold(self, block: QTextBlock) -> None:
        """Hide what a line begins."""
        if self.can_fold(block) and not self.is_folded(block) and not self._editor.filling:
            self._run(self._fold(block))

    def unfold(self, block: QTextBlock) -> None:
        """Show what a folded line hides; what is folded within stays so."""
        if self.is_folded(block):
            self._run(self._unfold(block))

    def fold_here(self) -> None:
        """Fold the innermost element around the caret that is not folded yet."""
        block = self._editor.textCursor().block()
        if self.can_fold(block) and not self.is_folded(block):
            self.fold(block)
            return
        if not self._editor.filling:
            self._run(self._fold_around(self._mirror.offset_of(block.position())))

    def unfold_here(self) -> None:
        self.unfold(self._editor.textCursor().block())

    def fold_all(self) -> None:
        """Fold all elements but those that hold everything."""
        if not self._editor.filling:
            self._idle.start("folding", self._fold_all())

    def unfold_all(self) -> None:
        if self.any:
            self._run(self._unfold_all())

    def reveal(self, position: int) -> None:
        """Unfold what hides a position."""
        block = self._document.findBlock(position)
        while self.any and not block.isVisible():
            head = self._seen_before(block)
            if not self.is_folded(head):
                self._show_orphans(head)
                return
            self._idle.stop("folding")
            for _ in self._unfold(head):
                pass

    # How

    def _run(self, steps: Iterator[None]) -> None:
        """Small work at once, as nobody should see it happen."""
        self._idle.start("folding", steps)
        self._idle.hurry("folding")

    def _fold_around(self, offset: int) -> Iterator[None]:
        revision = self._editor.revision
        around = yield from open_at(self._editor.part, offset)
        if around is not None and self._editor.revision == revision:
            block = self._document.findBlock(self._mirror.position_of(around.start))
            if self.can_fold(block) and not self.is_folded(block):
                yield from self._fold(block)

    def _fold(self, block: QTextBlock) -> Generator[None, None, None]:
        last = yield from self._last_of(block)
        if last is None or last.blockNumber() <= block.blockNumber():
            return
        cursor = self._editor.textCursor()
        if block.blockNumber() < cursor.blockNumber() <= last.blockNumber():
            self._editor.content.move_caret(block.position() + block.length() - 1)
        self.any = True
        block.setUserState(_state(block) | 1)
        inner, end = block.next(), last.blockNumber()
        while inner.isValid() and inner.blockNumber() <= end:
            for _ in range(_A_STEP):
                _cover(inner, _state(inner) + 2)
                inner = inner.next()
                if not inner.isValid() or inner.blockNumber() > end:
                    break
            self._changed()
            yield

    def _last_of(self, block: QTextBlock) -> Generator[None, None, QTextBlock | None]:
        """The last block that the one at its beginning can hide."""
        part, length = self._editor.part, self._mirror.length
        start = self._mirror.offset_of(block.position())
        text = part(start, self._mirror.offset_of(block.position() + block.length() - 1))
        inside = self._inside(block)
        skipped = text.find(inside) + len(inside) if inside and inside in text else 0
        stack = []
        for tag in tags_in(text[skipped:]):
            if tag.opens:
                stack.append(tag)
            elif tag.closes and stack:
                stack.pop()
        if stack:
            begin = start + skipped
            tag = stack[0]._replace(start=begin + stack[0].start, end=begin + stack[0].end)
            pair = yield from pair_of(part, length, tag)
            end = pair.end if pair else -1
        else:
            end = yield from self._end_of_comment(start + len(text))
        if end < 0:
            return None
        last = self._document.findBlock(self._mirror.position_of(end, after=False))
        behind = last.text()[self._mirror.position_of(end, after=False) - last.position() :]
        return last.previous() if behind.strip() else last

    def _end_of_comment(self, offset: int) -> Generator[None, None, int]:
        ending = inside_of(self._editor.part(offset - LOOK_BACK, offset))
        while ending and offset < self._mirror.length:
            found = self._editor.part(offset, offset + LOOK_BACK).find(ending)
            if found >= 0:
                return offset + found + len(ending)
            offset += LOOK_BACK - len(ending)
            yield
        return -1

    def _unfold(self, block: QTextBlock) -> Iterator[None]:
        state = _state(block) & ~1
        block.setUserState(state)
        inner = block.next()
        while inner.isValid() and _state(inner) >= state + 2:
            for _ in range(_A_STEP):
                _cover(inner, _state(inner) - 2)
                inner = inner.next()
                if not inner.isValid() or _state(inner) < state + 2:
                    break
            self._changed()
            yield

    def _fold_all(self) -> Iterator[None]:
        revision = self._editor.revision
        found: list[Region] = []
        for some in regions(self._texts()):
            found += some
            if self._editor.revision != revision:
                return
            yield
        states = [0] * (self._document.blockCount() + 1)
        for region in without_single(found):
            states[region.head + 1] += 2
            states[region.last + 1] -= 2
        yield
        total = 0
        for number, step in enumerate(states):
            total += step
            states[number] = total
        for region in without_single(found):
            states[region.head] |= 1
        yield
        self.any = True
        yield from self._set_states(states, revision)
        self._on_caret_folded()

    def _unfold_all(self) -> Iterator[None]:
        yield from self._set_states([0] * self._document.blockCount(), self._editor.revision)
        self.any = False

    def _set_states(self, states: list[int], revision: int) -> Iterator[None]:
        block, number = self._document.firstBlock(), 0
        while block.isValid() and self._editor.revision == revision:
            for _ in range(_A_STEP):
                if _state(block) != states[number]:
                    _cover(block, states[number])
                block, number = block.next(), number + 1
                if not block.isValid():
                    break
            self._changed()
            yield

    def _texts(self) -> Iterator[str]:
        block = self._document.firstBlock()
        while block.isValid():
            yield block.text()
            block = block.next()

    def _changed(self) -> None:
        layout = self._document.documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())
        self._editor.painting.forget()

    def _inside(self, block: QTextBlock) -> str:
        end = self._mirror.offset_of(block.position())
        return inside_of(self._editor.part(end - LOOK_BACK, end))

    def _next_seen(self, block: QTextBlock) -> QTextBlock:
        """The next visible block."""
        behind = block.next()
        if not behind.isValid() or behind.isVisible():
            return behind
        return self._document.findBlockByLineNumber(block.firstLineNumber() + 1)

    def _seen_before(self, block: QTextBlock) -> QTextBlock:
        """The visible block that a hidden one is folded into."""
        return self._document.findBlockByLineNumber(max(0, block.firstLineNumber() - 1))

    # What happens to folded lines

    def _on_caret_moved(self) -> None:
        if self.any and not self._editor.textCursor().block().isVisible():
            self.reveal(self._editor.textCursor().position())

    def _on_caret_folded(self) -> None:
        block = self._editor.textCursor().block()
        if not block.isVisible():
            head = self._seen_before(block)
            self._editor.content.move_caret(head.position() + head.length() - 1)

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Lines that are changed are seen."""
        if not self.any or not (removed or added):
            return
        first = self._document.findBlock(position)
        last = self._document.findBlock(min(position + added, self._document.characterCount() - 1))
        for block in (first, last):
            if not block.isVisible():
                self.reveal(block.position())
        for block in (first, last):
            behind = block.next()
            hidden = behind.isValid() and not behind.isVisible()
            if hidden and not self.is_folded(block):
                self._show_orphans(block)
            elif self.is_folded(block) and not hidden:
                block.setUserState(_state(block) & ~1)

    def _show_orphans(self, block: QTextBlock) -> None:
        """Lines whose head is gone."""
        behind = block.next()
        while behind.isValid() and not behind.isVisible():
            _cover(behind, 0)
            behind = behind.next()
        self._changed()


def _state(block: QTextBlock) -> int:
    return max(0, block.userState())


def _cover(block: QTextBlock, state: int) -> None:
    block.setUserState(state)
    seen = state < 2
    if block.isVisible() != seen:
        block.setVisible(seen)
        block.setLineCount(1 if seen else 0)
