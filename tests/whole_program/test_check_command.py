"""`nvexplorer check` as a process: places, output and exit statuses."""

from __future__ import annotations

import pytest

GOOD = """<root>
  <matchcreditnote>
    <creditnotenetvisorkey>2597</creditnotenetvisorkey>
    <invoicenetvisorkey>2582</invoicenetvisorkey>
  </matchcreditnote>
</root>
"""
SWAPPED = """<root>
  <matchcreditnote>
    <invoicenetvisorkey>2582</invoicenetvisorkey>
    <creditnotenetvisorkey>2597</creditnotenetvisorkey>
  </matchcreditnote>
</root>
"""
TYPO = GOOD.replace("2582", "25 B2")


@pytest.fixture
def file(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "body.xml"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def test_a_good_body_has_no_problem(program, file) -> None:
    path = file(GOOD)
    result = program("check", "matchcreditnote.nv", path)
    assert (result.code, result.out) == (0, b"")
    assert result.err == f"{path}: no problem found.\n"
    assert program("check", "matchcreditnote.nv", path, "--json").json == {"problems": []}


def test_a_problem_is_told_with_its_place(program, file) -> None:
    path = file(TYPO)
    result = program("check", "matchcreditnote.nv", path)
    assert result.code == 1
    (line,) = result.text.splitlines()
    assert line.startswith(f"{path}:4:25: error: invoicenetvisorkey is '25 B2': ")
    assert result.err == f"{path}: 1 error, 0 warnings.\n"


def test_json_tells_it_all_and_the_fix_mends_it(program, file) -> None:
    result = program("--json", "check", "matchcreditnote.nv", file(SWAPPED))
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert set(problem) == {
        "severity", "code", "line", "column", "start", "end", "path", "problem", "fix",
    }  # fmt: skip
    assert (problem["severity"], problem["code"]) == ("error", "order")
    assert problem["line"] in (3, 4)
    assert problem["path"].startswith("root/matchcreditnote/")
    text = SWAPPED
    for edit in reversed(problem["fix"]["edits"]):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    assert program("check", "matchcreditnote.nv", "-", stdin=text.encode()).code == 0


def test_warnings_alone_are_no_failure(program, file) -> None:
    camel = GOOD.replace("matchcreditnote", "MatchCreditNote")
    result = program("check", "matchcreditnote.nv", file(camel), "--json")
    assert result.code == 0
    assert {p["severity"] for p in result.json["problems"]} == {"warning"}


def test_standard_input(program) -> None:
    result = program("check", "matchcreditnote.nv", "-", stdin=TYPO.encode())
    assert result.code == 1
    assert result.text.startswith("-:4:25: error: ")


def test_places_are_those_of_the_file_behind_a_declaration(program, file) -> None:
    path = file('<?xml version="1.0" encoding="iso-8859-1"?>\n' + TYPO, "iso-8859-1")
    result = program("check", "matchcreditnote.nv", path, "--json")
    (problem,) = result.json["problems"]
    assert (problem["line"], problem["column"]) == (5, 25)
    assert "The XML declaration was dropped" in result.err
    beside = '<?xml version="1.0"?> ' + TYPO.replace("\n", "").replace("  ", "")
    (problem,) = program("check", "matchcreditnote.nv", file(beside), "--json").json["problems"]
    assert problem["line"] == 1
    assert beside[problem["column"] - 1 :].startswith("25 B2")
    assert beside[problem["start"] : problem["end"]] == "25 B2"


def test_the_mended_body_can_be_had(program, file) -> None:
    result = program("check", "matchcreditnote.nv", file(SWAPPED), "--fix")
    assert result.code == 0
    assert program("check", "matchcreditnote.nv", "-", stdin=result.out).err == (
        "-: no problem found.\n"
    )
    both = program("check", "matchcreditnote.nv", file(TYPO + "ä"), "--fix", "--json")
    assert both.code == 1
    assert both.json["body"].startswith("<root>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The body is empty"),
        ("just words", "begin with the root element"),
        ("<root><matchcreditnote>", "</matchcreditnote>"),
    ],
)
def test_what_is_no_body_is_an_error(program, text: str, said: str) -> None:
    result = program("check", "matchcreditnote.nv", "-", stdin=text.encode())
    assert result.code == 1
    assert said in result.text
    assert result.text.startswith("-:1:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("matchcreditnot.nv", "-"), "Did you mean matchcreditnote.nv?"),
        (("customerlist.nv", "-"), "customerlist.nv is called with GET, which has no body."),
        (("matchcreditnote.nv", "nowhere.xml"), "nowhere.xml cannot be read"),
        (("matchcreditnote.nv", "."), "cannot be read"),
        (("matchcreditnote.nv",), "FILE"),
    ],
)
def test_what_cannot_be_checked_is_bad_input(program, arguments, said: str) -> None:
    result = program("check", *arguments)
    assert (result.code, result.out) == (2, b"")
    assert said in result.err


def test_bytes_that_are_not_in_their_encoding_are_bad_input(program) -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><root>ä</root>'.encode("latin-1")
    result = program("check", "matchcreditnote.nv", "-", stdin=data)
    assert result.code == 2
    assert "UTF-8" in result.err
