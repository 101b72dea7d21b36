"""The MAC input explains each part, and says nothing of a key."""

from datetime import UTC, datetime

from nvexplorer.model.mac import Certainty, MacInput, MacPart, PartKind
from nvexplorer.model.profile import MacUrlForm
from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.mac_input import wording

_SENDER = MacPart(
    2,
    PartKind.SENDER,
    "Sender",
    "Mäkinen €",
    "&",
    "X-Netvisor-Authentication-Sender",
    "partner: sender",
    Certainty.DOCUMENTED,
    "Its place is documented.",
)
_KEY = MacPart(
    9,
    PartKind.CUSTOMER_KEY,
    "Customer key",
    Secret("secret-value"),
    "&",
    "",
    "API user: key",
    Certainty.DOCUMENTED,
    "",
)
_STAMP = MacPart(
    4, PartKind.TIMESTAMP, "Timestamp", "x", "&", "H", "clock, UTC", Certainty.DOCUMENTED, ""
)
_INPUT = MacInput((_SENDER, _KEY), (), "HMACSHA256", "iso-8859-15")


def test_the_headline_names_what_decides_the_mac():
    sent = datetime(2026, 11, 22, 13, 30, 12, tzinfo=UTC)
    assert wording.headline(_INPUT, sent, MacUrlForm.DECODED) == (
        "as sent 13:30:12 UTC · HMACSHA256 · ISO-8859-15 · decoded URL"
    )
    assert wording.headline(_INPUT, None, MacUrlForm.SENT) == (
        "as it would be sent · HMACSHA256 · ISO-8859-15 · URL as sent"
    )


def test_a_part_tells_its_header_its_source_and_its_bytes():
    details = wording.details(_SENDER, "iso-8859-15")
    assert details.title == "2 Sender"
    assert "X-Netvisor-Authentication-Sender" in details.carried
    assert details.source == "From partner: sender."
    assert details.certainty == "documented"
    assert details.length == "9 characters, 9 bytes in ISO-8859-15."
    assert wording.details(_SENDER, "utf-8").length == "9 characters, 12 bytes in UTF-8."


def test_characters_that_the_encoding_lacks_are_told():
    assert "lacks" in wording.details(_SENDER, "iso-8859-1").length


def test_nothing_of_a_key_is_told_not_even_its_length():
    texts = [
        *wording.details(_KEY, "iso-8859-15"),
        wording.chip_text(_KEY, preview=False),
        wording.spoken(_KEY, 10, preview=False),
    ]
    assert not any("secret-value" in text or "12 " in text for text in texts)
    assert wording.chip_text(_KEY, preview=False) == "customer key ••••"


def test_before_sending_the_stamps_are_said_to_be_made_then():
    assert wording.chip_text(_STAMP, preview=True) == "made at sending"
    assert wording.chip_text(_STAMP, preview=False) == "x"
    assert wording.details(_STAMP, "utf-8", preview=True).length == ""


def test_bytes_stand_by_character():
    assert wording.hex_cells("aä€", "iso-8859-15") == ("61", "E4", "A4")
    assert wording.hex_cells("ä€", "utf-8") == ("C3 A4", "E2 82 AC")
    assert wording.hex_cells("€", "iso-8859-1") == ("??",)


def test_what_cannot_be_seen_is_shown_as_its_picture():
    part = _SENDER._replace(value="a\nb\t")
    assert wording.chip_text(part, preview=False) == "a␊b␉"
