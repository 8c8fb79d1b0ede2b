"""The editors' desk as it is used: write, be warned, mend, be refused for a claim without a source,
name the source, let somebody else approve and publish; one changed word, and the badge is gone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

SETUP = """
from django.contrib.auth import get_user_model
from articles.models import Reviewer, TopicPage
user = get_user_model().objects.get(username="reviewer")
Reviewer.objects.update_or_create(
    user=user, defaults={"name": "Robin Sample", "credentials": "MD, for tests"}
)
print(TopicPage.objects.get(slug="substances", locale__language_code="en").pk)
"""
KEY = """
from articles.models import ArticlePage
print(ArticlePage.objects.get(slug="when-sleep-does-not-come").pk)
"""
ADDRESS = "/substances/when-sleep-does-not-come/"


def as_(live: LiveSite, page: Page, name: str) -> None:
    page.context.clear_cookies()
    live.sign_in(page, name)
    page.wait_for_url(re.compile("/admin/$"))


def write(page: Page, words: str) -> None:
    """Into the one text block."""
    text = page.locator("[data-draftail-editor-wrapper] [role=textbox]").first
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def more(page: Page, action: str) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action, exact=True).click()


def test_from_the_first_word_to_the_badge_and_back(
    live: LiveSite, staff: Page, reader_page: Page
) -> None:
    topic = live.python(SETUP).strip().splitlines()[-1]
    staff.set_default_timeout(20_000)
    as_(live, staff, "editor")

    # Write, and be warned.
    staff.goto(f"{live.url}/admin/pages/add/articles/articlepage/{topic}/")
    staff.fill("input[name=title]", "When an addict cannot sleep")
    staff.fill("textarea[name=summary]", "What helps, and whom to ask.")
    staff.locator("#panel-child-content-body-section").get_by_role(
        "button", name="Insert a block"
    ).first.click()
    staff.get_by_role("option", name="Text", exact=True).click()
    write(staff, "About 25% of people who stop drinking cannot sleep at first.")
    staff.get_by_role("button", name="Toggle preview").click()
    preview = staff.frame_locator("#w-preview-iframe")
    expect(preview.locator("mark[data-severity=stop]").first).to_have_text("addict")
    expect(preview.locator(".reading")).to_contain_text("Flesch-Kincaid grade")

    # Mend it, submit it, be refused for the claim, and lose nothing.
    staff.fill("input[name=title]", "When sleep does not come")
    staff.get_by_role("tab", name="Promote").click()
    staff.fill("input[name=slug]", "when-sleep-does-not-come")
    staff.get_by_role("tab", name="Content").click()
    more(staff, "Submit to Medical review")
    expect(staff.locator(".messages")).to_contain_text("could not be")
    expect(staff.locator("#panel-child-content-body-section")).to_contain_text(
        "“25%” has no source. Choose what it stands on under “Sources”."
    )
    expect(staff.locator("#panel-child-content-body-section")).to_contain_text("cannot sleep")

    # Name the source.
    body = staff.locator("#panel-child-content-body-section")
    body.get_by_role("button", name="Add", exact=True).click()
    body.get_by_role("button", name="Choose source").click()
    chooser = staff.get_by_role("dialog")
    chooser.get_by_label("Search term").fill("suchman")
    chooser.get_by_role("link", name="suchman-2017").click()
    expect(body.get_by_text("suchman-2017")).to_be_visible()
    more(staff, "Submit to Medical review")
    expect(staff.locator(".messages")).to_contain_text("submitted for moderation")
    key = live.python(KEY).strip().splitlines()[-1]
    where = f"{live.url}/admin/pages/{key}/edit/"

    # Somebody else approves, and somebody publishes.
    as_(live, staff, "reviewer")
    staff.goto(where)
    more(staff, "Approve: I have read all of it")
    expect(staff.locator(".messages")).to_contain_text("has been updated")
    as_(live, staff, "publisher")
    staff.goto(where)
    expect(staff.locator("[data-review]")).to_contain_text("approved this draft")
    more(staff, "Publish")
    expect(staff.locator(".messages")).to_contain_text("has been updated")
    reader_page.goto(live.url + ADDRESS)
    byline = reader_page.locator(".byline")
    expect(byline).to_contain_text("Reviewed by Robin Sample, MD, for tests")

    # One changed word.
    as_(live, staff, "editor")
    staff.goto(where)
    staff.fill("textarea[name=summary]", "What helps, and who to ask.")
    more(staff, "Submit to Medical review")
    expect(staff.locator(".messages")).to_contain_text("submitted for moderation")
    as_(live, staff, "publisher")
    staff.goto(where)
    more(staff, "Publish without clinical review")
    dialog = staff.get_by_role("dialog")
    dialog.get_by_label("Why, without a clinical review").fill("One word of grammar.")
    dialog.get_by_role("button", name="Publish without clinical review").click()
    expect(staff.locator(".messages")).to_contain_text("sleep")
    reader_page.goto(live.url + ADDRESS)
    expect(byline).to_contain_text("no clinician has reviewed the change yet")
    expect(byline).not_to_contain_text("Reviewed by")
