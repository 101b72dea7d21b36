"""Jobs about the body of a request."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_complete import complete
from nvexplorer.catalogue.body_report import mended, report

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_complete import Completion
    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.body_report import BodyReport
    from nvexplorer.catalogue.definition import Definition


def check(text: str, definition: Definition) -> BodyReport:
    return report(check_body(definition, text))


def mend(text: str, definition: Definition) -> str:
    def check_again(changed: str) -> list[BodyProblem]:
        gc.collect()  # the tree of the text before, which is looked for after a whole job else
        return check_body(definition, changed)

    return mended(text, check_again)


def complete_at(text: str, definition: Definition, at: int) -> Completion:
    return complete(definition, text, at)
