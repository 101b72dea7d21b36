"""The window stays alive whatever it shows.

The aim is that it never stands still for 50 ms, which bench_first_screen.py measures on a quiet
machine. The bounds here hold on a busy machine, too, and work in the window's thread breaks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtWidgets import QLineEdit
from raw_server import answer, answering
from vouchers import voucher_answer

from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from pathlib import Path

    from window import Explorer

LONGEST_STOP = 1500.0  # milliseconds, whatever else the machine does


def check(what: str, heart: Heartbeat) -> None:
    work, stop = heart.longest_work, heart.longest
    print(f"{what}: worked {work:.0f} ms at a stretch, stood still {stop:.0f} ms")
    assert work < MOST_WORK
    assert stop < LONGEST_STOP


@pytest.mark.parametrize("megabytes", [1, 20])
def test_a_large_answer_is_received_shown_and_searched(on_server, megabytes: int) -> None:
    body = voucher_answer(megabytes * 1_000_000)
    explorer, _ = on_server(answering(answer(body, "Content-Type: text/xml")))
    explorer.open_resource("accountingledger")
    explorer.settle()
    with Heartbeat() as shown:
        explorer.send()
        assert explorer.outcome == "OK"
        view = explorer.named(XmlView, "Answer", explorer.tab)
        explorer.until(lambda: view.is_complete, "all rows")
    assert view.row_count == body.count(b"\n") + 1
    with Heartbeat() as found:
        view.setFocus()
        explorer.press("Ctrl+End")
        last = body.count(b"\n")
        explorer.until(lambda: view.verticalScrollBar().value() > last - 200, "the end")
        explorer.press("Ctrl+F")
        explorer.until(lambda: isinstance(explorer.focus, QLineEdit), "the find field")
        explorer.type("9000002")
        explorer.until(lambda: explorer.sees("1 of 1", explorer.tab), "the hit")
    check(f"{megabytes} MB shown", shown)
    check(f"{megabytes} MB searched", found)


def test_a_large_body_is_loaded_and_typed_into(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "suuri.xml"
    body = voucher_answer(1_000_000)
    file.write_bytes(body)
    explorer.open_resource("customer.nv")
    explorer.turn_to("Body", explorer.tab.request)
    editor = explorer.tab.request.body.editor
    with Heartbeat() as heart:
        explorer.tab.request.body.load_file(str(file))
        explorer.until(lambda: explorer.sees("Loaded suuri.xml."), "the note")
        explorer.until(lambda: not editor.filling, "the whole text")
        explorer.until(editor.hasFocus, "the editor")
        explorer.type("<a/>")
    assert explorer.tab.request.draft().body.startswith("<a/><Root>")
    check("1 MB loaded", heart)


def test_requests_open_and_urls_are_typed_without_a_stop(explorer: Explorer) -> None:
    with Heartbeat() as opened:
        explorer.open_resource("salesinvoicelist")  # as many parameters as any
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+A")
    with Heartbeat() as typed:
        explorer.type("salesinvoicelist.nv?begininvoicedate=2026-01-01&oma=ä&endi=1")
    named = [("begininvoicedate", "2026-01-01"), ("oma", "ä"), ("endi", "1")]
    assert [(p.name, p.value) for p in explorer.tab.request.draft().parameters] == named
    for _ in range(len("&endi=1") + len("ma=ä")):
        explorer.press("Backspace")
    assert [p.name for p in explorer.tab.request.draft().parameters] == ["begininvoicedate", "o"]
    check("opened", opened)
    check("typed", typed)
