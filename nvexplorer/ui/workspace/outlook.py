"""What a tab tells of its request before it is sent: values of placeholders, MAC input, preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from nvexplorer.exchange.placeholders import Facts, examine_text
from nvexplorer.model.errors import ExplorerError, Message
from nvexplorer.ui.panes.request.row_notes import Hint
from nvexplorer.ui.workspace.mac_preview import preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import Parameter, RequestDraft
    from nvexplorer.ui.panes.mac_input.pane import MacInputPane
    from nvexplorer.ui.panes.request.pane import RequestPane
    from nvexplorer.ui.panes.request.preview.page import PreviewPage
    from nvexplorer.ui.services import Services


class Outlook(QObject):
    """Keeps all that in step with the request and with its profile."""

    def __init__(
        self,
        services: Services,
        request: RequestPane,
        mac_input: MacInputPane,
        profile: Callable[[], Profile | None],
    ) -> None:
        super().__init__(request)
        self._services = services
        self._request = request
        self._mac_input = mac_input
        self._profile = profile
        self._random_id = services.ids.new()
        self._preview: PreviewPage | None = None
        self._page = request.add_page("Preview", self._make_preview)

    def toggle_preview(self) -> None:
        """To what would be sent, and back."""
        self._request.toggle_page(self._page)

    def insert_placeholder(self) -> None:
        """A list of them; the one that is chosen is typed where the keyboard is, or into the first
        parameter."""
        from nvexplorer.ui.dialogs.placeholders import open_placeholders, text_field

        request, profile = self._request, self._profile()
        if profile is None:
            needed = Message(
                "Placeholders get their values from a profile.", "Choose one (Ctrl+E)."
            )
            request.banner.show_message(needed, "info")
            return
        target = text_field(QApplication.focusWidget())
        if target is None or not request.isAncestorOf(target):
            request.go_to("parameter")
            target = text_field(QApplication.focusWidget())
        if target is not None:
            open_placeholders(self._services.theme, request.window(), self.facts(profile), target)

    def show_values(self) -> None:
        """What placeholders stand for may have changed: the profile, or what was inserted last."""
        self._request.form.set_resolver(self._hint)
        if self._preview is not None:
            self._preview.refresh()

    def show_request(self) -> None:
        """The request may have changed. Not after it was sent, whose MAC input stays shown."""
        if self._preview is not None:
            self._preview.refresh()
        profile = self._profile()
        if profile is None:
            self._mac_input.show_empty("Choose a profile (Ctrl+E) to see what is signed.")
            return
        try:
            shown = preview(self._request.parameters_draft(), self.facts(profile))
        except ExplorerError as error:
            self._mac_input.show_empty(str(error))
        else:
            self._mac_input.show_input(shown, url_form=profile.mac_url_form)

    def facts(self, profile: Profile) -> Facts:
        """What placeholders stand for now; `{{random.id}}` is another one when it is sent."""
        services = self._services
        now = services.clock.local(services.clock.now())
        return Facts(now, self._random_id, profile, services.last_keys.of(profile))

    def _hint(self, parameter: Parameter) -> Hint:
        profile = self._profile()
        if profile is None:
            return Hint("Without a profile it stands for nothing. Choose one (Ctrl+E).", wrong=True)
        facts = self.facts(profile)
        value, _, problems = examine_text(parameter.value, facts, name=parameter.name)
        return Hint(str(problems[0].error()), wrong=True) if problems else Hint(value)

    def _make_preview(self) -> PreviewPage:
        from nvexplorer.ui.panes.request.preview.page import PreviewPage

        self._preview = PreviewPage(self._services.theme, self._services.tasks, self._look)
        self._preview.place_wanted.connect(self._request.go_to)
        return self._preview

    def _look(self) -> tuple[RequestDraft, Facts] | None:
        """What the preview shows."""
        profile = self._profile()
        return None if profile is None else (self._request.draft(), self.facts(profile))
