"""The user's own resource files: read one by one, a bad one never spoils the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.checked_toml import BadDefinition
from nvexplorer.catalogue.parse import parse_definition
from nvexplorer.catalogue.store import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

    from nvexplorer.catalogue.definition import Definition


def read_folder(folder: Path) -> tuple[list[Definition], list[FileProblem]]:
    """The definitions in the TOML files in and below `folder`, in order of path, and what was
    wrong with the others. A second file for the same resource is one of the others."""
    definitions: dict[str, Definition] = {}
    problems: list[FileProblem] = []
    try:
        next(folder.iterdir(), None)  # rglob would pass over a folder that may not be read
    except OSError as error:
        what = f"Your resource folder {folder} cannot be read ({error.strerror})."
        return [], [FileProblem(folder, None, what, "See that it is a folder you may read.")]
    for path in sorted(folder.rglob("*.toml")):
        shown = path.relative_to(folder).as_posix()
        try:
            definition = parse_definition(path.read_text("utf-8-sig"), shown, str(path))
        except BadDefinition as error:
            problems.append(FileProblem(path, error.line, error.what, error.next))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            what = f"{shown}, line {line}: this is not UTF-8."
            problems.append(FileProblem(path, line, what, "Save the file as UTF-8."))
        except OSError as error:
            what = f"{shown}: the file cannot be read ({error.strerror})."
            problems.append(FileProblem(path, None, what, "Check that you may read it."))
        else:
            first = definitions.setdefault(definition.resource.lower(), definition)
            if first is not definition:
                what = f"{shown}: {definition.resource} is already defined in {first.origin}."
                problems.append(FileProblem(path, None, what, "Keep one of the two files."))
    return list(definitions.values()), problems
