"""The program as a worker: started by the program alone, ended with whoever started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from processes import alive

PATIENCE = 20.0

# What the window does, without a window: it starts a worker and is then killed.
STARTER = """
import os, queue, sys
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers
sys.path.insert(0, sys.argv[1])
import worker_with_jobs
told = queue.Queue()
workers = ProcessWorkers(SystemClock(), worker_with_jobs.command())
workers.call("say_pid", done=told.put, failed=told.put)
print(told.get(), flush=True)
workers.call("hang", sys.argv[2], done=told.put, failed=told.put)
told.get()
"""


def until(fact, what: str) -> None:
    for _ in range(int(PATIENCE / 0.01)):
        if fact():
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"{what} did not come")


def test_a_worker_ends_when_whoever_started_it_is_killed_in_the_middle_of_a_job(tmp_path):
    support = Path(__file__).parent.parent / "support"
    trace = tmp_path / "trace"
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(support), str(trace)], stdout=subprocess.PIPE
    ) as starter:
        worker = int(starter.stdout.readline())
        until(trace.exists, "the job")
        assert alive(worker)
        os.kill(starter.pid, signal.SIGKILL)
        starter.wait(PATIENCE)
        until(lambda: not alive(worker), "the end of the worker")


def test_the_program_is_a_worker_when_asked_to_and_says_nothing():
    from nvexplorer.workers.client import own_command, own_folder

    run = subprocess.run(
        own_command(), cwd=own_folder(), input=b"", capture_output=True, timeout=PATIENCE
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    run = subprocess.run(
        own_command(), cwd=own_folder(), input=b"\xff" * 100, capture_output=True, timeout=PATIENCE
    )
    assert run.returncode == 1


def test_a_frozen_program_starts_itself(monkeypatch):
    from nvexplorer.workers import WORKER_ARGUMENT
    from nvexplorer.workers.client import own_command

    assert own_command() == [sys.executable, "-m", "nvexplorer", WORKER_ARGUMENT]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable, WORKER_ARGUMENT]
