"""From a refused request to the sentence that says how its MAC was made, with real workers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from doctor_window import CUSTOMER_KEY, PARTNER_KEY, RIGHT, dump
from PySide6.QtWidgets import QLineEdit, QPushButton

if TYPE_CHECKING:
    from doctor_window import Doctor

UNKNOWN = hashlib.sha256(b"quite another text").hexdigest()
LOCAL = RIGHT._replace(timestamp="2026-11-22 15:30:12.000")


def test_a_refused_request_is_pasted_and_explained(doctor: Doctor) -> None:
    doctor.paste(dump(LOCAL.mac))
    assert doctor.sees("✓ 12 fields recognised")
    assert doctor.sees("nothing missing")
    assert doctor.find() == "Proven: this difference reproduces your MAC exactly"
    assert doctor.sees("The timestamp in the MAC is Finnish local time.")
    row = next(each for each in doctor.rows if each.startswith("Timestamp\t"))
    assert row.startswith("Timestamp\t2026-11-22 13:30:12.000\t2026-11-22 15:30:12.000\t")
    same = [each for each in doctor.rows if "\tsame\t" in each]
    assert len(same) == len(doctor.rows) - 1
    doctor.explorer.press("Ctrl+Shift+C")
    text = doctor.explorer.clipboard
    assert "Proven: this difference reproduces your MAC exactly" in text
    copying = doctor.explorer.link("Copy report, keys hidden", doctor.window)
    next(each for each in copying.menu().actions() if each.text() == "As Markdown").trigger()
    markdown = doctor.explorer.clipboard
    assert markdown.startswith("### Proven")
    for key in (CUSTOMER_KEY, PARTNER_KEY):
        assert key not in text + markdown + "\n".join(doctor.rows)
        assert not doctor.sees(key)


def test_two_differences_are_found_together(doctor: Doctor) -> None:
    doctor.paste(dump(LOCAL._replace(unix="").mac))
    assert doctor.find() == "Proven: these two differences reproduce your MAC exactly"
    wrong = [each.split("\t")[0] for each in doctor.rows if "\tsame\t" not in each]
    assert wrong == ["Timestamp", "TimestampUnix"]


def test_a_right_mac_is_said_to_be_right(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT.mac))
    assert doctor.find() == "The MAC is right"
    assert doctor.sees("Also noticed")
    assert doctor.sees("Both stamps are")


def test_what_is_missing_is_typed_and_used(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT.mac, "MAC", "TransactionId"))
    assert doctor.sees("! 10 fields recognised")
    assert doctor.sees("missing: Transaction ID and MAC")
    doctor.explorer.press("Ctrl+Return")
    doctor.explorer.until(lambda: doctor.sees("The request holds no MAC."), "what is wrong")
    mac = doctor.explorer.named(QLineEdit, "MAC", doctor.window)
    doctor.explorer.until(mac.hasFocus, "the field for the MAC")
    doctor.explorer.type(RIGHT.mac)
    doctor.explorer.write(doctor.window, "Transaction ID", RIGHT.transaction_id)
    assert doctor.sees("nothing missing")
    assert doctor.find() == "The MAC is right"


def test_a_recognised_field_can_be_changed(doctor: Doctor) -> None:
    changed = RIGHT._replace(language="FI")
    doctor.paste(dump(changed.mac))
    doctor.explorer.click(doctor.explorer.button("Show fields", doctor.window))
    doctor.explorer.write(doctor.window, "Language", "FI")
    assert doctor.find() == "The MAC is right"
    doctor.explorer.write(doctor.window, "Language", "SE")
    assert doctor.sees("The request was changed since.")


def test_a_search_is_ended_by_escape_and_the_window_closed_by_another(doctor: Doctor) -> None:
    text = dump(UNKNOWN)
    doctor.paste(text)
    doctor.explorer.press("Ctrl+Return")
    doctor.explorer.until(lambda: doctor.sees("candidates so far"), "the progress")
    doctor.explorer.press("Esc")
    assert not doctor.page.searcher.searching
    assert doctor.window.isVisible()
    doctor.explorer.press("Esc")
    doctor.explorer.until(doctor.window.isHidden, "the end of the window")
    doctor.explorer.come_back()
    doctor.explorer.press("F7")
    doctor.come_forward()
    assert doctor.page.paste.text == text
    assert doctor.sees("✓ 12 fields recognised")


def test_the_corrected_request_is_opened_in_a_tab(doctor: Doctor) -> None:
    doctor.paste(dump(LOCAL.mac))
    doctor.find()
    button = doctor.explorer.button("Open corrected in a tab", doctor.window)
    doctor.explorer.click(button)
    doctor.explorer.come_back()
    draft = doctor.explorer.tab.request.draft()
    assert (draft.method, draft.resource) == ("GET", "customerlist.nv")
    assert [(each.name, each.value) for each in draft.parameters if each.value] == [
        ("keyword", "Mäkinen"),
        ("changedsince", "2026-11-01"),
    ]
    assert doctor.explorer.tab.profile_id == "Harjoitus"


def test_a_request_behind_an_answer_of_netvisor_shows_the_string_it_expected(
    doctor: Doctor,
) -> None:
    told = "&amp;".join(
        [
            "https://isvapi.netvisor.fi/customerlist.nv?keyword=M?kinen&amp;changedsince=2026-11-01",
            *RIGHT[1:8],
            "[REDACTED]",
        ]
    )
    answer = (
        "HTTP/1.1 200 OK\n\n<Root><ResponseStatus><Status>FAILED</Status><Status>"
        f"AUTHENTICATION_FAILED :: Tarkasta merkkijono {told} :: {'ab' * 32}</Status>"
        "<TimeStamp>22.11.2026 15:30:13</TimeStamp></ResponseStatus></Root>"
    )
    doctor.paste(f"{dump(LOCAL.mac)}\n{answer}")
    doctor.find()
    assert doctor.sees("It differs from what we expect of this request in URL.")
    rows = doctor.page.report.echo.table.row_texts()
    assert rows[0].split("\t")[1].endswith("keyword=M?kinen&changedsince=2026-11-01")
    assert rows[1].split("\t") == ["Sender", "Netvisor Explorer", "same", "Netvisor Explorer"]
    assert rows[3].split("\t")[3] == "2026-11-22 15:30:12.000"


def test_the_window_goes_with_the_main_one(doctor: Doctor) -> None:
    doctor.paste(dump(UNKNOWN))
    doctor.explorer.press("Ctrl+Return")
    doctor.explorer.press("Ctrl+Q")
    doctor.explorer.until(lambda: not doctor.explorer.window.isVisible(), "the end")
    assert not doctor.window.isVisible()


def test_buttons_have_names(doctor: Doctor) -> None:
    doctor.paste(dump(LOCAL.mac))
    doctor.find()
    for button in doctor.window.findChildren(QPushButton):
        assert button.text() or button.accessibleName()
