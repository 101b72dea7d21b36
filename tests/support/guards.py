"""What the guards of conftest.py look at: network attempts, leaks, log records."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import logging
import os
import select
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import NamedTuple

#: How long what a test started may take to end after the test, in seconds.
_PATIENCE = 2.0

_attempts: list[str] = []


class NetworkBlocked(RuntimeError):
    """No OSError, so that no code under test takes it for a network that failed."""


def block_network() -> None:
    """Stop every connection and name look-up of this process that leaves the machine.

    Names under .invalid do not resolve, as RFC 6761 promises, without a resolver being asked.
    """
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        _judge(arguments[0], looked_up=True)
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple):  # an address of another kind is a Unix socket's
            _judge(address[0], looked_up=False)
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        _judge(arguments[0], looked_up=True)


def _judge(host: object, *, looked_up: bool) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else host
    if name is None or name in ("", "localhost"):
        return
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(str(name).partition("%")[0])
        if address.is_loopback or (looked_up and address.is_unspecified):
            return
    if looked_up and str(name).rstrip(".").endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    _attempts.append(f"The test reached for the network: {name}")
    raise NetworkBlocked(_attempts[-1])


def network_attempts() -> list[str]:
    """A line for each attempt since the last call."""
    lines = _attempts.copy()
    _attempts.clear()
    return lines


class Snapshot(NamedTuple):
    """What lives in this process at one moment."""

    threads: frozenset[threading.Thread]
    children: frozenset[int]
    files: frozenset[str]

    @classmethod
    def take(cls) -> Snapshot:
        return cls(_threads(), _children(), _files())

    def leaks(self) -> list[str]:
        """A line for everything that is there now and was not then; leaked processes are ended."""
        lines = []
        for thread in _threads() - self.threads:
            thread.join(_PATIENCE)
            if thread.is_alive():
                lines.append(f"The test left a thread running: {thread.name}")
        for process in _children() - self.children:
            line = _end(process)
            if line:
                lines.append(line)
        if _files() - self.files:
            gc.collect()  # what only a cycle keeps open is reported by its ResourceWarning
        lines += [f"The test left open: {file}" for file in sorted(_files() - self.files)]
        return lines


def _threads() -> frozenset[threading.Thread]:
    """Python's threads; those that Qt made and Python only saw have no end to wait for."""
    dummy = threading._DummyThread
    return frozenset(thread for thread in threading.enumerate() if not isinstance(thread, dummy))


def _children() -> frozenset[int]:
    """Child processes of every thread; none where the system does not tell."""
    children: set[int] = set()
    for file in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children |= {int(word) for word in file.read_text().split()}
    return frozenset(children)


def _end(process: int) -> str | None:
    """A line on a leaked process, which is ended; None when it ended by itself and was awaited."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        handle = os.pidfd_open(process)
    except OSError:
        return None
    try:
        ended, _, _ = select.select([handle], [], [], _PATIENCE)
        if not ended:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
    finally:
        os.close(handle)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)
        what = "nobody waited for" if ended else "still runs"
        return f"The test left a process that {what}: {command.strip() or process}"
    return None


def _files() -> frozenset[str]:
    """Open sockets and unnamed temporary files; none where the system does not tell."""
    found = set()
    for entry in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):
            target = os.readlink(entry)
            if target.startswith("socket:") or target.endswith(" (deleted)"):
                found.add(f"{target} (file descriptor {entry.name})")
    return frozenset(found)


class LogRecords(logging.Handler):
    """Collects log records of level WARNING and above while used as a context manager."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def __enter__(self) -> LogRecords:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)

    def problems(self) -> list[str]:
        """A line for each record."""
        return [
            f"The test logged {record.levelname} {record.name}: {record.getMessage()}"
            for record in self._records
        ]
