"""The report: what the doctor found, to be read, or pasted into a ticket. Keys are masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.attached import attached
from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.doctor.excluded import excluded, still_possible
from nvexplorer.doctor.rows import LEFT_OUT, rows_of
from nvexplorer.doctor.shown import visible
from nvexplorer.doctor.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation, Remark

__all__ = ["as_markdown", "as_text", "effort", "heading", "rows_of"]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
_COLUMNS = ("Part", "Expected", "Your MAC was made with", "How sure is the expectation")
_WIDEST = 72


def heading(diagnosis: Diagnosis) -> str:
    """The result in one line."""
    if diagnosis.outcome == Outcome.RIGHT:
        return "The MAC is right: it is the one that this request is expected to have"
    if diagnosis.outcome == Outcome.NOT_FOUND:
        return "Not explained: nothing that was tried makes this MAC"
    number = len(diagnosis.explanations[0].differences)
    ways = len(diagnosis.explanations)
    what = "this difference" if number == 1 else f"these {_number(number)} differences"
    if ways > 1:
        what = f"each of these {_number(ways)} explanations"
    verb = "s" if number == 1 or ways > 1 else ""
    if all(each.proven for each in diagnosis.explanations):
        return f"Proven: {what} reproduce{verb} your MAC exactly"
    return f"Likely: {what} make{verb} what there is of your MAC, under 64 bits"


def effort(diagnosis: Diagnosis) -> str:
    """`18 412 candidates, 41 ms`."""
    seconds = diagnosis.seconds
    took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return f"{count(diagnosis.candidates)} candidate{'s' * (diagnosis.candidates != 1)}, {took}"


def as_text(case: Case, diagnosis: Diagnosis) -> str:
    """Plain text, lines of their own for every fact, ending in a line break."""
    lines = [f"{heading(diagnosis)} ({effort(diagnosis)})", ""]
    lines += [*(f"{label}: {value}" for label, value, _ in _about(case)), ""]
    for at, explanation in enumerate(diagnosis.explanations):
        if at:
            lines += ["Just as small, and it reproduces the MAC as well:", ""]
        lines += [*_differences_text(explanation), ""]
    lines += [*_table_text(diagnosis), ""]
    if diagnosis.outcome != Outcome.EXPLAINED:
        for title, items in _left_open(case, diagnosis):
            lines += [title, *(f"  - {item}" for item in items), ""]
    for title, items in attached(case):
        lines += [title, *(f"  - {item}" for item in items), ""]
    if diagnosis.remarks:
        lines += ["Also noticed", *_remarks_text(diagnosis.remarks), ""]
    return case.masked()("\n".join(lines))


def as_markdown(case: Case, diagnosis: Diagnosis) -> str:
    """For a ticket; values stand in code, so that nothing of them is read as Markdown."""
    lines = [f"### {heading(diagnosis)}", "", f"{effort(diagnosis)}  "]
    lines += [
        f"{label}: {_code(value) if literal else _plain(value)}  "
        for label, value, literal in _about(case)
    ]
    for at, explanation in enumerate(diagnosis.explanations):
        lines += ["", "Just as small, and it reproduces the MAC as well:"] if at else []
        lines.append("")
        for number, each in enumerate(explanation.differences, 1):
            lines.append(f"{number}. **{_plain(each.title)}** {_plain(each.explanation)}")
            fix = "<br>".join(_plain(line) for line in each.fix.split("\n"))
            lines.append(f"   {fix} *({_plain(_sure(each))})*")
    lines += ["", *_table_markdown(diagnosis)]
    if diagnosis.outcome != Outcome.EXPLAINED:
        for title, items in _left_open(case, diagnosis):
            lines += ["", f"**{title}**", "", *(f"- {_plain(item)}" for item in items)]
    for title, items in attached(case):
        lines += ["", f"**{title}**", "", *(f"- {_plain(item)}" for item in items)]
    if diagnosis.remarks:
        lines += ["", "**Also noticed**", ""]
        lines += [
            f"- {each.severity}: **{_plain(each.title)}** {_plain(each.explanation)} "
            f"{_plain(each.fix)} *({each.certainty.value})*"
            for each in diagnosis.remarks
        ]
    return case.masked()("\n".join(lines) + "\n")


def _number(value: int) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


class _Fact(NamedTuple):
    label: str
    value: str
    literal: bool = False


def _about(case: Case) -> tuple[_Fact, ...]:
    mask, i = case.masked(), case.ingredients
    facts = [
        _Fact("Request", f"{i.method} {visible(mask(i.sent_url))}", literal=True),
        _Fact("MAC", visible(mask(case.mac)), literal=True),
        _Fact("Algorithm", i.algorithm),
    ]
    if case.profile is not None:
        place = case.profile.environment.value
        facts.append(_Fact("Keys", f"of the profile “{mask(case.profile_name)}” ({place})"))
    if case.reading is not None and case.reading.dump.format:
        facts.append(_Fact("Read from", case.reading.dump.format))
    return tuple(facts)


def _sure(difference: Difference) -> str:
    kind = "mistake" if difference.is_mistake else "difference"
    return f"{kind}; what is expected is {difference.grounds}"


def _differences_text(explanation: Explanation) -> Iterator[str]:
    for number, each in enumerate(explanation.differences, 1):
        yield f"{number}. {each.title}"
        texts = (each.explanation, *each.fix.split("\n"))
        yield from (f"   {text}" for text in texts if text)
        yield f"   ({_sure(each)})"


def _table_text(diagnosis: Diagnosis) -> Iterator[str]:
    rows = [
        (
            f"{row.number:>2} {row.label}" if row.number else f"   {row.label}",
            row.expected,
            row.made if row.differs else "same",
            row.certainty,
        )
        for row in diagnosis.rows
    ]
    cells = [_columns(row, diagnosis) for row in (_COLUMNS, *rows)]
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*cells, strict=True)]
    for each in cells:
        yield "  ".join(map(str.ljust, each, widths)).rstrip()


def _table_markdown(diagnosis: Diagnosis) -> Iterator[str]:
    yield _md_row(_columns(_COLUMNS, diagnosis))
    yield _md_row(_columns(("---",) * 4, diagnosis))
    for row in diagnosis.rows:
        made = row.made if row.made == LEFT_OUT else _code(row.made)
        label = f"{row.number} {row.label}" if row.number else row.label
        cells = (
            _plain(label), _code(row.expected), f"**{made}**" if row.differs else "same",
            _plain(row.certainty),
        )  # fmt: skip
        yield _md_row(_columns(cells, diagnosis))


def _columns(cells: tuple[str, ...], diagnosis: Diagnosis) -> tuple[str, ...]:
    """Without the third where it is not known what the MAC was made with."""
    return (*cells[:2], *cells[3:]) if diagnosis.outcome == Outcome.NOT_FOUND else cells


def _remarks_text(remarks: tuple[Remark, ...]) -> Iterator[str]:
    for each in remarks:
        yield f"  - {each.severity}: {each.title}"
        yield f"    {each.explanation} {each.fix} ({each.certainty.value})"


def _left_open(case: Case, diagnosis: Diagnosis) -> Iterator[tuple[str, tuple[str, ...]]]:
    if diagnosis.outcome == Outcome.RIGHT:
        yield "If Netvisor refuses it all the same", still_possible(case)
        return
    found = excluded(case, diagnosis)
    yield f"Excluded, {found.reach}", tuple(idea.text for idea in found.ideas)
    yield "What no search can find", found.unfindable
    yield "What to do next", found.next_steps
    yield "What we would have hashed", (found.ours,)


def _md_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    if not text:
        return ""
    fence = "`"
    while fence in text:
        fence += "`"
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    # A table knows the bar by its escape alone, also in code.
    return f"{fence}{edge}{text}{edge}{fence}".replace("|", "\\|")


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_|<>[]#" else c for c in text)
