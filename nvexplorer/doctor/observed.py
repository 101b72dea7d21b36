"""What a probe saw at the very host of a request, in place of what is only deduced or open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.case_url import decoded_url, host_of
from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.model.mac import Certainty
from nvexplorer.model.observation import SANDBOX, Question
from nvexplorer.model.profile import Environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Difference, Row
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.model.observation import Observation

    Seen = Mapping[tuple[Question, str], Observation]

_FORMS = {"decoded": "decoded", "sent": "as it was sent"}
_PLAIN = (Question.PLAIN, "profile")
_RESERVED = {"%2B": "+", "%25": "%", "%26": "&", "%23": "#"}


def in_rows(case: Case, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows, with what was seen as their certainty."""
    seen = _seen(case)
    return tuple(_row(case, seen, row) for row in rows) if seen else rows


def in_difference(
    case: Case, recipe: Recipe, slot: Slot, difference: Difference
) -> Difference:  # fmt: skip
    """The same difference, with what the host said of what was made and of what is expected.

    Where it accepted what was made, or refused what is expected, it is no mistake."""
    seen = _seen(case)
    made, want = _of_difference(case, seen, recipe, slot) if seen else (None, None)
    if made is None and want is None:
        return difference
    said = [difference.explanation, *_told(made, want)]
    source, certainty = difference.source, difference.certainty
    if want is not None:
        certainty = Certainty.OBSERVED if want.accepted else Certainty.OPEN
        source = f"{certainty.value}: {_phrase(want)}"
    excused = (made is not None and made.accepted) or (want is not None and not want.accepted)
    return difference._replace(
        explanation=" ".join(said), certainty=certainty, source=source, excused=excused
    )


