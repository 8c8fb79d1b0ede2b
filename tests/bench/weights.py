"""Bytes a reader's phone fetches for an article: its HTML, and all of it without photographs."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from articles.models import ArticlePage
from tests.bench.table import table

HTML_LIMIT, PAGE_LIMIT = 14_000, 40_000
"""Bytes: the issue's limits, for HTML compressed as it is served and for everything but photos."""

COMPRESSED = {".css", ".js", ".svg", ".ico", ".webmanifest"}
"""What WhiteNoise compresses; the rest travels as it is."""


def measure() -> str:
    rows = []
    for article in ArticlePage.objects.live().filter(alias_of=None).exclude(body="[]"):
        html = Client().get(article.url).content
        served = Client(headers={"accept-encoding": "gzip"}).get(article.url).content
        parts = {path: _weight(path) for path in _parts(html)}
        whole = len(served) + sum(parts.values())
        rows.append(
            (
                article.slug,
                len(html),
                _mark(len(served), HTML_LIMIT),
                len(brotli.compress(html, quality=11)),
                sum(parts.values()),
                _mark(whole, PAGE_LIMIT),
            )
        )
    note = (
        f"Bytes of an article (HTML at most {HTML_LIMIT:,} served, whole page {PAGE_LIMIT:,}; "
        "* is over)"
    )
    head = ("article", "HTML", "gzip, served", "brotli", "css+js+svg", "whole page")
    return table(note, head, rows)


def _mark(size: int, limit: int) -> str:
    return f"{size}{'*' if size > limit else ''}"


def _parts(html: bytes) -> list[str]:
    """Every static file that the page makes a browser fetch, once."""
    page = BeautifulSoup(html, "html.parser")
    # A browser fetches the style sheet for print too, and one of the icons: the SVG if it can.
    found = [tag["href"] for tag in page.select("link[rel=stylesheet]")]
    found += [tag["href"] for tag in page.select("link[rel=icon]")][-1:]
    found += [tag["src"] for tag in page.select("script[src]")]
    found += [tag["src"] for tag in page.select("img[src$='.svg']")]
    return list(dict.fromkeys(url for url in found if url.startswith(settings.STATIC_URL)))


def _weight(url: str) -> int:
    name = unquote(urlsplit(url).path).removeprefix(settings.STATIC_URL)
    path = Path(str(finders.find(name)))
    data = path.read_bytes()
    if path.suffix not in COMPRESSED:
        return len(data)
    # Phones take brotli; WhiteNoise compresses once, at its best.
    return min(len(brotli.compress(data, quality=11)), len(gzip.compress(data, 9)), len(data))
