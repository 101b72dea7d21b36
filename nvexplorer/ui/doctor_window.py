"""The MAC doctor's window: finds out how a MAC was really made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QPushButton, QWidget

from nvexplorer.ui.panes.doctor.keys_button import KeysButton
from nvexplorer.ui.panes.doctor.keys_model import KeysModel
from nvexplorer.ui.panes.doctor.listening import Listening
from nvexplorer.ui.panes.doctor.page import DoctorPage
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.window_layout import come_forward, place_beside, place_text

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from nvexplorer.dumps.dump import Dump
    from nvexplorer.ui.services import Services

SIZE = (1440, 900)
_SMALLEST = (800, 480)
_CTRL = Qt.KeyboardModifier.ControlModifier


class DoctorWindow(QMainWindow):
    """One in a program. Closing only hides it: what was pasted stays until the program ends, in
    memory alone, for it may hold keys.

    `take_tab_pressed`: the open request of the main window is wanted; `open_wanted` carries the
    Found whose request should be opened there; `main_wanted`: it shall come in front; and
    `quit_wanted`. `ways` is where another way to a
    request is added, as `page.take_dump` takes what comes from it.
    """

    take_tab_pressed = Signal()
    open_wanted = Signal(object)
    main_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._dressed = False
        self.keys = KeysModel(services.profiles, services.keys, services.tasks, self)
        self.page = DoctorPage(services, self.keys)
        self.ways = self.page.ways
        self.listening = Listening(services, self.keys, self.page, self)
        self.take_tab: QPushButton = self.ways.add_action(
            "Take the open tab",
            "Paste the request of the main window's open tab (Shift+F7)",
            self.take_tab_pressed.emit,
        )
        self._keys_button = KeysButton(self.keys)
        top = Panel(edge="bottom", across=True, margins=(12, 6, 12, 6), spacing=8)
        top.setFixedHeight(44)
        top.box.addWidget(label("MAC doctor", "strong"))
        top.box.addWidget(label("finds out how a MAC was really made", "muted"))
        top.box.addStretch(1)
        top.box.addWidget(label("Keys from", "muted"))
        top.box.addWidget(self._keys_button)
        frame = Panel()
        frame.box.addWidget(top)
        frame.box.addWidget(self.page, 1)
        self.setCentralWidget(frame)
        self.setWindowTitle("MAC doctor – Netvisor Explorer")
        self.setMinimumSize(*_SMALLEST)
        place_beside(self, SIZE, services.settings.current.doctor_geometry)
        self.page.share_room(self.width())
        self.page.open_wanted.connect(self.open_wanted)
        services.profiles.changed.connect(self._on_profiles_changed)
        for keys, slot in (
            ("Ctrl+Return", self.page.examine),
            ("Ctrl+Enter", self.page.examine),
            ("Esc", self._on_escape),
            ("Ctrl+W", self._on_escape),
            ("Ctrl+Q", self.quit_wanted.emit),
            ("Ctrl+E", self._keys_button.open),
            ("Ctrl+O", self.page.paste.choose_file),
            ("Ctrl+L", self.page.paste.editor.setFocus),
            ("Shift+F7", self.take_tab_pressed.emit),
            ("Ctrl+F7", self.listening.show),
            ("Ctrl+Shift+C", self.page.report.copy_text),
            ("F7", self.main_wanted.emit),
            ("Alt+Left", lambda: self.page.report.turn(-1)),
            ("Alt+Right", lambda: self.page.report.turn(1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _order_tabs(self) -> None:
        """The Tab key goes as one reads. Text fields leave Ctrl+E to the window, which they take
        for the end of the line."""
        page = self.page
        order = [
            self._keys_button,
            *self.ways.buttons,
            *self.listening.tab_order(),
            *page.tab_order(),
        ]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        for field in self.findChildren(QWidget):
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() == QKeyCombination(_CTRL, Qt.Key.Key_E)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # Doors

    def open(self) -> None:
        """In front, the keyboard where it was, at first in the field."""
        self.keys.look()
        if self.focusWidget() is None:
            self.page.paste.editor.setFocus()
        if self._dressed:
            self._come_forward()
        else:  # each in a moment of its own, as making it was
            QTimer.singleShot(0, self, self._build)

    def _build(self) -> None:
        if not self._dressed:
            self.page.report.build()
            self._order_tabs()
        QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        if not self._dressed:
            self._dressed = True
            self._services.theme.dress(self)
        QTimer.singleShot(0, self, self._come_forward)

    def _come_forward(self) -> None:
        come_forward(self)

    def examine(
        self, text: str, *, find: bool = True, note: str = "", profile_id: str = ""
    ) -> None:
        """Open with this text in the field and read it; with `find` search at once when nothing is
        missing. `note` says where the text is from; the keys are those of `profile_id`, else of
        the profile that fits."""
        self.open()
        self.keys.suggest(profile_id)
        self.page.take_text(text, find=find, note=note)

    def examine_dump(self, dump: Dump, *, live: bool = False, profile_id: str = "") -> None:
        """Open and examine a request that was read or caught elsewhere; `live` when it was sent
        just now."""
        self.open()
        self.keys.suggest(profile_id)
        self.page.take_dump(dump, live=live)

    def listen(self) -> None:
        """Open at the page that listens for requests of the user's code."""
        self.open()
        self.listening.show()

    def set_tab_there(self, there: bool) -> None:
        """Whether the main window has an open request to take."""
        self.take_tab.setEnabled(there)

    def _on_profiles_changed(self) -> None:
        """Look for keys only while somebody looks at them: the keychain may ask."""
        if self.isVisible():
            self.keys.look()

    # The window itself

    def _on_escape(self) -> None:
        """End the search, else close."""
        if not self.page.cancel():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.cancel()
        self.listening.stop()
        self._services.settings.update(doctor_geometry=place_text(self))
        event.accept()
