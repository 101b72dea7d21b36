"""A user's file is read as it was opened, whatever happens to its name meanwhile."""

from __future__ import annotations

import os
import sys

import pytest

from nvexplorer.model.exchange import Stored
from nvexplorer.xmltext.file_body import FileBody
from nvexplorer.xmltext.stored import opened


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "saved.xml"
    path.write_bytes(b"<Root>1</Root>")
    return path


@pytest.fixture
def body(file):
    made = FileBody(file)
    yield made
    made.close()


def read_elsewhere(body: FileBody) -> bytes:
    with opened(body.stored()) as source:
        return source.read(0, source.size)


def test_the_bytes_of_the_file(body, file):
    assert body.size == 14
    assert body.read(6, 100) == b"1</Root>"
    assert body.read(14, 1) == body.read(99, 1) == b""
    assert body.stored() == Stored(14, path=str(file))


def test_a_relative_path_leads_there_from_anywhere(file, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    body = FileBody(type(file)("saved.xml"))
    monkeypatch.chdir("/")
    assert read_elsewhere(body) == b"<Root>1</Root>"
    body.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no name for an open file")
@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_is_replaced_or_removed_goes_on_being_read(body, file, replaced):
    if replaced:
        new = file.with_name("new")
        new.write_bytes(b"<Other/>")
        os.replace(new, file)
    else:
        file.unlink()
    assert body.read(0, 99) == b"<Root>1</Root>"
    assert read_elsewhere(body) == b"<Root>1</Root>"


def test_a_file_that_became_shorter_is_told(body, file):
    os.truncate(file, 6)
    assert body.read(0, 6) == b"<Root>"
    with pytest.raises(OSError, match="has become shorter"):
        body.read(0, 7)


def test_a_file_that_grew_is_shown_as_it_was(body, file):
    with file.open("ab") as more:
        more.write(b"<More/>")
    assert body.read(0, 99) == b"<Root>1</Root>"


def test_after_closing_nothing_is_read(body):
    body.close()
    body.close()
    with pytest.raises(OSError, match="closed"):
        body.read(0, 1)


def test_what_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        FileBody(tmp_path / "none.xml")
