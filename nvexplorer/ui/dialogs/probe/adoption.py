"""“Use in the profile”: what was accepted takes the place of what the profile does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput, Message, describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from nvexplorer.exchange.probe_advice import Advice
    from nvexplorer.ui.profiles_model import ProfilesModel


class Adoption(Banner):
    """Hidden while there is nothing to change. Says what was changed once that is saved."""

    def __init__(self, profiles: ProfilesModel) -> None:
        super().__init__()
        self._profiles = profiles
        self._changed = ""  # what is being saved, as a sentence
        profiles.saved.connect(self._on_saved)
        profiles.save_failed.connect(self._on_save_failed)

    def offer(self, profile_id: str, advised: Advice | None) -> None:
        """None hides it."""
        if advised is None:
            self.hide()
            return
        message = Message(advised.why, f"The profile can {advised.what} instead.")
        use = ("Use in the profile", lambda: self._use(profile_id, advised))
        self.show_message(message, "info", (use,))

    def _use(self, profile_id: str, advised: Advice) -> None:
        book = self._profiles.book
        try:
            entry = book.entry(profile_id)
        except BadInput as error:  # deleted meanwhile
            self.show_message(describe(error), "bad")
            return
        self._changed = f"The profile “{entry.name}” was changed: it will {advised.what}."
        changed = entry._replace(**advised.changes())  # type: ignore[arg-type]
        self._profiles.replace(book.with_profile(profile_id, changed))

    def _on_saved(self) -> None:
        if self._changed:
            self.show_message(Message(self._changed, ""), "ok")
            announce(self, self._changed)
            self._changed = ""

    def _on_save_failed(self, message: Message) -> None:
        if self._changed:
            self.show_message(message, "bad", (("Save again", self._profiles.retry),))
