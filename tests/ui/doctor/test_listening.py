"""The doctor listens: whatever is sent to its address is caught, answered and examined."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import socket
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from doctor_window import CUSTOMER_KEY, PARTNER_KEY, Doctor
from heartbeat import MOST_WORK, Heartbeat
from netvisor_client import Answer, Client, request_bytes
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QSpinBox
from window import Explorer, ProfileText, write_profiles

from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CAUGHT = "Requests that were caught, newest first"
TARGET = "/customerlist.nv?keyword=M%C3%A4kinen"
HOST = "https://isvapi.netvisor.fi"
# A bound that holds on a busy machine, too; work in the window's thread breaks it.

_numbers = itertools.count(1)


class Code:
    """A program of the user's that sends to the address. `hashed_at` is the origin in its MAC
    input, its own when that is ''."""

    def __init__(self, address: str) -> None:
        self.client = Client(address)
        self.address = address

    def headers(
        self,
        *,
        hashed_at: str = "",
        hashed: Callable[[list[str]], list[str]] = list,
        encoding: str = "iso-8859-15",
        organisation_id: str = "9999999-2",
        transaction_id: str = "",
        target: str = TARGET,
    ) -> list[tuple[str, str]]:
        now = datetime.now(UTC)
        unix = str(int(now.timestamp()))
        stamp = f"{now:%Y-%m-%d %H:%M:%S}.{now.microsecond // 1000:03}"
        sent = transaction_id or f"caught-{next(_numbers)}"
        decoded = target.replace("%C3%A4", "ä")
        parts = [
            (hashed_at or self.address) + decoded, "Netvisor Explorer", "SB_10000_1", stamp, "EN",
            organisation_id, sent, unix, CUSTOMER_KEY, PARTNER_KEY,
        ]  # fmt: skip
        text = "&".join(hashed(parts)).encode(encoding)
        key = f"{CUSTOMER_KEY}&{PARTNER_KEY}".encode()
        return [
            ("Host", self.client.host),
            ("X-Netvisor-Authentication-Sender", "Netvisor Explorer"),
            ("X-Netvisor-Authentication-CustomerId", "SB_10000_1"),
            ("X-Netvisor-Authentication-PartnerId", "San_100"),
            ("X-Netvisor-Authentication-Timestamp", stamp),
            ("X-Netvisor-Authentication-TimestampUnix", unix),
            ("X-Netvisor-Authentication-TransactionId", sent),
            ("X-Netvisor-Interface-Language", "EN"),
            ("X-Netvisor-Organisation-ID", organisation_id),
            ("X-Netvisor-Authentication-MAC", hmac.new(key, text, hashlib.sha256).hexdigest()),
            ("X-Netvisor-Authentication-MACHashCalculationAlgorithm", "HMACSHA256"),
            ("X-Netvisor-Authentication-UseHTTPResponseStatusCodes", "1"),
        ]

    def send(self, **how: object) -> Answer:
        target = str(how.get("target", TARGET))
        return self.client.send_with(self.headers(**how), target)  # type: ignore[arg-type]


def without(*numbers: int) -> Callable[[list[str]], list[str]]:
    """A MAC input that lacks these parts, by their number from 1."""
    return lambda parts: [each for at, each in enumerate(parts, 1) if at not in numbers]


def begin(doctor: Doctor) -> Code:
    """By keyboard, on any free port."""
    doctor.explorer.press("Ctrl+F7")
    doctor.explorer.until(lambda: doctor.sees("Start listening"), "the page")
    doctor.explorer.named(QSpinBox, "Port to listen on", doctor.window).setValue(free_port())
    doctor.explorer.until(doctor.window.listening.page.button.hasFocus, "the button")
    doctor.explorer.press("Space")
    doctor.explorer.until(lambda: doctor.window.listening.address, "the address")
    return Code(doctor.window.listening.address)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def examined(doctor: Doctor, send: Callable[[], object]) -> str:
    """What is said of what `send` sends."""
    before = doctor.page.found
    send()
    doctor.explorer.until(lambda: doctor.page.found is not before, "the result")
    return doctor.headline


def listed(doctor: Doctor) -> list[str]:
    view = doctor.window.listening.page.list
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def differences(doctor: Doctor) -> list[str]:
    assert doctor.page.found is not None
    first = doctor.page.found.told.diagnosis.explanations[0]
    return [each.id for each in first.differences]


@pytest.fixture
def code(doctor: Doctor) -> Code:
    return begin(doctor)


def test_it_is_off_until_it_is_begun_and_ends_when_told(doctor: Doctor) -> None:
    doctor.explorer.press("Ctrl+F7")
    assert doctor.sees("Nothing leaves this computer.")
    assert not doctor.window.listening.on
    code = begin(doctor)
    assert doctor.sees(code.address)
    assert doctor.sees("send to this address in place of https://isvapi.netvisor.fi")
    doctor.explorer.click(doctor.explorer.link("Copy the address", doctor.window))
    assert doctor.explorer.clipboard == code.address
    port = int(code.address.rpartition(":")[2])
    assert doctor.explorer.window.services.settings.current.listen_port == port
    assert code.send().code == "OK"
    doctor.explorer.click(doctor.explorer.button("Stop listening", doctor.window))
    doctor.explorer.settle()
    with pytest.raises(ConnectionError):
        code.client.connect()
    assert not doctor.sees(code.address)


def test_a_right_mac_is_answered_ok_and_said_to_be_right(doctor: Doctor, code: Code) -> None:
    assert examined(doctor, lambda: code.send()) == "The MAC is right"
    (row,) = listed(doctor)
    assert row.startswith(f"GET {TARGET}: MAC right, answered OK, ")
    assert not doctor.sees("Your code hashed the URL at"), "it hashed the one that it called"


def test_a_wrong_mac_is_refused_with_an_echo_and_explained(doctor: Doctor, code: Code) -> None:
    answers = []
    said = examined(doctor, lambda: answers.append(code.send(hashed=without(8))))
    assert said == "Proven: this difference reproduces your MAC exactly"
    assert doctor.sees("TimestampUnix")
    assert answers[0].code == "AUTHENTICATION_FAILED"
    assert f"{code.address}/customerlist.nv?keyword=Mäkinen&Netvisor Explorer" in answers[0].text
    assert listed(doctor)[0].startswith(
        f"GET {TARGET}: MAC wrong, answered AUTHENTICATION_FAILED, "
    )


def test_a_mac_over_the_url_of_the_real_host_is_right(doctor: Doctor, code: Code) -> None:
    answers = []
    said = examined(doctor, lambda: answers.append(code.send(hashed_at=HOST)))
    assert said == "The MAC is right"
    assert answers[0].code == "OK"
    assert doctor.sees(f"Your code hashed the URL at {HOST}, which is right when it sends there.")
    assert doctor.sees(f"Here it was sent to {code.address}.")
    url = next(row for row in doctor.rows if row.startswith("URL"))
    assert HOST in url


@pytest.mark.parametrize("parts", [(8,), (6, 8)])
def test_mistakes_of_code_that_hashes_the_real_host_are_named_alone(
    doctor: Doctor, code: Code, parts: tuple[int, ...]
) -> None:
    said = examined(doctor, lambda: code.send(hashed_at=HOST, hashed=without(*parts)))
    assert said.startswith("Proven")
    assert len(differences(doctor)) == len(parts)
    assert "M36" not in differences(doctor), "another host is no mistake here"


def test_another_host_than_both_is_a_mistake(doctor: Doctor, code: Code) -> None:
    said = examined(doctor, lambda: code.send(hashed_at="https://integration.netvisor.fi"))
    assert said.startswith("Proven")
    assert differences(doctor) == ["M36"]


def test_an_older_request_is_shown_again(doctor: Doctor, code: Code) -> None:
    first = examined(doctor, lambda: code.send(hashed=without(8)))
    assert examined(doctor, lambda: code.send()) == "The MAC is right"
    assert len(listed(doctor)) == 2
    rows = doctor.explorer.named(QListView, CAUGHT, doctor.window)
    rows.setFocus()
    doctor.explorer.press("Down")
    assert doctor.headline == first, "it was looked for again"
    assert not doctor.page.searcher.searching
    assert not doctor.sees("The request was changed since.")
    doctor.explorer.press("Up")
    assert doctor.headline == "The MAC is right"


def test_a_search_is_given_up_for_a_newer_request(doctor: Doctor, code: Code) -> None:
    code.send(hashed=lambda parts: ["quite another text"])
    doctor.explorer.until(lambda: doctor.page.searcher.searching, "the search")
    assert examined(doctor, lambda: code.send()) == "The MAC is right"
    assert not doctor.page.searcher.searching


def test_a_transaction_id_that_came_before_is_noticed(doctor: Doctor, code: Code) -> None:
    examined(doctor, lambda: code.send(transaction_id="one"))
    answers = []
    examined(doctor, lambda: answers.append(code.send(transaction_id="one")))
    assert answers[0].code == "REQUEST_NOT_UNIQUE"
    assert "its TransactionId was used before" in listed(doctor)[0]
    found = doctor.page.found
    assert found is not None
    assert any("transaction" in each.id for each in found.told.diagnosis.remarks)


def test_what_is_missing_is_shown_and_the_keyboard_stays(doctor: Doctor, code: Code) -> None:
    button = doctor.window.listening.page.button
    button.setFocus()
    headers = [each for each in code.headers() if not each[0].endswith("-TransactionId")]
    assert code.client.send_with(headers, TARGET).code == "AUTHENTICATION_FAILED"
    doctor.explorer.until(lambda: doctor.sees("missing: Transaction ID"), "what is missing")
    assert "Refused: The header X-Netvisor-Authentication-TransactionId is" in listed(doctor)[0]
    assert button.hasFocus()
    assert doctor.page.found is None


def test_a_taken_port_is_said_and_a_free_one_offered(doctor: Doctor) -> None:
    doctor.explorer.press("Ctrl+F7")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        doctor.explorer.named(QSpinBox, "Port to listen on", doctor.window).setValue(port)
        doctor.explorer.click(doctor.explorer.button("Start listening", doctor.window))
        sentence = f"Port {port} is taken by another program."
        doctor.explorer.until(lambda: doctor.sees(sentence), "the sentence")
        assert not doctor.window.listening.on
        doctor.explorer.click(doctor.explorer.button("Take a free port", doctor.window))
        doctor.explorer.until(lambda: doctor.window.listening.address, "the address")
        assert not doctor.sees(sentence)
        assert not doctor.window.listening.address.endswith(f":{port}")


def test_what_is_no_http_is_told_of(doctor: Doctor, code: Code) -> None:
    with (
        code.client.connect() as plain,
        pytest.raises(ssl.SSLError),
    ):
        ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
    sentence = "This is http://, and the client spoke https:// (TLS)."
    doctor.explorer.until(lambda: doctor.sees(sentence), "the sentence")
    assert doctor.sees("Write http:// in the base URL while you listen.")
    assert sentence in listed(doctor)[0]


def test_half_a_request_is_examined_as_far_as_it_came(doctor: Doctor, code: Code) -> None:
    whole = request_bytes(code.headers(hashed=without(8)), TARGET)
    with code.client.connect() as connection:
        connection.sendall(whole[:-2])
    doctor.explorer.until(lambda: doctor.page.found is not None, "the result")
    assert doctor.headline.startswith("Proven")
    assert "The connection ended in the middle of the headers." in listed(doctor)[0]


def test_a_client_that_says_nothing_does_not_keep_it_from_ending(
    doctor: Doctor, code: Code
) -> None:
    with code.client.connect() as silent, code.client.connect() as slow:
        slow.sendall(b"POST /customer.nv HTTP/1.1\r\nContent-Length: 1000\r\n\r\n<root>")
        doctor.window.close()
        doctor.explorer.settle()
        assert silent.recv(1) == b""
    assert not doctor.window.listening.on


def test_a_thousand_requests_in_a_row_do_not_stop_the_window(doctor: Doctor, code: Code) -> None:
    with Heartbeat() as heart:
        for _ in range(10):
            for _ in range(99):
                code.send(hashed=without(8))
            QApplication.processEvents()
        said = examined(doctor, lambda: code.send())
        doctor.explorer.until(lambda: doctor.headline == "The MAC is right", said)
    print(f"worked {heart.longest_work:.0f} ms at a stretch")
    assert heart.longest_work < MOST_WORK
    assert len(listed(doctor)) == 200
    assert "MAC right" in listed(doctor)[0]


def test_a_body_of_a_hundred_megabytes_does_not_stop_the_window(doctor: Doctor, code: Code) -> None:
    body = b"<root>" + b"x" * 100_000_000
    with Heartbeat() as heart:
        headers = code.headers(hashed=without(8), target="/customer.nv?method=add")
        answer = code.client.send_with(headers, "/customer.nv?method=add", method="POST", body=body)
        doctor.explorer.until(lambda: doctor.page.found is not None, "the result")
    print(f"worked {heart.longest_work:.0f} ms at a stretch")
    assert answer.code == "AUTHENTICATION_FAILED"
    assert doctor.headline.startswith("Proven")
    assert heart.longest_work < MOST_WORK
    assert doctor.page.found is not None
    assert len(doctor.page.found.case.ingredients.body) <= 1024 * 1024


def test_what_comes_while_another_way_is_in_front_waits(doctor: Doctor, code: Code) -> None:
    doctor.explorer.press("Ctrl+L")
    doctor.window.ways.show_way(0)
    doctor.paste("my own text")
    code.send()
    doctor.explorer.until(lambda: len(listed(doctor)) == 1, "the request")
    assert doctor.page.paste.text == "my own text"
    assert doctor.page.found is None
    doctor.explorer.press("Ctrl+F7")
    doctor.explorer.until(lambda: doctor.page.found is not None, "the result")
    assert doctor.headline == "The MAC is right"
    doctor.window.ways.show_way(0)
    assert doctor.page.paste.text == "my own text"


def test_another_profile_is_answered_as_from_then_on(doctor: Doctor, code: Code) -> None:
    assert code.send(organisation_id="9999999-2").code == "OK"
    doctor.window.keys.choose("Muu")
    doctor.explorer.until(lambda: doctor.sees("keys of Muu"), "the other profile")
    assert code.send(organisation_id="1234567-1").code == "OK"
    assert code.send(organisation_id="9999999-2").code == "AUTHENTICATION_FAILED"


def test_without_keys_it_is_the_published_account_and_nothing_is_asked(
    qtbot: QtBot, home: Path
) -> None:
    write_profiles(home, ProfileText("Harjoitus", HOST))
    with Explorer(qtbot, home, keys={}) as explorer:
        explorer.press("Ctrl+F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        code = begin(doctor)
        assert doctor.sees("Answered with the sandbox's published account.")
        assert code.send().code == "OK"
        doctor.explorer.until(lambda: doctor.sees("key"), "the sentence")
        assert QApplication.activeModalWidget() is None
        assert doctor.page.found is None
        store = explorer.window.services.keys
        store.set_partner_key("p", Secret("0123456789ABCDEF0123456789ABCDEF"))
        store.set_user_key("u", Secret(CUSTOMER_KEY))
        doctor.window.keys.look()
        doctor.explorer.until(lambda: doctor.sees("keys of Harjoitus"), "the keys that are there")
        assert code.send().code == "AUTHENTICATION_FAILED"


def test_the_list_is_cleared(doctor: Doctor, code: Code) -> None:
    examined(doctor, lambda: code.send())
    doctor.explorer.click(doctor.explorer.link("Take the requests out of the list", doctor.window))
    assert listed(doctor) == []
    examined(doctor, lambda: code.send())
    assert len(listed(doctor)) == 1


def test_no_key_is_shown_anywhere(doctor: Doctor, code: Code) -> None:
    examined(doctor, lambda: code.send(hashed=without(8)))
    shown = "\n".join(label.text() for label in doctor.window.findChildren(QLabel))
    shown += "\n".join(button.text() for button in doctor.window.findChildren(QPushButton))
    for key in (CUSTOMER_KEY, PARTNER_KEY):
        assert key not in shown + "\n".join(listed(doctor) + doctor.rows)
