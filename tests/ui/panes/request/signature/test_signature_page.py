"""The Signature tab: what is edited becomes the MAC that hashlib makes, and none of it is sent."""

from __future__ import annotations

import hashlib
import hmac
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from window import KEYS, Explorer, ProfileText, write_profiles

from nvexplorer.model.request import Parameter, RequestDraft
from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.request.signature.bytes_view import BytesView
from nvexplorer.ui.panes.request.signature.page import SignaturePage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.model.ports import Outside
    from nvexplorer.sandbox.server import Sandbox

DRAFT = RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "Äijälä Oy"),))
CUSTOMER, PARTNER = KEYS["user/u"], KEYS["partner/p"]
LABELS = (
    "URL",
    "Sender",
    "Customer ID",
    "Timestamp",
    "Language",
    "Organisation ID",
    "Transaction ID",
    "TimestampUnix",
)


def show(explorer: Explorer, draft: RequestDraft = DRAFT) -> None:
    """In a tab of its own, with the bench in front and the keys read."""
    explorer.window.workspace.open_draft(draft, "Harjoitus")
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: explorer.sees("A bench: nothing here is ever sent."), "the bench")
    explorer.settle()


def field(explorer: Explorer, label: str) -> QLineEdit:
    return explorer.named(QLineEdit, f"{label} on the bench")


def edit(explorer: Explorer, label: str, text: str) -> None:
    explorer.write(explorer.window, f"{label} on the bench", text)


def values(explorer: Explorer) -> list[str]:
    return [field(explorer, label).text() for label in LABELS]


def mac(explorer: Explorer) -> str:
    """What the page shows as the MAC."""
    return explorer.named(QPlainTextEdit, "MAC made here").toPlainText()


def by_hand(parts: list[str], encoding: str = "iso-8859-15", customer: str = CUSTOMER) -> str:
    text = "&".join([*parts, customer, PARTNER]).encode(encoding)
    return hmac.new(f"{customer}&{PARTNER}".encode(encoding), text, hashlib.sha256).hexdigest()


def choose(explorer: Explorer, name: str, text: str) -> None:
    box = explorer.named(QComboBox, name)
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def check(explorer: Explorer, text: str) -> QCheckBox:
    boxes = explorer.tab.findChildren(QCheckBox)
    return next(each for each in boxes if each.text() == text and each.isVisible())


def test_it_shows_the_mac_of_its_values_at_every_keystroke(explorer: Explorer) -> None:
    show(explorer)
    first = values(explorer)
    assert first[0].endswith("/customerlist.nv?keyword=Äijälä Oy")
    assert mac(explorer) == by_hand(first)
    sender = field(explorer, "Sender")
    sender.setFocus()
    explorer.press("End")
    for letter in "ä ":
        explorer.type(letter)
        assert mac(explorer) == by_hand(values(explorer))
    assert values(explorer)[1] == "Netvisor Explorerä "
    assert explorer.sees("It ends with 1 space.")
    dump = explorer.named(BytesView, "Bytes of the MAC input").text()
    assert "E4" in dump
    assert "••" in dump
    assert sender.property("changed") is True


def test_a_change_is_put_back_with_one_click(explorer: Explorer) -> None:
    from PySide6.QtWidgets import QToolButton

    show(explorer)
    first = mac(explorer)
    for label, text in (("Language", ""), ("Organisation ID", "  "), ("URL", "x&y")):
        own = field(explorer, label).text()
        edit(explorer, label, text) if text else edit(explorer, label, "\b")
        if not text:
            field(explorer, label).clear()
            field(explorer, label).textEdited.emit("")
        assert mac(explorer) == by_hand(values(explorer)) != first
        name = label if label.isupper() else label[0].lower() + label[1:]
        explorer.click(explorer.named(QToolButton, f"Back to the request's own {name}"))
        assert field(explorer, label).text() == own
        assert field(explorer, label).property("changed") is False
        assert mac(explorer) == first


