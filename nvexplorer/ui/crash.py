"""What happens to an exception that nobody expected: a dialog with detail to copy, without data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer import __version__
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from types import TracebackType


def report(error: BaseException) -> str:
    """Where and what kind, without the values: those may be keys or a customer's data."""
    import platform
    import traceback

    from PySide6 import __version__ as qt_version

    lines = [
        f"Netvisor Explorer {__version__}, Python {platform.python_version()}, "
        f"PySide6 {qt_version}, {platform.system()} {platform.machine()}"
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            _, inside, path = frame.filename.rpartition("nvexplorer/")
            shown = inside + path if inside else frame.filename.rpartition("/")[2]
            lines.append(f"  {shown}:{frame.lineno} in {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says that something went wrong, and offers the report to copy."""

    def __init__(self, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something unexpected went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 360)
        self._detail = detail
        text = QPlainTextEdit(detail)
        text.setReadOnly(True)
        text.setProperty("field", True)
        text.setAccessibleName("Report")
        copy, close = QPushButton("Copy the report"), QPushButton("Close")
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.close)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label("Something unexpected went wrong.", "strong"))
        layout.addWidget(
            label(
                "What you typed is kept. Save your work, and start again if the window behaves "
                "oddly. The report below says where it happened; it holds no keys and no data.",
                wrap=True,
            )
        )
        layout.addWidget(text, 1)
        layout.addLayout(buttons)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._detail)


class CrashHook:
    """Shows one dialog at a time; the report also goes to standard error."""

    def __init__(self) -> None:
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        sys.excepthook = self

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        detail = report(error)
        print(detail, file=sys.stderr)
        if self._dialog is not None or QApplication.instance() is None:
            return
        self._dialog = CrashDialog(detail, QApplication.activeWindow() or _any_window())
        self._dialog.finished.connect(self._on_finished)
        self._dialog.show()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None


def _any_window() -> QMainWindow | None:
    """The program may be in the background; the dialog takes its looks from its parent."""
    windows = QApplication.topLevelWidgets()
    return next((window for window in windows if isinstance(window, QMainWindow)), None)
