"""The search as calls of the worker job `doctor-search`: which to make, and what their answers come
to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.diagnosis import SearchResult
from nvexplorer.doctor.search.steps import STEPS, Answer, check, smallest
from nvexplorer.doctor.search.wire import packed

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Ingredients

#: Over so many processes each step but the first is spread.
SHARDS = 2


class Call(NamedTuple):
    """`arguments` are those of the job `doctor-search`, keys among them: its text form leaves them
    out."""

    number: int
    arguments: tuple[Any, ...]

    def __repr__(self) -> str:
        return f"Call({self.number})"


class Progress(NamedTuple):
    """`level` is how many mistakes at a time are being tried, `candidates` how many inputs were
    hashed so far."""

    level: int
    candidates: int


class _UnderWay(NamedTuple):
    call: Call
    step: int
    shard: int


class Hunt:
    """A plan without input or output. Make the calls that `begin` and `take` give, give their
    answers to `take` and their progress to `progress`, and cancel what is `unneeded` after each
    `take`, until there is a `result`.

    No mistake and single ones are one call, so that one process answers at once; every further step
    is spread over two. A shard that finds nothing goes on to its next step without waiting for the
    other. Singles and pairs are tried in full, wide ones as `Step` says; triples as long as the
    whole search has taken less than `seconds`. Raises BadInput when the algorithm is none of the
    three.
    """

    def __init__(self, ingredients: Ingredients, mac: str, *, seconds: float = 10.0) -> None:
        check(ingredients)
        self.result: SearchResult | None = None
        self._mac = mac
        self._fields = packed(ingredients)
        self._seconds = seconds
        self._under_way: dict[int, _UnderWay] = {}
        self._told: dict[int, Progress] = {}
        self._answers: dict[tuple[int, int], Answer] = {}
        self._spent = [0.0] * SHARDS
        self._last = len(STEPS) - 1  # the last step that is needed
        self._number = 0

    def begin(self) -> tuple[Call, ...]:
        """None when the MAC can be read in no way: then there is a result at once."""
        if not claims(self._mac):
            self.result = SearchResult((), 0, 0, 0.0)
            return ()
        return (self._call(0, 0),)

    @property
    def unneeded(self) -> tuple[Call, ...]:
        """Those under way whose answers no longer matter."""
        return tuple(
            each.call
            for each in self._under_way.values()
            if self.result is not None or each.step > self._last
        )

    def progress(self, call: Call, value: tuple[int, int]) -> Progress:
        """`value` is what the job told."""
        if call.number in self._under_way:
            self._told[call.number] = Progress(*value)
        needed = [self._told[n] for n, each in self._under_way.items()
                  if n in self._told and each.step <= self._last]  # fmt: skip
        done = sum(each.candidates for each in self._answers.values())
        levels = [STEPS[each.step].level for each in self._under_way.values()]
        return Progress(
            min(levels, default=value[0]), done + sum(each.candidates for each in needed)
        )

    def take(self, call: Call, answer: Answer) -> tuple[Call, ...]:
        """The further calls. An answer that is not waited for, such as that of a call that was
        `unneeded`, changes nothing."""
        under_way = self._under_way.pop(call.number, None)
        if under_way is None or self.result is not None or under_way.step > self._last:
            return ()
        _, step, shard = under_way
        self._answers[step, shard] = answer
        if answer.hits or answer.cut:
            self._last = min(self._last, step)
        shards = range(SHARDS) if step == 0 else (shard,)
        further = []
        for each in shards:
            self._spent[each] += answer.seconds
            if step < self._last:
                further.append(self._call(step + 1, each))
        if not further:
            self._conclude()
        return tuple(further)

    def _call(self, step: int, shard: int) -> Call:
        self._number += 1
        of = 1 if step == 0 else SHARDS
        left = max(0.0, self._seconds - self._spent[shard])
        arguments = (self._fields, self._mac, step, shard, of, left)
        call = Call(self._number, arguments)
        self._under_way[call.number] = _UnderWay(call, step, shard)
        return call

    def _conclude(self) -> None:
        if any(each.step <= self._last for each in self._under_way.values()):
            return
        answers = [a for (step, _), a in self._answers.items() if step <= self._last]
        last = [a for (step, _), a in self._answers.items() if step == self._last]
        spent = [
            sum(a.seconds for (step, n), a in self._answers.items()
                if step <= self._last and n in (0, shard) and (n == shard or step == 0))
            for shard in range(SHARDS)
        ]  # fmt: skip
        hits = smallest(hit for each in last for hit in each.hits)
        self.result = SearchResult(
            tuple(hit for _, hit in hits),
            sum(each.candidates for each in answers),
            min(each.level for each in last),
            max(spent),
            any(each.cut for each in last),
        )
        self._fields = {}
