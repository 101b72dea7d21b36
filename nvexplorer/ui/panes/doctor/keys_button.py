"""Says whose keys are used, and opens the choice of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.panes.doctor.keys_model import KeysModel

_WIDTH = 380
_ROWS = 8
_ROW_HEIGHT = 26
_ID = Qt.ItemDataRole.UserRole


class KeysButton(QPushButton):
    """`[TEST] Demo Oy and 3 other unlocked profiles ▾`."""

    def __init__(self, model: KeysModel) -> None:
        super().__init__()
        self._model = model
        self._badge = EnvironmentBadge()
        self._company = ElidedLabel("", "strong")
        self._others = ElidedLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        for widget in (self._badge, self._company, self._others, label("▾", "muted")):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip("Choose whose keys are tried (Ctrl+E)")
        self.clicked.connect(self.open)
        model.changed.connect(self._show)
        self._show()

    def open(self) -> None:
        popup = KeysPopup(self._model, self)
        at = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 2))
        popup.move(at)
        popup.show()
        popup.begin()

    def _show(self) -> None:
        profile = self._model.profile
        self._badge.setVisible(profile is not None)
        count = len(self._model.others)
        others = f"and {plural(count, 'other unlocked profile')}" if count else ""
        if profile is None:
            self._company.setText("No profile")
            self._others.setText("make one to begin")
        else:
            self._badge.show_environment(profile.environment)
            self._company.setText(profile.company.name or profile.name)
            self._others.setText(others)
        self._others.setVisible(bool(self._others.text()))
        name = profile.name if profile is not None else "no profile"
        self.setAccessibleName(f"Keys from {name} {others}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        row = self.layout()
        return QSize(row.sizeHint().width() + 4 if row else 80, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 30)


class KeysPopup(QFrame):
    """The profile, and the others beside it, each to be ticked. Gone when clicked beside or Esc."""

    def __init__(self, model: KeysModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._model = model
        self._ticking = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName("Whose keys are tried")
        self.setFixedWidth(_WIDTH)
        self._profile = QComboBox()
        self._profile.setAccessibleName("Profile whose keys are expected")
        self._profile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._profile.activated.connect(self._on_profile)
        self._list = QListWidget()
        self._list.setAccessibleName("Other profiles whose keys are tried")
        self._list.setUniformItemSizes(True)
        self._list.itemChanged.connect(self._on_item)
        self._all = link("all", "Try the keys of every unlocked profile")
        self._none = link("none", "Try the keys of no other profile")
        self._all.clicked.connect(lambda: self._tick(True))
        self._none.clicked.connect(lambda: self._tick(False))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(6)
        box.addWidget(label("Expected are the keys of", "heading"))
        box.addWidget(self._profile)
        head = QHBoxLayout()
        head.setContentsMargins(0, 6, 0, 0)
        self._head = label("Tried as well, when they are there without asking", "heading")
        head.addWidget(self._head, 1)
        head.addWidget(self._all)
        head.addWidget(self._none)
        box.addLayout(head)
        box.addWidget(self._list)
        self._fill()
        model.changed.connect(self._on_changed)

    def begin(self) -> None:
        self._profile.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        model = self._model
        self._profile.clear()
        for profile_id, entry in model.book.profiles.items():
            self._profile.addItem(f"{entry.name} · {entry.environment.value}", profile_id)
        self._profile.setCurrentIndex(self._profile.findData(model.profile_id))
        self._fill_others()

    def _fill_others(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        used = set(self._model.others)
        for offer in self._model.offers:
            detail = offer.detail if offer.unlocked else "keys are not known here"
            item = QListWidgetItem(" · ".join(filter(None, (offer.name, detail))))
            item.setData(_ID, offer.profile_id)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if offer.unlocked else flags)
            ticked = offer.profile_id in used
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        count = self._list.count()
        for widget in (self._head, self._all, self._none, self._list):
            widget.setVisible(bool(count))
        self._list.setFixedHeight(min(count, _ROWS) * _ROW_HEIGHT + 2)
        self.adjustSize()

    def _on_changed(self) -> None:
        """Not at one's own ticks: the list must not change under the hand."""
        if not self._ticking:
            self._fill_others()

    def _on_profile(self, index: int) -> None:
        self._model.choose(str(self._profile.itemData(index)))

    def _on_item(self, item: QListWidgetItem) -> None:
        self._ticking = True
        self._model.use(str(item.data(_ID)), item.checkState() == Qt.CheckState.Checked)
        self._ticking = False

    def _tick(self, on: bool) -> None:
        for offer in self._model.offers:
            if offer.unlocked:
                self._model.use(offer.profile_id, on)
