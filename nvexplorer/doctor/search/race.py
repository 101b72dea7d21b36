"""Several readings of one request searched side by side: the one with the fewest mistakes wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.search.hunt import Call, Hunt, Progress
from nvexplorer.doctor.search.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.diagnosis import SearchResult
    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.search.steps import Answer

_MOST = 1 << 30
_NO_CALL = Call(0, ())


class _Runner(NamedTuple):
    hunt: Hunt
    calls: dict[int, Call]  # under way, by the numbers of the race


class Race:
    """Used as `Hunt` is. `result` is that of the reading at `winner`: the earlier one where two
    have the same number of mistakes, and the first where none is explained; its candidates and
    seconds are those of all. A reading is given up once it cannot win any more. Raises BadInput
    when the algorithm is none of the three."""

    def __init__(self, readings: Sequence[Ingredients], mac: str, *, seconds: float = 10.0) -> None:
        self.result: SearchResult | None = None
        self.winner = 0
        self._runners = tuple(_Runner(Hunt(each, mac, seconds=seconds), {}) for each in readings)
        self._out: set[int] = set()
        self._numbers = 0
        self._unneeded: tuple[Call, ...] = ()

    def begin(self) -> tuple[Call, ...]:
        """None when the MAC can be read in no way: then there is a result at once."""
        calls = tuple(
            call for runner in self._runners for call in self._known(runner, runner.hunt.begin())
        )
        self._judge()
        return calls

    @property
    def unneeded(self) -> tuple[Call, ...]:
        """Those under way whose answers no longer matter."""
        return self._unneeded

    def progress(self, call: Call, value: tuple[int, int]) -> Progress:
        """`value` is what the job told."""
        levels, candidates = [], 0
        for number, runner in enumerate(self._runners):
            own = runner.calls.get(call.number, _NO_CALL)
            told = runner.hunt.progress(own, value)
            candidates += told.candidates
            if runner.hunt.result is None and number not in self._out:
                levels.append(told.level)
        return Progress(min(levels, default=value[0]), candidates)

    def take(self, call: Call, answer: Answer) -> tuple[Call, ...]:
        """The further calls. An answer that is not waited for changes nothing."""
        further: tuple[Call, ...] = ()
        for number, runner in enumerate(self._runners):
            own = runner.calls.pop(call.number, None)
            if own is not None and number not in self._out and self.result is None:
                further = self._known(runner, runner.hunt.take(own, answer))
                gone = {each.number for each in runner.hunt.unneeded}
                self._judge(gone, runner)
                break
        given_up = {each.number for each in self._unneeded}
        return tuple(each for each in further if each.number not in given_up)

    def _known(self, runner: _Runner, calls: tuple[Call, ...]) -> tuple[Call, ...]:
        """Under the numbers of the race."""
        own = []
        for call in calls:
            self._numbers += 1
            runner.calls[self._numbers] = call
            own.append(Call(self._numbers, call.arguments))
        return tuple(own)

    def _judge(self, gone: set[int] | None = None, of: _Runner | None = None) -> None:
        """Who can still win, and whether it is over."""
        unneeded = []
        for number, runner in enumerate(self._runners):
            if number not in self._out and runner.hunt.result is None and self._beaten(number):
                self._out.add(number)
            over = number in self._out or runner.hunt.result is not None
            for at, call in list(runner.calls.items()):
                if over or (runner is of and gone and call.number in gone):
                    unneeded.append(Call(at, call.arguments))
                    del runner.calls[at]
        self._unneeded = tuple(unneeded)
        ended = [runner.hunt.result for runner in self._runners]
        if any(each is None and number not in self._out for number, each in enumerate(ended)):
            return
        sizes = [
            (len(each.hits[0].applied) if each is not None and each.hits else _MOST, number)
            for number, each in enumerate(ended)
        ]
        self.winner = min(sizes)[1]
        won = ended[self.winner]
        assert won is not None  # whoever is out was beaten by one that is not
        there = [each for each in ended if each is not None]
        self.result = won._replace(
            candidates=sum(each.candidates for each in there),
            seconds=max(each.seconds for each in there),
        )

    def _beaten(self, number: int) -> bool:
        """Whether all that this one can still find has more mistakes than another one's finds, or
        as many as an earlier one's."""
        levels = [STEPS[call.arguments[2]].level for call in self._runners[number].calls.values()]
        steps = [call.arguments[2] for call in self._runners[number].calls.values()]
        # The first step tries none as well.
        least = 0 if 0 in steps else min(levels, default=_MOST)
        for other, runner in enumerate(self._runners):
            result = runner.hunt.result
            if other == number or result is None or not result.hits:
                continue
            size = len(result.hits[0].applied)
            if size < least or (size == least and other < number):
                return True
        return False
