"""Asks a Netvisor what it accepts where the documents leave it open, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nvexplorer.exchange.mac_probe import MOST, check_may_probe
from nvexplorer.exchange.probe_advice import advice
from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import BadInput, Cancelled, KeyMissing, Message, describe
from nvexplorer.model.profile import Environment
from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.probe import texts
from nvexplorer.ui.dialogs.probe.adoption import Adoption
from nvexplorer.ui.dialogs.probe.chooser import choose
from nvexplorer.ui.dialogs.probe.page import ProbePage
from nvexplorer.ui.dialogs.probe.run import Before, Probed, look, record, run
from nvexplorer.ui.dialogs.profile_head import ProfileHead
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nvexplorer.exchange.mac_probe import Result
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle


class ProbeDialog(QDialog):
    """First says what will be sent, and what was seen the last time. Each result appears as soon
    as it is known and is recorded at once. Esc stops a probe; closing does too."""

    def __init__(self, services: Services, profile_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._profile_id = profile_id
        self._profile = services.profiles.book.joined(profile_id)
        self._probed = Probed()
        self._results: tuple[Result, ...] = ()
        self._when = ""
        self._cancel = Cancel()
        self._handle: Handle | None = None
        resize_within_screen(self, 820, 720)
        head = ProfileHead(self._profile, "")
        self._head, self._verdict = head, head.verdict
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._bar.setRange(0, MOST)
        self._bar.setAccessibleName("Requests of the probe")
        self._page = ProbePage(services.theme)
        self._adoption = Adoption(services.profiles)
        self._banner = Banner()
        self._keys = QPushButton("Enter the keys…")
        self._go = QPushButton("Probe now")
        self._close = QPushButton("Close")
        self._copy = link("copy as text", "Copy the results as text, without keys")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._foot())
        self._keys.clicked.connect(self._on_keys)
        self._go.clicked.connect(self._on_go)
        self._close.clicked.connect(self.close)
        self._copy.clicked.connect(self._on_copy)
        self._allowed = True
        self._show_profile()

    def _foot(self) -> Panel:
        foot = Panel("surface", "top", margins=(24, 10, 24, 12), spacing=8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        for button in (self._keys, self._go, self._close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._keys.hide()
        foot.box.addWidget(self._adoption)
        foot.box.addWidget(self._banner)
        foot.box.addLayout(buttons)
        return foot

    # Before anything is sent

    def _show_profile(self) -> None:
        """Of which nothing is known yet; a production profile is not probed."""
        profile = self._profile
        self.setWindowTitle(f"Probe – {profile.name}")
        self._head.show_profile(profile)
        self._show_state(())
        self._results, self._when = (), ""
        self._page.clear()
        for each in (self._bar, self._copy, self._keys, self._adoption, self._banner):
            each.hide()
        self._allowed = True
        try:
            check_may_probe(profile)
        except BadInput as error:
            self._allowed = False
            self._verdict.show_state("not for production", "warn")
            choose = ("Choose a test profile…", self._choose)
            self._banner.show_message(describe(error), "warn", (choose,), closable=False)
        self._set_go("Probe now", primary=True)
        # Not before it was said what will be sent.
        self._go.setEnabled(False)

    def look(self) -> None:
        """Show what will be sent and what was seen before. Nothing is sent."""
        self._handle = self._services.tasks.run(
            look, self._services, self._profile, done=self._on_looked, failed=self._on_failed
        )

    def _on_looked(self, before: Before) -> None:
        lines = texts.about(self._profile, before.read)
        heading = "What will be sent" if self._allowed else "What would be sent"
        self._page.about.show_lines(heading, lines, texts.SANDBOX if self._is_sandbox else "")
        self._page.about.show()
        self._go.setEnabled(self._allowed)
        self._go.setFocus()
        if before.warnings:
            message = Message("Not all that was seen before could be read.", before.warnings[0])
            self._banner.show_message(message, "warn")
        found = before.found
        if found.results:
            self._when = texts.last_probed(found.at)
            self._page.show_note(f"{self._when}. It may have changed since.")
            self._show_results(found.results, over=True)
            if self._allowed:
                self._show_state(found.results)
            self._end()

    def _choose(self) -> None:
        choose(self._banner, self._services.profiles.book, self.turn_to)

    def turn_to(self, profile_id: str) -> None:
        """Probe with another profile; the window's own stays as chosen."""
        self._stop()
        self._profile_id = profile_id
        self._profile = self._services.profiles.book.joined(profile_id)
        self._show_profile()
        self.look()

    # Probing

    @property
    def _is_sandbox(self) -> bool:
        return self._profile.environment == Environment.SANDBOX

    @property
    def running(self) -> bool:
        """While requests are sent."""
        return self._handle is not None and self._handle.running and self._bar.isVisibleTo(self)

    @property
    def results(self) -> tuple[Result, ...]:
        """What is shown: of this probe so far, or of the last one."""
        return self._results

    def start(self) -> None:
        """Probe, again when it was probed before."""
        self._stop()
        services = self._services
        self._profile = services.profiles.book.joined(self._profile_id)
        self._show_profile()
        if not self._allowed:
            return  # it has become a production profile
        self._cancel = Cancel()
        self._probed = Probed()
        self._page.follow()
        self._bar.setValue(0)
        self._bar.show()
        self._set_go("Stop", primary=False)
        self._go.setFocus()
        self._verdict.show_state("probing…", "neutral")
        self._handle = services.tasks.run(
            run,
            services,
            self._profile_id,
            self._cancel,
            services.settings.current.proxy,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
        )

    def stop(self) -> None:
        """Send nothing more; what was seen stays."""
        if self.running:
            self._go.setEnabled(False)
            self._cancel.cancel()

    def _on_progress(self, probed: Probed) -> None:
        self._probed = probed
        count = len(probed.results)
        self._bar.setValue(count)
        self._verdict.show_state(f"{count} of at most {MOST}", "neutral")
        self._show_results(probed.results, over=False)

    def _on_done(self, probed: Probed) -> None:
        self._probed = probed
        self._show_results(probed.results, over=True)
        self._show_state(probed.results, stopped=probed.stopped)
        if probed.results and self._is_sandbox:
            self._page.show_note(texts.SANDBOX)
        self._show_trouble()
        self._end()
        announce(self, f"Probe: {self._verdict.text()}")

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._banner.show_message(describe(error), "bad", closable=False)
            self._keys.setVisible(isinstance(error, KeyMissing))
            announce(self, str(describe(error)))
        self._show_state(self._results, stopped=True)
        self._end()

    def _show_results(self, results: tuple[Result, ...], *, over: bool) -> None:
        self._results = results
        for sentence in self._page.show_results(results, over=over):
            announce(self, sentence)
        self._copy.setVisible(bool(results))

    def _show_state(self, results: tuple[Result, ...], *, stopped: bool = False) -> None:
        state = texts.state(results, stopped=stopped)
        self._verdict.show_state(state.text, state.kind)

    def _show_trouble(self) -> None:
        probed = self._probed
        if probed.trouble is not None:
            what, next_ = probed.trouble
            message = Message(f"What was seen is not kept: {what}", next_)
            self._banner.show_message(message, "bad", (("Keep it now", self._on_record),))
        elif probed.unlogged is not None:
            self._banner.show_message(probed.unlogged, "warn")
        elif said := texts.refusal(probed.results):
            message = Message(
                f"Netvisor refused the profile's own way: {said}.",
                "Check the connection and the keys (Ctrl+Shift+K), then probe.",
            )
            self._banner.show_message(message, "bad")

    def _end(self) -> None:
        self._bar.hide()
        self._page.unfollow()
        self._set_go("Probe again" if self._results else "Probe now", primary=not self._results)
        self._adoption.offer(self._profile_id, advice(self._profile, self._results))

    def _set_go(self, text: str, *, primary: bool) -> None:
        self._go.setText(text)
        self._go.setEnabled(self._allowed)
        self._go.setDefault(primary)
        set_property(self._go, "primary", primary)

    # Recording again

    def _on_record(self) -> None:
        self._banner.hide()
        self._services.tasks.run(
            record,
            self._services.observations,
            self._probed,
            done=self._on_recorded,
            failed=self._on_failed,
        )

    def _on_recorded(self, probed: Probed) -> None:
        self._probed = probed
        if probed.trouble is None:
            self._banner.show_message(Message("What was seen is kept.", ""), "ok")
        else:
            self._show_trouble()

    # Buttons and keys

    def _on_go(self) -> None:
        if self.running:
            self.stop()
        else:
            self.start()

    def _on_keys(self) -> None:
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        services = self._services
        if ask_keys(self, services, services.profiles.book, self._profile_id):
            self.start()

    def _on_copy(self) -> None:
        copy(self._copy, texts.as_text(self._profile, self._results, self._when), "Probe")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.running:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _stop(self) -> None:
        self._cancel.cancel()
        if self._handle is not None:
            self._handle.cancel()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)
