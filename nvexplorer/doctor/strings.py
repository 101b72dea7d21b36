"""String against string: what a program says it hashed, beside what we would have hashed, with
proof whether it really was."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.alignment import aligned, parts_of
from nvexplorer.doctor.characters import differences
from nvexplorer.doctor.key_words import key_words
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.shown import is_hidden, visible
from nvexplorer.doctor.string_proof import proof
from nvexplorer.doctor.words import encoding_label, function_label, short
from nvexplorer.model.secret import MASK, Secret

if TYPE_CHECKING:
    from nvexplorer.doctor.alignment import Pair, Part
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.string_proof import Hashed

# What stands around a string in a log.
_AROUND = " \t\r\n\"'`\ufeff"
_URL = re.compile(r"(?i)https?://")
_KEYLIKE = re.compile(r"\s*[0-9A-Za-z+/=]{24,}\s*")
# No MAC input is nearly as long.
_LONGEST = 20_000


class StringRow(NamedTuple):
    """A part of the pasted text beside ours, as both may be shown. `number` is 0 for what is not
    expected. `same` is None where a placeholder stands for a key. `differences` are sentences with
    the characters and their code points."""

    number: int
    label: str
    expected: str
    pasted: str
    same: bool | None
    differences: tuple[str, ...] = ()


class StringComparison(NamedTuple):
    """`rows` are in the order of the pasted text. `around` are sentences about what stands in front
    of it and behind, and about its separators. `hashed` is None when it does not make the MAC.
    `verdict` says that in a sentence. `ours` is our text, keys masked."""

    rows: tuple[StringRow, ...]
    around: tuple[str, ...]
    hashed: Hashed | None
    verdict: str
    ours: str

    @property
    def same(self) -> bool:
        """Whether nothing differs, as far as can be told."""
        return not self.around and all(row.same is not False for row in self.rows)


def compare(case: Case, pasted: str) -> StringComparison:
    """`pasted` may hold the keys, placeholders or neither, and may stand in quotes or behind the
    words of a log. No key is in what is returned, of whichever profile. Takes some tens of
    milliseconds when the text does not make the MAC."""
    pasted = pasted[:_LONGEST]
    parts = parts_of(case.ingredients)
    text = _cleaned(pasted)
    pieces, around = text, list[str]()
    if text.count("&") < len(parts) // 2:
        pieces, around = _with_separators(text, parts)
    pairs = aligned(pieces, parts)
    hashed, edges = proof(case, pasted, text, pairs)
    around += [f"It {what}, and that was hashed too." for what in edges]
    rows = _rows(case, pairs)
    return StringComparison(
        rows,
        tuple(around),
        hashed,
        _verdict(case, hashed, any(row.same is False for row in rows) or bool(around)),
        visible(case.masked()(expected(case.ingredients).masked())),
    )


def _cleaned(pasted: str) -> str:
    """Without the words of a log in front of the URL and without quotes."""
    start = _URL.search(pasted)
    if start is not None and start.start() < 200 and "&" not in pasted[: start.start()]:
        pasted = pasted[start.start() :]
    return pasted.strip(_AROUND)


def _with_separators(text: str, parts: tuple[Part, ...]) -> tuple[str, list[str]]:
    """A text that is not joined by `&`, cut where the expected values stand in it."""
    places, at = [], 0
    for part in parts:
        found = text.find(part.value, at) if part.value else -1
        if found >= 0:
            places.append((found, at := found + len(part.value)))
    if len(places) < 3:
        return text, []
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
    usual = max(set(gaps), key=gaps.count)
    if usual == "&" or len(usual) > 5:
        return text, []
    pieces = [text[start:end] for start, end in places]
    said = f"“{visible(usual)}”" if usual else "nothing"
    tail = text[places[-1][1] :]
    return "&".join([*pieces, *([tail] if tail.strip() else [])]), [
        f"Its parts are joined by {said}, not by &."
    ]


def _rows(case: Case, pairs: tuple[Pair, ...]) -> tuple[StringRow, ...]:
    rows = [_row(case, pair) for pair in pairs]
    keys = [at for at, pair in enumerate(pairs) if pair.part is not None and pair.part.is_key]
    if [rows[at].same for at in keys] == [None, False] and pairs[keys[1]].text is None:
        # One placeholder may stand for both keys.
        at = keys[1]
        rows[at] = rows[at]._replace(pasted="", same=None, differences=())
    return tuple(rows)


def _row(case: Case, pair: Pair) -> StringRow:
    mask = case.masked()
    part, text = pair
    if part is None:
        keylike = _KEYLIKE.fullmatch(text or "") is not None
        shown = "another key" if keylike else short(visible(mask(text or "")))
        return StringRow(0, "Not expected", "", shown, False, ("No such part is expected here.",))
    own = MASK if part.is_key else visible(mask(part.value))
    if text is None:
        return StringRow(part.number, part.label, own, "left out", False, ("It is left out.",))
    if part.is_key:
        return _key_row(case, part, text)
    said = differences(part.value, text, case.ingredients.encoding)
    if said and mask(text) != text:
        said = ("A key stands in it.",)  # which may not be told apart letter by letter
    return StringRow(part.number, part.label, own, visible(mask(text)), not said, said)


def _key_row(case: Case, part: Part, text: str) -> StringRow:
    row = StringRow(part.number, part.label, MASK, MASK, True)
    if text == part.value:
        return row
    if is_hidden(text):
        return row._replace(pasted=visible(case.masked()(text)), same=None)
    words = key_words(Secret(text), case)
    what = "It is a key or value that no profile here has." if words == "another value" else words
    return row._replace(pasted=words, same=False, differences=(what,))


def _verdict(case: Case, hashed: Hashed | None, differs: bool) -> str:
    if hashed is None:
        return (
            "This string does not make your MAC: your code hashed something else, or with other "
            "keys."
        )
    added = ", with the keys put in," if hashed.keys_added else ""
    said = f"This string{added} makes exactly your MAC"
    if not hashed.as_expected:
        want = expected(case.ingredients)
        usual = f"{function_label(want.function)}, in {encoding_label(want.encoding)}"
        also = " What differs below is part of it." if differs else ""
        return f"{said}, but hashed with {_how(hashed)}; expected is {usual}.{also}"
    said += f" ({_how(hashed)})"
    return f"{said}: what differs below is why." if differs else f"{said}, and it is the right one."


def _how(hashed: Hashed) -> str:
    key = f", key {hashed.key}" if hashed.key else ""
    return f"{hashed.function}{key}, in {hashed.encoding}"
