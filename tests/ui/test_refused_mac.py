"""A refused MAC: Netvisor's own string beside what was hashed, and the way to the doctor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from doctor_window import Doctor
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtWidgets import QApplication, QTableView
from raw_server import answer
from window import KEYS, Explorer, ProfileText, write_profiles

from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from raw_server import Connection

    from nvexplorer.sandbox.server import Sandbox

TABLE = "Netvisor's string beside what was hashed here"
EXAMINE = "Examine with the MAC doctor"
DRAFT = RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "Mäkinen"),))
# A bound that holds on a busy machine, too; work in the window's thread breaks it.


@pytest.fixture
def wrong_key(qtbot: QtBot, home: Path, sandbox: Sandbox) -> Iterator[Explorer]:
    """The sandbox's profile with another partner key."""
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    keys = {**KEYS, "partner/p": "0123456789ABCDEF0123456789ABCDEF"}
    with Explorer(qtbot, home, keys=keys) as explorer:
        yield explorer


@pytest.fixture
def wrong_encoding(qtbot: QtBot, home: Path, sandbox: Sandbox) -> Iterator[Explorer]:
    """The sandbox's profile, hashing in UTF-8."""
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    file = home / "config" / "profiles.toml"
    file.write_text(file.read_text("utf-8") + 'mac_encoding = "utf-8"\n', "utf-8")
    with Explorer(qtbot, home) as explorer:
        yield explorer


def send(explorer: Explorer) -> None:
    explorer.window.workspace.open_draft(DRAFT, "Harjoitus")
    explorer.send()


def refusing(change: Callable[[str], str]) -> Callable[[Connection], None]:
    """A server that refuses as one capture shows, with `change` of the string that our window
    hashed, which it takes from the request's headers."""

    def script(connection: Connection) -> None:
        while request := connection.receive_request():
            text = request.decode("iso-8859-15")

            def value(name: str, text: str = text) -> str:
                found = re.search(rf"(?im)^\S*{name}: *(.*?)\r$", text)
                return found[1] if found else ""

            url = f"http://{value('Host')}{text.split(' ')[1]}".replace("%C3%A4", "ä")
            auth = "Authentication-"
            hashed = [
                url, value(f"{auth}Sender"), value(f"{auth}CustomerId"), value(f"{auth}Timestamp"),
                value("Interface-Language"), value("Organisation-ID"),
                value(f"{auth}TransactionId"), value(f"{auth}TimestampUnix"), "[HIDDEN]",
            ]  # fmt: skip
            told = f"Merkkijono: {change('&'.join(hashed))} :: {'A0' * 32}"
            body = (
                "<Root><ResponseStatus><Status>FAILED</Status>"
                f"<Status>AUTHENTICATION_FAILED :: {escape(told)}</Status>"
                "<TimeStamp>22.11.2026 12:00:00</TimeStamp></ResponseStatus></Root>"
            )
            connection.send(answer(body.encode(), "Content-Type: text/html; charset=utf-8"))

    return script


def rows(explorer: Explorer) -> list[str]:
    table = explorer.named(QTableView, TABLE)
    return table.row_texts()  # type: ignore[attr-defined]


def test_a_wrong_key_leaves_every_shown_part_the_same(wrong_key: Explorer) -> None:
    send(wrong_key)
    said = "The string that Netvisor expected was hashed here, too."
    wrong_key.until(lambda: wrong_key.sees(said), "the sentence")
    assert wrong_key.sees("So one of the two keys is wrong")
    assert not wrong_key.sees("encoding of this profile")
    wrong_key.click(wrong_key.link("Show all parts of Netvisor's string"))
    shown = rows(wrong_key)
    assert len(shown) == 10
    assert shown[1] == "Sender\tNetvisor Explorer\tsame"
    assert [row for row in shown if "hidden there" in row] == shown[8:]
    for key in (*KEYS.values(), "0123456789ABCDEF0123456789ABCDEF"):
        assert not any(key in row for row in shown)


