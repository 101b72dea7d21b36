"""What a probe saw is counted by the doctor's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doctor_window import RIGHT, URL, dump

from nvexplorer.library.observations import ObservationStore
from nvexplorer.model.observation import Observation, Question

if TYPE_CHECKING:
    from doctor_window import Doctor

HOST = "https://isvapi.netvisor.fi"
AS_SENT = RIGHT._replace(url=URL)


def keep(doctor: Doctor, *forms: tuple[str, bool]) -> None:
    seen = [
        Observation(HOST, "HMACSHA256", Question.URL_FORM, form, accepted, "2026-11-21 10:00:00")
        for form, accepted in forms
    ]
    ObservationStore(doctor.explorer.home / "data").add(seen)


def test_a_form_that_was_refused_is_a_mistake(doctor: Doctor) -> None:
    doctor.paste(dump(AS_SENT.mac))
    doctor.find()
    assert doctor.sees("difference")
    assert not doctor.sees("This host")
    keep(doctor, ("decoded", True), ("sent", False))
    doctor.find()
    assert doctor.sees("This host refused that form on 2026-11-21.")
    assert doctor.sees("Observed: accepted by isvapi.netvisor.fi on 2026-11-21 (probe).")
    assert any("decoded: accepted by isvapi.netvisor.fi" in row for row in doctor.rows)


def test_a_form_that_was_accepted_is_none(doctor: Doctor) -> None:
    keep(doctor, ("decoded", True), ("sent", True))
    doctor.paste(dump(AS_SENT.mac))
    doctor.find()
    assert doctor.sees("This host accepted that form on 2026-11-21.")
