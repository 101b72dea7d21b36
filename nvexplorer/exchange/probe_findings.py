"""What a probe's results come to: a sentence for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.mac_probe import ENCODINGS, FORMS, TRIALS, Result, Verdict, span
from nvexplorer.model.observation import Question, observed_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nvexplorer.model.observation import Observation
    from nvexplorer.model.profile import Profile

_TITLES = {
    Question.PLAIN: "The profile's own way",
    Question.URL_FORM: "Which form of the URL is hashed",
    Question.ENCODING: "Which encoding",
    Question.RESERVED: "Characters + % & # in a value",
    Question.HEX_CASE: "Upper-case hex",
    Question.LANGUAGE_CASE: "Language in lower case",
    Question.SKEW: "How far the stamps may be off",
    Question.SKEW_OF_ONE: "Which stamp is looked at",
}
_ORDER = {(trial.question, trial.variant): at for at, trial in enumerate(TRIALS)}
# The same byte in both, so that it is tried once.
_SAME_BYTE = {"ä windows-1252": "ä iso-8859-15"}
_NONE = "None of those tried is accepted."
_NEITHER = "in neither form"
_IN_ALL = {
    "decoded and as sent": "All four are accepted, whether the URL is hashed decoded or as sent.",
    _NEITHER: _NONE,
}
_UNKNOWN = "Not known."

Verdicts = dict[str, Verdict]


class Group(NamedTuple):
    """The results to one question."""

    question: Question
    title: str
    results: tuple[Result, ...]


class Remembered(NamedTuple):
    """Results of before; `at` is when the latest was seen, as in Observation, '' for none."""

    results: tuple[Result, ...]
    at: str


def grouped(results: Sequence[Result]) -> tuple[Group, ...]:
    """By question, in the order of the results."""
    questions = dict.fromkeys(each.trial.question for each in results)
    return tuple(
        Group(q, _TITLES[q], tuple(each for each in results if each.trial.question == q))
        for q in questions
    )


def remembered(observations: Iterable[Observation], profile: Profile) -> Remembered:
    """What was observed at the profile's host under its algorithm."""
    mine = observed_host(profile), profile.algorithm
    return recalled(o for o in observations if (o.host, o.algorithm) == mine)


def recalled(observations: Iterable[Observation]) -> Remembered:
    """Observations of one host and algorithm as results, in the order of the trials."""
    found = {
        _ORDER[o.question, o.variant]: o for o in observations if (o.question, o.variant) in _ORDER
    }
    results = tuple(
        Result(TRIALS[at], Verdict.ACCEPTED if found[at].accepted else Verdict.REFUSED)
        for at in sorted(found)
    )
    return Remembered(results, max((o.at for o in found.values()), default=""))


def conclusion(results: Sequence[Result]) -> str:
    """One or two sentences on the results to one question; at least one is needed."""
    verdicts = {each.trial.variant: each.verdict for each in results}
    if set(verdicts.values()) == {Verdict.SKIPPED}:
        return f"Not tried. {results[0].told}".strip()
    match results[0].trial.question:
        case Question.PLAIN:
            return _plain(verdicts["profile"])
        case Question.URL_FORM:
            forms = {words: verdicts.get(form.value) for form, words in FORMS.items()}
            return _chosen(forms)
        case Question.ENCODING:
            return _encodings(verdicts)
        case Question.RESERVED:
            return _reserved(verdicts)
        case Question.HEX_CASE:
            return _too(verdicts["upper"], "lower")
        case Question.LANGUAGE_CASE:
            return _too(verdicts["lower"], "upper")
        case Question.SKEW:
            return _skew(verdicts)
        case _:
            return _one_off(verdicts)


def _plain(verdict: Verdict) -> str:
    if verdict == Verdict.ACCEPTED:
        return "The profile's own MAC is accepted."
    if verdict == Verdict.REFUSED:
        return "The profile's own MAC is refused, so nothing else was tried."
    return "What came back tells nothing of the MAC, so nothing else was tried."


def _too(verdict: Verdict, instead: str) -> str:
    if verdict == Verdict.ACCEPTED:
        return "Accepted too."
    if verdict == Verdict.REFUSED:
        return f"Refused: write {instead} case."
    return _UNKNOWN


def _chosen(verdicts: Mapping[str, Verdict | None]) -> str:
    """Which of some choices are accepted; None for one that was not tried."""
    accepted = [name for name, verdict in verdicts.items() if verdict == Verdict.ACCEPTED]
    refused = [name for name, verdict in verdicts.items() if verdict == Verdict.REFUSED]
    unclear = [name for name in verdicts if name not in (*accepted, *refused)]
    if not accepted and not refused:
        return _UNKNOWN
    if not accepted:
        sentence = _NONE
    elif len(accepted) == len(verdicts) > 2:
        sentence = "All three are accepted."
    elif len(accepted) > 1:
        sentence = f"{_and(accepted)} are both accepted."
    else:
        only = "" if unclear else "Only "
        sentence = f"{only}{accepted[0]} is accepted."
    return f"{_capital(sentence)} {_not_known(unclear)}".strip()


