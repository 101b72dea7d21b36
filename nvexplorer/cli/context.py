"""What a command is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO

from nvexplorer.model.errors import ExplorerError, Message, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from nvexplorer.model.ports import Outside


class Streams(NamedTuple):
    """`ask_secret` reads a key without showing it, None when nobody can be asked."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    ask: Callable[[str], str] | None
    ask_secret: Callable[[str], str] | None


class Context(NamedTuple):
    """`environ` holds the NVEXPLORER_ variables, already removed from the process's own.

    `json` prints one JSON object on stdout; messages go to stderr either way.
    """

    outside: Outside
    streams: Streams
    environ: Mapping[str, str]
    profile: str | None
    json: bool
    resources: Path

    def say(self, message: str | Message) -> None:
        print(message, file=self.streams.stderr)

    def print(self, text: str) -> None:
        print(text, file=self.streams.stdout)

    def print_json(self, data: Any) -> None:
        json.dump(data, self.streams.stdout, ensure_ascii=False, indent=2)
        self.streams.stdout.write("\n")

    def print_table(self, rows: list[tuple[str, ...]]) -> None:
        """Columns as wide as their widest cell."""
        if not rows:
            return
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            line = "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
            self.print(line.rstrip())

    def report(self, error: ExplorerError) -> None:
        message = describe(error)
        self.say(message)
        if self.json:
            self.print_json({"error": {"what": message.what, "next": message.next}})
