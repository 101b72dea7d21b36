"""The log: rows before sending, keys for ever, several programs at once."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.library.log import Log, LogEnd, LogStart, parameters_of, parameters_text
from nvexplorer.model.errors import BadInput, ReadOnly, StoreError, Unreadable
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import Environment
from nvexplorer.model.request import Parameter

STARTED = datetime(2026, 11, 2, 3, 4, 5, 678_000, tzinfo=UTC)


def start(number=1, **fields):
    return LogStart(
        STARTED,
        "Test",
        "Äijälä Oy",
        "0123456-2",
        Environment.TEST,
        "https://isvapi.netvisor.fi",
        "salesinvoice.nv",
        "POST",
        f"id-{number}",
        may_change=True,
        parameters="method=add",
    )._replace(**fields)


BOOKED = LogEnd(Outcome.OK, 200, "", "", ("165", "166"), 0.25)


def test_a_row_holds_everything(tmp_path):
    log = Log(tmp_path / "data")
    row = log.begin(start())
    log.finish(row, LogEnd(Outcome.FAILED, 400, "INVALID_DATA", "Bad", (), 1.5, "none"))
    found = log.get(row)
    assert found.started == STARTED
    assert found._asdict().items() >= (start()._asdict() | {"id": row, "finished": True}).items()
    assert (found.outcome, found.http_status, found.code, found.text, found.inserted_keys) == (
        (Outcome.FAILED, 400, "INVALID_DATA", "Bad", ())
    )
    assert (found.duration, found.problem) == (1.5, "none")
    assert log.search() == [found]
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


def test_any_number_and_any_word_can_be_searched_for(tmp_path):
    log = Log(tmp_path)
    log.finish(log.begin(start()), BOOKED)
    assert len(log.search(limit=10**30)) == 1
    assert log.search("\udcff") == []


def test_a_row_that_never_ended(tmp_path):
    Log(tmp_path).begin(start())
    Log(tmp_path).begin(start(2, may_change=False))
    read, write = Log(tmp_path).search()
    assert (read.outcome, write.outcome) == (Outcome.NO_ANSWER, Outcome.UNKNOWN)
    assert not read.finished
    assert read.duration is None
    assert Log(tmp_path).search("outcome unknown") == [write]


def test_searching_nothing_creates_nothing(tmp_path):
    log = Log(tmp_path / "none")
    assert log.search("x") == []
    with pytest.raises(BadInput):
        log.get(1)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "words",
    ["äijälä", "ÄIJÄLÄ oy", "salesinv", "0123456", "166", "id-1 200", "ok", "test post", "  "],
)
def test_words_are_found_in_any_letter_case(tmp_path, words):
    log = Log(tmp_path)
    log.finish(log.begin(start()), BOOKED)
    log.finish(log.begin(start(2, company_name="B", organisation_id="", profile_name="", method="",
                              environment=Environment.SANDBOX, resource="x")),
               LogEnd(Outcome.FAILED, 401, "AUTHENTICATION_FAILED"))  # fmt: skip
    assert [row.transaction_id for row in log.search(words)][-1] == "id-1"
    assert len(log.search(words)) == (1 if words.strip() else 2)


def test_all_words_must_be_there_and_none_is_a_pattern(tmp_path):
    log = Log(tmp_path)
    log.finish(log.begin(start()), BOOKED)
    for words in ("äijälä nothing", "%", "_", "'", '"', "id-2", "äijälä0123456"):
        assert log.search(words) == []


def test_newest_first_in_pages(tmp_path):
    log = Log(tmp_path)
    for number in range(5):
        log.begin(start(number))
    ids = [row.transaction_id for row in log.search(limit=2, offset=1)]
    assert ids == ["id-3", "id-2"]


def test_the_last_key_is_that_of_the_last_success_at_this_host_and_company(tmp_path):
    log = Log(tmp_path)
    host, company = start().host, start().organisation_id
    assert log.last_key(host, company) == ""
    log.finish(log.begin(start()), BOOKED)
    later = (
        (start(2), BOOKED._replace(inserted_keys=())),
        (start(3), BOOKED._replace(inserted_keys=("7",), outcome=Outcome.FAILED)),
        (start(4, host="http://127.0.0.1:1"), BOOKED._replace(inserted_keys=("8",))),
        (start(5, organisation_id="7654321-2"), BOOKED._replace(inserted_keys=("9",))),
    )
    for begun, end in later:
        log.finish(log.begin(begun), end)
    log.begin(start(6))
    assert log.last_key(host, company) == "166"
    assert log.last_key("http://127.0.0.1:1", company) == "8"
    assert log.last_key(host, "7654321-2") == "9"
    assert log.last_key(host, "0000000-0") == ""


def test_many_threads(tmp_path):
    log = Log(tmp_path)

    def work(number):
        log.finish(log.begin(start(number)), BOOKED)

    threads = [threading.Thread(target=work, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = log.search()
    assert {row.transaction_id for row in rows} == {f"id-{number}" for number in range(12)}
    assert all(row.finished for row in rows)


LOG_FOREVER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from test_log import *
    log = Log(Path(sys.argv[1]))
    for number in range(int(sys.argv[3])):
        row = log.begin(start(f"{sys.argv[4]}-{number}"))
        log.finish(row, BOOKED._replace(inserted_keys=(f"{sys.argv[4]}key{number}",)))
        print(number, flush=True)
"""


