"""The doctor's window of a real main window, and requests signed by hand."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication
from window import KEYS

if TYPE_CHECKING:
    from window import Explorer

    from nvexplorer.ui.doctor_window import DoctorWindow

CUSTOMER_KEY, PARTNER_KEY = KEYS["user/u"], KEYS["partner/p"]
URL = "https://isvapi.netvisor.fi/customerlist.nv?keyword=M%C3%A4kinen&changedsince=2026-11-01"
DECODED = "https://isvapi.netvisor.fi/customerlist.nv?keyword=Mäkinen&changedsince=2026-11-01"


class Request(NamedTuple):
    """A refused request: the parts as they were hashed, and the values of its headers."""

    url: str = DECODED
    sender: str = "Netvisor Explorer"
    customer_id: str = "SB_10000_1"
    timestamp: str = "2026-11-22 13:30:12.000"
    language: str = "EN"
    organisation_id: str = "9999999-2"
    transaction_id: str = "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90"
    unix: str = "1795354212"
    customer_key: str = CUSTOMER_KEY
    partner_key: str = PARTNER_KEY

    @property
    def mac(self) -> str:
        text = "&".join(part for part in self if part)
        key = f"{self.customer_key}&{self.partner_key}".encode()
        return hmac.new(key, text.encode("iso-8859-15"), hashlib.sha256).hexdigest()


RIGHT = Request()


def dump(mac: str, *left_out: str) -> str:
    """As a program logs it, some headers left out."""
    lines = [
        f"GET {URL}",
        "X-Netvisor-Authentication-Sender: Netvisor Explorer",
        "X-Netvisor-Authentication-CustomerId: SB_10000_1",
        "X-Netvisor-Authentication-PartnerId: San_100",
        "X-Netvisor-Authentication-Timestamp: 2026-11-22 13:30:12.000",
        "X-Netvisor-Authentication-TimestampUnix: 1795354212",
        "X-Netvisor-Authentication-TransactionId: 0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90",
        "X-Netvisor-Interface-Language: EN",
        "X-Netvisor-Organisation-ID: 9999999-2",
        f"X-Netvisor-Authentication-MAC: {mac}",
        "X-Netvisor-Authentication-MACHashCalculationAlgorithm: HMACSHA256",
        "X-Netvisor-Authentication-UseHTTPResponseStatusCodes: 1",
    ]
    kept = [each for each in lines if not any(f"-{name}:" in each for name in left_out)]
    return "\n".join(kept) + "\n"


class Doctor:
    """Hands and eyes on the doctor's window."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.window: DoctorWindow = explorer.window.commands.doctor.window
        self.page = self.window.page

    def come_forward(self) -> None:
        """What a window manager does; there is none without a screen."""
        self.explorer.until(self.window.isVisible, "the doctor's window")
        self.window.activateWindow()
        self.explorer.until(self.window.isActiveWindow, "the doctor's window in front")

    def paste(self, text: str) -> None:
        """Into the field by keyboard, in place of what is there, and wait until it is read."""
        self.page.paste.editor.setFocus()
        QApplication.clipboard().setText(text)
        self.explorer.press("Ctrl+A")
        self.explorer.press("Ctrl+V")
        self.read()

    def read(self) -> None:
        self.explorer.until(lambda: not self.page.reader.reading, "the reading")

    def find(self) -> str:
        """Ctrl+Enter, and the sentence that the result begins with."""
        before = self.page.found
        self.explorer.press("Ctrl+Return")
        self.explorer.until(lambda: self.page.found is not before, "the result")
        return self.headline

    @property
    def headline(self) -> str:
        return self.page.report.result.headline

    def sees(self, text: str) -> bool:
        return self.explorer.sees(text, self.window)

    @property
    def rows(self) -> list[str]:
        return self.page.report.table.row_texts()