def _encodings(verdicts: Verdicts) -> str:
    whole = {words: of_encoding(name, verdicts) for name, words in ENCODINGS.items()}
    if Verdict.ACCEPTED not in whole.values():
        partly = [
            words
            for name, words in ENCODINGS.items()
            if _verdict(verdicts, f"ä {name}") == Verdict.ACCEPTED
        ]
        if partly and all(_verdict(verdicts, f"€ {n}") == Verdict.REFUSED for n in ENCODINGS):
            return f"Only ä is accepted, as {_and(partly)}; € is refused in each."
    return _chosen(whole)


def _verdict(verdicts: Mapping[str, Verdict], variant: str) -> Verdict:
    return verdicts.get(_SAME_BYTE.get(variant, variant), Verdict.SKIPPED)


def of_encoding(name: str, verdicts: Verdicts) -> Verdict:
    """Refused in one letter is refused; where ISO-8859-15 and Windows-1252 differ, € tells."""
    both = [_verdict(verdicts, f"{letter} {name}") for letter in "ä€"]
    if Verdict.REFUSED in both:
        return Verdict.REFUSED
    return Verdict.ACCEPTED if set(both) == {Verdict.ACCEPTED} else Verdict.UNCLEAR


def _reserved(verdicts: Verdicts) -> str:
    ways: dict[str, list[str]] = {}
    unknown = []
    for sign in "+%&#":
        in_forms = {words: verdicts.get(f"{sign} {form.value}") for form, words in FORMS.items()}
        if set(in_forms.values()) <= {Verdict.ACCEPTED, Verdict.REFUSED}:
            ways.setdefault(_way(in_forms), []).append(sign)
        else:
            unknown.append(sign)
    if not ways:
        return _UNKNOWN
    if len(ways) == 1 and not unknown:
        return (
            _IN_ALL.get(next(iter(ways)), "")
            or f"All four are accepted, the URL hashed {next(iter(ways))}."
        )
    # What is accepted most widely goes first, and what is not accepted last.
    order = sorted(ways, key=lambda way: (way == _NEITHER, way.endswith("only")))
    told = [f"{' '.join(ways[way])} {way}" for way in order]
    first = ways[order[0]]
    told[0] = f"{' '.join(first)} {'is' if len(first) == 1 else 'are'} accepted {order[0]}"
    return f"{'; '.join(told)}. {_not_known(unknown, ' ')}".strip()


def _way(in_forms: Mapping[str, Verdict | None]) -> str:
    took = [words for words, verdict in in_forms.items() if verdict == Verdict.ACCEPTED]
    return f"{took[0]} only" if len(took) == 1 else " and ".join(took) or _NEITHER


def _not_known(names: Sequence[str], joint: str = "") -> str:
    if not names:
        return ""
    words = joint.join(names) if joint else _and(names)
    return f"{_capital(words)} {'is' if len(names) == 1 else 'are'} not known."


def _skew(verdicts: Verdicts) -> str:
    allowed, refused = [], []
    for side, words in ((-1, "behind"), (1, "ahead")):
        tried = sorted((abs(s), v) for s, v in _seconds(verdicts) if s * side > 0)
        no = [s for s, v in tried if v == Verdict.REFUSED]
        # What lies behind a refusal is of an earlier probe.
        yes = [s for s, v in tried if v == Verdict.ACCEPTED and not (no and s > no[0])]
        if yes:
            least = "" if no else "at least "
            allowed.append(f"{least}{span(yes[-1])} {words}")
        if no:
            refused.append(f"{span(no[0])} {words}")
    if not allowed and not refused:
        return _UNKNOWN
    last = f"{_and(refused)} {'is' if len(refused) == 1 else 'are'} refused."
    if not allowed:
        return f"Stamps {last}"
    return f"Stamps may be {_and(allowed)}{'; ' + last if refused else '.'}"


def _seconds(verdicts: Verdicts) -> list[tuple[int, Verdict]]:
    return [(int(variant.split()[0]), verdict) for variant, verdict in verdicts.items()]


def _one_off(verdicts: Verdicts) -> str:
    names = {"timestamp": "Timestamp", "timestamp-unix": "TimestampUnix"}
    by_name = {names[variant.split()[0]]: verdict for variant, verdict in verdicts.items()}
    free = [name for name, verdict in by_name.items() if verdict == Verdict.ACCEPTED]
    bound = [name for name, verdict in by_name.items() if verdict == Verdict.REFUSED]
    if len(bound) == 2:
        return "Each of the two is refused when it alone is off: both are looked at, or compared."
    if len(free) == 2:
        return "Either may be off while the other is right."
    if free and bound:
        return f"{bound[0]} is looked at, {free[0]} is not."
    if not free and not bound:
        return _UNKNOWN
    told = f"{free[0]} may be off alone." if free else f"{bound[0]} is refused when off alone."
    return f"{told} The other is not known."


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
