"""A list of 50 MB and 100,000 rows as a table, against lxml parsing it into dictionaries.

First rows: from asking to the cells of the first page, in the window's process; complete: from
asking to the last row, in a worker process that is started for it; a page: the cells of 50 rows
anywhere. The baseline sorts, filters and types nothing, and shows its first row when all is read.
Run: `python tests/benchmarks/bench_table.py`; pairs are interleaved, medians in milliseconds. The
aims: first rows 150 ms, complete 5 s, page p95 20 ms.
"""

from __future__ import annotations

import queue
import random
import statistics
import tempfile
import time
from array import array
from pathlib import Path
from typing import Any

from baseline_table import rows_of

from nvexplorer.exchange.table.contract import Order, Portion, SortKey, Tabled
from nvexplorer.exchange.table.head import first_kinds, first_rows
from nvexplorer.exchange.table.rows import TableRows
from nvexplorer.model.exchange import Stored
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers

ROWS = 100_000
PATH = "Customerlist/Customer"
PAGE = 50
ROUNDS = 5
FIELDS = (
    "Netvisorkey", "Name", "Code", "OrganisationIdentifier", "CustomerGroupID",
    "CustomerGroupName", "City", "Street", "PostNumber", "Email", "Balance", "Changed", "IsActive",
    "Reference", "Uri",
)  # fmt: skip


def write(file: Path) -> None:
    chance = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="utf-8"?>\n<Root>\n  <Customerlist>\n')
        for number in range(ROWS):
            cells = (
                number, f"Hämäläinen &amp; pojat {chance.randrange(10**6)}", 1000 + number,
                f"{number:07d}-8", number % 7, "Jälleenmyyjät", "Jyväskylä", f"Tie {number % 300}",
                f"{chance.randrange(10**5):05d}", f"a{number}@example.fi",
                f"{chance.randrange(10**7) / 100:.2f}".replace(".", ","), "2026-01-31T12:00:00",
                "Kyllä" if number % 3 else "Ei", f"{number:020d}", f"/getcustomer.nv?id={number}",
            )  # fmt: skip
            values = "".join(
                f"<{field}>{cell}</{field}>\n"
                for field, cell in zip(FIELDS, cells, strict=True)
                if field != "Street" or number % 5  # some have one less
            )
            out.write(f"<Customer>{values}</Customer>\n")
        out.write("  </Customerlist>\n</Root>\n")


class FileBody:
    """As the window has it."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self.size = file.stat().st_size
        self._stored = Stored(self.size, path=str(file))

    def read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def stored(self) -> Stored:
        return self._stored

    def close(self) -> None:
        self._file.close()


def wait(workers: ProcessWorkers, job: str, *arguments: object, progress: Any = None) -> Any:
    told: queue.SimpleQueue[Any] = queue.SimpleQueue()
    workers.call(job, *arguments, done=told.put, failed=told.put, progress=progress)
    found = told.get()
    if isinstance(found, Exception):
        raise found
    return found


def first_page(body: FileBody) -> float:
    start = time.perf_counter()
    kind = first_kinds(body)[0]
    rows = TableRows(body)
    rows.add(first_rows(body, kind.path))
    assert len(rows.cells(range(PAGE))) == PAGE
    return time.perf_counter() - start


def complete(body: FileBody) -> tuple[dict[str, float], TableRows]:
    rows = TableRows(body)
    started = time.perf_counter()
    first: list[float] = []

    def take(portion: Portion) -> None:
        if not first:
            first.append(time.perf_counter() - started)
        rows.add(portion)

    workers = ProcessWorkers(SystemClock())
    tabled = Tabled(body.stored(), None, PATH)
    try:
        end = wait(workers, "table-rows", tabled, progress=take)
        times = {"complete": time.perf_counter() - started, "first portion": first[0]}
        assert end.rows == ROWS
        for name in ("Name", "Balance"):
            begun = time.perf_counter()
            found = wait(workers, "table-order", tabled, Order((SortKey(f"{PATH}/{name}"),)))
            times[f"sort by {name}"] = time.perf_counter() - begun
            assert len(array("q", found.rows)) == ROWS
        begun = time.perf_counter()
        wait(workers, "table-order", tabled, Order(text="pojat 77"))
        times["filter"] = time.perf_counter() - begun
    finally:
        workers.close()
    return times, rows


def pages(rows: TableRows) -> list[float]:
    chance = random.Random(2)
    times = []
    for _ in range(200):
        numbers = chance.sample(range(ROWS), PAGE)
        start = time.perf_counter()
        rows.cells(numbers)
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.xml"
        write(file)
        body = FileBody(file)
        taken: dict[str, list[float]] = {}
        page_times: list[float] = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            assert len(rows_of(str(file), "Customer")) == ROWS
            taken.setdefault("lxml into dictionaries", []).append(time.perf_counter() - start)
            taken.setdefault("first rows", []).append(first_page(body))
            times, rows = complete(body)
            for name, seconds in times.items():
                taken.setdefault(name, []).append(seconds)
            page_times += pages(rows)
        body.close()
        print(f"{file.stat().st_size / 1e6:.0f} MB, {ROWS} rows of {len(FIELDS)} columns")
    medians = {name: statistics.median(times) for name, times in taken.items()}
    p95 = statistics.quantiles(page_times, n=20)[-1]
    for name, seconds in medians.items():
        print(f"{name:24} {seconds * 1000:9.1f} ms")
    print(f"{'page of 50 rows, p95':24} {p95 * 1000:9.1f} ms")
    baseline = medians["lxml into dictionaries"]
    for name, aim, value in (
        ("first rows", 0.150, medians["first rows"]),
        ("complete", 5.0, medians["complete"]),
        ("page p95", 0.020, p95),
    ):
        met = "met" if value <= aim else "NOT MET"
        print(f"{name}: aim {aim * 1000:.0f} ms, {met}; {value / baseline:.4f} of the baseline")


if __name__ == "__main__":
    main()
