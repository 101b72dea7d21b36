"""Writing what came into a file of the user's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nvexplorer.interchange.har import har
from nvexplorer.model.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from nvexplorer.model.exchange import Body, Exchange

_PIECE = 1 << 20


def save_body(body: Body, path: Path) -> Path:
    """Copies the body byte for byte and gives the path. Raises StoreError."""
    return save_pieces(_pieces(body), path)


def save_har(exchange: Exchange, path: Path) -> Path:
    """Writes both directions as HAR and gives the path. Raises StoreError."""
    return save_pieces((piece.encode("utf-8") for piece in har(exchange)), path)


def save_pieces(pieces: Iterable[bytes], path: Path) -> Path:
    """Writes piece by piece, whatever there is of them.

    An existing file is replaced at the end only, so that a full disk leaves it as it was. Raises
    StoreError.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"{path} was not saved ({error.strerror or type(error).__name__}).",
            "Choose another folder; the answer is still here.",
        ) from error
    except BaseException:  # what makes the pieces
        partial.unlink(missing_ok=True)
        raise
    return path


def _pieces(body: Body) -> Iterator[bytes]:
    offset = 0
    while piece := body.read(offset, _PIECE):
        yield piece
        offset += len(piece)
