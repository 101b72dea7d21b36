"""A long range of dates is fetched in parts and answered as one."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from lxml import etree
from PySide6.QtWidgets import QComboBox, QTreeWidget
from raw_server import answer

if TYPE_CHECKING:
    from raw_server import Connection
    from window import Explorer

    from nvexplorer.sandbox.server import Sandbox

OK = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Vouchers>%b</Vouchers></Root>"
REFUSED = (
    b"<Root><ResponseStatus><Status>FAILED</Status>"
    b"<Status>TECHNICAL_ERROR :: Try later</Status></ResponseStatus></Root>"
)


def ask_in_parts(explorer: Explorer, start: str, end: str) -> None:
    explorer.open_resource("accountingledger")
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+A")
    explorer.type(f"accountingledger.nv?startdate={start}&enddate={end}")
    explorer.press("Return")
    explorer.press("Ctrl+Shift+Return")


def listed(explorer: Explorer) -> list[str]:
    tree = explorer.named(QTreeWidget, "Parts", explorer.tab)
    items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [f"{item.text(0)} {item.text(1)}".strip() for item in items]


def body_of(explorer: Explorer) -> bytes:
    body = explorer.tab.response.exchange.answer.body
    return body.read(0, body.size)


def test_the_parts_together_are_what_one_request_would_have_been_answered(
    explorer: Explorer, sandbox: Sandbox
) -> None:
    ask_in_parts(explorer, "2025-01-01", "2025-06-30")
    assert explorer.sees("6 requests, one after the other", explorer.tab)
    explorer.press("Space")
    explorer.until(lambda: explorer.sees("joined of 6 answers", explorer.tab), "the joined answer")
    months = [seen.target for seen in sandbox.seen]
    assert months[1] == "/accountingledger.nv?startdate=2025-02-01&enddate=2025-02-28"
    assert len({seen.transaction_id for seen in sandbox.seen}) == 6
    joined = etree.fromstring(body_of(explorer))

    explorer.press("Ctrl+Return")
    explorer.until(lambda: len(sandbox.seen) == 7, "the whole in one request")
    explorer.until(lambda: not explorer.tab.sending, "its end")
    whole = etree.fromstring(body_of(explorer))
    keys = whole.xpath("//Voucher/NetvisorKey/text()")
    assert len(keys) > 50
    assert sorted(joined.xpath("//Voucher/NetvisorKey/text()")) == sorted(keys)
    assert [child.tag for child in joined] == [child.tag for child in whole]


class Ledger:
    """Answers each month with one voucher; refuses `refused` as often as it says, and holds the
    answer to `held` back until `release`."""

    def __init__(self, refused: str = "-", times: int = 0, held: str = "-") -> None:
        self.refused, self.times, self.held = refused, times, held
        self.asked: list[str] = []
        self.holding = threading.Event()
        self.release = threading.Event()

    def __call__(self, connection: Connection) -> None:
        while request := connection.receive_request():
            month = re.search(rb"startdate=(\d{4}-\d\d)", request)[1].decode()
            self.asked.append(month)
            if month == self.refused and self.times:
                self.times -= 1
                connection.send(answer(REFUSED))
                continue
            if month == self.held:
                self.held = "-"
                self.holding.set()
                self.release.wait(20)
            connection.send(answer(OK % b"<Voucher>%b</Voucher>" % month.encode()))


def test_a_part_that_is_refused_stops_the_rest_and_is_asked_again(on_server) -> None:
    ledger = Ledger(refused="2026-02", times=1)
    explorer, _server = on_server(ledger)
    ask_in_parts(explorer, "2026-01-01", "2026-03-31")
    explorer.press("Space")
    explorer.until(lambda: explorer.sees("TECHNICAL_ERROR :: Try later", explorer.tab), "why")
    assert ledger.asked == ["2026-01", "2026-02"]
    assert listed(explorer) == [
        "2026-01-01 – 2026-01-31 OK",
        "2026-02-01 – 2026-02-28 FAILED",
        "2026-03-01 – 2026-03-31",
    ]
    explorer.click(explorer.button("Try again", explorer.tab))
    explorer.until(lambda: explorer.sees("joined of 3 answers", explorer.tab), "the joined answer")
    assert ledger.asked == ["2026-01", "2026-02", "2026-02", "2026-03"]
    assert re.findall(rb"<Voucher>(.*?)<", body_of(explorer)) == [
        b"2026-01", b"2026-02", b"2026-03",
    ]  # fmt: skip


def test_what_came_can_be_taken_though_parts_are_missing(on_server) -> None:
    explorer, _server = on_server(Ledger(refused="2026-03", times=9))
    ask_in_parts(explorer, "2026-01-01", "2026-04-30")
    explorer.press("Space")
    explorer.until(lambda: explorer.sees("TECHNICAL_ERROR :: Try later", explorer.tab), "why")
    explorer.click(explorer.button("Take what came", explorer.tab))
    explorer.until(lambda: explorer.sees("joined of 2 answers", explorer.tab), "the joined answer")


def test_esc_pauses_and_the_part_under_way_is_asked_again(on_server) -> None:
    ledger = Ledger(held="2026-02")
    explorer, _server = on_server(ledger)
    ask_in_parts(explorer, "2026-01-01", "2026-03-31")
    explorer.press("Space")
    explorer.until(ledger.holding.is_set, "the second part")
    explorer.press("Esc")
    explorer.until(lambda: explorer.sees("1 of 3", explorer.tab), "the pause")
    ledger.release.set()
    explorer.click(explorer.button("Go on", explorer.tab))
    explorer.until(lambda: explorer.sees("joined of 3 answers", explorer.tab), "the joined answer")
    assert ledger.asked == ["2026-01", "2026-02", "2026-02", "2026-03"]


def test_what_comes_in_two_parts_is_taken_once_and_said(on_server) -> None:
    day = b"<Voucher>border</Voucher>"

    def twice(connection: Connection) -> None:
        while connection.receive_request():
            connection.send(answer(OK % day))

    explorer, _server = on_server(twice)
    ask_in_parts(explorer, "", "")
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+A")
    explorer.type("accountingledger.nv?lastmodifiedstart=2026-01-01&lastmodifiedend=2026-02-28")
    explorer.press("Return")
    explorer.press("Ctrl+Shift+Return")
    explorer.press("Space")
    explorer.until(lambda: explorer.sees("joined of 2 answers", explorer.tab), "the joined answer")
    assert body_of(explorer) == OK % day
    assert explorer.sees("1 element came in two parts and was taken once.", explorer.tab)


def test_other_lengths_can_be_chosen_before_it_begins(explorer: Explorer) -> None:
    ask_in_parts(explorer, "2026-11-16", "2026-11-29")
    assert listed(explorer) == ["2026-11-16 – 2026-11-22", "2026-11-23 – 2026-11-29"]
    explorer.named(QComboBox, "How long each part is", explorer.tab).setFocus()
    explorer.press("Down")
    explorer.until(lambda: len(listed(explorer)) == 14, "a row for each day")


def test_what_has_no_range_of_dates_says_so(explorer: Explorer) -> None:
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Shift+Return")
    assert explorer.sees("customerlist.nv takes no range of dates", explorer.tab)
    ask_in_parts(explorer, "2026-13-01", "2026-11-29")
    assert explorer.sees("startdate is '2026-13-01', which is no date.", explorer.tab)
