"""No figure of deaths meets a reader first: not on an article's first screen, nor set large."""

import re

import pytest
from playwright.sync_api import Browser

from tests.articles.test_every_sample_article import ARTICLES
from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

DEATH = re.compile(
    r"\b(deaths?|dead|deadly|die[sd]?|dying|kill(s|ed|ing)?|fatal\w*|mortality|lethal"
    r"|lives lost)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\d|%|\b(percent|half|third|quarter|twice|double|times|hundreds?|thousands?|millions?"
    r"|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
NO_FIGURE = re.compile(r"\b(911|988|20\d\d|(1-)?\d{3}-\d{3}-\d{4})\b")
"""Numbers to call, and years."""

FIRST_SCREEN = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange(), found = new Map();
  while (walk.nextNode()) {
    range.selectNodeContents(walk.currentNode);
    const seen = [...range.getClientRects()].some(
      box => box.width > 1 && box.top < innerHeight && box.bottom > 0);
    const block = walk.currentNode.parentElement.closest('p, li, h1, h2, h3, td, th, dd, dt, div');
    if (seen && block) found.set(block, block.textContent);
  }
  return [...found.values()];
}"""


def figures_of_deaths(text: str) -> list[str]:
    """The sentences of `text` that speak of deaths and hold a figure."""
    plain = NO_FIGURE.sub(" ", " ".join(text.split()))
    return [s for s in re.split(r"(?<=[.?!])\s", plain) if DEATH.search(s) and FIGURE.search(s)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Overdose deaths fell by about 27% in 2024.", True),
        ("Three of them died in the first four months.", True),
        ("Twice as many die.", True),
        ("If someone may be dying, call 911.", False),
        ("They are less likely to die. See 3 sources.", False),
        ("About 1 in 8 children live with it.", False),
        ("Written from 9 sources, read on 22 November 2026.", False),
    ],
)
def test_the_look_for_them_finds_them(text: str, found: bool) -> None:
    assert bool(figures_of_deaths(text)) is found


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 1024)])
def test_no_articles_first_screen_has_one(
    live: LiveSite, browser: Browser, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    wrong = {}
    for url in ARTICLES.values():
        page.goto(live.url + url)
        seen = page.evaluate(FIRST_SCREEN)
        assert any("By the editors" in text or "911" in text for text in seen), url
        wrong[url] = [s for text in seen for s in figures_of_deaths(text)]
    context.close()
    assert {url: said for url, said in wrong.items() if said} == {}


def test_none_is_set_large(live: LiveSite, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong, count = [], 0
    for url in ARTICLES.values():
        page.goto(live.url + url)
        for text in page.locator("figure.statistic").all_inner_texts():
            count += 1
            # Beside a large figure, any word of death makes it one.
            wrong += [f"{url}: {text}"] if DEATH.search(text) else []
    context.close()
    assert wrong == []
    assert count >= 3, "there are some to look at"
