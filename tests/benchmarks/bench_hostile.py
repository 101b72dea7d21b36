"""Answers made to break the window: what each of them costs it, and what it says of them.

Run: `python tests/benchmarks/bench_hostile.py [part] [names…]` with `QT_QPA_PLATFORM=offscreen`
where there is no screen. `part` is the part of the full size (1 unless given); without names all
are shown. Each answer is shown in a window of its own process, which goes through every view. Told
for each view: the longest stretch of processor time that it took of the window's thread (aim: 50
ms), the most memory of the window's process that is of no file, over that before the answer, the
most that a worker process took, and what did not end within half a minute. Then the sentences.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from hostile import HOSTILE, write

AIM = 50.0
PATIENCE = 30.0


class Memory:
    """Megabytes of this process and its children, as Linux tells them; 0 elsewhere."""

    def __init__(self) -> None:
        self.before = _field("self", "RssAnon")

    def most(self) -> tuple[float, float]:
        """Since the last call: the most of this process over what it had, that of a child."""
        own = _field("self", "VmHWM") - _field("self", "RssFile") - _field("self", "RssShmem")
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        children: list[str] = []
        for file in Path("/proc/self/task").glob("*/children"):
            with suppress(OSError):
                children += file.read_text().split()
        return own - self.before, max((_field(each, "VmHWM") for each in children), default=0.0)


def _field(process: str, name: str) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def show(name: str, path: Path, home: Path, report: Path) -> None:
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication
    from walking import Step, Walk

    from nvexplorer.ui.theme import Theme
    from nvexplorer.xmltext.file_body import FileBody

    warned: list[str] = []
    qInstallMessageHandler(
        lambda _kind, _where, text: None if "plugin" in text else warned.append(text)
    )
    app = QApplication([])
    theme = Theme(app)
    theme.apply(app)
    with report.open("a", encoding="utf-8") as file:

        def tell(line: dict[str, object]) -> None:
            file.write(json.dumps(line) + "\n")
            file.flush()

        def done(step: Step) -> None:
            own, child = memory.most()
            tell({**step._asdict(), "own": own, "child": child})

        walk = Walk(theme, home, patience=PATIENCE, done=done)
        memory = Memory()
        memory.most()
        body = FileBody(path)
        try:
            walk.show(body, HOSTILE[name].charset)
            walk.walk()
        except Exception:
            walk.raised.append(traceback.format_exc())
        tell({"said": walk.said, "raised": walk.raised, "warned": warned})
        walk.close()
        body.close()
    app.quit()


def told(name: str, size: int, lines: list[dict[str, object]], failed: str) -> None:
    views: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        if "view" in line:
            views.setdefault(str(line["view"]), []).append(line)
    for view, steps in views.items():
        worst = max(steps, key=lambda each: each["work"])  # type: ignore[arg-type,return-value]
        most = max(float(str(each["own"])) for each in steps)
        own = next(each for each in steps if float(str(each["own"])) >= 0.95 * most)
        child = max(float(str(each["child"])) for each in steps)
        slow = [str(each["name"]) for each in steps if not each["ended"]]
        mark = "!" if float(str(worst["work"])) > AIM else ""
        print(
            f"{name:<22}{size / 1e6:>8.1f} {view:<8}{worst['work']:>8.1f}{mark:<2}"
            f"{worst['name']!s:<20}{own['own']:>8.0f} {own['name']!s:<18}{child:>8.0f} "
            f"{', '.join(slow)}"
        )
        for step in steps:
            if step is not worst and float(str(step["work"])) > AIM:
                print(f"{'':>40}{step['work']:>6.1f}! {step['name']}")
    last = lines[-1] if lines else {}
    for key in ("said", "raised", "warned"):
        for text in last.get(key, ()):  # type: ignore[attr-defined]
            print(f"    {key}: {text}")
    if "said" not in last:
        step = lines[-1] if lines else {}
        print(f"    THE WINDOW ENDED after {step.get('view')} {step.get('name')}: {failed[-2000:]}")
    sys.stdout.flush()


def main(part: float, names: list[str]) -> None:
    print(
        f"{'answer':<22}{'MB':>8} {'view':<8}{'work ms':>8}  {'':<20}{'own MB':>8} {'':<18}"
        f"{'child':>8} unended"
    )
    for name in names or HOSTILE:
        hostile = HOSTILE[name]
        with tempfile.TemporaryDirectory() as folder:
            path, home = Path(folder) / "answer.xml", Path(folder) / "home"
            home.mkdir()
            report = Path(folder) / "report"
            report.touch()
            write(path, hostile, int(hostile.size * part))
            command = [sys.executable, __file__, "--show", name, str(path), str(home), str(report)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
            told(name, path.stat().st_size, lines, done.stderr)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:2] == ["--show"]:
        show(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
    else:
        given = sys.argv[1:]
        part = float(given.pop(0)) if given and given[0].replace(".", "").isdigit() else 1.0
        main(part, given)
