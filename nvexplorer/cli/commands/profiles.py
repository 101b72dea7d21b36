"""`nvexplorer profiles …`: the same profiles as in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.cli import profile_choice
from nvexplorer.cli.arguments import global_options
from nvexplorer.cli.commands import profile_variables
from nvexplorer.cli.exit_codes import ExitCode
from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Language,
    MacUrlForm,
    Partner,
    Profile,
)
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from nvexplorer.cli.context import Context
    from nvexplorer.library.profiles import Book, ProfileStore


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    def add_action(name: str, text: str) -> ArgumentParser:
        return actions.add_parser(name, help=text, parents=[global_options(defaults=False)])

    add_action("list", "list them (what happens without an action)")
    for name, text in (
        ("show", "show one"),
        ("remove", "remove one; its partner, API user and company stay"),
        ("default", "make one the default"),
        ("set-keys", "store its keys in the keychain; asks for them"),
    ):
        add_action(name, text).add_argument("name", metavar="NAME")
    for name, text in (("rename", "give one another name"), ("duplicate", "copy one")):
        action = add_action(name, text)
        action.add_argument("name", metavar="NAME")
        action.add_argument("new_name", metavar="NEW-NAME")
    profile_variables.add_actions(add_action)
    _add_fields(add_action("add", "add one; asks for the keys"))


def _add_fields(add: ArgumentParser) -> None:
    add.add_argument("name", metavar="NAME")
    for flag, text in (
        ("--host", "such as https://isvapi.netvisor.fi"),
        ("--sender", "name of the integration"),
        ("--partner-id", "partner identifier from Netvisor"),
        ("--customer-id", "the API user's identifier"),
        ("--company", "name of the company"),
        ("--organisation-id", "business ID of the company"),
    ):
        add.add_argument(flag, required=True, help=text)
    add.add_argument("--environment", required=True, choices=list(map(str, Environment)))
    add.add_argument("--language", default="EN", choices=list(map(str, Language)))
    add.add_argument("--algorithm", default="HMACSHA256")
    add.add_argument("--mac-encoding", default="iso-8859-15")
    add.add_argument("--mac-url-form", default="decoded", choices=list(map(str, MacUrlForm)))
    add.add_argument("--body-encoding", default="utf-8")
    add.add_argument("--content-type", default="text/plain")
    add.add_argument("--timeout", type=int, default=120, help="seconds to the first byte")
    add.add_argument("--no-status-codes", action="store_true")


def run(arguments: Namespace, context: Context) -> ExitCode:
    store, book = profile_choice.open_profiles(context)
    match arguments.action:
        case None | "list":
            _list(book, context)
        case "show":
            _show(book, book.by_name(arguments.name), context)
        case "add":
            _add(store, book, arguments, context)
        case "set-keys":
            _store_keys(book, book.by_name(arguments.name), context)
        case _:
            store.save(_changed(book, arguments, context))
    return ExitCode.OK


def _changed(book: Book, arguments: Namespace, context: Context) -> Book:
    profile_id = book.by_name(arguments.name)
    match arguments.action:
        case "remove":
            return book.without_profile(profile_id)
        case "default":
            return book.with_default(profile_id)
        case "rename":
            return book.renamed(profile_id, arguments.new_name)
        case "set-variable" | "remove-variable":
            return profile_variables.changed(book, profile_id, arguments, context)
        case _:
            return book.duplicated(profile_id, context.outside.ids.new(), arguments.new_name)


def _list(book: Book, context: Context) -> None:
    rows = [(id_, book.joined(id_)) for id_ in book.profiles]
    if context.json:
        data = [_as_json(profile) | {"default": id_ == book.default} for id_, profile in rows]
        context.print_json({"profiles": data})
        return
    context.print_table(
        [
            (
                "*" if id_ == book.default else " ",
                p.name,
                p.environment.upper(),
                p.company.name,
                p.company.organisation_id,
                p.host,
                p.algorithm,
            )
            for id_, p in rows
        ]
    )
    if not rows:
        context.say("There is no profile yet. Make one with nvexplorer profiles add NAME.")


def _show(book: Book, profile_id: str, context: Context) -> None:
    data = _as_json(book.joined(profile_id))
    if context.json:
        context.print_json(data)
    else:
        context.print_table([(key.replace("_", " "), _cell(value)) for key, value in data.items()])


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}={text}" for name, text in value.items())
    return str(value)


def _as_json(profile: Profile) -> dict[str, Any]:
    plain = profile._asdict()
    return {
        "name": profile.name,
        "environment": profile.environment.value,
        "host": profile.host,
        "partner": profile.partner.name,
        "sender": profile.partner.sender,
        "partner_id": profile.partner.partner_id,
        "user": profile.user.name,
        "customer_id": profile.user.customer_id,
        "company": profile.company.name,
        "organisation_id": profile.company.organisation_id,
        **{k: plain[k] for k in plain if k not in {"name", "partner", "user", "company"}},
        "variables": dict(profile.variables),
        "company_variables": dict(profile.company.variables),
    }


def _add(store: ProfileStore, book: Book, arguments: Namespace, context: Context) -> None:
    from nvexplorer.library.profiles import ProfileEntry, Severity, validate_profile

    profile = Profile(
        arguments.name,
        Partner(arguments.sender, arguments.sender, arguments.partner_id),
        ApiUser(arguments.customer_id, arguments.customer_id),
        Company(arguments.company, arguments.organisation_id),
        Environment(arguments.environment),
        arguments.host,
        Language(arguments.language),
        arguments.algorithm,
        arguments.mac_encoding,
        MacUrlForm(arguments.mac_url_form),
        not arguments.no_status_codes,
        arguments.content_type,
        arguments.body_encoding,
        arguments.timeout,
    )
    for problem in validate_profile(profile):
        if problem.severity == Severity.ERROR:
            raise BadInput(problem.problem, "", problem.field)
        context.say(problem.problem)
    new = context.outside.ids.new
    partner_id = _found(book.partners, profile.partner) or new()
    user_id = _found(book.users, profile.user) or new()
    bare = {id_: each._replace(variables=()) for id_, each in book.companies.items()}
    company_id = _found(bare, profile.company)
    if company_id is None:
        company_id = new()
        book = book.with_company(company_id, profile.company)
    profile_id = new()
    book = book.with_partner(partner_id, profile.partner).with_user(user_id, profile.user)
    entry = ProfileEntry.of(profile, partner=partner_id, user=user_id, company=company_id)
    book = book.with_profile(profile_id, entry)
    if not book.default:
        book = book.with_default(profile_id)
    store.save(book)
    _store_keys(book, profile_id, context)


def _found(items: Mapping[str, Any], wanted: object) -> str | None:
    """One partner serves many companies: the same values are the same partner."""
    return next((id_ for id_, item in items.items() if item == wanted), None)


def _store_keys(book: Book, profile_id: str, context: Context) -> None:
    """From the environment, else asked for. Never from arguments: other users can read those."""
    from nvexplorer.library.keys import KeyStore, key_hint

    entry, store = book.entry(profile_id), KeyStore(context.outside.secrets)
    ask = context.streams.ask_secret
    for what, put, id_ in (
        ("customer", store.set_user_key, entry.user),
        ("partner", store.set_partner_key, entry.partner),
    ):
        given = context.environ.get(f"NVEXPLORER_{what.upper()}_KEY")
        if given is None and ask is None:
            context.say(
                f"The {what} key was not asked for, since nobody can be asked here. "
                f"Set NVEXPLORER_{what.upper()}_KEY when you send, or run nvexplorer profiles "
                f"set-keys “{entry.name}” in a terminal."
            )
            continue
        key = Secret(given if given is not None else ask(f"{what.capitalize()} key: "))  # type: ignore[misc]
        if not key:
            context.say(f"No {what} key was stored.")
            continue
        hint = key_hint(key)
        if hint:
            context.say(hint)
        if put(id_, key):
            context.say(f"The {what} key was stored in: {store.kind}.")
        else:
            context.say(
                f"The {what} key was not stored, since this system has no usable keychain. Set "
                f"NVEXPLORER_{what.upper()}_KEY when you send."
            )
