"""Large answers lie in files: gone with the program, and after a crash with the next one."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from raw_server import RawServer
from screen import until
from window import Explorer

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from raw_server import Connection

START = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus>"
MUCH = START + b"<a/>" * 4_000_000


def never_ending(connection: Connection) -> None:
    connection.receive_request()
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99000000\r\n\r\n" + MUCH)
    connection.wait_for_close()


def ending(connection: Connection) -> None:
    connection.receive_request()
    body = MUCH + b"</Root>"
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    connection.wait_for_close()


def files(home: Path) -> set[Path]:
    return set((home / "cache" / "answers").glob("*"))


def send(demo, server: RawServer, company: str) -> subprocess.Popen[bytes]:
    return demo.start(
        "send",
        "customerlist.nv",
        NVEXPLORER_HOST=f"http://127.0.0.1:{server.port}",
        NVEXPLORER_ORGANISATION_ID=company,
    )


@contextmanager
def receiving(
    demo, server: RawServer, company: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Its process, and the file of the answer that it waits for."""
    before = files(demo.home)
    with send(demo, server, company) as process:
        try:
            until(lambda: len(files(demo.home) - before) == 1, "the answer's file")
            (file,) = files(demo.home) - before
            until(lambda: file.stat().st_size >= len(MUCH), "what comes of it")
            yield process, file
        finally:
            process.kill()


def test_the_file_of_a_killed_program_is_swept_by_the_next_window(demo, qtbot: QtBot) -> None:
    with (
        RawServer(never_ending) as server,
        receiving(demo, server, "1234567-1") as (_process, running),
    ):
        with receiving(demo, server, "7654321-2") as (process, left):
            process.send_signal(signal.SIGKILL)
        assert left.exists()
        assert left.stat().st_mode & 0o777 == 0o600
        with Explorer(qtbot, demo.home) as explorer:
            explorer.until(lambda: not left.exists(), "the end of the dead program's file")
            assert running.exists()


def test_the_command_line_sweeps_too_and_leaves_nothing_behind(demo) -> None:
    with RawServer(never_ending) as server:
        with receiving(demo, server, "1234567-1") as (_process, left):
            pass
        assert left.exists()
    with RawServer(ending) as server, send(demo, server, "1234567-1") as process:
        out, _ = process.communicate()
        assert process.returncode == 0
        assert out == MUCH + b"</Root>"
    assert files(demo.home) == set()


def test_ctrl_c_hands_over_what_came_and_leaves_nothing_behind(demo) -> None:
    with (
        RawServer(never_ending) as server,
        receiving(demo, server, "1234567-1") as (process, file),
    ):
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
        assert out == MUCH
        assert not file.exists()
