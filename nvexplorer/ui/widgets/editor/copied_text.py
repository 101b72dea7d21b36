"""Text on the clipboard that is put together when somebody pastes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from nvexplorer.ui.widgets.editor.mirror import content_text

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.editor.mirror import Content

_TEXT = "text/plain"


class CopiedText(QMimeData):
    """To select is to copy on X11; nobody wants megabytes of it."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content

    def formats(self) -> list[str]:
        return [_TEXT]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type.startswith(_TEXT)

    def retrieveData(self, mime_type: str, _preferred: object) -> object:
        return content_text(self._content) if self.hasFormat(mime_type) else None
