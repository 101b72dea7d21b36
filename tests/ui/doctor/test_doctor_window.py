"""What the doctor's window does around the search: long texts, several requests, keys, tabs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from doctor_window import CUSTOMER_KEY, PARTNER_KEY, RIGHT, Doctor, dump
from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from window import Explorer, ProfileText, write_profiles

from nvexplorer.doctor.diagnosis import SearchResult
from nvexplorer.dumps.dump import Dump, Header
from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.doctor.told import tell
from nvexplorer.ui.theme import Scheme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.sandbox.server import Sandbox

# Bounds that hold on a busy machine, too; work in the window's thread breaks them.


def test_a_header_that_is_misspelt_is_said_before_any_search(doctor: Doctor) -> None:
    right = "X-Netvisor-Organisation-ID"
    doctor.paste(dump(RIGHT.mac).replace(right, "X-Netvisor-Organization-ID"))
    assert doctor.sees("✓ 12 fields recognised")
    assert doctor.sees("X-Netvisor-Organization-ID")
    assert doctor.sees(right)


def test_of_several_requests_one_is_chosen(doctor: Doctor) -> None:
    entries = [
        {
            "request": {
                "method": "GET",
                "url": f"https://isvapi.netvisor.fi/{name}.nv",
                "headers": [{"name": "X-Netvisor-Authentication-Sender", "value": name}],
            },
            "response": {"status": 200, "content": {"text": ""}},
        }
        for name in ("customerlist", "salesinvoicelist")
    ]
    doctor.paste(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    chooser = doctor.explorer.named(QComboBox, "Request among several", doctor.window)
    assert chooser.count() == 2
    assert "customerlist.nv" in chooser.itemText(0)
    chooser.setFocus()
    doctor.explorer.press("Down")
    assert doctor.page.recognised.reading is not None
    assert doctor.page.recognised.reading.dump.url.endswith("/salesinvoicelist.nv")


def test_five_megabytes_are_pasted_without_a_stop(doctor: Doctor) -> None:
    noise = "2026-11-22 13:30:12 INFO nothing of interest happened here at all today\n"
    text = noise * (5_000_000 // len(noise)) + dump(RIGHT.mac)
    with Heartbeat() as heart:
        doctor.paste(text)
    print(f"worked {heart.longest_work:.0f} ms at a stretch")
    assert heart.longest_work < MOST_WORK
    assert doctor.page.paste.text == text
    assert doctor.sees("5.0 MB of it are read")
    assert doctor.sees("✓ 12 fields recognised")
    shown = doctor.page.paste.editor.toPlainText()
    assert RIGHT.mac in shown, "the part with the request is not shown"
    doctor.paste("GET https://isvapi.netvisor.fi/customerlist.nv")
    assert not doctor.sees("of it are read")


def test_one_line_of_a_megabyte_is_pasted_without_a_stop(doctor: Doctor) -> None:
    log = {"log": {"entries": [], "comment": "x" * 1_000_000}}
    with Heartbeat() as heart:
        doctor.paste(json.dumps(log))
    assert heart.longest_work < MOST_WORK
    assert doctor.sees("1.0 MB of it are read")


def test_a_space_that_does_not_break_is_examined_as_one(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT.mac).replace("Netvisor Explorer", "Netvisor\u00a0Explorer"))
    assert "Netvisor\u00a0Explorer" in doctor.page.paste.text


def test_the_profile_that_fits_the_request_is_taken(doctor: Doctor) -> None:
    assert doctor.window.keys.profile_id == "Harjoitus"
    doctor.paste(dump(RIGHT.mac).replace("9999999-2", "1234567-1"))
    assert doctor.window.keys.profile_id == "Muu"
    assert doctor.find() != "The MAC is right", "another organisation ID was hashed"


def test_keys_of_another_profile_are_tried_unless_taken_out(qtbot: QtBot, home: Path) -> None:
    write_profiles(
        home,
        ProfileText("Harjoitus", "https://isvapi.netvisor.fi"),
        ProfileText("Muu", "https://isvapi.netvisor.fi", "test", "Muu Oy", "1234567-1"),
    )
    file = home / "config" / "profiles.toml"
    text = file.read_text(encoding="utf-8").replace(
        '[profiles.Muu]\nname = "Muu"\npartner = "p"\nuser = "u"',
        '[users.v]\nname = "Other"\ncustomer_id = "SB_1"\n'
        '[profiles.Muu]\nname = "Muu"\npartner = "p"\nuser = "v"',
    )
    file.write_text(text, encoding="utf-8")
    other = "0123456789ABCDEF0123456789ABCDEF"
    keys = {"partner/p": PARTNER_KEY, "user/u": CUSTOMER_KEY, "user/v": other}
    with Explorer(qtbot, home, keys=keys) as explorer:
        explorer.press("F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        explorer.settle()
        doctor.paste(dump(RIGHT._replace(customer_key=other).mac))
        assert doctor.find().startswith("Proven")
        assert "Muu" in explorer.text(doctor.window)
        explorer.press("Ctrl+E")
        explorer.until(QApplication.activePopupWidget, "the choice of keys")
        popup = QApplication.activePopupWidget()
        assert popup is not None
        others = popup.findChild(QListWidget)
        assert others is not None
        assert others.item(0).checkState() == Qt.CheckState.Checked
        others.item(0).setCheckState(Qt.CheckState.Unchecked)
        popup.close()
        assert doctor.window.keys.others == ()
        assert doctor.sees("The request was changed since.")


def test_missing_keys_are_asked_for_and_the_search_goes_on(qtbot: QtBot, home: Path) -> None:
    write_profiles(home, ProfileText("Harjoitus", "https://isvapi.netvisor.fi"))
    with Explorer(qtbot, home, keys={}) as explorer:
        explorer.press("F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        doctor.paste(dump(RIGHT.mac))

        def enter(box) -> None:
            explorer.until(lambda: explorer.sees("The keys are not known yet", box), "the question")
            services = explorer.window.services
            services.keys.set_user_key("u", Secret(CUSTOMER_KEY))
            services.keys.set_partner_key("p", Secret(PARTNER_KEY))
            box.accept()

        with explorer.answering(enter):
            explorer.press("Ctrl+Return")
            explorer.until(lambda: doctor.page.found is not None, "the result")
        assert doctor.headline == "The MAC is right"


def test_rows_are_walked_and_spoken(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT._replace(language="FI").mac))
    doctor.find()
    table = doctor.page.report.table
    table.setFocus()
    for _ in range(4):
        doctor.explorer.press("Down")
    assert table.currentIndex().row() == 4
    spoken = table.model().data(table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Language: expected EN; your MAC was made with FI")
    doctor.explorer.press("Ctrl+C")
    assert doctor.explorer.clipboard.startswith("Language\tEN\tFI")
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Name) == "Parts of the MAC input"


def test_nothing_found_is_answered_with_what_to_do_next(doctor: Doctor) -> None:
    """The search itself is left out: it takes its whole time when there is nothing to find."""
    hashed = RIGHT._replace(sender="Toinen ohjelma")
    doctor.paste(dump(hashed.mac))
    doctor.find()
    case = doctor.page.found.case
    nothing = SearchResult((), 1_234_567, 3, 10.0, True)
    doctor.page.report.show_told(tell(case, nothing), case)
    assert doctor.headline == "How this MAC was made was not found"
    assert doctor.sees("What no search can find")
    field = doctor.explorer.named(QPlainTextEdit, "String that your code hashed", doctor.window)
    field.setFocus()
    stars = "&".join([*hashed[:8], "****", "****"])
    QApplication.clipboard().setText(stars)
    doctor.explorer.press("Ctrl+V")
    table = doctor.page.report.experiment.table
    doctor.explorer.until(table.isVisible, "the comparison")
    assert doctor.sees("makes exactly your MAC")
    sender = table.row_texts()[1].split("\t")
    assert sender[:3] == ["Sender", "Netvisor Explorer", "Toinen ohjelma"]


def test_a_request_caught_elsewhere_is_written_out_and_examined(doctor: Doctor) -> None:
    lines = dump(RIGHT.mac).splitlines()
    headers = tuple(Header(*line.split(": ", 1)) for line in lines[1:])
    doctor.window.examine_dump(Dump("caught", "GET", lines[0][4:], headers), live=True)
    doctor.explorer.until(lambda: doctor.page.found is not None, "the result")
    assert doctor.headline == "The MAC is right"
    assert RIGHT.mac in doctor.page.paste.text


def test_the_open_tab_is_taken_before_and_after_it_was_sent(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.fill("keyword", "Mäkinen")
        explorer.press("Shift+F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        explorer.settle()
        doctor.read()
        assert doctor.sees("customerlist.nv as it would be sent now.")
        assert doctor.find() == "The MAC is right"
        first = doctor.page.paste.text
        doctor.window.close()
        explorer.come_back()
        exchange = explorer.send()
        explorer.press("Shift+F7")
        doctor.come_forward()
        explorer.settle()
        doctor.read()
        assert doctor.sees("customerlist.nv as it was sent at")
        assert exchange.request.mac in doctor.page.paste.text
        assert doctor.page.paste.text != first
        assert CUSTOMER_KEY not in doctor.page.paste.text
        assert doctor.find() == "The MAC is right"


def test_the_size_is_remembered(doctor: Doctor) -> None:
    doctor.window.resize(1010, 640)
    doctor.explorer.press("Ctrl+W")
    doctor.explorer.until(doctor.window.isHidden, "the end")
    assert doctor.explorer.window.services.settings.current.doctor_geometry


def test_a_logged_string_is_laid_beside_ours(doctor: Doctor) -> None:
    hashed = RIGHT._replace(sender="Toinen ohjelma")
    log = f"MAC input: {'&'.join(hashed[:8])}&****&****\n"
    doctor.paste(f"{log}{dump(hashed.mac)}")
    doctor.explorer.press("Ctrl+Return")
    doctor.explorer.until(lambda: doctor.page.found is not None, "the result")
    assert doctor.sees("The string that stood beside the request")
    assert doctor.sees("makes exactly your MAC")


def test_everything_that_takes_the_keyboard_has_a_name_and_is_reached(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT.mac, "MAC"))
    doctor.explorer.write(doctor.window, "MAC", RIGHT._replace(language="FI").mac)
    doctor.find()
    wanted = {
        widget
        for widget in doctor.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
    }
    for widget in wanted:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    reached = []
    doctor.page.paste.editor.setFocus()
    while (focus := doctor.window.focusWidget()) not in reached:
        reached.append(focus)
        doctor.explorer.press("Tab")
    unreached = wanted - set(reached)
    # Of a row of ways Tab reaches the one that is used, the arrow keys the others.
    assert all(isinstance(each, QPushButton) and each.group() for each in unreached)
    editor, table = doctor.page.paste.editor, doctor.page.report.table
    find = doctor.page.recognised.button
    assert reached.index(editor) < reached.index(find) < reached.index(table)


def test_a_request_handed_over_by_a_tab_is_examined_at_once(doctor: Doctor) -> None:
    explorer = doctor.explorer
    doctor.window.close()
    explorer.come_back()
    explorer.open_resource("customerlist")
    explorer.window.workspace.doctor_wanted.emit(dump(RIGHT.mac))
    doctor.come_forward()
    explorer.until(lambda: doctor.page.found is not None, "the result")
    assert doctor.headline == "The MAC is right"
    assert doctor.window.take_tab.isEnabled()
    explorer.press("F7")
    explorer.until(explorer.window.isActiveWindow, "the main window in front")


def test_the_window_takes_other_colours_with_the_program(doctor: Doctor) -> None:
    doctor.paste(dump(RIGHT.mac))
    doctor.find()
    theme = doctor.explorer.theme
    theme.set_scheme(Scheme.DARK)
    image = doctor.window.grab().toImage()
    assert image.pixelColor(4, image.height() - 4).name() == theme.tokens.surface
    colours = {each.format.foreground().color().name() for each in extra(doctor)}
    assert colours == {theme.tokens.xml_tag}
    theme.set_scheme(Scheme.LIGHT)


def extra(doctor: Doctor) -> list[QTextEdit.ExtraSelection]:
    return doctor.page.paste.editor.extraSelections()


def test_a_file_is_dropped_and_read_in_its_encoding(doctor: Doctor, tmp_path: Path) -> None:
    file = tmp_path / "pyyntö.txt"
    file.write_bytes(dump(RIGHT.mac).encode("utf-16"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    doctor.page.paste.editor.insertFromMimeData(data)
    doctor.explorer.until(lambda: doctor.sees("✓ 12 fields recognised"), "the file")
    assert doctor.page.paste.text == dump(RIGHT.mac)
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "none.har"))])
    doctor.page.paste.editor.insertFromMimeData(data)
    doctor.explorer.until(lambda: doctor.sees("none.har cannot be read"), "what is wrong")
    assert doctor.page.paste.text == dump(RIGHT.mac)


def test_a_transaction_id_that_was_sent_before_is_told(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        used = explorer.send().request.stamp.transaction_id
        explorer.settle()
        explorer.press("F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        text = dump(RIGHT._replace(transaction_id=used).mac)
        doctor.paste(text.replace(RIGHT.transaction_id, used))
        assert doctor.find() == "The MAC is right"
        assert doctor.sees("What fails, or may fail, a request whose MAC is right")
