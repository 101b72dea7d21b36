"""The worker pattern: results come home once, in the GUI thread, or not at all."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from nvexplorer.ui.tasks import Tasks


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.done, self.errors, self.progress, self.threads = [], [], [], []

    def on_done(self, result):
        self.threads.append(threading.current_thread())
        self.done.append(result)

    def on_failed(self, error):
        self.threads.append(threading.current_thread())
        self.errors.append(error)

    def on_progress(self, value):
        self.threads.append(threading.current_thread())
        self.progress.append(value)


@pytest.fixture
def receiver(qapp):
    return Receiver()


def _run(tasks, receiver, function, *args, **extra):
    slots = {"done": receiver.on_done, "failed": receiver.on_failed}
    return tasks.run(function, *args, **slots, **extra)


def test_a_result_comes_home_once_in_the_gui_thread(qtbot, tasks, receiver):
    worked_in = []

    def work(a, b):
        worked_in.append(threading.current_thread())
        return a + b

    handle = _run(tasks, receiver, work, 2, 3)
    assert handle.running
    qtbot.waitUntil(lambda: tasks.idle)
    assert (receiver.done, receiver.errors) == ([5], [])
    assert receiver.threads == [threading.main_thread()]
    assert worked_in[0] is not threading.main_thread()
    assert not handle.running


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_is_raised_comes_home_as_failure(qtbot, tasks, receiver, kind):
    def work():
        raise kind("no")

    _run(tasks, receiver, work)
    qtbot.waitUntil(lambda: tasks.idle)
    assert receiver.done == []
    assert [type(each) for each in receiver.errors] == [kind]
    assert receiver.threads == [threading.main_thread()]


def test_a_late_result_of_what_was_cancelled_is_dropped(qtbot, tasks, receiver):
    go_on = threading.Event()
    old = _run(tasks, receiver, lambda: go_on.wait(10) and "old")
    old.cancel()
    go_on.set()
    _run(tasks, receiver, lambda: "new")
    qtbot.waitUntil(lambda: tasks.idle)
    assert receiver.done == ["new"]
    assert receiver.errors == []


def test_a_receiver_that_is_gone_is_not_called(qtbot, tasks):
    go_on = threading.Event()
    receiver = Receiver()
    done = receiver.done
    _run(tasks, receiver, lambda: go_on.wait(10))
    receiver.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert done == []


def test_slots_that_could_outlive_their_owner_are_refused(tasks):
    with pytest.raises(TypeError, match="bound method"):
        tasks.run(lambda: 1, done=print, failed=print)
    assert tasks.idle


def test_progress_is_thinned_out_and_its_last_value_arrives(qtbot, tasks, receiver):
    go_on = threading.Event()

    def work(*, progress):
        for number in range(5000):
            progress(number)
        go_on.wait(10)

    _run(tasks, receiver, work, progress=receiver.on_progress)
    qtbot.waitUntil(lambda: receiver.progress[-1:] == [4999])
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert len(receiver.progress) < 500
    assert receiver.progress == sorted(receiver.progress)
    assert set(receiver.threads) == {threading.main_thread()}


def test_waiting_for_quiet_has_an_end(qtbot, tasks, receiver):
    go_on = threading.Event()
    _run(tasks, receiver, go_on.wait, 10)
    assert not tasks.wait_idle(0.01)
    go_on.set()
    assert tasks.wait_idle(10)
    # Delivered when events are handled, not by waiting.
    assert receiver.done == []
    qtbot.waitUntil(lambda: tasks.idle)
    assert receiver.done == [True]


def test_nothing_is_delivered_after_the_end(qapp, receiver):
    tasks = Tasks()
    go_on = threading.Event()
    _run(tasks, receiver, go_on.wait, 10)
    assert not tasks.close(0.01)
    go_on.set()
    assert tasks.close(10)
    QCoreApplication.processEvents()
    assert receiver.done == []
    assert tasks.idle
