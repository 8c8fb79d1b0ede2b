"""An editor types a number: it is marked beside its block, and one click puts it right."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

BODY = '[data-contentpath="body"] .public-DraftEditor-content'


def first_text(live: LiveSite, page: Page, article: str) -> Locator:
    """The first text editor of an article's body, in the admin."""
    page.goto(f"{live.url}/admin/pages/")
    found = page.request.get(f"{live.url}/admin/api/main/pages/?slug={article}").json()
    page.goto(f"{live.url}/admin/pages/{found['items'][0]['id']}/edit/")
    return page.locator(BODY).first


def handed_over(page: Page, words: str) -> None:
    """The editor hands over what was typed a moment later than it shows it."""
    form = page.locator("input[name=body-0-value-text]")
    expect(form).to_have_value(re.compile(re.escape(words)))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.locator(".messages")).to_contain_text("updated")


def test_a_number_is_marked_beside_its_block_and_one_click_puts_it_right(
    live: LiveSite, staff: Page
) -> None:
    said: list[str] = []
    staff.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    staff.on("pageerror", lambda error: said.append(str(error)))
    live.sign_in(staff, "editor")
    text = first_text(live, staff, "benzodiazepines")
    text.click()
    staff.keyboard.press("Control+End")
    staff.keyboard.type(" Or call 212-555-2368, at any hour. Or 988.")
    handed_over(staff, "Or 988")
    save(staff)
    found = staff.locator("[data-numbers] li")
    expect(found).to_have_count(2)
    beside = staff.locator('[data-contentpath="body"] .number-here')
    expect(beside).to_have_count(2)
    beside.get_by_role("button", name="Take 988 from the registry").click()
    expect(staff.locator("[data-numbers] li")).to_have_count(1)
    expect(staff.locator(f"{BODY} .number-entity", has_text="988").first).to_be_visible()
    staff.get_by_role("button", name="Put 212-555-2368 into the registry").first.click()
    expect(staff.locator("[data-numbers] .numbers")).to_have_count(0)
    expect(staff.locator("[data-numbers]")).to_contain_text("New number 212-555-2368")
    assert said == []


def test_a_number_is_chosen_from_the_registry_while_writing(live: LiveSite, staff: Page) -> None:
    said: list[str] = []
    staff.on("pageerror", lambda error: said.append(str(error)))
    live.sign_in(staff, "editor")
    text = first_text(live, staff, "cannabis")
    text.click()
    staff.keyboard.press("Control+End")
    staff.keyboard.type(" Ring ")
    before = text.locator(".number-entity").count()
    staff.keyboard.type("/")
    staff.get_by_role("option", name="A number from the registry").click()
    staff.locator(".modal a", has_text="Poison Control").click()
    expect(text.locator(".number-entity")).to_have_count(before + 1)
    expect(text).to_contain_text("Ring 1-800-222-1222")
    handed_over(staff, "1-800-222-1222")
    save(staff)
    expect(staff.locator(BODY).first).to_contain_text("Ring 1-800-222-1222")
    expect(staff.locator("[data-numbers]")).to_have_count(0)
    assert said == []
