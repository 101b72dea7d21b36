"""The head of a dialog about one profile: company, environment, host, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.badge import Badge, EnvironmentBadge
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.model.profile import Profile


class ProfileHead(Panel):
    """`verdict` is the badge at the right."""

    def __init__(self, profile: Profile, verdict: str) -> None:
        super().__init__("surface", margins=(24, 16, 24, 12), spacing=4)
        self.verdict = Badge(verdict, "neutral")
        self._environment = EnvironmentBadge()
        self._company = label(role="title")
        self._below = label(role="muted")
        line = Panel(across=True, spacing=10)
        line.box.addWidget(self._environment)
        line.box.addWidget(self._company)
        line.box.addStretch(1)
        line.box.addWidget(self.verdict)
        self.box.addWidget(line)
        self.box.addWidget(self._below)
        self.show_profile(profile)

    def show_profile(self, profile: Profile) -> None:
        self._environment.show_environment(profile.environment)
        self._company.setText(profile.company.name)
        self._below.setText(
            f"{profile.company.organisation_id} · {profile.host} · {profile.algorithm}"
        )
