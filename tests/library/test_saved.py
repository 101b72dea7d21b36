"""Saved requests: exact round trips, file names, other people's files."""

from __future__ import annotations

import os
import stat
import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nvexplorer.library.saved import SavedStore
from nvexplorer.model.errors import BadInput, ReadOnly, Unreadable
from nvexplorer.model.request import Parameter, RequestDraft

DRAFT = RequestDraft(
    "salesinvoice.nv",
    "POST",
    (Parameter("method", "add"), Parameter("id", "", enabled=False)),
    '<root>\n  <a b="c">Äijälä & €</a>\n</root>\n',
)

any_text = st.text(st.characters(exclude_categories=["Cs"]))
nasty_text = st.text(alphabet="'\"\\\n\r\t a\x00\x7f\x85\u2028")
texts = any_text | nasty_text | st.sampled_from(["x" * 5000 + "\n'''\r", "y\n" * 3000])
drafts = st.builds(
    RequestDraft,
    texts,
    texts,
    st.lists(st.builds(Parameter, texts, texts, st.booleans()), max_size=3).map(tuple),
    texts,
)
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200)


@settings(max_examples=60)
@given(st.lists(st.tuples(drafts, texts), min_size=1, max_size=3))
@example([(RequestDraft("a", body="\r"), ""), (RequestDraft("a", body="\n"), "")])
@example([(RequestDraft("a", body="'''\n"), ""), (RequestDraft("a", body=' \t\n""""'), "")])
def test_any_request_comes_back_exactly_also_when_saved_over(tmp_path_factory, several):
    store = SavedStore(tmp_path_factory.mktemp("saved"))
    for draft, profile in several:
        saved = store.save("Name", draft, profile)
        assert saved == store.load(saved.path)
        assert (saved.draft, saved.profile) == (draft, profile)
        assert store.list() == ((saved,), ())


@given(st.lists(names, max_size=5, unique_by=str.casefold))
@example(
    [
        "CON",
        "con.txt",
        "a/b",
        "a\\b",
        "a:b",
        "..",
        ".",
        "ä" * 200,
        "ä" * 199,
        "LPT1",
        "COM¹",
        "conout$",
    ]
)
def test_any_names_live_side_by_side(tmp_path_factory, several):
    store = SavedStore(tmp_path_factory.mktemp("saved"))
    for number, name in enumerate(several):
        assert not store.exists(name)
        store.save(name, RequestDraft(str(number)), "")
        assert store.exists(name)
    listing = store.list()
    assert listing.warnings == ()
    found = {request.name: request.draft.resource for request in listing.requests}
    assert found == {name: str(number) for number, name in enumerate(several)}
    files = [request.path.name for request in listing.requests]
    assert len({name.casefold() for name in files}) == len(files)
    for name in files:
        assert len(name.encode()) < 200
        assert not set('<>:"/\\|?*') & set(name)
        assert name.split(".")[0].upper() not in {
            "CON",
            "PRN",
            "AUX",
            "NUL",
            "LPT1",
            "COM¹",
            "CONOUT$",
        }
        assert not name.startswith(".")


def test_the_file_is_readable(tmp_path):
    saved = SavedStore(tmp_path / "requests").save("New invoice", DRAFT, "p1")
    assert saved.path.name == "New invoice.toml"
    text = saved.path.read_text(encoding="utf-8")
    assert f"body = '''\n{DRAFT.body}'''" in text
    assert '{ name = "id", value = "", enabled = false },' in text
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(saved.path.parent.stat().st_mode) == 0o700


def test_saving_over_keeps_comments_and_unknown_keys_whatever_the_size(tmp_path):
    store = SavedStore(tmp_path)
    path = tmp_path / "mine.toml"
    body = "<root>\n" + "  <line/>\n" * 100_000 + "</root>"
    path.write_text(f"# mine\nname = 'Mine'\nowner = 'me' # yes\nbody = '''\n{body}'''\n")
    assert store.exists(" MINE")
    saved = store.save("Mine", DRAFT, "p1")
    assert saved.path == path
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# mine\nname = 'Mine'\nowner = 'me' # yes\n")
    assert store.load(path).draft == DRAFT


