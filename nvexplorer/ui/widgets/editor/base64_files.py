"""Files to base64 and back, in pieces that leave others their turn. Not for the window's thread."""

from __future__ import annotations

import base64
import binascii
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 100_000_000  # bytes
_PIECE = 3 << 18  # bytes at a time, a multiple of three
_SPACE = re.compile(r"\s+")


class Encoded(NamedTuple):
    name: str
    text: str


def encode(path: Path) -> Encoded:
    """Raises BadInput for a file that cannot be read, is empty or larger than LARGEST."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"{path.name} has {size_text(size)}; at most {size_text(LARGEST)} can be attached.",
                "Attach a smaller file.",
                "body",
            )
        pieces = []
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                pieces.append(base64.b64encode(piece).decode("ascii"))
    except OSError as error:
        raise BadInput(
            f"{path.name} cannot be read ({error.strerror}).", "Choose another file.", "body"
        ) from error
    if not pieces:
        raise BadInput(f"{path.name} is empty.", "Choose another file.", "body")
    return Encoded(path.name, "".join(pieces))


def decode_to(text: str, path: Path) -> Path:
    """Writes the file that base64 stands for, in the place of one that is there only when it is
    whole. Raises BadInput where it cannot be written or the text is no base64."""
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            rest = ""
            for at in range(0, len(text), _PIECE):
                letters = rest + _SPACE.sub("", text[at : at + _PIECE])
                whole = len(letters) // 4 * 4
                file.write(base64.b64decode(letters[:whole], validate=True))
                rest = letters[whole:]
            if rest:
                raise binascii.Error("its last letters are missing")
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BadInput(
            f"{path.name} cannot be written ({error.strerror}).", "Choose another place.", "body"
        ) from error
    except binascii.Error as error:
        partial.unlink(missing_ok=True)
        raise BadInput(
            "The attachment is no valid base64, so there is no file to be made of it.",
            "Replace it by the file.",
            "body",
        ) from error
    return path
