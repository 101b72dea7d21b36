"""Profiles on disk: round trips, hand-made files, two programs, killed programs."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import textwrap
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.library.profiles import Book, ProfileEntry, ProfileStore
from nvexplorer.model.errors import ReadOnly, Unreadable
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Language,
    MacUrlForm,
    Partner,
)

ENTRY = ProfileEntry("Test", "p", "u", "c", Environment.TEST, "https://isvapi.netvisor.fi")
BOOK = (
    Book()
    .with_partner("p", Partner("Software Oy", "Software Oy", "SOF_100_1"))
    .with_user("u", ApiUser("Books", "SO_100_1"))
    .with_company("c", Company("Äijälä & Pojat Oy", "0123456-2"))
    .with_profile("one", ENTRY)
    .with_default("one")
)
COMPLETE_BY_HAND = """\
# our companies
default = "t"

[partners.us]
name = "Us"
sender = "Us"
partner_id = "US_1_2"
note = "ask Liisa"   # our own key

[users.u]
name = "U"
customer_id = "UU_1_1"

[companies.c]
name = "C"
organisation_id = "0123456-2"

# the test one
[profiles.t]
name = "Test"
partner = "us"
user = "u"
company = "c"
environment = "test"
host = "https://isvapi.netvisor.fi"
"""

words = st.text(st.characters(exclude_categories=["Cs"]))
names = st.from_regex(r"v[\w]{0,3}(\.[\w]{1,2})?", fullmatch=True)
variables = st.dictionaries(names, words, max_size=3).map(lambda found: tuple(found.items()))
ids = st.text(min_size=1, max_size=3)
layers = st.builds(
    Book,
    st.dictionaries(ids, st.builds(Partner, st.just("P"), words, words), max_size=2),
    st.dictionaries(ids, st.builds(ApiUser, st.just("U"), words), max_size=2),
    st.dictionaries(ids, st.builds(Company, st.just("C"), words, variables), max_size=2),
)
entries = st.builds(
    ProfileEntry,
    st.text("abcåä", min_size=1, max_size=3),
    words,
    words,
    words,
    st.sampled_from(Environment),
    words,
    st.sampled_from(Language),
    words,
    words,
    st.sampled_from(MacUrlForm),
    st.booleans(),
    words,
    words,
    st.integers(1, 600),
    variables,
)


@st.composite
def books(draw):
    book = draw(layers)
    for each, entry in draw(st.dictionaries(ids, entries, max_size=3)).items():
        book = book.with_profile(each, entry._replace(name=book.free_name(entry.name)))
    book = book.reordered(draw(st.permutations(list(book.profiles))))
    return book.with_default(draw(st.sampled_from(["", *book.profiles])))


@given(st.lists(books(), min_size=1, max_size=3))
def test_any_book_comes_back(tmp_path_factory, several):
    folder = tmp_path_factory.mktemp("books")
    writer = ProfileStore(folder)
    for book in several:
        writer.save(book)
        found = ProfileStore(folder).load().book
        assert found == book
        assert list(found.profiles) == list(book.profiles)


def test_no_file_is_an_empty_book_and_nothing_is_created(tmp_path):
    loaded = ProfileStore(tmp_path / "none").load()
    assert loaded == (Book(), (), None)
    assert not (tmp_path / "none").exists()


def test_the_file_is_readable_and_for_its_owner_alone(tmp_path):
    store = ProfileStore(tmp_path / "config")
    store.save(BOOK)
    text = store.path.read_text(encoding="utf-8")
    assert 'organisation_id = "0123456-2"' in text
    assert "[companies.c]" in text
    assert "Äijälä & Pojat Oy" in text
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_a_file_made_by_hand_is_read_and_keeps_its_comments(tmp_path):
    store = ProfileStore(tmp_path)
    store.path.write_text(COMPLETE_BY_HAND)
    loaded = store.load()
    assert loaded.warnings == ()
    assert loaded.book.joined("t").company == Company("C", "0123456-2")
    assert loaded.book.joined("t").timeout == 120
    assert loaded.book.default == "t"
    store.save(loaded.book.renamed("t", "Renamed"))
    after = store.path.read_text()
    assert after == COMPLETE_BY_HAND.replace('name = "Test"', 'name = "Renamed"')


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ('environment = "test"', 'environment = "tset"', "sandbox, test, production"),
        ('environment = "test"', 'environment = "test"\ntimeout = 601', "from 1 to 600"),
        ('environment = "test"', 'environment = "test"\ntimeout = true', "from 1 to 600"),
        ('environment = "test"', 'environment = "test"\nlanguage = "SV"', "FI, EN, SE"),
        ('environment = "test"', 'environment = "test"\nlanguage = ["EN"]', "FI, EN, SE"),
        ('environment = "test"', 'environment = "test"\nstatus_codes = 1', "true or false"),
        ('sender = "Us"', "sender = 5", "text in quotes"),
        ('sender = "Us"', 'sedner = "Us"', "Did you mean sender"),
        ('partner = "us"', 'partner = "them"', "partner that is not there"),
        ('default = "t"', "default = 5", "text in quotes"),
        ('default = "t"', 'companies.x = "no table"', "companies.x is not a table"),
        ('name = "U"', "name = 1979-05-27", "text in quotes"),
    ],
)
def test_a_bad_field_costs_itself_and_a_warning(tmp_path, old, new, warning):
    store = ProfileStore(tmp_path)
    text = COMPLETE_BY_HAND.replace(old, new, 1)
    store.path.write_text(text)
    loaded = store.load()
    assert warning in " ".join(loaded.warnings)
    assert loaded.unreadable is None
    assert loaded.book.profiles["t"].host == "https://isvapi.netvisor.fi"
    assert loaded.book.profiles["t"].name == "Test"
    store.save(loaded.book)
    assert store.path.read_text() == text


def test_an_environment_that_cannot_be_read_counts_as_production(tmp_path):
    store = ProfileStore(tmp_path)
    for line in ('environment = "tset"', ""):
        store.path.write_text(COMPLETE_BY_HAND.replace('environment = "test"', line))
        assert store.load().book.profiles["t"].environment is Environment.PRODUCTION


def test_a_table_of_the_wrong_kind_costs_itself(tmp_path):
    store = ProfileStore(tmp_path)
    store.path.write_text(COMPLETE_BY_HAND.replace("[partners.us]", "[[partners]]"))
    loaded = store.load()
    assert "partners is not a table" in loaded.warnings[0]
    assert loaded.book.profiles["t"].user == "u"


def test_two_profiles_with_one_name_are_told_apart(tmp_path):
    store = ProfileStore(tmp_path)
    again = COMPLETE_BY_HAND[COMPLETE_BY_HAND.index("[profiles.t]") :].replace(".t]", ".t2]")
    text = COMPLETE_BY_HAND + again
    store.path.write_text(text)
    loaded = store.load()
    assert [entry.name for entry in loaded.book.profiles.values()] == ["Test", "Test 2"]
    assert "“Test 2”" in loaded.warnings[0]
    store.save(loaded.book)
    assert store.path.read_text() == text


@pytest.mark.parametrize("table", ['[profiles.""]', '[profiles." "]\nname = ""'])
def test_an_entry_without_any_name_gets_one(tmp_path, table):
    (tmp_path / "profiles.toml").write_text(table)
    (entry,) = ProfileStore(tmp_path).load().book.profiles.values()
    assert entry.name == "unnamed"


def test_values_are_never_quoted_in_warnings(tmp_path):
    store = ProfileStore(tmp_path)
    store.path.write_text('[partners.a]\nname = ["KEY-0123"]\nkye = "KEY-0123"\nid = "KEY-0123"\n')
    assert "KEY-0123" not in " ".join(store.load().warnings)


def test_a_damaged_file_is_reported_every_time_and_never_overwritten(tmp_path):
    store = ProfileStore(tmp_path)
    damaged = COMPLETE_BY_HAND.replace("[users.u]", "[users.u")
    store.path.write_text(damaged)
    for _ in range(2):
        loaded = store.load()
        assert isinstance(loaded.unreadable, Unreadable)
        assert "line 10" in loaded.warnings[0]
        assert "unreadable-1" in loaded.warnings[0]
        assert loaded.book == Book()
    assert store.path.read_text() == damaged
    store.save(BOOK)
    assert ProfileStore(tmp_path).load().book == BOOK
    assert (tmp_path / "profiles.toml.unreadable-1").read_text() == damaged


@pytest.mark.parametrize("content", [None, b"", b"\xff damaged"])
def test_what_is_open_survives_the_loss_of_the_file(tmp_path, content):
    store = ProfileStore(tmp_path)
    store.save(BOOK)
    if content is None:
        store.path.unlink()
    else:
        store.path.write_bytes(content)
    store.save(BOOK.renamed("one", "Changed"))
    assert ProfileStore(tmp_path).load().book == BOOK.renamed("one", "Changed")


def test_other_programs_changes_are_kept(tmp_path):
    ours, theirs = ProfileStore(tmp_path), ProfileStore(tmp_path)
    ours.save(BOOK.duplicated("one", "two", "Two").duplicated("one", "three", "Three"))
    book = theirs.load().book
    theirs.save(
        book.with_profile("one", book.entry("one")._replace(timeout=300))
        .without_profile("three")
        .with_company("new", Company("New Oy", "7654321-4"))
    )
    book = BOOK.duplicated("one", "two", "Two").duplicated("one", "three", "Three")
    ours.save(book.renamed("one", "Ours").without_profile("two"))
    merged = ours.load().book
    assert merged.entry("one") == ENTRY._replace(name="Ours", timeout=300)
    assert list(merged.profiles) == ["one"]
    assert list(merged.companies) == ["c", "new"]
    ours.save(merged.without_company("new"))
    assert list(ours.load().book.companies) == ["c"]


def test_what_others_added_survives_who_never_looks(tmp_path):
    ours, theirs = ProfileStore(tmp_path), ProfileStore(tmp_path)
    ours.save(BOOK)
    theirs.save(theirs.load().book.with_company("new", Company("New Oy", "7654321-4")))
    ours.save(BOOK.renamed("one", "Once"))
    ours.save(BOOK.renamed("one", "Twice"))
    assert list(ours.load().book.companies) == ["c", "new"]


WITH_VARIABLES = (
    COMPLETE_BY_HAND
    + """
