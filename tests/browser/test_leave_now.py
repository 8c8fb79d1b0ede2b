"""Leaving works without scripts; with them it takes the page out of the history as well."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

NEUTRAL = "https://www.weather.gov/"


@pytest.fixture
def weather(reader: Page) -> Page:
    """The reader's browser, with a stand-in for the weather: no test asks another host."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>The weather</h1>")

    reader.context.route(f"{NEUTRAL}**", answer)
    return reader


def test_the_link_leads_to_something_neutral(live: LiveSite, weather: Page) -> None:
    weather.goto(f"{live.url}/contact/")
    weather.fill("#id_message", "something private")
    weather.locator(".phone-bar [data-leave]").click()
    expect(weather.locator("h1")).to_have_text("The weather")
    assert weather.url == NEUTRAL


@pytest.mark.parametrize("reader", [True], indirect=True, ids=["scripts-on"])
def test_shift_three_times_leaves_and_back_does_not_return(live: LiveSite, weather: Page) -> None:
    weather.goto("about:blank")
    weather.goto(f"{live.url}/treatment/mothering-from-the-inside-out/")
    weather.fill("#id_message", "something private")
    for _ in range(3):
        weather.keyboard.press("Shift")
    expect(weather.locator("h1")).to_have_text("The weather")
    weather.go_back()
    assert live.url not in weather.url


@pytest.mark.parametrize("reader", [True], indirect=True, ids=["scripts-on"])
def test_typing_capitals_does_not_leave(live: LiveSite, weather: Page) -> None:
    weather.goto(f"{live.url}/contact/")
    weather.locator("#id_name").press_sequentially("ABC")
    weather.locator("#id_name").press("Shift+D")
    weather.locator("#id_name").press("Shift+E")
    weather.locator("#id_name").press("Shift+F")
    assert weather.url == f"{live.url}/contact/"
