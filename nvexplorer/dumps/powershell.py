"""Invoke-WebRequest and Invoke-RestMethod of PowerShell, with the table of headers in front or in
the command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import objects
from nvexplorer.dumps.tree import unescape

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_COMMAND = re.compile(r"\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"`([\s\S])")
_METHOD = re.compile(r"-Method[ :]+[\"']?(?P<value>[A-Za-z]+)", re.IGNORECASE)
_BODY = re.compile(
    r"-Body[ :]+(?:'(?P<single>[^']*)'|\"(?P<double>(?:[^\"\\]|\\.)*)\")", re.IGNORECASE
)
_LETTERS = {"n": "\\n", "r": "\\r", "t": "\\t", "0": "\\0", "\n": " "}


def looks(text: str) -> bool:
    return _COMMAND.search(text) is not None


def read(text: str) -> list[Dump]:
    """Every table of headers with the command that stands nearest behind it, else before."""
    # A backtick escapes as a backslash does elsewhere; backslashes stand for themselves.
    plain = _ESCAPE.sub(_escaped, text.replace("\\", "\\\\"))
    dumps = objects.read(plain, "PowerShell")
    commands = [found.start() for found in _COMMAND.finditer(plain)]
    if len(commands) != len(dumps):
        return dumps
    out = []
    for dump, start, stop in zip(dumps, commands, [*commands[1:], len(plain)], strict=True):
        method = _METHOD.search(plain, start, stop)
        body = _BODY.search(plain, start, stop)
        sent = unescape(body["single"] or body["double"] or "") if body else dump.body
        out.append(dump._replace(
            method=(method["value"] if method else dump.method or "GET").upper(), body=sent
        ))  # fmt: skip
    return out


def _escaped(found: re.Match[str]) -> str:
    return _LETTERS.get(found[1], f"\\{found[1]}")
