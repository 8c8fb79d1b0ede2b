"""The main job, whole: read, ask, be told; staff find it, editors do not, the mail says nothing."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

ARTICLE = "/treatment/mothering-from-the-inside-out/"


def _mail_naming(live: LiveSite, reference: str) -> str:
    for _ in range(150):
        for mail in live.mails():
            if reference in mail:
                return mail
        time.sleep(0.2)
    raise AssertionError(f"no mail names {reference}: {live.mails()}")


def test_a_request_from_an_article_reaches_staff(
    live: LiveSite, reader: Page, staff: Page, request: pytest.FixtureRequest
) -> None:
    mark = "off" if "off" in request.node.callspec.id else "on"
    typed = {
        "#id_phone": "570 555 0142" if mark == "on" else "570 555 0143",
        "#id_email": f"quillon-{mark}@example.org",
        "#id_name": f"Zephyrine{mark}",
        "#id_message": f"Marzipan lighthouse {mark} <b>bold</b>",
    }
    reader.goto(live.url + ARTICLE)
    expect(reader.locator("h1")).to_contain_text("Mothering from the Inside Out")
    expect(reader.get_by_text("In this article").first).to_be_visible()
    for field, words in typed.items():
        reader.fill(field, words)
    reader.check("#id_voicemail_ok")
    reader.click("form.ask button")

    expect(reader.locator("h1")).to_have_text("We have your request")
    assert re.search(r"/contact/thanks/[\w-]{43}/$", reader.url)
    reference = reader.locator(".reference strong").inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4} [2-9A-Z]{4}", reference)
    expect(reader.locator("main")).to_contain_text("We read it next")
    assert reader.context.cookies() == []

    mail = _mail_naming(live, reference)
    link = re.search(r"http\S+/admin/requests/\S+", mail)
    assert link, mail
    for words in [*typed.values(), "570-555", "5550142", "5550143", "Marzipan", "quillon"]:
        assert words not in mail

    live.sign_in(staff, "intake")
    staff.goto(f"{live.url}/admin/requests/")
    staff.get_by_role("link", name=reference).click()
    assert staff.url == link[0]
    main = staff.locator("main")
    expect(main).to_contain_text(typed["#id_message"])
    expect(main).to_contain_text(typed["#id_name"])
    expect(main).to_contain_text("+1 570-555-014")
    expect(main).to_contain_text("Yes. Do not mention treatment.")
    staff.select_option("select[name=status]", "reached")
    staff.get_by_role("button", name="Save").click()
    expect(staff.locator("main")).to_contain_text("Where it stands")
    expect(staff.locator("select[name=status]")).to_have_value("reached")


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "admin"])
def test_nobody_outside_intake_reads_a_request(
    live: LiveSite, reader: Page, staff: Page, role: str
) -> None:
    reader.goto(f"{live.url}/contact/")
    reader.fill("#id_phone", "570 555 0199")
    reader.fill("#id_name", "Wilhelmina")
    reader.check("#id_acknowledged")
    reader.click("form.ask button")
    reference = reader.locator(".reference strong").inner_text()
    link = re.search(r"http\S+/admin/requests/\S+", _mail_naming(live, reference))
    assert link

    live.sign_in(staff, role)
    expect(staff.get_by_role("link", name="Requests for help")).to_have_count(0)
    for address in (link[0], f"{live.url}/admin/requests/"):
        staff.goto(address)
        assert "Wilhelmina" not in staff.content()
        assert reference not in staff.content()
