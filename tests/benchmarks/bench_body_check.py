"""Check of a 1 MB body, and how its time grows, against libxml2 reading it and looking up names.

The baseline tells no types, order, number, attributes or places, and mends nothing. Run:
`python tests/benchmarks/bench_body_check.py`; pairs are interleaved, medians in milliseconds. The
aims: 400 ms for 1 MB, and at most 2.5 times the time for twice the text, whatever the text.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from baseline_body_check import plain_check

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.catalogue.definition import Definition

MEGABYTE = 1_000_000
CATALOGUE = Catalogue.load(resources_root())
BODIES = {
    "accounting.nv": "voucherline",
    "salesinvoice.nv": "invoiceline",
    "purchaseinvoice.nv": "purchaseinvoiceline",
    "payrollpaycheckbatch.nv": "payrollpaycheckbatchline",
}
HOSTILE: dict[str, Callable[[int], str]] = {
    "less-than": lambda n: "<" * n,
    "less-than, blank": lambda n: "< " * (n // 2),
    "unclosed tags": lambda n: "<a>" * (n // 3),
    "wrong end tags": lambda n: "<root><voucher>" + "<a>" * (n // 8) + "</b>" * (n // 8),
    "quotes": lambda n: "<root " + "\"'" * (n // 2) + ">",
    "long attribute": lambda n: f'<root a="{"x" * n}"/>',
    "many attributes": lambda n: "<root" + "".join(f" a{i}='1'" for i in range(n // 9)) + "/>",
    "unknown names": lambda n: (
        f"<root><voucher>{''.join(f'<x{i}/>' for i in range(n // 10))}</voucher></root>"
    ),
    "wrong order": lambda n: (
        f"<root><voucher>{'<voucherline/><description/>' * (n // 28)}</voucher></root>"
    ),
    "all missing": lambda n: f"<root>{'<voucher></voucher>' * (n // 19)}</root>",
}


def grown(definition: Definition, name: str, size: int) -> str:
    """The full body with its elements of that name repeated."""
    text = skeleton(definition, "full")
    start = text.rfind("\n", 0, text.index(f"<{name}>")) + 1
    end = text.rindex(f"</{name}>") + len(f"</{name}>\n")
    return text[:start] + text[start:end] * (size // (end - start)) + text[end:]


def names_in(definition: Definition) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    above: list[str] = []
    for row in definition.request:
        del above[row.level :]
        if above:
            names.setdefault(above[-1], set()).add(row.name)
        above.append(row.name)
    return names


def spent(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def compare(resource: str, name: str, pairs: int = 7) -> None:
    definition = CATALOGUE.definition(resource)
    names, text = names_in(definition), grown(definition, name, MEGABYTE)
    ours, plain = [], []
    for _ in range(pairs):
        ours.append(spent(lambda: check_body(definition, text)))
        plain.append(spent(lambda: plain_check(names, text)))
    one, other = statistics.median(ours), statistics.median(plain)
    print(f"{resource:<18} ours {one:7.1f} ms   plain {other:7.1f} ms   {one / other:5.1f} ×")


def growth(name: str, made: Callable[[int], str], pairs: int = 3) -> None:
    definition = CATALOGUE.definition("accounting.nv")
    half, whole = made(MEGABYTE // 2), made(MEGABYTE)
    small, large = [], []
    for _ in range(pairs):
        small.append(spent(lambda: check_body(definition, half)))
        large.append(spent(lambda: check_body(definition, whole)))
    one, other = min(small), min(large)
    print(f"{name:<18} half {one:7.1f} ms   whole {other:7.1f} ms   {other / one:5.1f} ×")


if __name__ == "__main__":
    for resource, name in BODIES.items():
        compare(resource, name)
    for name, made in HOSTILE.items():
        growth(name, made)
