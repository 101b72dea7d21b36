"""A long text that is changed in small places, at the cost of the place."""

from __future__ import annotations

SIZE = 1 << 16  # characters of a chunk when it is cut


class ChunkedText:
    """A text in chunks: a change costs microseconds however long the text is."""

    def __init__(self, text: str = "") -> None:
        self._chunks = _cut(text)
        self._length = len(text)
        self._whole: str | None = text

    def __len__(self) -> int:
        return self._length

    def replace(self, start: int, removed: int, added: str) -> None:
        """Put `added` in the place of `removed` characters. Raises IndexError outside the text."""
        end = start + removed
        if start < 0 or removed < 0 or end > self._length:
            raise IndexError(f"{start}..{end} is not in a text of {self._length} characters")
        first, before = self._find(start)
        last, begins = self._find(end)
        head = self._chunks[first][: start - before] if self._chunks else ""
        tail = self._chunks[last][end - begins :] if self._chunks else ""
        self._chunks[first : last + 1] = _cut(head + added + tail)
        self._length += len(added) - removed
        self._whole = None

    def text(self) -> str:
        """All of it; joined once between changes."""
        if self._whole is None:
            self._whole = "".join(self._chunks)
        return self._whole

    def pieces(self) -> list[str]:
        """The chunks as they are now, for joining elsewhere."""
        return self._chunks.copy()

    def _find(self, offset: int) -> tuple[int, int]:
        """The chunk that holds the offset, or ends with it, and where it begins."""
        begins = 0
        for index, chunk in enumerate(self._chunks):
            if offset <= begins + len(chunk):
                return index, begins
            begins += len(chunk)
        return 0, 0


def _cut(text: str) -> list[str]:
    if len(text) <= 2 * SIZE:
        return [text] if text else []
    return [text[at : at + SIZE] for at in range(0, len(text), SIZE)]
