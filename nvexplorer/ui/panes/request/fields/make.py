"""The field for a documented parameter, plain text for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.panes.request.fields.line import FieldLine

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.panes.request.fields.choice import ChoiceField
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme

    ValueField = FieldLine | ChoiceField

_HINTS = {
    "date": "YYYY-MM-DD",
    "datetime": "YYYY-MM-DDThh:mm:ss",
    "month": "YYYY-MM",
    "integer": "whole number",
    "decimal": "number",
    "boolean": "true or false",
    "list": "a,b,c",
}


def make_field(theme: Theme, parameter: ParameterDef | None, take_pasted: TakePasted) -> ValueField:
    if parameter is None:
        return FieldLine(theme, "value", take_pasted)
    placeholder = parameter.example or _HINTS.get(parameter.type, "")
    if parameter.type == "list":
        from nvexplorer.ui.panes.request.fields.listing import ListField

        return ListField(theme, parameter, placeholder, take_pasted)
    values, meanings = parameter.values, parameter.meanings
    if parameter.type == "boolean":
        more = tuple(value for value in ("true", "false") if value not in values)
        values, meanings = values + more, meanings + ("",) * len(more) if meanings else ()
    if values:
        from nvexplorer.ui.panes.request.fields.choice import ChoiceField

        return ChoiceField(theme, values, meanings, placeholder, take_pasted)
    if parameter.type in ("date", "datetime", "month"):
        from nvexplorer.ui.panes.request.fields.moment import MomentField

        return MomentField(theme, parameter, placeholder, take_pasted)
    return FieldLine(theme, placeholder, take_pasted)
