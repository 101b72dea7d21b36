"""What a profile should take from what a probe has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.mac_probe import ENCODINGS, FORMS, Verdict
from nvexplorer.exchange.probe_findings import of_encoding
from nvexplorer.model.observation import Question
from nvexplorer.model.profile import MacUrlForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nvexplorer.exchange.mac_probe import Result
    from nvexplorer.exchange.probe_findings import Verdicts
    from nvexplorer.model.profile import Profile


class Advice(NamedTuple):
    """What a profile should be changed to, None and '' for what may stay; `why` is a sentence."""

    form: MacUrlForm | None
    encoding: str
    why: str

    @property
    def what(self) -> str:
        """Such as `hash the URL as sent, in UTF-8`."""
        form = f"hash the URL {FORMS[self.form]}" if self.form else ""
        encoding = ENCODINGS.get(self.encoding, "")
        return ", in ".join(filter(None, (form, encoding))) if form else f"hash in {encoding}"

    def changes(self) -> dict[str, object]:
        """By the names of the profile's fields."""
        form = {"mac_url_form": self.form} if self.form else {}
        return {**form, **({"mac_encoding": self.encoding} if self.encoding else {})}


def advice(profile: Profile, results: Sequence[Result]) -> Advice | None:
    """None where the profile's way is accepted as widely as any, or nothing better was seen."""
    verdicts: dict[Question, Verdicts] = {q: {} for q in Question}
    for each in results:
        verdicts[each.trial.question][each.trial.variant] = each.verdict
    form, why_form = _better_form(profile.mac_url_form, verdicts)
    encoding, why_encoding = _better_encoding(profile.mac_encoding, verdicts[Question.ENCODING])
    if form is None and not encoding:
        return None
    return Advice(form, encoding, " ".join(filter(None, (why_form, why_encoding))))


def _better_form(
    own: MacUrlForm, verdicts: Mapping[Question, Verdicts]
) -> tuple[MacUrlForm | None, str]:
    other = MacUrlForm.SENT if own == MacUrlForm.DECODED else MacUrlForm.DECODED
    plain = verdicts[Question.URL_FORM]
    if plain.get(other.value) != Verdict.ACCEPTED:
        return None, ""
    if plain.get(own.value) == Verdict.REFUSED:
        return other, f"A URL hashed {FORMS[own]} is refused, {FORMS[other]} it is accepted."
    took = {form: _signs(form, Verdict.ACCEPTED, verdicts) for form in (own, other)}
    lost = [sign for sign in _signs(own, Verdict.REFUSED, verdicts) if sign in took[other]]
    if lost and set(took[own]) < set(took[other]):
        signs = " ".join(lost)
        told = f"Hashed {FORMS[own]}, a value with {signs} is refused; {FORMS[other]} it passes."
        return other, told
    return None, ""


def _signs(form: MacUrlForm, verdict: Verdict, verdicts: Mapping[Question, Verdicts]) -> list[str]:
    """Those that ended so in this form."""
    tried = (variant.split() for variant, v in verdicts[Question.RESERVED].items() if v == verdict)
    return [sign for sign, name in tried if name == form.value]


def _better_encoding(own: str, verdicts: Verdicts) -> tuple[str, str]:
    own = own.lower()
    whole = {name: of_encoding(name, verdicts) for name in ENCODINGS}
    accepted = [name for name, verdict in whole.items() if verdict == Verdict.ACCEPTED]
    if not accepted or own in accepted or whole.get(own) == Verdict.UNCLEAR:
        return "", ""
    better, mine = ENCODINGS[accepted[0]], ENCODINGS.get(own, own.upper())
    said = "is refused" if own in whole else "was not tried"
    return accepted[0], f"{mine} {said}, {better} is accepted."
