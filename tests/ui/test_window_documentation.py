"""F1 shows what is known of the resource; what is chosen there goes into the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heartbeat import MOST_WORK, Heartbeat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QTreeView

if TYPE_CHECKING:
    from window import Explorer


def show(explorer: Explorer, resource: str) -> QTreeView:
    explorer.open_resource(resource)
    explorer.press("F1")
    tree = explorer.named(QTreeView, "Documentation", explorer.tab)
    explorer.until(tree.hasFocus, "the documentation")
    return tree


def choose(explorer: Explorer, name: str) -> None:
    """By keyboard: filter, and Enter on the row of that name."""
    explorer.press("Ctrl+F")
    field = explorer.named(QLineEdit, "Filter the documentation", explorer.tab)
    explorer.until(field.hasFocus, "the filter")
    explorer.press("Ctrl+A")
    explorer.type(name)
    tree = explorer.named(QTreeView, "Documentation", explorer.tab)
    while tree.currentIndex().siblingAtColumn(0).data() != name:
        row = tree.currentIndex()
        explorer.press("Down")
        assert tree.currentIndex() != row, f"no row reads {name}"
    explorer.press("Return")


def test_f1_shows_it_and_goes_back(explorer: Explorer) -> None:
    explorer.open_resource("customerlist.nv")
    before = explorer.focus
    explorer.press("F1")
    assert explorer.focus.accessibleName() == "Documentation"
    explorer.press("F1")
    assert explorer.focus is before


def test_it_gets_room_and_gives_it_back(explorer: Explorer) -> None:
    explorer.open_resource("customerlist.nv")
    splitter = explorer.tab.findChild(QSplitter)
    before = splitter.sizes()
    explorer.press("F1")
    assert splitter.sizes()[0] > before[0]
    explorer.press("F1")
    assert splitter.sizes() == before


def test_a_parameter_is_switched_on_and_gone_to(explorer: Explorer) -> None:
    show(explorer, "customerlist.nv")
    choose(explorer, "changedsince")
    explorer.until(
        lambda: explorer.focus.accessibleName() == "Value of changedsince", "the parameter"
    )
    explorer.type("2026-11-01")
    (parameter,) = explorer.tab.request.draft().parameters
    assert parameter == ("changedsince", "2026-11-01", True)


def test_an_element_is_put_into_the_body_and_typed_over(explorer: Explorer) -> None:
    show(explorer, "salesinvoice.nv")
    choose(explorer, "salesinvoicedate")
    assert explorer.focus.accessibleName() == "Body"
    explorer.type("2026-11-22")
    explorer.press("F1")
    choose(explorer, "salesinvoicenumber")
    explorer.type("12")
    assert explorer.tab.request.draft().body == (
        "<root>\n"
        "  <salesinvoice>\n"
        "    <salesinvoicenumber>12</salesinvoicenumber>\n"
        '    <salesinvoicedate format="ansi">2026-11-22</salesinvoicedate>\n'
        "  </salesinvoice>\n"
        "</root>\n"
    )


def test_what_was_put_in_is_one_step_of_undo(explorer: Explorer) -> None:
    show(explorer, "salesinvoice.nv")
    choose(explorer, "salesinvoicedate")
    before = explorer.tab.request.draft().body
    explorer.press("F1")
    choose(explorer, "invoiceline")
    assert explorer.tab.request.draft().body != before
    explorer.press("Ctrl+Z")
    assert explorer.tab.request.draft().body == before


def test_letters_beyond_the_first_plane_do_not_move_the_place(explorer: Explorer) -> None:
    explorer.open_resource("salesinvoice.nv")
    explorer.turn_to("Body", explorer.tab.request)
    explorer.tab.request.body.show_text("<root>\n  <!-- 😀😀😀 -->\n  <salesinvoice/>\n</root>")
    explorer.press("F1")
    choose(explorer, "salesinvoicenumber")
    explorer.type("7")
    assert explorer.tab.request.draft().body == (
        "<root>\n  <!-- 😀😀😀 -->\n  <salesinvoice>\n"
        "    <salesinvoicenumber>7</salesinvoicenumber>\n"
        "  </salesinvoice>\n</root>"
    )


def test_a_long_body_takes_an_element_without_a_stop(explorer: Explorer) -> None:
    comment = "<salesinvoicecommentline><comment>x</comment></salesinvoicecommentline>"
    lines = f"<invoiceline>{comment}</invoiceline>\n" * 10_000
    body = f"<root><salesinvoice><invoicelines>\n{lines}</invoicelines></salesinvoice></root>"
    explorer.open_resource("salesinvoice.nv")
    explorer.turn_to("Body", explorer.tab.request)
    editor = explorer.tab.request.body.editor
    explorer.tab.request.body.show_text(body)
    explorer.until(lambda: not editor.filling, "the whole body")
    explorer.press("F1")
    with Heartbeat() as heart:
        choose(explorer, "salesinvoicenumber")
        explorer.until(
            lambda: "<salesinvoicenumber>" in explorer.tab.request.draft().body, "the element"
        )
    assert heart.longest_work < MOST_WORK
    assert "<salesinvoice><salesinvoicenumber>" in explorer.tab.request.draft().body


def test_another_root_is_told_and_nothing_changed(explorer: Explorer) -> None:
    explorer.open_resource("salesinvoice.nv")
    explorer.turn_to("Body", explorer.tab.request)
    explorer.write_body("<foo/>")
    explorer.press("F1")
    choose(explorer, "salesinvoicenumber")
    assert explorer.sees("The body begins with <foo> where <root> belongs.")
    assert explorer.tab.request.draft().body == "<foo/>"


def test_it_follows_the_resource_in_the_url(explorer: Explorer) -> None:
    tree = show(explorer, "customerlist.nv")
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+A")
    explorer.type("getcustomer.nv")
    role = Qt.ItemDataRole.AccessibleTextRole
    told = tree.model().index(0, 0).data(role)
    assert told.startswith("Customer details")
    explorer.press("Ctrl+A")
    explorer.type("nothing.nv")
    assert explorer.sees("The catalogue has nothing on this resource.")


def test_a_resource_that_it_leads_to_opens_in_a_tab(explorer: Explorer) -> None:
    show(explorer, "customerlist.nv")
    choose(explorer, "getcustomer.nv")
    explorer.until(lambda: explorer.tab.request.resource == "getcustomer.nv", "the other resource")


def test_every_table_opens_without_a_stop(explorer: Explorer) -> None:
    explorer.open_resource("salesinvoice.nv")
    with Heartbeat() as heart:
        explorer.press("F1")
        explorer.named(QTreeView, "Documentation", explorer.tab)
    print(f"worked {heart.longest_work:.0f} ms at a stretch")
    assert heart.longest_work < MOST_WORK
