"""Remarks on which headers there are, and on the algorithm that they announce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.mistake import FUNCTION_OF
from nvexplorer.doctor.shown import visible
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.dumps.names import HEADER_OF
from nvexplorer.model.mac import Certainty
from nvexplorer.signing import mac_input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Explanation

_NAMED = (
    FieldKind.SENDER,
    FieldKind.CUSTOMER_ID,
    FieldKind.PARTNER_ID,
    FieldKind.TIMESTAMP,
    FieldKind.TIMESTAMP_UNIX,
    FieldKind.TRANSACTION_ID,
    FieldKind.LANGUAGE,
    FieldKind.ORGANISATION_ID,
)


def remarks(case: Case, explanation: Explanation | None) -> Iterator[Remark]:
    yield from _missing(case)
    yield from _algorithm(case, explanation)
    yield from _made_with(case, explanation)
    yield from _status_codes(case)


def _missing(case: Case) -> Iterator[Remark]:
    for kind in _NAMED:
        name = HEADER_OF[kind]
        if kind == FieldKind.TIMESTAMP_UNIX and case.ingredients.algorithm != "HMACSHA256":
            continue
        value = case.fields.get(kind)
        # An empty organisation ID is sent so by one client, when no company is meant.
        if value or (value is not None and kind == FieldKind.ORGANISATION_ID):
            continue
        what = "is missing" if value is None else "is empty"
        used = " For the MAC the profile's was taken." if kind in case.from_profile else ""
        yield Remark(
            f"no-{kind.value}", "error", f"The header {name} {what}.",
            f"Netvisor needs it.{used}", "Send it, with the same value that goes into the MAC."
            if kind != FieldKind.PARTNER_ID else "Send it; it does not go into the MAC.",
            Certainty.DOCUMENTED,
        )  # fmt: skip


def _algorithm(case: Case, explanation: Explanation | None) -> Iterator[Remark]:
    value = (case.fields.get(FieldKind.ALGORITHM) or "").strip()
    meant = case.ingredients.algorithm
    long = len(case.mac) == 64 or (explanation and explanation.recipe.function != "md5")
    if not value:
        yield Remark(
            "no-algorithm", "error" if long else "warning",
            f"The header {mac_input.ALGORITHM} is missing.",
            "Without it Netvisor checks the MAC as MD5, as five clients rely upon"
            + (", but this MAC is none." if long else "."),
            "Send it, with the value HMACSHA256 and a MAC made by its rule.", Certainty.DEDUCED,
        )  # fmt: skip
    elif value != meant:
        letters = value.upper() == meant
        yield Remark(
            "algorithm-spelling", "warning" if letters else "error",
            f"The algorithm is announced as “{visible(value)}”.",
            "Nobody is known to send it in these letters." if letters
            else "No client and no document has this value.",
            f"Write {meant}.", Certainty.OPEN if letters else Certainty.DOCUMENTED,
        )  # fmt: skip
    if meant != "HMACSHA256" and (value or not long):
        yield Remark(
            "algorithm-deprecated", "warning", f"{meant} is deprecated and may be refused.",
            "New integrations must use HMACSHA256; when the old ones end is not known.",
            "Change to HMACSHA256: TimestampUnix behind the transaction ID, and HMAC with the key "
            "customer key & partner key.", Certainty.DOCUMENTED,
        )  # fmt: skip


def _made_with(case: Case, explanation: Explanation | None) -> Iterator[Remark]:
    """Where the MAC is that of another algorithm than the one announced, the header may be what
    is wrong."""
    if explanation is None or not case.fields.get(FieldKind.ALGORITHM):
        return
    announced = case.ingredients.algorithm
    made = next((a for a, f in FUNCTION_OF.items() if f == explanation.recipe.function), None)
    if made not in (None, announced):
        yield Remark(
            "algorithm-other", "error",
            f"The header announces {announced}, the MAC is made with the function of {made}.",
            "Netvisor checks by the header.",
            f"If {made} is meant, send that in {mac_input.ALGORITHM}." if made == "HMACSHA256"
            else f"Compute {announced}.", Certainty.DOCUMENTED,
        )  # fmt: skip


def _status_codes(case: Case) -> Iterator[Remark]:
    value = case.fields.get(FieldKind.STATUS_CODES)
    if value is not None and value.strip() == "1":
        return
    what = "is missing" if value is None else f"is “{visible(value)}”, not 1"
    yield Remark(
        "no-status-codes",
        "warning" if case.ingredients.algorithm == "HMACSHA256" else "note",
        f"The header {mac_input.STATUS_CODES} {what}.",
        "It is listed among the changes that HMACSHA256 requires; one client works without. "
        "Without it failures come with HTTP status 200.",
        "Send it with the value 1.", Certainty.DOCUMENTED,
    )  # fmt: skip
