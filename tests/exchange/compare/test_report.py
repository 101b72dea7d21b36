"""A comparison as text."""

from __future__ import annotations

from comparing import EVERYTHING, compared

from nvexplorer.exchange.compare.report import as_markdown, as_text

LEFT = "<a><r><Id>1</Id><v>a | b</v></r><r><Id>2</Id></r><r><Id>3</Id></r></a>"
RIGHT = "<a><r><Id>2</Id></r><r><Id>3</Id></r><r><Id>1</Id><v>*b*\n</v></r><r><Id>4</Id></r></a>"


def test_the_report_names_sides_keys_places_and_values() -> None:
    assert (
        as_text(compared(LEFT, RIGHT), "old.xml", "new.xml")
        == """\
Left:  old.xml
Right: new.xml

r: 1 changed, 1 added, 1 moved, 2 same.
a/r: 3 on the left, 4 on the right, matched by Id, found in the data.

moved    a/r[Id=1] (place 1, now 3)
         1 · a | b

changed  a/r[Id=1]/v
         a | b
         *b*

added    a/r[Id=4]
         4
"""
    )


def test_markdown_is_not_broken_by_values() -> None:
    told = as_markdown(compared(LEFT, RIGHT), "old.xml", "new_1.xml").splitlines()
    assert "- Right: new\\_1.xml" in told
    assert "| changed | a/r\\[Id=1\\]/v | a \\| b | \\*b\\* |" in told
    assert "| added | a/r\\[Id=4\\] |  | 4 |" in told


def test_the_rest_is_counted() -> None:
    found = compared(LEFT, RIGHT, EVERYTHING._replace(limit=1))
    assert as_text(found, "l", "r").endswith("\n… and 2 more.\n")
    assert as_markdown(found, "l", "r").endswith("\n… and 2 more.\n")


def test_without_a_difference_there_is_a_sentence() -> None:
    told = as_text(compared("<a/>", "<a/>"), "l", "r")
    assert told == "Left:  l\nRight: r\n\nNo difference.\n"
