"""The longest stop of the window's thread for each ordinary action.

Run it by hand: `python tests/benchmarks/bench_stops.py [windows]` (5 unless given). Each window
is a program of its own, so that what happens once in a program's life counts, and a plain Qt window
that does the like is started beside it. In milliseconds, median and worst: the processor time that
the window's thread took at a stretch, which a busy machine hardly changes, and how long it stood
still. What an action leaves for later counts too. The aim is no stop of 50 ms; `!` marks more.
"""

from __future__ import annotations

import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from heartbeat import Heartbeat
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from window import Explorer

LONGEST = 50.0
REST = 900  # milliseconds in which what was left for later is done
RESOURCES = ("accountingledger.nv", "salesinvoice.nv", "customer.nv", "employee.nv")

#: What an action is compared with, by the first word of its name.
ALIKE = {
    "open": "form",
    "body": "page",
    "page": "page",
    "dialog": "dialog",
    "popup": "popup",
    "key": "key",
    "tab": "switch",
    "close": "close",
}


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Stops:
    """By name of the action: milliseconds of work at a stretch, and of standing still."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, float]] = {}

    @contextmanager
    def __call__(self, name: str, left: int = REST) -> Iterator[None]:
        with Heartbeat() as heart:
            yield
            rest(left)
        work, stop = self.found.get(name, (0.0, 0.0))
        self.found[name] = (max(work, heart.longest_work), max(stop, heart.longest))


# What people do


def work(home: Path, stops: Stops) -> None:
    from window import Explorer

    explorer = Explorer(Waiting(lambda: rest(2)), home)  # type: ignore[arg-type]
    with stops("start", 2 * REST):
        explorer.open()
    open_requests(explorer, stops)
    fill_in(explorer, stops)
    write_body(explorer, stops)
    look_round(explorer, stops)
    examine(explorer, stops)
    go_round(explorer, stops)
    explorer.close()


def open_requests(explorer: Explorer, stops: Stops) -> None:
    find(explorer, stops, "salesinvoicelist", "Return", first=" first")
    for resource in RESOURCES:
        find(explorer, stops, resource, "Ctrl+Return")


def find(explorer: Explorer, stops: Stops, words: str, enter: str, first: str = "") -> None:
    with stops(f"popup: Ctrl+P{first}"):
        explorer.press("Ctrl+P")
        explorer.until(QApplication.activePopupWidget, "the finder")
    with stops("key in the finder"):
        explorer.type(words)
    with stops(f"open {words}"):
        explorer.press(enter)
        explorer.until(lambda: explorer.tab.request.resource.startswith(words), "the request")


def fill_in(explorer: Explorer, stops: Stops) -> None:
    explorer.press("Ctrl+1")
    with stops("key in a parameter"):
        explorer.fill("begininvoicedate", "2026-01-01")
    with stops("key in the URL"):
        explorer.press("Ctrl+L")
        explorer.press("Ctrl+A")
        explorer.type("salesinvoicelist.nv?begininvoicedate=2026-01-01&oma=ä&endi=1")
        for _ in range(7):
            explorer.press("Backspace")
    with stops("page: Preview"):
        explorer.press("Ctrl+Shift+V")
    with stops("page: Signature"):
        explorer.press("Ctrl+Shift+N")
    with stops("key on the bench"):
        explorer.write(explorer.tab, "Sender on the bench", "Kirjanpitäjä")
    explorer.press("Ctrl+Shift+N")
    with stops("page: Documentation"):
        explorer.press("F1")
    explorer.press("F1")
    with stops("first send and answer"):
        explorer.send()
    with stops("second send and answer"):
        explorer.send()


def write_body(explorer: Explorer, stops: Stops) -> None:
    from nvexplorer.ui.actions import ActionId

    explorer.press("Ctrl+3")
    with stops("page: Body"):
        explorer.turn_to("Body", explorer.tab.request)
    body = explorer.tab.request.body
    body.focus_body()
    with stops("key in the body"):
        explorer.type("<root><salesinvoice>1,5</salesinvoice></root>")
    with stops("body: full skeleton"):
        explorer.window.actions_.action(ActionId.SKELETON_FULL).trigger()
        explorer.until(lambda: len(body.text()) > 2000, "the skeleton")
    with stops("key in a long body"):
        explorer.press("Ctrl+Home")
        explorer.type("<!-- x -->")
    with stops("page: Form"):
        explorer.press("Ctrl+Shift+X")
    with stops("key in the form"):
        for _ in range(4):
            explorer.press("Down")
        explorer.type("x")
        explorer.press("Return")
    with stops("page: XML again"):
        explorer.press("Ctrl+Shift+X")
    with stops("page: Documentation of a body"):
        explorer.press("F1")
    with stops("page: Preview of a body"):
        explorer.press("Ctrl+Shift+V")
    with stops("send a body"), declining():
        explorer.press("Ctrl+Return")


@contextmanager
def declining() -> Iterator[None]:
    """Ends whatever question comes."""
    timer = QTimer()
    timer.timeout.connect(_leave)
    timer.start(50)
    yield
    rest(REST)
    timer.stop()


def _leave() -> None:
    dialog: Any = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.reject()


def look_round(explorer: Explorer, stops: Stops) -> None:
    from nvexplorer.library.settings import Theme

    window = explorer.window
    with stops("popup: palette"):
        explorer.press("Ctrl+Shift+P")
        explorer.until(QApplication.activePopupWidget, "the palette")
    with stops("key in the palette"):
        explorer.type("settings")
    with stops("popup: closed"):
        explorer.press("Esc")
    explorer.come_back()
    with stops("popup: profile switcher"):
        explorer.press("Ctrl+E")
        explorer.until(QApplication.activePopupWidget, "the switcher")
    explorer.press("Esc")
    for name, keys in (
        ("dialog: profiles", "Ctrl+Shift+E"),
        ("dialog: settings", "Ctrl+,"),
        ("dialog: shortcuts", "Ctrl+/"),
    ):
        explorer.come_back()
        with stops(name):
            explorer.press(keys)
            explorer.until(lambda: explorer.dialogs(), "the dialog")
        with stops("dialog: closed"):
            explorer.dialogs()[0].reject()
    explorer.come_back()
    with stops("page: log"):
        explorer.press("Ctrl+Shift+H")
    with stops("page: saved requests"):
        window.commands.show_saved()
    with stops("key in the sidebar's filter"):
        explorer.press("Ctrl+Shift+R")
        explorer.type("invoice")
    for theme in (Theme.DARK, Theme.LIGHT):
        with stops("theme changed"):
            window.services.settings.update(theme=theme)


def examine(explorer: Explorer, stops: Stops) -> None:
    """With the MAC doctor: the open request, and what was hashed when it was Finnish time."""
    from doctor_window import RIGHT, Doctor, dump

    explorer.come_back()
    explorer.press("Ctrl+1")
    with stops("doctor: opened"):
        explorer.press("F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
    with stops("doctor: open request taken"):
        explorer.press("Shift+F7")
        explorer.settle()
        doctor.read()
    with stops("doctor: right"):
        doctor.find()
    with stops("doctor: request pasted"):
        doctor.paste(dump(RIGHT._replace(timestamp="2026-11-22 15:30:12.000").mac))
    with stops("doctor: explained"):
        doctor.find()
    with stops("doctor: 5 MB pasted"):
        doctor.paste("2026-11-22 13:30:12 INFO nothing happened\n" * 120_000 + dump(RIGHT.mac))
    doctor.window.close()
    explorer.come_back()


def go_round(explorer: Explorer, stops: Stops) -> None:
    for _ in range(2):
        for number in range(1, len(explorer.window.workspace.tabs) + 1):
            with stops("tab switched", 300):
                explorer.press(f"Ctrl+{number}")
    with stops("tab opened empty"):
        explorer.press("Ctrl+T")
    with stops("tab duplicated"):
        explorer.press("Ctrl+3")
        explorer.press("Ctrl+D")
    explorer.window.services.settings.update(confirm_close_changed=False)
    for _ in range(3):
        with stops("close a tab"):
            explorer.press("Ctrl+W")
    with stops("open a closed tab again"):
        explorer.press("Ctrl+Shift+T")


def restore(home: Path, stops: Stops) -> None:
    """A start with ten open requests."""
    from window import Explorer

    explorer = Explorer(Waiting(lambda: rest(2)), home)  # type: ignore[arg-type]
    with stops("start with 10 tabs", 2 * REST):
        explorer.open()
    assert len(explorer.window.workspace.tabs) == 10
    explorer.press("Ctrl+1")
    for number in range(1, 9):
        with stops("tab switched to first time", 300):
            explorer.press(f"Ctrl+{number}")
    explorer.close()


def bare(_home: Path, stops: Stops) -> None:
    from baseline_bare_form import BareWindow

    window = BareWindow()
    with stops("start"):
        window.show()
    for name, act in window.actions().items():
        with stops(name):
            act()
    window.close()


# The runs


def write_home(home: Path, url: str) -> None:
    from window import ProfileText, write_profiles

    write_profiles(home, ProfileText("Koe", url, "sandbox"))


def write_session(home: Path) -> None:
    from nvexplorer.catalogue.body_skeleton import skeleton
    from nvexplorer.catalogue.resources import resources_root
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.library.session import Session, SessionStore, TabState
    from nvexplorer.model.request import RequestDraft

    catalogue = Catalogue.load(resources_root(), home / "none")
    tabs = []
    for resource in ("salesinvoicelist.nv", *RESOURCES):
        definition = catalogue.definition(resource)
        body = skeleton(definition, "full") if definition.method == "POST" else ""
        tabs.append(TabState(RequestDraft(resource, definition.method, (), body), "Koe"))
    store = SessionStore(home / "data")
    store.load()
    store.save(Session((*tabs, *tabs), 9))
    store.close()


RUNS: dict[str, Callable[[Path, Stops], None]] = {"work": work, "restore": restore, "bare": bare}


def run_here(name: str, home: Path) -> None:
    app = QApplication([])
    stops = Stops()
    RUNS[name](home, stops)
    print(json.dumps(stops.found))
    app.quit()


def run(name: str, home: Path) -> dict[str, tuple[float, float]]:
    command = [sys.executable, __file__, "--run", name, str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(windows: int) -> None:
    import nvexplorer
    from nvexplorer.sandbox.server import Sandbox

    # As when it is installed: whoever runs it out of its sources may have nothing compiled.
    compileall.compile_dir(Path(nvexplorer.__file__).parent, quiet=1)
    found: dict[str, dict[str, list[tuple[float, float]]]] = {name: {} for name in RUNS}
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        for number in range(windows):
            for name in RUNS:
                home = Path(folder) / f"{name}{number}"
                write_home(home, sandbox.url)
                if name == "restore":
                    write_session(home)
                for action, stop in run(name, home).items():
                    found[name].setdefault(action, []).append(stop)
                shutil.rmtree(home)
    plain = found.pop("bare")
    print(f"{'ms':<32}{'work':>8}{'worst':>8}{'stop':>8}{'worst':>8}{'plain Qt':>14}")
    for results in found.values():
        for action, each in results.items():
            print(told(action, each, plain))


def told(
    action: str,
    found: list[tuple[float, float]],
    plain: dict[str, list[tuple[float, float]]],
) -> str:
    works, still = zip(*found, strict=True)
    figures = (statistics.median(works), max(works), statistics.median(still), max(still))
    like = ALIKE.get(action.split()[0].rstrip(":"), "start" if action.startswith("start") else "")
    beside = f"{statistics.median(w for w, _ in plain[like]):.1f} {like}" if like else ""
    mark = " !" if max(works) > LONGEST else ""
    return f"{action:<32}" + "".join(f"{each:>8.1f}" for each in figures) + f"{beside:>14}{mark}"


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:2] == ["--run"]:
        run_here(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 5)
