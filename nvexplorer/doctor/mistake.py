"""What a mistake is: one declarative entry that turns the expected recipe into the mistaken one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.recipe import KEY_LAYOUT, WITH_UNIX, WITHOUT_UNIX, Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.model.mac import Certainty
    from nvexplorer.model.secret import Secret


class Slot(StrEnum):
    """What a mistake changes. Mistakes of different slots never touch the same field of a Recipe,
    but for a few that change two slots on purpose (`Mistake.also`)."""

    URL = "url"
    SENDER = "sender"
    CUSTOMER_ID = "customer_id"
    TIMESTAMP = "timestamp"
    LANGUAGE = "language"
    ORGANISATION_ID = "organisation_id"
    TRANSACTION_ID = "transaction_id"
    TIMESTAMP_UNIX = "timestamp_unix"
    KEYS = "keys"  # the four key values, key_layout and key_encoding
    LAYOUT = "layout"  # layout and suffix
    ENCODING = "encoding"  # encoding
    FUNCTION = "function"  # function
    RENDERING = "rendering"  # rendering, read off the claimed MAC


class NamedKeys(NamedTuple):
    """The keys of a profile, by its name."""

    name: str
    customer: Secret
    partner: Secret


class Ingredients(NamedTuple):
    """What a request says about itself: all that its MAC should have been, or may have been, made
    of. Values are as the headers carry them, '' where there is none.

    `algorithm` is that of the header (MD5 where it is absent: deduced from 5 clients), `url` what
    is expected in the MAC input by the profile's rule, `sent_url` the URL as it was on the wire,
    percent-encoded, with scheme and host. `encoding` is the expected one. `hosts` are others that
    Netvisor has, as `https://integration.netvisor.fi`.
    """

    url: str
    sent_url: str
    sender: str
    customer_id: str
    partner_id: str
    timestamp: str
    timestamp_unix: str
    transaction_id: str
    language: str
    organisation_id: str
    keys: NamedKeys
    algorithm: str = "HMACSHA256"
    method: str = "GET"
    body: str = ""
    content_type: str = ""
    encoding: str = "iso-8859-15"
    other_keys: tuple[NamedKeys, ...] = ()
    hosts: tuple[str, ...] = ("https://integration.netvisor.fi", "https://isvapi.netvisor.fi")


#: The function of each algorithm, by the value of its header.
FUNCTION_OF = {"HMACSHA256": "hmac-sha256", "SHA256": "sha256", "MD5": "md5"}


def expected(ingredients: Ingredients) -> Recipe:
    """How the MAC should be made, as far as it is known. Raises KeyError for an algorithm that is
    none of the three."""
    i = ingredients
    return Recipe(
        url=i.url,
        sender=i.sender,
        customer_id=i.customer_id,
        timestamp=i.timestamp,
        language=i.language,
        organisation_id=i.organisation_id,
        transaction_id=i.transaction_id,
        timestamp_unix=i.timestamp_unix,
        customer_key=i.keys.customer,
        partner_key=i.keys.partner,
        hmac_customer_key=i.keys.customer,
        hmac_partner_key=i.keys.partner,
        layout=WITH_UNIX if i.algorithm == "HMACSHA256" else WITHOUT_UNIX,
        key_layout=KEY_LAYOUT,
        encoding=i.encoding,
        key_encoding=i.encoding,
        function=FUNCTION_OF[i.algorithm],
    )


class Mistake(NamedTuple):
    """One way to make a MAC otherwise than expected.

    `id` is stable; reports, tests and the command line name it. `edit(recipe, ingredients, choice)`
    gives the mistaken recipe; where it does not apply, it gives the recipe unchanged. It looks at
    no field of another slot than its own, raises nothing whatever the values are, and is cheap.
    `choices(ingredients)` are the values that `choice` takes, likeliest first: short texts that may
    be shown, never a key; most mistakes have the one, ''.

    `weight` is its likelihood, 1 (exotic) to 100 (everyday). Two mistakes of one slot are combined
    when their `group` differs, the one with the lower `order` first. A `wide` one has so many
    choices that it is tried alone and with the likeliest others only. `also` names a second slot
    that it changes.

    `title` is a sentence: “The timestamp in the MAC is Finnish local time.” `explanation` and `fix`
    are one or two sentences each; code for several languages follows in a line for each. In all
    three `{expected}` and `{made}` stand for the value of the changed part, `{choice}` for the
    choice. `certainty` is that of what is expected, not of the mistake: where it is DEDUCED or OPEN
    the program calls it a difference. `source` says where the expectation or the habit is known
    from, such as “seen in 2 clients”.
    """

    id: str
    slot: Slot
    weight: int
    title: str
    explanation: str
    fix: str
    certainty: Certainty
    edit: Callable[[Recipe, Ingredients, str], Recipe]
    choices: Callable[[Ingredients], Sequence[str]] = lambda _: ("",)
    group: str = ""
    order: int = 0
    wide: bool = False
    also: Slot | None = None
    source: str = ""


class Applied(NamedTuple):
    """A mistake by its id, with the choice. Safe to print and to send to another process."""

    id: str
    choice: str = ""
