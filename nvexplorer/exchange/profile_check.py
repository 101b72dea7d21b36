"""The lines of a connection check that need no network: the headers of a profile, the signing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nvexplorer.exchange.check_line import CheckLine, State
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import organisation_id_problem
from nvexplorer.signing import algorithm
from nvexplorer.signing.cautions import cautions
from nvexplorer.signing.encode import encode_header
from nvexplorer.signing.sign import make_stamp, sign

if TYPE_CHECKING:
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft


def check_profile(profile: Profile) -> tuple[CheckLine, ...]:
    """Well-formed is all that can be said here; whether Netvisor knows them shows in its answer."""
    return (
        _header("sender", profile.partner.sender),
        _header("customer ID", profile.user.customer_id),
        _header("partner ID", profile.partner.partner_id),
        _organisation(profile.company.organisation_id),
        CheckLine("language", State.OK, f"Netvisor answers in {profile.language.value}."),
        _algorithm(profile.algorithm),
    )


def _header(step: str, value: str) -> CheckLine:
    if not value:
        return CheckLine(step, State.BAD, f"The {step} is empty.", "Fill it in under Profiles.")
    try:
        encode_header(value, step)
    except BadInput as error:
        return CheckLine(step, State.BAD, error.what, error.next)
    return CheckLine(step, State.OK, f"“{value}” is well-formed.")


def _organisation(value: str) -> CheckLine:
    step = "organisation ID"
    if not value:
        return CheckLine(
            step,
            State.WARNING,
            "The organisation ID is empty, and is sent so.",
            "Fill it in under Profiles unless a resource without a company is called.",
        )
    line = _header(step, value)
    problem = organisation_id_problem(value)
    if line.state == State.BAD or problem is None:
        return line
    return CheckLine(
        step, State.WARNING, problem, "A test company may have an ID of its own; else correct it."
    )


def _algorithm(name: str) -> CheckLine:
    try:
        rule = algorithm(name)
    except BadInput as error:
        return CheckLine("algorithm", State.BAD, error.what, error.next)
    if rule.deprecated:
        what = rule.note or f"{name} is deprecated."
        return CheckLine("algorithm", State.WARNING, what, "Choose HMACSHA256 in the profile.")
    return CheckLine("algorithm", State.OK, f"{name} is what Netvisor asks for today.")


def check_signing(profile: Profile, keys: Keys, read: RequestDraft) -> CheckLine:
    """Signs once, with stamps that are never sent. Raises BadInput for what cannot be signed."""
    signed = sign(read, profile, keys, make_stamp(datetime(2000, 1, 1, tzinfo=UTC), "trial"))
    # What there is to say of the algorithm has been said in its own line.
    doubts = [c for c in cautions(signed.mac_input) if c != algorithm(profile.algorithm).note]
    if doubts:
        then = "If the MAC is refused below, try without these characters."
        return CheckLine("signing", State.WARNING, " ".join(doubts), then)
    what = "Both keys are there and the MAC can be computed; whether it is right, the answer shows."
    return CheckLine("signing", State.OK, what)
