"""Whatever is sent gets a proper answer: never a 500, never a changed header, no half a row."""

import json
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from contact.models import IntakeRequest
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT

FORM = "application/x-www-form-urlencoded"
NASTY = {
    "nul": "a\x00b",
    "line-ends": "a\r\nSet-Cookie: stolen=1\r\n\r\n<h1>x",
    "right-to-left": "\u202egnp.exe\u2066\u2069",
    "emoji": "👩‍👧 💔🏳️‍🌈" * 5,
    "surrogate": "\ud800x\udfff",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "template": "{{ settings.SECRET_KEY }}{% debug %}%(x)s{0}",
    "sql": "'; DROP TABLE contact_intakerequest; --",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    "zero-width": "\u200b\u200c\u200d\u2060\ufeff",
}
ANSWERED = {303, 400, 413, 422}


def send(body: bytes, content_type: str = FORM, **headers: str) -> HttpResponse:
    client = Client(raise_request_exception=False)
    return client.generic("POST", "/contact/", body, content_type, secure=True, headers=headers)


def encoded(answers: dict[str, str]) -> bytes:
    return urlencode(
        [(raw(name), raw(value)) for name, value in answers.items()], quote_via=quote_plus
    ).encode()


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def check(answer: HttpResponse, usual: HttpResponse) -> None:
    assert answer.status_code in ANSWERED
    assert not answer.cookies
    assert set(answer.headers) <= set(usual.headers) | {"Location"}
    assert "<h1>x" not in answer.content.decode()


@pytest.fixture
def usual(ask: Ask) -> HttpResponse:
    """An answer to an honest mistake: the headers that any other may have."""
    return ask({"form": "short"})


@pytest.mark.parametrize("name", ["phone", "email", "name", "message", "insurer", "seeking_for"])
@pytest.mark.parametrize("nasty", NASTY)
def test_in_one_field(usual: HttpResponse, name: str, nasty: str) -> None:
    check(send(encoded(FULL | {name: NASTY[nasty]})), usual)


@pytest.mark.parametrize("nasty", NASTY)
def test_in_every_field(usual: HttpResponse, nasty: str) -> None:
    check(send(encoded(dict.fromkeys([*FULL, "reply_topic", NASTY[nasty]], NASTY[nasty]))), usual)


@pytest.mark.parametrize("nasty", NASTY)
def test_a_plea_with_it_is_taken_and_opens(usual: HttpResponse, nasty: str) -> None:
    typed = SHORT | {"name": "Ann " + NASTY[nasty], "message": "Please call. " + NASTY[nasty]}
    assert send(encoded(typed)).status_code == 303
    opened = IntakeRequest.objects.get().open()
    assert str(opened["message"]).startswith("Please call.")
    assert not {c for c in str(opened["name"]) if ord(c) < 32}
    assert not set(f"{opened['name']}{opened['message']}") & set("\x00\u202e\ud800\udfff")


RAW = {
    "empty": b"",
    "invalid-utf-8": b"form=short&phone=%ff%fe6025550142&name=%c3%28&message=\xff\xfe\x80",
    "overlong-utf-8": b"form=short&phone=6025550142&name=%c0%af%e0%80%af",
    "no-equals": b"form&phone&&&=&=x",
    "arrays": b"form=short&phone[]=1&phone[a][b]=2&phone=6025550142&phone=6025550143",
    "unknown-fields": b"form=short&phone=6025550142&is_staff=1&status=closed&id=1&__proto__=x",
    "broken-percent": b"form=short&phone=6025550142&name=%&message=%zz%",
    "json-in-a-form": json.dumps(SHORT).encode(),
}


@pytest.mark.parametrize("name", RAW)
def test_raw_bodies(usual: HttpResponse, name: str) -> None:
    check(send(RAW[name]), usual)


