"""The two sides: what stands on each, and how another is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.panes.compare.side import Side

NAMES = ("Left", "Right")
_KEYS = ("Ctrl+1", "Ctrl+2")


class SideCard(Panel):
    """`pressed`: another is to be chosen; `dropped` carries the paths of files."""

    pressed = Signal()
    dropped = Signal(list)

    def __init__(self, which: int) -> None:
        super().__init__("background", across=True, margins=(12, 7, 8, 7), spacing=10)
        self.setProperty("role", "card")
        self._name = NAMES[which]
        self.setAcceptDrops(True)
        self._badge = EnvironmentBadge()
        self._title = ElidedLabel("", "strong")
        self._detail = ElidedLabel("", "muted")
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        self.choose = QPushButton("Choose…")
        self.choose.setToolTip(f"Choose what is on the {self._name.lower()} ({_KEYS[which]})")
        self.choose.clicked.connect(self.pressed)
        self.box.addWidget(label(self._name, "heading"))
        self.box.addWidget(self._badge)
        self.box.addLayout(texts, 1)
        self.box.addWidget(self.choose)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_side(None)

    def show_side(self, side: Side | None) -> None:
        profile = side.profile if side is not None else None
        self._badge.setVisible(profile is not None)
        if profile is not None:
            self._badge.show_environment(profile.environment)
        if side is None:
            self._title.setText("Nothing yet")
            self._detail.setText("Choose, or drop a file here.")
        else:
            self._title.setText(side.title)
            self._detail.setText(side.detail)
        told = f"{self._name} side: {self._title.text()}, {self._detail.text()}"
        self.setAccessibleName(told)
        self.choose.setAccessibleName(f"Choose the {self._name.lower()} side")
        self.choose.setAccessibleDescription(told)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)


class SidesBar(Panel):
    """`chosen`: which side (0 left, 1 right) is to be another; `dropped`: which, and the path of a
    file; `several_dropped`: paths of files for both; `swapped`: the two change places."""

    chosen = Signal(int)
    dropped = Signal(int, str)
    several_dropped = Signal(list)
    swapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "bottom", across=True, margins=(12, 8, 12, 8), spacing=8)
        self.cards = (SideCard(0), SideCard(1))
        for which, card in enumerate(self.cards):
            card.pressed.connect(lambda n=which: self.chosen.emit(n))
            card.dropped.connect(lambda paths, n=which: self._on_dropped(n, paths))
        self.swap = QPushButton("⇄")
        self.swap.setAccessibleName("Swap the sides")
        self.swap.setToolTip("Swap the sides (Ctrl+Shift+X)")
        self.swap.clicked.connect(self.swapped)
        self.box.addWidget(self.cards[0], 1)
        self.box.addWidget(self.swap)
        self.box.addWidget(self.cards[1], 1)

    def tab_order(self) -> list[QWidget]:
        return [self.cards[0].choose, self.swap, self.cards[1].choose]

    def _on_dropped(self, which: int, paths: list[str]) -> None:
        if len(paths) == 1:
            self.dropped.emit(which, paths[0])
        else:
            self.several_dropped.emit(paths)

    def show_sides(self, sides: tuple[Side | None, Side | None]) -> None:
        for card, side in zip(self.cards, sides, strict=True):
            card.show_side(side)
        self.swap.setEnabled(any(side is not None for side in sides))