[profiles.t.variables]
city = "Turku"  # the office
today = "no"
number = 3
"a b" = "no"

[companies.c.variables]
city = "Oulu"
"""
)


def test_variables_are_read_and_bad_ones_named(tmp_path):
    (tmp_path / "profiles.toml").write_text(WITH_VARIABLES, encoding="utf-8")
    book, warnings, _ = ProfileStore(tmp_path).load()
    assert book.joined("t").variables == (("city", "Turku"),)
    assert book.joined("t").company.variables == (("city", "Oulu"),)
    assert len(warnings) == 3
    for words in ("{{today}} already", "variables.number must be text", "“a b” is no name"):
        assert any(words in each for each in warnings), words


def test_variables_are_changed_one_by_one_and_others_stay_in_the_file(tmp_path):
    path = tmp_path / "profiles.toml"
    path.write_text(WITH_VARIABLES, encoding="utf-8")
    store = ProfileStore(tmp_path)
    book = store.load().book
    theirs = ProfileStore(tmp_path)
    entry = theirs.load().book.entry("t")
    theirs.save(
        book.with_profile("t", entry._replace(variables=(*entry.variables, ("theirs", "1"))))
    )
    store.save(
        book.with_profile("t", book.entry("t")._replace(variables=(("ours", "2"),))).with_company(
            "c", book.companies["c"]._replace(variables=())
        )
    )
    text = path.read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    assert tables["profiles"]["t"]["variables"] == (
        {"today": "no", "number": 3, "a b": "no", "theirs": "1", "ours": "2"}
    )
    assert "variables" not in tables["companies"]["c"]
    assert "# the test one" in text
    assert store.load().book.joined("t").variables == (("theirs", "1"), ("ours", "2"))


def test_a_file_without_variables_gets_no_tables_for_them(tmp_path):
    store = ProfileStore(tmp_path)
    store.save(BOOK)
    assert "variables" not in store.path.read_text(encoding="utf-8")


def test_read_only_is_said(read_only):
    store = ProfileStore(read_only.folder / "config")
    assert store.load().book == Book()
    with pytest.raises(ReadOnly, match="read-only for you") as caught:
        store.save(BOOK)
    assert "--home" in caught.value.next


def test_a_damaged_file_that_cannot_be_copied_is_said(read_only):
    with read_only.writable() as folder:
        (folder / "profiles.toml").write_text("damaged =")
    store = ProfileStore(folder)
    loaded = store.load()
    assert "no copy could be made" in loaded.warnings[0]
    with pytest.raises(ReadOnly):
        store.save(BOOK)
    assert store.path.read_text() == "damaged ="


SAVE_FOREVER = """
    import sys
    from pathlib import Path
    from nvexplorer.library.profiles import *
    from nvexplorer.model.profile import *
    store = ProfileStore(Path(sys.argv[1]))
    book = store.load().book
    number = 0
    while True:
        company = Company("Company " + "x" * (number % 50_000), "0123456-2")
        store.save(book.with_company(sys.argv[2], company))
        number += 1
        print(number, flush=True)
        if sys.argv[3:] == [str(number)]:
            break
