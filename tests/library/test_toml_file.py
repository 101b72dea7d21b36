"""Changing a file in place: comments, unknown keys and other programs' changes stay."""

from __future__ import annotations

import stat
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.library.toml_file import TomlFile
from nvexplorer.model.errors import ReadOnly, StoreError, Unreadable

HAND_WRITTEN = """\
# my notes
colour = "red"   # why not

[partners.acme]  # the one
name = 'Acme'    # first
extra = [1, 2,   # two
         3]

[users.u]
name = "U"

[partners.zeta]
name = "Zeta"
"""


def set_name(table):
    table["partners"]["acme"]["name"] = "Änderung"


def test_only_the_changed_value_is_touched(tmp_path):
    path = tmp_path / "f.toml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    TomlFile(path).edit(set_name)
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace("'Acme'", '"Änderung"')


def test_nothing_changed_is_nothing_written(tmp_path):
    path = tmp_path / "f.toml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    before = path.stat()
    TomlFile(path).edit(lambda table: None)
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "text",
    [
        HAND_WRITTEN.replace("\n", "\r\n"),
        "\ufeff" + HAND_WRITTEN,
        HAND_WRITTEN.rstrip("\n"),
        'partners = { acme = { name = "Acme" } } # inline\n',
        'partners.acme.name = "Acme" # dotted\npartners.zeta.name = "Zeta"\n',
        '[partners]\nacme.name = "Acme"\n',
        'format = 1\n[partners."acme"]\nname = """\nAcme"""\n# end',
    ],
)
def test_whatever_way_the_user_lays_it_out(tmp_path, text):
    path = tmp_path / "f.toml"
    path.write_bytes(text.encode())
    expected = tomllib.loads(text.lstrip("\ufeff"))
    TomlFile(path).edit(set_name)
    set_name(expected)
    assert tomllib.loads(path.read_text(encoding="utf-8-sig")) == expected
    assert path.read_text(encoding="utf-8").count("#") == text.count("#")


entries = st.dictionaries(
    st.sampled_from(["name", "host", "x y", "body"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
    | st.sampled_from(["long" * 2000 + "\n'''", "x" * 5000 + "\r\n", "z" * 5000 + "\n"])
    | st.lists(st.dictionaries(st.sampled_from("ab"), st.booleans(), max_size=2), max_size=2),
    max_size=3,
)
tables = st.dictionaries(
    st.sampled_from(["partners", "profiles"]),
    st.dictionaries(st.sampled_from(["a", "b", "c d", "é"]), entries, min_size=1, max_size=3),
)


def without_empty(table):
    deep = {k: without_empty(v) if isinstance(v, dict) else v for k, v in table.items()}
    return {key: value for key, value in deep.items() if value != {}}


@given(st.lists(tables, min_size=2, max_size=4))
def test_any_sequence_of_changes_ends_as_asked(tmp_path_factory, states):
    path = tmp_path_factory.mktemp("any") / "f.toml"
    for state in states:

        def become(table, state=state):
            for key in table.keys() - {"format"}:
                del table[key]
            table |= state

        TomlFile(path).edit(become)
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        assert without_empty(found) == without_empty(state | {"format": 1})


def test_a_new_file_has_its_header_and_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "deep" / "f.toml"
    TomlFile(path, "Hello.\n\n").edit(lambda table: table.update(a=1))
    assert path.read_text() == "# Hello.\n\nformat = 1\na = 1\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'a = 1\nb = "x\n', 2),
        (b"a = 1\n\nb = \xff\n", 3),
        (b"a = 1\na = 2\n", 2),
        (b"[" * 100_000, 1),
        (b"a = 1\nb\n", 2),
        (b"a = 1\nb = " + b"1" * 6000, 2),
    ],
)
def test_a_damaged_file_is_named_by_line_and_kept(tmp_path, data, line):
    path = tmp_path / "f.toml"
    path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(Unreadable, match=rf"f\.toml, line {line}: .*f\.toml\.unreadable-1"):
            TomlFile(path).read()
    assert path.read_bytes() == (tmp_path / "f.toml.unreadable-1").read_bytes() == data
    TomlFile(path).edit(lambda table: table.update(new=True))
    assert tomllib.loads(path.read_text()) == {"format": 1, "new": True}
    assert (tmp_path / "f.toml.unreadable-1").read_bytes() == data
    path.write_bytes(b"other damage")
    with pytest.raises(Unreadable, match="unreadable-2"):
        TomlFile(path).read()
    assert (tmp_path / "f.toml.unreadable-1").read_bytes() == data


def test_a_newer_file_is_left_alone(tmp_path):
    path = tmp_path / "f.toml"
    path.write_text("format = 2\n")
    for use in (TomlFile(path).read, lambda: TomlFile(path).edit(lambda t: t.update(a=1))):
        with pytest.raises(Unreadable, match="newer version"):
            use()
    assert path.read_text() == "format = 2\n"
    assert not list(tmp_path.glob("*unreadable*"))


def test_an_older_file_is_read_in_todays_form_and_written_so_when_saved(tmp_path):
    def rename_colour(table):
        table["color"] = table.pop("colour")

    path = tmp_path / "f.toml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    file = TomlFile(path, migrations=[rename_colour, lambda table: table.update(third=3)])
    assert file.read()["color"] == "red"
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    file.edit(set_name)
    after = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (after["format"], after["color"], after["third"]) == (3, "red", 3)
    assert "# my notes" in path.read_text(encoding="utf-8")
    assert file.read() == after


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "dotfiles" / "real.toml"
    real.parent.mkdir()
    real.write_text("a = 1\n")
    link = tmp_path / "f.toml"
    link.symlink_to(real)
    TomlFile(link).edit(lambda table: table.update(a=2))
    assert link.is_symlink()
    assert real.read_text() == "a = 2\n"


def test_a_folder_in_its_place_is_said(tmp_path):
    (tmp_path / "f.toml").mkdir()
    with pytest.raises(Unreadable, match="cannot be read"):
        TomlFile(tmp_path / "f.toml").read()


@pytest.mark.parametrize(
    ("number", "sentence"), [(28, "disk is full"), (30, "read-only"), (13, "read-only"), (5, "not")]
)
@pytest.mark.parametrize("call", ["replace", "open", "fsync"])
def test_a_failing_disk_leaves_the_old_file_whole(tmp_path, monkeypatch, number, sentence, call):
    path = tmp_path / "f.toml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")

    def fail(*args, **kwargs):
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(f"os.{call}", fail)
        with pytest.raises(ReadOnly, match=sentence) as caught:
            TomlFile(path).edit(set_name)
    assert caught.value.next
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    assert [each.name for each in tmp_path.iterdir() if each.name != ".lock"] == ["f.toml"]


def test_a_lock_that_is_never_given_back_is_said(tmp_path):
    from nvexplorer.library.files import locked

    with locked(tmp_path), pytest.raises(StoreError, match="locked"), locked(tmp_path, limit=0.05):
        pass
