"""A hunt plans the calls of a search, whatever the order in which their answers come."""

from __future__ import annotations

import pickle
import queue
import random
import time

import pytest
from hunting import Calls
from mac_vocabulary import CUSTOMER_KEY, INGREDIENTS, MISTAKES, OTHER_CUSTOMER_KEY, PARTNER_KEY
from macs_by_hand import NO_QUERY, RIGHT, mac, text_mac

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.search.hunt import Hunt, Progress
from nvexplorer.doctor.search.problem import Problem
from nvexplorer.doctor.search.search import search
from nvexplorer.doctor.search.steps import STEPS
from nvexplorer.doctor.search.wire import packed, unpacked
from nvexplorer.model.errors import BadInput, ExplorerError
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers

NOWHERE = mac("#")
CASES = {
    "right": mac(),
    "single": mac(url=NO_QUERY),
    "wide": mac(stamp="2026-01-02 03:04:05.007"),
    "pair": mac(language="en", organisation="12345671"),
    "pair in a slot": mac(stamp="2026-01-02T03:04:05.678Z"),
    "triple": mac(language="en", organisation="12345671", sender="request explorer"),
    "nothing": NOWHERE,
}


def answer(call, *, seconds: float | None = None):
    """What the job answers, in this process and with the vocabulary of the tests."""
    fields, claimed, step, shard, shards, left = call.arguments
    problem = Problem(unpacked(fields), claims(claimed), MISTAKES)
    limit = left if seconds is None else seconds
    if STEPS[step].level < 3:
        limit = 1e9
    return problem.answer(STEPS[step], (shard, shards), limit, time.monotonic)


def hunted(claimed: str, order: random.Random) -> Hunt:
    """A hunt whose calls are answered in a random order."""
    hunt = Hunt(INGREDIENTS, claimed, seconds=100.0)
    waiting = list(hunt.begin())
    while hunt.result is None:
        call = waiting.pop(order.randrange(len(waiting)))
        waiting += hunt.take(call, answer(call))
    return hunt


@pytest.mark.parametrize("name", CASES)
def test_shards_find_what_the_whole_search_finds(name):
    whole = search(
        INGREDIENTS, CASES[name], seconds=100.0, monotonic=time.monotonic, mistakes=MISTAKES
    )
    for seed in range(3):
        result = hunted(CASES[name], random.Random(seed)).result
        assert result.hits == whole.hits
        assert (result.level, result.cut) == (whole.level, whole.cut)
        if not whole.hits:
            # the shards share the work: what few wide changes are tried with is all that differs
            assert result.candidates == pytest.approx(whole.candidates, rel=0.2)


def test_single_mistakes_are_one_call_and_further_ones_two():
    hunt = Hunt(INGREDIENTS, mac(language="en"))
    (call,) = hunt.begin()
    assert hunt.take(call, answer(call)) == ()
    assert [hit.applied[0].id for hit in hunt.result.hits] == ["language lower"]

    hunt = Hunt(INGREDIENTS, NOWHERE)
    (call,) = hunt.begin()
    assert len(hunt.take(call, answer(call))) == 2


def test_calls_ahead_of_a_find_are_unneeded_and_their_answers_change_nothing():
    hunt = Hunt(INGREDIENTS, CASES["pair"], seconds=100.0)
    (call,) = hunt.begin()
    shards = hunt.take(call, answer(call))
    # the shard that has nothing goes on ahead, up to the triples
    ahead, behind = shards
    while STEPS[ahead.arguments[2]].level < 3:
        if answer(ahead).hits:  # the find is in this one: let the other go ahead
            ahead, behind = behind, ahead
        (ahead,) = hunt.take(ahead, answer(ahead))
    assert hunt.unneeded == ()
    while hunt.result is None:
        behind = next(iter(hunt.take(behind, answer(behind))), None)
    assert hunt.unneeded == (ahead,)
    result = hunt.result
    assert hunt.take(ahead, answer(ahead, seconds=0.0)) == ()
    assert hunt.result is result
    assert hunt.unneeded == ()
    assert {each.id for each in result.hits[0].applied} == {"language lower", "no hyphen"}


def test_time_that_is_over_ends_the_triples():
    hunt = Hunt(INGREDIENTS, NOWHERE, seconds=0.0)
    waiting = list(hunt.begin())
    while hunt.result is None:
        waiting += hunt.take(waiting[0], answer(waiting.pop(0)))
    assert (hunt.result.level, hunt.result.cut, hunt.result.hits) == (2, True, ())


