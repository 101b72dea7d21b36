"""How many MACs of Node and Java programs the doctor explains: singles, pairs, triples.

Run: `python tests/benchmarks/bench_doctor_habits.py [STEP]`; of the pairs each STEP-th is tried, of
the triples each 60 × STEP-th (5 when not given). Prints what was not found, and the slowest search
of each size in seconds of this process. The aims: all singles and pairs, 95 % of the triples, and
never more differences than were made.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "doctor"))

from habits import Java, Made, Node, every, need
from test_habits import INGREDIENTS

from nvexplorer.doctor.search.search import search


def main(step: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for program in (Node(*need("node")), Java(*need("javac", "java"), Path(folder))):
            print(f"{type(program).__name__}: {len(program.names)} habits")
            for size, name, each in ((1, "singles", 1), (2, "pairs", step),
                                     (3, "triples", 60 * step)):  # fmt: skip
                try_all(name, program.make(every(program.names, size, each)))


def try_all(name: str, made: list[Made]) -> None:
    slowest, found = 0.0, 0
    for one in made:
        began = time.perf_counter()
        result = search(INGREDIENTS, one.mac, seconds=20, monotonic=time.monotonic)
        slowest = max(slowest, time.perf_counter() - began)
        found += bool(result.hits)
        if not result.hits:
            print(f"  not found: {', '.join(one.names)}")
        elif any(len(hit.applied) > len(one.names) for hit in result.hits):
            print(f"  too many: {', '.join(one.names)}: {result.hits[0].applied}")
    print(f"  {name:<8} {found} of {len(made)} found, slowest {slowest:.2f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
