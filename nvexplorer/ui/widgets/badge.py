"""Small coloured words: environment, method, effect, outcome, count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from nvexplorer.model.profile import Environment
    from nvexplorer.ui.theme import Theme


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and restyle the widget when it changed. One
    that was never styled will be when it is first shown."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Badge(QLabel):
    """A pill. `kind` is one of the style sheet's: sandbox, test, production, ok, bad, warn,
    unknown, neutral, count."""

    def __init__(
        self, text: str = "", kind: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, kind: str) -> None:
        self.setText(text)
        set_property(self, "kind", kind)


class EnvironmentBadge(Badge):
    """SANDBOX, TEST or PRODUCTION, in its colour and always with the word."""

    def __init__(
        self, environment: Environment | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "neutral", parent)
        if environment is not None:
            self.show_environment(environment)

    def show_environment(self, environment: Environment) -> None:
        self.show_state(environment.value.upper(), environment.value)
        self.setAccessibleName(f"Environment {environment.value}")


class CountPill(Badge):
    """A number beside a tab's name; hidden when there is nothing to count."""

    def __init__(self, count: int = 0, parent: QWidget | None = None) -> None:
        super().__init__("", "count", parent)
        self.show_count(count)

    def show_count(self, count: int, kind: str = "count") -> None:
        self.show_state(str(count), kind)
        self.setVisible(count > 0)


class MethodBadge(QLabel):
    """GET or POST in monospace, in the colour of the effect: read, write or delete."""

    def __init__(
        self, theme: Theme, method: str = "GET", effect: str = "read", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFont(theme.mono_font())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_method(method, effect)

    def show_method(self, method: str, effect: str) -> None:
        self.setText(method)
        set_property(self, "method", effect)
