"""A reader gets no cookie and no storage, asks no other host, and sees no error in the console."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.pages import PATHS

pytestmark = pytest.mark.browser

ERRORS_BY_DESIGN = {"not found", "bad request"}


def test_a_reader_leaves_no_trace(live: LiveSite, reader: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("console", lambda message: said.append(message.text))
    for kind, path in PATHS.items():
        reader.goto(live.url + path)
        reader.wait_for_load_state("networkidle")
        storage = reader.evaluate("[localStorage.length, sessionStorage.length]")
        assert storage == [0, 0], kind
        assert reader.context.cookies() == [], kind
        if kind in ERRORS_BY_DESIGN:
            # Chromium itself notes the status of the page.
            said = [line for line in said if "Failed to load resource" not in line]
    assert [url for url in asked if not url.startswith((live.url, "data:"))] == []
    assert said == []


def test_every_link_of_the_site_leads_somewhere(live: LiveSite, reader_page: Page) -> None:
    """Crawl from the home page; every address of ours answers, every fragment has its target."""
    todo, seen, broken = ["/"], set(), []
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        response = reader_page.goto(live.url + path)
        assert response is not None
        if response.status != 200:
            broken.append(f"{path}: {response.status}")
            continue
        for href in reader_page.eval_on_selector_all(
            "a[href]", "links => links.map(a => a.getAttribute('href'))"
        ):
            if href.startswith("#"):
                if reader_page.locator(f"[id='{href[1:]}']").count() != 1:
                    broken.append(f"{path}{href}")
            elif href.startswith("/") and not href.startswith(("/leave/", "/admin/")):
                todo.append(href.split("#")[0])
    assert broken == []
    assert len(seen) > 15
