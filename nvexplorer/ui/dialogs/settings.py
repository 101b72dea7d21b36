"""Settings: what is changed here holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.library.profile_checks import Severity
from nvexplorer.library.settings import Theme as ThemeChoice
from nvexplorer.model.ports import Proxy, ProxyKind
from nvexplorer.ui.dialogs.placing import resize_within_screen
from nvexplorer.ui.dialogs.profiles.fields import Field
from nvexplorer.ui.widgets.section import Panel, label, scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from nvexplorer.model.ports import Dirs
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.settings_model import SettingsModel
    from nvexplorer.ui.theme import Theme

_THEMES = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
}
_PROXIES = {
    ProxyKind.SYSTEM: "As the system says",
    ProxyKind.NONE: "None",
    ProxyKind.MANUAL: "This one:",
}


def open_settings(window: QWidget, services: Services) -> SettingsDialog:
    dialog = SettingsDialog(services.theme, services.settings, services.dirs, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def proxy_problem(url: str) -> str:
    """Why this is no proxy that requests can go through, empty when it is one."""
    example = "Write it like http://proxy.example:8080."
    if not url.strip():
        return f"Enter the proxy's URL. {example}"
    if "@" in url:
        return (
            "Leave out user name and password: settings are a readable file. The system's proxy "
            "settings may hold them."
        )
    try:
        split = urlsplit(url.strip())
        _ = split.port
    except ValueError:
        return f"The port is no number. {example}"
    if split.scheme not in ("http", "https"):
        return f"Only http:// and https:// proxies can be used. {example}"
    if not split.hostname:
        return f"The host is missing. {example}"
    return ""


class SettingsDialog(QDialog):
    """Writes through to the model; a proxy that is not valid yet is not taken over."""

    def __init__(
        self, theme: Theme, model: SettingsModel, dirs: Dirs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle("Settings")
        resize_within_screen(self, 560, 620)
        now = model.current
        self._themes = _radios(_THEMES, now.theme)
        self._proxies = _radios(_PROXIES, now.proxy.kind)
        self._url = QLineEdit(now.proxy.url)
        self._url.setFont(theme.mono_font())
        self._url.setPlaceholderText("http://proxy.example:8080")
        self._url_field = Field("Proxy", self._url)
        self._pretty = _tick("Show answers with one element on each line", now.pretty)
        self._cancel_write = _tick(
            "Ask before cancelling a write or delete that is under way", now.confirm_cancel_write
        )
        self._close_changed = _tick(
            "Ask before closing a tab with changes that are not saved", now.confirm_close_changed
        )
        body = Panel(margins=(28, 20, 28, 20), spacing=8)
        self._section(body, "Appearance", self._themes[1])
        self._section(
            body,
            "Proxy",
            [*self._proxies[1], self._url_field],
            "This machine itself is never called through a proxy.",
        )
        self._section(body, "Answers", [self._pretty])
        self._section(
            body,
            "Questions",
            [self._cancel_write, self._close_changed],
            "Writes and deletes with a production profile are always asked for.",
        )
        self._section(body, "Files", [_path(theme, "Profiles", dirs.config)])
        body.box.addWidget(_path(theme, "Log", dirs.data))
        body.box.addStretch(1)
        foot = Panel("surface", "top", across=True, margins=(28, 10, 28, 12), spacing=8)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.box.addWidget(label("Waiting times are set in each profile.", "small"))
        foot.box.addStretch(1)
        foot.box.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(foot)
        self._themes[0].idToggled.connect(self._on_theme)
        self._proxies[0].idToggled.connect(self._on_proxy_kind)
        self._url.textChanged.connect(self._on_proxy)
        self._pretty.toggled.connect(self._on_ticks)
        self._cancel_write.toggled.connect(self._on_ticks)
        self._close_changed.toggled.connect(self._on_ticks)
        self._show_url()

    @staticmethod
    def _section(body: Panel, title: str, widgets: list[QWidget], note: str = "") -> None:
        if body.box.count():
            body.box.addSpacing(14)
        body.box.addWidget(label(title, "strong"))
        for widget in widgets:
            body.box.addWidget(widget)
        if note:
            body.box.addWidget(label(note, "small", wrap=True))

    def _on_theme(self, index: int, on: bool) -> None:
        if on:
            self._model.update(theme=list(_THEMES)[index])

    def _on_proxy_kind(self, _index: int, on: bool) -> None:
        if on:
            self._show_url()
            self._on_proxy()
            if self._kind == ProxyKind.MANUAL:
                self._url.setFocus()

    @property
    def _kind(self) -> ProxyKind:
        return list(_PROXIES)[self._proxies[0].checkedId()]

    def _show_url(self) -> None:
        self._url_field.setVisible(self._kind == ProxyKind.MANUAL)

    def _on_proxy(self) -> None:
        url = self._url.text().strip()
        manual = self._kind == ProxyKind.MANUAL
        problem = proxy_problem(url) if manual else ""
        self._url_field.show_problem(problem, Severity.ERROR)
        if not problem:
            kept = url if not proxy_problem(url) else ""
            self._model.update(proxy=Proxy(self._kind, kept))

    def _on_ticks(self) -> None:
        self._model.update(
            pretty=self._pretty.isChecked(),
            confirm_cancel_write=self._cancel_write.isChecked(),
            confirm_close_changed=self._close_changed.isChecked(),
        )


def _radios(texts: Mapping[Any, str], now: StrEnum) -> tuple[QButtonGroup, list[QWidget]]:
    """Ids are the places in `texts`."""
    group = QButtonGroup()
    buttons: list[QWidget] = []
    for index, (value, text) in enumerate(texts.items()):
        button = QRadioButton(text)
        button.setChecked(value == now)
        group.addButton(button, index)
        buttons.append(button)
    return group, buttons


def _tick(text: str, on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(on)
    return box


def _path(theme: Theme, what: str, folder: object) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    name = label(what, "muted")
    name.setFixedWidth(64)
    path = QLineEdit(str(folder))
    path.setFont(theme.mono_font(11))
    path.setReadOnly(True)
    path.setAccessibleName(f"Folder of {what.lower()}")
    layout.addWidget(name)
    layout.addWidget(path, 1)
    return row
