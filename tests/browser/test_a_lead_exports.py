"""From the list, through the password, to the file; what leaves is what was counted."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser


def sound(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    # The line that says "demonstration" stands outside every landmark, on each page of the admin.
    wrong = [v for v in found if v["id"] != "region"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in wrong] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_list_to_the_file(
    live: LiveSite, staff: Page, tmp_path: Path, scheme: str
) -> None:
    live.python(
        "from contact.intake import submit\n"
        f"submit({{'name': 'Persimmon {scheme}'}}, language='es')"
    )
    staff.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    live.sign_in(staff, "lead")
    staff.goto(f"{live.url}/admin/requests/")
    # A filter changes the list without a new page, and the button with it.
    staff.get_by_role("button", name="Show filters").click()
    staff.get_by_role("button", name="Language").click()
    staff.fill("input[name=language]", "es")
    expect(staff.get_by_role("link", name="Export")).to_have_attribute(
        "href", "/admin/requests/export/?language=es"
    )
    staff.keyboard.press("Escape")
    staff.get_by_role("link", name="Export").click()
    live.show_again(staff)
    expect(staff.locator("h1")).to_contain_text("Export requests")
    assert staff.url.endswith("?language=es")
    expect(staff.locator("main")).to_contain_text("42 CFR part 2 prohibits unauthorized use")
    sound(staff)

    leave = staff.get_by_role("button", name="Export", exact=True)
    leave.click()
    expect(staff.locator("main")).to_contain_text("Say why this leaves.")
    sound(staff)
    staff.fill("input[name=reason]", "for the county's count")
    staff.fill("input[name=language]", "en")
    expect(leave).to_be_disabled()
    expect(staff.locator("#export-first")).to_have_text(
        "The selection has changed: count them first."
    )
    staff.fill("input[name=language]", "es")
    staff.get_by_role("button", name="Count them").click()
    staff.fill("input[name=reason]", "for the county's count")
    with staff.expect_download() as download:
        leave.click()
    assert download.value.suggested_filename.startswith("export-")
    saved = tmp_path / "x.xlsx"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"PK")
    staff.goto(f"{live.url}/admin/requests/access-log/")
    expect(staff.locator("main")).to_contain_text("for the county's count")
