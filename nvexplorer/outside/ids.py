"""Real transaction IDs."""

from __future__ import annotations

import uuid


class RandomIds:
    """Random GUIDs; implements `model.ports.Ids`."""

    def new(self) -> str:
        return str(uuid.uuid4())
