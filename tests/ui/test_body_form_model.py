"""The form's model follows a body that changes as if it were shown anew, and keeps what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView

from nvexplorer.catalogue.body_form import form_rows
from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.request.body_form.model import FormModel
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition


@pytest.fixture(scope="module")
def definition() -> Definition:
    return Catalogue.load(resources_root()).definition("salesinvoice.nv")


@pytest.fixture
def model(qapp):
    """Whatever it tells, a checker of Qt's own looks at; what that finds fails the test."""
    model = FormModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    assert tester.model() is model
    return model


def told(model: FormModel, parent: QModelIndex | None = None) -> list[object]:
    """Everything that is shown, rows with their members."""
    parent = QModelIndex() if parent is None else parent
    found: list[object] = []
    for number in range(model.rowCount(parent)):
        cells = [model.index(number, column, parent) for column in range(3)]
        assert model.parent(cells[1]) == parent
        members = told(model, cells[0])
        assert model.hasChildren(cells[0]) == bool(members)
        found.append(([cell.data() for cell in cells], members))
    return found


def rows(definition: Definition, text: str):
    return form_rows(body_table(definition), read_outline(text))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_following_shows_what_showing_anew_would(model, definition, data) -> None:
    text = skeleton(definition, data.draw(st.sampled_from(["minimal", "full"])))
    with_missing = data.draw(st.booleans())
    model.show(rows(definition, text), with_missing=with_missing)
    if data.draw(st.booleans()):
        told(model)  # looked into
    for _ in range(data.draw(st.integers(1, 3))):
        lines = text.split("\n")
        first = data.draw(st.integers(0, len(lines) - 1))
        last = min(len(lines), first + data.draw(st.integers(0, 12)))
        there = lines[first:last]
        now = data.draw(
            st.sampled_from(
                [[], there * 2, ["<oma>1</oma>"], [line.replace(">", ">x", 1) for line in there]]
            )
        )
        text = "\n".join([*lines[:first], *now, *lines[last:]])
        model.follow(rows(definition, text))
        fresh = FormModel()
        fresh.show(rows(definition, text), with_missing=with_missing)
        assert told(model) == told(fresh)


LINE = (
    "<invoiceline><salesinvoicecommentline><comment>{}</comment>"
    "</salesinvoicecommentline></invoiceline>"
)


def body(*comments: str) -> str:
    lines = "".join(LINE.format(comment) for comment in comments)
    return f"<root><salesinvoice><invoicelines>{lines}</invoicelines></salesinvoice></root>"


@pytest.mark.parametrize(
    ("after", "open_then"),
    [
        (["a", "b!", "c", "d"], [1, 3]),
        (["a", "c", "d"], [2]),
        (["new", "a", "b", "c", "d"], [2, 4]),
        (["a", "b", "b", "c", "d"], [1, 4]),
        (["a", "b"], [1]),
    ],
)
def test_what_is_open_stays_open(qtbot, model, definition, after, open_then) -> None:
    tree = QTreeView()
    qtbot.addWidget(tree)
    tree.setModel(model)
    model.show(rows(definition, body("a", "b", "c", "d")), with_missing=False)

    def lines() -> list[QModelIndex]:
        index = model.index(0, 0)
        while index.data() != "invoicelines":
            names = [model.index(n, 0, index) for n in range(model.rowCount(index))]
            index = next(each for each in names if each.data() in ("salesinvoice", "invoicelines"))
        found = [model.index(n, 0, index) for n in range(model.rowCount(index))]
        return [each for each in found if each.data() == "invoiceline"]

    for number in (1, 3):
        tree.expand(lines()[number])
    model.follow(rows(definition, body(*after)))
    assert [n for n, line in enumerate(lines()) if tree.isExpanded(line)] == open_then
