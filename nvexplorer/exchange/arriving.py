"""What an answer says of itself while it arrives, so that little is left to do at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.answer_scan import SEARCHED
from nvexplorer.exchange.answers import early_status

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Body, ResponseStatus

_NAME = b"responsestatus"
_PREFIX = 64  # bytes of a namespace prefix before it
# Looked through at once: the other threads are held up for a fraction of a millisecond.
_PIECE = 256 << 10
# So many elements of that name are data, as of a log.
_MOST = 10_000


class Watch:
    """Looks at the new bytes of one body, in the thread that receives them.

    `status` is that of the beginning, None until it is there. `named` are the offsets at which
    elements ResponseStatus begin as far as the body was looked at, where its bytes are ASCII.
    """

    def __init__(self) -> None:
        self.status: ResponseStatus | None = None
        self.named: list[int] = []
        self._parsed = 0
        self._seen = 0

    def look(self, body: Body) -> None:
        """Raises nothing: whoever reads the whole will be told what cannot be read."""
        try:
            size = body.size
            # Anew from its beginning, but not at every byte that comes.
            if (
                self.status is None
                and self._parsed < min(size, SEARCHED)
                and (size >= min(2 * self._parsed, SEARCHED))
            ):
                self._parsed = size
                self.status = early_status(body)
            while self._seen < size:
                self._find_names(body, min(_PIECE, size - self._seen))
        except OSError:
            self._parsed = self._seen = body.size

    def _find_names(self, body: Body, length: int) -> None:
        before = min(self._seen, len(_NAME) - 1 + _PREFIX)
        start = self._seen - before
        data = body.read(start, before + length).lower()
        at = data.find(_NAME, max(0, before - len(_NAME) + 1))
        while at != -1 and len(self.named) < _MOST:
            tag = data.rfind(b"<", max(0, at - _PREFIX), at)
            if tag != -1 and _is_prefix(data[tag + 1 : at]):
                self.named.append(start + tag)
            at = data.find(_NAME, at + 1)
        self._seen += length


def _is_prefix(text: bytes) -> bool:
    """Between `<` and the name: nothing or a namespace prefix, but no `/`."""
    return not text or (text.endswith(b":") and not set(text) & set(b"/!?>\"' \t\r\n"))
