"""What the exit status says."""

from __future__ import annotations

from enum import IntEnum

from nvexplorer.cli.context import OutputFailed
from nvexplorer.model.errors import (
    AnswerError,
    Cancelled,
    ExplorerError,
    NetworkError,
)


class ExitCode(IntEnum):
    OK = 0
    FAILED = 1  # Netvisor refused, or a check is red
    BAD_INPUT = 2  # arguments, profile, key or file cannot be used; nothing was sent
    NETWORK = 3  # no readable answer from Netvisor; nothing was changed there
    OUTCOME_UNKNOWN = 4  # a write that may have been booked
    NOT_WRITTEN = 5  # it was done, but the answer could not be written where it was to go
    BROKEN = 70  # a fault of this program; what was sent, if anything, is in the log
    INTERRUPTED = 130


def exit_code(error: ExplorerError) -> ExitCode:
    match error:
        case NetworkError() | AnswerError():
            return ExitCode.NETWORK
        case Cancelled():
            return ExitCode.INTERRUPTED
        case OutputFailed():
            return ExitCode.NOT_WRITTEN
        case _:
            return ExitCode.BAD_INPUT
