"""Names are recognised however they are spelt; what is odd about a dump is said, keys never are."""

from __future__ import annotations

import pytest

from nvexplorer.dumps.dump import Dump, FieldKind, Header
from nvexplorer.dumps.read import read_bytes, read_dumps
from nvexplorer.dumps.recognise import recognise

URL = "https://isvapi.netvisor.fi/customerlist.nv"
KEY = "0123456789ABCDEF0123456789ABCDEF"
A = "X-Netvisor-Authentication-"


def _of(*headers: tuple[str, str], url: str = URL):
    return recognise(Dump("test", "GET", url, tuple(Header(*header) for header in headers)))


def _ids(reading) -> list[str]:
    return [finding.id for finding in reading.findings if finding.id != "status-codes-missing"]


@pytest.mark.parametrize(
    ("name", "kind", "finding"),
    [
        (A + "Sender", FieldKind.SENDER, None),
        ((A + "MACHashCalculationAlgorithm").upper(), FieldKind.ALGORITHM, None),
        ("x-netvisor-organisation-id", FieldKind.ORGANISATION_ID, None),
        ("X-Netvisor-Organization-ID", FieldKind.ORGANISATION_ID, "header-organization"),
        ("X-Netvisor-Organisation", FieldKind.ORGANISATION_ID, "header-misspelt"),
        ("X-Netvisor-Authentication-Organisation-Id", FieldKind.ORGANISATION_ID,
         "header-wrong-name"),
        ("X-Netvisor-Authentification-Sender", FieldKind.SENDER, "header-misspelt"),
        ("X-Netvisor-Authenication-MAC", FieldKind.MAC, "header-misspelt"),
        ("X-Nevtisor-Authentication-PartnerId", FieldKind.PARTNER_ID, "header-misspelt"),
        ("X-Netvisor-Interface-Langauge", FieldKind.LANGUAGE, "header-misspelt"),
        ("X-Netvisor-Authentication-TimestampUnx", FieldKind.TIMESTAMP_UNIX, "header-misspelt"),
        ("X_Netvisor_Authentication_CustomerId", FieldKind.CUSTOMER_ID, "header-punctuation"),
        ("X-Netvisor-Authentication-Customer-Id", FieldKind.CUSTOMER_ID, "header-punctuation"),
        ("X Netvisor Authentication TransactionId", FieldKind.TRANSACTION_ID,
         "header-punctuation"),
        ("Netvisor-Authentication-MAC", FieldKind.MAC, "header-without-x"),
        ("HTTP_X_NETVISOR_AUTHENTICATION_TIMESTAMP", FieldKind.TIMESTAMP, "header-as-cgi"),
        ("X-Netvisor-Application-Sender", FieldKind.SENDER, "header-wrong-name"),
        ("X-Netvisor-Partner-Id", FieldKind.PARTNER_ID, "header-wrong-name"),
        ("X-Netvisor-Language", FieldKind.LANGUAGE, "header-wrong-name"),
        ("X-Netvisor-Partner-MACHashCalculationAlgorithm", FieldKind.ALGORITHM,
         "header-wrong-name"),
    ],
)  # fmt: skip
def test_a_name_is_recognised_and_said_to_be_wrong(name, kind, finding):
    reading = _of((name, "1234567890"))
    assert reading.value(kind) == "1234567890"
    about = [f for f in reading.findings if f.header == name and f.id.startswith("header-")]
    assert [f.id for f in about] == ([finding] if finding else [])
    for each in about:
        assert name in each.title
        assert each.severity == ("note" if finding == "header-as-cgi" else "error")


@pytest.mark.parametrize("name", ["Accept", "X-Request-Id", "Date", "Host", "X-Timestamp", "Mac",
                                  "X-Netvisor", "X-Netvisor-Authentication"])  # fmt: skip
def test_other_names_are_no_netvisor_headers(name):
    assert _of((name, "1")).fields == ((FieldKind.URL, URL),)


