"""A list of items with commas between them: their number and limit, and an editor with one item a
line. A column pasted from a table becomes a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel

from nvexplorer.ui.panes.request.fields.popup_field import PopupField
from nvexplorer.ui.panes.request.list_text import count_words, look_at, pasted_list
from nvexplorer.ui.widgets.badge import set_property

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme

_BUTTON = 26  # pixels of the button in the field


class ListField(PopupField):
    icon = "list"
    words = "Edit one item a line"

    def __init__(
        self, theme: Theme, parameter: ParameterDef, placeholder: str, take_pasted: TakePasted
    ) -> None:
        super().__init__(theme, parameter, placeholder, take_pasted)
        self._count = QLabel(self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_count)
        self._show_count()

    @property
    def count_text(self) -> str:
        """`37 of 100`, empty while there is nothing to count."""
        number = look_at(self.text()).number
        few = number < 2 and self._parameter.limit is None
        return "" if few or not number else count_words(number, self._parameter.limit)

    def prepared(self, text: str) -> str:
        """Cells go behind an item that stands before the cursor, and before one behind it."""
        items = pasted_list(text)
        if items == text:
            return super().prepared(text)
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = self.selectionEnd() if self.hasSelectedText() else self.cursorPosition()
        before, after = self.text()[:start].rstrip(), self.text()[end:].lstrip()
        left = "," if before and not before.endswith(",") else ""
        right = "," if after and not after.startswith(",") else ""
        return left + items + right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()

    def open_popup(self) -> None:
        from nvexplorer.ui.panes.request.fields.list_popup import ListPopup

        popup = ListPopup(self, self._theme, self._parameter, self.text())
        popup.changed.connect(self.put)
        popup.resize(max(self.width(), 320), 300)
        popup.open_below()

    def _show_count(self) -> None:
        limit = self._parameter.limit
        over = limit is not None and look_at(self.text()).number > limit
        set_property(self._count, "role", "bad" if over else "small")
        self._count.setText(self.count_text)
        self._place_count()

    def _place_count(self) -> None:
        width = self._count.sizeHint().width() if self._count.text() else 0
        self.setTextMargins(0, 0, width + 4 if width else 0, 0)
        left = self.width() - _BUTTON - width - 4
        self._count.setGeometry(QRect(left, 0, width, self.height()))
