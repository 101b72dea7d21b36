"""The program as a process on a screen: seen by the titles of its windows, used by its keys."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 30.0
TITLE = "customerlist.nv – Netvisor Explorer"  # of the window that --demo opens


def until(fact: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, f"{what} did not come"
        threading.Event().wait(0.02)


class Screen:
    """What a person at the screen `display` sees and does."""

    def __init__(self, display: str, process: subprocess.Popen[bytes]) -> None:
        self._environ = os.environ | {"DISPLAY": display}
        self.process = process

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environ, capture_output=True, check=False
        )
        return done.stdout.decode().strip()

    def titles(self) -> dict[str, str]:
        """The visible windows of the process by their titles."""
        found = self._xdotool("search", "--onlyvisible", "--pid", str(self.process.pid))
        return {self._xdotool("getwindowname", number): number for number in found.split()}

    def wait_for(self, title: str) -> None:
        """Until a window has this title; it gets the keyboard."""

        def there() -> bool:
            assert self.process.poll() is None, "the program ended"
            return title in self.titles()

        until(there, title)
        # There is no window manager that would.
        self._xdotool("windowfocus", "--sync", self.titles()[title])

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "5", text)

    def press(self, keys: str) -> None:
        self._xdotool("key", keys)


@contextmanager
def window(program, display: str, *arguments: str) -> Iterator[Screen]:
    with program.start(*arguments, DISPLAY=display, QT_QPA_PLATFORM="xcb") as process:
        try:
            yield Screen(display, process)
        except AssertionError as error:
            process.kill()
            error.add_note(process.communicate(timeout=PATIENCE)[1].decode())
            raise
        finally:
            if process.poll() is None:
                process.kill()
            told = process.stderr.read() if not process.stderr.closed else b""
    assert b"Traceback" not in told, told.decode()
