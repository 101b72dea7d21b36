"""Request files of editors, .http and .rest: `###` between requests, variables, comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps import message

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_SEPARATOR = re.compile(r"^###.*$", re.MULTILINE)
_VARIABLE = re.compile(r"^@(?P<name>[\w.-]+)[ \t]*=[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_USE = re.compile(r"\{\{[ ]*(?P<name>[\w.-]+)[ ]*\}\}")
_COMMENT = re.compile(r"^[ \t]*(?:#|//).*\n?", re.MULTILINE)
_SCRIPT = re.compile(
    r"^[<>] ?\{%.{0,4000}?%\}[ \t]*\n?|^[<>]{1,2}!? \S+[ \t]*\n?", re.MULTILINE | re.DOTALL
)
_QUERY_LINE = re.compile(r"\n[ \t]+(?=[?&])")
_URL_ALONE = re.compile(r"^[ \t]*(?=https?://\S+[ \t]*$)", re.MULTILINE)


def looks(text: str) -> bool:
    return _SEPARATOR.search(text) is not None or _VARIABLE.search(text) is not None


def read(text: str) -> list[Dump]:
    """Every request, with the file's own variables filled in; others stay as they stand."""
    variables = {found["name"]: found["value"] for found in _VARIABLE.finditer(text)}
    for _ in range(3):  # variables may be made of others
        variables = {name: _filled(value, variables) for name, value in variables.items()}
    dumps = []
    for part in _SEPARATOR.split(text):
        plain = _SCRIPT.sub("", _COMMENT.sub("", _VARIABLE.sub("", part)))
        plain = _QUERY_LINE.sub("", _filled(plain, variables)).strip()
        found = message.read(plain)
        if not found and _URL_ALONE.match(plain):
            found = message.read(f"GET {plain}")
        dumps += [dump._replace(format=".http file") for dump in found]
    return dumps


def _filled(text: str, variables: dict[str, str]) -> str:
    return _USE.sub(lambda found: variables.get(found["name"], found[0])[:4096], text)
