"""One request at a time per host and organisation, in threads and in processes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import threading

import pytest

from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import Cancelled, ReadOnly
from nvexplorer.outside.turnstile import FileTurnstile

HOST, COMPANY = "https://isvapi.netvisor.fi", "0123456-2"

HOLDER = textwrap.dedent("""
    import pathlib, sys
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.outside.turnstile import FileTurnstile
    with FileTurnstile(pathlib.Path(sys.argv[1])).turn(sys.argv[2], sys.argv[3], Cancel()):
        print("in", flush=True)
        sys.stdin.readline()
    print("out", flush=True)
""")


@pytest.fixture
def start_holder(tmp_path):
    """Another process that has, or waits for, its turn; its first line tells when it has it."""
    started = []

    def start(host=HOST, company=COMPANY) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDER, str(tmp_path), host, company]
        holder = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
        )
        started.append(holder)
        return holder

    yield start
    for holder in started:
        holder.kill()
        holder.communicate()


@pytest.fixture
def turnstile(tmp_path):
    return FileTurnstile(tmp_path)


def in_thread(work) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_threads_pass_one_by_one_in_their_order(turnstile):
    order, inside, most = [], [], []
    queued = [threading.Event() for _ in range(6)]

    def pass_through(number):
        class Seen(Cancel):
            def on_cancel(self, callback):  # asked for once it stands in the queue
                queued[number].set()
                super().on_cancel(callback)

        with turnstile.turn(HOST, COMPANY, Seen()):
            inside.append(number)
            order.append(number)
            most.append(len(inside))
            inside.remove(number)

    with turnstile.turn(HOST, COMPANY, Cancel()):
        threads = []
        for number, event in enumerate(queued):
            threads.append(in_thread(lambda number=number: pass_through(number)))
            assert event.wait(20)
        assert order == []
    for thread in threads:
        thread.join(20)
    assert order == list(range(6))
    assert set(most) == {1}


@pytest.mark.parametrize("other", [(HOST, "7654321-2"), ("https://other.example", COMPANY)])
def test_others_do_not_wait(turnstile, other):
    with turnstile.turn(HOST, COMPANY, Cancel()), turnstile.turn(*other, Cancel()) as warning:
        assert warning is None


def test_processes_wait_for_each_other(tmp_path):
    """Each says in a common file when it goes in and out; `O_APPEND` keeps the order of writes."""
    script = textwrap.dedent("""
        import os, pathlib, sys
        from nvexplorer.model.cancel import Cancel
        from nvexplorer.outside.turnstile import FileTurnstile
        folder, me = pathlib.Path(sys.argv[1]), sys.argv[2].encode()
        diary = os.open(folder / "diary", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        turnstile = FileTurnstile(folder)
        for _ in range(20):
            with turnstile.turn("https://a.example", "0123456-2", Cancel()):
                os.write(diary, me + b" in\\n")
                os.sched_yield()
                os.write(diary, me + b" out\\n")
    """)
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(number)])
        for number in range(3)
    ]
    assert [p.wait(60) for p in processes] == [0, 0, 0]
    lines = (tmp_path / "diary").read_text().splitlines()
    assert len(lines) == 120
    for entering, leaving in zip(lines[::2], lines[1::2], strict=True):
        assert entering.endswith(" in")
        assert leaving == entering.replace(" in", " out")


def test_a_thread_waits_for_another_process(turnstile, start_holder):
    holder = start_holder()
    assert holder.stdout.readline() == "in\n"
    entered = threading.Event()

    def enter():
        with turnstile.turn(HOST, COMPANY, Cancel()):
            entered.set()

    thread = in_thread(enter)
    assert not entered.wait(0.2)
    holder.communicate("\n", 20)
    assert entered.wait(20)
    thread.join(20)


def test_a_killed_holder_holds_up_nobody(turnstile, start_holder):
    holder = start_holder()
    assert holder.stdout.readline() == "in\n"
    holder.kill()
    holder.wait()
    with turnstile.turn(HOST, COMPANY, Cancel()) as warning:
        assert warning is None


def test_waiting_for_a_thread_can_be_cancelled(turnstile):
    cancel, problems = Cancel(), []

    def wait():
        try:
            with turnstile.turn(HOST, COMPANY, cancel):
                problems.append("entered")
        except Cancelled as error:
            problems.append(error.phase)

    with turnstile.turn(HOST, COMPANY, Cancel()):
        thread = in_thread(wait)
        cancel.cancel()
        thread.join(20)
    assert problems == ["queue"]
    with turnstile.turn(HOST, COMPANY, Cancel()):
        pass


def test_waiting_for_a_process_can_be_cancelled(turnstile, start_holder):
    holder = start_holder()
    assert holder.stdout.readline() == "in\n"
    cancel, problems = Cancel(), []

    def wait():
        try:
            with turnstile.turn(HOST, COMPANY, cancel):
                problems.append("entered")
        except Cancelled as error:
            problems.append(error.phase)

    thread = in_thread(wait)
    cancel.cancel()
    thread.join(20)
    assert problems == ["queue"]
    holder.communicate("\n", 20)
    with turnstile.turn(HOST, COMPANY, Cancel()):
        pass


def test_an_error_inside_ends_the_turn(turnstile):
    with pytest.raises(ZeroDivisionError), turnstile.turn(HOST, COMPANY, Cancel()):
        raise ZeroDivisionError
    with turnstile.turn(HOST, COMPANY, Cancel()) as warning:
        assert warning is None


def test_a_folder_that_cannot_be_written_is_told_and_threads_still_wait(tmp_path):
    (tmp_path / "file").write_text("")
    turnstile = FileTurnstile(tmp_path / "file")
    entered = threading.Event()

    def enter():
        with turnstile.turn(HOST, COMPANY, Cancel()):
            entered.set()

    with turnstile.turn(HOST, COMPANY, Cancel()) as warning:
        assert isinstance(warning, ReadOnly)
        assert str(tmp_path) in warning.what
        assert warning.next
        thread = in_thread(enter)
        assert not entered.wait(0.1)
    thread.join(20)
    assert entered.is_set()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks otherwise")
def test_a_folder_without_locks_is_told(turnstile, monkeypatch):
    def no_locks(_handle, _operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    with turnstile.turn(HOST, COMPANY, Cancel()) as warning:
        assert "No locks available" in warning.what
        assert "one copy" in warning.next


def test_file_names_tell_nothing_of_the_company(turnstile, tmp_path):
    with turnstile.turn(HOST, COMPANY, Cancel()):
        pass
    names = [p.name for p in tmp_path.rglob("*.lock")]
    assert len(names) == 1
    assert COMPANY not in names[0]
    assert "netvisor" not in names[0]
