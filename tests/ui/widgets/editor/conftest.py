"""An editor on its own, and a copy of its text that is kept by its deltas alone."""

from __future__ import annotations

import pytest

from nvexplorer.ui.widgets.editor.editor import XmlEditor


class Copy:
    """What somebody knows of an editor who only hears its deltas."""

    def __init__(self, editor: XmlEditor) -> None:
        self.text = editor.text()
        self.revisions = [editor.revision]
        editor.delta.connect(self._on_delta)

    def _on_delta(self, start: int, removed: int, added: str, revision: int) -> None:
        assert 0 <= start <= start + removed <= len(self.text)
        self.text = self.text[:start] + added + self.text[start + removed :]
        self.revisions.append(revision)


@pytest.fixture
def editor(qtbot, theme):
    editor = XmlEditor(theme)
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


@pytest.fixture
def copy(editor):
    return Copy(editor)
