"""Which profile a command uses, and where its keys come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput, KeyError_
from nvexplorer.model.profile import Keys
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.cli.context import Context
    from nvexplorer.library.profiles import Book, ProfileStore
    from nvexplorer.library.settings import Settings
    from nvexplorer.model.profile import Profile


class Choice(NamedTuple):
    """`keys` looks them up when called: listing what is signed first needs no keychain."""

    profile: Profile
    keys: Callable[[], Keys]


def load_catalogue(context: Context) -> Catalogue:
    """With the user's own definitions; says what is wrong with them."""
    from nvexplorer.catalogue.store import Catalogue

    catalogue = Catalogue.load(context.resources, context.outside.dirs.config / "catalogue")
    for problem in catalogue.problems:
        context.say(str(problem))
    return catalogue


def open_profiles(context: Context) -> tuple[ProfileStore, Book]:
    """The store must be the one that loaded: saving merges what changed since then."""
    from nvexplorer.library.profiles import ProfileStore

    store = ProfileStore(context.outside.dirs.config)
    loaded = store.load()
    for warning in loaded.warnings:
        context.say(warning)
    return store, loaded.book


def load_settings(context: Context) -> Settings:
    from nvexplorer.library.settings import SettingsStore

    loaded = SettingsStore(context.outside.dirs.config).load()
    for warning in loaded.warnings:
        context.say(warning)
    return loaded.settings


def choose(context: Context) -> Choice:
    """--profile, else the environment, else the default profile. Raises BadInput when none."""
    from nvexplorer.library.environment_profile import profile_from_environment

    if context.profile is None:
        found = profile_from_environment(context.environ)
        if found is not None:
            profile, keys = found
            return Choice(profile, lambda: keys)
    _, book = open_profiles(context)
    profile_id = book.by_name(context.profile) if context.profile else book.default
    if not profile_id:
        raise BadInput(
            "There is no profile yet.",
            "Make one with nvexplorer profiles add, or set the NVEXPLORER_ variables; "
            "nvexplorer sandbox --print-env shows them.",
            "profile",
        )
    return Choice(book.joined(profile_id), lambda: _keys(context, book, profile_id))


def _keys(context: Context, book: Book, profile_id: str) -> Keys:
    """From the environment where both are given, else the keychain, else asked for."""
    from nvexplorer.library.keys import KeyStore

    given = [context.environ.get(f"NVEXPLORER_{who}_KEY") for who in ("CUSTOMER", "PARTNER")]
    if all(given):
        return Keys(*(Secret(value or "") for value in given))
    try:
        return KeyStore(context.outside.secrets).keys_for(book, profile_id)
    except KeyError_ as error:
        ask = context.streams.ask_secret
        if ask is None:
            raise
        context.say(f"{error.what} It is used for this run and not stored.")
        return Keys(Secret(ask("Customer key: ")), Secret(ask("Partner key: ")))
