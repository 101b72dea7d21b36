"""Remarks on the values of the parts: forms, letters and whether they belong to the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.shown import visible
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.mac import Certainty
from nvexplorer.model.profile import Language, organisation_id_problem
from nvexplorer.signing.encode import DIFFERS_FROM_LATIN_1, describe_characters, display_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case


def remarks(case: Case) -> Iterator[Remark]:
    yield from _identity(case)
    yield from _language(case)
    yield from _organisation(case)
    yield from _transaction(case)
    yield from _letters(case)


def _identity(case: Case) -> Iterator[Remark]:
    if case.profile is None:
        return
    for kind, what, own, text in (
        (FieldKind.PARTNER_ID, "partner ID", case.profile.partner.partner_id,
         "Netvisor then says that the partner is not found. It is no part of the MAC."),
        (FieldKind.CUSTOMER_ID, "customer ID", case.profile.user.customer_id,
         "The customer key belongs to one customer ID, so the MAC is checked with another key."),
    ):  # fmt: skip
        sent = case.fields.get(kind)
        if not sent or not own or sent == own:
            continue
        letters = sent.casefold() == own.casefold()
        yield Remark(
            f"{kind.value.replace('_', '-')}-other",
            "error" if letters else "warning",
            f"The {what} {visible(sent)} "
            + (f"is {own} in other letters." if letters
               else f"is not that of the profile “{case.profile.name}”, {own}."),
            text, f"Send {own}, or examine the request with the keys of {visible(sent)}.",
            Certainty.SEEN if letters else Certainty.DOCUMENTED,
        )  # fmt: skip


def _language(case: Case) -> Iterator[Remark]:
    language = case.fields.get(FieldKind.LANGUAGE)
    if not language or language in list(Language):
        return
    letters = language.upper() in list(Language)
    swedish = language.upper() == "SV"
    yield Remark(
        "language", "warning" if letters else "error",
        f"The language “{visible(language)}” is none of FI, EN and SE.",
        "One client reports that lower case works, all others send upper case." if letters
        else "Swedish is SE." if swedish else "Netvisor knows these three.",
        f"Send {language.upper() if letters else 'SE' if swedish else 'FI, EN or SE'}.",
        Certainty.OPEN if letters else Certainty.RELAYED,
    )  # fmt: skip


def _organisation(case: Case) -> Iterator[Remark]:
    organisation = case.fields.get(FieldKind.ORGANISATION_ID)
    if organisation is None:
        return
    if not organisation:
        yield Remark(
            "organisation-id-empty", "note", "The organisation ID is empty.",
            "One client sends it so, when no company is meant, and hashes an empty part.",
            "Send the business ID of the company whose books are meant.", Certainty.SEEN,
        )  # fmt: skip
    elif problem := organisation_id_problem(organisation):
        yield Remark(
            "organisation-id", "warning",
            f"The organisation ID “{visible(organisation)}” is not a valid business ID.",
            problem, "Look it up; Netvisor's test companies may have identifiers of their own.",
            Certainty.DOCUMENTED,
        )  # fmt: skip


def _transaction(case: Case) -> Iterator[Remark]:
    sent = case.fields.get(FieldKind.TRANSACTION_ID)
    if sent and sent in case.used_ids:
        yield Remark(
            "transaction-id-used", "error",
            f"The transaction ID {visible(sent)} was sent before.",
            "Netvisor refuses it with REQUEST_NOT_UNIQUE, for all customers of a partner alike.",
            "Make a new one for every request, also when sending again: a GUID.",
            Certainty.DOCUMENTED,
        )  # fmt: skip


def _letters(case: Case) -> Iterator[Remark]:
    i = case.ingredients
    if "&" in i.sender:
        yield Remark(
            "sender-ampersand", "warning", "The sender holds &, which also separates the parts.",
            "It is probably hashed as it is.", "Choose a sender without.", Certainty.DEDUCED,
        )  # fmt: skip
    for label, text in (
        ("URL", i.url), ("sender", i.sender), ("customer ID", i.customer_id),
        ("transaction ID", i.transaction_id), ("organisation ID", i.organisation_id),
    ):  # fmt: skip
        lacking = "".join(dict.fromkeys(c for c in text if not _encodable(c, i.encoding)))
        differing = "".join(dict.fromkeys(c for c in text if c in DIFFERS_FROM_LATIN_1))
        if lacking:
            yield Remark(
                f"letters-{label}", "error",
                f"The {label} holds {describe_characters(lacking)}, which "
                f"{display_name(i.encoding)} lacks.",
                "It cannot be hashed as expected.", "Write it without.", Certainty.DOCUMENTED,
            )  # fmt: skip
        elif differing:
            yield Remark(
                f"letters-{label}", "warning",
                f"The {label} holds {describe_characters(differing)}.",
                "Its bytes differ between ISO-8859-15, which is documented, and ISO-8859-1, which "
                "most clients use.", "Avoid it where you can.", Certainty.OPEN,
            )  # fmt: skip


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
