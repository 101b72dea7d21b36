"""The ways to read a MAC: values as programs of several languages print one and the same digest."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.doctor.claim_texts import why_none
from nvexplorer.doctor.claims import claims, matches, rendered
from nvexplorer.doctor.mistakes import BY_ID

#: sha256sum of "netvisor 15"
HEX = "ec2daf5086e36046c0c8e7eaea92b63be1b88e3e72b5f4c5342f393a574667d6"
DIGEST = bytes.fromhex(HEX)
#: sha256sum of "netvisor 16": its first byte and two others are under 16
ZEROS = "0d410ee02acfcdbf20e7d0ff9edc7674eefbf59c05dceeb2b9a36a3e486d7b9a"
B64 = "7C2vUIbjYEbAyOfq6pK2O+G4jj5ytfTFNC85OldGZ9Y="


def first(mac: str, digest: bytes = DIGEST) -> tuple[str, list[tuple[str, str]]]:
    """Place and mistakes of the first reading that is of this digest."""
    for claim in claims(mac):
        if matches(claim, digest):
            return claim.place, [tuple(each) for each in claim.applied]
    raise AssertionError(f"no reading of {mac!r} is of this digest")


@pytest.mark.parametrize(
    ("mac", "applied"),
    [
        (HEX, []),
        (HEX.upper(), [("M51", "")]),
        (HEX[:20].upper() + HEX[20:], [("R01", "")]),
        # Java: Base64.getEncoder(), getUrlEncoder(), getUrlEncoder().withoutPadding()
        (B64, [("M52", "")]),
        ("7C2vUIbjYEbAyOfq6pK2O-G4jj5ytfTFNC85OldGZ9Y=", [("R31", "")]),
        ("7C2vUIbjYEbAyOfq6pK2O-G4jj5ytfTFNC85OldGZ9Y", [("R32", "")]),
        (B64.rstrip("="), [("R30", "")]),
        # Node: encodeURIComponent(base64)
        ("7C2vUIbjYEbAyOfq6pK2O%2BG4jj5ytfTFNC85OldGZ9Y%3D", [("R23", ""), ("M52", "")]),
        (B64.replace("+", " "), [("R25", ""), ("M52", "")]),
        ("7C2vUIbjYEbAyOfq6pK2\nO+G4jj5ytfTFNC85OldGZ9Y=", [("R24", ""), ("M52", "")]),
        # Node: base64.toLowerCase()
        ("7c2vuibjyebayofq6pk2o+g4jj5ytftfnc85oldgz9y=", [("R33", "lower-case")]),
        (B64.upper(), [("R33", "upper-case")]),
        # Node: Buffer.from(hex).toString("base64"), as base64_encode(hash_hmac(…)) in PHP
        ("ZWMyZGFmNTA4NmUzNjA0NmMwYzhlN2VhZWE5MmI2M2JlMWI4OGUzZTcyYjVmNGM1MzQyZjM5M2E1NzQ2NjdkNg==",
         [("R15", "base64 of hex")]),
        # Node: Buffer.from(base64).toString("hex"), Buffer.from(hex).toString("hex")
        ("374332765549626a59456241794f667136704b324f2b47346a6a3579746654464e4338354f6c64475a39593d",
         [("R15", "hex of base64")]),
        ("65633264616635303836653336303436633063386537656165613932623633626531623838653365373262356634"
         "633533343266333933613537343636376436", [("R15", "hex of hex")]),
        # .NET: BitConverter.ToString
        ("EC-2D-AF-50-86-E3-60-46-C0-C8-E7-EA-EA-92-B6-3B-E1-B8-8E-3E-72-B5-F4-C5-34-2F-39-3A-57-46-"
         "67-D6", [("R11", "dashes")]),
        ("ec:2d:af:50:86:e3:60:46:c0:c8:e7:ea:ea:92:b6:3b:e1:b8:8e:3e:72:b5:f4:c5:34:2f:39:3a:57:46:"
         "67:d6", [("R11", "colons")]),
        ("ec 2d af 50 86 e3 60 46 c0 c8 e7 ea ea 92 b6 3b e1 b8 8e 3e 72 b5 f4 c5 34 2f 39 3a 57 "
         "46 67 d6", [("R11", "spaces")]),
        # Java: new BigInteger(1, digest).toString(), new BigInteger(digest).toString() and (16)
        ("106826550360177700849040815915094335677355301545161199242036948102004867491798",
         [("R10", "decimal")]),
        ("-8965538877138494574530169093593572175914683120479364797420635905908262148138",
         [("R10", "decimal, with a sign")]),
        ("-13d250af791c9fb93f371815156d49c41e4771c18d4a0b3acbd0c6c5a8b9982a",
         [("R10", "hex, with a sign")]),
        # Java: Arrays.toString(digest)
        ("[-20, 45, -81, 80, -122, -29, 96, 70, -64, -56, -25, -22, -22, -110, -74, 59, -31, -72, "
         "-114, 62, 114, -75, -12, -59, 52, 47, 57, 58, 87, 70, 103, -42]",
         [("R12", "a list of numbers")]),
        # Node: Array.from(digest).toString(), console.log(digest), JSON.stringify(digest)
        ("236,45,175,80,134,227,96,70,192,200,231,234,234,146,182,59,225,184,142,62,114,181,244,197,"
         "52,47,57,58,87,70,103,214", [("R12", "a list of numbers")]),
        ("<Buffer ec 2d af 50 86 e3 60 46 c0 c8 e7 ea ea 92 b6 3b e1 b8 8e 3e 72 b5 f4 c5 34 2f 39 "
         "3a 57 46 67 d6>", [("R12", "a Node Buffer")]),
        ('{"type":"Buffer","data":[236,45,175,80,134,227,96,70,192,200,231,234,234,146,182,59,225,'
         "184,142,62,114,181,244,197,52,47,57,58,87,70,103,214]}",
         [("R12", "a Node Buffer as JSON")]),
        # Python: str(digest), str(hexdigest().encode())
        (r"b'\xec-\xafP\x86\xe3`F\xc0\xc8\xe7\xea\xea\x92\xb6;\xe1\xb8\x8e>r\xb5\xf4\xc54/9:WFg\xd6'",
         [("R12", "Python bytes")]),
        (f"b'{HEX}'", [("R13", "b'…'")]),
        (f"b'{B64}'", [("R13", "b'…'"), ("M52", "")]),
        # Node: digest.toString("latin1"); PHP: hash_hmac(…, true)
        ("\xec-\xafP\x86\xe3`F\xc0\xc8\xe7\xea\xea\x92\xb6;\xe1\xb8\x8e>r\xb5\xf4\xc54/9:WFg\xd6",
         [("R14", "")]),
        (f" {HEX}\n", [("R20", "")]),
        (f'"{HEX}"', [("R21", "")]),
        (f"0x{HEX}", [("R22", "0x")]),
        (f"sha256={HEX}", [("R22", "sha256=")]),
        (f"{HEX};", [("R26", ";")]),
        (f'"0x{HEX.upper()}"', [("R21", ""), ("R22", "0x"), ("M51", "")]),
    ],
)  # fmt: skip
def test_the_whole_digest_in_other_writings(mac: str, applied: list[tuple[str, str]]) -> None:
    assert first(mac) == ("whole", applied)


@pytest.mark.parametrize(
    ("mac", "place", "applied"),
    [
        (HEX[:32], "start", [("R02", "32 digits")]),
        (HEX[:31], "start", [("R02", "31 digits")]),
        (HEX[:63], "start", [("R02", "63 digits")]),
        (HEX[:8], "start", [("R02", "8 digits")]),
        (HEX[-40:], "end", [("R03", "40 digits")]),
        (HEX[1:], "end", [("R03", "63 digits")]),
        (HEX[:40].upper(), "start", [("M51", ""), ("R02", "40 digits")]),
    ],
)
def test_a_part_of_the_digest(mac: str, place: str, applied: list[tuple[str, str]]) -> None:
    assert first(mac) == (place, applied)


@pytest.mark.parametrize(
    ("mac", "applied"),
    [
        # Java: new BigInteger(1, digest).toString(16)
        ("d410ee02acfcdbf20e7d0ff9edc7674eefbf59c05dceeb2b9a36a3e486d7b9a", [("R04", "")]),
        # Java: Integer.toHexString(b & 0xff) for each byte; JavaScript: b.toString(16)
        ("d41ee02acfcdbf20e7d0ff9edc7674eefbf59c5dceeb2b9a36a3e486d7b9a", [("R05", "")]),
        ("D41EE02ACFCDBF20E7D0FF9EDC7674EEFBF59C5DCEEB2B9A36A3E486D7B9A",
         [("M51", ""), ("R05", "")]),
        # Java: Integer.toHexString(b), String.format("%02x", (int) b)
        ("d41effffffe02affffffcfffffffcdffffffbf20ffffffe7ffffffd0ffffffffffffff9effffffdc7674ffffff"
         "eefffffffbfffffff5ffffff9c5ffffffdcffffffeeffffffb2ffffffb9ffffffa36a3e486d7bffffff9a",
         [("R06", "")]),
        ("0d410effffffe02affffffcfffffffcdffffffbf20ffffffe7ffffffd0ffffffffffffff9effffffdc7674ffff"
         "ffeefffffffbfffffff5ffffff9c05ffffffdcffffffeeffffffb2ffffffb9ffffffa36a3e486d7bffffff9a",
         [("R06", "")]),
        # Java: new BigInteger(1, digest).toString()
        ("5995014758778568272865586634794388213677326257742238620985083364549354945434",
         [("R10", "decimal")]),
    ],
)  # fmt: skip
def test_zeros_that_were_dropped(mac: str, applied: list[tuple[str, str]]) -> None:
    assert first(mac, bytes.fromhex(ZEROS)) == ("whole", applied)


@pytest.mark.parametrize(
    "mac",
    ["", " ", "abc", "0123456", "Authentication", "[B@7f1302d6", "System.Byte[]", "undefined",
     "b'", "==", "'", "b'abc'", "<Buffer zz>", "é" * 32, "x" * 64, "0" * 64, "1, 2, 3",
     "zz" * 100_000, "[" * 5000, "9" * 5000, "a" * 5000, "%00", "\0", "0x", "sha256="],
)  # fmt: skip
def test_what_can_be_no_mac_has_no_readings(mac: str) -> None:
    assert claims(mac) == ()


@pytest.mark.parametrize(
    ("mac", "words"),
    [
        ("", "empty"),
        ("[B@7f1302d6", "Java"),  # Java: "" + digest
        ("System.Byte[]", ".NET"),
        ("[object ArrayBuffer]", "JavaScript"),
        ("undefined", "missing"),
        ("{{mac}}", "not filled in"),
        ("••••", "mask"),
        ("0" * 64, "repeated"),
        ("abc123", "too short"),
    ],
)
def test_why_a_text_is_no_mac(mac: str, words: str) -> None:
    said = why_none(mac)
    assert words in said
    assert not mac or mac not in said


def test_a_right_mac_of_another_algorithm_is_whole() -> None:
    md5 = bytes.fromhex("900150983cd24fb0d6963f7d28e17f72")  # md5sum of "abc"
    assert first(md5.hex(), md5) == ("whole", [])
    assert first(base64.b64encode(md5).decode(), md5) == ("whole", [("M52", "")])


def test_the_usual_mac_has_one_reading_for_its_length() -> None:
    assert [claim.digest for claim in claims(HEX) if claim.place == "whole"] == [DIGEST]
    assert not any(matches(claim, DIGEST) for claim in claims(HEX) if claim.place != "whole")


@given(st.text(max_size=120) | st.text("0123456789abcdefABCDEF-+/= \n'\"b[]x%", max_size=200))
def test_reading_never_fails(mac: str) -> None:
    for claim in claims(mac):
        assert len(claim.digest) >= 4
        assert claim.place in ("whole", "start", "end")
        assert all(each.id in BY_ID for each in claim.applied)
    why_none(mac)


def _varied(digest: bytes) -> bool:
    """As those of hash functions are."""
    return len(set(digest)) > 10 and len(set(digest.hex())) > 6


@given(
    st.binary(min_size=32, max_size=32).filter(_varied)
    | st.randoms(use_true_random=False).map(lambda random: random.randbytes(16)).filter(_varied)
)
def test_every_digest_is_read_back(digest: bytes) -> None:
    text = digest.hex()
    for mac in (
        text, text.upper(), base64.b64encode(digest).decode(), "".join(f"{b:x}" for b in digest),
        base64.urlsafe_b64encode(digest).decode().rstrip("="), "-".join(f"{b:02X}" for b in digest),
        str(int(text, 16)), str(list(digest)), repr(digest), f"{int(text, 16):x}",
        base64.b64encode(text.encode()).decode(), text[:-2], text[2:],
    ):  # fmt: skip
        if len(mac) > 25:
            assert any(matches(claim, digest) for claim in claims(mac)), mac


@given(st.binary(min_size=32, max_size=32))
def test_no_other_digest_is_taken_for_it(digest: bytes) -> None:
    for mac in (HEX, HEX.upper(), B64, HEX[:16], rendered(DIGEST, "hex-signed")):
        if digest[:8] != DIGEST[:8]:
            assert not any(matches(claim, digest) for claim in claims(mac))
