"""What workers tell arrives in the GUI thread, once, and only where somebody listens."""

from __future__ import annotations

import threading

import pytest
import worker_with_jobs
from PySide6.QtCore import QObject

from nvexplorer.model.errors import WorkerEnded
from nvexplorer.outside.clock import SystemClock
from nvexplorer.ui.window_workers import WindowWorkers
from nvexplorer.workers.client import ProcessWorkers

PATIENCE = 20_000


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()

    def done(self, value: object) -> None:
        self._tell("done", value)

    def failed(self, error: BaseException) -> None:
        self._tell("failed", error)

    def progress(self, value: object) -> None:
        self._tell("progress", value)

    def _tell(self, kind: str, value: object) -> None:
        self.told.append((kind, value))
        self.threads.add(threading.current_thread())

    @property
    def slots(self) -> dict[str, object]:
        return {"done": self.done, "failed": self.failed}


@pytest.fixture
def workers(qapp):
    workers = WindowWorkers(
        ProcessWorkers(SystemClock(), worker_with_jobs.command(), jobs=worker_with_jobs.jobs())
    )
    yield workers
    workers.close()


@pytest.fixture
def listener(qapp):
    return Listener()


def test_results_and_progress_come_in_the_window_s_thread(qtbot, workers, listener):
    asked = workers.call("count_to", 2, **listener.slots, progress=listener.progress)
    assert asked.running
    qtbot.waitUntil(lambda: not asked.running, timeout=PATIENCE)
    assert listener.told == [("progress", 0), ("progress", 1), ("done", 2)]
    assert listener.threads == {threading.main_thread()}


def test_a_crash_is_told_and_the_text_is_known_again(qtbot, workers, listener):
    texts = ["kill"]
    text = workers.open_text(lambda: texts[-1])
    text.call("die", **listener.slots)
    qtbot.waitUntil(lambda: bool(listener.told), timeout=PATIENCE)
    ((kind, error),) = listener.told
    assert (kind, type(error)) == ("failed", WorkerEnded)
    texts.append("again")
    text.change(0, 4, "again")
    text.call("echo", **listener.slots)
    qtbot.waitUntil(lambda: len(listener.told) > 1, timeout=PATIENCE)
    assert listener.told[1] == ("done", ("again",))


def test_nothing_is_told_after_cancelling_nor_to_one_who_is_gone(qtbot, workers, listener):
    gone = Listener()
    told = gone.told
    workers.call("echo", 1, **gone.slots)
    gone.deleteLater()
    workers.call("echo", 2, **listener.slots).cancel()
    workers.call("echo", 3, **listener.slots)
    qtbot.waitUntil(lambda: bool(listener.told), timeout=PATIENCE)
    assert listener.told == [("done", (3,))]
    assert told == []


def test_slots_are_methods_of_qobjects(workers, listener):
    with pytest.raises(TypeError, match="not a bound method of a QObject"):
        workers.call("echo", done=print, failed=listener.failed)
