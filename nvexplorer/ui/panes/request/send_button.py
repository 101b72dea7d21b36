"""The button that says where a request goes, and stops it while it is on its way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from nvexplorer.model.profile import Environment
from nvexplorer.ui.widgets.badge import set_property

if TYPE_CHECKING:
    from nvexplorer.model.ports import Progress
    from nvexplorer.model.profile import Profile

# Letters of a company's name where there is room, and where the URL needs it more.
_LONGEST_COMPANY, _LONGEST_IN_LITTLE_ROOM = 28, 14
_LITTLE_ROOM = 900
_PHASES = {
    "queue": "waiting its turn",
    "resolve": "looking up the host",
    "connect": "connecting",
    "tls": "securing",
    "proxy": "asking the proxy",
    "send": "sending",
    "wait": "waiting for the answer",
    "receive": "receiving",
}


class SendButton(QPushButton):
    """`Send to Demo Oy · TEST`, red for production; `Cancel · 3 s · connecting` while sending."""

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None
        self._longest = _LONGEST_COMPANY
        self._phase = ""
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._show)
        self._show()

    @property
    def sending(self) -> bool:
        return self._timer.isActive()

    def make_room(self, width: int) -> None:
        """`width` is that of the whole line, which the URL shares."""
        longest = _LONGEST_IN_LITTLE_ROOM if width < _LITTLE_ROOM else _LONGEST_COMPANY
        if longest != self._longest:
            self._longest = longest
            self._show()

    def show_profile(self, profile: Profile | None) -> None:
        self._profile = profile
        self._show()

    def show_sending(self) -> None:
        self._phase = ""
        self._began = time.monotonic()
        self._timer.start()
        self._show()

    def show_progress(self, progress: Progress) -> None:
        self._phase = _PHASES.get(progress.phase, progress.phase)
        if self.sending:
            self._show()

    def show_idle(self) -> None:
        self._timer.stop()
        self._show()

    def _show(self) -> None:
        profile = self._profile
        production = profile is not None and profile.environment == Environment.PRODUCTION
        set_property(self, "primary", not production and not self.sending)
        set_property(self, "danger", production and not self.sending)
        if self.sending:
            seconds = int(time.monotonic() - self._began)
            text = " · ".join(filter(None, ("Cancel", f"{seconds} s", self._phase)))
            self.setToolTip("Cancel (Esc)")
        elif profile is None:
            text = "Send"
            self.setToolTip("Choose a profile first (Ctrl+E)")
        else:
            company = profile.company.name
            if len(company) > self._longest:
                company = company[: self._longest - 1].rstrip() + "…"
            text = f"Send to {company} · {profile.environment.value.upper()}"
            self.setToolTip(f"Send to {profile.company.name}, profile {profile.name} (Ctrl+Enter)")
        self.setText(text)
        self.setAccessibleName(text)
