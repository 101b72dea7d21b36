"""Commands: curl, wget and HTTPie in bash, cmd and PowerShell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps.answers import cut_answer
from nvexplorer.dumps.assemble import assemble
from nvexplorer.dumps.shell import Shell, guess, split, without_carets

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

_COMMAND = re.compile(
    r"(?:^|[;|&(`])[ \t]*(?:[\w@.~:\\/\[\]() -]{0,60}[$#>%❯][ \t]+)?(?:time[ \t]+|sudo[ \t]+)?"
    r"(?:[\"']?[\w./\\:-]{0,200}[/\\])?(?P<program>curl|wget|https?|xh)(?:\.exe)?[\"']?"
    r"(?=[ \t]+(?P<next>\S))",
    re.MULTILINE,
)
_TAKES_VALUE = {
    "-d", "--data", "--data-raw", "--data-ascii", "--data-binary", "--data-urlencode", "--json",
    "-H", "--header", "-X", "--request", "--url", "-u", "--user", "-A", "--user-agent", "-o",
    "--output", "-b", "--cookie", "-c", "--cookie-jar", "-e", "--referer", "-F", "--form", "-T",
    "--upload-file", "-x", "--proxy", "-m", "--max-time", "--connect-timeout", "-E", "--cert",
    "--key", "--cacert", "-w", "--write-out", "--resolve", "--retry", "--trace", "--trace-ascii",
    "-K", "--config", "-D", "--dump-header", "--url-query", "--connect-to", "--ciphers",
    "--tls-max", "--interface", "--limit-rate", "-r", "--range", "-C", "-Y", "-y", "-z", "-t",
    "--method", "--body-data", "--body-file", "--post-data", "--post-file", "-O",
    "--output-document", "--timeout", "--tries", "--request-target", "--stderr", "--form-string",
    "--proxy-header", "--max-redirs", "--oauth2-bearer", "--aws-sigv4",
}  # fmt: skip
_FLAGS_OF_WGET = {"-O", "-t"}  # of the two, curl's -O takes no value
_DATA = ("-d", "--data", "--json", "--body-data", "--post-data", "-F", "--form", "-T")
_PAIR = re.compile(r"(?P<name>[\w-]+)(?P<sign>==|:=|:|=)(?P<value>.*)$", re.S)


def looks(text: str) -> bool:
    return re.search(r"\b(?:curl|wget|https?|xh)(?:\.exe)?[\"']?[ \t]", text) is not None


def read(text: str) -> list[Dump]:
    """Every command, with what it printed as the answer."""
    starts = []
    for found in _COMMAND.finditer(text):
        # `http` is a word of its own only in front of a method or a URL.
        rest = text[found.end() : found.end() + 80].lstrip()
        if found["program"] in ("curl", "wget") or re.match(
            r"(?:-|GET\b|POST\b|[\"']?https?://|:)", rest
        ):
            starts.append(found)
    dumps = []
    for index, found in enumerate(starts):
        stop = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        part = text[found.end() : stop]
        shell = guess(part[:50_000])
        if shell == Shell.CMD:
            part = without_carets(part)
        words, end = split(part, shell)
        _, answer = cut_answer(part[end:])
        for each in _next(words):
            command = _dump(found["program"], each, answer)
            if command is not None:
                dumps.append(command)
    return dumps


def _next(words: list[str]) -> list[list[str]]:
    """Cut at `--next` and `-:`, behind which curl begins another request."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in ("--next", "-:"):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _dump(program: str, words: list[str], answer: str) -> Dump | None:
    if program not in ("curl", "wget"):
        return _httpie(words, answer)
    url, method, in_query = "", "", False
    headers: list[tuple[str, str]] = []
    data: list[str] = []
    query: list[str] = []
    options = _options(words, program)
    for name, value in options:
        if name in ("-X", "--request", "--method"):
            method = value
        elif name in ("", "--url"):
            url = url or value
        elif name in ("-H", "--header"):
            headers += _header(value)
        elif name in ("-A", "--user-agent"):
            headers.append(("User-Agent", value))
        elif name == "--url-query":
            query.append(value)
        elif name == "--data-urlencode":
            data.append(_encoded(value))
        elif name in _DATA or name.startswith(("--data-", "--form-")):
            data.append(value)
        elif name in ("-G", "--get"):
            in_query = True
        elif name in ("-I", "--head"):
            method = method or "HEAD"
    if not url:
        return None
    query += data if in_query else []
    if query:
        url += ("&" if "?" in url else "?") + "&".join(query)
    method = method or ("POST" if data and not in_query else "GET")
    if not re.match(r"(?i)https?://|/", url):
        url = f"http://{url}"  # as both programs do
    body = "" if in_query else "&".join(data)
    return assemble(program, headers, method=method, target=url, body=body, answer=answer)


def _options(words: list[str], program: str) -> list[tuple[str, str]]:
    """Each option with its value, arguments with the name ''."""
    found = []
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        at += 1
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            if name in _TAKES_VALUE and not equals:
                value, at = following, at + 1
            found.append((name, value))
        elif word.startswith("-") and len(word) > 1:
            # Short options stand together; the first that takes a value takes the rest.
            for index in range(1, len(word)):
                name = f"-{word[index]}"
                takes = name in _TAKES_VALUE and (program == "wget" or name not in _FLAGS_OF_WGET)
                if not takes:
                    found.append((name, ""))
                    continue
                value = word[index + 1 :]
                if not value:
                    value, at = following, at + 1
                found.append((name, value))
                break
        else:
            found.append(("", word))
    return found


def _encoded(text: str) -> str:
    """As curl sends it: what stands behind the first `=` is encoded, a lone `=` falls away."""
    from urllib.parse import quote

    name, equals, value = text.partition("=")
    if not equals:
        return quote(text, safe="")
    return f"{name}={quote(value, safe='')}" if name else quote(value, safe="")


def _header(text: str) -> list[tuple[str, str]]:
    """`Name;` sends it empty, `Name:` takes it out, `@file` is not to be seen from here."""
    name, colon, value = text.partition(":")
    if colon and not text.startswith("@"):
        return [(name, value.strip())] if value.strip() else []
    return [(text.rstrip(";"), "")] if text.endswith(";") else []


def _httpie(words: list[str], answer: str) -> Dump | None:
    url, method = "", ""
    headers: list[tuple[str, str]] = []
    query: list[str] = []
    body = []
    for name, value in _options(words, "http"):
        if name in ("--raw", "-H"):
            body.append(value)
        elif name:
            continue
        elif not url and re.fullmatch(r"[A-Z]+", value):
            method = value
        elif not url:
            url = value if "://" in value else f"http://{value.removeprefix(':')}"
        elif pair := _PAIR.match(value):
            if pair["sign"] == ":":
                headers.append((pair["name"], pair["value"]))
            elif pair["sign"] == "==":
                query.append(f"{pair['name']}={pair['value']}")
            else:
                body.append(value)
    if not url:
        return None
    if query:
        url += ("&" if "?" in url else "?") + "&".join(query)
    method = method or ("POST" if body else "GET")
    return assemble(
        "HTTPie", headers, method=method, target=url, body="\n".join(body), answer=answer
    )
