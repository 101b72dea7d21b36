"""What a check found is counted and cut, and mended as a whole."""

from __future__ import annotations

import re

from nvexplorer.catalogue.body_problem import BodyProblem, Edit, Fix
from nvexplorer.catalogue.body_report import MOST, mended, report


def problem(severity, start, *edits):
    fix = Fix("mend", tuple(Edit(*edit) for edit in edits)) if edits else None
    return BodyProblem(severity, "x", start, start + 1, 1, start + 1, "root", "Wrong.", fix)


def test_problems_are_counted_and_stand_in_order_of_place():
    found = [problem("unjudged", 1), problem("error", 3), problem("warning", 5)]
    told = report(found)
    assert told.problems == tuple(found)
    assert (told.errors, told.warnings, told.unjudged, told.left_out) == (1, 1, 1, 0)


def test_of_too_many_the_errors_are_kept():
    found = [problem("unjudged", at) for at in range(MOST)]
    found += [problem("error", MOST + at) for at in range(20)]
    told = report(found)
    assert len(told.problems) == MOST
    assert [p.severity for p in told.problems].count("error") == 20
    assert [p.start for p in told.problems] == sorted(p.start for p in told.problems)
    assert (told.errors, told.unjudged, told.left_out) == (20, MOST, 20)


def check_for(pattern, put):
    def check(text):
        return [
            problem("error", m.start(), (m.start(), m.end(), put))
            for m in re.finditer(pattern, text)
        ]

    return check


def test_all_are_mended_and_what_shows_up_then_too():
    assert mended("a b a", check_for("a", "c")) == "c b c"
    # One inside another: the outer shows up when the inner is gone.
    assert mended("((()))x()", check_for(r"\(\)", "")) == "x"


def test_fixes_of_one_place_come_one_after_another():
    def check(text):
        if text == "ab":
            return [problem("error", 0, (0, 2, "cd")), problem("error", 1, (1, 2, "x"))]
        return [problem("error", 1, (1, 2, "e"))] if text == "cd" else []

    assert mended("ab", check) == "ce"


def test_fixes_that_quarrel_come_to_an_end():
    def check(text):
        return [problem("error", 0, (0, 1, "b" if text[0] == "a" else "a"))]

    assert mended("a", check) in ("a", "b")
    assert mended("a", check_for("a", "aa")) == "a"


def test_problems_without_a_fix_change_nothing():
    assert mended("abc", lambda _: [problem("error", 0)]) == "abc"
