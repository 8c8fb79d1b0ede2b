"""The family plan: filled in on a phone, printed on one sheet, and gone when it is left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, Route, expect

from tests.browser.conftest import LiveSite
from tests.browser.test_leave_now import NEUTRAL

pytestmark = pytest.mark.browser

LINES = "main input"
SENTENCE = "Mom keeps the box in the drawer by the phone, and a spare one is in the car outside."
PAPER = {"Letter": (612, 792), "A4": (596, 843)}
"""Points, as Chromium rounds them."""


def fill(page: Page) -> list[str]:
    """Write as much into every line as it takes; returns what was written."""
    for line in page.locator(LINES).all():
        line.fill(SENTENCE[: int(line.get_attribute("maxlength") or 0)])
    return typed(page)


def typed(page: Page) -> list[str]:
    return page.eval_on_selector_all(LINES, "lines => lines.map(l => l.value)")


@pytest.fixture
def plan(live: LiveSite, reader: Page) -> Page:
    reader.goto(f"{live.url}/family-plan/", wait_until="networkidle")
    return reader


@pytest.fixture
def keeper(live: LiveSite, browser_type: BrowserType, browser_type_launch_args: dict) -> Iterator:
    """Browsers that keep pages for Back, as a reader's does; Playwright's own never do."""
    kept = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield kept
    kept.close()


def test_nothing_that_is_typed_is_sent_or_stored(plan: Page) -> None:
    asked: list[str] = []
    plan.on("request", lambda request: asked.append(request.url))
    assert len(fill(plan)) >= 18
    for line in plan.locator(LINES).all():
        line.press("Enter")
    plan.wait_for_timeout(300)
    assert asked == []
    assert plan.context.cookies() == []
    assert plan.evaluate("localStorage.length + sessionStorage.length") == 0
    # Nothing can be sent: no form holds a line, and none has a name to be sent under.
    assert plan.locator("main form").count() == 0
    assert plan.locator(f"{LINES}[name]").count() == 0
    assert plan.locator(f"{LINES}[form]").count() == 0
    assert plan.locator("main input, main textarea, main select").count() == len(typed(plan))


def test_no_browser_is_invited_to_keep_it_or_to_show_it_to_a_spelling_service(plan: Page) -> None:
    for line in plan.locator(LINES).all():
        said = {n: line.get_attribute(n) for n in ("autocomplete", "spellcheck", "type")}
        assert said == {"autocomplete": "off", "spellcheck": "false", "type": "text"}
        assert line.get_attribute("writingsuggestions") == "false"


def test_it_may_be_kept_by_no_cache(live: LiveSite, reader_page: Page) -> None:
    answer = reader_page.goto(f"{live.url}/family-plan/")
    assert answer
    assert "no-store" in answer.headers["cache-control"]


def test_loading_it_anew_empties_it(plan: Page) -> None:
    fill(plan)
    plan.reload()
    assert set(typed(plan)) == {""}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts-on", "scripts-off"])
def test_leaving_it_empties_it(live: LiveSite, keeper: Browser, scripts: bool) -> None:
    """Back brings the page to life as it was left; without scripts a link empties it before."""
    page = keeper.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{live.url}/family-plan/")
    fill(page)
    if not scripts:
        page.locator("noscript a").click()
        page.wait_for_load_state()
    page.goto(f"{live.url}/privacy/")
    # A page from that memory is there at once and never loads.
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text("Our family plan")
    assert set(typed(page)) == {""}


def test_back_empties_it_without_scripts_too(live: LiveSite, reader: Page) -> None:
    """Where a browser loads the page again, as it is asked to by no-store."""
    reader.goto(f"{live.url}/family-plan/")
    fill(reader)
    reader.goto(f"{live.url}/privacy/")
    reader.go_back()
    expect(reader.locator("h1")).to_have_text("Our family plan")
    assert set(typed(reader)) == {""}


def test_a_browser_that_keeps_pages_alive_finds_it_empty(live: LiveSite, keeper: Browser) -> None:
    """Should one keep the page in spite of no-store: it was emptied while it was being left."""
    page = keeper.new_context().new_page()
    page.goto(f"{live.url}/family-plan/")
    fill(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert set(typed(page)) == {""}
    fill(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert set(typed(page)) == {""}


def test_leave_now_empties_it(live: LiveSite, reader: Page) -> None:
    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>The weather</h1>")

    reader.context.route(f"{NEUTRAL}**", answer)
    reader.goto(f"{live.url}/family-plan/")
    fill(reader)
    reader.locator(".phone-bar [data-leave]").click()
    expect(reader.locator("h1")).to_have_text("The weather")
    reader.goto(f"{live.url}/family-plan/")
    assert set(typed(reader)) == {""}


def test_print_and_empty_work_with_a_script_and_are_not_shown_without(
    plan: Page, request: pytest.FixtureRequest
) -> None:
    buttons = plan.locator("[data-print], [data-empty]")
    if "off" in request.node.callspec.id:
        expect(buttons.first).to_be_hidden()
        assert "To print, use its menu." in plan.inner_text("noscript")
        return
    plan.evaluate("window.print = () => document.documentElement.setAttribute('data-printed', '')")
    plan.get_by_role("button", name="Print this sheet").click()
    expect(plan.locator("html[data-printed]")).to_have_count(1)
    fill(plan)
    plan.get_by_role("button", name="Empty all lines").click()
    assert set(typed(plan)) == {""}


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("filled", [True, False], ids=["filled-in", "blank"])
@pytest.mark.parametrize("path", ["/family-plan/", "/es/family-plan/"])
def test_it_prints_on_one_sheet(
    live: LiveSite, reader_page: Page, paper: str, filled: bool, path: str
) -> None:
    reader_page.goto(live.url + path)
    if filled:
        fill(reader_page)
    pdf = reader_page.pdf(format=paper, prefer_css_page_size=False)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    pages = re.findall(rb"/Type /Page\b(?!s)", pdf)
    assert len(pages) == 1
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {PAPER[paper]}


def test_what_a_line_takes_is_whole_on_paper(live: LiveSite, reader_page: Page) -> None:
    # The width of A4 between its margins, in CSS pixels.
    reader_page.set_viewport_size({"width": int((210 - 24) / 25.4 * 96), "height": 1000})
    reader_page.goto(f"{live.url}/family-plan/")
    reader_page.emulate_media(media="print")
    fill(reader_page)
    cut = reader_page.eval_on_selector_all(
        LINES, "lines => lines.filter(l => l.scrollWidth > l.clientWidth).map(l => l.id)"
    )
    assert cut == []


def test_every_line_has_words_of_its_own(plan: Page) -> None:
    for line in plan.locator(LINES).all():
        name = line.get_attribute("id")
        label = plan.locator(f"label[for='{name}']")
        assert label.count() == 1, name
        assert label.inner_text().strip()


def test_it_says_so_in_plain_words_and_is_linked_where_it_helps(live: LiveSite, plan: Page) -> None:
    main = plan.locator("main")
    expect(main).to_contain_text("It is not sent to us or to anyone. It is not kept.")
    expect(main).to_contain_text("empty again when you leave it")
    for path in ("/staying-safe/opioid-overdose-and-naloxone/", "/staying-safe/"):
        plan.goto(live.url + path)
        expect(plan.locator("main a[href='/family-plan/']")).to_have_count(1)
    plan.goto(live.url)
    expect(plan.locator("footer a[href='/family-plan/']")).to_have_count(1)


def test_the_numbers_are_those_of_the_registry(plan: Page) -> None:
    text = plan.locator(".plan-lines").inner_text()
    for number in ("911", "988", "1-800-222-1222", "1-800-662-4357", "TTY 1-800-487-4889"):
        assert number in text