@pytest.mark.parametrize(
    ("algorithm", "function"),
    [("SHA256 (deprecated)", hashlib.sha256), ("MD5 (deprecated)", hashlib.md5)],
)
def test_algorithm_encoding_and_form_of_the_url(explorer: Explorer, algorithm, function) -> None:
    show(explorer)
    choose(explorer, "Encoding on the bench", "UTF-8")
    assert mac(explorer) == by_hand(values(explorer), "utf-8")
    choose(explorer, "Form of the URL on the bench", "URL as sent")
    assert values(explorer)[0].endswith("?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy")
    assert mac(explorer) == by_hand(values(explorer), "utf-8")
    choose(explorer, "Algorithm on the bench", algorithm)
    text = "&".join([*values(explorer)[:-1], CUSTOMER, PARTNER]).encode()
    assert mac(explorer) == function(text).hexdigest()
    assert explorer.sees("is deprecated and may be refused")
    assert explorer.sees("Not in the MAC input of ")
    assert not field(explorer, "TimestampUnix").isEnabled()
    explorer.click(explorer.link("Put everything back to the request's own values"))
    assert mac(explorer) == by_hand(values(explorer))


def test_nothing_of_the_bench_is_ever_sent(explorer: Explorer, sandbox: Sandbox) -> None:
    show(explorer)
    check(explorer, "Pin stamps").click()
    check(explorer, "Pin ID").click()
    edit(explorer, "Transaction ID", "PINNED-1")
    edit(explorer, "Sender", "Somebody else")
    edit(explorer, "URL", "http://127.0.0.1:9/getcustomer.nv")
    edit(explorer, "Organisation ID", "1234567-1")
    choose(explorer, "Algorithm on the bench", "MD5 (deprecated)")
    exchanges = [explorer.send(), explorer.send()]
    assert [each.outcome for each in sandbox.seen] == ["OK", "OK"]
    ids = {each.transaction_id for each in sandbox.seen}
    assert len(ids) == 2
    assert "PINNED-1" not in ids
    for exchange in exchanges:
        head = exchange.request.head().decode("latin-1")
        assert "Sender: Netvisor Explorer\r\n" in head
        assert "Organisation-ID: 9999999-2\r\n" in head
        assert "Algorithm: HMACSHA256\r\n" in head
        assert "/customerlist.nv" in head
    assert field(explorer, "Transaction ID").text() == "PINNED-1"
    assert explorer.tab.request.draft() == DRAFT
    assert not explorer.tab.dirty


def test_an_own_id_of_the_bench_is_not_sent_either(explorer: Explorer, sandbox: Sandbox) -> None:
    show(explorer)
    check(explorer, "Pin ID").click()
    pinned = field(explorer, "Transaction ID").text()
    explorer.send()
    explorer.send()
    assert pinned not in {each.transaction_id for each in sandbox.seen}
    assert field(explorer, "Transaction ID").text() == pinned


def test_pinned_values_stay_and_others_are_made_anew(explorer: Explorer) -> None:
    show(explorer)
    before = values(explorer)
    check(explorer, "Pin ID").click()
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: not explorer.sees("A bench:"), "the parameters")
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: explorer.sees("A bench:"), "the bench")
    assert field(explorer, "Transaction ID").text() == before[6]
    explorer.click(explorer.link("Make new stamps and a new transaction ID"))
    renewed = values(explorer)
    assert renewed[6] != before[6]
    edit(explorer, "Transaction ID", "mine")
    explorer.click(explorer.link("Make new stamps and a new transaction ID"))
    renewed = values(explorer)
    assert renewed[6] not in {"mine", before[6]}
    check(explorer, "Pin ID").click()
    check(explorer, "Pin stamps").click()
    explorer.press("Ctrl+Shift+N")
    explorer.press("Ctrl+Shift+N")
    again = values(explorer)
    assert again[6] != renewed[6]
    assert (again[3], again[7]) == (renewed[3], renewed[7])
    # Another request has another ID, too.
    explorer.press("Ctrl+L")
    explorer.press("End")
    explorer.type("x")
    assert field(explorer, "URL").text().endswith("Äijälä Oyx")
    assert field(explorer, "Transaction ID").text() != again[6]
    assert field(explorer, "Timestamp").text() == again[3]
    assert mac(explorer) == by_hand(values(explorer))


