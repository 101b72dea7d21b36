"""Objects and lists as programs print or write them: JSON, Python, JavaScript, Ruby, Go, PHP, C#.

One tolerant grammar for all: strings in any quotes, bare words, any brackets, `:`, `=` or `=>`
between key and value. What it cannot make sense of it passes over.
"""

from __future__ import annotations

import json
import re
from typing import Any


class Branch(list[tuple[str, "str | Branch"]]):
    """The items of an object or a list with their keys, '' where there is none. `start` is where it
    began in the text, `label` the word in front, such as `requests.get` or `array`."""

    def __init__(self, start: int = 0, label: str = "") -> None:
        super().__init__()
        self.start = start
        self.label = label

    def scalars(self) -> list[str]:
        return [value for _, value in self if isinstance(value, str)]


Node = str | Branch


class Quoted(str):
    """A string that stood in quotes."""

    __slots__ = ()


_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# Types in front of what they describe: `[Object: null prototype]`, `array:3`, `[]string`.
_CLASS = re.compile(
    r"\[(?:[A-Z]\w*|class)(?:: null prototype| [\w.]+)?\](?=\s*[{\[])|array:\d+(?= \[)|"
    r"\[\](?=\w+\{)|map\[string\](?:\[\])?\w+(?=\{)"
)
_KEY_FOLLOWS = re.compile(r"\s*(?:=|:)")
_SYMBOL = re.compile(r"\[(Symbol\([\w. ]*\))\]")
_KEY_SIGN = re.compile(r"=>|:=|[:=]")
_BARE = re.compile(r"(?:https?://[^\s\"'`,;(){}\[\]]+|::|[^\s,;:=\[\]{}()\"'`+]|\+(?=\w))+")
_STRING = {
    quote: re.compile(rf"{quote}([^{quote}\\\n]*(?:\\(?:.|\n)[^{quote}\\\n]*)*)")
    for quote in "\"'`"
}
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{2,3})|(.)|\n)", re.S
)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b",
            "0": "\0", "a": "\a"}  # fmt: skip
_PREFIXES = {"b", "u", "r", "f", "br", "rb", "B", "U", "R", "$", "@", "L"}
_DEEPEST = 60


class _Frame:
    """A branch while it is read: the key and the value that are not yet put away."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        self.key = ""
        self.value: Node | None = None
        self.bare = False

    def put(self) -> None:
        if self.value is not None:
            self.branch.append((self.key, self.value))
        elif self.key:
            self.branch.append((self.key, ""))
        self.key, self.value, self.bare = "", None, False


def is_json(text: str) -> bool:
    """Whether the whole text is one JSON object or list."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def parse(text: str) -> Branch:
    """The whole text as one branch. JSON is read by the letter, everything else as it comes."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _from_json(json.loads(text, object_pairs_hook=_Pairs), 0)
        except (ValueError, RecursionError):
            pass
    return _parse(text)


def _parse(text: str) -> Branch:
    stack = [_Frame(Branch())]
    ignored = 0  # brackets that are too deep to be kept
    at, size = 0, len(text)
    newline = joining = False
    while at < size:
        frame = stack[-1]
        c = text[at]
        if space := _SPACE.match(text, at):
            newline = newline or "\n" in space[0]
            at = space.end()
            continue
        if c in "\"'`" and not _is_apostrophe(text, at, frame):
            found = _STRING[c].match(text, at)
            assert found is not None
            at = found.end() + 1 if text[found.end() : found.end() + 1] == c else found.end()
            string = unescape(found[1])
            wrapped = newline and bool(frame.key) and len(stack) > 1
            wrapped = wrapped and not _KEY_FOLLOWS.match(text, at)
            if isinstance(frame.value, str) and not frame.bare and (joining or wrapped):
                frame.value = Quoted(frame.value + string)
            else:
                if frame.value is not None and not (frame.bare and not newline):
                    frame.put()
                frame.value, frame.bare = Quoted(string), False
            newline = joining = False
        elif (named := _CLASS.match(text, at)) is not None:
            at = named.end()
        elif (symbol := _SYMBOL.match(text, at)) is not None:
            if frame.value is not None:
                frame.put()
            frame.value, frame.bare, at = symbol[1], True, symbol.end()
            newline = False
        elif c in "{[(":
            at += 1
            if len(stack) >= _DEEPEST:
                ignored += 1
                continue
            label = frame.value if frame.bare and isinstance(frame.value, str) else ""
            if label and not newline:
                frame.value, frame.bare = None, False
            elif frame.value is not None:
                frame.put()
                label = ""
            stack.append(_Frame(Branch(at - 1, label)))
            newline = False
        elif c in "}])":
            at += 1
            if ignored:
                ignored -= 1
            elif len(stack) > 1:
                frame.put()
                branch = stack.pop().branch
                stack[-1].value, stack[-1].bare = branch, False
            newline = False
        elif sign := _KEY_SIGN.match(text, at):
            at = sign.end()
            if isinstance(frame.value, Branch):
                only = frame.value.scalars()
                frame.key = only[0] if len(frame.value) == 1 and only else frame.value.label
                frame.value, frame.bare = None, False
            elif frame.value is not None:
                frame.key, frame.value, frame.bare = frame.value.strip(), None, False
            newline = False
        elif c in ",;":
            at += 1
            frame.put()
            newline = False
        elif bare := _BARE.match(text, at):
            at = bare.end()
            if frame.value is not None and (newline or not frame.bare):
                frame.put()
            frame.value, frame.bare, newline = bare[0], True, False
        else:
            joining = c == "+"
            at += 1
    while len(stack) > 1:
        stack[-1].put()
        branch = stack.pop().branch
        stack[-1].value = branch
    stack[0].put()
    return stack[0].branch


def unescape(text: str) -> str:
    """The inside of a string literal as the string that it stands for; `\\xE4` is that byte's
    character in ISO-8859-1."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    if found[4]:
        return chr(int(found[4], 8) & 0xFF)
    return _LETTERS.get(found[5], found[5]) if found[5] else ""


def _is_apostrophe(text: str, at: int, frame: _Frame) -> bool:
    """Whether it stands within a word, as in `don't`."""
    if text[at] != "'" or not at or not text[at - 1].isalnum():
        return False
    return not (frame.bare and frame.value in _PREFIXES)


class _Pairs(list[tuple[str, Any]]):
    """An object's items in their order, names that come twice included."""


def _from_json(value: Any, depth: int) -> Branch:
    branch = Branch()
    pairs = value if isinstance(value, _Pairs) else [("", item) for item in value]
    for key, item in pairs:
        node: Node
        if isinstance(item, (_Pairs, list)):
            node = _from_json(item, depth + 1) if depth < _DEEPEST else Branch()
        elif item is None:
            node = ""
        else:
            node = Quoted(item) if isinstance(item, str) else json.dumps(item)
        branch.append((str(key), node))
    return branch
