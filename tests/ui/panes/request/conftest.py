"""The request of a tab, by itself."""

from __future__ import annotations

import pytest

from nvexplorer.ui.panes.request.pane import RequestPane

ORIGIN = "https://isvapi.netvisor.fi"


@pytest.fixture
def pane(qtbot, theme, tasks, catalogue, workers):
    pane = RequestPane(theme, tasks, catalogue, workers)
    qtbot.addWidget(pane)
    pane.resize(1000, 500)
    pane.show_profile(None, ORIGIN)
    pane.show()
    qtbot.waitExposed(pane)
    return pane
