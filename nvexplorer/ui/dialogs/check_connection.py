"""Checks a profile's connection and says line by line what works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nvexplorer.exchange.connection_check import STEPS
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import Cancelled, describe
from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.dialogs import check_texts
from nvexplorer.ui.dialogs.check_rows import CheckRows
from nvexplorer.ui.dialogs.check_run import Found, check
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.profile_head import ProfileHead
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, scrolled

if TYPE_CHECKING:
    from nvexplorer.exchange.check_line import CheckLine
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle


def open_check(window: QWidget, services: Services) -> CheckDialog | None:
    """Check the chosen profile beside the window, which stays usable; None without a profile."""
    profiles = services.profiles
    if profiles.current is None:
        return None
    dialog = CheckDialog(services, profiles.current_id, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.start()
    return dialog


class CheckDialog(QDialog):
    """Each line appears as soon as it is known. Closing stops the check."""

    def __init__(self, services: Services, profile_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._profile_id = profile_id
        self._profile = services.profiles.book.joined(profile_id)
        self._lines: tuple[CheckLine, ...] = ()
        self._cancel = Cancel()
        self._handle: Handle | None = None
        self.setWindowTitle(f"Check connection – {self._profile.name}")
        resize_within_screen(self, 720, 640)
        head = ProfileHead(self._profile, "checking…")
        self._verdict = head.verdict
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._bar.setRange(0, len(STEPS))
        self._banner = Banner()
        self._rows = CheckRows(services.theme)
        self._keys = QPushButton("Enter the keys…")
        self._again = QPushButton("Stop")
        self._close = QPushButton("Close")
        self._copy = link("copy as text", "Copy the lines as text, without keys")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._bar)
        layout.addWidget(scrolled(self._rows), 1)
        layout.addWidget(self._foot())
        self._keys.clicked.connect(self._on_keys)
        self._again.clicked.connect(self._on_again)
        self._close.clicked.connect(self.close)
        self._copy.clicked.connect(self._on_copy)

    def _foot(self) -> Panel:
        foot = Panel("surface", "top", margins=(24, 10, 24, 12), spacing=8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        for button in (self._keys, self._again, self._close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._keys.setProperty("primary", True)
        self._keys.hide()
        foot.box.addWidget(self._banner)
        foot.box.addLayout(buttons)
        return foot

    # Checking

    @property
    def running(self) -> bool:
        return self._handle is not None and self._handle.running

    @property
    def lines(self) -> tuple[CheckLine, ...]:
        """What was found so far."""
        return self._lines

    def start(self) -> None:
        """Check, again when it was checked before."""
        self._stop()
        self._clear()
        self._profile = self._services.profiles.book.joined(self._profile_id)
        self._cancel = Cancel()
        self._verdict.show_state("checking…", "neutral")
        self._again.setText("Stop")
        self._handle = self._services.tasks.run(
            check,
            self._services,
            self._profile_id,
            self._cancel,
            self._services.settings.current.proxy,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
        )

    def _clear(self) -> None:
        self._lines = ()
        self._keys.hide()
        self._banner.hide()
        self._bar.setValue(0)
        self._bar.show()
        self._rows.clear()

    def _on_progress(self, lines: tuple[CheckLine, ...]) -> None:
        for line in lines[len(self._lines) :]:
            self._add(line)
        self._lines = lines
        self._bar.setValue(len(lines))

    def _add(self, line: CheckLine) -> None:
        self._rows.add(line)
        announce(self, f"{line.step}, {check_texts.word(line.state)}: {line.what} {line.next}")

    def _on_done(self, found: Found) -> None:
        self._on_progress(found.lines)
        self._keys.setVisible(found.keys_missing)
        self._end(check_texts.verdict(found.lines))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._end(check_texts.verdict(self._lines, stopped=True))
            return
        self._banner.show_message(describe(error), "bad", closable=False)
        self._end(check_texts.Verdict("not checked", "bad"))

    def _end(self, verdict: check_texts.Verdict) -> None:
        self._bar.hide()
        self._verdict.show_state(verdict.text, verdict.kind)
        self._again.setText("Check again")
        self._again.setEnabled(True)
        announce(self, f"Connection check: {verdict.text}")

    # Buttons

    def _on_again(self) -> None:
        if self.running:
            self._again.setEnabled(False)
            self._cancel.cancel()
        else:
            self.start()

    def _on_keys(self) -> None:
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        services = self._services
        if ask_keys(self, services, services.profiles.book, self._profile_id):
            self.start()

    def _on_copy(self) -> None:
        copy(self._copy, check_texts.as_text(self._profile, self._lines), "Connection check")

    def _stop(self) -> None:
        self._cancel.cancel()
        if self._handle is not None:
            self._handle.cancel()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)
