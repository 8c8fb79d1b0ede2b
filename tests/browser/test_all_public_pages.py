"""A crawl of every public page, by the sitemap and by every link, with scripts and without.

No request to another host, no cookie, no storage, no line in the console, no finding of axe, no
broken link, exactly one h1, the language of the address, and each page's other language names it
back. Nothing leads out of the language but what says so.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import LiveSite

pytestmark = pytest.mark.browser

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"

NOT_FOLLOWED = ("/leave/", "/admin/", "/media/", "/static/", "/documents/")
"""Where no page of ours is: the first leads to the weather, the others are staff's and files."""

FACTS = """() => ({
  links: [...document.querySelectorAll('a[href], area[href]')].map(a => a.getAttribute('href')),
  ids: [...document.querySelectorAll('[id]')].map(e => e.id),
  headings: document.querySelectorAll('h1').length,
  storage: localStorage.length + sessionStorage.length,
  language: document.documentElement.lang,
  others: [...document.querySelectorAll('link[hreflang]')].map(l => [l.hreflang, l.href]),
  away: [...document.querySelectorAll('a[href^="/"]:not([hreflang])')].map(a =>
    a.closest('[lang]').lang === document.documentElement.lang ? a.getAttribute('href') : ''),
})"""
KEPT = """async () => ({
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@dataclass
class Crawl:
    """What a reader who follows every link met."""

    seen: dict[str, set[str]] = field(default_factory=dict)
    """Each address, with the ids on its page."""
    wanted: set[tuple[str, str, str]] = field(default_factory=set)
    """From which page, to which, to which id."""
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    """Each page's versions that it names to search engines, by language."""
    wrong: list[str] = field(default_factory=list)


def crawl(live: LiveSite, page: Page, scripts: bool) -> Crawl:
    found = Crawl()
    where = ""

    def said(message: ConsoleMessage) -> None:
        found.wrong.append(f"{where}: the console says {message.text}")

    def asked(url: str) -> None:
        if not url.startswith((f"{live.url}/", "data:")):
            found.wrong.append(f"{where}: asks {url}")

    page.on("console", said)
    page.on("pageerror", lambda error: found.wrong.append(f"{where}: {error}"))
    page.on("request", lambda request: asked(request.url))
    listed = page.request.get(f"{live.url}/sitemap.xml").text()
    ours = [urlsplit(e.text or "").path for e in ElementTree.fromstring(listed).iter(LOC)]  # noqa: S314
    todo = ["/", "/search/?q=naloxone", *ours]
    while todo:
        where = todo.pop()
        if where in found.seen:
            continue
        found.seen[where] = set()
        if where.endswith("/feed/"):
            # No page: a browser shows it in ways of its own.
            if not page.request.get(live.url + where).ok:
                found.wrong.append(f"{where} does not answer")
            continue
        answer = page.goto(live.url + where, wait_until="load")
        if answer is None or answer.status != 200:
            found.wrong.append(f"{where}: {answer and answer.status}")
            continue
        facts = page.evaluate(FACTS)
        found.seen[where] = set(facts["ids"])
        language = "es" if where.startswith("/es/") else "en"
        if facts["language"] != language:
            found.wrong.append(f"{where}: is in {facts['language']!r}")
        found.others[where] = {code: urlsplit(href).path for code, href in facts["others"]}
        if language == "es":
            for href in facts["away"]:
                if href and not href.startswith(("/es/", "/leave/", "/documents/")):
                    found.wrong.append(f"{where}: {href} leads out of Spanish")
        if facts["headings"] != 1:
            found.wrong.append(f"{where}: {facts['headings']} h1")
        if facts["storage"]:
            found.wrong.append(f"{where}: something is stored")
        if scripts:
            if any(page.evaluate(KEPT).values()):
                found.wrong.append(f"{where}: a database, a cache or a worker is kept")
            for violation in Axe().run(page).response["violations"]:
                found.wrong.append(f"{where}: axe: {violation['id']}")
        todo += follow(found, where, facts["links"])
    if page.context.cookies():
        found.wrong.append(f"cookies: {page.context.cookies()}")
    return found


def follow(found: Crawl, where: str, links: list[str]) -> list[str]:
    """The pages that these links lead to; what is no link at all is wrong."""
    onward = []
    for href in links:
        if href.startswith("tel:"):
            if not re.fullmatch(r"tel:(\+\d{10,15}|\d{3})", href):
                found.wrong.append(f"{where}: {href} cannot be dialed")
        elif href.startswith(("/", "#", "?")):
            path = href if href.startswith("/") else where.split("?")[0] + href
            path = where if href.startswith("#") else path.split("#")[0]
            fragment = href.partition("#")[2]
            if fragment:
                found.wanted.add((where, path, unquote(fragment)))
            if not path.startswith(NOT_FOLLOWED):
                onward.append(path)
        elif not re.match(r"https?://[\w.-]+\.[a-z]+/?", href):
            found.wrong.append(f"{where}: {href!r} leads nowhere")
    return onward


def test_a_reader_who_reads_everything_leaves_no_trace(
    live: LiveSite, reader: Page, request: pytest.FixtureRequest
) -> None:
    scripts = "scripts-on" in request.node.callspec.id
    reader.set_default_timeout(15_000)
    found = crawl(live, reader, scripts)
    for start, path, fragment in found.wanted:
        if path in found.seen and fragment not in found.seen[path]:
            found.wrong.append(f"{start}: nothing is at {path}#{fragment}")
    for where, others in found.others.items():
        for code, there in others.items():
            if found.others.get(there) != others:
                found.wrong.append(f"{where}: {there} ({code}) does not name it back")
    assert not found.wrong, "\n".join(found.wrong)
    spanish = {where for where in found.seen if where.startswith("/es/")}
    assert len(spanish) > 25, sorted(spanish)
    assert "/es/staying-safe/withdrawal-danger-signs/" in spanish
    named = {where for where, others in found.others.items() if others}
    assert "/es/help-in-pennsylvania/who-to-call-988-and-helplines/" in named
    assert len(found.seen) > 75, sorted(found.seen)
    assert {"/", "/family-plan/", "/es/family-plan/", "/feed/", "/contact/"} <= set(found.seen)