def logger(folder, number, name):
    code = textwrap.dedent(LOG_FOREVER)
    here = __file__.rpartition("/")[0]
    return subprocess.Popen(
        [sys.executable, "-c", code, folder, here, str(number), name],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_at_once(tmp_path):
    with logger(tmp_path, 30, "one") as one, logger(tmp_path, 30, "two") as two:
        one.communicate()
        two.communicate()
    assert (one.returncode, two.returncode) == (0, 0)
    keys = {key for row in Log(tmp_path).search() for key in row.inserted_keys}
    assert keys == {f"{name}key{number}" for name in ("one", "two") for number in range(30)}


def test_what_was_logged_before_a_kill_is_there(tmp_path):
    with logger(tmp_path, 100_000, "one") as process:
        for _ in range(5):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        last = max([4, *map(int, process.stdout)])
    log = Log(tmp_path)
    rows = log.search(limit=100_000)
    finished = {key for row in rows for key in row.inserted_keys}
    assert {f"onekey{number}" for number in range(last + 1)} <= finished
    assert all(row.outcome is Outcome.UNKNOWN for row in rows if not row.finished)
    assert log.notice is None


@pytest.mark.parametrize(
    "damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_damaged_log_is_set_aside_and_said(tmp_path, damage):
    log = Log(tmp_path)
    (tmp_path / "log.sqlite").write_bytes(damage)
    row = log.begin(start())
    assert isinstance(log.notice, Unreadable)
    assert "log.sqlite.unreadable-1" in str(log.notice)
    assert (tmp_path / "log.sqlite.unreadable-1").read_bytes() == damage
    log.finish(row, BOOKED)
    assert Log(tmp_path).search()[0].inserted_keys == ("165", "166")
    (tmp_path / "log.sqlite").write_bytes(damage)
    assert log.search() == []
    assert (tmp_path / "log.sqlite.unreadable-2").read_bytes() == damage


def test_an_inserted_key_survives_damage_during_sending(tmp_path):
    log = Log(tmp_path)
    row = log.begin(start(1))
    (tmp_path / "log.sqlite").write_bytes(b"damage" * 1000)
    other = Log(tmp_path).begin(start(2))
    assert other == row
    log.finish(row, BOOKED)
    found = {each.transaction_id: each.inserted_keys for each in log.search()}
    assert found == {"id-1": ("165", "166"), "id-2": ()}


def test_a_newer_log_is_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 2")
    before = (tmp_path / "log.sqlite").read_bytes()
    for use in (lambda: Log(tmp_path).begin(start()), Log(tmp_path).search):
        with pytest.raises(Unreadable, match="newer version"):
            use()
    assert (tmp_path / "log.sqlite").read_bytes() == before


def test_a_log_locked_by_somebody_else_is_said(tmp_path, monkeypatch):
    connect = sqlite3.connect
    log = Log(tmp_path)
    log.begin(start())
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **(k | {"timeout": 0.05})))
    with closing(connect(tmp_path / "log.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            log.begin(start(2))
        assert len(log.search()) == 1


def test_read_only_is_said(read_only):
    with pytest.raises(ReadOnly, match="read-only"):
        Log(read_only.folder / "data").begin(start())


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_log_in_a_read_only_folder_can_be_read(read_only, mode):
    with read_only.writable() as folder:
        Log(folder).begin(start())
        with closing(sqlite3.connect(folder / "log.sqlite")) as connection:
            connection.execute(f"PRAGMA journal_mode = {mode}")
    assert len(Log(folder).search("id-1")) == 1
    with pytest.raises(ReadOnly, match="read-only"):
        Log(folder).begin(start())


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    log = Log(tmp_path)
    log.begin(start())
    connect = sqlite3.connect

    def small(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(ReadOnly, match="disk is full") as caught:
        log.begin(start(2, parameters="x" * 100_000))
    assert caught.value.next


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_logged_parameters_come_back_whatever_they_hold(pairs):
    rows = tuple(Parameter(name, value) for name, value in pairs)
    assert parameters_of(parameters_text(rows)) == rows


def test_logged_parameters_stay_readable():
    rows = (Parameter("keyword", "Äijälä & 50 %"), Parameter("off", "x", enabled=False))
    assert parameters_text(rows) == "keyword=Äijälä %26 50 %25"
