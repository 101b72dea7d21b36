"""Catalogue: a search and the load at start, each against the plain way.

The plain way folds the names, titles and keywords at every keystroke and knows no typing errors, no
forms of words, no parameters and no elements; at start it reads all resource files. Run:
`python tests/benchmarks/bench_catalogue.py`; pairs are interleaved, medians in milliseconds. A
search shall take less than 5 ms, so that a keystroke with its painting stays below 10. Also told:
how long making ready for searching takes, and its longest step, which holds up the window.
"""

from __future__ import annotations

import statistics
import time
import tomllib
import unicodedata
from typing import TYPE_CHECKING

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = resources_root()
CATALOGUE = Catalogue.load(ROOT)
TYPED = ["l", "la", "las", "lask", "lasku", "pääkirja", "paakirja", "get customer", "lön", "zzz"]
MISTYPED = ["ostolaksu", "mytilasku", "palkka ajanjakso", "purchinvlist", "invoicingidentifer"]


def plain_filter(query: str) -> list[object]:
    def fold(text: str) -> str:
        return "".join(
            c
            for c in unicodedata.normalize("NFKD", text.casefold())
            if not unicodedata.combining(c)
        )

    def texts(entry: object) -> str:
        return fold(" ".join((entry[0], *entry[1:4], *entry[4], entry[5])))

    words = fold(query).split()
    return [e for e in CATALOGUE.entries if all(word in texts(e) for word in words)]


def plain_load() -> list[dict[str, object]]:
    return [tomllib.loads(p.read_text("utf-8")) for p in (ROOT / "catalogue").rglob("*.toml")]


def compare(name: str, ours: Callable[[], object], plain: Callable[[], object], pairs: int) -> None:
    spent: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(pairs):
        for side, call in (("ours", ours), ("plain", plain)):
            began = time.perf_counter()
            call()
            spent[side].append((time.perf_counter() - began) * 1000)
    ours_ms, plain_ms = (statistics.median(spent[side]) for side in ("ours", "plain"))
    times = plain_ms / ours_ms
    print(f"{name:<27} ours {ours_ms:8.3f} ms   plain {plain_ms:8.3f} ms   {times:6.1f} ×")


def prepare() -> None:
    catalogue = Catalogue.load(ROOT)
    steps, began = [], time.perf_counter()
    for _ in catalogue.prepare_search():
        steps.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
    steps.append((time.perf_counter() - began) * 1000)
    print(
        f"made ready in {sum(steps):.1f} ms, the longest of {len(steps)} steps {max(steps):.1f} ms"
    )


if __name__ == "__main__":
    prepare()
    CATALOGUE.search("l")  # made ready, as in the window
    for query in TYPED + MISTYPED:
        compare(query, lambda q=query: CATALOGUE.search(q), lambda q=query: plain_filter(q), 50)
    compare("load", lambda: Catalogue.load(ROOT), plain_load, 5)
