"""The search for the mistakes behind a MAC: candidates a second beside a bare loop of hashlib over
the same texts, and seconds of the whole search in two processes.

Run: `python tests/benchmarks/bench_mac_search.py`; pairs are interleaved, medians of processor time
of one core. The MAC is one that no set of mistakes makes. "all" is a step with everything: finding
what the mistakes make of the values, putting texts together, hashing; "hashing" is the same without
the first. Rows with "values" are of the mistakes in the values of the parts, whose texts are made
of pieces that are there; "one function" adds those of the keys, the layout and the encoding, whose
texts are made anew; the others also hash with other functions, some twice. The aims: hashing at 0.6
of the bare loop, singles under 0.05 s, pairs under 1 s, triples of ranks to 12 (12 likeliest
changes of each slot and more) under 10 s.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from baseline_mac_loop import hmac_loop, plain_loop
from hunting import Calls
from mac_vocabulary import INGREDIENTS

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.doctor.mistakes import MISTAKES
from nvexplorer.doctor.search.problem import Problem
from nvexplorer.doctor.search.steps import STEPS
from nvexplorer.doctor.search.trying import Hasher
from nvexplorer.doctor.search.variants import VALUE_SLOTS
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers

PAIRS = 3
NOWHERE = hashlib.sha256(b"made by no mistake").hexdigest()
NAMES = ("single", "single, wide", "pairs", "triples, ranks to 4", "triples, ranks to 12")


class Recorder:
    """In place of every hash: keeps the texts it is given."""

    def __init__(self, texts: list[bytes], text: bytes = b"") -> None:
        self.texts = texts
        self.text = text

    def copy(self) -> Recorder:
        return Recorder(self.texts, self.text)

    def update(self, text: bytes) -> None:
        self.text += text


class Recording:
    """In place of the targets of a problem."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []

    def hasher(self, function: object, key: bytes) -> Hasher:
        return Hasher(Recorder(self.texts), lambda state: self.texts.append(state.text), True)


def recorded(one: Problem, step: int) -> list[bytes]:
    recording = Recording()
    one._targets = recording
    one.answer(STEPS[step], (0, 2), 1e9, time.monotonic)
    return recording.texts


def spent(call) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


KINDS = {
    "values": set(VALUE_SLOTS),
    "one function": set(Slot) - {Slot.FUNCTION},
    "": set(Slot),
}


def compare(algorithm: str, step: int, kind: str) -> None:
    ingredients = INGREDIENTS._replace(algorithm=algorithm)
    mistakes = [m for m in MISTAKES if {m.slot, m.also or m.slot} <= KINDS[kind]]

    def problem() -> Problem:
        return Problem(ingredients, claims(NOWHERE), mistakes)

    texts, target = recorded(problem(), step), bytes.fromhex(NOWHERE)
    key = expected(ingredients).key_text().encode()
    cold, warm, bare = [], [], []
    for _ in range(PAIRS):
        one = problem()
        tried = []

        def search(one=one, tried=tried) -> None:
            tried.append(one.answer(STEPS[step], (0, 2), 1e9, time.monotonic).candidates)

        cold.append(spent(search))
        warm.append(spent(search))
        if algorithm == "SHA256":
            bare.append(spent(lambda: plain_loop(texts, target)))
        else:
            bare.append(spent(lambda: hmac_loop(texts, key, target)))
    ratios = [statistics.median(b / o for b, o in zip(bare, ours, strict=True))
              for ours in (cold, warm)]  # fmt: skip
    rates = [len(texts) / statistics.median(times) / 1000 for times in (bare, cold, warm)]
    name = NAMES[step] + (f", {kind}" if kind else "")
    print(f"{algorithm:<11} {name:<36} {tried[0]:>8} candidates   bare {rates[0]:6.0f} k/s"
          f"   all {rates[1]:6.0f} ({ratios[0]:4.2f})   hashing {rates[2]:6.0f} ({ratios[1]:4.2f})",
          flush=True)  # fmt: skip


def whole(algorithm: str) -> None:
    """The steps in two processes that are warm, and the whole search."""
    ingredients = INGREDIENTS._replace(algorithm=algorithm)
    workers = ProcessWorkers(SystemClock())
    try:
        for _ in range(2):
            calls = Calls(workers, ingredients, NOWHERE, seconds=10.0)
            began = time.perf_counter()
            result = calls.result()
            took = time.perf_counter() - began
        for step, name in enumerate(NAMES):
            answers = [a for (s, _), a in calls.hunt._answers.items() if s == step]
            if answers:
                longest = max(each.seconds for each in answers)
                total = sum(each.candidates for each in answers)
                print(f"{algorithm:<11} {name:<22} {total:>8} candidates   {longest:6.3f} s")
        print(
            f"{algorithm:<11} {'everything':<22} {result.candidates:>8} candidates   {took:6.3f} s"
        )
    finally:
        workers.close()


if __name__ == "__main__":
    for algorithm in ("SHA256", "HMACSHA256"):
        for kind in KINDS:
            for step in (2, 3, 4):
                compare(algorithm, step, kind)
    for algorithm in ("SHA256", "HMACSHA256"):
        whole(algorithm)
