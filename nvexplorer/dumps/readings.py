"""From a text to the requests in it, with what was recognised in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump, Reading

#: A log may hold any number of requests; these are more than anybody chooses from.
MOST = 500


def read_all(text: str) -> tuple[Reading, ...]:
    """One reading for each request in a text, in its order, the first 500 of them. Raises
    nothing."""
    from nvexplorer.dumps.read import read_dumps
    from nvexplorer.dumps.recognise import recognise

    return tuple(recognise(dump) for dump in read_dumps(text)[:MOST])


def read_one(dump: Dump) -> tuple[Reading]:
    """A request that was read before, as `read_all` gives it."""
    from nvexplorer.dumps.recognise import recognise

    return (recognise(dump),)


def decoded(data: bytes) -> str:
    """The text of a file, in whatever encoding it is: PowerShell writes UTF-16, and the log of an
    old program may be in Latin letters."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return data.decode("iso-8859-15")
