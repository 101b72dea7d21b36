"""Jobs done in idle slices take turns, can be replaced and stopped, and let events through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nvexplorer.ui.widgets.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def steps(log: list[str], name: str, count: int) -> Iterator[None]:
    for number in range(count):
        log.append(f"{name}{number}")
        yield


def test_jobs_take_turns_to_their_ends(qtbot: QtBot) -> None:
    idle, log = IdleWork(), []
    idle.start("a", steps(log, "a", 3))
    idle.start("b", steps(log, "b", 2))
    assert log == []
    qtbot.waitUntil(lambda: not idle.is_running("a") and not idle.is_running("b"))
    assert log == ["a0", "b0", "a1", "b1", "a2"]


def test_a_job_is_replaced_by_one_of_the_same_name(qtbot: QtBot) -> None:
    idle, log = IdleWork(), []
    idle.start("a", steps(log, "old", 3))
    idle.start("a", steps(log, "new", 1))
    qtbot.waitUntil(lambda: not idle.is_running("a"))
    assert log == ["new0"]


def test_a_job_may_start_its_successor(qtbot: QtBot) -> None:
    idle, log = IdleWork(), []

    def first() -> Iterator[None]:
        idle.start("a", steps(log, "a", 2))
        yield

    idle.start("a", first())
    qtbot.waitUntil(lambda: log == ["a0", "a1"])


def test_a_stopped_job_does_nothing_more(qtbot: QtBot) -> None:
    idle, log = IdleWork(), []
    idle.start("a", steps(log, "a", 100))
    idle.start("b", steps(log, "b", 1))
    idle.stop("a")
    qtbot.waitUntil(lambda: log == ["b0"])
    idle.start("c", steps(log, "c", 1))
    idle.stop_all()
    assert not idle.is_running("c")


def test_timers_run_while_there_is_work(qtbot: QtBot) -> None:
    idle, ticks = IdleWork(), QObject()

    def endless() -> Iterator[None]:
        while True:
            yield

    timer = QTimer(ticks)
    timer.setInterval(1)
    idle.start("a", endless())
    for _ in range(3):
        with qtbot.waitSignal(timer.timeout, timeout=2000):
            timer.start()
    assert idle.is_running("a")
