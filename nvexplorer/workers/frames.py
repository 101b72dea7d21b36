"""What goes through the pipes: a length of eight bytes, then a pickled tuple.

The window reads only plain data and the program's own records: a worker reads foreign XML, so
whatever became of it, nothing that it sends is run.
"""

from __future__ import annotations

import io
import pickle
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_LENGTH = 8
#: No job says more; a longer frame is none.
LARGEST = 1 << 30


def write_frame(pipe: BinaryIO, frame: tuple[Any, ...]) -> None:
    """Raises OSError when the other end is gone."""
    data = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def read_frames(pipe: BinaryIO, *, trusted: bool) -> Iterator[tuple[Any, ...]]:
    """Until the other end is closed, be it in the middle of a frame.

    Raises ValueError for what is no frame; when not `trusted`, for any object that is neither
    plain data nor a NamedTuple or Enum of the program.
    """
    while len(head := pipe.read(_LENGTH)) == _LENGTH:
        length = int.from_bytes(head, "big")
        if length > LARGEST:
            raise ValueError("a frame of such a length is none")
        data = pipe.read(length)
        if len(data) < length:
            return
        reader = pickle.Unpickler if trusted else _PlainReader
        try:
            frame = reader(io.BytesIO(data)).load()
        except Exception as error:
            raise ValueError(f"a frame cannot be read ({type(error).__name__})") from error
        if not isinstance(frame, tuple) or not frame:
            raise ValueError("a frame is not a tuple")
        yield frame


class _PlainReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("nvexplorer."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                issubclass(found, Enum) or (issubclass(found, tuple) and hasattr(found, "_fields"))
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
