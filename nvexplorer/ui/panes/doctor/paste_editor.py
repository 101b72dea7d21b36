"""The field for a request as some tool wrote it down, however long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent

    from nvexplorer.dumps.dump import Dump
    from nvexplorer.ui.theme import Theme

# A text of more characters, or with a longer line, is held aside: laying it out would take long.
_LONGEST = 100_000
_LONGEST_LINE = 20_000
_SHOWN = 12_000  # characters of a text that is held
_LEAD = 2_000  # of these before the first header
_LINES = 18  # the height that the field asks for at least and at most
_MOST_LINES = 34
_METHODS = ("GET ", "POST ", "curl ", "PUT ")


class Held(NamedTuple):
    """A text that is too long for the field, and where the part that is shown begins."""

    text: str
    start: int = 0


class PasteEditor(QPlainTextEdit):
    """Plain text. One that is very long is held as it is, a part of it shown and not edited;
    pasting replaces it. `changed`: `text` is another one; `held_changed`: so is `held`;
    `file_given` carries the path of a file that was dropped or pasted."""

    changed = Signal()
    held_changed = Signal()
    file_given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._held: Held | None = None
        self._dump: Dump | None = None
        self._filling = False
        self.setProperty("field", True)
        self.setFont(theme.mono_font())
        self.setAccessibleName("Request to examine")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setPlaceholderText(
            "Paste the request that Netvisor refused, as your program, proxy or log wrote it down."
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.textChanged.connect(self._on_text_changed)
        self.blockCountChanged.connect(self.updateGeometry)
        theme.changed.connect(self._colour)

    @property
    def text(self) -> str:
        """All of it, as pasted or typed."""
        return self._held.text if self._held is not None else self._plain()

    @property
    def held(self) -> Held | None:
        return self._held

    def show_text(self, text: str) -> None:
        """In place of what is there, which undo brings back as long as neither is very long."""
        self._dump = None
        if _is_long(text):
            self._hold(text)
        else:
            self._release()
            self._fill(text)
        self.changed.emit()

    def show_dump(self, dump: Dump | None) -> None:
        """Colour the header names of this request, which was read from the text as it is; show
        where it stands when the text is held."""
        self._dump = dump
        if self._held is not None and dump is not None:
            first = min((h.start for h in dump.headers if h.start >= 0), default=0)
            last = max((h.end for h in dump.headers), default=0)
            shown_to = self._held.start + len(self._plain())
            if first < self._held.start or last > shown_to:
                self._hold(self._held.text, max(0, first - _LEAD))
        self._colour()

    def _plain(self) -> str:
        return plain_text(self)

    # Long texts

    def _hold(self, text: str, start: int = 0) -> None:
        if start:  # at the beginning of a line, where there is one near
            start = max(text.rfind("\n", max(0, start - _LEAD), start) + 1, start - _LEAD)
        self._held = Held(text, start)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._filling = True
        self.setPlainText(text[start : start + _SHOWN])
        self._filling = False
        self.held_changed.emit()

    def _release(self) -> None:
        if self._held is None:
            return
        self._held = None
        self._filling = True
        self.clear()
        self._filling = False
        self.setReadOnly(False)
        self.held_changed.emit()

    def _fill(self, text: str) -> None:
        self._filling = True
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self._filling = False
        self.updateGeometry()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        path = next((url.toLocalFile() for url in source.urls() if url.isLocalFile()), "")
        if path:
            self.file_given.emit(path)
            return
        pasted = source.text()
        if self._held is not None:
            self.show_text(pasted)
            return
        cursor = self.textCursor()
        if len(pasted) <= _LONGEST_LINE:
            cursor.insertText(pasted)
            self.ensureCursorVisible()
            return
        old = self._plain().encode("utf-16-le", "surrogatepass")
        start, end = 2 * cursor.selectionStart(), 2 * cursor.selectionEnd()
        before, after = (
            part.decode("utf-16-le", "surrogatepass") for part in (old[:start], old[end:])
        )
        whole = before + pasted + after
        if _is_long(whole):
            self.show_text(whole)
        else:
            cursor.insertText(pasted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._held is not None and event.matches(QKeySequence.StandardKey.Paste):
            from PySide6.QtGui import QGuiApplication

            self.insertFromMimeData(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self.updateGeometry()
        if not self._filling:
            self._dump = None
            self.changed.emit()

    # Colours

    def _colour(self) -> None:
        """The names of headers and the method, as extra selections: the text stays plain."""
        selections = []
        offset = self._held.start if self._held is not None else 0
        text = self._plain() if self._dump is not None else ""
        for header in self._dump.headers if self._dump is not None else ():
            start, end = header.start - offset, header.end - offset
            if header.start >= 0 and start >= 0 and end <= len(text):
                end += text[end : end + 1] == ":"
                selections.append(self._selection(_units(text, start), _units(text, end)))
        for method in _METHODS if self._dump is not None else ():
            if text.startswith(method):
                selections.append(self._selection(0, len(method) - 1))
        self.setExtraSelections(selections)

    def _selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.format = QTextCharFormat()
        selection.format.setForeground(QColor(self._theme.tokens.xml_tag))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        return selection

    # Room

    def sizeHint(self) -> QSize:
        lines = max(_LINES, min(self._rows() + 1, _MOST_LINES))
        return QSize(480, lines * (self.fontMetrics().lineSpacing() + 1) + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 6 * self.fontMetrics().lineSpacing() + 16)

    def _rows(self) -> int:
        """Lines as they are wrapped; in a plain text's layout heights are counted in lines."""
        return int(self.document().documentLayout().documentSize().height())


def _is_long(text: str) -> bool:
    if len(text) > _LONGEST:
        return True
    return len(text) > _LONGEST_LINE and max(map(len, text.split("\n"))) > _LONGEST_LINE


def _units(text: str, at: int) -> int:
    """A place in the text as Qt counts, in units of UTF-16."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def plain_text(field: QPlainTextEdit) -> str:
    """What stands in a field. Unlike its `toPlainText` this keeps spaces that do not break."""
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