def test_a_mac_from_elsewhere_turns_green_or_leads_to_the_doctor(
    explorer: Explorer, qtbot: QtBot
) -> None:
    show(explorer)
    right = mac(explorer)
    explorer.write(explorer.window, "MAC from your code", right.upper())
    assert explorer.sees("Same as here")
    assert explorer.sees("Only the letter case differs")
    assert check(explorer, "Pin stamps").isChecked()
    assert check(explorer, "Pin ID").isChecked()
    assert mac(explorer) == right
    wrong = hashlib.sha256(b"wrong").hexdigest()
    explorer.write(explorer.window, "MAC from your code", wrong)
    assert explorer.sees("Not the same")
    edit(explorer, "Language", "FI")
    asked: list[str] = []
    workspace = explorer.window.workspace
    workspace.doctor_wanted.connect(asked.append)
    explorer.link("Find out with the MAC doctor").click()
    (text,) = asked
    shown = values(explorer)
    lines = text.split("\n")
    assert lines[0].startswith("GET http://127.0.0.1:")
    assert lines[0].endswith("/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy HTTP/1.1")
    assert f"X-Netvisor-Authentication-MAC: {wrong}" in lines
    assert f"X-Netvisor-Authentication-Timestamp: {shown[3]}" in lines
    assert f"X-Netvisor-Authentication-TransactionId: {shown[6]}" in lines
    assert "X-Netvisor-Interface-Language: FI" in lines
    assert not any(key in text for key in KEYS.values())


def test_the_doctor_finds_out_how_it_was_made(explorer: Explorer) -> None:
    show(explorer)
    edit(explorer, "Language", "FI")
    text = "&".join([*values(explorer), PARTNER, CUSTOMER])
    swapped = hmac.new(f"{PARTNER}&{CUSTOMER}".encode(), text.encode("iso-8859-15"), "sha256")
    explorer.write(explorer.window, "MAC from your code", swapped.hexdigest())
    explorer.link("Find out with the MAC doctor").click()
    doctor = explorer.window.commands.doctor.window
    explorer.until(lambda: doctor.isVisible(), "the doctor")
    explorer.until(lambda: "Proven" in explorer.text(doctor), "the proof")


def test_what_is_copied_holds_no_key(explorer: Explorer) -> None:
    show(explorer)
    parts = values(explorer)
    explorer.click(explorer.link("Copy the MAC made here"))
    assert explorer.clipboard == by_hand(parts)
    explorer.click(explorer.link("Copy the MAC input of the bench with the keys masked"))
    assert explorer.clipboard == "&".join([*parts, "••••", "••••"])
    explorer.click(explorer.link("Copy the bytes with those of the keys masked"))
    assert explorer.clipboard.startswith("0000  68 74 74 70")
    assert CUSTOMER[:8] not in explorer.clipboard
    explorer.click(explorer.link("Copy the header lines with this MAC, no keys"))
    lines = explorer.clipboard.split("\n")
    assert f"X-Netvisor-Authentication-MAC: {by_hand(parts)}" in lines
    assert "X-Netvisor-Authentication-PartnerId: San_100" in lines
    assert not any(key in explorer.clipboard for key in KEYS.values())


def test_characters_that_the_encoding_lacks_are_named_at_their_part(explorer: Explorer) -> None:
    show(explorer)
    edit(explorer, "Sender", "a→b")
    sentence = "The sender holds “→” (U+2192, rightwards arrow), which ISO-8859-15 lacks."
    assert explorer.sees(sentence)
    assert explorer.sees(f"No MAC: {sentence}")
    assert not [
        each
        for each in explorer.tab.findChildren(QPlainTextEdit)
        if each.accessibleName() == "MAC made here" and each.isVisible()
    ]
    choose(explorer, "Encoding on the bench", "UTF-8")
    assert mac(explorer) == by_hand(values(explorer), "utf-8")


