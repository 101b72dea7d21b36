"""The window's composition root: shows a frame at once; `Opening` puts everything into it."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from nvexplorer.ui.main_window import MainWindow
from nvexplorer.ui.opening import Opening, Options
from nvexplorer.ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.library.settings import LoadedSettings
    from nvexplorer.model.ports import Dirs, Outside

__all__ = ["Opening", "Options", "run"]


def run(dirs: Dirs, compose: Callable[[], Outside], options: Options) -> int:
    """Open the window and stay until it is closed. Returns the exit code.

    `compose` gives the outside world and is called after the first paint. Raises BadInput where
    there is no screen, and for a `view_file` that cannot be read.
    """
    _need_screen()
    gc.disable()  # until ui/garbage.py sees to it
    app = QApplication(sys.argv[:1])
    app.setApplicationName("nvexplorer")
    app.setApplicationDisplayName("Netvisor Explorer")
    app.setDesktopFileName("nvexplorer")
    theme = Theme(app)
    loaded = _settings_before_paint(dirs)
    theme.apply(app, Scheme(loaded.settings.theme.value) if loaded else Scheme.SYSTEM)
    if options.view_file is not None:
        from nvexplorer.ui.view_window import ViewWindow

        theme.settle()
        viewer = ViewWindow(theme, options.view_file, compose)
        theme.dress(viewer)
        viewer.show()
        code = app.exec()
        viewer.close_file()
        return code
    window = MainWindow()
    theme.dress(window)
    if loaded is not None:
        from nvexplorer.ui.window_layout import restore_place

        restore_place(window, loaded.settings.geometry)
    opening = Opening(app, window, theme, compose, options)
    window.painted.connect(opening.on_painted)
    window.show()
    code = app.exec()
    opening.close()
    return code


def _need_screen() -> None:
    """Qt would end the process with words of its own."""
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, given)):
        from nvexplorer.model.errors import BadInput

        raise BadInput(
            "There is no screen to open the window on.",
            "Start it in a desktop session, or see nvexplorer --help for what works without.",
        )


def _settings_before_paint(dirs: Dirs) -> LoadedSettings | None:
    """Read before the first paint only where there are any, since they cost some milliseconds and
    a window that changes its colours is worse."""
    if not (dirs.config / "settings.toml").exists():
        return None
    from nvexplorer.library.settings import SettingsStore

    return SettingsStore(dirs.config).load()
