"""Where windows stand and how the main one is divided, as texts for the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.main_window import MainWindow

_BESIDE = (48, 80)  # pixels of the screen that a window beside the main one leaves free


def layout_texts(window: MainWindow) -> tuple[str, str]:
    """Geometry and splitters."""
    return place_text(window), _text(window.splitter.saveState())


def place_text(window: QWidget) -> str:
    return _text(window.saveGeometry())


def restore_place(window: QWidget, geometry: str) -> None:
    """A text that does not fit is ignored."""
    if geometry:
        window.restoreGeometry(_bytes(geometry))


def restore_splitters(window: MainWindow, splitters: str) -> None:
    if splitters:
        window.splitter.restoreState(_bytes(splitters))


def place_beside(window: QWidget, size: tuple[int, int], geometry: str) -> None:
    """A window beside the main one: where it stood, else of that size as far as the screen goes."""
    room = window.screen().availableSize()
    window.resize(min(size[0], room.width() - _BESIDE[0]), min(size[1], room.height() - _BESIDE[1]))
    restore_place(window, geometry)


def come_forward(window: QWidget) -> None:
    """In front of the others, ready for the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))
