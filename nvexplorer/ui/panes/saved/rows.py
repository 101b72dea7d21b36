"""Saved requests in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.two_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.library.saved import SavedRequest


def lines(request: SavedRequest, profile_name: Callable[[str], str]) -> Lines:
    """Method, name, resource and profile. `profile_name` gives the name for a profile's id, and
    the text as it is for what is no id."""
    profile = profile_name(request.profile)
    return Lines(
        request.name,
        " · ".join(filter(None, (request.draft.resource, profile))),
        mark=request.draft.method,
        mark_colour="read" if request.draft.method == "GET" else "write",
    )


def matching(
    requests: Sequence[SavedRequest], words: str, profile_name: Callable[[str], str]
) -> list[SavedRequest]:
    """Those that hold all the words in name, resource, method or profile, in any letter case."""
    wanted = words.casefold().split()

    def text(request: SavedRequest) -> str:
        draft = request.draft
        names = (request.name, draft.resource, draft.method, profile_name(request.profile))
        return "\n".join(names).casefold()

    return [each for each in requests if all(word in text(each) for word in wanted)]
