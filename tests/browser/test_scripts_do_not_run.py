"""A hundred payloads in every field, note, draft, search, filter and reason, in a real browser:
nothing runs, nothing is asked of another host, and every letter of them is there to read."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from contact.forms.fields import plain
from contact.queue.export.files import neutral
from tests.browser.conftest import LiveSite
from tests.contact.payloads import packs

pytestmark = pytest.mark.browser

PACK = 17
SEED = """
import json
from django.contrib.auth import get_user_model
from contact.drafts import lay_aside
from contact.intake import append, submit
from contact.work import write_note
from tests.contact.payloads import packs
FIELDS = "phone email name message insurer best_time seeking_for contact_method suspected_for"
lead = get_user_model().objects.get(username="lead")
made = []
for pack in packs(17):
    words = "\\n".join(pack)
    row = submit(dict.fromkeys(FIELDS.split(), words), language="en", suspected=True)
    append(row, {"insurer": words})
    write_note(row, lead, words)
    lay_aside(row, lead, {"note": words, "words": words})
    made.append([str(row.pk), row.reference])
print("\\n" + json.dumps(made))
"""
FOUND = """() => {
  const found = window.__ran === undefined ? [] : ["it ran"];
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const where = `${element.localName} ${name}=${value}`;
      if (/^on|^srcdoc$|^style$/.test(name) && value.includes("__ran")) found.push(where);
      if (!addresses.includes(name)) continue;
      let url;
      try { url = new URL(value, location); } catch { continue; }
      if (["javascript:", "vbscript:"].includes(url.protocol)) found.push(where);
      if (url.protocol === "data:" && value.includes("__ran")) found.push(where);
      if (url.hostname === "evil.example") found.push(where);
    }
  }
  for (const code of document.querySelectorAll("script, style")) {
    if (code.textContent.includes("__ran")) found.push(code.outerHTML);
  }
  return found;
}"""


class Watch:
    """What happens in a page besides being read."""

    def __init__(self, page: Page, live: LiveSite) -> None:
        self.page, self.live = page, live
        self.happened: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        # The browser says so of every form that comes back.
        if message.type == "error" and "status of 422" not in message.text:
            self.happened.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        url = urlsplit(request.url)
        if url.netloc and url.netloc != urlsplit(self.live.url).netloc:
            self.happened.append(f"asked: {request.url}")

    def type(self, name: str, words: str) -> None:
        """More than the field takes by itself, too: our own page is no guard."""
        field = self.page.locator(f"input[name={name}]").first
        field.evaluate("(field) => field.removeAttribute('maxlength')")
        field.fill(words)

    def quiet(self) -> None:
        self.page.wait_for_load_state("networkidle")
        assert self.page.evaluate(FOUND) == []
        assert self.happened == []

    def shows(self, payloads: list[str]) -> None:
        """Also in fields, where the text is a value."""
        self.quiet()
        text = self.page.evaluate(
            "() => document.body.textContent + [...document.querySelectorAll('input, textarea')]"
            ".map((field) => field.value).join('')"
        )
        read = "".join(plain(text).split())
        assert [p for p in payloads if "".join(plain(p).split()) not in read] == []


@pytest.fixture(scope="module")
def planted(live: LiveSite) -> list[tuple[str, str]]:
    """A request for each pack: its id and its reference."""
    return [(pk, name) for pk, name in json.loads(live.python(SEED).strip().splitlines()[-1])]


@pytest.fixture
def watch(live: LiveSite, staff: Page) -> Watch:
    live.sign_in(staff, "lead")
    return Watch(staff, live)


def test_the_watch_sees_what_runs(watch: Watch) -> None:
    """Without this, a watch that looks nowhere would pass."""
    watch.page.evaluate("document.body.innerHTML += '<img src=x onerror=\"window.__ran=1\">'")
    watch.page.wait_for_function("window.__ran === 1")
    assert len(watch.page.evaluate(FOUND)) == 2
    watch.page.evaluate("fetch('https://evil.example/').catch(() => {})")  # the policy says no
    with watch.page.expect_event("dialog"):  # else the next page may come before it
        watch.page.evaluate("setTimeout(() => alert(1))")
    watch.page.goto("about:blank")
    watch.page.set_content("<img src=https://evil.example/x>")
    watch.page.wait_for_timeout(300)
    assert {said.partition(":")[0] for said in watch.happened} >= {"asked", "dialog", "console"}


def test_in_the_requests_and_what_colleagues_write(
    watch: Watch, planted: list[tuple[str, str]]
) -> None:
    page = watch.page
    for (pk, _reference), pack in zip(planted, packs(PACK), strict=True):
        page.goto(f"{watch.live.url}/admin/requests/{pk}/")
        expect(page.locator("main")).to_contain_text("had not kept is still in its place")
        watch.shows(pack)
        words = "\n".join(pack)
        page.fill("textarea[name=words]", words)
        page.get_by_role("button", name="Log this attempt").click()
        expect(page.locator("#history-section")).to_contain_text("No answer")
        watch.shows(pack)
        page.fill("textarea[name=note]", words)
        page.get_by_role("button", name="Keep this note").click()
        expect(page.locator("body")).to_contain_text("Note kept.")
        watch.shows(pack)


def test_in_lists_searches_and_filters(watch: Watch, planted: list[tuple[str, str]]) -> None:
    page, queue = watch.page, f"{watch.live.url}/admin/requests/"
    page.goto(queue)
    expect(page.locator("main")).to_contain_text(f"{planted[0][1][:4]} {planted[0][1][4:]}")
    watch.quiet()
    assert "__ran" not in page.content(), "the list names only what we made"
    for pack in packs(PACK):
        asked = {"language": " ".join(pack)} | dict.fromkeys(["status", "assignee"], pack[0])
        page.goto(f"{queue}?{urlencode(asked)}")
        watch.shows(pack)
        # Too long to be looked for, so all of it comes back; then its beginning is looked for.
        for words in (" ".join(pack), plain(" ".join(pack))[:199]):
            watch.type("words", words)
            page.get_by_role("button", name="Find", exact=True).click()
            expect(page.locator("h1")).to_contain_text("Find a request")
            watch.shows(pack if len(words) > 199 else [words])


def test_in_exports_the_log_and_the_mail(
    watch: Watch, planted: list[tuple[str, str]], tmp_path: Path
) -> None:
    page, url = watch.page, f"{watch.live.url}/admin/requests/export/"
    references = urlencode({"references": " ".join(reference for _pk, reference in planted)})
    page.goto(f"{url}?{references}")
    watch.live.show_again(page)
    for pack in packs(PACK):
        page.goto(f"{url}?{urlencode({'language': ' '.join(pack), 'status': pack[0]})}")
        watch.shows(pack)
        page.goto(f"{url}?{references}")
        watch.type("reason", " ".join(pack))
        page.get_by_role("button", name="Export", exact=True).click()
        expect(page.locator("main")).to_contain_text("This is too long: at most 200 letters.")
        watch.shows(pack)
        page.fill("input[name=reason]", plain(" ".join(pack))[:199])
        for kind in ("csv", "xlsx"):
            page.check(f"input[value={kind}]")
            with page.expect_download() as download:
                page.get_by_role("button", name="Export", exact=True).click()
            saved = tmp_path / f"x.{kind}"
            download.value.save_as(saved)
            holds(saved)
    watch.quiet()
    page.goto(f"{watch.live.url}/admin/requests/access-log/")
    watch.shows([plain(" ".join(pack))[:199] for pack in packs(PACK)])
    for mail in watch.live.mails():
        assert "__ran" not in mail
        assert "evil.example" not in mail
    page.set_content("".join(watch.live.mails()))
    watch.quiet()


def holds(saved: Path) -> None:
    """Each pack as it was written, in text alone."""
    sought = ["\n".join(pack) for pack in packs(PACK)]
    if saved.suffix == ".csv":
        text = saved.read_bytes().decode("utf-8-sig")
        assert all(neutral(words).replace('"', '""') in text for words in sought)
        return
    found = [cell for row in load_workbook(saved).active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}
    assert {plain(words) for words in sought} <= {cell.value for cell in found}
