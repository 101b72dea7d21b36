"""A saved answer whose file changes while it is looked at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.file_body import FileBody

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 200_000
SAVED = b"<Root>" + b"<Name>Virtanen</Name>" * ROWS + b"</Root>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vastaus.xml"
    path.write_bytes(SAVED)
    return path


@pytest.fixture
def view(qtbot, file):
    view = XmlView()
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    body = FileBody(file)
    view.set_source(body)
    yield view
    view.clear()
    body.close()


def test_a_file_that_is_shortened_ends_in_a_sentence(qtbot, view, file) -> None:
    told = []
    view.message.connect(told.append)
    os.truncate(file, 100_000)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: bool(told))
    assert "has become shorter since it was opened" in told[0]


def test_a_file_that_is_replaced_goes_on_being_shown_as_it_was(qtbot, view, file) -> None:
    new = file.with_name("new.xml")
    new.write_bytes(b"<Other/>")
    os.replace(new, file)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.row_count == ROWS + 2
    assert view.row_text(ROWS).strip() == "<Name>Virtanen</Name>"