def in_remarks(case: Case, remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """The same remarks, errors still first, and one for each expectation that was refused."""
    seen = _seen(case)
    told = tuple(_limits(seen, each) for each in remarks) if seen else remarks
    notes = (_unread(warning) for warning in case.observation_warnings)
    return (*(_contradicted(case, seen) if seen else ()), *told, *notes)


def _seen(case: Case) -> Seen:
    """What was seen at the host of the request under its algorithm. The sandbox's rules are its
    own: they count for its own requests alone."""
    i, profile = case.ingredients, case.profile
    host = host_of(i.sent_url)
    in_sandbox = (
        profile is not None
        and profile.environment == Environment.SANDBOX
        and host_of(profile.host) == host
    )
    return {
        (o.question, o.variant): o
        for o in case.observations
        if o.algorithm == i.algorithm
        and (in_sandbox if o.host == SANDBOX else not in_sandbox and host_of(o.host) == host)
    }


# What was seen of a form, an encoding


def _form(case: Case, url: str) -> str:
    """Which form of the sent URL this is, '' for neither and where both are the same."""
    sent = case.ingredients.sent_url
    decoded = decoded_url(sent)
    if sent == decoded:
        return ""
    return {sent: "sent", decoded: "decoded"}.get(url, "")


def _of_form(case: Case, seen: Seen, form: str) -> Observation | None:
    """Of the signs in this URL too: what was refused goes before what was accepted."""
    if not form:
        return None
    query = case.ingredients.sent_url.partition("?")[2].upper()
    tried = [seen.get((Question.URL_FORM, form))]
    tried += [
        seen.get((Question.RESERVED, f"{sign} {form}"))
        for escape, sign in _RESERVED.items()
        if escape in query
    ]
    return _worst(tried)


def _worst(tried: list[Observation | None]) -> Observation | None:
    return min((o for o in tried if o is not None), key=lambda o: o.accepted, default=None)


def _of_encoding(case: Case, seen: Seen, name: str) -> Observation | None:
    """Where the letters of this text are the same in both Latin encodings, ä tells, else €."""
    letters = {c for c in expected(case.ingredients).text() if not c.isascii()}
    alike = {c for c in letters if _byte(c, "iso-8859-15") == _byte(c, "windows-1252") != b"?"}
    needed = [*("ä" if alike or not letters else ""), *("€" if letters - alike else "")]
    same = "iso-8859-15" if name == "windows-1252" else name
    tried = [
        seen.get((Question.ENCODING, f"{letter} {same if letter == 'ä' else name}"))
        for letter in needed
    ]
    known = _worst(tried)
    return None if None in tried and known is not None and known.accepted else known


def _byte(letter: str, encoding: str) -> bytes:
    return letter.encode(encoding, "replace")


def _of_difference(
    case: Case, seen: Seen, recipe: Recipe, slot: Slot
) -> tuple[Observation | None, Observation | None]:
    """Of what was made and of what is expected."""
    i = case.ingredients
    if slot == Slot.URL and recipe.url != i.url and (form := _form(case, recipe.url)):
        return _of_form(case, seen, form), _of_form(case, seen, _form(case, i.url))
    if slot == Slot.ENCODING and recipe.encoding != i.encoding:
        return tuple(_of_encoding(case, seen, each) for each in (recipe.encoding, i.encoding))  # type: ignore[return-value]
    if slot == Slot.RENDERING and recipe.rendering == "HEX":
        return seen.get((Question.HEX_CASE, "upper")), seen.get(_PLAIN)
    return None, None


# In words


def _host(o: Observation) -> str:
    return "the sandbox" if o.host == SANDBOX else host_of(o.host)


def _phrase(o: Observation) -> str:
    """`accepted by isvapi.netvisor.fi on 2026-11-22 (probe)`."""
    return f"{'accepted' if o.accepted else 'refused'} by {_host(o)} on {o.at[:10]} (probe)"


def _told(made: Observation | None, want: Observation | None) -> Iterator[str]:
    if made is not None:
        what = "accepted" if made.accepted else "refused"
        yield f"This host {what} that form on {made.at[:10]}."
    if want is not None and not want.accepted:
        yield f"What is expected here it refused on {want.at[:10]}."


def _row(case: Case, seen: Seen, row: Row) -> Row:
    i = case.ingredients
    if row.label == "URL" and (form := _form(case, i.url)):
        return _with(row, f"{_FORMS[form]}: ", _of_form(case, seen, form))
    if row.label == "Encoding":
        return _with(row, "", _of_encoding(case, seen, i.encoding))
    if row.label == "MAC" and row.made == "upper-case hex":
        return _with(row, "upper case: ", seen.get((Question.HEX_CASE, "upper")))
    if row.label == "Language" and i.language.islower():
        return _with(row, "lower case: ", seen.get((Question.LANGUAGE_CASE, "lower")))
    return row


def _with(row: Row, lead: str, o: Observation | None) -> Row:
    return row if o is None else row._replace(certainty=lead + _phrase(o))


def _contradicted(case: Case, seen: Seen) -> Iterator[Remark]:
    i = case.ingredients
    form = _form(case, i.url)
    of_form = _of_form(case, seen, form)
    if of_form is not None and not of_form.accepted:
        yield _refused(of_form, "url", f"a URL hashed {_FORMS[form]}", "how the URL is hashed")
    if not expected(i).text().isascii():
        of_encoding = _of_encoding(case, seen, i.encoding)
        if of_encoding is not None and not of_encoding.accepted:
            what = f"such letters hashed as {i.encoding.upper()}"
            yield _refused(of_encoding, "encoding", what, "the encoding of the MAC")


def _refused(o: Observation, about: str, what: str, where: str) -> Remark:
    host = "The sandbox" if o.host == SANDBOX else _host(o)
    return Remark(
        f"observed-{about}", "error",
        f"{host} refused {what}, and that is what is expected here.",
        f"The probe on {o.at[:10]} saw it. What is said here is measured by the profile's rule, "
        "which this host does not follow.",
        f"Change {where} in the profile: a probe offers what was accepted (“Use in the profile”).",
        Certainty.OBSERVED,
    )  # fmt: skip


def _limits(seen: Seen, remark: Remark) -> Remark:
    """What is not known of the stamps may be seen by now."""
    from nvexplorer.doctor.remarks.moments import LIMIT, WHICH

    for unknown, question in ((LIMIT, Question.SKEW), (WHICH, Question.SKEW_OF_ONE)):
        own = [o for o in seen.values() if o.question == question]
        if own and unknown in remark.explanation:
            from nvexplorer.exchange.probe_findings import conclusion, recalled

            found = recalled(own)
            if found.results:
                told = f"A probe of {_host(own[0])} on {found.at[:10]} saw: "
                told += conclusion(found.results)
                explanation = remark.explanation.replace(unknown, told)
                remark = remark._replace(explanation=explanation, certainty=Certainty.OBSERVED)
    return remark


def _unread(warning: str) -> Remark:
    return Remark(
        "observations-unread", "note", "What a probe saw before could not be read wholly.",
        warning, "Probe again to have it counted.", Certainty.OBSERVED,
    )  # fmt: skip
