"""A worker that also knows jobs for tests: `worker_with_jobs.py` in place of the program."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent


def echo(*arguments: object) -> object:
    return arguments


def say_pid(*_: object) -> int:
    print("a library that prints")
    return os.getpid()


def say_nice(*_: object) -> int:
    return os.nice(0)


def die(kind: str, *_: object) -> None:
    if kind == "exit":
        os._exit(3)
    os.kill(os.getpid(), signal.SIGKILL)


def hang(file: str) -> None:
    Path(file).touch()
    while True:
        threading.Event().wait(60)


def wait_for(file: str) -> str:
    while not Path(file).exists():
        threading.Event().wait(0.01)
    return file


def fail(with_sentence: bool) -> None:
    from nvexplorer.model.errors import BadInput

    if with_sentence:
        raise BadInput("The file is empty.", "Choose another.")
    raise ZeroDivisionError("a secret text")


def count_to(number: int, progress) -> int:
    for each in range(number):
        progress(each)
    return number


def count_on(file: str, progress) -> None:
    """Until nobody waits for it."""
    Path(file).touch()
    number = 0
    while True:
        threading.Event().wait(0.01)
        progress(number := number + 1)


def pid_in_lane(file: str) -> int:
    wait_for(file)
    return os.getpid()


def seconds_spent(monotonic) -> float:
    return monotonic() - monotonic()


def give_module() -> object:
    """Something that only running code could make whole again."""
    return os.system


class Evil:
    def __reduce__(self):
        return (Path.touch, (Path(os.environ["EVIL"]),))


def give_evil() -> object:
    return Evil()


def command() -> list[str]:
    return [sys.executable, __file__]


def jobs() -> dict[str, object]:
    from nvexplorer.workers.jobs import JOBS, Job

    names = "echo say_pid say_nice die hang wait_for fail give_module give_evil"
    known = {name: Job(f"worker_with_jobs:{name}") for name in names.split()}
    known["quick"] = Job("worker_with_jobs:echo", quick=True)
    known["count_to"] = Job("worker_with_jobs:count_to", progress=True)
    known["count_on"] = Job("worker_with_jobs:count_on", progress=True)
    known["seconds_spent"] = Job("worker_with_jobs:seconds_spent", clock=True)
    known["pid_in_lane"] = Job("worker_with_jobs:pid_in_lane", place="lanes", lanes=2)
    return {**JOBS, **known}


if __name__ == "__main__":
    from nvexplorer.workers.serve import serve

    sys.modules["worker_with_jobs"] = sys.modules["__main__"]
    serve(time.monotonic, jobs())
