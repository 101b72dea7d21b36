"""What a command is given."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO

from nvexplorer.model.errors import ExplorerError, Message, StoreError, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from nvexplorer.model.ports import Outside


class OutputFailed(StoreError):
    """Standard output does not take what was to be printed. What was done before is done."""


class Streams(NamedTuple):
    """`ask_secret` reads a key without showing it, None when nobody can be asked. What is printed
    has left when a method returns."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    ask: Callable[[str], str] | None
    ask_secret: Callable[[str], str] | None

    def say(self, message: str | Message) -> None:
        with suppress(OSError):  # nobody is left to be told
            print(message, file=self.stderr, flush=True)

    def report(self, error: ExplorerError, *, json: bool) -> None:
        """The sentence on stderr, and as an object on stdout when that is to be JSON."""
        message = describe(error)
        self.say(message)
        if json:
            try:
                self.print_json({"error": {"what": message.what, "next": message.next}})
            except OutputFailed as failed:
                self.say(describe(failed))

    def print_json(self, data: Any) -> None:
        with self.printing():
            plain = (self.stdout.encoding or "").lower() != "utf-8"
            json.dump(data, self.stdout, ensure_ascii=plain, indent=2)
            self.stdout.write("\n")

    @contextmanager
    def printing(self) -> Iterator[None]:
        """Raises OutputFailed, but not when the reader has gone."""
        try:
            yield
            self.stdout.flush()
        except OSError as error:
            # What waits in the stream would fail once more when the program ends.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stdout.fileno())
            os.close(nowhere)
            if isinstance(error, BrokenPipeError):  # as `head` does when it has enough
                return
            raise OutputFailed(
                f"Standard output could not be written: {error.strerror}.",
                "Send it somewhere else.",
            ) from None


class Context(NamedTuple):
    """`environ` holds the NVEXPLORER_ variables, already removed from the process's own.

    `json` prints one JSON object on stdout; messages go to stderr either way. Printing raises
    OutputFailed, but not when the reader has gone.
    """

    outside: Outside
    streams: Streams
    environ: Mapping[str, str]
    profile: str | None
    json: bool
    resources: Path

    def say(self, message: str | Message) -> None:
        self.streams.say(message)

    def print(self, text: str) -> None:
        with self.streams.printing():
            print(text, file=self.streams.stdout)

    def print_json(self, data: Any) -> None:
        self.streams.print_json(data)

    def print_bytes(self, pieces: Iterable[bytes]) -> None:
        """Past the text, as they are."""
        with self.streams.printing():
            for piece in pieces:
                self.streams.stdout.buffer.write(piece)

    def print_table(self, rows: list[tuple[str, ...]]) -> None:
        """Columns as wide as their widest cell."""
        if not rows:
            return
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        self.print("\n".join(lines))

    def report(self, error: ExplorerError) -> None:
        self.streams.report(error, json=self.json)
