"""The examined request as one of ours, to be signed as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.placeholder_text import escaped
from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import RequestDraft
from nvexplorer.signing.sign import METHODS
from nvexplorer.ui.panes.request.url_text import parse_url

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case


def corrected(case: Case) -> RequestDraft:
    """Resource, method, parameters decoded from the URL, and body. Raises BadInput for a request
    that Netvisor has none like."""
    typed = parse_url(case.ingredients.sent_url)
    method = case.ingredients.method.upper() or "GET"
    if method not in METHODS:
        raise BadInput(
            f"The method {method} is not used by Netvisor.", "Use GET or POST.", "method"
        )
    # What was sent is no placeholder, even where it looks like one.
    parameters = tuple(
        each._replace(name=escaped(each.name), value=escaped(each.value))
        for each in typed.parameters
    )
    body = escaped(case.ingredients.body) if method == "POST" else ""
    return RequestDraft(typed.resource, method, parameters, body)
