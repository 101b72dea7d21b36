"""A small vocabulary of mistakes for tests of the search: some for each slot, wide, grouped, and
one that changes two slots."""

from __future__ import annotations

from nvexplorer.doctor.encodings import ENCODINGS
from nvexplorer.doctor.mistake import Ingredients, Mistake, NamedKeys, Slot
from nvexplorer.doctor.recipe import Piece, joined
from nvexplorer.model.mac import Certainty, PartKind
from nvexplorer.model.secret import Secret

CUSTOMER_KEY, PARTNER_KEY = "C" * 8 + "0123456789ABCDEF", "P" * 8 + "FEDCBA9876543210"
OTHER_CUSTOMER_KEY, OTHER_PARTNER_KEY = "OTHERCUSTOMERKEY", "OTHERPARTNERKEY"

INGREDIENTS = Ingredients(
    url="https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy&page=2",
    sent_url="https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy&page=2",
    sender="Request Explorer",
    customer_id="TT_10000_1",
    partner_id="Tst_100",
    timestamp="2026-01-02 03:04:05.678",
    timestamp_unix="1767323045",
    transaction_id="11111111-2222-4333-8444-555555555555",
    language="EN",
    organisation_id="1234567-1",
    keys=NamedKeys("Mine", Secret(CUSTOMER_KEY), Secret(PARTNER_KEY)),
    other_keys=(NamedKeys("Other", Secret(OTHER_CUSTOMER_KEY), Secret(OTHER_PARTNER_KEY)),),
)


def made(id, slot, edit, weight=50, **more):
    return Mistake(
        id, slot, weight, f"{id}.", "Why.", "How.", Certainty.SEEN, edit, **more
    )  # fmt: skip


def value(id, slot, change, weight=50, **more):
    """A change of the text of a value slot."""

    def edit(recipe, ingredients, choice):
        return recipe._replace(**{slot.value: change(getattr(recipe, slot.value))})

    return made(id, slot, edit, weight, **more)


def at_millisecond(recipe, _, choice):
    return recipe._replace(timestamp=recipe.timestamp[:20] + choice)


def at_second(recipe, _, choice):
    return recipe._replace(timestamp_unix=choice)


def other_keys(recipe, ingredients, choice):
    for keys in ingredients.other_keys:
        if keys.name == choice:
            return recipe._replace(
                customer_key=keys.customer, partner_key=keys.partner,
                hmac_customer_key=keys.customer, hmac_partner_key=keys.partner,
            )  # fmt: skip
    return recipe


def swapped(recipe, *_):
    return recipe._replace(customer_key=recipe.partner_key, partner_key=recipe.customer_key,
                           hmac_customer_key=recipe.hmac_partner_key,
                           hmac_partner_key=recipe.hmac_customer_key)  # fmt: skip


def hmac_swapped(recipe, *_):
    return recipe._replace(hmac_customer_key=recipe.hmac_partner_key,
                           hmac_partner_key=recipe.hmac_customer_key)  # fmt: skip


def without(kind):
    def edit(recipe, *_):
        kept = tuple(each for each in recipe.layout if each.kind != kind)
        return recipe._replace(layout=kept)

    return edit


def old_rule(recipe, *_):
    changed = without(PartKind.TIMESTAMP_UNIX)(recipe)
    return changed._replace(function="sha256")


URL, STAMP = Slot.URL, Slot.TIMESTAMP
MISTAKES = (
    value("no query", URL, lambda t: t.partition("?")[0], 80, group="query"),
    value("query cut", URL, lambda t: t.partition("?")[0], 30, group="cut"),
    value("http", URL, lambda t: t.replace("https:", "http:"), 60, group="scheme", order=1),
    value("slash", URL, lambda t: t.replace("fi/", "fi//"), 40, group="path", order=2),
    value("port", URL, lambda t: t.replace("netvisor.fi/", "netvisor.fi:443/"), 20, group="host"),
    value("same URL", URL, lambda t: t, 99, group="none"),
    value("sender lower", Slot.SENDER, str.lower),
    value("space behind", Slot.SENDER, lambda t: t + " ", group="edges"),
    value("customer lower", Slot.CUSTOMER_ID, str.lower),
    value("no ms", STAMP, lambda t: t[:19], 70, group="ms", order=1),
    value("T", STAMP, lambda t: t.replace(" ", "T"), 70, group="format", order=2),
    value("Z", STAMP, lambda t: t + "Z", 30, group="zone", order=3),
    value("zone twice", STAMP, lambda t: t.replace("Z", "ZZ"), 20, group="twice", order=4),
    made("ms", STAMP, at_millisecond, 60, group="clock",
         choices=lambda _: [f"{n:03}" for n in range(1000) if n != 678], wide=True),
    value("language lower", Slot.LANGUAGE, str.lower),
    value("no hyphen", Slot.ORGANISATION_ID, lambda t: t.replace("-", "")),
    value("VAT", Slot.ORGANISATION_ID, lambda t: "FI" + t.replace("-", ""), 30),
    value("no hyphens", Slot.TRANSACTION_ID, lambda t: t.replace("-", "")),
    value("in ms", Slot.TIMESTAMP_UNIX, lambda t: t + "678"),
    made("second", Slot.TIMESTAMP_UNIX, at_second,
         choices=lambda _: ["1767323044", "1767323046"], group="clock"),
    made("swapped", Slot.KEYS, swapped, group="order"),
    made("HMAC swapped", Slot.KEYS, hmac_swapped, group="hmac order"),
    made("no & in key", Slot.KEYS, lambda r, *_: r._replace(key_layout=joined(r.key_layout, "")),
         group="joint"),
    made("other keys", Slot.KEYS, other_keys, wide=True, group="values",
         choices=lambda i: [each.name for each in i.other_keys]),
    made("joiner", Slot.LAYOUT, lambda r, _, choice: r._replace(layout=joined(r.layout, choice)),
         choices=lambda _: ["", "|", ";"], group="joiner", order=2),
    made("no organisation", Slot.LAYOUT, without(PartKind.ORGANISATION_ID), group="organisation"),
    made("no unix", Slot.LAYOUT, without(PartKind.TIMESTAMP_UNIX), group="unix"),
    made("URL twice", Slot.LAYOUT, lambda r, *_: r._replace(
        layout=(*r.layout, Piece("&", PartKind.URL))), 5, group="again"),
    made("& behind", Slot.LAYOUT, lambda r, *_: r._replace(suffix="&"), group="end"),
    made("space before &", Slot.LAYOUT, lambda r, *_: r._replace(layout=(
        r.layout[0], r.layout[1], r.layout[2]._replace(before=" &"), *r.layout[3:])), 20,
        group="space", order=9),
    made("encoding", Slot.ENCODING, lambda r, _, choice: r._replace(encoding=choice),
         choices=lambda _: list(ENCODINGS), group="charset"),
    made("function", Slot.FUNCTION, lambda r, _, choice: r._replace(function=choice),
         choices=lambda _: ["sha256", "md5", "sha1", "sha512", "sha256-of-hex", "hmac-sha256"],
         group="function"),
    made("old rule", Slot.FUNCTION, old_rule, 60, also=Slot.LAYOUT, group="function"),
)  # fmt: skip