def test_the_right_name_wins_over_a_wrong_one_and_the_first_over_the_second():
    reading = _of(("X-Netvisor-Language", "FI"), ("X-Netvisor-Interface-Language", "EN"))
    assert reading.value(FieldKind.LANGUAGE) == "EN"
    assert _ids(reading) == ["header-wrong-name", "header-twice"]
    reading = _of((A + "Sender", "One"), (A.lower() + "sender", "Two"))
    assert reading.value(FieldKind.SENDER) == "One"
    twice = next(f for f in reading.findings if f.id == "header-twice")
    assert (twice.severity, twice.header) == ("error", A + "Sender")
    same = _of((A + "Sender", "One"), (A + "Sender", "One"))
    assert next(f for f in same.findings if f.id == "header-twice").severity == "warning"


@pytest.mark.parametrize("name", [A + "CustomerKey", A + "PartnerKey", "X-Netvisor-Private-Key",
                                  "privateKey", "X-Api-Secret"])  # fmt: skip
def test_a_key_on_the_wire_is_an_error_and_never_repeated(name):
    reading = _of((name, KEY), (A + "Sender", "Testi"))
    assert "key-on-the-wire" in _ids(reading)
    assert KEY not in repr(reading.findings)
    assert KEY not in [value for _, value in reading.fields]


def test_a_key_in_the_url_is_an_error_and_never_repeated():
    reading = _of((A + "Sender", "Testi"), url=f"{URL}?customerkey={KEY}")
    assert _ids(reading) == ["key-in-url"]
    assert KEY not in repr(reading.findings)


@pytest.mark.parametrize(
    ("value", "kept", "finding"),
    [
        ("", "", "value-empty"),
        (" TT_10000_1 ", "TT_10000_1", "value-edge-spaces"),
        ('"TT_10000_1"', "TT_10000_1", "value-quoted"),
        ("TT_10…", "TT_10…", "value-cut"),
        ("TT_10...", "TT_10...", "value-cut"),
        ("***", "***", "value-masked"),
        ("*", "*", "value-masked"),
        ("<redacted>", "<redacted>", "value-masked"),
        ("[REDACTED]", "[REDACTED]", "value-masked"),
        ("{{customerId}}", "{{customerId}}", "value-template"),
        ("$CUSTOMER_ID", "$CUSTOMER_ID", "value-template"),
        ("TT_10000\u200b_1", "TT_10000\u200b_1", "value-invisible"),
        ("TT_10000_1\u4e2d", "TT_10000_1\u4e2d", "value-outside-latin"),
    ],
)
def test_odd_values(value, kept, finding):
    reading = _of((A + "CustomerId", value))
    assert reading.value(FieldKind.CUSTOMER_ID) == kept
    assert _ids(reading) == [finding]


def test_a_quoted_sender_is_kept_since_it_is_free_text():
    reading = _of((A + "Sender", '"Testi"'))
    assert reading.value(FieldKind.SENDER) == '"Testi"'
    assert _ids(reading) == ["value-quoted"]


@pytest.mark.parametrize(
    ("value", "finding"),
    [("HMACSHA256", []), ("MD5", []), ("hmacsha256", ["algorithm-case"]),
     ("HMAC-SHA256", ["algorithm-unknown"]), ("SHA512", ["algorithm-unknown"])],
)  # fmt: skip
def test_the_algorithm(value, finding):
    assert _ids(_of((A + "MACHashCalculationAlgorithm", value))) == finding


@pytest.mark.parametrize(("length", "found"), [(64, []), (32, []), (63, ["mac-length"]),
                                               (60, ["mac-length"])])  # fmt: skip
def test_the_length_of_the_mac(length, found):
    assert _ids(_of((A + "MAC", ("ab" * 32)[:length]))) == found


