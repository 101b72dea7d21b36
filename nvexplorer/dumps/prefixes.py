"""What a log puts in front of each line: stamps, levels, thread and logger names, containers."""

from __future__ import annotations

import re
from collections import Counter

from nvexplorer.dumps.assemble import METHODS

_ANCHOR = re.compile(
    rf"(?<![\w/]){METHODS.replace('|', r'[ ](?:/|http)|')}[ ](?:/|http)"
    r"|(?<![\w-])(?:Host|Accept|User-Agent|Content-Type): "
    r"|(?<![\w-])[\"']?(?:HTTP_)?X[-_ ]?Net\w|(?<![\w-])HTTP/\d(?:\.\d)? \d{3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_MOST_SHAPES = 12


def without_prefixes(text: str) -> str:
    """The lines without the prefixes that stand in front of headers at least twice, numbers aside;
    the text itself where there are none."""
    shapes: Counter[str] = Counter()
    lines = text.split("\n")
    for line in lines:
        found = _ANCHOR.search(line, 0, 400)
        if found and found.start() and line[: found.start()].strip():
            shapes[_NUMBER.sub("0", line[: found.start()])] += 1
    often = [shape for shape, times in shapes.most_common(_MOST_SHAPES) if times > 1]
    if not often:
        return text
    # The longest first, so that none hides one that goes on behind it.
    pattern = re.compile(
        "|".join(
            r"\d+".join(map(re.escape, shape.split("0")))
            for shape in sorted(often, key=len, reverse=True)
        )
    )
    bare = re.compile("|".join(
        r"\d+".join(map(re.escape, shape.rstrip().split("0"))) + r"\s*$"
        for shape in sorted(often, key=len, reverse=True)
    ))  # fmt: skip
    out = []
    for line in lines:
        found = pattern.match(line)
        if found:
            out.append(line[found.end() :])
        else:
            out.append("" if bare.match(line) else line)
    return "\n".join(out)
