"""What was typed is there again after the window was killed without warning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from nvexplorer import launch
from nvexplorer.ui.app import Opening, Options
from nvexplorer.ui.main_window import MainWindow
from nvexplorer.ui.theme import Theme

home, job = Path(sys.argv[1]), sys.argv[2]
app = QApplication([])
theme = Theme(app)
theme.apply(app)
window = MainWindow()
dirs = launch.find_dirs(home)
opening = Opening(app, window, theme, lambda: launch.compose(dirs, keychain=False), Options())
window.painted.connect(opening.on_painted)
window.show()

def look():
    if not hasattr(window, "workspace") or not window.services.tasks.idle:
        return
    timer.stop()
    if job == "type":
        window.workspace.open_resource("customerlist.nv")
        window.workspace.current.request.url.selectAll()
        window.workspace.current.request.url.insertPlainText("customer.nv?method=add")
        window.workspace.current.request.body.editor.insertPlainText("<root>Äänekoski</root>")
        print("typed", flush=True)
    else:
        for tab in window.workspace.tabs:
            print(ascii(tab.request.draft()), flush=True)
        window.close()
        QTimer.singleShot(0, app.quit)

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
opening.close()
"""


def _start(home, job):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(home), job],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def _is_kept(home):
    file = home / "data" / "session.toml"
    return file.exists() and "customer.nv" in file.read_text("utf-8")


def test_typing_survives_kill_9(tmp_path):
    with _start(tmp_path, "type") as window:
        assert window.stdout.readline() == "typed\n"
        while not _is_kept(tmp_path):
            assert window.poll() is None
        window.send_signal(signal.SIGKILL)
    with _start(tmp_path, "read") as window:
        told = window.stdout.readline()
    assert "'customer.nv'" in told
    assert "Parameter(name='method', value='add'" in told
    assert ascii("<root>Äänekoski</root>") in told