def test_unknown_fields_change_nothing(ask: Ask) -> None:
    ask(SHORT | {"status": "closed", "suspected": "on", "reference": "AAAA2222", "version": "9"})
    row = IntakeRequest.objects.get()
    assert (row.status, row.suspected, row.version) == ("new", False, 1)
    assert row.reference != "AAAA2222"
    assert "status" not in row.open()


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain",
        "text/plain; charset=hex",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=x; charset=hex",
        "multipart/form-data; boundary=" + "x" * 300,
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=hex",
        f"{FORM}; charset=no-such",
        "\x7f/é",
        "",
    ],
)
def test_content_types(usual: HttpResponse, content_type: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="phone"\r\n\r\n6025550142\r\n--x--\r\n'
    check(send(body, content_type), usual)
    check(send(encoded(SHORT), content_type), usual)


def test_a_multipart_form_is_a_form(ask: Ask, client: Client) -> None:
    """The test client sends multipart where it is given a dict; a file in it is left alone."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("../../x.php", b"<?php", "application/x-php")
    assert ask(SHORT | {"message": file}).status_code == 303
    assert "php" not in str(IntakeRequest.objects.get().open())


def test_too_many_fields(usual: HttpResponse) -> None:
    body = encoded(SHORT) + b"".join(b"&f%d=1" % number for number in range(10_001))
    answer = send(body)
    check(answer, usual)
    assert answer.status_code == 400
    assert b"tel:911" in answer.content
    assert not IntakeRequest.objects.exists()


def test_a_body_past_the_limit(usual: HttpResponse) -> None:
    answer = send(encoded(SHORT) + b"&message=" + b"x" * 2_600_000)
    check(answer, usual)
    assert answer.status_code in (400, 413)
    assert b"tel:988" in answer.content
    assert not IntakeRequest.objects.exists()


def test_a_message_of_a_megabyte_is_kept_and_said_to_be_too_long(usual: HttpResponse) -> None:
    answer = send(encoded(SHORT | {"message": "x" * 1_000_000}))
    assert answer.status_code == 422
    assert "1000000 letters" in answer.content.decode()
    assert answer.content.decode().count("x" * 1_000_000) == 1


@pytest.mark.parametrize("name", ["phone", "email", "name", "insurer", "reply_topic"])
def test_a_line_of_a_megabyte(usual: HttpResponse, name: str) -> None:
    check(send(encoded(FULL | {name: "x" * 1_000_000})), usual)


def test_what_a_browser_says_of_itself_may_be_anything(usual: HttpResponse) -> None:
    odd: dict[str, Any] = {"User-Agent": "\x00é", "Origin": "https://[", "Referer": "\udcff"}
    for name, value in odd.items():
        assert send(encoded(SHORT), **{name: value}).status_code in ANSWERED | {403}


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "raw_unicode_escape", "idna", "hex"]
)
@pytest.mark.parametrize("path", ["/contact/", "/contact/thanks/" + "A" * 43 + "/"])
def test_an_odd_charset_is_never_a_500(db: None, charset: str, path: str) -> None:
    words = b"+2AA- \\ud800 \xff xn--a"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="message"\r\n\r\n' + words + b"\r\n--x--\r\n"
    )
    for kind in (
        f"multipart/form-data; boundary=x; charset={charset}",
        f"{FORM}; charset={charset}",
    ):
        client = Client(raise_request_exception=False)
        answer = client.generic("POST", path, body, f"{kind}; charset={charset}", secure=True)
        assert answer.status_code in (400, 404, 422), kind


def test_several_values_of_one_name_are_kept(db: None) -> None:
    body = b"form=short&phone=&phone=5705550123&phone=5705550199&message=first&message=second"
    assert send(body).status_code == 303
    opened = IntakeRequest.objects.get().open()
    assert opened["phone"] == "+1 570-555-0123"
    assert opened["message"] == "first\nsecond"


def test_a_file_is_neither_kept_nor_written_to_the_disk(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(*said: object, **also: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", written)
    head = b'--x\r\nContent-Disposition: form-data; name="'
    body = head + b'phone"\r\n\r\n5705550123\r\n' + head
    body += b'message"; filename="a.txt"\r\n\r\n' + b"a" * 4_000_000 + b"\r\n--x--\r\n"
    answer = send(body, "multipart/form-data; boundary=x")
    assert answer.status_code in (303, 422)
