"""Answers of tabs against each other, and one request sent to two profiles."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from answering import Answering
from compare_window import Compare
from customers import customer_list, customers
from raw_server import RawServer, answer, answering
from window import KEYS, Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from raw_server import Connection

    from nvexplorer.sandbox.server import Sandbox

THERE = customers(1000, first_key=50_000)
random.Random(3).shuffle(THERE)


def serving(body: bytes, times: int = 4):
    return answering(*[answer(body)] * times)


@pytest.fixture
def two(qtbot: QtBot, home: Path):
    """Two profiles on servers that answer alike but for keys, order and time."""
    one = RawServer(serving(customer_list(customers(1000))))
    other = RawServer(serving(customer_list(THERE, "23.11.2026 9:00:00")))
    with one, other:
        write_profiles(
            home,
            ProfileText("Koe", f"http://127.0.0.1:{one.port}"),
            ProfileText(
                "Tuotanto", f"http://127.0.0.1:{other.port}", "production", "Oikea Oy", "1234567-1"
            ),
        )
        with Explorer(qtbot, home) as explorer:
            yield Compare(explorer), one, other


def test_a_request_is_sent_to_both_profiles_and_does_not_differ(two) -> None:
    compare, one, other = two
    explorer = compare.explorer
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+F9")
    assert [row.split(",")[:2] for row in compare.picker] == [["PRODUCTION", " Tuotanto"]]
    compare.choose("tuotanto")
    compare.come_forward()
    compare.done()
    assert compare.sees("No difference")
    assert compare.page.options.preset == "environments"
    assert (len(one.requests), len(other.requests)) == (1, 1)
    first, second = (each.requests[0].split(b"\r\n") for each in (one, other))
    mac = next(line for line in first if b"Authentication-MAC:" in line)
    assert mac not in second
    explorer.press("F5")
    explorer.until(lambda: len(other.requests) == 2 and not compare.window.sending.sending, "both")
    compare.done()
    compare.window.close()
    explorer.come_back()
    rows = [row for row in explorer.show_log() if "customerlist" in row]
    assert len(rows) == 4


def test_a_refusal_of_one_profile_is_told_of(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    refused = (
        b"<Root><ResponseStatus><Status>FAILED</Status>"
        b"<Status>INVALID_DATA :: Keyword is too short</Status></ResponseStatus></Root>"
    )
    with RawServer(serving(refused)) as server:
        write_profiles(
            home,
            ProfileText("Koe", sandbox.url, "sandbox"),
            ProfileText("Muu", f"http://127.0.0.1:{server.port}"),
        )
        with Explorer(qtbot, home) as explorer:
            compare = Compare(explorer)
            explorer.open_resource("customerlist")
            explorer.press("Ctrl+F9")
            compare.choose("muu")
            compare.come_forward()
            compare.done()
            assert "Muu: " in compare.page.banner.text
            assert "Keyword is too short" in compare.page.banner.text
            assert any(row.startswith("removed: ") for row in compare.rows)


def test_the_answer_of_a_tab_is_compared_with_the_one_before(qtbot: QtBot, home: Path) -> None:
    before, after = customers(3), customers(3)
    after[1] = after[1]._replace(name="Toinen Nimi Oy")
    bodies = (customer_list(before), customer_list(after, "23.11.2026 9:00:00"))
    with RawServer(answering(*map(answer, bodies))) as server:
        write_profiles(home, ProfileText("Koe", f"http://127.0.0.1:{server.port}"))
        with Explorer(qtbot, home) as explorer:
            compare = Compare(explorer)
            explorer.open_resource("customerlist")
            first = explorer.send()
            explorer.press("Ctrl+Return")
            explorer.ended(first)
            explorer.click(explorer.button("Compare"))
            assert compare.picker[0].split(",")[1] == " The answer before this"
            explorer.press("Return")
            compare.come_forward()
            compare.done()
            assert compare.page.options.preset == "later"
            assert compare.rows[1:] == ["changed: Name: Asiakas 1 Oy → Toinen Nimi Oy"]
            left, right = compare.page.sides
            assert left.body is first.answer.body
            assert right.body is explorer.tab.response.exchange.answer.body


def test_the_answer_of_another_tab_comes_before_files(explorer: Explorer) -> None:
    compare = Compare(explorer)
    explorer.open_resource("productlist")
    explorer.send()
    explorer.press("Ctrl+T")
    explorer.open_resource("customerlist")
    explorer.send()
    explorer.press("Ctrl+D")
    explorer.send()
    explorer.press("F9")
    texts = [row.split(", ")[1] if row.startswith("SANDBOX") else row for row in compare.picker]
    assert texts == [
        "Answer of customerlist.nv",
        "The same request, sent again, same company later",
        "A file…",
        "The text on the clipboard",
        "Answer of productlist.nv",
    ]
    explorer.press("Return")
    compare.come_forward()
    compare.done()
    assert compare.sees("No difference")


def test_two_requests_are_compared(explorer: Explorer) -> None:
    compare = Compare(explorer)
    explorer.open_resource("customer.nv")
    explorer.write_body("<root><customer><name>Yksi</name></customer></root>")
    explorer.press("Ctrl+D")
    explorer.write_body("<root><customer><name>Kaksi</name></customer></root>")
    compare.window.open()
    compare.come_forward()
    explorer.press("Ctrl+2")
    compare.choose("body of customer")
    compare.come_forward()
    explorer.window.workspace.select(1)
    explorer.press("Ctrl+1")
    compare.choose("body of customer")
    compare.done()
    assert compare.rows[-1].endswith("name: Yksi → Kaksi")


def test_a_saved_request_can_stand_on_a_side(explorer: Explorer) -> None:
    compare = Compare(explorer)
    explorer.open_resource("customer.nv")
    explorer.write_body("<root><customer><name>Yksi</name></customer></root>")
    draft = explorer.tab.request.draft()
    explorer.window.services.saved.save("Malli", draft, "Harjoitus")
    compare.window.open()
    compare.come_forward()
    explorer.press("Ctrl+1")
    compare.choose("saved request")
    compare.choose("malli")
    explorer.until(lambda: compare.page.sides[0] is not None, "the saved request")
    assert compare.page.sides[0].title == "Malli"
    assert compare.sees("Choose the other side.")


def silent(connection: Connection) -> None:
    connection.receive_request()
    connection.wait_for_close()


def test_sending_to_both_is_stopped_by_esc(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    with RawServer(silent) as server:
        write_profiles(
            home,
            ProfileText("Koe", f"http://127.0.0.1:{server.port}"),
            ProfileText("Muu", sandbox.url, "sandbox"),
        )
        with Explorer(qtbot, home) as explorer:
            compare = Compare(explorer)
            explorer.open_resource("customerlist")
            explorer.press("Ctrl+F9")
            compare.choose("muu")
            compare.come_forward()
            explorer.until(server.got_request.is_set, "the request")
            sent = "Koe: Sent. Waiting for the answer…"
            explorer.until(lambda: compare.sees(sent), "the state of the first")
            assert compare.sees("Muu: waits")
            explorer.press("Esc")
            explorer.until(lambda: not compare.window.sending.sending, "the end of sending")
            explorer.settle()
            assert compare.page.banner.text
            assert compare.page.sides == (None, None)


def test_a_write_to_both_asks_first(explorer: Explorer) -> None:
    compare = Compare(explorer)
    explorer.open_resource("customer.nv")
    explorer.write_body("<root/>")
    profile_id = explorer.tab.profile_id
    from nvexplorer.ui.panes.compare.send_both import Both

    with Answering("Do not send") as answered:
        compare.window.send_both(Both(explorer.tab.request.draft(), (profile_id, profile_id)))
    assert "Send customer.nv to both?" in answered.asked
    assert not compare.window.sending.sending
    explorer.settle()
    compare.window.close()
    explorer.come_back()
    assert not [row for row in explorer.show_log() if "customer" in row]


def test_no_key_is_in_what_is_shown_or_told(two) -> None:
    compare, *_ = two
    compare.explorer.open_resource("customerlist")
    compare.explorer.press("Ctrl+F9")
    compare.choose("tuotanto")
    compare.done()
    compare.explorer.press("Ctrl+Shift+C")
    told = compare.explorer.clipboard + compare.window.windowTitle()
    told += compare.explorer.text(compare.window) + repr(compare.page.sides[0])[:20_000]
    for key in KEYS.values():
        assert key not in told


def test_old_answers_go_with_their_tab(explorer: Explorer) -> None:
    compare = Compare(explorer)
    explorer.open_resource("customerlist")
    first = explorer.send()
    explorer.press("Ctrl+Return")
    explorer.ended(first)
    explorer.press("Ctrl+D")
    explorer.send()
    explorer.press("F9")
    assert sum("Earlier answer of" in row for row in compare.picker) == 1
    explorer.press("Esc")
    explorer.come_back()
    explorer.window.workspace.close_tab(0)
    explorer.press("F9")
    assert not any("nswer of" in row or "before" in row for row in compare.picker)
    explorer.press("Esc")
