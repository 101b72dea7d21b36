"""Prove on bare Debian systems that a newcomer needs two commands: `make run` and `make test`.

`fresh.py [SUITE …] [--mirror URL]`, as root, with mmdebstrap and Xvfb on this system. Each suite
is unpacked into a temporary folder with python3, python3-venv, git, make and ca-certificates and
nothing else, gets a clone of HEAD, and is entered in name spaces of its own, so that no mount and
no process outlives the proof. How packages are reached (proxies, certificates, pip's and apt's
settings) is taken over from this system at run time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import reach

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["python3", "python3-venv", "git", "make", "ca-certificates"]
TOOLS = {"mmdebstrap": "mmdebstrap", "unshare": "util-linux", "Xvfb": "xvfb", "git": "git"}

#: Run inside new name spaces with a root, a user and the words of a command.
ENTER = """
mount -t proc proc "$1/proc"; mount -t tmpfs tmpfs "$1/dev/shm"
mkdir -p "$1/dev/pts"; mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
ln -sf pts/ptmx "$1/dev/ptmx"
mkdir -p "$1/tmp/.X11-unix"; mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
root=$1; user=$2; shift 2; exec chroot --userspec="$user" "$root" "$@"
"""


class Failed(Exception):
    """What did not go as a newcomer must find it."""


def main() -> int:
    """Prove every suite asked for; 0 when all pass, with one PASS line for each thing proven."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("suites", nargs="*", default=["bookworm"], metavar="SUITE")
    arguments.add_argument("--mirror", help="where Debian's packages are; mmdebstrap's own choice")
    options = arguments.parse_args()
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if os.geteuid() != 0 or missing:
        packages = f" after: apt-get install {' '.join(missing)}" if missing else ""
        print(f"Run this as root{packages}", file=sys.stderr)
        return 2
    work = Path(tempfile.mkdtemp(prefix="nvexplorer-fresh-"))
    try:
        with _screen() as display:
            for suite in options.suites:
                _prove(suite, options.mirror, work, display)
    except Failed as failure:
        print(f"FAIL {failure}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work)
    return 0


def _prove(suite: str, mirror: str | None, work: Path, display: str) -> None:
    bare = work / suite
    _say(f"Unpacking a bare {suite}")
    make = ["mmdebstrap", "--variant=minbase", "--mode=root", f"--include={','.join(PACKAGES)}"]
    subprocess.run([*make, "--quiet", suite, str(bare), *([mirror] if mirror else [])], check=True)
    reach.take_over(bare)
    _clone(bare / "root/nvexplorer")
    _clone(bare / "home/newcomer/nvexplorer")
    _call(bare, "root", ["useradd", "-U", "newcomer"])
    _call(bare, "root", ["chown", "-R", "newcomer:newcomer", "/home/newcomer"])
    with_root, without_root = bare, work / f"{suite}-user"
    subprocess.run(["cp", "-a", str(bare), str(without_root)], check=True)

    _opens(with_root, "root", display, f"{suite}: make run as root opens the window")
    _opens(with_root, "root", display, f"{suite}: make run again sets nothing up", silent=True)
    _expect(_call(with_root, "root", ["make", "test"], CI="true"), 0, f"{suite}: make test as root")
    shutil.rmtree(with_root)

    told = _call(without_root, "newcomer", ["make", "run"], DISPLAY=display)
    line = re.search(r"^ +sudo (apt-get install .+)$", told.stdout, re.MULTILINE)
    if told.returncode == 0 or line is None:
        raise Failed(f"{suite}: make run does not tell an ordinary user which line to run")
    _call(without_root, "root", ["apt-get", "-qq", "update"])
    typed = _call(without_root, "root", [*line[1].split(), "-y"])
    _expect(typed, 0, f"{suite}: the line shown to an ordinary user installs what is missing")
    _opens(without_root, "newcomer", display, f"{suite}: make run as that user opens the window")
    shutil.rmtree(without_root)


def _opens(root: Path, user: str, display: str, what: str, *, silent: bool = False) -> None:
    """The window opens and tells its time to first paint; `silent`: without any step of set-up."""
    run = _call(root, user, ["make", "run", "ARGS=--startup-time"], DISPLAY=display)
    if not re.search(r"\d", run.stdout) or (silent and "==>" in run.stdout):
        raise Failed(f"{what}: {run.stdout.strip()!r}")
    _expect(run, 0, what)


def _expect(run: subprocess.CompletedProcess[str], code: int, what: str) -> None:
    if run.returncode != code:
        raise Failed(f"{what}: exit code {run.returncode}")
    print(f"PASS {what}", flush=True)


def _call(
    root: Path, user: str, command: list[str], **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `command` in `root`, in the clone of `user`; its output is shown as it comes."""
    home = "/root" if user == "root" else f"/home/{user}"
    shell = ["/bin/sh", "-c", f'cd {home}/nvexplorer && exec "$0" "$@"', *command]
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    process = subprocess.Popen(
        [*spaces, "/bin/sh", "-euc", ENTER, "enter", str(root), user, *shell],
        env={**reach.environment(), "HOME": home, "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    output = []
    for line in process.stdout:
        print("    " + line, end="", flush=True)
        output.append(line)
    return subprocess.CompletedProcess(command, process.wait(), "".join(output))


def _clone(target: Path) -> None:
    source = ["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}"]
    subprocess.run([*source, str(target)], check=True)


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """A virtual X screen of this system, so that the bare one needs nothing of X beforehand."""
    read, write = os.pipe()
    # It begins anew when its last client leaves, and refuses whoever comes just then: not here.
    screen = ["-screen", "0", "1600x1000x24", "-ac", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with open(read) as pipe:
        number = pipe.readline().strip()
    try:
        if not number:
            raise Failed("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _say(text: str) -> None:
    print(f"==> {time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
