"""The doctor against code of other languages: Node and Java programs that really run, and the
bytes that PHP and C# hash by their documentation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
from habits import CUSTOMER_KEY, PARTNER_KEY, SENT_URL, URL, Java, Made, Node, every, need

from nvexplorer.doctor.mistake import Ingredients, NamedKeys, expected
from nvexplorer.doctor.mistakes import BY_ID
from nvexplorer.doctor.search.search import search
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from nvexplorer.doctor.diagnosis import Hit

INGREDIENTS = Ingredients(
    url=URL,
    sent_url=SENT_URL,
    sender="Kirjanpito Päivä",
    customer_id="TT_10000_1",
    partner_id="Tst_100",
    timestamp="2026-07-02 03:04:05.678",
    timestamp_unix="1782961445",
    transaction_id="1f0e2d3c-4b5a-4968-8776-a5b4c3d2e1f0",
    language="EN",
    organisation_id="1234567-1",
    keys=NamedKeys("Test", Secret(CUSTOMER_KEY), Secret(PARTNER_KEY)),
)

#: Those of the habits that are among the 53 listed mistakes.
LISTED = {
    "no query": "M44",
    "URLSearchParams": "M46",
    "sorted parameters": "M49",
    "http": "M35",
    "path only": "M40",
    "two slashes": "M37",
    "slash behind the resource": "M38",
    "port 443": "M41",
    "production host": "M36",
    "&amp; in the URL": "M50",
    "toISOString": "M24",
    "seconds only": "M25",
    "Finnish clock": "M23",
    "second new Date() 3 ms later": "M22",
    "language in lower case": "M28",
    "organisation without hyphen": "M29",
    "VAT number": "M30",
    "transaction without hyphens": "M31",
    "Date.now() as unix": "M32",
    "Date.now() / 1000": "M33",
    "keys swapped": "M10",
    "keys swapped in the HMAC key": "M11",
    "partner ID as partner key": "M08",
    "customer ID as customer key": "M09",
    "keys glued without &": "M12",
    "customer key alone": "M13",
    "partner key alone": "M14",
    "no unix": "M02",
    "unix behind timestamp": "M03",
    "organisation before language": "M05",
    "no organisation": "M06",
    "partner ID behind customer ID": "M07",
    "no keys in the text": "M15",
    "no partner key in the text": "M16",
    "join('')": "M17",
    "& behind": "M19",
    "line break behind": "M20",
    "utf8": "M48",
    "createHash sha256": "M01",
    "upper-case hex": "M51",
    "base64": "M52",
    "getRequestURL": "M44",
    "URL.getFile": "M40",
    "UTC read as local time": "M34",
    "%02X": "M51",
}


@pytest.fixture(scope="module")
def node() -> Node:
    return Node(*need("node"))


@pytest.fixture(scope="module")
def java(tmp_path_factory: pytest.TempPathFactory) -> Java:
    return Java(*need("javac", "java"), tmp_path_factory.mktemp("java"))


def hits_of(mac: str, seconds: float = 30) -> tuple[Hit, ...]:
    return search(INGREDIENTS, mac, seconds=seconds, monotonic=time.monotonic).hits


def check(made: Made) -> None:
    """Found, in no more differences than were made, each of which gives exactly this MAC."""
    hits = hits_of(made.mac)
    assert hits, f"{made.names} was not found"
    for hit in hits:
        assert len(hit.applied) <= len(made.names), (made.names, hit.applied)
        assert len(made.mac) < 16 or rebuilt(hit, made.mac), (made.names, hit.applied)


def rebuilt(hit: Hit, mac: str) -> bool:
    """Whether what the hit says was hashed gives the MAC, by hashlib alone. True for functions and
    forms that need more than hashlib and base64."""
    recipe = expected(INGREDIENTS)
    for mistake, choice in sorted(
        ((BY_ID[each.id], each.choice) for each in hit.applied), key=lambda pair: pair[0].order
    ):
        recipe = mistake.edit(recipe, INGREDIENTS, choice)
    plain = {"iso-8859-15", "iso-8859-1", "utf-8", "utf-16-le", "windows-1252"}
    if recipe.encoding not in plain or recipe.key_encoding not in plain:
        return True
    text = recipe.text().encode(recipe.encoding)
    key = recipe.key_text().encode(recipe.key_encoding)
    kind, _, name = recipe.function.rpartition("-")
    if name not in hashlib.algorithms_guaranteed or kind not in ("", "hmac"):
        return True
    digest = hmac.digest(key, text, name) if kind else hashlib.new(name, text).digest()
    forms = {digest.hex(), digest.hex().upper(), base64.b64encode(digest).decode()}
    return mac in forms or recipe.rendering not in {"hex", "HEX", "base64"}


def test_a_right_mac_needs_nothing(node: Node, java: Java) -> None:
    for made in (*node.make([()]), *java.make([()])):
        assert [hit.applied for hit in hits_of(made.mac)] == [()]


@pytest.mark.parametrize("language", ["node", "java"])
def test_every_single_habit_is_found(language: str, request: pytest.FixtureRequest) -> None:
    program: Node | Java = request.getfixturevalue(language)
    all_made = program.make([(name,) for name in program.names])
    assert len(all_made) > 0.9 * len(program.names)
    for made in all_made:
        check(made)
        listed = LISTED.get(made.names[0])
        ids = {hit.applied[0].id for hit in hits_of(made.mac)}
        assert listed is None or listed in ids, (made.names, ids)


@pytest.mark.parametrize(("language", "step"), [("node", 601), ("java", 229)])
def test_pairs_are_found(language: str, step: int, request: pytest.FixtureRequest) -> None:
    program: Node | Java = request.getfixturevalue(language)
    all_made = program.make(every(program.names, 2, step))
    assert len(all_made) > 2
    for made in all_made:
        check(made)


def test_triples_of_everyday_habits_are_found(node: Node) -> None:
    everyday = (
        "no query", "URLSearchParams", "seconds only", "Finnish clock", "language in lower case",
        "no unix", "keys swapped", "utf8", "createHash sha256", "base64",
    )  # fmt: skip
    for made in node.make(every(everyday, 3, 29)):
        check(made)


# PHP and C#: what they hash, byte for byte, by their documentation. `ä` is E4 in Latin, C3 A4 in
# UTF-8.

LATIN_URL = (
    b"https://isvapi.netvisor.fi/customerlist.nv?keyword=\xc4ij\xe4l\xe4 Oy"
    b"&changedsince=2026-07-02T03:04:05"
)
LATIN_SENDER = b"Kirjanpito P\xe4iv\xe4"
UTF8_URL = (
    b"https://isvapi.netvisor.fi/customerlist.nv?keyword=\xc3\x84ij\xc3\xa4l\xc3\xa4 Oy"
    b"&changedsince=2026-07-02T03:04:05"
)
UTF8_SENDER = b"Kirjanpito P\xc3\xa4iv\xc3\xa4"
KEYS = b"0123456789ABCDEF0123456789ABCDEF&FEDCBA9876543210FEDCBA9876543210"


def text_of(
    url: bytes = LATIN_URL,
    sender: bytes = LATIN_SENDER,
    timestamp: bytes = b"2026-07-02 03:04:05.678",
    transaction: bytes = b"1f0e2d3c-4b5a-4968-8776-a5b4c3d2e1f0",
    unix: bytes = b"1782961445",
    keys: bytes = KEYS,
) -> bytes:
    parts = (url, sender, b"TT_10000_1", timestamp, b"EN", b"1234567-1", transaction, unix, keys)
    return b"&".join(parts)


def hmac_hex(text: bytes, key: bytes = KEYS) -> str:
    return hmac.digest(key, text, "sha256").hex()


def dashed(digest: bytes) -> str:
    """BitConverter.ToString."""
    return "-".join(f"{byte:02X}" for byte in digest)


PHP_AND_CSHARP: dict[str, tuple[int, str]] = {
    # name: how many differences, the MAC
    "PHP http_build_query": (1, hmac_hex(text_of(
        url=b"https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4+Oy"
            b"&changedsince=2026-07-02T03%3A04%3A05"))),
    "PHP http_build_query with PHP_QUERY_RFC3986": (1, hmac_hex(text_of(
        url=b"https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
            b"&changedsince=2026-07-02T03%3A04%3A05"))),
    "PHP source in UTF-8, bytes as they come": (1, hmac_hex(text_of(UTF8_URL, UTF8_SENDER))),
    "PHP source in UTF-8 from a Mac, letters decomposed in the sender": (2, hmac_hex(text_of(
        UTF8_URL, b"Kirjanpito Pa\xcc\x88iva\xcc\x88"))),
    "PHP date('Y-m-d H:i:s')": (1, hmac_hex(text_of(timestamp=b"2026-07-02 03:04:05"))),
    "PHP date('Y-m-d H:i:s.u') without microtime": (1, hmac_hex(text_of(
        timestamp=b"2026-07-02 03:04:05.000000"))),
    "PHP date('Y-m-d h:i:s.v') in Finland's afternoon clock": (2, hmac_hex(text_of(
        timestamp=b"2026-07-02 06:04:05.000"))),
    "PHP date('c') in Europe/Helsinki": (1, hmac_hex(text_of(
        timestamp=b"2026-07-02T06:04:05+03:00"))),
    "PHP hash('sha256')": (1, hashlib.sha256(text_of()).hexdigest()),
    "PHP hash_hmac(raw) in base64_encode": (1, base64.b64encode(
        hmac.digest(KEYS, text_of(), "sha256")).decode()),
    "PHP hash_hmac with md5 and utf8 source": (2, hmac.digest(
        KEYS, text_of(UTF8_URL, UTF8_SENDER), "md5").hex()),
    "PHP implode('', …)": (1, hmac_hex(text_of().replace(b"TT_10000_1&", b"TT_10000_1").replace(
        b"&TT", b"TT").replace(b"&Kirj", b"Kirj").replace(b"&2026-07-02 ", b"2026-07-02 ")
        .replace(b"&EN&", b"EN").replace(b"-1&1f0e", b"-11f0e").replace(b"f0&17", b"f017")
        .replace(b"445&0123", b"4450123").replace(b"CDEF&FEDC", b"CDEFFEDC"))),
    "PHP microtime(true) as TimestampUnix": (1, hmac_hex(text_of(unix=b"1782961445.678"))),
    "PHP file with a line break behind the key": (1, hmac_hex(
        text_of(keys=KEYS + b"\n"), KEYS + b"\n")),
    "C# DateTime.Now.ToString() in fi-FI": (1, hmac_hex(text_of(timestamp=b"2.7.2026 6.04.05"))),
    "C# DateTime.UtcNow.ToString() in en-US": (1, hmac_hex(text_of(
        timestamp=b"7/2/2026 3:04:05 AM"))),
    'C# DateTime.UtcNow.ToString("s")': (1, hmac_hex(text_of(timestamp=b"2026-07-02T03:04:05"))),
    'C# DateTime.UtcNow.ToString("u")': (1, hmac_hex(text_of(timestamp=b"2026-07-02 03:04:05Z"))),
    'C# DateTime.UtcNow.ToString("o")': (1, hmac_hex(text_of(
        timestamp=b"2026-07-02T03:04:05.6780000Z"))),
    "C# ToUnixTimeMilliseconds": (1, hmac_hex(text_of(unix=b"1782961445678"))),
    'C# Guid.ToString("N")': (1, hmac_hex(text_of(
        transaction=b"1f0e2d3c4b5a49688776a5b4c3d2e1f0"))),
    'C# Guid.ToString("B")': (1, hmac_hex(text_of(
        transaction=b"{1f0e2d3c-4b5a-4968-8776-a5b4c3d2e1f0}"))),
    "C# HttpUtility.UrlEncode on values": (1, hmac_hex(text_of(
        url=b"https://isvapi.netvisor.fi/customerlist.nv?keyword=%c3%84ij%c3%a4l%c3%a4+Oy"
            b"&changedsince=2026-07-02T03%3a04%3a05"))),
    "C# Uri.EscapeDataString on values": (1, hmac_hex(text_of(
        url=b"https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
            b"&changedsince=2026-07-02T03%3A04%3A05"))),
    "C# Uri.AbsoluteUri": (1, hmac_hex(text_of(
        url=b"https://isvapi.netvisor.fi/customerlist.nv?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy"
            b"&changedsince=2026-07-02T03:04:05"))),
    "C# Encoding.ASCII": (1, hmac_hex(text_of(
        LATIN_URL.replace(b"\xc4", b"?").replace(b"\xe4", b"?"), b"Kirjanpito P?iv?"))),
    "C# Encoding.UTF8 with SHA256.HashData": (2, hashlib.sha256(
        text_of(UTF8_URL, UTF8_SENDER)).hexdigest()),
    "C# Encoding.Unicode": (1, hmac_hex(text_of().decode("latin-1").encode("utf-16-le"))),
    "C# BitConverter.ToString": (1, dashed(hmac.digest(KEYS, text_of(), "sha256"))),
    "C# Convert.ToBase64String and Encoding.UTF8": (2, base64.b64encode(
        hmac.digest(KEYS, text_of(UTF8_URL, UTF8_SENDER), "sha256")).decode()),
    'C# ToString("x") without the 2': (1, "".join(
        f"{byte:x}" for byte in hmac.digest(KEYS, text_of(), "sha256"))),
    "C# Convert.FromHexString on the keys": (1, hmac_hex(text_of(), bytes.fromhex(
        "0123456789ABCDEF0123456789ABCDEF") + b"&" + bytes.fromhex(
        "FEDCBA9876543210FEDCBA9876543210"))),
    "C# DateTime.Now in fi-FI and no TimestampUnix": (2, hmac_hex(text_of(
        timestamp=b"2.7.2026 6.04.05").replace(b"&1782961445", b""))),
}  # fmt: skip


@pytest.mark.parametrize("name", PHP_AND_CSHARP)
def test_what_php_and_csharp_hash_is_found(name: str) -> None:
    differences, mac = PHP_AND_CSHARP[name]
    check(Made((name,) * differences, mac))


def test_a_mac_of_another_key_is_never_found() -> None:
    other = KEYS.replace(b"0123", b"4567")
    assert hits_of(hmac_hex(text_of(keys=other), other), seconds=6) == ()
