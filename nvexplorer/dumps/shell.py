"""Words of a command line as bash, cmd and PowerShell split them; unclosed quotes do no harm."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Shell(StrEnum):
    BASH = "bash"
    CMD = "cmd"
    POWERSHELL = "PowerShell"


class Words(NamedTuple):
    """`end` is where the command ends in the text that was split."""

    words: list[str]
    end: int


_PLAIN = {
    Shell.BASH: re.compile(r"[^\s'\"\\;|$]+"),
    Shell.CMD: re.compile(r"[^\s\"\\]+"),
    Shell.POWERSHELL: re.compile(r"[^\s'\"`;|]+"),
}
_CARET = re.compile(r"\^(\r?\n[ \t]*|[\s\S])")
_ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b",
         "E": "\x1b", "0": "\0"}  # fmt: skip
_ANSI_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|(.))", re.S)
_PIECE = {
    # Up to the closing quote, or to the end of the text where there is none.
    "'": re.compile(r"'([^']*)(?:'|\Z)"),
    "$'": re.compile(r"\$'([^'\\]*(?:\\.[^'\\]*)*)(?:'|\\?\Z)", re.S),
    "bash\"": re.compile(r"\"([^\"\\]*(?:\\.[^\"\\]*)*)(?:\"|\\?\Z)", re.S),
    "cmd\"": re.compile(r"\"([^\"\\]*(?:(?:\\.|\"\")[^\"\\]*)*)(?:\"|\\?\Z)", re.S),
    "PowerShell\"": re.compile(r"\"([^\"`\\]*(?:(?:`.|\\.|\"\")[^\"`\\]*)*)(?:\"|[`\\]?\Z)", re.S),
    "PowerShell'": re.compile(r"'([^']*(?:''[^']*)*)(?:'|\Z)"),
}  # fmt: skip
_CONTINUED = re.compile(r"\s*(?:-{1,2}[A-Za-z]|['\"]?https?://)")


def guess(text: str) -> Shell:
    """The shell that a command was written for."""
    if re.search(r"\^[\"\n]|\^[ \t]+\n|\^&", text):
        return Shell.CMD
    if re.search(r"`[ \t]*\n", text) or re.search(r"(?i)\bInvoke-|\$\w+\s*=\s*@\{|@\{", text):
        return Shell.POWERSHELL
    return Shell.BASH


def split(text: str, shell: Shell, start: int = 0) -> Words:
    """Words from `start` to the end of the command. A line that begins with an option goes on with
    the command even where pasting lost the mark at the end of the line before."""
    words: list[str] = []
    word: list[str] | None = None
    at, size = start, len(text)
    while at < size:
        c = text[at]
        piece = None
        if c == "\n":
            if not _CONTINUED.match(text, at):
                break
            at += 1
            words, word = _done(words, word)
            continue
        if c.isspace():
            at += 1
            words, word = _done(words, word)
            continue
        line_end = re.compile(r"[\\`^][ \t]*\n").match(text, at)
        if line_end:
            at = line_end.end()
            words, word = _done(words, word)
            continue
        if c in ";|" and word is None:
            break
        if text.startswith("$'", at) and shell == Shell.BASH:
            found = _PIECE["$'"].match(text, at)
            piece = _ANSI_ESCAPE.sub(_ansi, found[1]) if found else None
        elif c == "'" and shell != Shell.CMD:
            found = _PIECE["PowerShell'" if shell == Shell.POWERSHELL else "'"].match(text, at)
            piece = found[1].replace("''", "'") if found else None
        elif c == '"':
            found = _PIECE[f'{shell.name.lower() if shell != Shell.POWERSHELL else shell}"'].match(
                text, at
            )
            piece = _double(found[1], shell) if found else None
        elif c in "\\`" and at + 1 < size and (c == "\\") == (shell != Shell.POWERSHELL):
            # In cmd a backslash escapes a quote alone.
            literal = shell == Shell.CMD and text[at + 1] not in '"\\'
            piece = c if literal else text[at + 1]
            found = re.compile(r"." if literal else r"..", re.S).match(text, at)
        else:
            found = _PLAIN[shell].match(text, at)
            piece = found[0] if found else None
        if found is None or piece is None:
            piece, at = c, at + 1
        else:
            at = found.end()
        word = word if word is not None else []
        word.append(piece)
    words, word = _done(words, word)
    return Words(words, at)


def without_carets(text: str) -> str:
    """A cmd command as the program gets it: carets escape what follows, and join lines."""
    return _CARET.sub(lambda m: " " if m[1].isspace() else m[1], text)


def _done(words: list[str], word: list[str] | None) -> tuple[list[str], None]:
    if word is not None:
        words.append("".join(word))
    return words, None


def _double(inner: str, shell: Shell) -> str:
    if shell == Shell.BASH:
        return re.sub(r"\\(\n|[\\\"$`])", lambda m: "" if m[1] == "\n" else m[1], inner)
    inner = inner.replace('""', '"')
    if shell == Shell.POWERSHELL:
        inner = re.sub(r"`(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), inner)
    return re.sub(r"\\([\"\\])", r"\1", inner)


def _ansi(found: re.Match[str]) -> str:
    two, four, octal, other = found.groups()
    if two or four:
        return chr(int(two or four, 16))
    if octal:
        return chr(int(octal, 8) & 0xFF)
    return _ANSI.get(other, other)
