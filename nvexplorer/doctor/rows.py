"""The table of parts: what is expected of each, and what the MAC was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Row
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.key_words import key_text_words, key_words
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.observed import in_rows
from nvexplorer.doctor.recipe import KEY_LAYOUT, TEXT_ORDER
from nvexplorer.doctor.words import (
    LABELS,
    encoding_label,
    form_label,
    function_label,
    order_words,
    piece_label,
    separator_words,
    short,
    value_shown,
)
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import MASK, Secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Explanation
    from nvexplorer.doctor.recipe import Recipe

#: What Row.made says of a part that is not in the text.
LEFT_OUT = "left out"

# What is known of the expectation; said where a row differs, and always where it is deduced.
_SURE = {
    PartKind.URL: "full URL with its query: seen in all clients",
    PartKind.SENDER: "as in its header: documented",
    PartKind.CUSTOMER_ID: "as in its header: documented",
    PartKind.TIMESTAMP: "UTC: documented",
    PartKind.LANGUAGE: "as in its header: documented",
    PartKind.ORGANISATION_ID: "as in its header: documented",
    PartKind.TRANSACTION_ID: "as in its header: documented",
    PartKind.TIMESTAMP_UNIX: "position: seen in 8 clients",
    PartKind.CUSTOMER_KEY: "documented",
    PartKind.PARTNER_KEY: "documented",
}


def rows_of(case: Case, explanation: Explanation | None) -> tuple[Row, ...]:
    """With `explanation` None only what is expected."""
    want = expected(case.ingredients)
    made = want if explanation is None else explanation.recipe
    return in_rows(case, (*_parts(want, made, case), *_behind(want, made, case)))


def _parts(want: Recipe, made: Recipe, case: Case) -> Iterator[Row]:
    for number, kind in enumerate(TEXT_ORDER, 1):
        wanted, there = want.positions(kind), made.positions(kind)
        if not wanted and not there:
            continue
        values = getattr(want, kind.value), getattr(made, kind.value)
        shown = _value(values[0], case) if wanted else "not part of the text"
        what = _made(values, len(wanted), len(there), case)
        yield Row(number, LABELS[kind], shown, what, bool(what), _sure(kind, case, bool(what)))
    for piece in made.layout:
        if piece.kind not in TEXT_ORDER:
            text = short(value_shown(piece.text, case))
            yield Row(0, piece_label(piece), "not part of the text", text, True, "in no client")


def _made(values: tuple[object, object], wanted: int, there: int, case: Case) -> str:
    """'' for the same."""
    if not there:
        return LEFT_OUT
    before, after = values
    same = before == after
    if same and there == wanted:
        return ""
    shown = key_words(after, case) if isinstance(after, Secret) else _value(after, case)
    if there > max(wanted, 1):
        return f"{shown} ({'twice' if there == 2 else f'{there} times'})"
    return shown


def _value(value: object, case: Case) -> str:
    if isinstance(value, Secret):
        return MASK
    return value_shown(str(value), case) or "(empty)"


def _sure(kind: PartKind, case: Case, differs: bool) -> str:
    said = []
    try:
        field = FieldKind(kind.value)
    except ValueError:  # a key
        field = None
    if field in case.from_profile:
        said.append("not in the request: from the profile")
    elif field in case.missing:
        said.append("not in the request")
    i = case.ingredients
    if kind == PartKind.URL and i.url != i.sent_url:
        said.append("decoded form: deduced, both forms tried")
    elif differs or kind == PartKind.TIMESTAMP_UNIX:
        said.append(_SURE[kind])
    return "; ".join(said)


def _behind(want: Recipe, made: Recipe, case: Case) -> Iterator[Row]:
    sure = "documented in the sample" if want.encoding == "iso-8859-15" else "the profile's choice"
    yield _row("Encoding", encoding_label(want.encoding), encoding_label(made.encoding), sure)
    yield _row("Hash", function_label(want.function), function_label(made.function), "documented")
    if FUNCTIONS[want.function].keyed or FUNCTIONS[made.function].keyed:
        yield _hmac_key(want, made, case)
    order = [piece.kind for piece in want.layout], [piece.kind for piece in made.layout]
    common = [[kind for kind in each if all(kind in o for o in order)] for each in order]
    if common[0] != common[1]:
        yield Row(0, "Order", order_words(want), order_words(made), True, "documented")
    between = separator_words(want, case), separator_words(made, case)
    if between[0] != between[1]:
        yield Row(0, "Separators", *between, True, "documented")
    if want.rendering != made.rendering:
        forms = form_label(want.rendering), form_label(made.rendering)
        yield Row(0, "MAC", *forms, True, "lower-case hex: seen in all clients but one")


def _hmac_key(want: Recipe, made: Recipe, case: Case) -> Row:
    keyed = FUNCTIONS[want.function].keyed, FUNCTIONS[made.function].keyed
    shown = "customer key & partner key" if keyed[0] else "none"
    if not keyed[1]:
        return Row(0, "HMAC key", shown, "none", True, "documented")
    same = (
        keyed[0]
        and made.key_text() == want.key_text()
        and made.key_encoding in (want.key_encoding, made.encoding)
        and made.key_layout == KEY_LAYOUT
    )
    words = "" if same else key_text_words(made, case)
    return Row(0, "HMAC key", shown, words, not same, "documented")


def _row(label: str, want: str, made: str, sure: str) -> Row:
    differs = want != made
    return Row(0, label, want, made if differs else "", differs, sure)
