"""Where the window stands and how it is divided, as texts for the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from nvexplorer.ui.main_window import MainWindow


def layout_texts(window: MainWindow) -> tuple[str, str]:
    """Geometry and splitters."""
    states = window.saveGeometry(), window.splitter.saveState()
    geometry, splitters = (bytes(state.toBase64().data()).decode("ascii") for state in states)
    return geometry, splitters


def restore_place(window: MainWindow, geometry: str) -> None:
    """A text that does not fit is ignored."""
    if geometry:
        window.restoreGeometry(_bytes(geometry))


def restore_splitters(window: MainWindow, splitters: str) -> None:
    if splitters:
        window.splitter.restoreState(_bytes(splitters))


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))
