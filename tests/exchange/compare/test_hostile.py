"""Documents that are broken, or made to do harm, end in one sentence and in bounded work."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from comparing import EVERYTHING, by_text, compared, differences, side

from nvexplorer.exchange.compare import structure, texts
from nvexplorer.exchange.compare.options import Options, Side
from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Stored

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "<a><b>1</b></a>"
BOMB = (
    '<!DOCTYPE a [<!ENTITY x "ha">'
    + "".join(f'<!ENTITY x{n} "{("&x%s;" % (n - 1 or "")) * 10}">' for n in range(1, 20))
    + "]><a>&x19;</a>"
)


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("<a><b>1</b>", "The left document ends before its root is closed, at line 1, column 12"),
        ("<a>\n<b>1</b", "The left document ends in the middle of a tag, at line 2, column 5"),
        ("<a>\n</b>", "The left document has a closing tag that does not fit at line 2, column 3"),
        ("<a/>\n\n<a/>", "The left document goes on after its root at line 3, column 1"),
        ("<a>\0</a>", "The left document is not well-formed at line 1, column 4"),
        ("<a x='1' x='2'/>", "The left document has an attribute twice at line 1, column 10"),
        ("<a>&b;</a>", "The left document has an entity nobody declared at line 1, column 4"),
        ("\n\n<a><", "The left document ends in the middle of a tag, at line 3, column 4"),
        ("", "The left document is empty"),
        (" \n", "The left document is empty"),
        ("{}", "The left document is not well-formed at line 1, column 1"),
        (BOMB, "The left document declares entities of its own, which are never expanded"),
        ("<a>" * 1_001 + "</a>" * 1_001, "The left document has more than 1,000 elements inside"),
    ],
)
def test_what_cannot_be_compared_by_structure_says_why_and_where(
    broken: str, sentence: str
) -> None:
    found = compared(broken, GOOD)
    assert found.by_text.startswith(sentence)
    assert found.by_text.endswith(", so the two can be compared by text alone.")
    assert found.sentence == found.by_text
    assert not found.same
    assert by_text(broken, broken).same


def test_the_side_that_is_broken_is_named() -> None:
    left, right = side(GOOD), side("<a>", name="answer.xml")
    found = structure.compare(left, right, EVERYTHING, progress=lambda part: None)
    assert found.by_text.startswith("answer.xml ends before its root is closed")


def test_prefixes_nobody_declared_are_part_of_the_name() -> None:
    assert differences("<p:a><p:b>1</p:b></p:a>", "<p:a><p:b>2</p:b></p:a>") == [
        ("changed", "p:a/p:b", "1", "2")
    ]


def test_a_file_that_is_gone_or_too_large_is_bad_input(tmp_path: Path) -> None:
    gone = Side(Stored(5, path=str(tmp_path / "gone.xml")), name="gone.xml")
    for compare in (
        lambda: structure.compare(side(GOOD), gone, EVERYTHING, progress=lambda part: None),
        lambda: texts.compare(side(GOOD), gone, progress=lambda part: None, monotonic=lambda: 0.0),
    ):
        with pytest.raises(BadInput, match=r"gone\.xml cannot be read: No such file"):
            compare()
    large = tmp_path / "large.xml"
    with open(large, "wb") as file:
        file.truncate(300_000_000)
    one = Side(Stored(300_000_000, path=str(large)), name="large.xml")
    with pytest.raises(BadInput, match=r"large\.xml has 300 MB, and documents of up to 268 MB"):
        structure.compare(one, side(GOOD), EVERYTHING, progress=lambda part: None)


@pytest.mark.parametrize("pattern", ["@", "a/", "a[b]", "@x[@y=1]", "a[@x]/b", "[@x]"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(BadInput, match="does not name anything that could be ignored"):
        compared(GOOD, GOOD, Options(ignore=(pattern,)))


def test_the_root_cannot_be_ignored() -> None:
    assert differences(GOOD, "<a><b>2</b></a>", Options(ignore=("a",))) == [
        ("changed", "a/b", "1", "2")
    ]


HARM = {
    "depth": "b'<a>' * 100_000 + b'</a>' * 100_000",
    "attribute": "b'<a x=\"' + b'x' * 20_000_000 + b'\"/>'",
    "one long text": "b'<a>' + b'x y ' * 5_000_000 + b'</a>'",
    "one long row": "b'x' * 20_000_000",
    "white space": "b'<a>' + b' ' * 20_000_000 + b'</a>'",
    "less than": "b'<' * 300_000",
    "names": "b'<r>' + b''.join(b'<a%d/>' % n for n in range(30_000)) + b'</r>'",
    "attributes": "b'<r ' + b' '.join(b'a%d=\"1\"' % n for n in range(50_000)) + b'/>'",
    "alike": "b'<r>' + b'<a><b>1</b><c>2</c></a>' * 8_000 + b'</r>'",
    "nearly alike": (
        "b'<r>' + b''.join(b'<a><b>1</b><c>2%d</c></a>' % n for n in range(5_000)) + b'</r>'"
    ),
}
SCRIPT = """
import json, resource, sys, time
from nvexplorer.exchange.compare import structure, texts
from nvexplorer.exchange.compare.options import Options, Side
from nvexplorer.model.exchange import Stored

data = {data}


def side(data):
    return Side(Stored(len(data), data))


left, right, broken = side(data), side(data.replace(b"2", b"3", 50_000)), side(data + b"<x/>")
began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
by_structure = structure.compare(left, right, Options(), progress=lambda part: None)
by_text = texts.compare(left, broken, progress=lambda part: None, monotonic=time.monotonic)
print(json.dumps([
    by_structure.sentence,
    by_text.sentence,
    (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - began) // 1024,
]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units, or not at all")
@pytest.mark.parametrize("name", HARM)
def test_harm_ends_in_bounded_memory(name: str) -> None:
    script = SCRIPT.format(data=HARM[name])
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    by_structure, rows, megabytes = json.loads(run.stdout)
    assert by_structure.endswith(".")
    assert rows.startswith("Rows: ")
    assert megabytes < 400
