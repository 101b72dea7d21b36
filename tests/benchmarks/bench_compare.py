"""Two lists of customers compared by structure and by text, against difflib on pretty lines.

The baseline knows no records, keys, paths, places or moves. Run:
`python tests/benchmarks/bench_compare.py`; pairs are interleaved, medians in milliseconds. Of each
list a fiftieth has another name, and every hundredth is gone; `shuffled` ones stand in another
order too, `elsewhere` ones have other Netvisor keys besides. The aims: no slower than the baseline
where the order is the same; 10 MB against 10 MB within 10 s, in any order.
`python tests/benchmarks/bench_compare.py large` compares 10 MB and 100 MB, without the baseline.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from typing import TYPE_CHECKING

from baseline_line_diff import line_diff

from nvexplorer.exchange.compare import structure, texts
from nvexplorer.exchange.compare.options import Side, preset
from nvexplorer.model.exchange import Stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.compare.results import Comparison, TextComparison

EVERYTHING = preset("everything").options
ENVIRONMENTS = preset("environments").options
PAIRS = 5


def customer(number: int, key: int, name: str = "Esimerkki") -> bytes:
    return (
        f"<Customer><Netvisorkey>{key}</Netvisorkey><Name>{name} {number} Oy</Name>"
        f"<Code>{100_000 + number}</Code><City>Turku</City><Country>FI</Country>"
        f"<Balance>{number % 97},{number % 10}0</Balance><Uri>/getcustomer.nv?id={key}</Uri>"
        "</Customer>"
    ).encode()


def answer(customers: list[bytes]) -> bytes:
    return b"<Root><Customerlist>" + b"".join(customers) + b"</Customerlist></Root>"


def lists(count: int, kind: str) -> tuple[bytes, bytes]:
    away = 1_000_000 if kind == "elsewhere" else 0
    left = [customer(n, n) for n in range(count)]
    right = [
        customer(n, n + away, "Malli" if n % 50 == 0 else "Esimerkki")
        for n in range(count)
        if n % 100 != 7
    ]
    if kind != "in order":
        random.Random(3).shuffle(right)
    return answer(left), answer(right)


def by_structure(left: bytes, right: bytes, kind: str) -> Comparison:
    options = ENVIRONMENTS if kind == "elsewhere" else EVERYTHING
    return structure.compare(side(left), side(right), options, progress=lambda part: None)


def by_text(left: bytes, right: bytes) -> TextComparison:
    return texts.compare(
        side(left), side(right), progress=lambda part: None, monotonic=time.monotonic
    )


def side(data: bytes) -> Side:
    return Side(Stored(len(data), data))


def spent(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def compare(count: int, kind: str, pairs: int) -> None:
    left, right = lists(count, kind)
    ours, rows, plain = [], [], []
    for _ in range(pairs):
        ours.append(spent(lambda: by_structure(left, right, kind)))
        rows.append(spent(lambda: by_text(left, right)))
        plain.append(spent(lambda: line_diff(left, right)))
    one, two, other = map(statistics.median, (ours, rows, plain))
    print(
        f"{count:>6} {kind:<10} {len(left) / 1e6:4.1f} MB   structure {one:8.1f} ms"
        f" ({one / other:6.3f} ×)   text {two:8.1f} ms ({two / other:6.3f} ×)"
        f"   difflib {other:9.1f} ms{_met(max(one, two) <= other) if kind == 'in order' else ''}"
    )
    print(f"       {by_structure(left, right, kind).sentence}")
    print(f"       {by_text(left, right).sentence}")


def _met(met: bool) -> str:
    return "   met" if met else "   NOT MET"


def large(megabytes: int, kind: str) -> None:
    count = megabytes * 1_000_000 // len(customer(50_000, 50_000))
    left, right = lists(count, kind)
    one = spent(lambda: by_structure(left, right, kind)) / 1000
    two = spent(lambda: by_text(left, right)) / 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(left) / 1e6:6.1f} MB {kind:<10} structure {one:6.1f} s   text {two:6.1f} s"
        f"   largest memory {memory:,.0f} MB with both documents"
        f"{_met(max(one, two) <= 10) if megabytes == 10 else ''}"
    )


if __name__ == "__main__":
    if "large" in sys.argv:
        for megabytes in (10, 100):
            for kind in ("in order", "shuffled", "elsewhere"):
                large(megabytes, kind)
    else:
        for count in (1_000, 10_000):
            for kind in ("in order", "shuffled", "elsewhere"):
                compare(count, kind, PAIRS if count == 1_000 or kind == "in order" else 1)
