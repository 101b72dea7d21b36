"""What cannot be seen in a value is told by place and name."""

from __future__ import annotations

import pytest

from nvexplorer.ui.panes.mac_input.wording import visible
from nvexplorer.ui.panes.request.signature.invisible import (
    code_points,
    invisible_places,
    invisible_words,
)


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("", (), ""),
        ("a b", (), ""),
        ("Äijälä €", (), ""),
        (" a", (0,), "begins with 1 space"),
        ("a  ", (1, 2), "ends with 2 spaces"),
        ("  ", (0, 1), "is 2 spaces only"),
        ("a\u00a0b", (1,), "U+00A0 no-break space at 2"),
        ("\ufeffa\n", (0, 2), "U+FEFF zero width no-break space at 1, U+000A line feed at 3"),
        ("\u200b" * 5, (0, 1, 2, 3, 4), "2 more that cannot be seen"),
    ],
)
def test_invisible(text: str, places: tuple[int, ...], words: str) -> None:
    assert invisible_places(text) == places
    told = invisible_words(text)
    assert told.endswith(words)
    assert bool(told) == bool(words)


def test_code_points_of_what_is_not_plain() -> None:
    assert code_points("plain") == ""
    assert code_points(" ä") == ("1: U+0020 space\n2: U+00E4 latin small letter a with diaeresis")
    assert code_points("ä" * 30).endswith("… and 10 more")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a b", "a b"),
        (" a b ", "·a b·"),
        ("   ", "···"),
        ("a\u00a0b", "a␣b"),
        ("a\u200bb\t", "a┃b␉"),
        ("", ""),
    ],
)
def test_the_mac_input_shows_them_one_for_one(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(visible(text)) == len(text)
