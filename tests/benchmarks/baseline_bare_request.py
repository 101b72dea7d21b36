"""The baseline of bench_sending, not to be improved: requests as a script would use it."""

from __future__ import annotations

import requests


class BareSession:
    """A prepared request, sent again and again over one kept connection."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self._session = requests.Session()
        self._prepared = self._session.prepare_request(
            requests.Request("GET", url, headers=headers)
        )

    def send(self) -> int:
        return len(self._session.send(self._prepared).content)

    def download(self) -> int:
        size = 0
        with self._session.send(self._prepared, stream=True) as response:
            for piece in response.iter_content(1 << 20):
                size += len(piece)
        return size

    def close(self) -> None:
        self._session.close()
