"""Of two readings of a request, the one that needs fewer mistakes to explain the MAC wins."""

from __future__ import annotations

import random
import time

import pytest
from mac_vocabulary import INGREDIENTS, MISTAKES
from macs_by_hand import NO_QUERY, mac

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.search.problem import Problem
from nvexplorer.doctor.search.race import Race
from nvexplorer.doctor.search.steps import STEPS
from nvexplorer.doctor.search.wire import unpacked

ELSEWHERE = INGREDIENTS._replace(url=NO_QUERY)
#: MACs, which reading they are of, and with how many mistakes, when the second one lacks the query.
CASES = {
    "right in the first": (mac(), 0, 0),
    "right in the second": (mac(url=NO_QUERY), 1, 0),
    "one mistake in the first": (mac(language="en"), 0, 1),
    "one mistake in the second": (mac(url=NO_QUERY, language="en"), 1, 1),
    "pair in the second": (mac(url=NO_QUERY, language="en", organisation="12345671"), 1, 2),
    "in neither": (mac("#"), 0, None),
}


def answer(call):
    fields, claimed, step, shard, shards, _ = call.arguments
    problem = Problem(unpacked(fields), claims(claimed), MISTAKES)
    limit = 0.2 if STEPS[step].level > 2 else 1e9
    return problem.answer(STEPS[step], (shard, shards), limit, time.monotonic)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", CASES)
def test_fewer_mistakes_win_whatever_is_answered_first(name, seed):
    claimed, winner, size = CASES[name]
    order = random.Random(seed)
    race = Race((INGREDIENTS, ELSEWHERE), claimed)
    waiting = list(race.begin())
    numbers = {call.number for call in waiting}
    while race.result is None:
        assert waiting, "nothing is under way, and there is no result"
        call = waiting.pop(order.randrange(len(waiting)))
        further = race.take(call, answer(call))
        assert not numbers & {each.number for each in further}, "a number was used twice"
        numbers |= {each.number for each in further}
        gone = {each.number for each in race.unneeded}
        waiting = [each for each in (*waiting, *further) if each.number not in gone]
    assert race.winner == winner
    hits = race.result.hits
    assert (len(hits[0].applied) if hits else None) == size


def test_a_reading_that_is_right_ends_the_other():
    race = Race((INGREDIENTS, ELSEWHERE), mac())
    first, second = race.begin()
    race.take(first, answer(first))
    assert [each.number for each in race.unneeded] == [second.number]
    assert race.result is not None
    assert race.result.hits[0].applied == ()


def test_what_cannot_be_a_mac_is_over_at_once():
    race = Race((INGREDIENTS, ELSEWHERE), "not a MAC at all")
    assert race.begin() == ()
    assert race.result is not None
    assert race.result.hits == ()


def test_candidates_of_both_are_counted():
    race = Race((INGREDIENTS, ELSEWHERE), mac("#"))
    first, second = race.begin()
    race.progress(first, (1, 100))
    assert race.progress(second, (1, 50)).candidates == 150
