"""Asking for a call, in either form, in either language, with scripts and without."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, LiveSite

pytestmark = pytest.mark.browser

ARTICLE = "/treatment/mothering-from-the-inside-out/"
WORDS = {
    "en": {
        "thanks": "We have your request",
        "when": "We read it next",
        "check": "Please check",
        "add": "Add this",
        "added": "We have what you added",
        "nothing": "Nothing was chosen",
        "no-emergency": "This is not for emergencies",
    },
    "es": {
        "thanks": "Tenemos su solicitud",
        "when": "La leeremos",
        "check": "Revise",
        "add": "Agregar esto",
        "added": "Tenemos lo que agregó",
        "nothing": "No eligió nada",
        "no-emergency": "Esto no es para emergencias",
    },
}

TRANSLATE = f"""
import django; django.setup()
from wagtail.models import Locale
from articles.models import ArticlePage
spanish, _ = Locale.objects.get_or_create(language_code="es")
page = ArticlePage.objects.get(slug="{ARTICLE.split("/")[2]}", locale__language_code="en")
if not page.has_translation(spanish):
    copy = page.copy_for_translation(spanish, copy_parents=True)
    copy.save_revision().publish()
"""


@pytest.fixture(scope="module")
def spanish(live: LiveSite) -> None:
    """A Spanish copy of the article: its frame and form are what these tests look at."""
    done = subprocess.run(
        [sys.executable, "-c", TRANSLATE], cwd=ROOT, env=live.environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


def address(live: LiveSite, form: str, language: str) -> str:
    start = "/es" if language == "es" else ""
    return live.url + start + (ARTICLE if form == "short" else "/contact/")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", ["short", "full"])
def test_ask_be_told_what_is_wrong_mend_it_and_add_something(
    live: LiveSite,
    reader: Page,
    spanish: None,
    form: str,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    words = WORDS[language]
    reader.goto(address(live, form, language))
    assert reader.locator("html").get_attribute("lang") == language
    expect(reader.locator(".not-emergency").first).to_contain_text(words["no-emergency"])
    reader.fill("#id_message", f"quince {request.node.name}")
    if form == "full":
        reader.check("#id_acknowledged")
    reader.click("form.ask button")

    expect(reader.locator(".error-summary")).to_contain_text(words["check"])
    expect(reader.locator("#id_message")).to_have_value(f"quince {request.node.name}")
    reader.fill("#id_phone", "570 555 0177")
    reader.click("form.ask button")

    expect(reader.locator("h1")).to_have_text(words["thanks"])
    main = reader.locator("main")
    expect(main).to_contain_text(words["when"])
    expect(main).to_contain_text("(888) 380-0342")
    start = "/es" if language == "es" else ""
    assert re.fullmatch(rf"{re.escape(live.url)}{start}/contact/thanks/[\w-]{{43}}/", reader.url)

    reader.get_by_role("button", name=words["add"]).click()
    expect(reader.locator(".error-summary")).to_contain_text(words["nothing"])
    reader.select_option("#id_best_time", "evening")
    reader.get_by_role("button", name=words["add"]).click()
    expect(main).to_contain_text(words["added"])
    assert reader.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_back_and_send_again_is_the_same_request(
    live: LiveSite, reader: Page, spanish: None, language: str, request: pytest.FixtureRequest
) -> None:
    seen = set()
    for _ in range(2):
        reader.goto(address(live, "short", language))
        reader.fill("#id_phone", "570 555 0178")
        reader.fill("#id_message", f"twice {request.node.name}")
        reader.click("form.ask button")
        expect(reader.locator("h1")).to_have_text(WORDS[language]["thanks"])
        seen.add((reader.url, reader.locator(".reference strong").inner_text()))
    assert len(seen) == 1


def test_back_does_not_show_the_message_again(
    live: LiveSite, reader: Page, request: pytest.FixtureRequest
) -> None:
    reader.goto(address(live, "short", "en"))
    reader.fill("#id_email", "quillon@example.org")
    reader.fill("#id_message", f"not for the next person {request.node.name}")
    reader.click("form.ask button")
    expect(reader.locator("h1")).to_have_text("We have your request")
    reader.go_back()
    expect(reader.locator("#id_message")).to_have_value("")


@pytest.mark.parametrize("reader", [True], indirect=True, ids=["scripts-on"])
def test_only_a_form_that_was_taken_is_emptied(live: LiveSite, reader: Page) -> None:
    """Two tabs: what is being typed in the other one stays."""
    other = reader.context.new_page()
    other.goto(address(live, "short", "en"))
    other.fill("#id_message", "still writing")
    reader.goto(address(live, "short", "en"))
    reader.fill("#id_phone", "570 555 0179")
    reader.click("form.ask button")
    expect(reader.locator("h1")).to_have_text("We have your request")
    reader.wait_for_timeout(300)
    expect(other.locator("#id_message")).to_have_value("still writing")


@pytest.mark.parametrize("reader", [True], indirect=True, ids=["scripts-on"])
def test_a_taken_form_is_emptied_where_the_browser_keeps_the_page(
    live: LiveSite, reader: Page
) -> None:
    """The page as a back-forward cache would hold it: alive, submitted, and told of the thanks."""
    reader.goto(address(live, "short", "en"))
    reader.fill("#id_message", "something private")
    reader.evaluate(
        """() => {
          const form = document.querySelector("form.ask");
          form.addEventListener("submit", (event) => event.preventDefault());
          form.requestSubmit();
          new BroadcastChannel("request-taken").postMessage("taken");
        }"""
    )
    expect(reader.locator("#id_message")).to_have_value("")


def test_the_fields_say_what_a_browser_may_fill_in(live: LiveSite, reader: Page) -> None:
    reader.goto(f"{live.url}/contact/")
    expected = {
        "phone": "tel",
        "email": "email",
        "name": "given-name",
        "message": "off",
        "insurer": "off",
        "reply_topic": "off",
    }
    found = {name: reader.get_attribute(f"[name={name}]", "autocomplete") for name in expected}
    assert found == expected, json.dumps(found)