"""


def saver(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SAVE_FOREVER), folder, *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_program_killed_while_saving_leaves_a_whole_file(tmp_path):
    ProfileStore(tmp_path).save(BOOK)
    for round_ in range(5):
        with saver(tmp_path, "loop") as process:
            for _ in range(3 + round_):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        table = tomllib.loads((tmp_path / "profiles.toml").read_text())
        assert table["companies"]["loop"]["name"].startswith("Company ")
        loaded = ProfileStore(tmp_path).load()
        assert loaded.warnings == ()
        assert loaded.book.without_company("loop") == BOOK
    store = ProfileStore(tmp_path)
    store.save(store.load().book.without_company("loop"))
    left = sorted(each.name for each in tmp_path.iterdir())
    assert left == [".lock", "profiles.toml"]


def test_two_programs_saving_at_once_both_keep_what_they_saved(tmp_path):
    ProfileStore(tmp_path).save(BOOK)
    with saver(tmp_path, "first", "25") as one, saver(tmp_path, "second", "25") as other:
        assert (one.communicate()[0], other.communicate()[0]) is not None
    assert (one.returncode, other.returncode) == (0, 0)
    book = ProfileStore(tmp_path).load().book
    assert book.companies["first"] == book.companies["second"]
    assert book.companies["first"].name == "Company " + "x" * 24
    assert book.without_company("first").without_company("second") == BOOK
