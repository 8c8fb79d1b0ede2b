"""The kinds of page that a reader can meet, and how to get to each."""

from urllib.parse import quote

from playwright.sync_api import Page

PATHS = {
    "home": "/",
    "topic": "/substances/",
    "route": "/my-teenager/",
    "route for children": "/my-parent/",
    "article for children": "/family/when-your-parent-uses/",
    "article": "/treatment/mothering-from-the-inside-out/",
    "urgent article": "/staying-safe/opioid-overdose-and-naloxone/",
    "helplines": "/help-in-pennsylvania/who-to-call-988-and-helplines/",
    "standard page": "/privacy/",
    "glossary": "/glossary/",
    "home in Spanish": "/es/",
    "article in Spanish": "/es/treatment/mothering-from-the-inside-out/",
    "search in Spanish": "/es/search/?q=mi+hijo+no+despierta",
    "search": "/search/?q=naloxone",
    "nothing found": "/search/?q=zzzzqqq",
    "form": "/contact/",
    "form in Spanish": "/es/contact/",
    "not found": "/no-such-page/",
    "bad request": "/search/?q=%00",
}
AFTER_SENDING = ["form with errors", "thanks", "refused"]
HELPFUL = {
    "why it did not help": "article",
    "answered": "article",
    "child answered": "article for children",
}
"""What follows "Was this page helpful?", and on which kind of page it was asked."""
KINDS = [*PATHS, *AFTER_SENDING, *HELPFUL]


def visit(page: Page, url: str, kind: str) -> None:
    """Bring the browser to a page of this kind."""
    if kind in PATHS:
        page.goto(url + PATHS[kind])
        return
    if kind in HELPFUL:
        page.goto(url + PATHS[HELPFUL[kind]])
        with page.expect_navigation(wait_until="load"):
            page.click(f".helpful button[value={'no' if kind.startswith('why') else 'yes'}]")
        return
    if kind == "refused":
        # Another site's page that holds a form of ours.
        form = f'<form class="ask" method="post" action="{url}/contact/"><button>x</button></form>'
        page.goto("data:text/html," + quote(form))
    else:
        page.goto(f"{url}/contact/")
    if kind == "form with errors":
        page.fill("#id_phone", "12")
        page.fill("#id_email", "me@")
    elif kind == "thanks":
        page.fill("#id_phone", "(570) 555-0123")
        page.check("#id_acknowledged")
    with page.expect_navigation(wait_until="load"):
        page.click("form.ask button")
    if kind == "refused":
        assert page.locator("h1").inner_text() == "We did not take this request"
