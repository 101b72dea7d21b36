"""Companies of a CSV file become profiles, those that are ticked and no others."""

from __future__ import annotations

import pytest
from forms import press, told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget

from nvexplorer.model.profile import Company
from nvexplorer.ui.dialogs.profiles.draft import Draft
from nvexplorer.ui.dialogs.profiles.import_companies import ImportCompanies

_CSV = "Nimi;Y-tunnus\nMäkinen Oy;0201256-6\nVirtanen Ky;1234567-2\nDemo;0123456-2\nPuuttuu;abc\n"


@pytest.fixture
def draft(book, keys, tasks):
    return Draft(book, keys, tasks)


@pytest.fixture
def dialog(qtbot, theme, tasks, draft, ids, book):
    dialog = ImportCompanies(theme, tasks, draft, ids.new, book.by_name("Demo live"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def loaded(qtbot, dialog, tmp_path):
    file = tmp_path / "companies.csv"
    file.write_text(_CSV, encoding="utf-8")
    dialog.load_file(str(file))
    qtbot.waitUntil(lambda: _items(dialog) != {})
    return dialog


def _items(dialog):
    tree = dialog.findChild(QTreeWidget)
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return {item.text(0): item for item in items}


def test_the_preview_ticks_what_is_new_and_tells_what_is_doubtful(loaded):
    items = _items(loaded)
    ticked = [name for name, item in items.items() if item.checkState(0) == Qt.CheckState.Checked]
    assert ticked == ["Mäkinen Oy", "Virtanen Ky"]
    assert items["Demo"].text(2) == "there already"
    assert items["Virtanen Ky"].text(2) == "wrong check digit"
    assert "Line 5: “abc” is no organisation ID; the row is left out." in told(loaded)


def test_each_ticked_company_becomes_a_profile_like_the_template(qtbot, loaded, draft, book):
    _items(loaded)["Virtanen Ky"].setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(loaded.imported) as imported:
        press(loaded, "Create 1 profile")
    made = draft.book.joined(imported.args[0])
    like = book.joined(book.by_name("Demo live"))
    assert made.company == Company("Mäkinen Oy", "0201256-6")
    assert made._replace(name=like.name, company=like.company) == like
    assert len(draft.book.profiles) == 3


def test_a_file_without_companies_says_so(qtbot, dialog, tmp_path):
    file = tmp_path / "empty.csv"
    file.write_text("nothing;here\n")
    dialog.load_file(str(file))
    qtbot.waitUntil(lambda: "No company was found in the file." in told(dialog))
    assert _items(dialog) == {}


def test_a_file_that_cannot_be_read_says_so(qtbot, dialog, tmp_path):
    dialog.load_file(str(tmp_path / "nowhere.csv"))
    qtbot.waitUntil(lambda: "nowhere.csv cannot be read" in told(dialog))
