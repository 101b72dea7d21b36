"""Remarks on where the request goes and on what it carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.case_url import host_of
from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.shown import visible
from nvexplorer.model.mac import Certainty
from nvexplorer.model.profile import Environment
from nvexplorer.signing.cautions import open_characters
from nvexplorer.signing.urls import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case

_PRODUCTION = "integration.netvisor.fi"
_OBSOLETE = {"integrationdemo.netvisor.fi", "kehitys.netvisor.fi", "www.netvisor.biz"}
_FORM = re.compile(r"[\w.%+\[\]-]+=[^<>\s]*(?:&[\w.%+\[\]-]+=[^<>\s]*)*\s*", re.ASCII)


def remarks(case: Case) -> Iterator[Remark]:
    host = host_of(case.ingredients.sent_url)
    name = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
    yield from _caught(case)
    yield from _host(case, name)
    yield from _profile(case, host, name)
    yield from _query(case)
    if case.ingredients.method.upper() != "GET" or case.ingredients.body:
        yield from _body(case)


def _caught(case: Case) -> Iterator[Remark]:
    if case.caught_at:
        base = case.ingredients.sent_url.partition("://")
        origin = f"{base[0]}://{base[2].partition('/')[0]}"
        yield Remark(
            "caught", "note",
            f"Your code hashed the URL at {visible(origin)}, which is right when it sends there.",
            f"Here it was sent to {visible(case.caught_at)}. Everything said of it is said as if "
            f"it had gone to {visible(origin)}.",
            "", Certainty.SEEN,
        )  # fmt: skip


def _host(case: Case, name: str) -> Iterator[Remark]:
    if case.ingredients.sent_url.lower().startswith("http:") and not is_loopback(name):
        yield Remark(
            "http", "error", f"The request goes to {visible(name)} without encryption.",
            "Netvisor demands HTTPS, and the scheme is part of the MAC input.",
            "Call https://.", Certainty.DOCUMENTED,
        )  # fmt: skip
    if name in _OBSOLETE:
        yield Remark(
            "host-obsolete", "error", f"The host {name} is of years ago.",
            "Clients of before about 2018 called it.",
            "Call isvapi.netvisor.fi for tests, integration.netvisor.fi in production.",
            Certainty.SEEN,
        )  # fmt: skip


def _profile(case: Case, host: str, name: str) -> Iterator[Remark]:
    """Partner credentials differ between test and production (documented); which host serves which
    is seen in clients, and `isvapi` may serve both."""
    profile = case.profile
    if profile is None:
        return
    here = profile.environment
    netvisors = name == "netvisor.fi" or name.endswith(".netvisor.fi")
    own = host_of(profile.host if "://" in profile.host else f"https://{profile.host}")
    if netvisors and here == Environment.SANDBOX:
        title = f"The keys are the sandbox's, the request goes to {name}."
    elif name == _PRODUCTION and here == Environment.TEST:
        title = f"The keys are those of a test profile, the request goes to production, {name}."
    elif is_loopback(name) and here != Environment.SANDBOX and not case.live:
        title = f"The request goes to this computer, not to Netvisor: {visible(host)}."
    elif host == own or (is_loopback(name) and case.live):
        return
    else:
        yield Remark(
            "host-other", "note",
            f"The request goes to {visible(host)}, the profile “{profile.name}” to {own}.",
            f"The profile is marked {here.value}. Test and production have partner keys of their "
            "own.", "Make sure that these keys belong to that host.", Certainty.DOCUMENTED,
        )  # fmt: skip
        return
    yield Remark(
        "environment", "warning", title,
        "Test and production have partner keys of their own, and each knows only its own.",
        "Call the host that the keys are for, or use the keys of that host.",
        Certainty.DOCUMENTED,
    )  # fmt: skip


def _query(case: Case) -> Iterator[Remark]:
    query = case.ingredients.sent_url.partition("?")[2]
    escaped = {chr(int(code, 16)) for code in re.findall(r"%(2[356Bb])", query)}
    doubtful = open_characters("".join(escaped) + ("+" if "+" in query else ""))
    if doubtful:
        yield Remark(
            "url-open", "warning",
            f"Nobody knows how Netvisor hashes {doubtful} in the value of a parameter.",
            "Clients that work avoid them. Here they are taken to be decoded once, and + to stay.",
            "Avoid them, or try both forms of the URL.", Certainty.OPEN,
        )  # fmt: skip


def _body(case: Case) -> Iterator[Remark]:
    body, content_type = case.ingredients.body.strip(), case.ingredients.content_type.lower()
    if _FORM.fullmatch(body[:10_000]) or (body and "x-www-form-urlencoded" in content_type):
        yield Remark(
            "body-form", "error", "The body is a form, not XML.",
            "Netvisor reads the body as XML that begins with <root>."
            if not body.startswith("<")
            else "Content-Type says application/x-www-form-urlencoded, the body is XML.",
            "Send the XML itself as the body, with Content-Type text/xml or text/plain.",
            Certainty.DOCUMENTED,
        )  # fmt: skip
    elif body.startswith("<?xml"):
        yield Remark(
            "body-declaration", "warning", "The body begins with an XML declaration.",
            "It must begin with <root>; clients take the declaration away.",
            "Leave <?xml …?> out.", Certainty.DOCUMENTED,
        )  # fmt: skip
    elif body and "json" in content_type:
        yield Remark(
            "content-type", "warning", "Content-Type announces JSON.",
            "Netvisor takes XML; clients send text/plain or text/xml. It seems not to be checked.",
            "Send text/xml or text/plain.", Certainty.DEDUCED,
        )  # fmt: skip
