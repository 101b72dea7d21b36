"""The log: one row for each request sent, begun before the first byte goes out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.library.log_database import LogDatabase
from nvexplorer.library.toml_text import mended
from nvexplorer.model.errors import BadInput
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import Environment
from nvexplorer.model.request import Parameter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from nvexplorer.model.errors import Unreadable


_MOST = 2**63 - 1  # SQLite's largest number


class LogStart(NamedTuple):
    """What is known before sending. `started` is aware; `parameters` are as `parameters_text`
    writes them; `may_change` marks a write or delete."""

    started: datetime
    profile_name: str
    company_name: str
    organisation_id: str
    environment: Environment
    host: str
    resource: str
    method: str
    transaction_id: str
    may_change: bool
    parameters: str = ""


def parameters_text(parameters: Iterable[Parameter]) -> str:
    """The rows that are on as `name=value&…`, readable: only `%`, `&` and, in a name, `=` are
    percent-encoded, so that `parameters_of` gets the same rows back."""
    return "&".join(
        f"{_kept(p.name).replace('=', '%3D')}={_kept(p.value)}" for p in parameters if p.enabled
    )


def parameters_of(text: str) -> tuple[Parameter, ...]:
    """The rows that `parameters_text` wrote."""
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return tuple(Parameter(_restored(name), _restored(value)) for name, _, value in pairs)


def _kept(text: str) -> str:
    return text.replace("%", "%25").replace("&", "%26")


def _restored(text: str) -> str:
    return text.replace("%3D", "=").replace("%26", "&").replace("%25", "%")


class LogEnd(NamedTuple):
    """How it ended. `duration` in seconds; `code` and `text` are Netvisor's, `problem` is ours."""

    outcome: Outcome
    http_status: int | None = None
    code: str = ""
    text: str = ""
    inserted_keys: tuple[str, ...] = ()
    duration: float | None = None
    problem: str = ""


class LogRow(NamedTuple):
    """One request: its LogStart and LogEnd in one row. While `finished` is false it is under way
    or the program died; `outcome` is then *outcome unknown* for a write and *no answer* for a
    read, and `duration` None."""

    id: int
    started: datetime
    profile_name: str
    company_name: str
    organisation_id: str
    environment: Environment
    host: str
    resource: str
    method: str
    transaction_id: str
    may_change: bool
    parameters: str
    outcome: Outcome
    http_status: int | None
    code: str
    text: str
    inserted_keys: tuple[str, ...]
    duration: float | None
    problem: str
    finished: bool


class Log:
    """`log.sqlite` in a folder. Safe from several threads and several programs.

    Methods raise ReadOnly when nothing can be written and StoreError for other trouble. A damaged
    file is set aside as `log.sqlite.unreadable-N`; `notice` says so then.
    """

    def __init__(self, folder: Path) -> None:
        self._database = LogDatabase(folder / "log.sqlite")
        self._begun: dict[int, LogStart] = {}

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def notice(self) -> Unreadable | None:
        return self._database.notice

    def begin(self, start: LogStart) -> int:
        """The id of the new row, which is on the disk when this returns."""
        end = LogEnd(Outcome.UNKNOWN if start.may_change else Outcome.NO_ANSWER)
        row = self._insert(_columns(start) | _end_columns(end, finished=False))
        self._begun[row] = start
        return row

    def finish(self, row: int, end: LogEnd) -> None:
        """Completes a row that this log began; on the disk when this returns."""
        start = self._begun[row]
        columns = _end_columns(end, finished=True)
        places = ", ".join(f"{name} = :{name}" for name in columns)
        key = {"id": row, "transaction_id": start.transaction_id}

        def update(connection: sqlite3.Connection) -> int:
            where = "WHERE id = :id AND transaction_id = :transaction_id"
            return connection.execute(f"UPDATE sent SET {places} {where}", columns | key).rowcount

        # Its row is gone when the file was set aside meanwhile; the inserted keys must not be.
        if not self._database.write(update):
            self._insert(_columns(start) | columns)
        del self._begun[row]

    def search(self, words: str = "", limit: int = 200, offset: int = 0) -> list[LogRow]:
        """Newest first: rows that hold all the words, in any letter case, in company, organisation
        ID, profile, environment, resource, outcome, HTTP status, code, text, transaction ID or
        inserted keys."""
        wanted = mended(words).casefold().split()
        where = " AND ".join(
            ["1", *["instr(start_words || char(10) || end_words, ?) > 0" for _ in wanted]]
        )
        query = f"SELECT * FROM sent WHERE {where} ORDER BY id DESC LIMIT ? OFFSET ?"

        return self._select(query, (*wanted, min(limit, _MOST), offset))

    def get(self, row: int) -> LogRow:
        """Raises BadInput when there is no such row."""

        rows = self._select("SELECT * FROM sent WHERE id = ?", (row,))
        if not rows:
            raise BadInput(f"The log has no row {row}.", "Search for another one.", "log")
        return rows[0]

    def last_key(self, host: str, organisation_id: str) -> str:
        """The Netvisor key that the last successful insertion to a company at this origin reported,
        of several the last one; empty when there is none."""
        rows = self._select(
            "SELECT * FROM sent WHERE host = ? AND organisation_id = ? AND outcome = ?"
            " AND inserted_keys <> '' ORDER BY id DESC LIMIT 1",
            (host, organisation_id, Outcome.OK.value),
        )
        return rows[0].inserted_keys[-1] if rows else ""

    def _select(self, query: str, values: tuple[object, ...]) -> list[LogRow]:
        nothing: list[LogRow] = []
        return self._database.read(
            lambda connection: [_row(each) for each in connection.execute(query, values)], nothing
        )

    def _insert(self, columns: dict[str, Any]) -> int:
        places = ", ".join(f":{name}" for name in columns)
        statement = f"INSERT INTO sent ({', '.join(columns)}) VALUES ({places})"
        return self._database.write(
            lambda connection: connection.execute(statement, columns).lastrowid or 0
        )


def _columns(start: LogStart) -> dict[str, Any]:
    words = [start.company_name, start.organisation_id, start.profile_name, start.environment]
    words += [start.resource, start.method, start.transaction_id]
    return _plain(start) | {"started": start.started.isoformat(), "start_words": _folded(words)}


def _end_columns(end: LogEnd, *, finished: bool) -> dict[str, Any]:
    status = "" if end.http_status is None else str(end.http_status)
    return _plain(end) | {
        "inserted_keys": "\n".join(end.inserted_keys),
        "finished": finished,
        "end_words": _folded([end.outcome, status, end.code, end.text, *end.inserted_keys]),
    }


def _plain(part: LogStart | LogEnd) -> dict[str, Any]:
    return {
        name: mended(str(value)) if isinstance(value, str) else value
        for name, value in part._asdict().items()
    }


def _folded(words: list[str]) -> str:
    return mended("\n".join(words)).casefold()


def _row(columns: sqlite3.Row) -> LogRow:
    fields: dict[str, Any] = {name: columns[name] for name in LogRow._fields}
    keys = fields["inserted_keys"]
    return LogRow(**fields)._replace(
        started=datetime.fromisoformat(fields["started"]),
        environment=Environment(fields["environment"]),
        may_change=bool(fields["may_change"]),
        outcome=Outcome(fields["outcome"]),
        inserted_keys=tuple(keys.split("\n")) if keys else (),
        finished=bool(fields["finished"]),
    )