def test_a_wrong_encoding_is_proven_by_netvisors_own_mac(wrong_encoding: Explorer) -> None:
    send(wrong_encoding)
    wrong_encoding.until(
        lambda: wrong_encoding.sees(
            "With our keys and in ISO-8859-15 it gives Netvisor's own MAC, so it is the encoding of"
            " this profile, UTF-8, that is wrong."
        ),
        "the sentence",
    )


def test_the_part_that_differs_is_shown_at_once(on_server) -> None:
    explorer, _ = on_server(refusing(lambda text: text.replace("?keyword=Mäkinen", "")))
    explorer.window.workspace.open_draft(DRAFT, "Koe")
    explorer.send()
    said = "Compared with what was hashed here, Netvisor's string has another URL."
    explorer.until(lambda: explorer.sees(said), "the sentence")
    (row,) = rows(explorer)
    label, theirs, ours = row.split("\t")
    assert (label, theirs + "?keyword=Mäkinen") == ("URL", ours)
    explorer.press("Ctrl+J")
    explorer.until(explorer.named(QTableView, TABLE).hasFocus, "the table")
    explorer.press("Ctrl+C")
    assert explorer.clipboard == row


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("&EN&", "&"), "has no Language"),
        (lambda text: text.replace("&EN&", "&FI&"), "has another Language"),
        (lambda text: text.replace("&EN&", "&Extra Oy&EN&"), "has 1 part more"),
    ],
)
def test_what_netvisor_left_out_changed_or_added_is_named(
    on_server, change: Callable[[str], str], said: str
) -> None:
    explorer, _ = on_server(refusing(change))
    explorer.window.workspace.open_draft(DRAFT, "Koe")
    explorer.send()
    explorer.until(lambda: explorer.sees(said), "the sentence")


def test_the_doctor_examines_the_request_as_it_was_sent(wrong_key: Explorer) -> None:
    send(wrong_key)
    sent = wrong_key.tab.response.exchange
    assert sent is not None
    wrong_key.tab.request.show_draft(DRAFT._replace(parameters=()))  # it may be another one by now
    wrong_key.click(wrong_key.button(EXAMINE))
    doctor = Doctor(wrong_key)
    doctor.come_forward()
    wrong_key.until(lambda: doctor.page.found is not None, "the result")
    assert sent.request.mac in doctor.page.paste.text
    assert doctor.headline == "The MAC is right", "it is, for the keys that are known here"
    assert doctor.sees("Netvisor's answer tells the string that it expected")


def test_it_is_examined_by_keyboard_too(wrong_key: Explorer) -> None:
    send(wrong_key)
    wrong_key.press("Ctrl+Shift+F7")
    doctor = Doctor(wrong_key)
    doctor.come_forward()
    wrong_key.until(lambda: doctor.page.found is not None, "the result")


def test_a_refusal_without_a_string_still_leads_to_the_doctor(on_server) -> None:
    explorer, _ = on_server(refusing(lambda _: "Integration keys are not valid."))
    explorer.window.workspace.open_draft(DRAFT, "Koe")
    explorer.send()
    assert explorer.button(EXAMINE).isVisible()
    assert not explorer.sees("hashed here")
    explorer.press("Ctrl+J")
    explorer.until(explorer.button(EXAMINE).hasFocus, "the button")


def test_another_refusal_and_an_ok_take_it_away(wrong_key: Explorer) -> None:
    send(wrong_key)
    wrong_key.until(lambda: wrong_key.sees("The string that Netvisor expected"), "the sentence")
    wrong_key.window.services.keys.set_partner_key("p", Secret(KEYS["partner/p"]))
    wrong_key.send()
    assert wrong_key.outcome == "OK"
    assert not wrong_key.sees("The string that Netvisor expected")
    assert not wrong_key.sees(EXAMINE)


def test_a_text_of_any_length_does_not_stop_the_window(on_server) -> None:
    def long(text: str) -> str:
        return "https://a.fi/&" * 4_000 + text

    explorer, _ = on_server(refusing(long))
    explorer.window.workspace.open_draft(DRAFT, "Koe")
    with Heartbeat() as heart:
        explorer.send()
        QApplication.processEvents()
    print(f"worked {heart.longest_work:.0f} ms at a stretch")
    assert heart.longest_work < MOST_WORK
    assert explorer.button(EXAMINE).isVisible()
