"""Puts what is selected in an answer on the clipboard, however much it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.ui.widgets.xml_text import XmlText

COPY_LIMIT = 100_000_000
"""Bytes that can be copied; more stalls the clipboards and editors that take them."""

_AT_ONCE = 1 << 16  # bytes copied before anything else happens
_LARGE = 1 << 22  # characters that are too many for the clipboard to take without a stop
_JOINED = 500  # pieces put together at a time
_TOGETHER = 1 << 18  # or so many characters
_UTF8 = "text/plain;charset=utf-8"


def copy_bytes(view: XmlText, start: int, end: int) -> None:
    """Copies these bytes as they are seen, with what is folded away and what is cut; goes on in
    the background and ends with `view.copied`. Above the limit a `view.message` says so."""
    document = view.document
    if document is None or start >= end:
        return
    if end - start > COPY_LIMIT:
        view.message.emit(
            f"{size_text(end - start)} are selected, and {size_text(COPY_LIMIT)} is the most that "
            "can be copied: save the selection to a file instead (Ctrl+Alt+Shift+S)."
        )
        return
    steps = _steps(view, document, start, end)
    if end - start <= _AT_ONCE and view.is_complete:
        for _ in steps:
            pass
    else:
        view.idle.start("copy", steps)


def _steps(view: XmlText, document: ShownDocument, start: int, end: int) -> Iterator[None]:
    view.go_on()
    while document.index.reached < end and not document.index.complete:
        yield
    size = yield from put(document.text(start, end), 2 * COPY_LIMIT)
    if size < 0:  # the indentation of what is deep
        view.message.emit(
            f"With its indentation this is more than {size_text(2 * COPY_LIMIT)}, too much to be "
            "copied: show the lines as they came, or save the selection to a file instead "
            "(Ctrl+Alt+Shift+S)."
        )
    else:
        view.copied.emit(size)


def put(pieces: Iterable[str], limit: int) -> Generator[None, None, int]:
    """Puts all pieces on the clipboard, a little at a time; returns how many characters these are,
    -1 where it does nothing as they are more than `limit` bytes. Lets errors of theirs through."""
    data, size, parts, waiting = QByteArray(), 0, [], 0
    for part in pieces:
        parts.append(part)
        waiting += len(part)
        if len(parts) >= _JOINED or waiting >= _TOGETHER:
            waiting = 0
            text = "".join(parts)
            size += len(text)
            data.append(text.encode("utf-8", "replace"))
            parts.clear()
            if data.size() > limit:
                return -1
        yield
    text = "".join(parts)
    size += len(text)
    data.append(text.encode("utf-8", "replace"))
    clipboard = QGuiApplication.clipboard()
    if size < _LARGE:
        clipboard.setText(data.toStdString())
    else:  # shares the bytes, where a text would be converted for longer than can be felt
        mime = QMimeData()
        mime.setData(_UTF8, data)
        clipboard.setMimeData(mime)
        _keep_after_the_end()
    return size


def _keep_after_the_end() -> None:
    """What is on the clipboard must not need Python any more when the program has ended."""
    application = QCoreApplication.instance()
    if application is not None and not application.property("clipboardKept"):
        application.setProperty("clipboardKept", True)
        application.aboutToQuit.connect(_as_text)


def _as_text() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
