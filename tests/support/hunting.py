"""Drives a Hunt with real worker processes, as the fronts do."""

from __future__ import annotations

import queue

from nvexplorer.doctor.search.hunt import Hunt

PATIENCE = 100.0


class Calls:
    """A hunt and its calls under way. Everything that a worker tells is taken in one thread."""

    def __init__(self, workers, ingredients, mac, **more) -> None:
        self.hunt = Hunt(ingredients, mac, **more)
        self.progress = []
        self.cancelled = []
        self._workers = workers
        self._told = queue.Queue()
        self._jobs = {}
        self._make(self.hunt.begin())

    def _make(self, calls) -> None:
        for call in calls:
            self._jobs[call.number] = self._workers.call(
                "doctor-search", *call.arguments,
                done=lambda answer, call=call: self._told.put(("done", call, answer)),
                failed=lambda error, call=call: self._told.put(("failed", call, error)),
                progress=lambda value, call=call: self._told.put(("progress", call, value)),
            )  # fmt: skip

    def step(self) -> None:
        """Wait for the next thing told, and act."""
        kind, call, value = self._told.get(timeout=PATIENCE)
        if kind == "failed":
            raise value
        if kind == "progress":
            self.progress.append(self.hunt.progress(call, value))
        else:
            self._make(self.hunt.take(call, value))
            for each in self.hunt.unneeded:
                self._jobs[each.number].cancel()
                self.cancelled.append(each)

    def cancel(self) -> None:
        for job in self._jobs.values():
            job.cancel()

    def result(self):
        while self.hunt.result is None:
            self.step()
        return self.hunt.result
