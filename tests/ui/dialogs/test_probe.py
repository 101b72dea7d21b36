"""Probing in a real window on a real sandbox: what is said, sent, shown, kept and used."""

from __future__ import annotations

import re
import tomllib

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from window import Explorer, ProfileText, write_profiles

from nvexplorer.exchange.mac_probe import MOST, Verdict
from nvexplorer.model.observation import Question
from nvexplorer.ui.dialogs.key_prompt import KeyPrompt
from nvexplorer.ui.dialogs.probe.dialog import ProbeDialog


def opened(explorer):
    """By the palette, as it has no keys."""
    explorer.press("Ctrl+K")
    explorer.until(QApplication.activePopupWidget, "the palette")
    explorer.type("probe what")
    explorer.press("Return")
    dialog = explorer.dialog()
    assert isinstance(dialog, ProbeDialog)
    explorer.settle()
    return dialog


def probed(explorer, dialog):
    explorer.click(explorer.button("Probe now", dialog))
    explorer.until(lambda: not dialog.running, "the end of the probe")
    explorer.settle()
    return dialog.results


def observed(explorer):
    file = explorer.home / "data" / "observations.toml"
    return tomllib.loads(file.read_text("utf-8"))["host"] if file.exists() else {}


@pytest.fixture
def window(qtbot, home):
    shown = []

    def window(*profiles, **options):
        write_profiles(home, *profiles)
        shown.append(Explorer(qtbot, home, **options).open())
        return shown[-1]

    yield window
    for each in shown:
        each.__exit__(None, None, None)


def test_first_it_says_what_will_be_sent_and_sends_nothing(explorer, sandbox):
    dialog = opened(explorer)
    for text in ("customerlist.nv", "next to nothing", sandbox.url, "Harjoitus", f"{MOST} requests",
                 "meant to be refused", "in the log", "no transaction ID is used twice",
                 "This is the sandbox"):  # fmt: skip
        assert explorer.sees(text, dialog), text
    assert not dialog.isModal()
    assert not sandbox.seen
    dialog.close()
    explorer.settle()
    assert not sandbox.seen


def test_each_question_gets_its_conclusion_and_all_is_kept(explorer, sandbox):
    dialog = opened(explorer)
    results = probed(explorer, dialog)
    for text in (
        "Which form of the URL is hashed", "Decoded and as sent are both accepted.",
        "Which encoding", "Only ISO-8859-15 is accepted.",
        "Characters + % & # in a value", "All four are accepted",
        "Upper-case hex", "Language in lower case",
        "How far the stamps may be off",
        "Stamps may be 60 seconds behind and 5 minutes ahead; 5 minutes behind and 15 minutes "
        "ahead are refused.",
        "Which stamp is looked at", "probed",
    ):  # fmt: skip
        assert explorer.sees(text, dialog), text
    for result in results:
        assert explorer.sees(result.trial.what, dialog)
    # All of it was sent, once, reading alone, and is in the log and in the file.
    assert len(sandbox.seen) == len(results)
    assert {(each.method, each.resource) for each in sandbox.seen} == {("GET", "customerlist.nv")}
    ids = [each.transaction_id for each in sandbox.seen if each.transaction_id]
    assert len(set(ids)) == len(ids)
    kept = observed(explorer)["sandbox"]["tried"]
    assert {(row["question"], row["variant"], row["accepted"]) for row in kept} == {
        (r.trial.question.value, r.trial.variant, r.verdict == Verdict.ACCEPTED) for r in results
    }
    explorer.click(explorer.button("copy as text", dialog))
    assert "Which encoding: Only ISO-8859-15 is accepted." in explorer.clipboard
    assert "refused  ä in a value, hashed as UTF-8 (AUTHENTICATION_FAILED)" in explorer.clipboard
    assert "5A4DB0C5" not in explorer.clipboard
    explorer.come_back()
    assert sum("customerlist.nv" in row for row in explorer.show_log()) == len(results)


def test_it_is_shown_again_with_its_date(explorer, sandbox):
    dialog = opened(explorer)
    probed(explorer, dialog)
    dialog.close()
    explorer.come_back()
    count = len(sandbox.seen)
    again = opened(explorer)
    assert re.search(r"Last probed \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.", explorer.text(again))
    assert explorer.sees("Only ISO-8859-15 is accepted.", again)
    assert explorer.sees("What will be sent", again)
    assert explorer.button("Probe again", again)
    assert len(sandbox.seen) == count


def test_the_profile_can_take_what_is_accepted(qtbot, sandbox, home):
    write_profiles(home, ProfileText("Koe", sandbox.url, "test"))
    file = home / "config" / "profiles.toml"
    file.write_text(file.read_text("utf-8") + 'mac_encoding = "utf-8"\n', encoding="utf-8")
    with Explorer(qtbot, home) as explorer:
        dialog = opened(explorer)
        probed(explorer, dialog)
        assert explorer.sees("UTF-8 is refused, ISO-8859-15 is accepted.", dialog)
        explorer.click(explorer.button("Use in the profile", dialog))
        explorer.settle()
        assert explorer.sees("“Koe” was changed: it will hash in ISO-8859-15.", dialog)
        profile = explorer.window.services.profiles.current
        assert profile is not None
        assert profile.mac_encoding == "iso-8859-15"
    assert tomllib.loads(file.read_text("utf-8"))["profiles"]["Koe"]["mac_encoding"] == (
        "iso-8859-15"
    )


def test_nothing_is_offered_where_the_profile_is_right(explorer):
    dialog = opened(explorer)
    probed(explorer, dialog)
    assert not explorer.sees("Use in the profile", dialog)


