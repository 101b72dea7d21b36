"""Of many values that come while one is written, only the last is written."""

from __future__ import annotations

import threading

from nvexplorer.ui.latest_saver import LatestSaver


def test_values_in_between_are_skipped_and_the_last_one_is_written(qtbot, tasks):
    began, go_on = threading.Event(), threading.Event()
    written = []

    def save(value):
        written.append(value)
        began.set()
        assert go_on.wait(10)

    saver = LatestSaver(save, tasks)
    saver.save(1)
    assert began.wait(10)
    for value in (2, 3, 4):
        saver.save(value)
    go_on.set()
    qtbot.waitUntil(lambda: not saver.busy)
    assert written == [1, 4]


def test_a_failure_is_told_and_the_next_value_is_tried(qtbot, tasks):
    written, errors = [], []

    def save(value):
        if value == "bad":
            raise OSError("full")
        written.append(value)

    saver = LatestSaver(save, tasks)
    saver.failed.connect(errors.append)
    saver.save("bad")
    qtbot.waitUntil(lambda: not saver.busy)
    assert [type(each) for each in errors] == [OSError]
    with qtbot.waitSignal(saver.saved):
        saver.save("good")
    assert written == ["good"]
