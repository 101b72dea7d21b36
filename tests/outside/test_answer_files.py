"""What crashed programs left is removed, what running ones use is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile

import pytest

from nvexplorer.outside.answer_files import make_file, remove_file, sweep

_HOLDER = """
import sys
from pathlib import Path
from nvexplorer.outside.answer_files import make_file
fd, path = make_file(Path(sys.argv[1]))
print(path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def system_folder(tmp_path, monkeypatch):
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def holder(folder):
    return subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_file_of_a_killed_program_is_swept_and_that_of_a_running_one_stays(tmp_path):
    with holder(tmp_path / "answers") as process:
        path = process.stdout.readline().strip()
        assert sweep(tmp_path / "answers") == 0
        assert os.path.exists(path)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert sweep(tmp_path / "answers") == 1
    assert not os.path.exists(path)


def test_the_systems_folder_is_swept_of_ours_alone(tmp_path, system_folder):
    with holder(system_folder) as process:
        path = process.stdout.readline().strip()
        process.kill()
    (system_folder / "somebody-elses.xml").write_text("x")
    assert sweep(tmp_path / "answers") == 1
    assert [each.name for each in system_folder.iterdir()] == ["somebody-elses.xml"]
    assert not os.path.exists(path)


def test_our_own_file_survives_our_own_sweep(tmp_path):
    fd, path = make_file(tmp_path)
    assert sweep(tmp_path) == 0
    remove_file(fd, path)
    assert list(tmp_path.glob("*.xml")) == []


def test_a_link_is_neither_followed_nor_removed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("x")
    link = tmp_path / "nvexplorer-answer-x.xml"
    link.symlink_to(victim)
    assert sweep(tmp_path) == 0
    assert victim.exists()


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path):
    assert sweep(tmp_path / "none") == 0
