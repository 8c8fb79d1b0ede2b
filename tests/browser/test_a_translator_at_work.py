"""English changes; its Spanish warning says that it is behind, until somebody translates it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

ARTICLE = "/staying-safe/test-strips-and-the-drug-supply/"
CHANGE = f"""
from articles.models import ArticlePage
page = ArticlePage.objects.get(slug="{ARTICLE.split("/")[2]}", locale__language_code="en")
raw = list(page.urgent.raw_data)
raw[0]["value"]["trigger"] = "Is somebody not answering you?"
page.urgent = raw
page.save_revision().publish()
print(page.pk)
"""


def test_a_warning_that_is_behind_is_found_translated_and_published(
    live: LiveSite, staff: Page, reader_page: Page
) -> None:
    said: list[str] = []
    staff.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    staff.on("pageerror", lambda error: said.append(str(error)))
    notice = reader_page.locator(".urgent .behind")

    reader_page.goto(f"{live.url}/es{ARTICLE}")
    expect(notice).to_have_count(0)
    key = live.python(CHANGE).strip().splitlines()[-1]
    reader_page.reload()
    expect(notice).to_contain_text("Este aviso cambió en inglés después de esta traducción.")

    live.sign_in(staff, "publisher")
    staff.goto(f"{live.url}/admin/pages/")
    staff.goto(f"{live.url}/admin/pages/{key}/edit/")
    expect(staff.get_by_text("“Is somebody not answering you?”")).to_be_visible()
    staff.get_by_role("link", name="Translate: ").click()
    segment = staff.locator("li", has_text="Is somebody not answering you?").last
    segment.get_by_role("button", name="Translate").click()
    segment.locator("textarea").fill("¿Alguien no le contesta?")
    segment.get_by_role("button", name="Save").click()
    expect(segment).to_contain_text("Translated manually")
    staff.get_by_role("button", name="Publish in Spanish").click()
    expect(staff.locator(".messages")).to_contain_text("Published")

    reader_page.reload()
    expect(notice).to_have_count(0)
    expect(reader_page.locator(".urgent").first).to_contain_text("¿Alguien no le contesta?")
    assert said == []
