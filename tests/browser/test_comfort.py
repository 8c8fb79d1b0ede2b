"""However somebody reads: on paper, in large letters, in few colours, with a keyboard, unmoved."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LiveSite
from tests.browser.pages import KINDS, PATHS, visit

pytestmark = pytest.mark.browser

ARTICLE = "/treatment/mothering-from-the-inside-out/"
WHO_TO_CALL = "/help-in-pennsylvania/who-to-call-988-and-helplines/"


@pytest.fixture
def open_page(live: LiveSite, browser: Browser) -> Iterator[Any]:
    """`open_page("/", width=320, forced_colors="active")`: a page, read that way."""
    contexts = []

    def go(path: str = "", width: int = 1280, height: int = 900, **said: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **said)
        contexts.append(context)
        page = context.new_page()
        if path:
            page.goto(live.url + path)
        return page

    yield go
    for context in contexts:
        context.close()


# --- On paper -----------------------------------------------------------------------------

PRINTED = """() => {
  const shown = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility());
  const style = e => getComputedStyle(e);
  return {
    size: style(document.body).fontSize, fonts: [...new Set(shown.map(e => style(e).fontFamily))],
    inks: [...new Set(shown.map(e => style(e).color))],
    columns: shown.filter(e => style(e).columnCount > 1 || style(e).display === 'grid').length,
    order: ['.strip', '.byline', 'h1', '.urgent'].map(
      name => document.querySelector(name).getBoundingClientRect().top),
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_on_paper_is_black_serif_eleven_points_in_one_column(
    open_page: Any, scheme: str
) -> None:
    page = open_page(ARTICLE, color_scheme=scheme)
    page.emulate_media(media="print")
    said = page.evaluate(PRINTED)
    assert float(said["size"].removesuffix("px")) == pytest.approx(11 * 96 / 72, 0.01)
    assert all("serif" in font.split(",")[-1] and "Palatino" in font for font in said["fonts"])
    assert set(said["inks"]) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert said["columns"] == 0
    assert said["order"] == sorted(said["order"]), "numbers, then who checked it, then the rest"
    assert "No clinician has reviewed this page yet." in page.inner_text(".byline")


def test_what_is_folded_is_open_on_paper(open_page: Any) -> None:
    page = open_page(ARTICLE)
    page.evaluate(
        """document.querySelector('.body').insertAdjacentHTML('afterbegin',
          '<details><summary>More</summary><p id="folded">Words</p></details>')"""
    )
    assert not page.locator("#folded").is_visible()
    page.emulate_media(media="print")
    assert page.evaluate("document.getElementById('folded').getBoundingClientRect().height") > 10


def test_links_are_written_out_on_paper(open_page: Any) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print")
    names = 'main a[href^=http], .body a[href^="/"], .next-step a[href^="/"]'
    links = page.eval_on_selector_all(
        names,
        """all => all.filter(a => a.checkVisibility())
          .map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])""",
    )
    assert len(links) > 5
    for href, written in links:
        assert href in written, href
    assert page.inner_text(".printed").endswith(ARTICLE)


def test_what_only_a_screen_needs_is_not_on_paper(open_page: Any) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print")
    for name in (".phone-bar", ".header-ways", ".footer", ".article-side", ".contents", ".hero"):
        assert not page.locator(name).first.is_visible(), name


# --- In large letters ---------------------------------------------------------------------

CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e);
  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const cut = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  const scrolls = e.matches('.table, textarea, select, input');
  const forEars = style.clipPath !== 'none';
  return e.checkVisibility() && hides && cut && !scrolls && !forEars;
}).map(e => e.tagName + '.' + e.className)"""
BESIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("zoom", [200, 400])
def test_zoomed_in_nothing_is_cut_or_beside_the_screen(
    live: LiveSite, open_page: Any, zoom: int
) -> None:
    """A desk's 1280 by 1024 at that zoom (WCAG 1.4.10): 640 or 320 CSS pixels wide."""
    page = open_page(width=1280 * 100 // zoom, height=1024 * 100 // zoom)
    for kind in [*KINDS, "family plan"]:
        go(page, live, kind)
        assert not page.evaluate(BESIDE), kind
        assert page.evaluate(CUT) == [], kind


@pytest.mark.parametrize("width", [360, 1280])
def test_letters_of_twice_the_size_cost_nothing(live: LiveSite, open_page: Any, width: int) -> None:
    """The reader's own setting for text, 32 pixels where 16 is usual."""
    page = open_page(width=width)
    wire = page.context.new_cdp_session(page)
    wire.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for kind in [*KINDS, "family plan"]:
        go(page, live, kind)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 36, kind
        assert not page.evaluate(BESIDE), kind
        assert page.evaluate(CUT) == [], kind


def go(page: Page, live: LiveSite, kind: str) -> None:
    if kind == "family plan":
        page.goto(f"{live.url}/family-plan/")
    else:
        visit(page, live.url, kind)


# --- In few colours, and unmoved ----------------------------------------------------------

BOXES = ".button, button, .callout, .urgent, .call, .next-step, .door, .not-emergency"
BOXES += ", input:not([type=checkbox])"
BORDERS = f"""() => [...document.querySelectorAll('{BOXES}')].filter(e => {{
  const style = getComputedStyle(e);
  const drawn = ['Top', 'Bottom'].some(side => style[`border${{side}}Style`] !== 'none'
    && parseFloat(style[`border${{side}}Width`]) > 0);
  return e.checkVisibility() && !drawn;
}}).map(e => e.className)"""


@pytest.mark.parametrize("path", ["/", ARTICLE, WHO_TO_CALL, "/contact/", "/family-plan/"])
def test_in_forced_colours_every_box_and_button_has_an_edge(open_page: Any, path: str) -> None:
    page = open_page(path, forced_colors="active")
    assert page.evaluate(BORDERS) == []
    ink = page.evaluate("getComputedStyle(document.querySelector('.footer a')).color")
    assert ink != "rgb(251, 247, 239)", "the reader's colours stand in place of ours"


def test_in_forced_colours_what_draws_in_a_box_of_colour_is_drawn(open_page: Any) -> None:
    """The icon for search and the arrow of the menu take the colour of the text beside them."""
    page = open_page(ARTICLE, width=360, forced_colors="active")
    text = page.evaluate("getComputedStyle(document.querySelector('.search-link')).color")
    stroke = page.evaluate("getComputedStyle(document.querySelector('.search-link svg')).stroke")
    assert stroke == text


MOVES = """() => [document.documentElement, ...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e);
  return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
    || style.scrollBehavior === 'smooth';
}).map(e => e.tagName)"""


def test_nothing_moves_for_whom_it_should_not(live: LiveSite, open_page: Any) -> None:
    page = open_page(reduced_motion="reduce")
    for kind in KINDS:
        visit(page, live.url, kind)
        assert page.evaluate(MOVES) == [], kind


# --- With a keyboard or a screen reader ---------------------------------------------------


def test_the_first_key_offers_to_skip_to_the_text(live: LiveSite, open_page: Any) -> None:
    page = open_page(width=360)
    for kind in PATHS:
        visit(page, live.url, kind)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", kind
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", kind


LANDMARKS = """() => Object.fromEntries(['main', 'header', 'footer', 'nav', 'article'].map(name =>
  [name, [...document.querySelectorAll(name)].filter(e => e.checkVisibility())
    .map(e => e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || '')]))"""


def test_landmarks_have_names_and_stand_once(open_page: Any) -> None:
    page = open_page(ARTICLE)
    said = page.evaluate(LANDMARKS)
    assert len(said["main"]) == 1
    assert len(said["footer"]) == 1
    assert all(said["nav"]), "each is told from the others by its name"
    assert len(set(said["nav"])) == len(said["nav"])
    regions = page.eval_on_selector_all(
        "[role=region], section",
        "all => all.map(e => e.ariaLabel || e.ariaLabelledByElements?.[0])",
    )
    assert all(regions)


SEEN = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const bar = document.querySelector('.phone-bar')?.getBoundingClientRect();
  const inBar = !!e.closest('.phone-bar');
  const style = getComputedStyle(e);
  return {
    body: e === document.body,
    hidden: box.bottom <= 0 || box.top >= innerHeight
      || (!inBar && bar && bar.height && box.bottom > bar.top + 1 && box.top >= bar.top - 1),
    ring: e.matches('.skip')
      || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
    what: e.outerHTML.slice(0, 90), order: [...document.querySelectorAll('*')].indexOf(e),
  };
}"""


@pytest.mark.parametrize("path", [ARTICLE, WHO_TO_CALL, "/contact/"])
def test_the_focus_is_seen_and_goes_down_the_page(open_page: Any, path: str) -> None:
    page = open_page(path, width=360, height=740, reduced_motion="reduce")
    before = -1
    for _ in range(200):
        page.keyboard.press("Tab")
        at = page.evaluate(SEEN)
        if at["body"] or at["order"] <= before:
            break
        assert at["ring"], at["what"]
        assert not at["hidden"], at["what"]
        before = at["order"]
    last = page.evaluate(
        "[...document.querySelectorAll('*')].indexOf("
        "[...document.querySelectorAll('.phone-bar a')].at(-1))"
    )
    assert before == last, "the keyboard reaches the end of the page"


def test_the_contents_list_says_where_one_is_going(open_page: Any) -> None:
    page = open_page(ARTICLE, width=360)
    page.get_by_text("In this article").first.click()
    link = page.locator(".contents-short a").nth(2)
    target = link.get_attribute("href").removeprefix("#")
    link.click()
    assert page.url.endswith(f"#{target}")
    assert page.locator(f"h2[id='{target}']").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_each_line_says_how_to_write_to_it_beside_the_number(open_page: Any, width: int) -> None:
    page = open_page(WHO_TO_CALL, width=width)
    beside = page.locator(".helplines .calls").all_inner_texts()
    assert len(beside) >= 6
    said = " ".join(" ".join(beside).split())
    assert "Call 988 Text: 988" in said
    assert re.search(r"Call 1-800-662-4357 Text: 435748.* TTY: 1-800-487-4889", said)
    danger = " ".join(page.locator("main .urgent .calls").all_inner_texts())
    assert "Text: START to 88788" in danger
    assert "TTY: 1-866-872-1677" in danger


# --- Nothing jumps ------------------------------------------------------------------------

SHIFTS = """new PerformanceObserver(list => {
  for (const shift of list.getEntries()) window.moved = (window.moved || 0) + shift.value;
}).observe({type: 'layout-shift', buffered: true});"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_a_page_loads_and_is_scrolled(
    live: LiveSite, open_page: Any, width: int
) -> None:
    page = open_page(width=width, height=740)
    page.add_init_script(SHIFTS)
    for kind in [*KINDS, "family plan"]:
        go(page, live, kind)
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(100)
        assert not page.evaluate("window.moved"), kind
        sizes = page.eval_on_selector_all(
            "img", "all => all.map(i => i.getAttribute('width') && i.getAttribute('height'))"
        )
        assert all(sizes), kind
