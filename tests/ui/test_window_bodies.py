"""Bodies in the window, by keyboard: begun, completed, checked, mended, and sent with a warning."""

from __future__ import annotations

import pytest
from answering import Answering
from window import Explorer, ProfileText, write_profiles

SWAPPED = """<root>
  <voucher>
    <calculationmode>net</calculationmode>
    <description>Myynti</description>
    <voucherdate format="ansi">2026-01-31</voucherdate>
    <voucherclass>Myynti</voucherclass>
    <voucherline>
      <linesum type="net">-100,00</linesum>
      <accountnumber>3000</accountnumber>
      <vatpercent vatcode="KOMY">25,5</vatpercent>
    </voucherline>
  </voucher>
</root>
"""


@pytest.fixture
def body(explorer: Explorer):
    return open_body(explorer)


def open_body(explorer: Explorer, resource: str = "accounting.nv"):
    explorer.open_resource(resource)
    body = explorer.tab.request.show_body()
    body.editor.setFocus()
    explorer.until(body.editor.hasFocus, "the editor")
    return body


def command(explorer: Explorer, text: str) -> None:
    """From the palette, by its name."""
    explorer.press("Ctrl+K")
    explorer.type(text)
    explorer.press("Return")


def checked(explorer: Explorer, body) -> None:
    checks = body.help.checks
    explorer.until(lambda: checks.current and not checks.waiting, "the check")


def test_a_body_is_begun_by_a_skeleton_from_the_palette(explorer, body):
    assert explorer.sees("Begin the body of accounting.nv with a skeleton")
    command(explorer, "minimal skeleton")
    explorer.until(lambda: body.text().startswith("<root>"), "the skeleton")
    checked(explorer, body)
    assert body.help.problems.errors == 0
    assert not explorer.sees("Begin the body")


def test_an_element_is_completed_with_its_keys_alone(explorer, body):
    completion = body.help.completion
    explorer.type("<")
    explorer.until(lambda: completion.open, "the list")
    assert completion.popup.labels == ["root"]
    explorer.press("Return")
    assert body.text().startswith("<root>")
    assert not completion.open
    explorer.press("Ctrl+A")
    explorer.type(" ")
    explorer.press("Ctrl+Space")
    explorer.until(lambda: completion.open, "the list")
    explorer.press("Esc")
    assert not completion.open


def test_order_is_mended_with_a_key_in_one_step(explorer, body):
    body.editor.replace_all(SWAPPED)
    checked(explorer, body)
    found = body.help.checks.report.problems
    assert any(p.code == "order" for p in found)
    body.editor.show_place(0)
    explorer.press("F8")
    start, _ = body.editor.selection()
    assert start == min(p.start for p in found if p.severity != "unjudged")
    explorer.press("Alt+Return")
    explorer.until(lambda: body.text() != SWAPPED, "the fix")
    mended = body.text()
    assert sorted(mended.split("\n")) == sorted(SWAPPED.split("\n"))
    assert mended.index("<voucherdate") < mended.index("<description>")
    checked(explorer, body)
    assert not any(p.code == "order" for p in body.help.checks.report.problems)
    body.editor.undo()
    assert body.text() == SWAPPED


def test_closing_the_tab_of_a_body_leaves_nothing_under_way(explorer, body):
    body.editor.replace_all(SWAPPED)
    with Answering("Close"):
        explorer.press("Ctrl+W")
    explorer.come_back()
    explorer.open_resource("customerlist.nv")
    assert explorer.tab.title == "customerlist.nv"


def test_errors_are_told_before_a_production_company_is_written_to(qtbot, home, sandbox):
    write_profiles(home, ProfileText("Oikea", sandbox.url, "production"))
    with Explorer(qtbot, home) as explorer:
        body = open_body(explorer)
        body.editor.replace_all("<root><voucher></root>")
        checked(explorer, body)
        assert body.help.problems.errors
        with Answering("Do not send") as question:
            explorer.press("Ctrl+Return")
        assert "The body has" in question.asked
        assert "Netvisor will probably refuse it." in question.asked
