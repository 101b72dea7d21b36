"""`nvexplorer compare`: files, options, JSON, exit codes."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.cli.arguments import parse
from nvexplorer.cli.context import Context, Streams
from nvexplorer.cli.main import run
from nvexplorer.launch import compose
from nvexplorer.outside.dirs import home_dirs

if TYPE_CHECKING:
    from pathlib import Path

LEFT = (
    "<Root><ResponseStatus><TimeStamp>1</TimeStamp></ResponseStatus><Customerlist>"
    "<Customer><Netvisorkey>1</Netvisorkey><Name>A</Name><Sum>1,50</Sum></Customer>"
    "<Customer><Netvisorkey>2</Netvisorkey><Name>B</Name><Sum>2,50</Sum></Customer>"
    "</Customerlist></Root>"
)
LATER = LEFT.replace("Stamp>1", "Stamp>2")
REKEYED = LATER.replace("key>1", "key>7").replace("key>2", "key>8")


class Said:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def call(left: str | bytes | None, right: str | bytes | None, *options: str) -> Said:
        for name, text in (("left.xml", left), ("right.xml", right)):
            if text is not None:
                (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        out, err = io.StringIO(), io.StringIO()
        given = parse(["compare", "left.xml", "right.xml", *options])
        context = Context(
            compose(home_dirs(tmp_path / "home")),
            Streams(io.BytesIO(), out, err, None, None),
            {},
            None,
            given.json,
            resources_root(),
        )
        code = run(given, context)
        return Said(code, out.getvalue(), err.getvalue())

    return call


def test_the_same_files_end_with_0(compare: Any) -> None:
    said = compare(LEFT, LEFT)
    assert said.code == 0
    assert "No difference." in said.out


def test_differences_end_with_1_and_are_listed(compare: Any) -> None:
    said = compare(LEFT, LATER)
    assert said.code == 1
    assert "changed  Root/ResponseStatus/TimeStamp\n         1\n         2" in said.out
    assert "Left:  left.xml" in said.out


def test_presets_and_options_say_what_counts(compare: Any) -> None:
    assert compare(LEFT, LATER, "--preset", "later").code == 0
    assert compare(LEFT, REKEYED, "--preset", "later").code == 1
    assert compare(LEFT, REKEYED, "--preset", "environments").code == 0
    assert compare(LEFT, LATER, "--ignore", "timestamp").code == 0
    money = LEFT.replace("1,50", "1.5")
    assert compare(LEFT, money).code == 1
    assert compare(LEFT, money, "--numbers").code == 0


def test_json_has_bytes_and_keys(compare: Any) -> None:
    changed = LEFT.replace(">B<", ">C<")
    said = compare(LEFT, changed, "--json", "--resource", "customerlist.nv")
    assert said.code == 1
    assert said.json["same"] is False
    (only,) = said.json["differences"]
    place = only["left"]
    assert LEFT[place["start"] : place["end"]] == "<Name>B</Name>"
    assert only["path"] == "Root/Customerlist/Customer[Netvisorkey=2]/Name"
    (group,) = said.json["groups"]
    assert (group["key"], group["origin"]) == ("Netvisorkey", "catalogue")
    assert group["counts"] == {"changed": 1, "added": 0, "removed": 0, "moved": 0, "same": 1}


def test_the_key_can_be_chosen(compare: Any) -> None:
    said = compare(LEFT, REKEYED, "--json", "--key", "Root/Customerlist/Customer=Name")
    assert said.json["groups"][0]["origin"] == "chosen"
    assert [each["left_text"] for each in said.json["differences"]] == ["1", "1", "2"]


def test_broken_files_are_compared_by_text_and_it_is_said(compare: Any) -> None:
    said = compare(LEFT, LEFT[:-7])
    assert said.code == 1
    assert said.err.startswith("right.xml ends before its root is closed, at line 1, column ")
    assert said.out.endswith("-</Root>\n")
    said = compare(LEFT[:-7], LEFT[:-7], "--json")
    assert (said.code, said.json["same"], said.json["runs"]) == (
        0,
        True,
        [["same", 0, 16, 0, 16]],
    )
    assert said.json["by_text"].startswith("left.xml ends")


def test_by_text_when_asked_for(compare: Any) -> None:
    said = compare(LEFT, LATER, "--text", "--markdown")
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[0] == "Rows: 1 changed, 16 same."
    assert lines[3:6] == [
        "@@ 3,1 3,1 @@",
        "-    <TimeStamp>1</TimeStamp>",
        "+    <TimeStamp>2</TimeStamp>",
    ]
    assert compare(LEFT, LATER, "--raw").out.startswith("Rows: 1 changed.\n")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--key", "x"), "“x” does not say which records have which key."),
        (("--ignore", "@"), "“@” does not name anything that could be ignored."),
        (("--resource", "customerlst.nv"), "customerlst.nv is not in the catalogue."),
        (("--json", "--markdown"), "--markdown and --json exclude each other."),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    compare: Any, options: tuple[str, ...], sentence: str
) -> None:
    said = compare(LEFT, LEFT, *options)
    assert said.code == 2
    assert sentence in said.err


def test_a_file_that_is_not_there_ends_with_2(compare: Any) -> None:
    said = compare(LEFT, None)
    assert said.code == 2
    assert said.err.startswith("right.xml cannot be read: No such file or directory.")
