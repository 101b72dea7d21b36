"""A request that is refused: Netvisor's codes, its known texts, and the mark of our own wording."""

from __future__ import annotations

from typing import NamedTuple

# The nine codes of article 77000500440; the sandbox has no use for the other three.
AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED"
INVALID_DATA = "INVALID_DATA"
INVALID_DATA_SIZE = "INVALID_DATA_SIZE"
DUPLICATE_DATA = "DUPLICATE_DATA"
REQUEST_NOT_UNIQUE = "REQUEST_NOT_UNIQUE"
SERVICE_ACCESS_ERROR = "SERVICE_ACCESS_ERROR"
TECHNICAL_ERROR = "TECHNICAL_ERROR"

#: HTTP statuses under `UseHTTPResponseStatusCodes: 1`. 400, 401, 403 and 500 are documented
#: (discussion 77000289952) for the groups of errors; which of them REQUEST_NOT_UNIQUE gets is in
#: no source: 400 is the sandbox's choice.
HTTP_STATUS = {
    AUTHENTICATION_FAILED: 401,
    INVALID_DATA: 400,
    INVALID_DATA_SIZE: 400,
    DUPLICATE_DATA: 400,
    REQUEST_NOT_UNIQUE: 400,
    SERVICE_ACCESS_ERROR: 403,
    TECHNICAL_ERROR: 500,
}

#: Documented per language (article 77000500440 in fi, en, sv).
KEYS_NOT_VALID = {
    "FI": "Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista käyttäjä- ja kumppanikohtaiset"
    " avaimet",
    "EN": "Integration keys are not valid. Please check the keys specific to the user and partner.",
    "SE": "Integrationsnycklarna är ogiltiga. Vänligen kontrollera användar- och"
    " partnerspecifika nycklar",
}
#: Captured in Finnish only, so given in Finnish whatever the interface language.
PARTNER_NOT_FOUND = "Integraatiokumppania ei löydy, katso dokumentaatio"
URI_METHOD_NOT_VALID = (
    "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan merkkijonoa:"
)
#: Stands where the keys stood in the echoed string (from a capture of the test service).
KEY_PLACEHOLDER = "YOUR_PRIVATE_KEY_HERE"

#: Every data error begins so (documented and captured).
DATA_PREFIX = "Data form incorrect:. "
NOT_VALID_XML = "XML message validation failed: Could not validate xml"

_OWN = " (The sandbox's own wording; Netvisor's is not known.)"


class Refused(Exception):
    """The request is answered with FAILED, `code` and `text`; `http_status` None: the code's."""

    def __init__(self, code: str, text: str, http_status: int | None = None) -> None:
        super().__init__(f"{code} :: {text}")
        self.code = code
        self.text = text
        self.http_status = HTTP_STATUS[code] if http_status is None else http_status


class Outcome(NamedTuple):
    """How a request ended, for the answer and the log: code `OK` or one of the codes above."""

    code: str
    http_status: int


def own(sentence: str) -> str:
    """A text for which no source gives Netvisor's wording, saying so."""
    return sentence + _OWN


def data_error(text: str, code: str = INVALID_DATA) -> Refused:
    """A refusal of the content in a wording known from Netvisor."""
    return Refused(code, DATA_PREFIX + text)


def own_data_error(sentence: str, code: str = INVALID_DATA) -> Refused:
    """A refusal of the content in the sandbox's wording."""
    return Refused(code, DATA_PREFIX + own(sentence))


def not_imitated(what: str) -> Refused:
    """A resource or an option that Netvisor has and the sandbox has not.

    SERVICE_ACCESS_ERROR is the code for a part of Netvisor that the company does not use.
    """
    return Refused(
        SERVICE_ACCESS_ERROR,
        own(f"The sandbox does not imitate {what} yet. Nothing was read or changed."),
    )
