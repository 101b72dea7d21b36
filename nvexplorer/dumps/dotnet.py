"""What HttpRequestMessage.ToString() of .NET writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps.answers import cut_answer
from nvexplorer.dumps.assemble import METHODS, assemble
from nvexplorer.dumps.message import parse_header

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_HEAD = re.compile(
    rf"Method:[ ]?(?P<method>{METHODS}),[ \n]*RequestUri:[ ]?'(?P<url>[^'\n]*)',[ \n]*"
    r"Version:[ ]?[\d.]+,[ \n]*Content:[ ]?(?P<content>[^\n]{0,200}?),[ \n]*(?:Trailing )?Headers:",
    re.IGNORECASE,
)
# On one line the headers stand behind each other; a name has no space in it.
_INLINE = re.compile(r"[ \t](?=[A-Za-z][\w-]*-[\w-]*:[ ]|(?:Accept|Host|Connection):[ ])")


def looks(text: str) -> bool:
    return _HEAD.search(text) is not None


def read(text: str) -> list[Dump]:
    """Every such request; what stands behind one up to the next is searched for the answer."""
    heads = list(_HEAD.finditer(text))
    dumps = []
    for index, head in enumerate(heads):
        stop = heads[index + 1].start() if index + 1 < len(heads) else len(text)
        part = text[head.end() : stop]
        opening = part.find("{")
        closing = _closing(part, opening + 1)
        inner = part[opening + 1 : closing] if 0 <= opening < 20 else part[:closing]
        rows = inner.split("\n") if "\n" in inner.strip() else _INLINE.split(inner)
        headers = [header for row in rows if (header := parse_header(row))]
        _, answer = cut_answer(part[closing + 1 :])
        dumps.append(assemble(
            "HttpRequestMessage", headers, method=head["method"], target=head["url"], answer=answer
        ))  # fmt: skip
    return dumps


def _closing(part: str, start: int) -> int:
    """Where the brace of the headers closes: on a line of its own, else the first there is."""
    own = re.compile(r"\n[ \t]*\}").search(part, start)
    if own:
        return own.end() - 1
    at = part.find("}", start)
    return at if at >= 0 else len(part)
