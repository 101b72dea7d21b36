"""What counts as a difference: a preset, what is ignored, and keys to match records by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QSizePolicy

from nvexplorer.exchange.compare.options import BY_CONTENT, BY_PLACE, PRESETS, KeyChoice, Options
from nvexplorer.ui.panes.compare.wording import key_name, matched_text
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.results import Group

_OWN = "own"
_TIP = Qt.ItemDataRole.ToolTipRole
_CHECKS = (
    ("order", "Order counts", "Records in another order are told as moved"),
    ("comments", "Comments count", "Comments and processing instructions count"),
    ("spaces", "White space counts", "Else each run of white space is one space"),
    ("numbers", "Equal numbers are equal", "1,50 equals 1.5; codes such as 007 stay as they are"),
    ("dates", "Equal dates are equal", "31.12.2025 equals 2025-12-31"),
)


class OptionsBar(Panel):
    """`changed`: `options` are others than before; `left`: the keyboard is to go back to what is
    compared."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("surface", across=True, spacing=8)
        self._options = PRESETS[0].options
        self._groups: Sequence[Group] = ()
        self.presets = QComboBox()
        self.presets.setAccessibleName("What counts")
        for preset in PRESETS:
            self.presets.addItem(preset.title, preset.id)
            self.presets.setItemData(self.presets.count() - 1, preset.explanation, _TIP)
        self.ignored = QLineEdit()
        self.ignored.setAccessibleName("Ignored names")
        self.ignored.setPlaceholderText("Nothing is ignored: names, as Uri, @type, *Key")
        self.ignored.setToolTip(
            "Names that do not count, with a space between: Uri, @type for an attribute, "
            "ResponseStatus/TimeStamp for one in another, *NetvisorKey for all that end so"
        )
        self.ignored.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keys = QPushButton("Keys ▾")
        self._keys.setToolTip("Choose what records are matched by")
        self._key_menu = QMenu(self._keys)
        self._keys.setMenu(self._key_menu)
        self._more = QPushButton("More ▾")
        self._more.setToolTip("What else counts")
        menu = QMenu(self._more)
        self._checks: dict[str, QAction] = {}
        for name, text, tip in _CHECKS:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setToolTip(tip)
            action.triggered.connect(self._on_checked)
            menu.addAction(action)
            self._checks[name] = action
        menu.setToolTipsVisible(True)
        self._more.setMenu(menu)
        self.box.addWidget(label("What counts", "muted"))
        self.box.addWidget(self.presets)
        self.box.addWidget(label("Ignored", "muted"))
        self.box.addWidget(self.ignored, 1)
        self.box.addWidget(self._keys)
        self.box.addWidget(self._more)
        self.ignored.installEventFilter(self)
        self.presets.activated.connect(self._on_preset)
        self.ignored.editingFinished.connect(self._on_ignored)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the field takes back what was typed, and is not the window's then; Alt+Down and
        Alt+Up are."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                event.ignore()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._show()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def tab_order(self) -> list[QWidget]:
        return [self.presets, self.ignored, self._keys, self._more]

    @property
    def options(self) -> Options:
        return self._options

    @property
    def preset(self) -> str:
        """The id of the preset that the options are, empty for the user's own."""
        plain = self._options._replace(keys=())
        return next((each.id for each in PRESETS if each.options == plain), "")

    @property
    def is_own(self) -> bool:
        """Whether the user chose what counts beyond a preset."""
        return not self.preset

    def forget(self) -> None:
        """As in the beginning."""
        self._options = PRESETS[0].options
        self.show_groups(())
        self._show()

    def use_preset(self, preset_id: str) -> None:
        """Without telling of it. Chosen keys stay."""
        options = next(each.options for each in PRESETS if each.id == preset_id)
        self._options = options._replace(keys=self._options.keys)
        self._show()

    def forget_keys(self) -> None:
        """Other documents have other records."""
        self._options = self._options._replace(keys=())
        self.show_groups(())

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The records whose keys can be chosen."""
        self._groups = groups
        self._key_menu.clear()
        chosen = {each.path for each in self._options.keys}
        for group in groups:
            below = self._key_menu.addMenu(matched_text(group))
            keys = dict.fromkeys((group.key, *group.others, BY_CONTENT, BY_PLACE))
            for key in keys:
                action = QAction(f"By {key_name(key)}", below)
                action.setCheckable(True)
                action.setChecked(key == group.key)
                action.triggered.connect(
                    lambda _checked, path=group.path, key=key: self._choose(path, key)
                )
                below.addAction(action)
            if group.path in chosen:
                action = QAction("As found", below)
                action.triggered.connect(lambda _checked, path=group.path: self._choose(path, None))
                below.addSeparator()
                below.addAction(action)
        self._keys.setEnabled(bool(groups))

    def _choose(self, path: str, key: str | None) -> None:
        keys = [each for each in self._options.keys if each.path != path]
        if key is not None:
            keys.append(KeyChoice(path, key))
        self._change(self._options._replace(keys=tuple(keys)))

    def _on_preset(self, index: int) -> None:
        preset_id = self.presets.itemData(index)
        if preset_id != _OWN:
            before = self._options
            self.use_preset(preset_id)
            if self._options != before:
                self.changed.emit()

    def _on_ignored(self) -> None:
        names = tuple(dict.fromkeys(self.ignored.text().replace(",", " ").split()))
        self._change(self._options._replace(ignore=names))

    def _on_checked(self) -> None:
        states = {name: action.isChecked() for name, action in self._checks.items()}
        self._change(self._options._replace(**states))  # type: ignore[arg-type]

    def _change(self, options: Options) -> None:
        if options != self._options:
            self._options = options
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        options, preset = self._options, self.preset
        own = self.presets.findData(_OWN)
        if preset:
            self.presets.setCurrentIndex(self.presets.findData(preset))
            if own >= 0:
                self.presets.removeItem(own)
        else:
            if own < 0:
                self.presets.addItem("My own choice", _OWN)
            self.presets.setCurrentIndex(self.presets.findData(_OWN))
        self.presets.setToolTip(
            next((each.explanation for each in PRESETS if each.id == preset), "")
        )
        self.ignored.setText(" ".join(options.ignore))
        self.ignored.setCursorPosition(0)
        for name, action in self._checks.items():
            action.setChecked(getattr(options, name))
