"""What nobody holds any more goes away in the window's thread, whoever else is busy."""

from __future__ import annotations

import gc
import threading

from nvexplorer.ui.garbage import Garbage


class _Cycle:
    def __init__(self, ends: list[int]) -> None:
        self.me = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def test_cycles_end_in_this_thread(qtbot) -> None:
    ends: list[int] = []
    over = threading.Event()

    def allocate() -> None:
        while not over.is_set():
            [[n] for n in range(2000)]

    gc.enable()
    keeper = Garbage()
    busy = threading.Thread(target=allocate)
    busy.start()
    try:
        for _ in range(2000):
            _Cycle(ends)
        qtbot.waitUntil(lambda: len(ends) == 2000, timeout=20_000)
    finally:
        over.set()
        busy.join()
        keeper.close()
    assert set(ends) == {threading.get_ident()}
    assert gc.isenabled()


def test_what_lives_at_the_start_is_not_looked_through_again(qtbot) -> None:
    before = gc.get_freeze_count()
    keeper = Garbage()
    assert gc.get_freeze_count() > before
    keeper.close()
    assert gc.get_freeze_count() == 0
