"""A reader says whether an article helped: two taps on a phone, with scripts and without."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LiveSite
from tests.browser.pages import PATHS

pytestmark = pytest.mark.browser

COUNTED = """
from articles.models import Feedback
print({row.answer: row.times for row in Feedback.objects.filter(page__slug="%s")})
"""


def answer(page: Page, name: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name, exact=True).click()


def test_a_no_a_reason_and_thanks_that_lead_to_help(live: LiveSite, reader: Page) -> None:
    reader.goto(live.url + PATHS["urgent article"])
    answer(reader, "No")
    expect(reader.locator("h1")).to_have_text("Why was it not helpful?")
    assert reader.locator("main input:not([type=hidden]), main textarea").count() == 0
    answer(reader, "I need help, not reading")
    expect(reader.locator("h1")).to_have_text("Thank you")
    # Loading the thanks again, or going back, sends nothing again.
    reader.reload()
    reader.go_back()
    expect(reader.locator("h1")).to_have_text("Why was it not helpful?")
    reader.go_forward()
    reader.get_by_role("link", name="Ask us to call you").click()
    expect(reader).to_have_url(f"{live.url}/contact/")
    assert reader.context.cookies() == []


def test_a_yes_and_back_to_the_page(live: LiveSite, reader: Page) -> None:
    path = PATHS["urgent article"]
    reader.goto(live.url + path)
    answer(reader, "Yes")
    expect(reader.locator("h1")).to_have_text("Thank you")
    reader.get_by_role("link", name="Back to the page").click()
    expect(reader).to_have_url(live.url + path)


def test_each_is_counted_once(live: LiveSite, reader: Page) -> None:
    path = "/treatment/mothering-from-the-inside-out/"
    slug = path.strip("/").split("/")[-1]
    before = eval(live.python(COUNTED % slug))  # noqa: S307
    reader.goto(live.url + path)
    answer(reader, "No")
    answer(reader, "It is hard to read")
    reader.reload()
    after = eval(live.python(COUNTED % slug))  # noqa: S307
    for name in ("no", "hard"):
        assert after[name] == before.get(name, 0) + 1


def test_a_child_finds_people_for_children(live: LiveSite, reader: Page) -> None:
    reader.goto(live.url + PATHS["article for children"])
    answer(reader, "No")
    answer(reader, "I need help, not reading")
    expect(reader.get_by_role("heading", name="Need help?")).to_be_visible()
    assert reader.locator("[href*='contact']").count() == 0
    assert reader.locator(".child-help a[href^='tel:']").count() >= 2


def test_targets_are_large_and_apart(live: LiveSite, reader: Page) -> None:
    reader.goto(live.url + PATHS["article"])
    yes, no = [b.bounding_box() or {} for b in reader.locator(".helpful button").all()]
    assert min(yes["height"], no["height"], yes["width"], no["width"]) >= 48
    assert no["x"] - (yes["x"] + yes["width"]) >= 8
    answer(reader, "No")
    boxes = [b.bounding_box() or {} for b in reader.locator(".reasons button").all()]
    assert min(box["height"] for box in boxes) >= 48
    for above, below in pairwise(boxes):
        assert below["y"] - (above["y"] + above["height"]) >= 8


def test_it_is_not_printed(live: LiveSite, reader_page: Page) -> None:
    reader_page.goto(live.url + PATHS["article"])
    expect(reader_page.locator(".helpful")).to_be_visible()
    reader_page.emulate_media(media="print")
    expect(reader_page.locator(".helpful")).to_be_hidden()


def test_in_forced_colours_the_buttons_keep_their_edge(live: LiveSite, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, forced_colors="active")
    page = context.new_page()
    page.goto(live.url + PATHS["article"])
    found = Axe().run(page, ".helpful").response["violations"]
    answer(page, "No")
    found += Axe().run(page).response["violations"]
    assert found == []
    for button in page.locator(".reasons button").all():
        assert button.evaluate("b => getComputedStyle(b).borderTopStyle") == "solid"
    context.close()
