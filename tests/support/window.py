"""A real window in the test's own process, composed as the program composes it, driven by keys."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTabBar,
    QWidget,
)

from nvexplorer import launch
from nvexplorer.model.secret import Secret
from nvexplorer.ui.app import Opening, Options
from nvexplorer.ui.main_window import SIZE, MainWindow
from nvexplorer.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Outside
    from nvexplorer.ui.workspace.tab import RequestTab

W = TypeVar("W", bound=QWidget)

LOG = "Requests that were sent, newest first"

PATIENCE = 20_000  # milliseconds until a fact that should come true counts as missing


class ProfileText(NamedTuple):
    """A profile as a line of its file says it; all share one partner and one API user."""

    id: str
    host: str
    environment: str = "test"
    company: str = "Hiekkalaatikko Oy"
    organisation_id: str = "9999999-2"
    timeout: int = 120
    body_encoding: str = "utf-8"


def write_profiles(home: Path, *profiles: ProfileText) -> None:
    """`profiles.toml` as a person might write it, the first one the default."""
    lines = [
        f'format = 1\ndefault = "{profiles[0].id}"\n',
        '[partners.p]\nname = "Integration"\nsender = "Netvisor Explorer"\npartner_id = "San_100"',
        '[users.u]\nname = "User"\ncustomer_id = "SB_10000_1"',
    ]
    for each in profiles:
        lines.append(
            f'[companies.{each.id}]\nname = "{each.company}"\n'
            f'organisation_id = "{each.organisation_id}"\n'
            f'[profiles.{each.id}]\nname = "{each.id}"\npartner = "p"\nuser = "u"\n'
            f'company = "{each.id}"\nenvironment = "{each.environment}"\nhost = "{each.host}"\n'
            f'timeout = {each.timeout}\nbody_encoding = "{each.body_encoding}"'
        )
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profiles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


#: The sandbox's published keys, by the names under which a keychain has them.
KEYS = {
    "partner/p": "5A4DB0C5BA27E2A90123456789ABCDEF",
    "user/u": "5A4DB0C5C057A3E20F1E2D3C4B5A6978",
}


class Explorer:
    """`keys` lie in the keychain, which is the memory. `alter` may exchange a part of the outside
    world before the window gets it."""

    def __init__(
        self,
        qtbot: QtBot,
        home: Path,
        *,
        keys: Mapping[str, str] = KEYS,
        demo: bool = False,
        alter: Callable[[Outside], Outside] = lambda outside: outside,
    ) -> None:
        self._qtbot = qtbot
        self.home = home
        self._keys = dict(keys)
        self._alter = alter
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self.theme = Theme(app)
        self.theme.apply(app)
        self.window = MainWindow()
        self.theme.dress(self.window)
        self.window.resize(*SIZE)  # the screen that is none is smaller
        self._opening = Opening(app, self.window, self.theme, self._compose, Options(demo=demo))
        self._hook = sys.excepthook
        self._closed = False
        self.window.painted.connect(self._opening.on_painted)
        # Exceptions shall fail the test, not open a dialog.
        self.window.painted.connect(self._take_hook_back)

    def _compose(self) -> Outside:
        outside = launch.compose(launch.find_dirs(self.home), keychain=False)
        for name, key in self._keys.items():
            outside.secrets.put(name, Secret(key))
        return self._alter(outside)

    def _take_hook_back(self) -> None:
        sys.excepthook = self._hook

    # Opening and closing

    def open(self) -> Self:
        """Show it and wait until it can be worked with."""
        self.window.show()
        self.until(lambda: hasattr(self.window, "workspace"), "the panes")
        self.until(lambda: not self.window.workspace.restoring, "the requests of the last time")
        self.come_back()
        self.settle()
        return self

    def come_back(self) -> None:
        """What a window manager does when a dialog is closed; there is none without a screen."""
        if self.window.isVisible() and not QApplication.activeModalWidget():
            self.window.activateWindow()
            self.until(lambda: self._app.activeWindow() is self.window, "the window in front")
            QCoreApplication.processEvents()  # a late activation would close a popup

    def settle(self) -> None:
        """Wait until nothing is read, written or sent any more."""
        self.until(lambda: self.window.services.tasks.idle, "quiet")

    def close(self) -> None:
        """As at the end of the program: everything saved, nothing left running. Once is enough."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        assert not self.window.isVisible(), "the window would not close"
        self._opening.close()
        if hasattr(self.window, "services"):
            self.window.services.session.close()
        for each in (self.window, self._opening, self.theme):
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app.setStyleSheet("")
        self._app.setPalette(QPalette())
        # Whoever still knows us shall not keep an answer and its file alive.
        del self.window, self._opening, self.theme

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, kind: object, *_: object) -> None:
        for dialog in self.dialogs():
            dialog.done(QDialog.DialogCode.Rejected)
        self.close()

    # Waiting

    def until(self, fact: Callable[[], object], what: str) -> None:
        def check() -> None:
            assert fact(), f"{what} did not come"

        self._qtbot.waitUntil(check, timeout=PATIENCE)

    # Hands

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def press(self, keys: str) -> None:
        """`Ctrl+Return` and the like, to whatever has the focus."""
        pressed: QKeyCombination = QKeySequence(keys)[0]
        QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())

    def type(self, text: str) -> None:
        for character in text:
            if character == "\n":
                self.press("Return")
            elif character.isascii():
                QTest.keyClicks(self.focus, character)
            else:  # QTest aborts on what it finds on no keyboard
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(
                        kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character
                    )
                    QApplication.sendEvent(self.focus, event)
            QCoreApplication.processEvents()

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        button.click()

    # Eyes

    @property
    def tab(self) -> RequestTab:
        tab = self.window.workspace.current
        assert tab is not None
        return tab

    def named(self, kind: type[W], name: str, root: QWidget | None = None) -> W:
        """The one visible widget of this kind that a screen reader calls so, once it is there."""
        return self._one(kind, root, lambda each: each.accessibleName() == name, name)

    def button(self, text: str, root: QWidget | None = None) -> QPushButton:
        """The one visible button with this text, or beginning with a text that ends in `…`."""
        begins = text.removesuffix("…")
        return self._one(
            QPushButton,
            root,
            lambda each: each.text() == text or (begins != text and each.text().startswith(begins)),
            text,
        )

    def link(self, name: str, root: QWidget | None = None) -> QPushButton:
        """The one visible button that a screen reader calls so."""
        return self.named(QPushButton, name, root)

    def _one(
        self, kind: type[W], root: QWidget | None, wanted: Callable[[W], bool], what: str
    ) -> W:
        def found() -> list[W]:
            widgets = (root or self.window).findChildren(kind)
            return [each for each in widgets if each.isVisible() and wanted(each)]

        self.until(lambda: len(found()) == 1, f"one visible “{what}”")
        return found()[0]

    def texts(self, root: QWidget | None = None) -> list[str]:
        """What can be read on the screen, fields left out."""
        return [
            text
            for widget in (root or self.window).findChildren(QWidget)
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
            for text in (widget.text(),)
            if text
        ]

    def text(self, root: QWidget | None = None) -> str:
        return "\n".join(self.texts(root))

    def sees(self, text: str, root: QWidget | None = None) -> bool:
        QCoreApplication.processEvents()  # new widgets are shown with the next events
        return text in self.text(root)

    def sees_field(self, name: str) -> bool:
        fields = self.window.findChildren(QLineEdit)
        return any(each.isVisible() and each.accessibleName() == name for each in fields)

    @property
    def outcome(self) -> str:
        """What the pill of the answer in front says, empty while there is none."""
        names = (
            label.accessibleName() for label in self.tab.findChildren(QLabel) if label.isVisible()
        )
        return next((n.removeprefix("Outcome: ") for n in names if n.startswith("Outcome: ")), "")

    def rows(self) -> list[str]:
        """The rows of the answer's XML, once all are known."""
        from nvexplorer.ui.widgets.xml_view import XmlView

        view = self.named(XmlView, "Answer")
        self.until(lambda: view.is_complete, "the rows of the answer")
        return [view.row_text(number) for number in range(view.row_count)]

    def listed(self, name: str, root: QWidget | None = None) -> list[str]:
        """What a screen reader says of the rows of the list with this name."""
        model = self.named(QListView, name, root).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        indexes = [model.index(row, 0) for row in range(model.rowCount())]
        return [str(each.data(role) or each.data()) for each in indexes]

    @property
    def clipboard(self) -> str:
        return QApplication.clipboard().text()

    # What people do

    def open_resource(self, words: str) -> None:
        """Find it by its words and open the best match, by keyboard alone."""
        self.press("Ctrl+P")
        self.until(QApplication.activePopupWidget, "the finder")
        self.type(words)
        self.press("Return")
        self.until(lambda: QApplication.activePopupWidget() is None, "the request")

    def fill(self, parameter: str, value: str) -> None:
        self.write(self.window, f"Value of {parameter}", value)

    def write(self, root: QWidget, name: str, text: str) -> None:
        """Into the field with this name, in place of what stands there."""
        field = self.named(QLineEdit, name, root)
        field.setFocus()
        self.until(field.hasFocus, f"the field {name}")
        self.press("Ctrl+A")
        self.type(text)

    def turn_to(self, text: str, root: QWidget) -> None:
        """Bring in front what lies behind a tab with this text."""
        for bar in root.findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.tabText(index) == text and bar.isTabVisible(index):
                    bar.setCurrentIndex(index)
                    return
        raise AssertionError(f"no tab reads {text}")

    def write_body(self, text: str) -> None:
        """Paste it into the body's editor, which is brought in front."""
        from nvexplorer.ui.widgets.editor.editor import XmlEditor

        self.turn_to("Body", self.tab.request)
        editor = self.named(XmlEditor, "Body")
        editor.setFocus()
        self.until(editor.hasFocus, "the editor")
        QApplication.clipboard().setText(text)
        self.press("Ctrl+A")
        self.press("Ctrl+V")

    def show_log(self, words: str = "") -> list[str]:
        """Search the log by keyboard; the rows found, headings too."""
        self.press("Ctrl+Shift+H")
        field = self.named(QLineEdit, "Search the log")
        self.until(field.hasFocus, "the search field")
        self.settle()
        if words:
            self.type(words)
            self.press("Return")
            self.settle()
        assert self.window.log is not None
        empty = ("No request holds", "Requests that were sent appear here.")
        return [] if any(map(self.sees, empty)) else self.listed(LOG)

    def send(self) -> Exchange:
        """Ctrl+Enter, and wait for how it ended."""
        before = self.tab.response.exchange
        self.press("Ctrl+Return")
        return self.ended(before)

    def ended(self, before: Exchange | None = None) -> Exchange:
        """Wait for another exchange than `before`."""
        response = self.tab.response
        self.until(lambda: response.exchange is not before, "the answer")
        self.settle()
        assert response.exchange is not None
        return response.exchange

    # Dialogs

    def dialogs(self) -> list[QDialog]:
        tops = QApplication.topLevelWidgets()
        return [each for each in tops if isinstance(each, QDialog) and each.isVisible()]

    def dialog(self) -> QDialog:
        """The dialog in front, once it is there."""
        self.until(lambda: isinstance(QApplication.activeWindow(), QDialog), "the dialog")
        found = QApplication.activeWindow()
        assert isinstance(found, QDialog)
        return found

    @contextmanager
    def answering(self, act: Callable[[QDialog], None]) -> Iterator[list[str]]:
        """Calls `act` with the dialog that what is done inside leads to. Gives the texts of it.

        Such dialogs hold up whoever opens them, so it is answered from a timer.
        """
        seen: list[str] = []
        errors: list[BaseException] = []

        def look() -> None:
            box = QApplication.activeModalWidget()
            if not isinstance(box, QDialog) or not box.isVisible() or not box.isActiveWindow():
                return
            timer.stop()
            seen.extend(self.texts(box))
            try:
                act(box)
            except BaseException as error:
                errors.append(error)
                box.reject()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(5)
        try:
            yield seen
            self.until(lambda: seen, "the question")
            self.come_back()
        finally:
            timer.stop()
        if errors:
            raise errors[0]


def make_profile(
    explorer: Explorer, host: str, sender: str, customer_key: str, partner_key: str
) -> None:
    """Through the form for the first profile; the company is the sandbox's."""
    explorer.press("Ctrl+Shift+E")
    form = explorer.dialog()
    assert form.windowTitle() == "Your first profile"
    cards = explorer.named(QWidget, "Environment", form).findChildren(QPushButton)
    explorer.click(next(each for each in cards if each.accessibleName().startswith("test: ")))
    for name, text in (
        ("Company", f"{sender} Oy"),
        ("Organisation ID", "9999999-2"),
        ("Sender", sender),
        ("Partner ID", "San_100"),
        ("Partner key", partner_key),
        ("Customer ID", "SB_10000_1"),
        ("Customer key", customer_key),
    ):
        explorer.write(form, name, text)
    explorer.named(QComboBox, "Host", form).setEditText(host)
    explorer.click(explorer.button("Create profile", form))
    explorer.until(lambda: explorer.window.services.profiles.current is not None, "the profile")
    explorer.settle()
    explorer.come_back()
