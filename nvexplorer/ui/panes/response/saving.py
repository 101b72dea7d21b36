"""Writing an answer into a file of the user's, byte for byte."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nvexplorer.model.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from nvexplorer.model.exchange import Body

_PIECE = 1 << 20


def save_body(body: Body, path: Path) -> Path:
    """Copies the body piece by piece, whatever its size, and gives the path.

    An existing file is replaced at the end only, so that a full disk leaves it as it was. Raises
    StoreError.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            offset = 0
            while piece := body.read(offset, _PIECE):
                file.write(piece)
                offset += len(piece)
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"{path} was not saved ({error.strerror or type(error).__name__}).",
            "Choose another folder; the answer is still here.",
        ) from error
    return path
