"""`nvexplorer xpath`: what it prints, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIST = "<r xmlns='urn:x'><c><k>1</k><n>Äijä</n></c><c><k>2</k><n>=2</n></c></r>"


@pytest.fixture
def xpath(tmp_path: Path):
    (tmp_path / "list.xml").write_text(LIST, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "nvexplorer", "--home", str(tmp_path / "home"), *arguments],
            capture_output=True, cwd=tmp_path, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return call


def test_values_and_hits_are_printed(xpath):
    assert xpath("xpath", "count(//c)", "list.xml")[:2] == (0, "2\n")
    assert xpath("xpath", "//n", "list.xml")[:2] == (0, "Äijä\n=2\n")
    code, out, _ = xpath("xpath", "//c[2]", "list.xml", "--form", "csv")
    assert (code, out) == (0, "Path;k;n\r\n/r/c[2];2;'=2\r\n")


def test_json_tells_the_bytes_of_each_hit(xpath):
    _, out, _ = xpath("--json", "xpath", "//c[1]/n", "list.xml")
    found = json.loads(out)
    (hit,) = found["hits"]
    assert (found["total"], hit["path"], hit["value"]) == (1, "/r/c[1]/n", "Äijä")
    assert LIST.encode()[hit["start"] : hit["end"]].decode() == "<n>Äijä</n>"


@pytest.mark.parametrize(
    ("expression", "file", "code", "words"),
    [
        ("//b", "list.xml", 1, ""),
        ("//c[", "list.xml", 2, "missing after ["),
        ("//c", "none.xml", 2, "none.xml cannot be read"),
    ],
)
def test_what_finds_nothing_or_cannot_be_done(xpath, expression, file, code, words):
    got, out, err = xpath("xpath", expression, file)
    assert (got, out) == (code, "")
    assert words in err
