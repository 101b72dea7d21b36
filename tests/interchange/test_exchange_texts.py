"""Each form in which one direction can be copied."""

from __future__ import annotations

import ast
import base64
import json
from functools import partial

import pytest
from exchanges import BODY, CUSTOMER_KEY, PARTNER_KEY, REQUEST, answer, exchange

from nvexplorer.interchange.exchange_texts import FORMS, LIMIT
from nvexplorer.model.errors import BadInput

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def make(form, exchange, sent):
    return "".join(form.make(exchange, sent))


MAKE = {form.id: partial(make, form) for form in FORMS}


@pytest.fixture
def given():
    return exchange(answer=answer(head=HEAD))


def test_the_answer_as_http_text_base64_and_python(given):
    assert MAKE["http"](given, False) == (HEAD + BODY).decode()
    assert base64.b64decode(MAKE["base64"](given, False)) == HEAD + BODY
    assert ast.literal_eval(MAKE["python"](given, False)) == HEAD + BODY
    assert MAKE["hex"](given, False).startswith("00000000  48 54 54 50 2f")


def test_the_request_as_it_was_sent(given):
    assert MAKE["http"](given, True).encode() == REQUEST.head()
    headers = json.loads(MAKE["json"](given, True))
    assert [h["name"] for h in headers] == [name for name, _ in REQUEST.headers]
    assert f"X-Netvisor-Authentication-MAC\t{REQUEST.mac}" in MAKE["table"](given, True)


@pytest.mark.parametrize("form", FORMS, ids=[form.id for form in FORMS])
@pytest.mark.parametrize("sent", [True, False])
def test_no_form_holds_a_key(given, form, sent):
    text = make(form, given, sent)
    assert CUSTOMER_KEY not in text
    assert PARTNER_KEY not in text


@pytest.mark.parametrize("form", ["http", "hex", "base64", "python", "har"])
def test_too_much_for_a_clipboard_is_said(form):
    given = exchange(answer=answer(body=bytes(LIMIT + 1)))
    with pytest.raises(BadInput, match="too much for the clipboard"):
        MAKE[form](given, False)


def test_a_body_of_many_pieces_is_the_same_in_every_form():
    body = ('<a b="c">Mäkinen\'s \\ €</a>' * 9000).encode()
    given = exchange(answer=answer(head=HEAD, body=body))
    assert MAKE["http"](given, False) == (HEAD + body).decode()
    assert base64.b64decode(MAKE["base64"](given, False)) == HEAD + body
    assert ast.literal_eval(MAKE["python"](given, False)) == HEAD + body
    rows = MAKE["hex"](given, False).splitlines()
    assert bytes.fromhex("".join(row[10:58] for row in rows)) == HEAD + body


def test_no_piece_of_a_form_takes_long():
    given = exchange(answer=answer(head=HEAD, body=b"<a>1</a>" * 100_000))
    for form in FORMS:
        for piece in form.make(given, False):
            assert len(piece) < 1_000_000
