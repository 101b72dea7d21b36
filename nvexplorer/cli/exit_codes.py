"""What the exit status says."""

from __future__ import annotations

from enum import IntEnum

from nvexplorer.model.errors import (
    AnswerError,
    BadInput,
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
    INTERRUPTED = 130


def exit_code(error: ExplorerError) -> ExitCode:
    match error:
        case NetworkError() | AnswerError():
            return ExitCode.NETWORK
        case Cancelled():
            return ExitCode.INTERRUPTED
        case BadInput():
            return ExitCode.BAD_INPUT
        case _:
            return ExitCode.BAD_INPUT
