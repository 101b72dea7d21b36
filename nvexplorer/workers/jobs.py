"""The jobs by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Job(NamedTuple):
    """`function` is `module:name`, loaded when first asked for. A `quick` one takes milliseconds
    and is about a text: such have a process of their own, so that they wait for none of the
    others. With `progress` the function gets a keyword argument of that name, a callable for one
    value, which raises when nobody waits for the job any more: the function lets that through. With
    `clock` it gets `monotonic`, which tells seconds. Jobs of one `place` share its processes, so
    many as `lanes`, and wait for each other and for no others; what one of them keeps in its
    process the next one finds there."""

    function: str
    quick: bool = False
    progress: bool = False
    clock: bool = False
    place: str = ""
    lanes: int = 1

    def load(self) -> Callable[..., Any]:
        from importlib import import_module

        module, _, name = self.function.partition(":")
        function: Callable[..., Any] = getattr(import_module(module), name)
        return function


JOBS: Mapping[str, Job] = {
    "check-body": Job("nvexplorer.workers.bodies:check"),
    "mend-body": Job("nvexplorer.workers.bodies:mend"),
    "find-suspects": Job("nvexplorer.exchange.refusal:find_suspects"),
    "locate-suspect": Job("nvexplorer.exchange.refusal:place_now"),
    "outline-answer": Job("nvexplorer.exchange.ledger.outline:outline_of"),
    "read-dumps": Job("nvexplorer.dumps.readings:read_all"),
    "table-kinds": Job("nvexplorer.workers.table:kinds", progress=True, place="table"),
    "table-rows": Job("nvexplorer.workers.table:rows", progress=True, place="table"),
    "table-order": Job("nvexplorer.workers.table:order", progress=True, place="table"),
    "table-sums": Job("nvexplorer.workers.table:sums", progress=True, place="table"),
    "table-export": Job("nvexplorer.workers.table:export", progress=True, place="table"),
    "complete-body": Job("nvexplorer.workers.bodies:complete_at", quick=True),
    "compare": Job("nvexplorer.exchange.compare.structure:compare", progress=True, place="compare"),
    "compare-text": Job(
        "nvexplorer.exchange.compare.texts:compare", progress=True, clock=True, place="compare"
    ),
    "find-pattern": Job(
        "nvexplorer.xmltext.pattern_search:find_pattern", progress=True, clock=True, place="pattern"
    ),
    "doctor-search": Job(
        "nvexplorer.workers.doctor:search", progress=True, clock=True, place="doctor", lanes=2
    ),
    "xpath": Job("nvexplorer.workers.xpath:find", progress=True, place="xpath"),
    "xpath-names": Job("nvexplorer.workers.xpath:names", progress=True, place="names"),
    "xpath-export": Job("nvexplorer.workers.xpath:export", place="xpath"),
    "first-fault": Job("nvexplorer.workers.documents:fault_of", place="faults"),
}
