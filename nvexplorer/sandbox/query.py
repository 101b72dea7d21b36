"""The parameters of a request, and which of them a handler has looked at."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from urllib.parse import unquote_to_bytes

from nvexplorer.sandbox.refusal import own_data_error


class Query:
    """Names ignore letter case (both spellings stand in official pages); `+` reads as a space.

    A name given twice has its values joined by a comma, as .NET does (Netvisor's own behaviour is
    in no source). Values that cannot be read refuse the request with INVALID_DATA.
    """

    def __init__(self, text: str) -> None:
        self._values: dict[str, str] = {}
        self._read: set[str] = set()
        for pair in filter(None, text.split("&")):
            name, _, value = pair.partition("=")
            name, value = _decoded(name).lower(), _decoded(value)
            self._values[name] = f"{self._values[name]},{value}" if name in self._values else value

    def text(self, name: str) -> str:
        """The value without edge spaces; '' when it is not given."""
        self._read.add(name)
        return self._values.get(name, "").strip()

    def integer(self, name: str) -> int | None:
        """None when it is not given."""
        text = self.text(name)
        if text and not re.fullmatch(r"[0-9]{1,18}", text):
            raise own_data_error(f"The parameter {name} is not a number: {text}")
        return int(text) if text else None

    def required(self, name: str) -> int:
        """A number that must be given."""
        value = self.integer(name)
        if value is None:
            raise own_data_error(f"The parameter {name} is missing.")
        return value

    def day(self, name: str) -> date | None:
        """YYYY-MM-DD."""
        text = self.text(name)
        found = ansi_date(text)
        if text and found is None:
            raise own_data_error(f"The parameter {name} is not a date YYYY-MM-DD: {text}")
        return found

    def moment(self, name: str) -> datetime | None:
        """YYYY-MM-DDTHH:MM:SS or a plain date (its midnight), Finnish time."""
        text = self.text(name)
        if not text:
            return None
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?", text):
            with suppress(ValueError):
                return datetime.fromisoformat(text)
        raise own_data_error(f"The parameter {name} is not YYYY-MM-DDTHH:MM:SS: {text}")

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed values in lower case; '' when it is not given."""
        text = self.text(name).lower()
        if text and text not in allowed:
            raise own_data_error(f"The parameter {name} is none of {', '.join(allowed)}: {text}")
        return text

    def words(self, name: str, most: int) -> list[str]:
        """Values separated by commas, at most so many."""
        found = [word.strip() for word in self.text(name).split(",") if word.strip()]
        if len(found) > most:
            raise own_data_error(f"The parameter {name} has {len(found)} values, {most} at most.")
        return found

    def keys(self, name: str, most: int) -> list[int]:
        """Netvisor keys separated by commas, at most so many."""
        found = self.words(name, most)
        for word in found:
            if not re.fullmatch(r"[0-9]{1,18}", word):
                raise own_data_error(f"The parameter {name} holds {word}, which is not a number.")
        return [int(word) for word in found]

    def unread(self) -> list[str]:
        """Names that were given but that no one has looked at, for the log."""
        return [name for name in self._values if name not in self._read]


def ansi_date(text: str) -> date | None:
    """The date written YYYY-MM-DD; None when it is not one."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def _decoded(text: str) -> str:
    raw = unquote_to_bytes(text.replace("+", " ").encode("iso-8859-15"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-15")
