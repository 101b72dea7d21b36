"""Questions name what is at stake, and the safe answer is the one that Enter and Esc give."""

from __future__ import annotations

import pytest
from answering import Answering
from forms import told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nvexplorer.model.profile import Environment
from nvexplorer.ui.dialogs import confirm

_LIVE = Environment.PRODUCTION


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def test_a_write_names_company_environment_and_resource(parent):
    with Answering("Send to Demo Oy") as question:
        assert confirm.confirm_production(parent, "Demo Oy", _LIVE, "salesinvoice.nv", "write")
    for named in ("Demo Oy", "PRODUCTION", "salesinvoice.nv"):
        assert named in question.asked


def test_a_caution_comes_first(parent):
    with Answering("Do not send") as question:
        assert not confirm.confirm_production(
            parent, "Demo Oy", _LIVE, "customer.nv", "write", "The body has 2 errors."
        )
    assert "The body has 2 errors. customer.nv adds or changes" in question.asked


def test_a_delete_says_that_it_deletes(parent):
    with Answering("Do not send") as question:
        assert not confirm.confirm_production(
            parent, "Demo Oy", _LIVE, "deletesalesinvoice.nv", "delete"
        )
    assert "deletes" in question.asked


def test_cancelling_a_write_warns_of_an_unknown_outcome(parent):
    with Answering("Keep waiting") as question:
        assert not confirm.confirm_cancel_write(parent, "Demo Oy", "salesinvoice.nv")
    assert "outcome unknown" in question.asked


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_enter_and_esc_are_the_safe_answer(qtbot, key):
    question = confirm.production_question("Demo Oy", _LIVE, "salesinvoice.nv", "write")
    box = confirm.QuestionBox(question)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    with qtbot.waitSignal(box.rejected):
        qtbot.keyClick(box, key)


def test_production_is_said_with_its_word(qtbot):
    question = confirm.production_question("Demo Oy", _LIVE, "salesinvoice.nv", "write")
    box = confirm.QuestionBox(question)
    qtbot.addWidget(box)
    box.show()
    assert "PRODUCTION" in told(box).split("\n")
