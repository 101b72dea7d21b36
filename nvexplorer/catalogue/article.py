"""Where the support article of a resource is read."""

from __future__ import annotations

_SITE = "https://support.netvisor.fi/en"
# Numbers of the documentation platform in use since 2025 have six digits, those of the one before
# eleven; both are written without the words that browsers show behind the number.
_OLD_DIGITS = 11


def article_url(number: str) -> str:
    """The address of an article, empty when `number` is. Seen in published links to both kinds of
    article: `…/articles/766841…` and `…/support/solutions/articles/77000554199`."""
    if not number:
        return ""
    folder = "support/solutions/articles" if len(number) >= _OLD_DIGITS else "articles"
    return f"{_SITE}/{folder}/{number}"