def test_keys_that_are_missing_are_said_typed_or_asked_for(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home, keys={"partner/p": PARTNER}) as explorer:
        show(explorer)
        assert explorer.sees("The key of the API user “User” is missing.")
        assert explorer.sees("No MAC: The customer key is not known.")
        field(explorer, "Partner key")
        edit(explorer, "Customer key", "TYPED")
        edit(explorer, "Partner key", PARTNER)
        assert mac(explorer) == by_hand(values(explorer), customer="TYPED")
        assert "TYPED" not in field(explorer, "Customer key").displayText()
        assert explorer.sees("but this one has 5 characters")
        edit(explorer, "Customer key", f"{CUSTOMER} ")
        assert explorer.sees("The key begins or ends with a space")
        explorer.click(explorer.link("Put everything back to the request's own values"))

        def enter(dialog) -> None:
            explorer.write(dialog, "Customer key of User", CUSTOMER)
            explorer.click(explorer.button("Continue", dialog))

        with explorer.answering(enter):
            explorer.link("Enter the keys…").click()
        explorer.settle()
        assert mac(explorer) == by_hand(values(explorer))
        assert not explorer.sees("is missing")


def test_keys_of_another_profile_take_their_place(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url), ProfileText("Muu", sandbox.url))
    with (home / "config" / "profiles.toml").open("a", encoding="utf-8") as file:
        file.write('[users.v]\nname = "Other"\ncustomer_id = "SB_10000_2"\n')
    text = (home / "config" / "profiles.toml").read_text(encoding="utf-8")
    first, second = text.split("[profiles.Muu]")
    second = second.replace('user = "u"', 'user = "v"', 1)
    (home / "config" / "profiles.toml").write_text(
        f"{first}[profiles.Muu]{second}", encoding="utf-8"
    )
    with Explorer(qtbot, home, keys={**KEYS, "user/v": "OTHERKEY"}) as explorer:
        show(explorer)
        assert mac(explorer) == by_hand(values(explorer))
        explorer.tab.use_profile("Muu")
        explorer.settle()
        assert field(explorer, "Customer ID").text() == "SB_10000_2"
        assert mac(explorer) == by_hand(values(explorer), customer="OTHERKEY")
        # A key that is entered elsewhere comes here, too.
        services = explorer.window.services
        services.keys.set_user_key("v", Secret("NEWKEY"))
        services.profiles.replace(services.profiles.book)
        explorer.settle()
        explorer.settle()
        explorer.until(
            lambda: mac(explorer) == by_hand(values(explorer), customer="NEWKEY"), "the new key"
        )


