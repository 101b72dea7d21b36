"""Brings a tab's Signature page what it works with: the request's values, stamps and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import BadInput, ExplorerError, KeyMissing, describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.placeholders import Facts
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft, Stamp
    from nvexplorer.ui.panes.request.signature.own import Own
    from nvexplorer.ui.panes.request.signature.page import SignaturePage
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle


class SignatureBench(QObject):
    """Values go one way, from the request to the page. `draft` gives the request without its body,
    `facts` what placeholders stand for. `doctor_wanted` carries raw HTTP, see SignaturePage."""

    doctor_wanted = Signal(str)

    def __init__(
        self,
        services: Services,
        parent: QWidget,
        profile_id: Callable[[], str],
        draft: Callable[[], RequestDraft],
        facts: Callable[[Profile], Facts],
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self._profile_id = profile_id
        self._draft = draft
        self._facts = facts
        self._page: SignaturePage | None = None
        self._reading: Handle | None = None
        self._keys_of = ""  # the profile whose keys the page has

    def make_page(self) -> SignaturePage:
        from nvexplorer.ui.panes.request.signature.page import SignaturePage

        page = self._page = SignaturePage(self._services.theme, self._look, self._new_stamp)
        page.shown.connect(self.look_for_keys)
        self._services.profiles.saved.connect(self.look_for_keys)
        page.keys_wanted.connect(self._on_keys_wanted)
        page.doctor_wanted.connect(self.doctor_wanted)
        return page

    def refresh(self) -> None:
        """The request or its profile may have changed."""
        page = self._page
        if page is None:
            return
        if self._keys_of != self._profile_id():
            self._forget_keys(page)
            self.look_for_keys()
        page.refresh()

    def forget(self) -> None:
        """There is another request in the place of this one."""
        if self._page is not None:
            self._page.put_back()

    def _look(self) -> Own | None:
        from nvexplorer.exchange.placeholders import examine
        from nvexplorer.signing.urls import build_urls
        from nvexplorer.ui.panes.request.signature.own import Own

        try:
            profile = self._services.profiles.book.joined(self._profile_id())
        except BadInput:
            return None
        resolved = examine(self._draft(), self._facts(profile))
        draft = resolved.draft
        try:
            if resolved.problems:
                raise resolved.problems[0].error()
            urls = build_urls(profile.host, draft.resource, draft.parameters)
        except BadInput as error:
            return Own(profile, draft.method, None, str(error), draft.parameters)
        return Own(profile, draft.method, urls, "", draft.parameters)

    def _new_stamp(self) -> Stamp:
        from nvexplorer.signing.sign import make_stamp

        return make_stamp(self._services.clock.now(), self._services.ids.new())

    # Keys

    def look_for_keys(self) -> None:
        """They may be others or there by now. They are read while the page is seen, away from the
        window: the keychain may take its time."""
        services, profile_id = self._services, self._profile_id()
        if self._page is None or not self._page.isVisible() or not profile_id:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._keys_of = profile_id
        self._reading = services.tasks.run(
            services.keys.keys_for,
            services.profiles.book,
            profile_id,
            done=self._on_keys,
            failed=self._on_no_keys,
        )

    def _forget_keys(self, page: SignaturePage) -> None:
        """Those of another profile, also when they are on their way."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._keys_of = ""
        page.show_keys(None)

    def _on_keys(self, keys: Keys) -> None:
        self._reading = None
        if self._page is not None:
            self._page.show_keys(keys)

    def _on_no_keys(self, error: BaseException) -> None:
        self._reading = None
        if self._page is None:
            return
        if isinstance(error, BadInput):  # no such profile, which the page says
            self._page.show_keys(None)
            return
        offer = "Enter the keys…" if isinstance(error, KeyMissing) else "Try again"
        self._page.show_keys(None, describe(error).what, offer)
        if not isinstance(error, ExplorerError):
            raise error

    def _on_keys_wanted(self) -> None:
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        ask_keys(self._window, self._services, self._services.profiles.book, self._profile_id())
        self.look_for_keys()
