"""axe finds nothing, at three widths, light and dark; and nothing is cut off at the side."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LiveSite
from tests.browser.pages import KINDS, visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_axe_finds_nothing(
    live: LiveSite, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    found = []
    for kind in KINDS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        visit(page, live.url, kind)
        for violation in Axe().run(page).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"{kind}: {violation['id']}: {nodes}")
        context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_is_wider_than_the_screen(live: LiveSite, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    too_wide = []
    for kind in KINDS:
        visit(page, live.url, kind)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(kind)
    context.close()
    assert too_wide == []


def test_each_page_has_one_h1_and_a_main(live: LiveSite, reader_page: Page) -> None:
    for kind in KINDS:
        visit(reader_page, live.url, kind)
        assert reader_page.locator("h1").count() == 1, kind
        assert reader_page.locator("main#main").count() == 1, kind
