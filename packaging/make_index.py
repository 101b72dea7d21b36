"""Makes resources/catalogue/index.json, which spares the start reading every resource file.

Run it after touching a file below resources/catalogue or groups.toml; `--check` only tells whether
the index is fresh.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nvexplorer.catalogue.finding.texts import Names, names_of  # noqa: E402
from nvexplorer.catalogue.parse import parse_definition  # noqa: E402
from nvexplorer.model.errors import BadInput  # noqa: E402


def make_index(resources: Path) -> str:
    """The text of the index: groups, entries, and the names of their parameters and elements, one a
    line, in a fixed order. Raises BadInput."""
    titles = tomllib.loads((resources / "groups.toml").read_text("utf-8"))
    groups = [
        {"id": name, "title": t["title_en"], "title_fi": t["title_fi"], "title_sv": t["title_sv"]}
        for name, t in titles.items()
    ]
    entries = []
    names = {}
    for group in titles:
        for path in sorted((resources / "catalogue" / group).glob("*.toml")):
            shown = path.relative_to(resources).as_posix()
            definition = parse_definition(path.read_text("utf-8"), shown)
            named = (definition.group, definition.resource)
            if named != (group, f"{path.stem}.nv"):
                raise BadInput(f"{shown} holds {'/'.join(named)}.", "Name file and folder alike.")
            entries.append(definition.entry._asdict())
            names[definition.resource] = names_of(definition)
    parts = {"groups": _lines(groups), "entries": _lines(entries), "names": _named_lines(names)}
    return "{" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "}\n"


def _lines(rows: list[dict[str, object]]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"


def _named_lines(rows: dict[str, Names]) -> str:
    return "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}"


def main(arguments: list[str]) -> int:
    resources = ROOT / "resources"
    index = resources / "catalogue" / "index.json"
    try:
        text = make_index(resources)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    if arguments == ["--check"]:
        if index.is_file() and index.read_text("utf-8") == text:
            return 0
        print(f"{index} is stale: run packaging/make_index.py.", file=sys.stderr)
        return 1
    index.write_text(text, "utf-8", newline="\n")
    print(f"{index} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
