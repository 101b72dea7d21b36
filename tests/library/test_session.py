"""The session: back after kill -9, never half, never another window's."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nvexplorer.library.session import Session, SessionStore, TabState
from nvexplorer.model.errors import ReadOnly
from nvexplorer.model.request import Parameter, RequestDraft

TAB = TabState(
    RequestDraft(
        "customer.nv", "POST", (Parameter("id", "1", enabled=False),), "<root>\r\n ä</root>"
    ),
    "p1",
    "New customer",
    dirty=True,
)
OTHER = TabState(RequestDraft("customerlist.nv"), "p2")

texts = st.text(st.characters(exclude_categories=["Cs"]))
tabs = st.builds(
    TabState,
    st.builds(
        RequestDraft,
        texts,
        texts,
        st.lists(st.builds(Parameter, texts, texts, st.booleans()), max_size=2).map(tuple),
        st.text(st.characters()),  # halves of surrogate pairs too
    ),
    texts,
    texts,
    st.booleans(),
)


@st.composite
def sessions(draw):
    found = tuple(draw(st.lists(tabs, max_size=3)))
    recent = draw(st.lists(texts, max_size=3, unique=True))
    return Session(found, draw(st.integers(0, max(0, len(found) - 1))), tuple(recent))


def reopened(folder):
    """What the next start finds, the stores before it gone."""
    gc.collect()
    store = SessionStore(folder)
    found = store.load(), store.warnings
    store.close()
    return found


@settings(max_examples=40)
@given(st.lists(sessions(), min_size=1, max_size=4))
def test_any_session_comes_back(tmp_path_factory, several):
    folder = tmp_path_factory.mktemp("session")
    store = SessionStore(folder)
    for session in several:
        store.save(session)
    del store
    assert reopened(folder) == (several[-1], ())


def test_no_file_is_no_tab(tmp_path):
    assert reopened(tmp_path / "none") == (Session(), ())


def test_half_a_character_does_not_cost_the_rest(tmp_path):
    tab = TabState(RequestDraft("a.nv", parameters=(Parameter("x", "1\ud800"),)), "p")
    store = SessionStore(tmp_path)
    store.save(Session((tab, TAB)))
    del store
    session, warnings = reopened(tmp_path)
    assert session.tabs[1] == TAB
    assert session.tabs[0].draft.parameters[0].value == "1\ufffd"
    assert warnings == ()


def test_a_large_body_is_written_once(tmp_path):
    store = SessionStore(tmp_path)
    large = TAB._replace(draft=TAB.draft._replace(body="x" * 10_000_000))
    store.save(Session((large,)))
    (file,) = (tmp_path / "session-bodies").iterdir()
    before = file.stat()
    store.save(Session((large, TAB)))
    store.save(Session((TAB, large._replace(dirty=False)), 1))
    assert file.stat() == before
    assert len(list((tmp_path / "session-bodies").iterdir())) == 2
    store.save(Session((OTHER,)))
    assert list((tmp_path / "session-bodies").iterdir()) == []


def test_a_lost_body_is_said_and_the_tab_stays(tmp_path):
    store = SessionStore(tmp_path)
    store.save(Session((TAB, OTHER), 1))
    del store
    for file in (tmp_path / "session-bodies").iterdir():
        file.unlink()
    session, warnings = reopened(tmp_path)
    assert session == Session((TAB._replace(draft=TAB.draft._replace(body="")), OTHER), 1)
    assert "body" in warnings[0]


def test_a_damaged_file_is_kept_with_its_bodies(tmp_path):
    store = SessionStore(tmp_path)
    store.save(Session((TAB,)))
    del store
    path = tmp_path / "session.toml"
    damaged = path.read_text() + "\n]"
    path.write_text(damaged)
    gc.collect()
    store = SessionStore(tmp_path)
    assert store.load() == Session()
    assert "session.toml.unreadable-1" in store.warnings[0]
    store.save(Session((OTHER,)))
    assert (tmp_path / "session.toml.unreadable-1").read_text() == damaged
    assert len(list((tmp_path / "session-bodies").iterdir())) == 1


def test_two_windows_keep_their_own_tabs_and_the_next_start_has_both(tmp_path):
    first, second = SessionStore(tmp_path), SessionStore(tmp_path)
    assert first.load() == Session()
    assert second.load() == Session()
    first.save(Session((TAB,)))
    second.save(Session((OTHER,)))
    first.save(Session((TAB._replace(dirty=False),), recent=("a.nv", "b.nv")))
    second.save(Session((OTHER,), recent=("b.nv", "c.nv")))
    assert SessionStore(tmp_path).load() == Session()  # a third takes nothing from the living
    del first, second
    gc.collect()
    third = SessionStore(tmp_path)
    recent = ("a.nv", "b.nv", "c.nv")
    assert third.load() == Session((TAB._replace(dirty=False), OTHER), recent=recent)
    fourth = SessionStore(tmp_path)  # what was taken over is not given twice
    assert fourth.load() == Session()
    third.save(Session((OTHER,)))
    assert sorted(each.name for each in tmp_path.glob("*.toml")) == ["session.toml"]
    assert os.listdir(tmp_path / "session-bodies") == []


SAVE_FOREVER = """
    import sys
    from pathlib import Path
    from nvexplorer.library.session import *
    from nvexplorer.model.request import *
    store = SessionStore(Path(sys.argv[1]))
    store.load()
    number = 0
    while True:
        number += 1
        body = f"{number}\\n" + "x" * (number * 10_000 % 300_000)
        store.save(Session((TabState(RequestDraft(f"{number}.nv", body=body), "p"),)))
        print(number, flush=True)
"""


def test_what_was_saved_before_a_kill_is_back(tmp_path):
    for round_ in range(5):
        command = [sys.executable, "-c", textwrap.dedent(SAVE_FOREVER), tmp_path]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for _ in range(2 + round_):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            saved = max([2 + round_, *map(int, process.stdout)])
        session, warnings = reopened(tmp_path)
        (tab,) = session.tabs
        assert warnings == ()
        number = int(tab.draft.resource.removesuffix(".nv"))
        assert number in (saved, saved + 1)
        assert tab.draft.body == f"{number}\n" + "x" * (number * 10_000 % 300_000)


def test_read_only_is_said_and_reading_works(read_only):
    with read_only.writable() as folder:
        store = SessionStore(folder)
        store.save(Session((TAB,)))
        store.close()
    store = SessionStore(folder)
    assert store.load() == Session((TAB,))
    with pytest.raises(ReadOnly):
        store.save(Session((OTHER,)))


def test_a_full_disk_keeps_what_was_saved_before(tmp_path, monkeypatch):
    store = SessionStore(tmp_path)
    store.save(Session((TAB,)))

    def fail(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(ReadOnly, match="disk is full"):
            store.save(Session((OTHER._replace(draft=RequestDraft("x", body="new")),)))
    del store
    assert reopened(tmp_path) == (Session((TAB,)), ())
