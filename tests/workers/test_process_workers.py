"""Workers as real processes: what comes back, what a crash costs, what is left behind."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading

import pytest
import worker_with_jobs
from processes import alive

from nvexplorer.model.errors import ExplorerError, WorkerEnded
from nvexplorer.outside.clock import SystemClock
from nvexplorer.workers.client import ProcessWorkers

PATIENCE = 20.0


class Told:
    """What became of one call."""

    def __init__(self) -> None:
        self.results: queue.Queue[object] = queue.Queue()
        self.steps: list[object] = []

    def get(self) -> object:
        """The result; an ExplorerError is raised."""
        result = self.results.get(timeout=PATIENCE)
        if isinstance(result, ExplorerError):
            raise result
        return result

    @property
    def slots(self) -> dict[str, object]:
        return {"done": self.results.put, "failed": self.results.put}


def call(on, job: str, *arguments: object, **more: object) -> Told:
    told = Told()
    told.job = on.call(job, *arguments, **told.slots, **more)
    return told


class Edited:
    """A text as an editor has it, and the worker."""

    def __init__(self, workers, text: str = "") -> None:
        self.text = text
        self.reads = 0
        self.shared = workers.open_text(self._read)
        self.call = self.shared.call

    def _read(self) -> str:
        self.reads += 1
        return self.text

    def change(self, start: int, removed: int, added: str) -> None:
        self.text = self.text[:start] + added + self.text[start + removed :]
        self.shared.change(start, removed, added)


def until(fact, what: str) -> None:
    for _ in range(int(PATIENCE / 0.01)):
        if fact():
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"{what} did not come")


def saying(data: bytes) -> list[str]:
    """A program that says this, whatever it is asked, and waits for its end."""
    says = len(data).to_bytes(8, "big") + data
    program = f"import sys; sys.stdout.buffer.write({says!r}); sys.stdout.flush(); sys.stdin.read()"
    return [sys.executable, "-c", program]


@pytest.fixture
def make():
    made = []

    def start(**more: object) -> ProcessWorkers:
        given = {"command": worker_with_jobs.command(), "jobs": worker_with_jobs.jobs()}
        workers = ProcessWorkers(SystemClock(), **{**given, **more})
        made.append(workers)
        return workers

    yield start
    for workers in made:
        workers.close()


@pytest.fixture
def workers(make) -> ProcessWorkers:
    return make()


def test_arguments_and_results_are_told_to_the_letter(workers):
    arguments = ("Ähtäri \U0001f600 \ud800", b"\x00\xff", 1.5, None, ("a", {"b": [1]}))
    assert call(workers, "echo", *arguments).get() == arguments


def test_results_may_be_records_of_the_program(workers):
    from nvexplorer.catalogue.body_problem import BodyProblem, Edit, Fix

    fix = Fix("Put it first", (Edit(3, 4, "x"),))
    problem = BodyProblem("error", "order", 3, 4, 1, 4, "root/a", "Wrong order.", fix)
    (back,) = call(workers, "echo", problem).get()
    assert back == problem
    assert type(back.fix.edits[0]) is Edit


def test_a_process_does_many_jobs_and_nothing_printed_gets_between(workers):
    assert len({call(workers, "say_pid").get() for _ in range(5)}) == 1


def test_progress_comes_before_the_end(workers):
    told = Told()
    workers.call("count_to", 3, **told.slots, progress=told.steps.append)
    assert told.get() == 3
    assert told.steps == [0, 1, 2]


def test_a_failure_has_its_sentence_and_an_unexpected_one_keeps_its_text_to_itself(workers):
    with pytest.raises(ExplorerError) as error:
        call(workers, "fail", True).get()
    assert (error.value.what, error.value.next) == ("The file is empty.", "Choose another.")
    with pytest.raises(ExplorerError) as error:
        call(workers, "fail", False).get()
    assert "ZeroDivisionError, worker_with_jobs.py:" in error.value.what
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(("kind", "how"), [("exit", "exit code 3"), ("kill", "signal 9")])
def test_after_a_crash_the_job_has_failed_and_the_next_call_works(workers, kind, how):
    first = call(workers, "say_pid").get()
    crashed, waiting = call(workers, "die", kind), call(workers, "echo", 1)
    for told in (crashed, waiting):
        with pytest.raises(WorkerEnded, match=rf"ended by itself \({how}\)"):
            told.get()
    assert call(workers, "say_pid").get() != first


def test_a_text_outlives_the_crash_of_its_process(workers):
    text = Edited(workers, "<root>" + "ä" * 300_000 + "</root>")
    other = Edited(workers, "other")
    text.change(6, 0, "<a/>")
    assert call(text, "echo").get() == (text.text,)
    with pytest.raises(WorkerEnded):
        call(text, "die", "kill").get()
    text.change(0, 1, "[")
    other.change(5, 0, "!")
    assert call(text, "echo", 7).get() == (text.text, 7)
    assert text.text.startswith("[root><a/>ää")
    assert call(other, "echo").get() == ("other!",)
    assert (text.reads, other.reads) == (2, 1)


def test_a_job_sees_the_text_as_it_was_when_it_was_asked_for(workers, tmp_path):
    text = Edited(workers, "a")
    gate = tmp_path / "gate"
    held = call(Edited(workers, str(gate)), "wait_for")
    told = []
    for number in range(20):
        told.append(call(text, "echo"))
        text.change(0, 0, str(number % 10))
    assert not any(each.results.qsize() for each in told)
    gate.touch()
    assert held.get()
    expected = "a"
    for number, each in enumerate(told):
        assert each.get() == (expected,)
        expected = str(number % 10) + expected


def test_a_quick_job_does_not_wait_for_a_long_one(workers, tmp_path):
    text = Edited(workers, str(tmp_path / "gate"))
    long = call(text, "wait_for")
    assert call(text, "quick", 1).get() == (text.text, 1)
    assert long.results.empty()
    (tmp_path / "gate").touch()
    assert long.get() == text.text


def test_calls_do_not_hold_up_the_jobs_of_texts(workers, tmp_path):
    gate = tmp_path / "gate"
    long = call(workers, "wait_for", str(gate))
    assert call(Edited(workers, "a"), "echo").get() == ("a",)
    gate.touch()
    assert long.get() == str(gate)


def test_a_cancelled_job_that_waits_is_never_begun(workers, tmp_path):
    gate, trace = tmp_path / "gate", tmp_path / "trace"
    long = call(workers, "wait_for", str(gate))
    waiting = call(workers, "hang", str(trace))
    waiting.job.cancel()
    last = call(workers, "say_pid")
    gate.touch()
    assert long.get() == str(gate)
    assert last.get()
    assert not trace.exists()
    assert waiting.results.empty()


def test_a_cancelled_job_that_does_not_end_is_ended_with_its_process(workers, tmp_path):
    process = call(workers, "say_pid").get()
    hanging = call(workers, "hang", str(tmp_path / "trace"))
    until((tmp_path / "trace").exists, "the job")
    hanging.job.cancel()
    until(lambda: not alive(process), "the end of the process")
    assert call(workers, "echo", 1).get() == (1,)
    assert hanging.results.empty()


def test_a_cancelled_job_that_tells_its_progress_ends_and_its_process_goes_on(workers, tmp_path):
    process = call(workers, "say_pid").get()
    counting = Told()
    job = workers.call(
        "count_on", str(tmp_path / "trace"), **counting.slots, progress=counting.steps.append
    )
    until((tmp_path / "trace").exists, "the job")
    job.cancel()
    assert call(workers, "say_pid").get() == process
    assert counting.results.empty()


def test_lanes_do_as_many_jobs_at_once_and_end_when_idle(make, tmp_path):
    workers = make(idle=0.1)
    gate = tmp_path / "gate"
    told = [call(workers, "pid_in_lane", str(gate)) for _ in range(4)]
    other = call(workers, "say_pid").get()
    gate.touch()
    processes = [each.get() for each in told]
    assert len(set(processes)) == 2
    assert processes[0] != processes[1]
    assert other not in processes
    until(lambda: not any(alive(each) for each in processes), "the end of the idle processes")


def test_one_job_alone_starts_one_lane(workers, tmp_path):
    gate = tmp_path / "gate"
    gate.touch()
    assert len({call(workers, "pid_in_lane", str(gate)).get() for _ in range(3)}) == 1


def test_a_job_is_given_the_clock(workers):
    assert call(workers, "seconds_spent").get() <= 0


def test_a_job_over_its_limit_fails_with_a_sentence(workers, tmp_path):
    told = call(workers, "hang", str(tmp_path / "trace"), limit=0.2)
    with pytest.raises(WorkerEnded, match=r"took longer than 0\.2 seconds"):
        told.get()
    assert call(workers, "echo", 1).get() == (1,)


def test_an_idle_process_ends_and_the_next_call_finds_its_text(make):
    workers = make(idle=0.1, idle_texts=0.1)
    text = Edited(workers, "kept")
    first = call(text, "say_pid").get()
    until(lambda: not alive(first), "the end of the idle process")
    text.change(0, 0, "still ")
    assert call(text, "echo").get() == ("still kept",)
    assert call(text, "say_pid").get() != first
    other = call(workers, "say_pid").get()
    until(lambda: not alive(other), "the end of the idle process")


def test_closing_ends_the_processes_at_once_and_nothing_more_is_told(workers, tmp_path):
    process = call(workers, "say_pid").get()
    hanging = call(workers, "hang", str(tmp_path / "trace"))
    until((tmp_path / "trace").exists, "the job")
    text = Edited(workers, "a")
    workers.close()
    assert not alive(process)
    late = call(text, "echo")
    text.change(0, 1, "b")
    late.job.cancel()
    assert hanging.results.empty()
    assert late.results.empty()


def test_closing_right_after_starting_leaves_nothing(make):
    workers = make()
    workers.prepare()
    call(workers, "echo", 1)
    workers.close()


def test_what_a_worker_sends_is_never_run(workers, tmp_path, monkeypatch):
    monkeypatch.setenv("EVIL", str(tmp_path / "evil"))
    for job in ("give_evil", "give_module"):
        with pytest.raises(WorkerEnded, match="cannot be read"):
            call(workers, job).get()
    assert not (tmp_path / "evil").exists()
    assert call(workers, "echo", 1).get() == (1,)


@pytest.mark.parametrize(
    "frame", [("done",), ("failed", 1, "no message"), ("begun", "1"), ("nonsense", 1), (), 7]
)
def test_what_is_no_answer_ends_the_process(make, frame):
    with pytest.raises(WorkerEnded, match="cannot be read"):
        call(make(command=saying(pickle.dumps(frame))), "echo").get()


def test_no_answer_starts_the_program(make):
    data = b"cnvexplorer.__main__\nmain\n."
    with pytest.raises(WorkerEnded, match="cannot be read"):
        call(make(command=saying(data)), "echo").get()


def test_what_cannot_be_told_to_a_worker_fails_and_the_next_call_works(workers):
    with pytest.raises(WorkerEnded, match="cannot be told what"):
        call(workers, "echo", lambda: None).get()
    assert call(workers, "echo", 1).get() == (1,)


def test_a_process_that_never_begins_is_ended(make):
    workers = make(command=[sys.executable, "-c", "import sys; sys.stdin.read()"], start=0.2)
    with pytest.raises(WorkerEnded, match=r"did not begin within 0\.2 seconds"):
        call(workers, "echo").get()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no nice values here")
def test_a_worker_is_never_less_nice_than_the_window(make):
    usual = call(make(), "say_nice").get()
    assert usual >= os.nice(0)
    behind = make(command=["nice", "-n", "15", *worker_with_jobs.command()])
    assert call(behind, "say_nice").get() == min(os.nice(0) + 15, 19)


def test_a_text_that_cannot_be_read_is_asked_for_again(workers):
    texts = iter([MemoryError(), "a"])

    def read() -> str:
        text = next(texts)
        if isinstance(text, MemoryError):
            raise text
        return text

    text = workers.open_text(read)
    with pytest.raises(MemoryError):
        call(text, "echo")
    text.change(0, 0, "x")
    assert call(text, "echo").get() == ("a",)


def test_an_unknown_program_is_told(make):
    workers = ProcessWorkers(SystemClock(), ["/nonexistent/nvexplorer"])
    with pytest.raises(WorkerEnded, match=r"could not be started \(No such file"):
        call(workers, "echo").get()
    workers.close()


def test_ctrl_c_in_the_terminal_does_not_reach_it(workers):
    process = call(workers, "say_pid").get()
    os.kill(process, signal.SIGINT)
    assert call(workers, "say_pid").get() == process


def test_a_text_that_was_closed_is_forgotten_and_known_again_when_it_is_asked_about(workers):
    text = Edited(workers, "a")
    assert call(text, "echo").get() == ("a",)
    text.shared.close()
    text.change(0, 1, "b")
    assert call(text, "echo").get() == ("b",)
    assert text.reads == 2
