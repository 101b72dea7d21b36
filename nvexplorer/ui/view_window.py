"""The window of `nvexplorer view FILE`: a saved answer and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from nvexplorer.model.errors import BadInput, Message
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.widgets.xml_paint import XmlColours
from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.ui.wording import size_text
from nvexplorer.xmltext.file_body import FileBody

if TYPE_CHECKING:
    from pathlib import Path

    from nvexplorer.ui.theme import Theme


class ViewWindow(QMainWindow):
    """Raises BadInput for a file that cannot be read. The file stays open until `close_file`."""

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        try:
            self._body = FileBody(path)
        except OSError as error:
            raise BadInput(
                f"{path} cannot be read ({error.strerror}).", "Name a saved answer.", "file"
            ) from error
        self._theme = theme
        self.xml = XmlView()
        self.xml.setFont(theme.mono_font())
        self.xml.setAccessibleName("Answer")
        self.find_bar = FindBar(self.xml)
        self._banner = Banner()
        find = link("find", "Find in the answer (Ctrl+F)")
        find.clicked.connect(self._on_find)
        top = Panel(edge="bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        top.setFixedHeight(40)
        top.box.addWidget(label(path.name, "strong"))
        top.box.addWidget(label(size_text(self._body.size), "muted"), 1)
        top.box.addWidget(find)
        top.box.addWidget(self.find_bar)
        page = Panel()
        page.box.addWidget(top)
        page.box.addWidget(self._banner)
        page.box.addWidget(self.xml, 1)
        self.setCentralWidget(page)
        self.setWindowTitle(f"{path.name} – Netvisor Explorer")
        self.resize(1100, 800)
        for keys, slot in (
            ("Ctrl+F", self._on_find),
            ("F3", self.xml.find_next),
            ("Shift+F3", self.xml.find_previous),
            ("Ctrl+W", self.close),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.xml.message.connect(self._on_message)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.xml.set_source(self._body)
        self.xml.setFocus()

    def close_file(self) -> None:
        self.xml.clear()
        self._body.close()

    def _on_find(self) -> None:
        self.find_bar.open()

    def _on_message(self, sentence: str) -> None:
        self._banner.show_message(Message(sentence, ""), "warn")

    def _on_theme(self) -> None:
        self.xml.set_colours(XmlColours.of(self._theme.tokens))
