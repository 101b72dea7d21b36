"""How the window looks: colours, fonts, icons and the style sheet made of them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.ui.tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import Qt
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication, QWidget

# After our own fonts come each system's, so that a missing folder still gives a sane face.
_UI_FAMILIES = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans"]
# NL is the cut without ligatures: what goes on the wire is shown character by character.
_MONO_FAMILIES = [
    "JetBrains Mono NL",
    "Cascadia Mono",
    "Menlo",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
]

_FIRST_FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf")

UI_SIZE = 13
MONO_SIZE = 12


class Scheme(StrEnum):
    """Which palette to use; the values are those of the settings file."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """One per application. Widgets that paint themselves read `tokens` and listen to `changed`;
    all others are coloured by the style sheet through object names and properties.

    The sheet is a window's, see `dress`, not the application's: every widget that is not yet in a
    window would be styled anew at each step of putting it together.
    """

    changed = Signal()
    redressed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT
        self._app: QApplication | None = None
        self._sheet = ""
        self._scheme = Scheme.SYSTEM
        self._icons: dict[tuple[str, str], QIcon] = {}

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    def apply(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        """Dress the application before its first paint, with what that needs; `settle` follows.

        The enumerations of `Qt` are not touched here: creating them takes 15 ms.
        """
        self._app = app
        self._scheme = scheme
        system_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        app.setStyle("Fusion")
        _load_fonts(lambda name: name in _FIRST_FONTS)
        app.setFont(self.ui_font())
        self._use(scheme == Scheme.DARK or (scheme == Scheme.SYSTEM and system_dark))

    def dress(self, window: QWidget) -> None:
        """Give a window without a parent the style sheet, now and whenever it changes. Dialogs,
        menus and popups have it from the window that is their parent."""
        window.setStyleSheet(self._sheet)
        self.redressed.connect(window.setStyleSheet)

    def settle(self) -> None:
        """After the first paint: the other fonts, and following the system."""
        app = self._app
        if app is None:
            return
        _load_fonts(lambda name: name not in _FIRST_FONTS)
        if self._scheme != Scheme.SYSTEM:
            self.set_scheme(self._scheme)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def set_scheme(self, scheme: Scheme) -> None:
        """Another scheme from now on; `changed` tells the widgets."""
        from PySide6.QtCore import Qt

        if self._app is None:
            return
        self._scheme = scheme
        forced = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        # Also turns the title bar where the system lets us.
        self._app.styleHints().setColorScheme(forced.get(scheme, Qt.ColorScheme.Unknown))
        self._on_system_changed(self._app.styleHints().colorScheme())

    def _on_system_changed(self, system: Qt.ColorScheme) -> None:
        if self._scheme == Scheme.SYSTEM:
            self._use(system.name == "Dark")
        else:
            self._use(self._scheme == Scheme.DARK)

    def _use(self, dark: bool) -> None:
        tokens = DARK if dark else LIGHT
        if self._app is None or (tokens is self.tokens and self._sheet):
            return
        self.tokens = tokens
        self._sheet = style_sheet(tokens)
        self._app.setPalette(palette(tokens))
        self.redressed.emit(self._sheet)
        self.changed.emit()

    def ui_font(self, size: int = UI_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The face of labels and buttons; size in pixels."""
        font = QFont(_UI_FAMILIES)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPixelSize(size)
        font.setWeight(weight)
        return font

    def mono_font(self, size: int = MONO_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The face of whatever goes on the wire; size in pixels. It has no ligatures: `</` and
        `//` must look like the two characters they are."""
        font = QFont(_MONO_FAMILIES)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFixedPitch(True)
        font.setPixelSize(size)
        font.setWeight(weight)
        return font

    def icon(self, name: str, colour: str = "") -> QIcon:
        """The icon `resources/icons/<name>.svg`, tinted; in the colour of text when none is given.

        Raises FileNotFoundError for a name that is not there.
        """
        key = (name, colour or self.tokens.text)
        if key not in self._icons:
            self._icons[key] = _tinted(name, key[1])
        return self._icons[key]


def _load_fonts(wanted: Callable[[str], bool]) -> None:
    for path in sorted((resources_root() / "fonts").glob("*.[to]tf")):
        if wanted(path.name):
            QFontDatabase.addApplicationFont(str(path))


def _tinted(name: str, colour: str) -> QIcon:
    from PySide6.QtCore import QByteArray, QSize, Qt
    from PySide6.QtGui import QIcon, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    source = (resources_root() / "icons" / f"{name}.svg").read_text(encoding="ascii")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode("ascii")))
    icon = QIcon()
    for size in (16, 32, 48):
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def style_sheet(tokens: Tokens) -> str:
    """The style sheet with `$name` replaced by the token of that name, `$icons` by the folder.

    Raises KeyError for a name that is no token.
    """
    root = resources_root()
    values = {name: value for name, value in tokens._asdict().items() if isinstance(value, str)}
    values["icons"] = (root / "icons").as_posix()
    template = (root / "qss" / "nvexplorer.qss").read_text(encoding="utf-8")
    return re.sub(r"\$(\w+)", lambda match: values[match[1]], template)


def palette(tokens: Tokens) -> QPalette:
    """The same colours for what Fusion draws itself."""
    role = QPalette.ColorRole
    result = QPalette()
    for colour_role, colour in (
        (role.Window, tokens.surface),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.background),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.bad),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.accent_text),
        (role.Link, tokens.link),
        (role.LinkVisited, tokens.link),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
        (role.Shadow, tokens.border_strong),
    ):
        result.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.border_strong))
    return result
