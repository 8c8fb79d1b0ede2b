"""Makes the pictures of the editor's guide anew.

`.venv/bin/python -m tests.browser.guide_pictures`; with names after it, those alone. The site
is one of its own with the sample in it, and what is written there goes with it.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.conftest import ROOT, launch_arguments, running
from tests.browser.guide_studio import Studio

FOLDER = ROOT / "static" / "img" / "guide"
MOST = 60_000
"""Bytes of a picture."""

ROOM = 12
"""Pixels left round what is shown."""


def keep(name: str, page: Page, *shown: Locator, high: int = 620, room: int = ROOM) -> None:
    """What is seen of these parts together, of its top at most `high` pixels."""
    shown[0].scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    boxes = [box for part in shown if (box := part.bounding_box())]
    left = max(min(box["x"] for box in boxes) - room, 0)
    top = max(min(box["y"] for box in boxes) - room, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + room, 1280)
    bottom = max(box["y"] + box["height"] for box in boxes) + room
    height = min(bottom - top, high, 900 - top)
    clip = {"x": left, "y": top, "width": right - left, "height": height}
    with Image.open(io.BytesIO(page.screenshot(clip=clip))) as picture:  # type: ignore[arg-type]
        seen = picture.convert("RGB")
        for quality in (88, 80, 70, 60):
            out = io.BytesIO()
            seen.save(out, "WEBP", quality=quality, method=6)
            if out.tell() < MOST:
                break
    (FOLDER / f"{name}.webp").write_bytes(out.getvalue())
    sys.stdout.write(f"{name}.webp {seen.width} x {seen.height}, {out.tell()} bytes\n")


def to_top(part: Locator) -> None:
    """Below the bars that stay at the top of the editor, and not under the one at its foot."""
    feet = part.page.locator("footer, #demonstration")
    feet.evaluate_all("all => all.forEach(e => e.style.visibility = 'hidden')")
    part.evaluate("e => { e.style.scrollMarginTop = '180px'; e.scrollIntoView({block: 'start'}) }")


def menu(page: Page) -> Locator:
    """The actions, once they show."""
    page.get_by_role("button", name="More actions").click()
    return page.locator("footer .w-dropdown__content, .footer .w-dropdown__content").last


def keep_menu(name: str, page: Page) -> None:
    keep(name, page, menu(page), page.get_by_role("button", name="More actions"), room=0)


def skeleton(studio: Studio) -> None:
    page = studio.open("editor", f"pages/start/{studio.keys['topic']}/")
    keep("skeleton", page, page.locator(".skeletons"))


def blocks(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    body = page.locator("#panel-child-content-body-section")
    to_top(body)
    body.get_by_role("button", name="Insert a block").first.click()
    chosen = page.get_by_role("option", name="Text", exact=True)
    chosen.wait_for()
    keep("blocks", page, chosen.locator("xpath=ancestor::*[contains(@class, 'tippy-box')]"), room=0)


def marks(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.locator("mark[data-severity=stop]").first.wait_for()
    long = preview.locator("mark[data-finding=long-sentence]").last
    keep("marks", page, preview.locator(".reading"), long, room=8)


def checks(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    page.get_by_role("button", name="Toggle checks").click()
    page.get_by_text("Make two sentences of it").wait_for()
    heading = page.get_by_role("heading", name="Issues found")
    keep("checks", page, heading, page.locator("[data-content-checker-row]").last)


def refused(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    menu(page)
    page.get_by_role("button", name="Submit to Medical review").click()
    wrong = page.get_by_text("“25%” has no source").last
    wrong.wait_for()
    block = page.locator("#panel-child-content-body-section [data-streamfield-child]").nth(1)
    to_top(block)
    keep("refused", page, block, room=4)


def stays(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    panel = page.locator("#panel-child-content-kept_words-section")
    panel.get_by_role("button", name="Insert a block").first.click()
    row = panel.locator("[data-streamfield-child]").last
    row.get_by_role("textbox").first.fill("addict")
    row.get_by_role("textbox").last.fill("It is the title of a book.")
    to_top(panel)
    keep("stays", page, panel.get_by_role("heading").first, row)


def picture(studio: Studio) -> None:
    page = studio.open("publisher", f"images/{studio.keys['image']}/")
    fields = [page.locator(f"[for=id_{name}]") for name in ("credit", "licence")]
    keep("picture", page, *fields, page.locator("#id_credit"), page.locator("#id_source_link"))


def numbers(studio: Studio) -> None:
    page = studio.edit("editor", "draft")
    keep("numbers", page, page.locator("[data-numbers]"), room=4)


def review(studio: Studio) -> None:
    page = studio.edit("reviewer", "waiting")
    keep_menu("review", page)


def life(studio: Studio) -> None:
    page = studio.edit("editor", "waiting")
    menu(page)
    page.get_by_role("button", name="Publish now: it protects a life").click()
    dialog = page.get_by_role("dialog").filter(has=page.locator("textarea"))
    dialog.wait_for()
    form = dialog.locator("form")
    keep("life", page, dialog.get_by_role("heading").first, form, high=700, room=24)


def since(studio: Studio) -> None:
    page = studio.open("reviewer", f"pages/{studio.keys['changed']}/since-review/")
    parts = [
        page.get_by_text("Below is what has changed"),
        page.locator("form", has_text="approve"),
    ]
    keep("since", page, *parts)


def spanish(studio: Studio) -> None:
    page = studio.edit("publisher", "spanish")
    link = page.get_by_role("link", name="Translate: ")
    keep("spanish", page, link.locator("xpath=ancestor::section[1]"))


def report(studio: Studio) -> None:
    page = studio.open("editor", "reports/content/")
    table = page.locator("table.listing")
    keep("report", page, table.locator("thead"), table.locator("tbody tr").nth(2), room=0)


def down(studio: Studio) -> None:
    page = studio.edit("editor", "pictured")
    keep_menu("down", page)


def together(studio: Studio) -> None:
    studio.edit("publisher", "changed")
    page = studio.edit("reviewer", "changed")
    here = page.locator(".w-editing-sessions__session").first
    here.wait_for()
    here.hover()
    page.wait_for_timeout(600)
    keep("together", page, here, page.locator("[data-tippy-root]").last, room=20)


SHOTS: tuple[Callable[[Studio], None], ...] = (
    skeleton,
    blocks,
    marks,
    checks,
    stays,
    refused,
    picture,
    numbers,
    review,
    life,
    since,
    spanish,
    report,
    down,
    together,
)


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        running(Path(var)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_arguments())
        studio = Studio(site, browser)
        for shot in SHOTS:
            if not names or shot.__name__ in names:
                shot(studio)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
