"""An editor writes and looks at the preview; a publisher lets it go live, and readers see it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser


KEY = """
from articles.models import ArticlePage
print(ArticlePage.objects.get(slug="what-is-prescription-methamphetamine").pk)
"""


def _open_article(live: LiveSite, page: Page) -> None:
    key = live.python(KEY).strip().splitlines()[-1]
    page.goto(f"{live.url}/admin/pages/")
    page.goto(f"{live.url}/admin/pages/{key}/edit/")


def test_what_is_published_is_read(live: LiveSite, staff: Page, reader_page: Page) -> None:
    said: list[str] = []
    staff.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    live.sign_in(staff, "editor")
    _open_article(live, staff)
    expect(staff.locator("[data-review]")).to_contain_text("No clinician has reviewed this article")
    staff.fill("textarea[name=summary]", "What the legal medicine is, and what help there is now.")
    staff.get_by_role("button", name="More actions").click()
    staff.get_by_role("button", name="Submit to Medical review").click()
    expect(staff.locator(".messages")).to_contain_text("submitted for moderation")
    staff.context.clear_cookies()
    live.sign_in(staff, "publisher")
    _open_article(live, staff)
    staff.get_by_role("button", name="More actions").click()
    staff.get_by_role("button", name="Publish without clinical review").click()
    dialog = staff.get_by_role("dialog")
    why = dialog.get_by_label("Why, without a clinical review")
    why.fill("The clinician is away until Monday.")
    dialog.get_by_role("button", name="Publish without clinical review").click()
    expect(staff.locator(".messages")).to_contain_text("methamphetamine")
    reader_page.goto(f"{live.url}/substances/what-is-prescription-methamphetamine/")
    expect(reader_page.locator(".summary").first).to_have_text(
        "What the legal medicine is, and what help there is now."
    )
    assert [line for line in said if "Content Security Policy" in line] == []


def test_the_preview_shows_the_page_in_the_editor(live: LiveSite, staff: Page) -> None:
    said: list[str] = []
    staff.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    live.sign_in(staff, "editor")
    _open_article(live, staff)
    staff.get_by_role("button", name="Toggle preview").click()
    preview = staff.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_contain_text("prescription methamphetamine", timeout=20_000)
    assert [line for line in said if "Content Security Policy" in line] == []
