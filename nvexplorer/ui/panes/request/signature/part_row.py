"""One part of the MAC input, to be changed and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from nvexplorer.library.keys import key_hint
from nvexplorer.model.secret import MASK, Secret
from nvexplorer.ui.panes.request.signature.invisible import code_points, invisible_words
from nvexplorer.ui.panes.request.signature.part_field import PartField
from nvexplorer.ui.panes.request.signature.part_label import PartLabel
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent

    from nvexplorer.model.mac import MacPart, PartKind
    from nvexplorer.ui.theme import Theme

_LABEL_WIDTH = 124


class PartRow(QWidget):
    """`edited` after any change by the user; `looked_at` while mouse or keyboard are there."""

    edited = Signal()
    looked_at = Signal(bool)

    def __init__(self, theme: Theme, part: MacPart) -> None:
        super().__init__()
        self._part = part
        self._secret = isinstance(part.value, Secret)
        self._changed = False
        self._label = PartLabel(theme, part)
        self._field = PartField(theme, secret=self._secret)
        self._field.setAccessibleName(f"{part.label} on the bench")
        self._theme = theme
        self._back = QToolButton()
        self._back.setAccessibleName(f"Back to the request's own {_name(part)}")
        self._back.setToolTip(self._back.accessibleName())
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        self._note = label(role="caution", wrap=True)
        self._note.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(1)
        layout.setColumnMinimumWidth(0, _LABEL_WIDTH)
        layout.setColumnStretch(1, 1)
        layout.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._field, 0, 1)
        layout.addWidget(self._back, 0, 2)
        layout.addWidget(self._note, 1, 1, 1, 2)
        self._field.textEdited.connect(self._on_edited)
        self._field.installEventFilter(self)
        self._back.clicked.connect(self.put_back)
        theme.changed.connect(self._show_changed)
        self._show_changed()

    @property
    def kind(self) -> PartKind:
        return self._part.kind

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return self._field, self._back

    def edit(self) -> str | Secret | None:
        """What stands here in the place of the own value, None for that itself."""
        if not self._changed:
            return None
        return Secret(self._field.text()) if self._secret else self._field.text()

    def show_own(self, part: MacPart, *, known: bool, used: bool) -> None:
        """The request's own value; a change stays. `known`: whether there is one, `used`: whether
        it is in the MAC input."""
        self._part = part
        self._label.show_part(part, used=used)
        self._field.setEnabled(used)
        if self._secret:
            own = f"{MASK}  the profile's" if known else "not known, may be typed"
            self._field.setPlaceholderText("empty" if self._changed else own)
            return
        if not self._changed and isinstance(part.value, str):
            self._field.set_value(part.value)
        self._field.setPlaceholderText("empty")
        self._show_changed()

    def show_problem(self, problem: str, unused: str = "") -> None:
        """Why there is no MAC with this value, empty when it is none; `unused` says why the part
        is not in the MAC input."""
        text = self._field.text()
        told = unused or problem or self._caution(text)
        self._note.setText(told)
        self._note.setVisible(bool(told))
        role = "small" if unused else "bad" if problem else "caution"
        set_property(self._note, "role", role)
        set_property(self._field, "problem", bool(problem and not unused))
        points = "" if self._secret else code_points(text)
        own = ""
        if self._changed and not self._secret:
            own = f"The request's own value: {self._part.value or 'empty'}"
        self._field.setToolTip("\n".join(each for each in (own, points) if each))
        self._field.setAccessibleDescription(told)

    def _caution(self, text: str) -> str:
        """What the eye would miss; of a key without showing any of it."""
        if self._secret:
            return key_hint(Secret(text)) or "" if self._changed else ""
        hidden = invisible_words(text)
        return f"It {hidden}." if hidden else ""

    def light(self, on: bool) -> None:
        self._label.light(on)

    def focus_field(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_back(self) -> None:
        """To the request's own value."""
        if self._changed:
            had_focus = self._back.hasFocus()
            self.forget()
            if had_focus:
                self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def forget(self) -> None:
        """As `put_back`, but not told."""
        self._changed = False
        self._field.set_value("" if isinstance(self._part.value, Secret) else self._part.value)
        self._show_changed()

    def _on_edited(self, text: str) -> None:
        self._changed = self._secret or text != self._part.value
        self._show_changed()
        self.edited.emit()

    def _show_changed(self) -> None:
        set_property(self._field, "changed", self._changed)
        if self._changed:
            self._back.setIcon(self._theme.icon("undo", self._theme.tokens.link))
        self._back.setVisible(self._changed)

    # Mouse and keyboard

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked_at.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.looked_at.emit(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)


def _name(part: MacPart) -> str:
    return part.label if part.label.isupper() else part.label[0].lower() + part.label[1:]
