"""Mistakes with the URL.

They come about in this order: letters, parameters, resource and path, address, which of the parts
are hashed, the query's presence, escaping, markup, what is around.
"""

from __future__ import annotations

from nvexplorer.doctor.mistakes import (
    url_address,
    url_escaping,
    url_path,
    url_query,
    url_wrapping,
)

MISTAKES = (
    *url_query.MISTAKES,
    *url_path.MISTAKES,
    *url_address.MISTAKES,
    *url_escaping.MISTAKES,
    *url_wrapping.MISTAKES,
)
