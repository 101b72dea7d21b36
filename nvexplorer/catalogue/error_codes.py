"""Netvisor's error codes and known error texts, explained with the next step."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from nvexplorer.catalogue.resources import resources_root

_DATA_ERROR = "data form incorrect:."  # begins the texts of data errors (article 77000500440)

_DEDUCED = (
    "(Deduced, not documented.)",
    "(Päätelty, ei dokumentoitu.)",
    "(Härlett, inte dokumenterat.)",
)


class CodeHelp(NamedTuple):
    """`code` in Netvisor's own spelling, `what` it means and what to `do`, each a sentence."""

    code: str
    title: str
    what: str
    do: str


def explain_code(code: str, language: str = "en") -> CodeHelp | None:
    """Help in `en`, `fi` or `sv` (or `SE`); None for a code that is not among the nine documented
    ones (article 77000500440). Letter case, spaces and one common misspelling do not matter."""
    asked = re.sub(r"[\s_-]+", "_", code.strip()).upper()
    for name, row in _rows("error-codes.toml").items():
        if asked == name or asked in row.get("also", ()):
            return CodeHelp(name, *(_said(row, key, language) for key in ("title", "what", "do")))
    return None


def explain_text(code: str, text: str, language: str = "en") -> str | None:
    """What the text after the code means and what to do; None when it is not a known one.

    `code` may be empty. Texts are compared up to the first comma or full stop, in any letter case.
    An explanation that rests on deduction alone says so.
    """
    head = _head(text)
    asked = re.sub(r"[\s_-]+", "_", code.strip()).upper()
    for row in _rows("known-texts.toml").values():
        if asked and asked != row.get("code", asked):
            continue
        if any(head.startswith(_head(known)) for known in row["texts"]):
            said = f"{_said(row, 'what', language)} {_said(row, 'do', language)}"
            if row["certainty"] == "deduced":
                said += " " + _in_language(language, *_DEDUCED)
            return said
    return None


def _head(text: str) -> str:
    squeezed = " ".join(text.split()).casefold().removeprefix(_DATA_ERROR).lstrip()
    return re.split("[,.]", squeezed, maxsplit=1)[0].rstrip()


def _said(row: dict[str, Any], key: str, language: str) -> str:
    return _in_language(language, row[f"{key}_en"], row[f"{key}_fi"], row[f"{key}_sv"])


@cache
def _rows(name: str) -> dict[str, dict[str, Any]]:
    """A data file that comes with the program; it does not change while we run."""
    import tomllib

    return tomllib.loads((resources_root() / name).read_text("utf-8"))


def _in_language(language: str, english: str, finnish: str, swedish: str) -> str:
    """The text for `en`, `fi`, `sv` or Netvisor's own `SE`; letter case is free."""
    texts = {"fi": finnish, "sv": swedish, "se": swedish}
    return texts.get(language.lower(), english) or english
