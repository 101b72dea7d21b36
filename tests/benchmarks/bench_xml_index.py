"""The row index of one-line XML against six plain counts; search, paths and folding in it.

Run: `python tests/benchmarks/bench_xml_index.py [MB]` (300 unless given). The index and the six
counts take turns, in one process, five times. Search runs in a thread of its own, while the main
thread measures how long it has to wait for the interpreter. No window is needed.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import tracemalloc
from array import array
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from baseline_six_counts import find_all, six_counts
from bench_xml_view import answer

from nvexplorer.xmltext.document import Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.search import Needle, Pattern, search
from nvexplorer.xmltext.source import BytesSource, FileSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.xmltext.search import Sought
    from nvexplorer.xmltext.source import Source

PAIRS = 5
SLICE = 1 << 14


def opened(source: Source) -> Document:
    return Document(source, detect(source.read(0, 1024)))


def timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def indexed(source: Source) -> tuple[Document, list[float]]:
    document, slices = opened(source), []
    more = True
    while more:
        begun = perf_counter()
        more = document.index.advance(SLICE)
        slices.append(perf_counter() - begun)
    return document, slices


def bench_index(data: bytes, file: Source) -> Document:
    source, counts, times, from_file, slices = BytesSource(data), [], [], [], []
    for _ in range(PAIRS):
        counts.append(timed(lambda: six_counts(data)))
        begun = perf_counter()
        document, spent = indexed(source)
        times.append(perf_counter() - begun)
        from_file.append(timed(lambda: indexed(file)))
        slices += spent
    ratio = statistics.median(t / c for t, c in zip(times, counts, strict=True))
    file_ratio = statistics.median(t / c for t, c in zip(from_file, counts, strict=True))
    slices.sort()
    report("six counts", f"{statistics.median(counts) * 1000:8.0f} ms")
    report("index, memory", f"{statistics.median(times) * 1000:8.0f} ms", ratio, 2)
    report("index, file", f"{statistics.median(from_file) * 1000:8.0f} ms", file_ratio, 2)
    report("slice p99.9", f"{slices[int(len(slices) * 0.999)] * 1000:8.2f} ms")
    report("longest slice", f"{slices[-1] * 1000:8.2f} ms")
    return document


def bench_memory(source: Source) -> None:
    tracemalloc.start()
    document = opened(source)
    while document.index.advance(1 << 20):
        pass
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    report("memory of the index", f"{held / 1e6:8.1f} MB")


def found_in_thread(source: Source, needle: Sought) -> tuple[float, float, int, list[float]]:
    """Seconds to the first hit and to the end, hits, and how late the main thread woke up."""
    first, hits, waits = [0.0], array("q"), []
    done = threading.Event()

    def look() -> None:
        for found in search(source, needle):
            if found.offsets and not first[0]:
                first[0] = perf_counter()
            hits.extend(found.offsets)
        done.set()

    thread = threading.Thread(target=look)
    begun = perf_counter()
    thread.start()
    while not done.is_set():
        asleep = perf_counter()
        sleep(0.002)
        waits.append(perf_counter() - asleep - 0.002)
    ended = perf_counter()
    thread.join()
    return first[0] - begun, ended - begun, len(hits), waits


def bench_search(data: bytes, source: Source) -> None:
    for name, needle, plain in [
        ("exact", Needle("<VoucherDate", case_sensitive=True), b"<VoucherDate"),
        ("any case", Needle("voucherdate "), None),
        ("ä, any case", Needle("jyväskylä"), None),
        ("absent", Needle("not in it at all"), b"not in it at all"),
        ("pattern", Pattern("<VoucherDate[^>]*>2026"), None),
    ]:
        runs = [found_in_thread(source, needle) for _ in range(1 if name == "pattern" else PAIRS)]
        first = statistics.median(run[0] for run in runs) * 1000 if runs[0][2] else 0.0
        whole = statistics.median(run[1] for run in runs)
        late = sorted(wait for run in runs for wait in run[3])
        base = f", plain find {timed(lambda w=plain: find_all(data, w)):.2f} s" if plain else ""
        met = "" if name == "pattern" else ("met" if first <= 20 and whole <= 1 else "NOT met")
        report(
            f"search {name}",
            f"first {first:5.1f} ms, all {whole:5.2f} s, {runs[0][2]:>8,} hits, main thread late "
            f"p99 {late[int(len(late) * 0.99)] * 1000:.1f} ms{base} {met}",
        )


def bench_places(document: Document) -> None:
    chance = random.Random(5)
    size, rows = document.source.size, document.index.rows
    for name, work in [
        ("path anywhere", lambda: document.path_at(chance.randrange(size))),
        ("row anywhere", lambda: document.line(chance.randrange(rows))),
        (
            "opens, 60 rows",
            lambda: [*map(document.opens, range(at := chance.randrange(rows - 60), at + 60))],
        ),
    ]:
        times = sorted(timed(work) for _ in range(200))
        report(name, f"p50 {times[100] * 1000:6.2f} ms, p95 {times[190] * 1000:6.2f} ms, "
               f"max {times[-1] * 1000:6.2f} ms")  # fmt: skip
    report("rows of the list", f"{timed(lambda: document.element_rows(2)) * 1000:8.1f} ms in steps")


def report(name: str, said: str, ratio: float | None = None, most: float = 0.0) -> None:
    judged = ""
    if ratio is not None:
        judged = f"  ratio {ratio:.2f}, at most {most}: {'met' if ratio <= most else 'NOT met'}"
    print(f"{name:<20} {said}{judged}", flush=True)


if __name__ == "__main__":
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    content = answer(megabytes, pretty=False)
    print(f"{megabytes} MB on one line")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answer.xml")
        path.write_bytes(content)
        with path.open("rb") as stream:
            on_disk = FileSource(stream)
            shown = bench_index(content, on_disk)
            bench_memory(BytesSource(content))
            bench_places(shown)
            bench_search(content, on_disk)
