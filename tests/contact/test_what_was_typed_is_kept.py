"""A mistake costs no words: they stand in the form, under a summary that leads to each mistake."""

import re

from django.test import Client

from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT


def fields(page: str) -> dict[str, str]:
    """What the form would send again: the value of each field that it shows."""
    typed = dict(re.findall(r'<input (?=[^>]*name="(\w+)")(?=[^>]*value="([^"]*)")[^>]*>', page))
    typed |= {
        name: text.removeprefix("\n")
        for name, text in re.findall(
            r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', page, re.S
        )
    }
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        typed[name] = chosen[1] if chosen else ""
    ticks = re.findall(r'<input type="checkbox"[^>]*name="(\w+)"[^>]*>', page)
    for name in ticks:
        tag = re.search(rf'<input type="checkbox"[^>]*name="{name}"[^>]*>', page)
        typed[name] = "on" if tag and " checked" in tag[0] else ""
    return typed


def test_every_answer_of_the_full_form_is_still_there(ask: Ask) -> None:
    answer = ask(FULL | {"phone": "555", "acknowledged": ""})
    assert answer.status_code == 422
    shown = fields(answer.content.decode())
    for name, value in FULL.items():
        if name not in ("phone", "acknowledged"):
            assert shown[name] == value, name
    assert shown["phone"] == "555"
    assert shown["acknowledged"] == ""


def test_the_short_form_comes_back_as_the_short_form(ask: Ask) -> None:
    answer = ask(SHORT | {"phone": "555"})
    page = answer.content.decode()
    shown = fields(page)
    assert shown["form"] == "short"
    assert "acknowledged" not in shown
    assert shown["message"] == SHORT["message"]
    assert "We erase it" in page, "the promise stands beside the button here too"


def test_the_summary_leads_to_each_field_and_each_field_says_its_own(ask: Ask) -> None:
    page = ask(FULL | {"phone": "555", "email": "nobody", "acknowledged": ""}).content.decode()
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    assert "Please check three things." in summary
    led_to = re.findall(r'href="#([^"]+)"', summary)
    assert led_to == ["id_phone", "id_email", "id_acknowledged"]
    for name in led_to:
        tag = re.search(rf'<(?:input|textarea|select)[^>]*id="{name}"[^>]*>', page)
        assert tag, name
        assert 'aria-invalid="true"' in tag[0]
        assert f"{name}_error" in re.search(r'aria-describedby="([^"]*)"', tag[0])[1].split()
        assert f'id="{name}_error"' in page
    assert 'role="alert"' in page
    assert "autofocus" in page.partition('class="error-summary"')[2].partition(">")[0]
    assert "Please check" in re.search(r"<title>(.*?)</title>", page, re.S)[1]


def test_an_empty_form_shows_no_mistakes(client: Client, db: None) -> None:
    page = client.get("/contact/", secure=True).content.decode()
    assert "error-summary" not in page
    assert "aria-invalid" not in page
    assert re.findall(r'name="(\w+)"[^>]* required', page) == ["acknowledged"]
    assert " novalidate" in page.partition("<form")[2].partition(">")[0], "we say it, kindly"


def test_a_message_that_is_too_long_is_kept_whole(ask: Ask) -> None:
    message = "help " * 1001
    answer = ask(SHORT | {"message": message})
    assert answer.status_code == 422
    assert fields(answer.content.decode())["message"] == message
    assert "This is longer than we can take: 5004 letters." in answer.content.decode()


def test_no_field_is_cut_off_by_the_browser(client: Client, article: object) -> None:
    for path in ("/contact/", article.get_url()):
        assert "maxlength" not in client.get(path, secure=True).content.decode()


def test_what_was_typed_is_not_in_the_address_or_a_cache(ask: Ask) -> None:
    answer = ask(SHORT | {"phone": "555"})
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Location" not in answer.headers
