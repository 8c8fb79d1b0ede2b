"""A mistake is named beside its field, the summary takes the focus, and nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser


def test_the_summary_takes_the_focus_and_leads_to_the_field(live: LiveSite, reader: Page) -> None:
    reader.goto(f"{live.url}/treatment/mothering-from-the-inside-out/")
    reader.fill("#id_phone", "555 12")
    reader.fill("#id_message", "Please help us")
    reader.check("#id_text_ok")
    reader.click("form.ask button")

    summary = reader.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Please check one thing.")
    expect(reader.locator("#id_phone_error")).to_contain_text("looks too short")
    described = reader.locator("#id_phone").get_attribute("aria-describedby") or ""
    assert set(described.split()) == {"id_phone_helptext", "id_phone_error"}
    assert reader.locator("#id_phone").get_attribute("aria-invalid") == "true"
    expect(reader.locator("#id_phone")).to_have_value("555 12")
    expect(reader.locator("#id_message")).to_have_value("Please help us")
    expect(reader.locator("#id_text_ok")).to_be_checked()

    summary.get_by_role("link").click()
    expect(reader.locator("#id_phone")).to_be_focused()

    reader.fill("#id_phone", "570 555 0123")
    reader.click("form.ask button")
    expect(reader.locator("h1")).to_have_text("We have your request")


def test_the_honeypot_is_hidden_from_eyes_and_keyboards(live: LiveSite, reader: Page) -> None:
    reader.goto(f"{live.url}/contact/")
    trap = reader.locator("[name=reply_topic]")
    expect(trap).to_be_hidden()
    reached = []
    reader.locator("#id_phone").focus()
    for _ in range(20):
        reached.append(reader.evaluate("document.activeElement.name || ''"))
        reader.keyboard.press("Tab")
    assert "message" in reached
    assert "reply_topic" not in reached
