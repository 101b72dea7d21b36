"""`nvexplorer profiles set-variable`, `remove-variable`: values for placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from nvexplorer.cli.context import Context
    from nvexplorer.library.profiles import Book
    from nvexplorer.model.profile import Variables


def add_actions(add_action: Callable[[str, str], ArgumentParser]) -> None:
    for name, text, metavar in (
        ("set-variable", "give {{VARIABLE}} a value, which is sent and logged", "VARIABLE=VALUE"),
        ("remove-variable", "forget a variable", "VARIABLE"),
    ):
        action = add_action(name, text)
        action.add_argument("name", metavar="NAME")
        action.add_argument("variable", metavar=metavar)
        action.add_argument(
            "--company",
            action="store_true",
            help="of the profile's company, for all its profiles; those of the profile win",
        )


def changed(book: Book, profile_id: str, arguments: Namespace, context: Context) -> Book:
    """Raises BadInput for a name or value that cannot be kept."""
    entry = book.entry(profile_id)
    company = book.joined(profile_id).company
    before = company.variables if arguments.company else entry.variables
    if arguments.action == "set-variable":
        after = _with(before, arguments.variable, context)
    else:
        after = _without(before, arguments.variable)
    if arguments.company:
        return book.with_company(entry.company, company._replace(variables=after))
    return book.with_profile(profile_id, entry._replace(variables=after))


def _with(variables: Variables, text: str, context: Context) -> Variables:
    from nvexplorer.library.profile_checks import Severity, validate_variables

    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(
            f"“{text}” has no value.", "Write it as VARIABLE=VALUE, or VARIABLE= for none.", "name"
        )
    for problem in validate_variables(((name, value),)):
        if problem.severity == Severity.ERROR:
            raise BadInput(problem.problem, "", "variable")
        context.say(problem.problem)
    return tuple((dict(variables) | {name: value}).items())


def _without(variables: Variables, name: str) -> Variables:
    left = dict(variables)
    if name not in left:
        there = f"There are: {', '.join(left)}." if left else "There are none."
        raise BadInput(f"No variable is named “{name}”.", there, "variable")
    del left[name]
    return tuple(left.items())
