"""Whatever goes wrong on the way has its sentence in the window, and a way on."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from raw_server import Connection, answer, answering
from window import KEYS, Explorer, ProfileText, write_profiles

from nvexplorer.model.errors import KeychainLocked
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.model.ports import Outside
    from nvexplorer.sandbox.server import Sandbox

STATUS = (
    "<Root><ResponseStatus><Status>{}</Status><TimeStamp>1.1.2026 12:00:00</TimeStamp>"
    "</ResponseStatus>{}</Root>"
)
OK = STATUS.format("OK", "")


def not_http(connection: Connection) -> None:
    connection.receive_request()
    connection.send(b"SSH-2.0-OpenSSH_9.6\r\n")
    connection.wait_for_close()


def cut_in_the_middle(connection: Connection) -> None:
    connection.receive_request()
    connection.send(answer(OK.encode())[:-20])


ANSWERS = {
    "empty": (answer(b""), "no ResponseStatus", "The answer is empty."),
    "not XML": (
        answer(b"Palvelu on huollossa"),
        "no ResponseStatus",
        "The answer is not XML: it begins with “Palvelu on huollossa”.",
    ),
    "truncated": (
        answer(STATUS.format("OK", "<Name>Äijälä</Name>").encode()[:-10]),
        "no complete answer",
        "before the end of its root element.",
    ),
    "no ResponseStatus": (
        answer(b"<Envelope><Body/></Envelope>"),
        "no ResponseStatus",
        "XML with the root element Envelope",
    ),
    "500 with XML": (
        answer(
            STATUS.format("FAILED</Status><Status>SYSTEM_ERROR :: Virhe", "").encode(),
            status="500 Internal Server Error",
        ),
        "FAILED",
        "SYSTEM_ERROR :: Virhe",
    ),
    "404 page": (
        answer(b"<html><title>404</title></html>", status="404 Not Found"),
        "FAILED",
        "HTTP 404 Not Found",
    ),
    "wrong encoding": (
        answer(
            b'<?xml version="1.0" encoding="utf-8"?>'
            + STATUS.format("OK", "<Name>Säkylä</Name>").encode("iso-8859-15")
        ),
        "OK",
        "The answer is declared as utf-8 but holds bytes that are not.",
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_that_is_not_as_it_should_be(on_server, case: str) -> None:
    data, outcome, sentence = ANSWERS[case]
    explorer, _ = on_server(answering(data))
    explorer.open_resource("customerlist")
    explorer.send()
    assert explorer.outcome == outcome
    assert explorer.sees(sentence, explorer.tab.response)
    assert explorer.button("Send to Hiekkalaatikko Oy · TEST").isEnabled()
    (_day, row) = explorer.show_log()
    # The log knows how a request ended, not how much of an answer there was.
    assert row.startswith(outcome.replace("no complete answer", "no answer"))


@pytest.mark.parametrize(
    ("script", "outcome", "said"),
    [
        (not_http, "no answer", "No answer from Netvisor."),
        (cut_in_the_middle, "no complete answer", "Only a part of the answer came."),
    ],
)
def test_a_connection_that_goes_wrong(on_server, script, outcome, said) -> None:
    explorer, server = on_server(script)
    explorer.open_resource("customerlist")
    explorer.send()
    assert explorer.outcome == outcome
    assert explorer.sees(said)
    assert server.connections == 1, "it was sent again unasked"


def test_nobody_listens(qtbot: QtBot, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    write_profiles(home, ProfileText("Koe", f"http://127.0.0.1:{port}"))
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.send()
        assert explorer.outcome == "no answer"
        assert explorer.sees(f"127.0.0.1:{port}", explorer.tab.response)


def test_a_host_without_an_address(qtbot: QtBot, home: Path) -> None:
    write_profiles(home, ProfileText("Koe", "https://netvisor.invalid"))
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.send()
        assert explorer.outcome == "no answer"
        assert explorer.sees("netvisor.invalid", explorer.tab.response)
        # A write of which nothing was sent is not in doubt.
        explorer.open_resource("customer.nv")
        explorer.write_body("<root/>")
        explorer.send()
        assert explorer.outcome == "no answer"


def test_plain_http_to_another_machine_is_refused(qtbot: QtBot, home: Path) -> None:
    """A key's MAC does not leave unprotected; the guards fail a test that reaches the network."""
    write_profiles(home, ProfileText("Koe", "http://isvapi.netvisor.fi"))
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.press("Ctrl+Return")
        explorer.settle()
        assert explorer.tab.response.exchange is None
        assert "https" in explorer.tab.request.banner.text
        assert explorer.show_log() == []


class LockedOnce:
    """A keychain that is locked until somebody unlocks it."""

    kind = "the test's keychain"

    def __init__(self) -> None:
        self.locked = True

    def get(self, name: str) -> Secret:
        if self.locked:
            raise KeychainLocked("The keychain is locked.", "Unlock it and try again.")
        return Secret(KEYS[name])

    def put(self, name: str, secret: Secret) -> None:
        raise KeychainLocked("The keychain is locked.", "Unlock it and try again.")

    def remove(self, name: str) -> None:
        raise KeychainLocked("The keychain is locked.", "Unlock it and try again.")


def test_a_locked_keychain_is_told_apart_from_a_missing_key(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    keychain = LockedOnce()

    def alter(outside: Outside) -> Outside:
        return outside._replace(secrets=keychain)

    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home, keys={}, alter=alter) as explorer:
        explorer.open_resource("customerlist")
        explorer.press("Ctrl+Return")
        explorer.until(lambda: explorer.sees("The keychain is locked."), "the sentence")
        explorer.settle()
        assert sandbox.seen == []
        keychain.locked = False
        explorer.click(explorer.button("Try again"))
        explorer.ended()
        assert explorer.outcome == "OK"
