"""Answers that take their time, in the window: read before their end, stopped, cut."""

from __future__ import annotations

import gzip
from threading import Event
from typing import TYPE_CHECKING

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import QCoreApplication

from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from raw_server import Connection
    from window import Explorer

START = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
REFUSAL = START.replace(b"OK", b"FAILED").replace(
    b"</Status>", b"</Status><Status>SERVICE_ACCESS_ERROR :: Ei oikeutta</Status>", 1
)
ROW = b"<Customer><Netvisorkey>165</Netvisorkey><Name>Matti M\xc3\xa4kinen</Name></Customer>"
END = b"</Customerlist></Root>"
ROWS = 30_000_000 // len(ROW)
SIZE = len(START) + ROWS * len(ROW) + len(END)
OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n"


class Slow:
    """A host that sends 30 MB: the beginning, the rest but its end, and the end, as it is told."""

    def __init__(self, start: bytes = START) -> None:
        self.more, self.end = Event(), Event()
        self._start = start

    def __call__(self, connection: Connection) -> None:
        connection.receive_request()
        size = SIZE - len(START) + len(self._start)
        connection.send(OK_HEAD + b"Content-Length: %d\r\n\r\n" % size)
        connection.send(self._start + ROW * 10_000)
        if not self._wait(connection, self.more):
            return
        rest = ROWS - 10_000
        for _ in range(rest // 10_000):
            connection.send(ROW * 10_000)
        connection.send(ROW * (rest % 10_000))
        if self._wait(connection, self.end):
            connection.send(END)
            connection.wait_for_close()

    @staticmethod
    def _wait(connection: Connection, event: Event) -> bool:
        while not event.wait(0.02):
            if connection.server.over.is_set():
                return False
        return True


def cut(*pieces: bytes, head: bytes = OK_HEAD) -> Callable[[Connection], None]:
    """A host that ends the connection after these."""

    def script(connection: Connection) -> None:
        connection.receive_request()
        connection.send(head)
        for piece in pieces:
            connection.send(piece)

    return script


def view(explorer: Explorer) -> XmlView:
    return explorer.named(XmlView, "Answer")


def send(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Return")


def answer_files(home: Path) -> list[Path]:
    return list((home / "cache" / "answers").glob("*"))


def test_an_answer_of_30_mb_is_read_before_its_end(on_server, home) -> None:
    host = Slow()
    explorer, _server = on_server(host)
    send(explorer)
    explorer.until(lambda: explorer.outcome == "OK, receiving", "the beginning")
    assert explorer.sees("of 30.0 MB")
    xml = view(explorer)
    explorer.until(lambda: xml.row_count > 1_000, "the first rows")
    assert xml.row_text(6).strip() == "<Netvisorkey>165</Netvisorkey>"
    xml.setFocus()
    explorer.press("PgDown")
    with Heartbeat() as heart:
        host.more.set()
        explorer.until(lambda: "30.0 MB of 30.0 MB" in explorer.text(), "the rest but its end")
    assert heart.longest_work < MOST_WORK
    assert explorer.outcome == "OK, receiving"
    assert explorer.tab.sending
    assert len(answer_files(home)) == 1
    top = xml.verticalScrollBar().value()
    assert top > 0
    host.end.set()
    explorer.until(lambda: explorer.outcome == "OK", "the end")
    assert view(explorer) is xml
    assert xml.verticalScrollBar().value() == top
    explorer.until(lambda: xml.is_complete, "all rows")
    assert xml.row_text(xml.row_count - 1).strip() == "</Root>"
    assert not explorer.sees("receiving")


def test_esc_keeps_what_has_come_and_marks_it(on_server) -> None:
    explorer, server = on_server(Slow())
    send(explorer)
    explorer.until(lambda: explorer.outcome == "OK, receiving", "the beginning")
    view(explorer).setFocus()
    explorer.press("Esc")
    exchange = explorer.ended()
    assert server.got_request.is_set()
    assert explorer.outcome == "cancelled"
    assert explorer.sees("partial: ")
    assert explorer.sees("What had come by then is kept")
    assert exchange.answer.partial
    assert exchange.answer.body.read(0, len(START)) == START
    assert explorer.rows()[6].strip() == "<Netvisorkey>165</Netvisorkey>"
    (_day, row) = explorer.show_log()
    assert row.startswith("cancelled, customerlist.nv")


def test_stop_does_the_same_with_the_mouse(on_server) -> None:
    explorer, _server = on_server(Slow())
    send(explorer)
    explorer.until(lambda: explorer.outcome == "OK, receiving", "the beginning")
    explorer.click(explorer.button("Stop here"))
    explorer.ended()
    assert explorer.sees("partial: ")


def test_a_refusal_is_known_before_the_end(on_server) -> None:
    explorer, _server = on_server(Slow(REFUSAL))
    send(explorer)
    explorer.until(lambda: explorer.outcome == "FAILED, receiving", "the refusal")


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (
            cut(b"Content-Length: 9000000\r\n\r\n", START, ROW * 9_000),
            "broke off in the middle of the answer",
        ),
        (
            cut(
                b"Transfer-Encoding: chunked\r\n\r\n",
                b"%x\r\n%s\r\n" % (len(START + ROW * 9_000), START + ROW * 9_000),
                b"zz\r\n",
            ),
            "",
        ),
        (cut(b"\r\n", START, ROW * 9_000, head=b"HTTP/1.0 200 OK\r\n"), "breaks off after"),
        (
            cut(
                b"Content-Encoding: gzip\r\nContent-Length: 9000000\r\n\r\n",
                gzip.compress(START + ROW * 9_000)[:-20],
            ),
            "",
        ),
    ],
    ids=["length", "chunked", "no length", "gzip"],
)
def test_an_answer_that_is_cut_is_kept_as_a_part(on_server, script, problem) -> None:
    explorer, _server = on_server(script)
    send(explorer)
    exchange = explorer.ended()
    assert explorer.outcome == "no complete answer"
    assert explorer.sees("Only a part of the answer came.")
    assert explorer.sees("partial: ")
    assert problem in str(exchange.problem)
    assert exchange.answer.body.read(0, len(START)) == START
    assert any("Mäkinen" in row for row in explorer.rows()[:20])


def test_a_gzip_bomb_ends_in_a_sentence_and_leaves_the_window_alive(on_server) -> None:
    bomb = gzip.compress(START + b"<a/>" * 30_000_000)
    explorer, _server = on_server(
        cut(b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb), bomb)
    )
    send(explorer)
    with Heartbeat() as heart:
        explorer.ended()
    assert explorer.sees("grows to more than 400 times its size when unpacked")
    assert explorer.sees("partial: ")
    assert heart.longest_work < MOST_WORK


def test_the_file_of_an_answer_goes_with_the_tab(on_server, home) -> None:
    host = Slow()
    host.more.set()
    host.end.set()
    explorer, _server = on_server(host)
    send(explorer)
    explorer.until(lambda: explorer.outcome == "OK", "the answer")
    explorer.settle()
    assert len(answer_files(home)) == 1
    explorer.press("Ctrl+W")

    def gone() -> bool:
        QCoreApplication.processEvents()
        return not answer_files(home)

    explorer.until(gone, "the end of the file")
