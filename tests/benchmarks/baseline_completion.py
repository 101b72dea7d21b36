"""Frozen: what a completion would cost that reads the body up to the caret.

Plain and simple: every tag before the caret, in order, with a stack. Not to be improved.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?)([\w.-]+)[^<>]*?(/?)>", re.DOTALL)


def path_at(text: str, at: int) -> list[str]:
    """The names of the elements around the caret, the outermost first."""
    opened: list[str] = []
    for match in _TAG.finditer(text, 0, at):
        if match[2] is None or match[3]:
            continue
        if match[1]:
            while opened and opened.pop() != match[2]:
                pass
        else:
            opened.append(match[2])
    return opened