def test_a_production_profile_is_refused_and_another_can_be_chosen(window, sandbox):
    explorer = window(
        ProfileText("Tuotanto", sandbox.url, "production"), ProfileText("Koe", sandbox.url, "test")
    )
    dialog = opened(explorer)
    assert explorer.sees("“Tuotanto” is a production profile", dialog)
    assert not explorer.button("Probe now", dialog).isEnabled()
    dialog.start()
    explorer.settle()
    assert not sandbox.seen
    explorer.click(explorer.button("Choose a test profile…", dialog))
    (menu,) = [each for each in dialog.findChildren(QMenu) if each.isVisible()]
    (action,) = menu.actions()
    assert action.text() == "Koe (test)"
    action.trigger()
    menu.close()
    explorer.settle()
    assert explorer.sees("“Koe”", dialog)
    assert {r.verdict for r in probed(explorer, dialog)} == {Verdict.ACCEPTED, Verdict.REFUSED}
    # The window's own profile is as it was.
    current = explorer.window.services.profiles.current
    assert current is not None
    assert current.name == "Tuotanto"


def test_a_profile_that_is_refused_is_not_probed_further(window, sandbox):
    explorer = window(
        ProfileText("Koe", sandbox.url, "test"), keys={"partner/p": "0" * 32, "user/u": "0" * 32}
    )
    dialog = opened(explorer)
    results = probed(explorer, dialog)
    assert [r.trial.question for r in results] == [Question.PLAIN]
    assert len(sandbox.seen) == 1
    assert explorer.sees("the profile is refused", dialog)
    assert explorer.sees("AUTHENTICATION_FAILED", dialog)


def test_missing_keys_can_be_entered_from_there(window, sandbox):
    explorer = window(ProfileText("Koe", sandbox.url, "test"), keys={})
    dialog = opened(explorer)
    probed(explorer, dialog)
    asked = []

    def look(box):
        asked.append(type(box))
        box.reject()

    with explorer.answering(look):
        explorer.click(explorer.button("Enter the keys…", dialog))
    assert asked == [KeyPrompt]
    assert not sandbox.seen


class Gate:
    """A transport that lets some requests through and holds the next until it is cancelled."""

    def __init__(self, transport, through):
        self._transport = transport
        self._left = through

    def deliver(self, request, *, cancel, **options):
        self._left -= 1
        if self._left < 0:
            assert cancel.wait(20), "nobody stopped it"
        return self._transport.deliver(request, cancel=cancel, **options)

    def __getattr__(self, name):
        return getattr(self._transport, name)


def gated(through):
    return lambda outside: outside._replace(transport=Gate(outside.transport, through))


def test_esc_stops_it_and_what_was_seen_stays(window, sandbox):
    explorer = window(ProfileText("Koe", sandbox.url, "test"), alter=gated(4))
    dialog = opened(explorer)
    explorer.click(explorer.button("Probe now", dialog))
    explorer.until(lambda: len(dialog.results) == 4, "four results")
    # What is not over has no conclusion yet.
    assert explorer.sees("Decoded and as sent are both accepted.", dialog)
    assert not explorer.sees("ISO-8859-15 is accepted", dialog)
    assert explorer.sees(f"4 of at most {MOST}", dialog)
    explorer.press("Esc")
    explorer.until(lambda: not dialog.running, "the end of the probe")
    explorer.settle()
    assert dialog.isVisible()
    assert explorer.sees("stopped", dialog)
    assert len(dialog.results) == len(sandbox.seen) == 4
    assert len(observed(explorer)[sandbox.url]["tried"]) == 4
    explorer.press("Esc")
    explorer.until(lambda: not explorer.dialogs(), "the end of the dialog")
    explorer.settle()
    assert len(sandbox.seen) == 4


def test_it_can_be_stopped_and_started_again_by_its_button(window, sandbox):
    explorer = window(ProfileText("Koe", sandbox.url, "test"), alter=gated(2))
    dialog = opened(explorer)
    explorer.click(explorer.button("Probe now", dialog))
    explorer.until(lambda: len(dialog.results) == 2, "two results")
    explorer.click(explorer.button("Stop", dialog))
    explorer.until(lambda: not dialog.running, "the end of the probe")
    explorer.click(explorer.button("Probe again", dialog))
    assert dialog.running
    assert dialog.results == ()
    explorer.press("Esc")
    explorer.until(lambda: not dialog.running, "the end of the second")
    assert explorer.sees("stopped", dialog)


def test_closing_stops_it(window, sandbox):
    explorer = window(ProfileText("Koe", sandbox.url, "test"), alter=gated(3))
    dialog = opened(explorer)
    explorer.click(explorer.button("Probe now", dialog))
    explorer.until(lambda: len(dialog.results) == 3, "three results")
    dialog.close()
    explorer.settle()
    assert len(sandbox.seen) == 3
    assert len(observed(explorer)[sandbox.url]["tried"]) == 3


def test_what_cannot_be_kept_is_said_and_kept_later(explorer):
    place = explorer.home / "data" / "observations.toml"
    place.mkdir(parents=True)
    dialog = opened(explorer)
    results = probed(explorer, dialog)
    assert explorer.sees("What was seen is not kept", dialog)
    assert explorer.sees("Only ISO-8859-15 is accepted.", dialog)
    place.rmdir()
    explorer.click(explorer.button("Keep it now", dialog))
    explorer.settle()
    assert explorer.sees("What was seen is kept.", dialog)
    assert len(observed(explorer)["sandbox"]["tried"]) == len(results)
