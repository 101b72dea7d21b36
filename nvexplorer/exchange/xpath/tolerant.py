"""Makes an expression find names in any namespace, and know the prefixes of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.xpath.tokens import BadExpression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nvexplorer.exchange.xpath.grammar import Expression, NameTest

_XML = ("http://www.w3.org/XML/1998/namespace",)


def tolerant(expression: Expression, namespaces: Mapping[str, tuple[str, ...]]) -> str:
    """The expression with each name test in a form that needs no prefixes.

    `namespaces` are the URIs that each prefix stands for somewhere in the document, `""` for the
    default namespace; where there are none, names are left as they are, which is faster. A name
    without prefix finds what has this name in any namespace or in none. Positions in predicates
    mean the same as before. Raises BadExpression for a prefix that is not in the document.
    """
    text = expression.text
    for test in reversed(expression.tests):
        if test.axis != "namespace":
            text = text[: test.start] + _rewritten(test, namespaces) + text[test.end :]
    return text


def _rewritten(test: NameTest, namespaces: Mapping[str, tuple[str, ...]]) -> str:
    local = f"local-name()={quoted(test.local)}"
    if not test.prefix:
        if test.local == "*" or not namespaces:
            return test.local
        return f"*[{local}]"
    uris = _XML if test.prefix == "xml" else namespaces.get(test.prefix)
    if not uris:
        known = ", ".join(sorted(filter(None, namespaces)))
        raise BadExpression(
            f"The prefix {test.prefix} is bound to no namespace in the answer.",
            f"Prefixes in it are {known}." if known else f"Leave it out: {test.local}.",
            test.start,
        )
    within = " or ".join(f"namespace-uri()={quoted(uri)}" for uri in uris)
    return f"*[{within}]" if test.local == "*" else f"*[{local} and ({within})]"


def quoted(text: str) -> str:
    """An expression that gives this text; XPath has no escapes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = text.split("'")
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in parts) + ")"
