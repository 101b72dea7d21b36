"""The profiles of a run survive a disk that cannot be written."""

from __future__ import annotations

import pytest
from exchanges import PROFILE

from nvexplorer.library.profiles import Book, ProfileStore
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.profiles_model import ProfilesModel


def _book(*names):
    book, made = Book(), {}
    for number, name in enumerate(names):
        ids = iter(f"{number}-{part}" for part in range(4))
        book, made[name] = edits.add_profile(
            book, PROFILE._replace(name=name), lambda ids=ids: next(ids)
        )
    return book, made


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "config"


@pytest.fixture
def model(folder, tasks):
    return ProfilesModel(ProfileStore(folder), tasks)


def test_without_a_file_there_is_no_profile(qtbot, model):
    with qtbot.waitSignal(model.loaded):
        model.load()
    assert model.current is None
    assert model.current_id == ""


def test_the_default_is_chosen_at_the_start(qtbot, model, folder):
    book, made = _book("First", "Second")
    ProfileStore(folder).save(book.with_default(made["Second"]))
    with qtbot.waitSignal(model.loaded):
        model.load()
    assert model.current == PROFILE._replace(name="Second")


def test_what_is_saved_is_read_by_the_next_run(qtbot, model, folder):
    book, _ = _book("First")
    with qtbot.waitSignal(model.saved):
        model.replace(book)
    assert not model.unsaved
    assert ProfileStore(folder).load().book == book


def test_changes_while_saving_are_saved_too(qtbot, model, folder):
    one, _ = _book("First")
    two, _ = _book("First", "Second")
    with qtbot.waitSignal(model.saved):
        model.replace(one)
        model.replace(two)
    assert ProfileStore(folder).load().book == two


def test_when_saving_fails_nothing_is_lost_and_it_can_be_tried_again(qtbot, model, folder):
    folder.write_text("in the way")
    book, made = _book("First")
    with qtbot.waitSignal(model.save_failed) as failed:
        model.replace(book)
    assert str(folder) in failed.args[0].what
    assert "kept in memory" in failed.args[0].next
    assert model.unsaved
    model.choose(made["First"])
    assert model.current == PROFILE._replace(name="First")
    folder.unlink()
    with qtbot.waitSignal(model.saved):
        model.retry()
    assert not model.unsaved
    assert ProfileStore(folder).load().book == book


def test_a_damaged_file_is_told(qtbot, model, folder):
    folder.mkdir()
    (folder / "profiles.toml").write_text("[[[")
    with qtbot.waitSignal(model.warned) as warned, qtbot.waitSignal(model.loaded):
        model.load()
    assert "profiles.toml" in warned.args[0][0]


def test_choosing_tells_once_and_unknown_ids_choose_none(qtbot, model):
    book, made = _book("First", "Second")
    with qtbot.waitSignal(model.saved):
        model.replace(book)
    with qtbot.waitSignal(model.current_changed) as told:
        model.choose(made["Second"])
    assert told.args == [made["Second"]]
    with qtbot.assertNotEmitted(model.current_changed):
        model.choose(made["Second"])
    model.choose("gone")
    assert model.current is None


def test_a_deleted_profile_is_no_longer_chosen(qtbot, model):
    book, made = _book("First", "Second")
    with qtbot.waitSignal(model.saved):
        model.replace(book)
    model.choose(made["Second"])
    with qtbot.waitSignals([model.current_changed, model.saved]):
        model.replace(book.without_profile(made["Second"]))
    assert model.current_id == made["First"]
    assert model.name_of(made["First"]) == "First"
    assert model.name_of("gone") == "gone"
