"""What stands in the place of the requests: at first how to begin, later how to open one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import label


class Welcome(QStackedWidget):
    """`profile_wanted` and `sandbox_wanted` are the two ways to begin."""

    profile_wanted = Signal()
    sandbox_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._idle = EmptyState(
            "An open request appears here, with its MAC input and its answer.",
            "Ctrl+P finds a resource, Ctrl+T begins an empty request.",
        )
        self._begin = self._beginning()
        self.addWidget(self._idle)
        self.addWidget(self._begin)

    def show_state(self, *, has_profiles: bool) -> None:
        self.setCurrentWidget(self._idle if has_profiles else self._begin)

    def _beginning(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setSpacing(8)
        box.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(label("Explore the Netvisor Web Service Interface", "title"), 0, centre)
        about = "A profile holds what a request is signed with: partner, API user and company."
        box.addWidget(label(about, "muted"), 0, centre)
        box.addSpacing(8)
        make = QPushButton("Make your first profile")
        make.setProperty("primary", True)
        make.setToolTip("Make a profile (Ctrl+Shift+E)")
        make.clicked.connect(lambda: self.profile_wanted.emit())
        practise = QPushButton("Start the sandbox")
        practise.setToolTip("A local Netvisor with made-up books, which checks the MAC")
        practise.clicked.connect(lambda: self.sandbox_wanted.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(make)
        buttons.addWidget(practise)
        buttons.addStretch(1)
        box.addLayout(buttons)
        note = "The sandbox needs no keys and no network: it is a practice company on this machine."
        box.addWidget(label(note, "small"), 0, centre)
        box.addStretch(3)
        return page
