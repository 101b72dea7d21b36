"""The pane of an answer alone, with real tasks and workers."""

from __future__ import annotations

import pytest

from nvexplorer.ui.panes.response.answer_view import ViewServices
from nvexplorer.ui.panes.response.pane import ResponsePane


@pytest.fixture
def pane(qtbot, theme, tasks, workers):
    pane = ResponsePane(ViewServices(theme, tasks, workers))
    qtbot.addWidget(pane)
    pane.resize(1000, 500)
    pane.show()
    qtbot.waitExposed(pane)
    return pane