@pytest.mark.parametrize(
    ("timestamp", "unix", "found", "words"),
    [
        ("2026-01-02 03:04:05.678", "1767323045", [], ""),
        ("2026-01-02 03:04:05.678", "1767323046", [], ""),
        ("2026-01-02 05:04:05.678", "1767323045", ["stamps-disagree"], "2 hours"),
        ("2026-01-02 03:04:15.678", "1767323045", ["stamps-disagree"], "10 seconds"),
        ("2026-01-02T03:04:05.678Z", "1767323045", ["timestamp-form"], ""),
        ("2026-01-02T05:04:05+02:00", "1767323045", ["timestamp-form"], ""),
        ("2.1.2026 5.04.05", "1767323045", ["timestamp-form"], ""),
        ("2026-01-02 03:04:05.678", "1767323045.678", ["timestamp-unix-form"], ""),
        ("2026-99-99 03:04:05.678", "1767323045", [], ""),
        ("9999-12-31 23:59:59.999", "99999999999999999999", ["timestamp-unix-form"], ""),
    ],
)
def test_the_stamps(timestamp, unix, found, words):
    reading = _of((A + "Timestamp", timestamp), (A + "TimestampUnix", unix))
    assert _ids(reading) == found
    assert words in "".join(f.title for f in reading.findings if f.id == "stamps-disagree")


def test_what_is_missing():
    assert _of().missing == tuple(
        kind for kind in FieldKind
        if kind not in (FieldKind.URL, FieldKind.PARTNER_ID, FieldKind.TIMESTAMP_UNIX,
                        FieldKind.ALGORITHM, FieldKind.STATUS_CODES)
    )  # fmt: skip
    hmac = _of(
        (A + "MACHashCalculationAlgorithm", "hmacsha256"), ("X-Netvisor-Organisation-ID", "")
    )
    assert FieldKind.TIMESTAMP_UNIX in hmac.missing
    assert FieldKind.ORGANISATION_ID not in hmac.missing
    assert FieldKind.URL in _of(url="").missing


def test_a_space_before_the_colon_and_other_letters_in_a_name_are_said():
    dump = read_dumps(f"GET {URL} HTTP/1.1\n{A}Sender : Testi\n{A}MAC: {'ab' * 32}\n\n")[0]
    assert "space-before-colon" in _ids(recognise(dump))
    cyrillic = _of(("X-Netvisor-Authentication-S\u0435nder", "Testi"))
    assert cyrillic.value(FieldKind.SENDER) == "Testi"
    assert "header-name-not-ascii" in _ids(cyrillic)


def test_a_caught_request_is_read_byte_by_byte():
    head = (
        "POST /customer.nv?method=add HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n"
        f"{A}Sender: Myyj\u00e4\r\n{A}MAC: {'ab' * 32}\r\n\r\n"
    )
    dump = read_bytes(
        head.encode("iso-8859-15"), "<root>ä</root>".encode(), "http://127.0.0.1:8123"
    )
    assert (dump.method, dump.url) == ("POST", "http://127.0.0.1:8123/customer.nv?method=add")
    assert dump.body == "<root>ä</root>"
    assert recognise(dump).value(FieldKind.SENDER) == "Myyjä"
    assert "value-utf8" not in _ids(recognise(dump))
    utf8 = recognise(read_bytes(head.encode(), b"", "http://127.0.0.1:8123"))
    assert utf8.value(FieldKind.SENDER) == "Myyjä".encode().decode("iso-8859-15")
    finding = next(f for f in utf8.findings if f.id == "value-utf8")
    assert "Myyjä" in finding.explanation
    euro = read_bytes(head.replace("ä", "€").encode("iso-8859-15"), b"\xe4", "http://a")
    assert recognise(euro).value(FieldKind.SENDER) == "Myyj€"
    assert euro.body == "ä"


@pytest.mark.parametrize(
    "head",
    [b"", b"\r\n", b"GET", b"GET /a", b"GET  HTTP/1.1\r\n\r\n", b"\xff\xfe\r\n\r\n",
     b"GET /a HTTP/1.1\r\nno colon\r\n: x\r\n\r\n"],
)  # fmt: skip
def test_anything_may_be_caught(head):
    recognise(read_bytes(head, b"\xff", "http://127.0.0.1:1"))


def test_nothing_is_read_where_nothing_looks_like_a_request():
    for text in ("", "\n", "hello", "Dear all, see you at 12:30.", "<root/>", "[]", "{}", "a: b"):
        assert read_dumps(text) == ()
