"""The parts of a text joined by `&`, each beside the part that it most likely is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.characters import alike
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.recipe import TEXT_ORDER, revealed_value
from nvexplorer.doctor.shown import is_hidden
from nvexplorer.doctor.words import LABELS
from nvexplorer.model.mac import MacInput, PartKind
from nvexplorer.model.secret import Secret, revealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.doctor.mistake import Ingredients

KEYS = (PartKind.CUSTOMER_KEY, PartKind.PARTNER_KEY)
_NUMBERS = {kind: number for number, kind in enumerate(TEXT_ORDER, 1)}
_SHAPES = {
    PartKind.URL: re.compile(r"(?i)https?://|/?[\w-]+\.nv\b"),
    PartKind.TIMESTAMP: re.compile(
        r"\d{4}-\d\d-\d\d[ T]\d\d[:.]\d\d|\d\d?[./]\d\d?[./]\d{4}[ ,]", re.ASCII
    ),
    PartKind.LANGUAGE: re.compile(r"(?i)(?:fi|en|se|sv|sw)\Z"),
    PartKind.ORGANISATION_ID: re.compile(r"(?:FI)?\d{7}-?\d\Z", re.ASCII),
    PartKind.TIMESTAMP_UNIX: re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?\Z", re.ASCII),
}
_GAP = -0.3
# More than any query has; beyond it the time taken would grow.
_MOST_TOKENS = 60
_LONG = 100


class Part(NamedTuple):
    """One part that is expected. `value` holds the key for a key: never show it."""

    number: int
    kind: PartKind
    label: str
    value: str

    @property
    def is_key(self) -> bool:
        return self.kind in KEYS

    def __repr__(self) -> str:
        return f"Part({self.number}, {self.label!r})"


class Pair(NamedTuple):
    """`part` is None for a text that is no part, `text` None for a part that is not there."""

    part: Part | None
    text: str | None

    def __repr__(self) -> str:
        return f"Pair({self.part!r})"


def parts_of(ours: MacInput | Ingredients) -> tuple[Part, ...]:
    """What is expected, in its order."""
    if isinstance(ours, MacInput):
        return tuple(
            Part(part.number, part.kind, part.label, revealed(part.value)) for part in ours.parts
        )
    recipe = expected(ours)
    return tuple(
        Part(_NUMBERS[piece.kind], piece.kind, LABELS[piece.kind], revealed_value(recipe, piece))
        for piece in recipe.layout
    )


def secrets_of(ours: MacInput | Ingredients) -> tuple[Secret, ...]:
    if isinstance(ours, MacInput):
        return tuple(part.value for part in ours.parts if isinstance(part.value, Secret))
    return tuple(key for each in (ours.keys, *ours.other_keys) for key in each[1:])


def aligned(text: str, parts: Sequence[Part]) -> tuple[Pair, ...]:
    """The text cut at its `&`, those inside of values that are known left alone, and each piece
    beside the part that it resembles most, in order: pieces may be missing, extra or redacted."""
    tokens = text.split("&")
    if len(tokens) > _MOST_TOKENS:
        tokens = [*tokens[:_MOST_TOKENS], "&".join(tokens[_MOST_TOKENS:])]
    # best[p][t]: score and step of the best alignment of the parts and tokens from there on.
    best = [[(0.0, (0, 0))] * (len(tokens) + 1) for _ in range(len(parts) + 1)]
    for p in range(len(parts), -1, -1):
        for t in range(len(tokens), -1, -1):
            if p == len(parts) and t == len(tokens):
                continue
            best[p][t] = max(_steps(parts, tokens, p, t, best))
    pairs, p, t = [], 0, 0
    while p < len(parts) or t < len(tokens):
        parts_on, tokens_on = best[p][t][1]
        piece = "&".join(tokens[t : t + tokens_on]) if tokens_on else None
        pairs.append(Pair(parts[p] if parts_on else None, piece))
        p, t = p + parts_on, t + tokens_on
    return tuple(_with_parameters(pairs))


def _with_parameters(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Parameters that are not expected belong to the URL in front of them."""
    url: Pair | None = None
    for pair in pairs:
        if pair.part is not None and pair.part.kind == PartKind.URL and pair.text is not None:
            url = pair
        elif url is not None and pair.part is None and "=" in (pair.text or ""):
            url = url._replace(text=f"{url.text}&{pair.text}")
        else:
            if url is not None:
                yield url
                url = None
            yield pair
    if url is not None:
        yield url


def _steps(
    parts: Sequence[Part],
    tokens: Sequence[str],
    p: int,
    t: int,
    best: Sequence[Sequence[tuple[float, tuple[int, int]]]],
) -> list[tuple[float, tuple[int, int]]]:
    steps = []
    if p < len(parts):
        steps.append((best[p + 1][t][0] + _GAP, (1, 0)))
        for count in _counts(parts[p], tokens, t):
            score = _likeness(parts[p], "&".join(tokens[t : t + count]))
            steps.append((best[p + 1][t + count][0] + score, (1, count)))
    if t < len(tokens):
        steps.append((best[p][t + 1][0] + _GAP, (0, 1)))
    return steps


def _counts(part: Part, tokens: Sequence[str], t: int) -> set[int]:
    """How many tokens the part may have become: those of its own `&`, and of a URL all that look
    like parameters."""
    counts = {1, 1 + part.value.count("&")}
    if part.kind == PartKind.URL:
        own = 1
        while t + own < len(tokens) and "=" in tokens[t + own]:
            own += 1
        counts.add(own)
    return {count for count in counts if t + count <= len(tokens)}


def _likeness(part: Part, text: str) -> float:
    value = part.value
    if text == value:
        return 4.0
    if part.is_key:
        if value and (text.strip().casefold() == value.casefold() or value in text):
            return 3.5
        # Another key still stands in the place of this one.
        return 3.0 if _like_a_key(text) else 1.2 if is_hidden(text) else 0.05
    if is_hidden(text):
        return 0.6
    if value and text.strip().casefold() == value.strip().casefold():
        return 3.5
    shape = _SHAPES.get(part.kind)
    shaped = 2.0 if shape is not None and shape.match(text) else 0.0
    ratio = _ratio(value, text)
    # Where the shape is known, another value of that shape is the same part, and no other is.
    if shape is not None and not shaped:
        return ratio if ratio > 0.6 else 0.05
    return shaped + ratio if ratio > 0.6 or shaped else 0.05 + ratio / 4


def _ratio(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    longer = max(len(first), len(second))
    if longer > _LONG:
        # What is compared exactly would take too long; how they begin and end says enough.
        return sum(alike(first, second)) / longer
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.6 else matcher.quick_ratio() / 2


def _like_a_key(text: str) -> bool:
    return re.fullmatch(r"\s*[0-9A-Za-z+/=-]{20,}\s*", text) is not None
