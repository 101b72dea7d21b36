"""The sandbox as a process of our own command; it ends with the window whatever happens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from nvexplorer.model.errors import Message
from nvexplorer.model.profile import ApiUser, Company, Environment, Language, Partner
from nvexplorer.model.secret import Secret, revealed
from nvexplorer.sandbox.credentials import ACCOUNT

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore

# One sandbox profile, whatever port it gets: its tabs find it again in the next run.
SANDBOX_ID = "sandbox"

_GREETING = "listening on "
_END_LIMIT = 1500


class SandboxProcess(QObject):
    """`ready` carries its URL. `failed` carries a Message when it did not start, or ended by
    itself later."""

    ready = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._heard = ""
        self.url = ""

    @property
    def running(self) -> bool:
        """Also while it starts."""
        return self._process is not None

    def announce(self) -> None:
        """Tell `ready` again, for whoever was not there when it was."""
        if self.url:
            self.ready.emit(self.url)

    def start(self) -> None:
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-m", "nvexplorer", "sandbox", "--port", "0", "--until-stdin-closes"])
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        # Its own log is not ours to keep, and an unread pipe would fill up and stop it.
        process.setStandardErrorFile(QProcess.nullDevice())
        self._process = process
        self._heard = ""
        process.start()

    def close(self) -> None:
        """End it and wait until it is gone."""
        process, self._process = self._process, None
        self.url = ""
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        if not process.waitForFinished(_END_LIMIT):
            process.kill()
            process.waitForFinished(_END_LIMIT)
        process.deleteLater()

    def _on_output(self) -> None:
        process = self._process
        if process is None:
            return
        text = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
        if self.url:
            return
        self._heard += text
        line, newline, _ = self._heard.partition("\n")
        if newline and line.startswith(_GREETING):
            self.url = line.removeprefix(_GREETING).strip()
            self.ready.emit(self.url)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended("The sandbox could not be started.")

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._ended(f"The sandbox ended by itself (exit code {code}).")

    def _ended(self, what: str) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.url = ""
        command = "nvexplorer sandbox"
        self.failed.emit(
            Message(what, f"Start it again, or run “{command}” in a terminal to see why.")
        )


def with_sandbox_profile(book: Book, url: str) -> Book:
    """The book with the sandbox's profile at this URL. What the user changed in the profile, such
    as its algorithm, stays."""
    from nvexplorer.library.book import ProfileEntry

    if SANDBOX_ID in book.profiles:
        entry = book.profiles[SANDBOX_ID]
        return book.with_profile(SANDBOX_ID, entry._replace(host=url))
    book = (
        book.with_partner(
            SANDBOX_ID, Partner("Sandbox partner", ACCOUNT.sender, ACCOUNT.partner_id)
        )
        .with_user(SANDBOX_ID, ApiUser("Sandbox user", ACCOUNT.customer_id))
        .with_company(SANDBOX_ID, Company(ACCOUNT.company_name, ACCOUNT.organisation_id))
    )
    entry = ProfileEntry(
        book.free_name("Sandbox"),
        SANDBOX_ID,
        SANDBOX_ID,
        SANDBOX_ID,
        Environment.SANDBOX,
        url,
        Language(ACCOUNT.language),
        ACCOUNT.algorithm,
    )
    return book.with_profile(SANDBOX_ID, entry)


def remember_sandbox_keys(keys: KeyStore) -> None:
    """The published keys, in memory only: they are constants and no secrets."""
    keys.set_partner_key(SANDBOX_ID, Secret(revealed(ACCOUNT.partner_key)), remember_only=True)
    keys.set_user_key(SANDBOX_ID, Secret(revealed(ACCOUNT.customer_key)), remember_only=True)