def test_progress_adds_up():
    hunt = Hunt(INGREDIENTS, NOWHERE)
    (call,) = hunt.begin()
    assert hunt.progress(call, (1, 5)) == Progress(1, 5)
    first = answer(call)
    one, two = hunt.take(call, first)
    assert hunt.progress(one, (1, 40)) == Progress(1, first.candidates + 40)
    assert hunt.progress(two, (1, 2)) == Progress(1, first.candidates + 42)
    assert hunt.progress(one, (1, 60)) == Progress(1, first.candidates + 62)


def test_what_is_no_mac_needs_no_call():
    hunt = Hunt(INGREDIENTS, "no MAC at all")
    assert hunt.begin() == ()
    assert (hunt.result.hits, hunt.result.candidates) == ((), 0)


def test_an_algorithm_that_is_none_of_the_three_is_told_at_once():
    with pytest.raises(BadInput, match="is none that Netvisor knows"):
        Hunt(INGREDIENTS._replace(algorithm="HMAC"), mac())


def test_ingredients_survive_the_way_to_a_worker():
    fields = pickle.loads(pickle.dumps(packed(INGREDIENTS)))
    assert unpacked(fields) == INGREDIENTS


def test_no_call_shows_a_key():
    hunt = Hunt(INGREDIENTS, mac())
    (call,) = hunt.begin()
    for text in (repr(call), str(call.arguments), repr(vars(hunt)), f"{call.arguments!r}"):
        assert not any(key in text for key in (CUSTOMER_KEY, PARTNER_KEY, OTHER_CUSTOMER_KEY))


# With real worker processes and the real vocabulary.


@pytest.fixture
def workers():
    workers = ProcessWorkers(SystemClock())
    yield workers
    workers.close()


def ids(result) -> list[set[str]]:
    return [{each.id for each in hit.applied} for hit in result.hits]


REAL = {
    "right": (mac(), set()),
    "single": (mac(url=NO_QUERY), {"M44"}),
    "rendered": (mac(url=NO_QUERY).upper(), {"M44", "M51"}),
    "wide": (mac(stamp="2026-01-02 03:04:05.912"), {"M22"}),
    "pair": (mac(url=NO_QUERY, organisation="12345671"), {"M44", "M29"}),
    "triple": (mac(url=NO_QUERY, organisation="12345671", unix="1767323045678"),
               {"M44", "M29", "M32"}),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_worker_processes_find_it(workers, name):
    claimed, expected = REAL[name]
    result = Calls(workers, INGREDIENTS, claimed, seconds=60.0).result()
    assert expected in ids(result)
    assert {len(each) for each in ids(result)} == {len(expected)}
    for key in (CUSTOMER_KEY, PARTNER_KEY):
        assert key not in repr(result)
        assert key.encode() not in pickle.dumps(result)


def test_progress_is_told_while_it_goes_on_and_a_hunt_can_be_left(workers):
    calls = Calls(workers, INGREDIENTS, text_mac("made by no mistake"), seconds=60.0)
    while len(calls.progress) < 6 or calls.progress[-1].level < 2:
        calls.step()
    told = calls.progress
    assert [each.candidates for each in told] == sorted(each.candidates for each in told)
    assert [each.level for each in told] == sorted(each.level for each in told)
    calls.cancel()
    next_one = Calls(workers, INGREDIENTS, mac(url=NO_QUERY)).result()
    assert {"M44"} in ids(next_one)
    assert calls.hunt.result is None


@pytest.mark.parametrize("spoil", ["algorithm", "step", "fields"])
def test_a_job_that_fails_names_no_key(workers, spoil):
    (call,) = Hunt(INGREDIENTS, mac()).begin()
    fields, claimed, step, *rest = call.arguments
    if spoil == "algorithm":
        fields = {**fields, "algorithm": "none"}
    elif spoil == "step":
        step = len(STEPS)
    else:
        del fields["keys"]
    waiting = queue.Queue()
    workers.call(
        "doctor-search", fields, claimed, step, *rest, done=waiting.put, failed=waiting.put
    )
    told = waiting.get(timeout=20.0)
    assert isinstance(told, ExplorerError)
    assert RIGHT[1] not in str(told)
    assert CUSTOMER_KEY not in str(told)
    assert PARTNER_KEY not in str(told)
