"""The bar across the top: who calls which company where, and the two doors to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile


class TopBar(Panel):
    """Signals are named after what was pressed."""

    profile_pressed = Signal()
    check_pressed = Signal()
    doctor_pressed = Signal()
    commands_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(edge="bottom", across=True, margins=(12, 6, 12, 6), spacing=10)
        self.setFixedHeight(44)
        self._profile = ProfileButton()
        self._profile.clicked.connect(lambda: self.profile_pressed.emit())
        self._check = QPushButton("Check connection")
        self._check.setToolTip("Check connection (Ctrl+Shift+K)")
        self._check.setEnabled(False)
        self._check.clicked.connect(lambda: self.check_pressed.emit())
        doctor = QPushButton("MAC doctor")
        doctor.setToolTip("Find out how a MAC was really made (F7)")
        doctor.clicked.connect(lambda: self.doctor_pressed.emit())
        commands = QPushButton("Commands  Ctrl+K")
        commands.setAccessibleName("Commands")
        commands.setToolTip("All commands (Ctrl+K)")
        commands.clicked.connect(lambda: self.commands_pressed.emit())
        self.box.addWidget(label("Netvisor Explorer", "strong"))
        self.box.addWidget(self._profile)
        self.box.addWidget(self._check)
        self.box.addStretch(1)
        self.box.addWidget(doctor)
        self.box.addWidget(commands)

    def show_profile(self, profile: Profile | None) -> None:
        self._profile.show_profile(profile)
        self._check.setEnabled(profile is not None)


class ProfileButton(QPushButton):
    """The chosen profile: environment, company, and in small how it calls."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = EnvironmentBadge()
        self._company = ElidedLabel("", "strong")
        self._details = ElidedLabel("", "muted")
        self._arrow = label("▾", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        for widget in (self._badge, self._company, self._details, self._arrow):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(widget)
        self._badge.hide()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip("Switch the profile (Ctrl+E)")
        self._company.setText("Profiles")

    def show_profile(self, profile: Profile | None) -> None:
        self._badge.setVisible(profile is not None)
        if profile is None:
            self._company.setText("No profile")
            self._details.setText("make one to begin")
            self.setAccessibleName("No profile, make one to begin")
            return
        host = profile.host.partition("://")[2] or profile.host
        parts = (
            profile.company.organisation_id,
            host.rstrip("/"),
            profile.algorithm,
            profile.language.value,
        )
        self._badge.show_environment(profile.environment)
        self._company.setText(profile.company.name or profile.name)
        self._details.setText(" · ".join(filter(None, parts)))
        environment = profile.environment.value
        self.setAccessibleName(f"Profile {profile.name}, {environment}, {profile.company.name}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        row = self.layout()
        return QSize(row.sizeHint().width() + 4 if row else 80, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 30)
