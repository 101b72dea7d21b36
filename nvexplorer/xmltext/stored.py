"""Opens a body in another process than the one that received it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from .source import BytesSource, FileSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.model.exchange import Stored

    from .source import Source


@contextmanager
def opened(stored: Stored) -> Iterator[Source]:
    """The bytes, as long as the block lasts. Raises OSError when the file is gone."""
    if not stored.path:
        yield BytesSource(stored.data)
        return
    with open(stored.path, "rb") as file:
        yield FileSource(file, stored.size)
