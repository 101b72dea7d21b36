"""The doctor's search from the command line: in worker processes, stopped by Ctrl+C."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import SearchResult
    from nvexplorer.doctor.search.hunt import Call, Progress
    from nvexplorer.model.ports import WorkerJob, Workers

    Told = tuple[str, Call, Any]

# Seconds after which Ctrl+C is looked for; waiting without a limit would not be interrupted on
# every system.
_PATIENCE = 0.5


def search(
    case: Case, workers: Workers, *, seconds: float, tell: Callable[[Progress], None]
) -> SearchResult:
    """The result of a Hunt for a Case. Raises what the workers fail with."""
    from nvexplorer.doctor.search.hunt import Hunt

    hunt = Hunt(case.ingredients, case.mac, seconds=seconds)
    told: SimpleQueue[Told] = SimpleQueue()
    under_way: dict[int, WorkerJob] = {}

    def run(call: Call) -> None:
        under_way[call.number] = workers.call(
            "doctor-search",
            *call.arguments,
            done=lambda answer: told.put(("done", call, answer)),
            failed=lambda error: told.put(("failed", call, error)),
            progress=lambda value: told.put(("progress", call, value)),
        )

    try:
        for call in hunt.begin():
            run(call)
        while hunt.result is None:
            kind, call, value = _next(told)
            if call.number not in under_way:
                continue  # cancelled meanwhile
            if kind == "progress":
                tell(hunt.progress(call, value))
                continue
            del under_way[call.number]
            if kind == "failed":
                raise value
            for further in hunt.take(call, value):
                run(further)
            for unneeded in hunt.unneeded:
                if (job := under_way.pop(unneeded.number, None)) is not None:
                    job.cancel()
        return hunt.result
    finally:
        for job in under_way.values():
            job.cancel()


def _next(told: SimpleQueue[Told]) -> Told:
    while True:
        try:
            return told.get(timeout=_PATIENCE)
        except Empty:
            continue
