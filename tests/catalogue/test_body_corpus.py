"""Bodies as clients in use send them, and bodies that Netvisor refuses: what the check says.

`good/RESOURCE--what.xml` were written by hand after what public clients send, with names and values
made up. `bad/` were written by hand from Netvisor's error texts and the documented rules; of each
`bad.toml` says what is wrong where. Neither was written with the checker.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.xmltext.body_file import read_body

FOLDER = Path(__file__).resolve().parents[1] / "data" / "bodies"
GOOD = {path.stem: path for path in sorted((FOLDER / "good").glob("*.xml"))}
BAD = tomllib.loads((FOLDER / "bad.toml").read_text("utf-8"))


def problems(catalogue, resource: str, path: Path):
    text = read_body(path.read_bytes()).text
    return check_body(catalogue.definition(resource), text)


def test_there_are_enough_of_them() -> None:
    assert len(GOOD) >= 40
    assert len({stem.partition("--")[0] for stem in GOOD}) >= 25
    assert len(BAD) >= 40
    assert set(BAD) == {path.stem for path in (FOLDER / "bad").glob("*.xml")}


@pytest.mark.parametrize("stem", GOOD)
def test_a_good_body_has_no_error(catalogue, stem: str) -> None:
    found = problems(catalogue, f"{stem.partition('--')[0]}.nv", GOOD[stem])
    assert [p for p in found if p.severity == "error"] == []


@pytest.mark.parametrize("stem", BAD)
def test_a_bad_body_is_told_at_its_line(catalogue, stem: str) -> None:
    expected = BAD[stem]
    found = problems(catalogue, expected["resource"], FOLDER / "bad" / f"{stem}.xml")
    there = [p for p in found if p.line == expected["line"] and p.severity != "unjudged"]
    severities = {p.severity for p in there}
    assert expected["severity"] in severities, found
    said = " ".join(p.problem for p in there if p.severity == expected["severity"])
    for word in expected["says"]:
        assert word in said
    # Nothing else in the body is called wrong.
    elsewhere = {p.line for p in found if p.severity == "error"} - {expected["line"]}
    assert elsewhere <= set(expected.get("also", []))
