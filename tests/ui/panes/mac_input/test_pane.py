"""The MAC input pane shows, explains and copies parts, and never a key."""

from __future__ import annotations

import pytest
from exchanges import CUSTOMER_KEY, NOW, PARTNER_KEY, REQUEST
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from nvexplorer.model.mac import PartKind
from nvexplorer.model.profile import MacUrlForm
from nvexplorer.ui.panes.mac_input.pane import MacInputPane
from nvexplorer.ui.panes.mac_input.strip import MacStrip

_WIDTH = 900


@pytest.fixture
def pane(qtbot, theme):
    pane = MacInputPane(theme)
    qtbot.addWidget(pane)
    pane.resize(_WIDTH, 300)
    pane.show_input(REQUEST.mac_input, REQUEST.mac, NOW, MacUrlForm.DECODED)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def strip(pane):
    return pane.findChild(MacStrip)


def _texts(pane):
    return [each.text() for each in pane.findChildren(QLabel) if each.isVisibleTo(pane)]


def _place(strip, number):
    """A point on the chip of a part, found by looking for it as a mouse would."""
    for y in range(0, strip.height(), 4):
        for x in range(0, strip.width(), 4):
            chip = strip.chip_at(QPoint(x, y))
            if chip is not None and chip.part is not None and chip.part.number == number:
                return QPoint(x, y)
    raise AssertionError(f"part {number} is nowhere")


def _button(pane, text):
    return next(
        b for b in pane.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(pane)
    )


def _clipboard():
    return QGuiApplication.clipboard().text()


def test_every_part_has_its_chip_and_the_headline_says_how_it_was_made(pane, strip):
    for number in range(1, 11):
        _place(strip, number)
    assert any("as sent 13:30:12 UTC · HMACSHA256" in text for text in _texts(pane))


def test_pointing_at_a_part_tells_which_and_leaving_tells_none(qtbot, pane, strip):
    with qtbot.waitSignal(pane.part_hovered) as told:
        qtbot.mouseMove(strip, _place(strip, 4))
    assert told.args == [PartKind.TIMESTAMP]
    with qtbot.waitSignal(pane.part_hovered) as told:
        strip.leaveEvent(None)
    assert told.args == [None]


def test_a_click_explains_the_part_and_a_second_one_hides_that(qtbot, pane, strip):
    at = _place(strip, 3)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    told = "\n".join(_texts(pane))
    assert "3 Customer ID" in told
    assert "X-Netvisor-Authentication-CustomerId" in told
    assert "API user: customer ID" in told
    assert "7 characters, 7 bytes in ISO-8859-15." in told
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert "3 Customer ID" not in "\n".join(_texts(pane))


def test_arrow_keys_walk_and_enter_copies_but_never_a_key(qtbot, pane, strip):
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "Demo integration" in strip.accessibleName()
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert _clipboard() == "Demo integration"
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert "hidden" in strip.accessibleName()
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    qtbot.keyClick(strip, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard() == "Demo integration"


def test_the_whole_is_copied_with_masked_keys(qtbot, pane):
    qtbot.mouseClick(_button(pane, "copy"), Qt.MouseButton.LeftButton)
    copied = _clipboard()
    assert copied == REQUEST.mac_input.masked()
    assert CUSTOMER_KEY not in copied
    assert PARTNER_KEY not in copied


def test_nothing_that_is_said_holds_a_key(pane, strip):
    said = [*_texts(pane), strip.accessibleName(), strip.accessibleDescription()]
    said += [chip.text + chip.tip for chip in strip._chips]
    assert not any(key in text for key in (CUSTOMER_KEY, PARTNER_KEY) for text in said)


def test_bytes_make_the_strip_higher_and_text_makes_it_low_again(qtbot, pane, strip):
    low = strip.heightForWidth(_WIDTH)
    qtbot.mouseClick(_button(pane, "bytes"), Qt.MouseButton.LeftButton)
    assert strip.heightForWidth(_WIDTH) > low
    qtbot.mouseClick(_button(pane, "text"), Qt.MouseButton.LeftButton)
    assert strip.heightForWidth(_WIDTH) == low


def test_the_mac_is_copied_whole(qtbot, strip):
    last = [
        QPoint(x, y)
        for y in range(0, strip.height(), 4)
        for x in range(0, strip.width(), 4)
        if (chip := strip.chip_at(QPoint(x, y))) is not None and chip.is_mac
    ]
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=last[0])
    assert _clipboard() == REQUEST.mac


def test_a_preview_makes_no_promise_of_stamps(pane, strip):
    pane.show_input(REQUEST.mac_input)
    strip.choose(REQUEST.mac_input.find(PartKind.TRANSACTION_ID))
    told = "\n".join(_texts(pane))
    assert "made at sending" in told
    assert REQUEST.stamp.transaction_id not in told
    assert any("as it would be sent" in text for text in _texts(pane))


def test_without_a_request_the_pane_says_why(pane):
    pane.show_empty("The host “x y” is not a host name.")
    assert "The host “x y” is not a host name." in _texts(pane)


def test_the_chosen_part_stays_chosen_when_the_request_is_sent(pane, strip):
    pane.show_input(REQUEST.mac_input)
    strip.choose(REQUEST.mac_input.parts[2])
    pane.show_input(REQUEST.mac_input, REQUEST.mac, NOW)
    assert strip.chosen == REQUEST.mac_input.parts[2]


def test_a_long_url_scrolls_instead_of_filling_the_window(pane, strip):
    url = REQUEST.mac_input.parts[0]._replace(value="https://isvapi.netvisor.fi/" + "x" * 5000)
    pane.show_input(REQUEST.mac_input._replace(parts=(url, *REQUEST.mac_input.parts[1:])), "m")
    assert strip.heightForWidth(_WIDTH) > 300
    assert pane.sizeHint().height() < 300
