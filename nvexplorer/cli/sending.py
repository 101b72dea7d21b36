"""Sending from the command line: with the log, with the settings, stopped by Ctrl+C."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.cli import profile_choice
from nvexplorer.model.cancel import Cancel

if TYPE_CHECKING:
    from nvexplorer.cli.context import Context
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Proxy
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft


def last_key(draft: RequestDraft, profile: Profile, context: Context) -> str:
    """What `{{last.key}}` stands for: from the log, since each command is a run of its own."""
    from nvexplorer.exchange.placeholders import names_last_key
    from nvexplorer.library.log import Log
    from nvexplorer.signing.urls import parse_origin

    if not names_last_key(draft):
        return ""
    log = Log(context.outside.dirs.data)
    return log.last_key(parse_origin(profile.host), profile.company.organisation_id)


class ProfileSender:
    """Sends requests of one profile, each kept in the log."""

    def __init__(self, profile: Profile, context: Context) -> None:
        from nvexplorer.library.log import Log
        from nvexplorer.library.sending import Sender

        outside = context.outside
        self._profile = profile
        self._context = context
        self._sender = Sender(
            outside.clock,
            outside.ids,
            outside.transport,
            outside.turnstile,
            Log(outside.dirs.data),
        )
        self.proxy: Proxy = profile_choice.load_settings(context).proxy
        self.cancel = Cancel()

    def resolved(self, draft: RequestDraft) -> RequestDraft:
        """With its placeholders filled in. Raises BadInput for one that cannot be: called before
        anybody is asked for anything."""
        from nvexplorer.exchange.placeholders import facts_for, resolve

        outside, key = self._context.outside, last_key(draft, self._profile, self._context)
        return resolve(draft, facts_for(self._profile, outside.clock, outside.ids, key)).draft

    def send(self, draft: RequestDraft, keys: Keys, *, may_change: bool) -> Exchange:
        with _interruptible(self.cancel):
            exchange = self._sender.send(
                draft,
                self._profile,
                keys,
                may_change=may_change,
                proxy=self.proxy,
                cancel=self.cancel,
                last_key=last_key(draft, self._profile, self._context),
                on_log_problem=lambda error: self._context.say(str(error)),
            )
        if self._sender.log.notice is not None:
            self._context.say(str(self._sender.log.notice))
        return exchange


class _interruptible:
    """Ctrl+C cancels the sending instead of tearing it apart, so that its outcome is told."""

    def __init__(self, cancel: Cancel) -> None:
        self._cancel = cancel

    def __enter__(self) -> None:
        import signal
        from threading import Thread

        # In a thread of its own: this one may be holding the very locks that cancelling takes.
        self._before = signal.signal(
            signal.SIGINT, lambda *_: Thread(target=self._cancel.cancel).start()
        )

    def __exit__(self, *_: object) -> None:
        import signal

        signal.signal(signal.SIGINT, self._before)
