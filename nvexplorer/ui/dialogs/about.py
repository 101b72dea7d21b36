"""What this program is, in which version, and on what it stands."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nvexplorer import __version__
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label

_TEXT = (
    "Explores the Netvisor Web Service Interface by hand: signs, sends, reads and debugs requests."
)
_OWN = (
    "Free software under the MIT licence. The fonts Inter and JetBrains Mono are under the SIL "
    "Open Font License. Qt and PySide6 are used under the LGPL. Netvisor is a product of Visma; "
    "this program does not come from Visma."
)


def open_about(window: QWidget) -> AboutDialog:
    dialog = AboutDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def versions() -> str:
    """One line for a report: program, Python, Qt, system."""
    return (
        f"Netvisor Explorer {__version__} · Python {platform.python_version()} · Qt {qVersion()} "
        f"· {platform.system()} {platform.release()}"
    )


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Netvisor Explorer")
        self.setFixedWidth(480)
        icon = QLabel()
        picture = QIcon(str(resources_root() / "icons" / "nvexplorer.svg")).pixmap(56, 56)
        icon.setPixmap(picture)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(label("Netvisor Explorer", "title"))
        names.addWidget(label(f"Version {__version__}", "muted"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon)
        head.addLayout(names, 1)
        report = label(versions(), "small", wrap=True)
        report.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = link("copy versions", "Copy the versions for a report")
        self._copy.clicked.connect(self._on_copy)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 16)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(label(_TEXT, wrap=True))
        layout.addWidget(label(_OWN, "small", wrap=True))
        layout.addWidget(report)
        layout.addLayout(buttons)

    def _on_copy(self) -> None:
        copy(self._copy, versions(), "Versions")
