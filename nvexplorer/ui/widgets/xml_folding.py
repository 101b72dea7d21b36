"""Folds the elements of an answer: rows that are not seen, and stay part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.ui.widgets.xml_text import XmlText

_KEPT = 500  # counts of children
_COUNTED = 500_000  # rows of an element gone through to count its children
_SMALL = 200  # rows of an element whose children are counted at once
_PORTION = 2_000  # elements folded in one go
_LOOKED = 4_000  # rows in which the level is looked for at which elements repeat


class XmlFolding:
    """Rows as the viewer counts them. Folding what takes long goes on in the background."""

    def __init__(self, view: XmlText) -> None:
        self._view = view
        self._counts: dict[int, int] = {}  # children by the bytes of start tags, 0: not known

    def forget(self) -> None:
        """Another document is shown."""
        self._counts.clear()

    # What can be and is folded

    def state(self, document: ShownDocument, number: int) -> str:
        """Empty, "open" or "folded"."""
        if document.folds and document.folds.last_of(number) is not None:
            return "folded"
        return "open" if _opens(document, number) else ""

    def note(self, document: ShownDocument, number: int) -> str:
        """What a folded row hides, such as `… 7 elements`."""
        last = document.folds.last_of(number) if document.folds else None
        if last is None:
            return ""
        count, start = 0, document.opens(number)
        if start is not None:
            if start not in self._counts:
                self._count(document, start, last - number)
            count = self._counts.get(start, 0)
        return f"… {plural(count, 'element') if count else plural(last - number, 'row')}"

    def _count(self, document: ShownDocument, start: int, rows: int) -> None:
        """Finds out how many children an element has, at once when it is small."""
        if len(self._counts) >= _KEPT:
            self._counts.clear()
        self._counts[start] = 0
        counting = self._counting(document, start)
        if rows <= _SMALL:
            for _ in counting:
                pass
        else:
            self._view.idle.start(f"count {start}", counting)

    def _counting(self, document: ShownDocument, start: int) -> Iterator[None]:
        count, is_all = yield from document.child_count_steps(start)
        if not is_all:
            count = yield from self._rows_below(document, start)
        if count:
            self._counts[start] = count
            self._view.folds_changed(None)

    def _rows_below(self, document: ShownDocument, start: int) -> Generator[None, None, int]:
        """Children of a large element by its rows; 0 for too many of these."""
        index = document.index
        head = index.row_at(start)
        last = document.folds.last_of(head)
        if not document.pretty or last is None or last - head > _COUNTED:
            return 0
        level, count = index.row(head).depth + 1, 0
        for number in range(head + 1, last):
            row = index.row(number)
            if row.depth == level:
                count += document.source.read(row.start, 2)[1:] not in (b"/", b"!", b"?")
            if number % 200 == 0:
                yield
        return count

    # What the user does

    def toggle(self, number: int) -> None:
        document = self._view.document
        if document is None:
            return
        if document.folds.last_of(number) is not None:
            self.unfold(number)
        else:
            self._run(self._fold(document, number))

    def unfold(self, number: int) -> None:
        """What is folded within stays so."""
        document = self._view.document
        if document and document.folds.last_of(number) is not None:
            document.folds.unfold(number)
            self._view.folds_changed(number)

    def fold_here(self) -> None:
        """Folds the innermost element around the caret that is not folded yet."""
        document = self._view.document
        if document and document.index.rows:
            self._run(self._fold_here(document, self._view.caret_row))

    def unfold_here(self) -> None:
        self.unfold(self._view.caret_row)

    def fold_all(self) -> None:
        """Folds all elements at the level of the caret, but not those that hold everything."""
        document = self._view.document
        if document and document.index.rows:
            self._view.idle.start("fold", self._fold_all(document, self._view.caret_row))

    def unfold_all(self) -> None:
        document = self._view.document
        self._view.idle.stop("fold")
        if document and document.folds:
            document.folds.unfold_all()
            self._view.folds_changed(self._view.caret_row)

    # How

    def _run(self, steps: Iterator[None]) -> None:
        """Small work at once, as nobody should see it happen."""
        self._view.idle.start("fold", steps)
        self._view.idle.hurry("fold")

    def _fold_here(self, document: ShownDocument, number: int) -> Iterator[None]:
        if document.folds.last_of(number) is not None or document.opens(number) is None:
            start = document.index.row(number).start
            around = yield from document.ancestor_steps(start + 1)
            heads = [document.index.row_at(at) for at, _ in around if at >= 0]
            heads = [head for head in heads if head < number]
            if not heads:
                return
            number = heads[-1]
        yield from self._fold(document, number)

    def _fold(self, document: ShownDocument, number: int) -> Generator[None, None, None]:
        rows = yield from document.element_steps(number)
        if rows is None or document is not self._view.document:
            return
        document.folds.fold(rows[0], rows[-1])
        self._view.folds_changed(number)

    def _fold_all(self, document: ShownDocument, number: int) -> Iterator[None]:
        """Goes through the rows once, and takes the elements at a level as they come."""
        if not document.pretty:
            yield from self._fold_here(document, number)
            return
        index, read = document.index, document.source.read
        level = max(index.row(number).depth, (yield from self._repeated(document)))
        found: list[tuple[int, int]] = []
        head, current = -1, 0
        while document is self._view.document and document.pretty:
            if current >= index.rows:
                if index.complete or self._view.arriving:
                    break
                self._view.go_on()
                yield
                continue
            row = index.row(current)
            if row.depth == level:
                ends = read(row.start, 2) == b"</"
                if ends and head >= 0:
                    found.append((head, current))
                head = -1 if ends else current
            elif row.depth < level:
                head = -1
            current += 1
            if current % 200 == 0:
                if len(found) >= _PORTION:
                    document.folds.fold_all(found)
                    found.clear()
                    self._view.folds_changed(None)
                yield
        document.folds.fold_all(found)
        self._view.folds_changed(None)

    def _repeated(self, document: ShownDocument) -> Generator[None, None, int]:
        """The first level at which more than one element begins that goes on."""
        seen: dict[int, int] = {}
        for number in range(min(_LOOKED, document.index.rows)):
            if _opens(document, number):
                depth = document.index.row(number).depth
                seen[depth] = seen.get(depth, 0) + 1
            if number % 20 == 0:
                yield
        return min((depth for depth, count in seen.items() if count > 1), default=1)


def _opens(document: ShownDocument, number: int) -> bool:
    """Whether an element begins in a row that goes on: pretty, told by the next row alone, which
    takes microseconds."""
    index = document.index
    if index.pretty and number + 1 < index.rows:
        depth, after = index.row(number).depth, index.row(number + 1).depth
        if after or not depth:  # else a line within a text, whose depth is not told
            return after > depth
    known = index.pretty or index.complete  # else it would be asked again after every byte
    return known and document.opens(number) is not None
