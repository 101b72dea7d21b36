"""Tags, their pairs and what is open, against a plain parser's view of the same text."""

from __future__ import annotations

import re
from xml.parsers import expat

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.widgets.editor.tags import WINDOW, open_at, pair_of, tag_at

leaves = st.sampled_from(
    [
        "text",
        "\n",
        "<e/>",
        "<e x='>'/>",
        "<!-- <a> <b -->",
        "<![CDATA[</a><c>]]>",
        "<?pi <a>?>",
        "<a>§</a>",
        "<!--¤-->",
    ]
)
bodies = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda name, rest, children: f"<{name}{rest}>{''.join(children)}</{name}>",
        st.sampled_from(["a", "b", "ab", "c"]),
        st.sampled_from(["", " x='1'", '\n y="a>b"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
documents = bodies.map(lambda body: f"<root>{body}</root>")


def whole(text):
    """With the long texts and comments that a sign stands for."""
    return text.replace("§", "y" * WINDOW).replace("¤", " <b>" * WINDOW)


def parts(text):
    return lambda start, end: text[max(0, start) : max(0, end)]


def done(steps):
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


def elements(text):
    """Places of the opening and end tags as expat finds them; only elements e are empty tags."""
    parser = expat.ParserCreate("utf-8")
    opened, found = [], []

    def end(name):
        start, at = opened.pop(), parser.CurrentByteIndex
        if not text.startswith(("<e/", "<e "), start):
            found.append((start, at))

    parser.StartElementHandler = lambda name, _: opened.append(parser.CurrentByteIndex)
    parser.EndElementHandler = end
    parser.Parse(text, True)
    return found


@given(documents)
def test_pairs_are_those_of_a_parser(text):
    text = whole(text)
    part = parts(text)
    for start, end in elements(text):
        first, last = tag_at(part, start + 1), tag_at(part, end + 2)
        assert (first.start, last.start) == (start, end)
        assert done(pair_of(part, len(text), first)).start == end
        assert done(pair_of(part, len(text), last)).start == start


@given(documents, st.floats(0, 1))
def test_what_is_open_is_the_nearest_element_around(text, share):
    text = whole(text)
    gaps = [m.start() for m in re.finditer("<", text)]
    places = {at for pair in elements(text) for at in pair}
    at = gaps[int(share * (len(gaps) - 1))]
    if at not in places:
        return  # within a comment or the like
    around = [(s, e) for s, e in elements(text) if s < at <= e]
    found = done(open_at(parts(text), at))
    assert (found and found.start) == (max(around)[0] if around else None)


def test_no_tag_in_text_and_comments():
    text = "<a>text <!-- <b> --> 1 < 2 </a>"
    assert tag_at(parts(text), 6) is None
    assert tag_at(parts(text), text.index("<b>") + 1) is None
    assert tag_at(parts(text), text.index("< 2") + 1) is None


def test_the_tag_that_begins_comes_before_the_one_that_ends():
    found = tag_at(parts("<a></a>"), 3)
    assert (found.name, found.closes) == ("a", True)


def test_a_pair_that_is_missing_is_none():
    text = "<a><b></a>"
    assert done(pair_of(parts(text), len(text), tag_at(parts(text), 4))) is None
    assert done(pair_of(parts(text), len(text), tag_at(parts(text), 1))).start == 6
