"""Jobs about the body of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_complete import complete
from nvexplorer.catalogue.body_report import mended, report

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_complete import Completion
    from nvexplorer.catalogue.body_report import BodyReport
    from nvexplorer.catalogue.definition import Definition


def check(text: str, definition: Definition) -> BodyReport:
    return report(check_body(definition, text))


def mend(text: str, definition: Definition) -> str:
    return mended(text, lambda changed: check_body(definition, changed))


def complete_at(text: str, definition: Definition, at: int) -> Completion:
    return complete(definition, text, at)
