"""Mistakes with customer ID, language, organisation ID and transaction ID."""

from __future__ import annotations

from nvexplorer.doctor.mistakes import customer_id, language, organisation_id, transaction_id

MISTAKES = (
    *customer_id.MISTAKES,
    *language.MISTAKES,
    *organisation_id.MISTAKES,
    *transaction_id.MISTAKES,
)
