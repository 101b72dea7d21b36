"""The list of shortcuts comes from the commands and is searched by word or key."""

from __future__ import annotations

from forms import told, type_into

from nvexplorer.ui.actions import COMMANDS
from nvexplorer.ui.dialogs import shortcuts
from nvexplorer.ui.dialogs.about import AboutDialog, versions


def test_every_command_with_a_key_is_listed():
    listed = {what for _, what, _ in shortcuts.entries()}
    assert {c.text.rstrip("…") for c in COMMANDS if c.keys} <= listed


def test_words_and_keys_find_entries():
    assert ("Request", "Save", "Ctrl+S") in shortcuts.matching("ctrl+s")
    assert all("profile" in " ".join(each).casefold() for each in shortcuts.matching("PROFILE"))
    assert shortcuts.matching("no such command") == []


def test_the_dialog_shows_what_is_found(qtbot):
    dialog = shortcuts.ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert "Ctrl+Enter" in told(dialog)
    type_into(dialog, Find_a_command_or_a_key="palette of nothing")
    qtbot.waitUntil(lambda: "No command and no key holds these words." in told(dialog))


def test_about_names_the_version(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert versions() in told(dialog)
    assert "MIT" in told(dialog)
