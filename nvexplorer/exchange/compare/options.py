"""What is compared, and what counts as a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Stored


class Side(NamedTuple):
    """One of the two documents, as a worker opens it. `charset` is that of its Content-Type, if
    any. `name` stands for it in sentences, as in "{name} is not well-formed": "The left document",
    "answer.xml"."""

    stored: Stored
    charset: str | None = None
    name: str = ""


class KeyChoice(NamedTuple):
    """The key by which the records at `path` (names from the root on, joined by `/`) are matched.
    `key` is a path below the record such as `Code`, `@id` or `Base/Number`; `BY_CONTENT` and
    `BY_PLACE` are choices too."""

    path: str
    key: str


BY_CONTENT = "*"
BY_PLACE = "#"


class Options(NamedTuple):
    """Plain data, so that presets are and users can have their own.

    `ignore` has one pattern a line of thought, compared without case: `Uri` an element or attribute
    of that name wherever it is, `@type` an attribute alone, `ResponseStatus/TimeStamp` an element
    in that one, `*NetvisorKey` whatever ends so, `*[@type=netvisor]` an element with that
    attribute. An ignored element is as if it were not there, with all it holds.

    `order`: siblings in another order are told as moved. `comments`: comments and processing
    instructions count. `spaces`: white space counts; else each run of it is one space and none at
    the ends of a text. `numbers`: `1,50` equals `1.5` and `1.50`; codes such as `007` stay as they
    are. `dates`: `31.12.2025` equals `2025-12-31`. `keys` are the user's own choices, `limit` is
    the most differences told one by one.
    """

    ignore: tuple[str, ...] = ()
    order: bool = True
    comments: bool = False
    spaces: bool = False
    numbers: bool = False
    dates: bool = False
    keys: tuple[KeyChoice, ...] = ()
    limit: int = 5_000


class Preset(NamedTuple):
    """`id` is kept in settings, `title` shown, `explanation` one sentence."""

    id: str
    title: str
    explanation: str
    options: Options


# Timestamps of the answer itself: documented in article 77000500440.
_LATER = ("TimeStamp",)

# What Netvisor numbers by itself in each environment, by the names in the catalogue's definitions.
# Business IDs, called OrganizationId among other names, are the same everywhere.
_ENVIRONMENT = (
    "*NetvisorKey",
    "*NetvisorKeys",
    "*[@type=netvisor]",
    "Id",
    "InvoiceKey",
    "VoucherKey",
    "PaymentKey",
    "VoucherID",
    "CustomerGroupID",
    "ProductGroupID",
    "ContactPersonID",
    "FatherId",
    "ForeignCurrencyNameID",
    "SalesInvoiceProductLineInventoryID",
    "InsertedDataIdentifier",
    "UpdatedDataIdentifier",
    "Uri",
    "VoucherNetvisorUri",
    "ProductUri",
    "InvoiceUri",
    "ImageUri",
    "*TimeStamp",
)

PRESETS = (
    Preset(
        "everything",
        "Everything",
        "Every element, attribute, text and comment counts, and so does the order.",
        Options(comments=True),
    ),
    Preset(
        "later",
        "Same company later",
        "As everything, but without the time at which Netvisor answered.",
        Options(ignore=_LATER),
    ),
    Preset(
        "environments",
        "Across environments",
        "Records are matched by code, number, name or business ID; Netvisor keys, Uri, "
        "timestamps and order do not count.",
        Options(ignore=_ENVIRONMENT, order=False),
    ),
)


def preset(id: str) -> Preset:
    """Raises KeyError when there is none."""
    for each in PRESETS:
        if each.id == id:
            return each
    raise KeyError(id)