def test_a_slow_keychain_holds_nothing_up(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    gate = Event()

    def alter(outside: Outside) -> Outside:
        secrets = outside.secrets

        class Slow:
            kind = secrets.kind
            put, remove = secrets.put, secrets.remove

            def get(self, name: str) -> Secret:
                gate.wait(20)
                return secrets.get(name)

        return outside._replace(secrets=Slow())

    with Explorer(qtbot, home, alter=alter) as explorer:
        try:
            explorer.window.workspace.open_draft(DRAFT, "Harjoitus")
            explorer.press("Ctrl+Shift+N")
            edit(explorer, "Sender", "While it waits")
            assert explorer.sees("No MAC: The customer key is not known.")
        finally:
            gate.set()
        explorer.settle()
        assert mac(explorer) == by_hand(values(explorer))


def test_it_costs_nothing_before_it_is_shown_and_keeps_nothing(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home) as explorer:
        explorer.window.workspace.open_draft(DRAFT, "Harjoitus")
        assert explorer.tab.findChildren(SignaturePage) == []
        explorer.press("Ctrl+Shift+N")
        edit(explorer, "Sender", "MARKED-SENDER")
        edit(explorer, "Customer key", "MARKED-KEY")
        explorer.settle()
    for file in home.rglob("*"):
        if file.is_file():
            assert b"MARKED" not in file.read_bytes(), file


def test_a_request_that_cannot_be_signed_says_why_at_the_url(explorer: Explorer) -> None:
    show(explorer, RequestDraft("customerlist.nv", "GET", (Parameter("keyword", "{{citty}}"),)))
    assert explorer.sees("No MAC: {{citty}} in parameter keyword is not known.")
    edit(explorer, "URL", "https://a.b/c.nv")
    assert mac(explorer) == by_hand(values(explorer))


def test_hovering_one_lights_the_others_and_the_keyboard_does_too(explorer: Explorer) -> None:
    from nvexplorer.model.mac import PartKind

    show(explorer)
    page = explorer.tab.findChild(SignaturePage)
    assert page is not None
    view = explorer.named(BytesView, "Bytes of the MAC input")
    view.setFocus()
    explorer.press("End")
    explorer.press("Ctrl+C")
    assert explorer.clipboard.startswith("0000  ")
    assert view.offset_at(view.rect().topLeft()) == -1
    field(explorer, "Language").setFocus()
    QApplication.processEvents()
    assert page.lit == PartKind.LANGUAGE
    QTest.mouseMove(view, QPoint(60, 5))
    assert page.lit == PartKind.URL
    view.setFocus()
    explorer.press("End")  # brings the last row into view
    last = view.heightForWidth(view.width()) - 9
    QTest.mouseMove(view, QPoint(60, last))
    assert page.lit == PartKind.PARTNER_KEY
    QTest.mouseMove(view, QPoint(view.width() - 1, 5))
    assert page.lit is None


def test_the_tab_key_reaches_every_control(explorer: Explorer) -> None:
    show(explorer)
    page = explorer.tab.findChild(SignaturePage)
    assert page is not None
    explorer.named(QComboBox, "Algorithm on the bench").setFocus()
    reached: list[str] = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            break
        assert focus.accessibleName() or focus.property("text"), focus
        reached.append(focus.accessibleName() or str(focus.property("text")))
        QApplication.sendEvent(focus, _tab())
    as_read = [
        "Algorithm on the bench",
        "Encoding on the bench",
        "Form of the URL on the bench",
        "Pin stamps",
        "Pin ID",
        "Make new stamps and a new transaction ID",
        "Put everything back to the request's own values",
        *(f"{label} on the bench" for label in (*LABELS, "Customer key", "Partner key")),
        "Copy the MAC made here",
        "Copy the header lines with this MAC, no keys",
        "MAC made here",
        "MAC from your code",
        "How the MAC is made",
        "Copy the MAC input of the bench with the keys masked",
        "MAC input, 10 parts. Arrow keys walk.",
        "Copy the bytes with those of the keys masked",
        "Bytes of the MAC input",
    ]
    assert reached[: len(as_read)] == as_read
    assert len(reached) == len(set(reached))


def _tab():
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t")


def test_a_height_of_the_users_own_stays(explorer: Explorer) -> None:
    explorer.window.workspace.open_draft(DRAFT, "Harjoitus")
    explorer.settle()
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: explorer.sees("A bench:"), "the bench")
    splitter = explorer.tab.splitter
    handle = splitter.handle(1)
    lent = splitter.sizes()[0]
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(handle.width() // 2, -60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    chosen = splitter.sizes()[0]
    assert chosen < lent
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: not explorer.sees("A bench:"), "the parameters")
    assert splitter.sizes()[0] == chosen


def test_the_height_is_given_back(explorer: Explorer) -> None:
    explorer.window.workspace.open_draft(DRAFT, "Harjoitus")
    explorer.settle()
    sizes = explorer.tab.splitter.sizes()
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: explorer.sees("A bench:"), "the bench")
    assert explorer.tab.splitter.sizes()[0] > sizes[0]
    explorer.press("Ctrl+Shift+N")
    explorer.until(lambda: explorer.tab.splitter.sizes() == sizes, "the height")
