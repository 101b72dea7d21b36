"""The loop of `nvexplorer sandbox`: serves and logs until it is told to end."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from nvexplorer.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO, TextIO


def serve(port: int, stdout: TextIO, stdin: BinaryIO | None = None) -> None:
    """Runs the sandbox until SIGINT, SIGTERM or, when `stdin` is given, its end.

    The first line on `stdout` is `listening on http://127.0.0.1:PORT`, then comes one line for
    each request. Call it from the main thread. Raises BadInput when the port cannot be used.
    """
    with _ended(stdin) as ended, _lines(stdout) as write, Sandbox(port, log=write) as sandbox:
        write(f"listening on {sandbox.url}")
        ended.recv(1)


@contextmanager
def _ended(stdin: BinaryIO | None) -> Iterator[socket.socket]:
    """A socket that becomes readable when the sandbox shall end."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    # The wakeup descriptor is written to whichever thread the system gives the signal to, and on
    # Windows too; a Python handler would wait for the main thread, which waits here.
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: None) for number in signals]
    wakeup = signal.set_wakeup_fd(theirs.fileno())
    if stdin is not None:
        Thread(target=_watch, args=(stdin.fileno(), theirs), daemon=True).start()
    try:
        yield ours
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
        ours.close()
        theirs.close()


def _watch(stdin: int, ended: socket.socket) -> None:
    # os.read, not stdin.read: a thread waiting in a buffered reader makes the interpreter abort
    # when the program ends for another reason.
    try:
        while os.read(stdin, 4096):
            pass
        ended.send(b".")
    except OSError:
        return


@contextmanager
def _lines(out: TextIO) -> Iterator[Callable[[str], None]]:
    """Writes lines on a thread of its own, so that a reader who falls behind holds up no request.

    When no one reads any more the lines are dropped and the sandbox goes on.
    """
    queue: SimpleQueue[str | None] = SimpleQueue()
    put = _putter(out)

    def write() -> None:
        while (line := queue.get()) is not None:
            try:
                put(f"{line}\n")
            except (OSError, ValueError):
                return

    writer = Thread(target=write, name="sandbox-log", daemon=True)
    writer.start()
    try:
        yield queue.put
    finally:
        queue.put(None)
        writer.join(timeout=1)


def _putter(out: TextIO) -> Callable[[str], object]:
    # Past the buffer where there is a file: a thread waiting in it makes the interpreter abort
    # when the program ends meanwhile.
    try:
        number = out.fileno()
    except OSError:
        return out.write
    return lambda text: os.write(number, text.encode("utf-8"))
