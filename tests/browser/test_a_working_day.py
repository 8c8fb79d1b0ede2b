"""Three colleagues at once, two of them on one request: nobody is called twice, nothing is lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

THIRD = "publisher"
"""A demo account that the lead takes into the team for the day."""


@pytest.fixture
def desks(browser: Browser, live: LiveSite) -> Iterator[dict[str, Page]]:
    contexts: list[BrowserContext] = []

    def desk(name: str) -> Page:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        live.sign_in(page, name)
        return page

    lead = desk("lead")
    _team(lead, live, "Add")
    yield {"lead": lead, "intake": desk("intake"), "third": desk(THIRD)}
    _team(lead, live, "Remove")
    for context in contexts:
        context.close()


def _team(lead: Page, live: LiveSite, what: str) -> None:
    lead.goto(f"{live.url}/admin/requests/team/")
    if what == "Add":
        lead.fill("input[name=username]:not([type=hidden])", THIRD)
        lead.select_option("select[name=group]", "Intake")
        lead.get_by_role("button", name="Add", exact=True).click()
    else:
        lead.get_by_role("button", name=f"Remove {THIRD} from Intake", exact=True).click()
    expect(lead.locator(".messages")).to_contain_text("Added." if what == "Add" else "Removed.")


def plea(live: LiveSite, **said: str) -> str:
    """Sends a request as a reader does; returns its reference."""
    answer = urlopen(Request(f"{live.url}/contact/", data=urlencode(said).encode()))  # noqa: S310
    page: str = answer.read().decode()
    return (
        page.partition('<strong translate="no">')[2].partition("</strong>")[0]
        or page.partition("We have your request")[2]
    )


def open_request(page: Page, live: LiveSite, phone: str) -> None:
    """Finds it by the digits of its number, as somebody does who is called back."""
    page.goto(f"{live.url}/admin/requests/")
    page.fill("input[name=words]", phone)
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("[role=status]").filter(has_text="found")).to_contain_text("1 found")
    page.locator("table.listing tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("Request")


def test_a_working_day(live: LiveSite, desks: dict[str, Page]) -> None:
    lead, intake, third = desks["lead"], desks["intake"], desks["third"]
    first = {"form": "short", "phone": "(570) 555-0161", "message": "My daughter, since June."}
    plea(live, **first, voicemail_ok="on")

    # The list is open on a desk when the next one comes in: it shows by itself, and is said.
    intake.goto(f"{live.url}/admin/requests/")
    before = intake.locator("#listing-results tbody tr").count()
    second = {"form": "short", "phone": "(570) 555-0162", "message": "For my brother."}
    plea(live, **second)
    expect(intake.locator("#queue-news")).to_have_text(
        "New requests came in. The list shows them now.", timeout=25_000
    )
    expect(intake.locator("#listing-results tbody tr")).to_have_count(before + 1)

    # Two of them open the same one; each is told of the other.
    open_request(intake, live, "555-0161")
    open_request(lead, live, "555-0161")
    expect(lead.locator(".help-warning").first).to_contain_text("intake opened this")
    assert "Yes. Do not mention treatment." in lead.content()
    stale_url = intake.url

    # The one saves; the other, who looked at it before, is told what changed and loses nothing.
    lead.select_option("select[name=status]", "assigned")
    lead.select_option("select[name=assignee]", label="lead")
    lead.locator("#progress-section button[type=submit]").click()
    expect(lead.locator(".messages")).to_contain_text("Saved.")
    intake.select_option("select[name=status]", "attempted")
    intake.locator("#progress-section button[type=submit]").click()
    changed = intake.locator("#progress-section [role=alert]")
    expect(changed).to_contain_text("A colleague changed this request meanwhile.")
    expect(changed).to_contain_text("Assigned")
    expect(changed).to_contain_text("lead")
    assert intake.input_value("select[name=status]") == "attempted", "what was chosen stays"
    assert intake.url.partition("#")[0] == stale_url.partition("#")[0]

    # Meanwhile both add what is never refused: a note and an attempt.
    lead.fill("textarea[name=note]", "She asked for Thursday, after six.")
    lead.get_by_role("button", name="Keep this note").click()
    expect(lead.locator(".messages")).to_contain_text("Note kept.")
    thursday = (datetime.now() + timedelta(days=2)).strftime("%Y-%m-%d 18:30")
    intake.reload()
    intake.select_option("select[name=way]", "call")
    intake.select_option("select[name=outcome]", "voicemail")
    intake.fill("input[name=next_step]", thursday)
    intake.keyboard.press("Escape")
    intake.get_by_role("button", name="Log this attempt").click()
    expect(intake.locator(".messages")).to_contain_text("Logged.")
    happened = intake.locator("#history-section")
    expect(happened).to_contain_text("She asked for Thursday, after six.")
    expect(happened).to_contain_text("Voicemail left")

    # The third reaches the other person and closes it, once it says what came of it.
    open_request(third, live, "555-0162")
    assert "Hang up if nobody answers." in third.content()
    third.select_option("select[name=outcome]", "reached")
    third.get_by_role("button", name="Log this attempt").click()
    expect(third.locator(".messages")).to_contain_text("Logged.")
    third.select_option("select[name=status]", "closed")
    third.locator("#progress-section button[type=submit]").click()
    expect(third.locator("#progress-section .error-message")).to_contain_text("Say what came of it")
    third.select_option("select[name=disposition]", "informed")
    third.locator("#progress-section button[type=submit]").click()
    expect(third.locator(".messages")).to_contain_text("Saved.")

    # The list knows all of it, and the start page has the day's numbers.
    intake.goto(f"{live.url}/admin/requests/?status=closed")
    expect(intake.locator("#listing-results")).to_contain_text("Closed")
    for page in (lead, intake, third):
        page.goto(f"{live.url}/admin/")
        panel = page.locator("#requests-today-section")
        expect(panel).to_contain_text("Waiting")
        expect(panel).to_contain_text("Next steps due")


def test_what_is_being_written_survives_a_closed_tab(live: LiveSite, staff: Page) -> None:
    plea(live, form="short", phone="(570) 555-0163", message="One line.")
    live.sign_in(staff, "intake")
    open_request(staff, live, "555-0163")
    staff.locator("textarea[name=note]").press_sequentially("half a thou", delay=20)
    expect(staff.locator("#draft-state")).to_contain_text("kept, sealed", timeout=10_000)
    url = staff.url
    staff.goto(f"{live.url}/admin/")
    staff.goto(url)
    assert staff.input_value("textarea[name=note]") == "half a thou"
