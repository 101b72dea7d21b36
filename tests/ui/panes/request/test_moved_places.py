"""Places after changes are those of the same characters, or none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.ui.panes.request.body_help.moved_places import Delta, moved, moved_fix

_CHANGE = st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(0, 6))
_CHANGES = st.lists(_CHANGE.filter(lambda change: any(change[1:])), max_size=5)


@given(st.integers(0, 30), st.integers(0, 8), _CHANGES)
def test_a_place_keeps_its_characters(start, length, changes):
    """Every character is told apart, so that it can be found again."""
    text = [chr(0x4E00 + n) for n in range(40)]
    end = start + length
    wanted = text[start:end]
    deltas = []
    for number, (at, removed, added) in enumerate(changes):
        at = min(at, len(text))
        removed = min(removed, len(text) - at)
        deltas.append(Delta(at, removed, added))
        text[at : at + removed] = [chr(0x100 + 10 * number + n) for n in range(added)]
    place = moved(start, end, deltas)
    if place is not None:
        assert text[place[0] : place[1]] == wanted
    elif wanted:
        joined = "".join(text)
        # It is lost only when its characters are not together any more, or one next to it went.
        touched = any(d.removed for d in deltas) or "".join(wanted) not in joined
        assert touched


def test_typing_at_the_edges_does_not_touch():
    assert moved(5, 8, [Delta(8, 0, 1)]) == (5, 8)
    assert moved(5, 8, [Delta(5, 0, 1)]) == (6, 9)
    assert moved(5, 8, [Delta(6, 0, 1)]) is None
    assert moved(5, 8, [Delta(2, 3, 1)]) == (3, 6)
    assert moved(5, 8, [Delta(7, 2, 0)]) is None
    assert moved(5, 5, [Delta(2, 0, 4)]) == (9, 9)


def test_a_fix_moves_as_a_whole_or_is_lost():
    fix = Fix("swap", (Edit(4, 6, "ab"), Edit(9, 9, "c")))
    assert moved_fix(fix, [Delta(0, 0, 3)]) == Fix("swap", (Edit(7, 9, "ab"), Edit(12, 12, "c")))
    assert moved_fix(fix, [Delta(7, 0, 1)]) is None
    assert moved_fix(fix, []) is fix
    assert moved_fix(Fix("nothing", ()), [Delta(0, 0, 1)]) is None