def test_a_file_made_by_hand_needs_little(tmp_path):
    store = SavedStore(tmp_path)
    (tmp_path / "customers.toml").write_text('resource = "customerlist.nv"\n')
    (tmp_path / "notes.txt").write_text("no request")
    (request,) = store.list().requests
    assert request.name == "customers"
    assert request.draft == RequestDraft("customerlist.nv")


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("parameters = 5", "parameters must be a list"),
        ('parameters = ["a"]', "parameters must be a list"),
        ('parameters = [{ name = "a", enabled = "no" }]', "true or false"),
        ("body = 5", "body must be text"),
        ('paramaters = [{ name = "a" }]', "Did you mean parameters"),
    ],
)
def test_bad_fields_are_left_out_with_a_warning(tmp_path, line, warning):
    (tmp_path / "a.toml").write_text(f'resource = "customerlist.nv"\n{line}\n')
    listing = SavedStore(tmp_path).list()
    assert listing.requests[0].draft == RequestDraft("customerlist.nv")
    assert warning in listing.warnings[0]
    assert "a.toml" in listing.warnings[0]


def test_a_damaged_file_is_reported_and_never_overwritten(tmp_path):
    store = SavedStore(tmp_path)
    store.save("Good", DRAFT, "")
    (tmp_path / "Bad.toml").write_text("a = 1\nb")
    for _ in range(2):
        listing = store.list()
        assert [request.name for request in listing.requests] == ["Good"]
        assert "Bad.toml, line 2" in listing.warnings[0]
    with pytest.raises(Unreadable):
        store.load(tmp_path / "Bad.toml")
    assert store.save("Bad", DRAFT, "").path.name == "Bad-2.toml"
    assert (tmp_path / "Bad.toml").read_text() == "a = 1\nb"


def test_a_changed_file_is_read_again(tmp_path):
    store = SavedStore(tmp_path)
    saved = store.save("A", DRAFT, "")
    store.list()
    other = SavedStore(tmp_path).save("A", RequestDraft("productlist.nv"), "")
    assert store.list().requests == (other,)
    saved.path.unlink()
    assert store.list().requests == ()
    with pytest.raises(Unreadable, match="not there any more"):
        store.load(saved.path)


def test_renaming(tmp_path):
    store = SavedStore(tmp_path)
    first, second = store.save("First", DRAFT, "p"), store.save("Second", DRAFT, "p")
    with pytest.raises(BadInput, match="already saved as “Second”"):
        store.rename(first.path, "SECOND")
    renamed = store.rename(first.path, "Third: a/b")
    assert renamed == store.load(renamed.path)
    assert renamed.name == "Third: a/b"
    assert not first.path.exists()
    again = store.rename(second.path, "SECOND")
    assert again.name == "SECOND"
    assert len(store.list().requests) == 2


def test_deleting_only_moves(tmp_path):
    store = SavedStore(tmp_path)
    kept = []
    for resource in ("a.nv", "b.nv"):
        saved = store.save("Same", RequestDraft(resource), "")
        kept.append(store.delete(saved.path))
    assert store.list() == ((), ())
    assert [tomllib.loads(path.read_text())["resource"] for path in kept] == ["a.nv", "b.nv"]
    store.delete(tmp_path / "Same.toml")
    assert sorted(os.listdir(tmp_path / "removed")) == ["Same-2.toml", "Same.toml"]


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "\u200b"])
def test_names_that_cannot_be_seen_are_refused(tmp_path, name):
    with pytest.raises(BadInput) as caught:
        SavedStore(tmp_path).save(name, DRAFT, "")
    assert caught.value.field == "name"


def test_half_a_character_is_refused_and_the_old_file_stays(tmp_path):
    store = SavedStore(tmp_path)
    saved = store.save("A", DRAFT, "")
    with pytest.raises(BadInput, match=r"U\+D83D"):
        store.save("A", RequestDraft("a", body="x\ud83d"), "")
    assert store.load(saved.path).draft == DRAFT


def test_read_only_is_said(read_only):
    store = SavedStore(read_only.folder / "requests")
    assert store.list() == ((), ())
    with pytest.raises(ReadOnly):
        store.save("A", DRAFT, "")
