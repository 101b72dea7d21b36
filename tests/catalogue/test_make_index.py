"""The index that comes with the program is the one that the resource files make."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_is_fresh() -> None:
    script = ROOT / "packaging" / "make_index.py"
    run = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_entries_say_what_the_files_say(catalogue, resources: Path) -> None:
    assert len(catalogue.entries) == 130
    for entry in catalogue.entries:
        stem = entry.resource.removesuffix(".nv")
        path = resources / "catalogue" / entry.group / f"{stem}.toml"
        raw = tomllib.loads(path.read_text("utf-8"))
        for field, value in entry._asdict().items():
            if field == "origin":
                assert value == "built-in"
            else:
                assert value == (tuple(raw[field]) if field == "keywords" else raw[field])


def test_groups_stand_in_the_order_of_their_file(catalogue, resources: Path) -> None:
    titles = tomllib.loads((resources / "groups.toml").read_text("utf-8"))
    assert [g.id for g in catalogue.groups] == list(titles)
    for group in catalogue.groups:
        said = (group.title, group.title_fi, group.title_sv)
        assert said == tuple(titles[group.id][f"title_{code}"] for code in ("en", "fi", "sv"))


def test_names_are_those_of_parameters_and_elements(resources: Path) -> None:
    names = json.loads((resources / "catalogue" / "index.json").read_text("utf-8"))["names"]
    assert len(names) == 130
    for path in (resources / "catalogue").glob("*/*.toml"):
        raw = tomllib.loads(path.read_text("utf-8"))
        for kind, listed in zip(
            ("parameter", "request", "response"), names[raw["resource"]], strict=True
        ):
            written = {row["name"] for row in raw.get(kind, ())} - {"root", "Root"}
            assert set(listed) == written
