"""Tags around a place against what expat finds in the whole text."""

from __future__ import annotations

from random import Random
from xml.parsers import expat

import body_rules
import pytest
from written_bodies import Body

from nvexplorer.xmltext.nearby import TagsBefore, tags_after


def tags_by_expat(text: str) -> list[tuple[str, int]]:
    """(name, where it begins) of every tag; end tags have a slash before the name."""
    parser = expat.ParserCreate("iso-8859-1")  # a byte is a character
    found: list[tuple[str, int]] = []
    parser.StartElementHandler = lambda name, _: found.append((name, parser.CurrentByteIndex))
    parser.EndElementHandler = lambda name: found.append((f"/{name}", parser.CurrentByteIndex))
    parser.Parse(text.encode("iso-8859-1"), True)
    return found


def named(text: str, marks) -> list[tuple[str, int]]:
    return [("/" * text.startswith("</", m.start) + m.name, m.start) for m in marks]


@pytest.mark.parametrize("seed", range(12))
def test_both_ways_from_every_tag_the_others_are_found(seed: int) -> None:
    random = Random(seed)
    text = Body(random.choice(body_rules.WITH_BODY), random).text
    tags = tags_by_expat(text)
    for number in random.sample(range(len(tags)), min(40, len(tags))):
        place = tags[number][1]
        assert named(text, TagsBefore(text, place)) == tags[:number][::-1]
        assert named(text, tags_after(text, place)) == tags[number:]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("<!-- | -->", True),
        ("<!-- --> |", False),
        ("<![CDATA[ <!-- a --> <!-- b --> | ]]>", True),
        ("<!-- <![CDATA[ ]]> <![CDATA[ ]]> | -->", True),
        ("<!-- <![CDATA[ --> <!-- x --> |", False),
        ("<![CDATA[ <a> <![CDATA[ | ]]>", True),
        ("<?x <!-- ?> |", False),
        ("<?x | ?>", True),
        ("<!-- a > b ! ? | ", True),
        ("! ? < ! |", False),
        ("<!-|", False),
    ],
)
def test_what_hides_a_place(text: str, hidden: bool) -> None:
    at = text.index("|")
    text = text.replace("|", "")
    assert TagsBefore(text, at).in_island is hidden


def test_many_openings_in_each_other_are_read_from_the_beginning() -> None:
    text = "<a><!-- " + "<![CDATA[ <? <!-- " * 5000
    assert TagsBefore(text, len(text)).in_island
    closed = text + "--> ]]> <b>"
    assert named(closed, TagsBefore(closed, len(closed))) == [("b", len(closed) - 3), ("a", 0)]
