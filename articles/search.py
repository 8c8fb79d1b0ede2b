"""From a family's words to pages."""

import re

from wagtail.models import Locale

from articles.models import ArticlePage, RoutePage
from articles.models.pages.article import show_pictures

_WORD = re.compile(r"[^\W_]+")
MOST_LETTERS = 200
"""A query is a few words; what comes after this many letters changes nothing."""


def find(words: str, language: str) -> list[ArticlePage]:
    """Up to 20 articles for `words`, best first; nothing for nothing. Writes the words nowhere."""
    words, locale = _plain(words), Locale.objects.filter(language_code=language).first()
    if not words or locale is None:
        return []
    articles = ArticlePage.objects.live().public().filter(locale=locale)
    results = articles.search(words, operator="and")
    if not results:
        results = articles.search(words, operator="or")
    found = [article.pk for article in results[:20]]
    by_pk = {a.pk: a for a in ArticlePage.objects.filter(pk__in=found).for_listing()}
    show_pictures(by_pk.values())
    return [by_pk[pk] for pk in found if pk in by_pk]


def find_routes(words: str, language: str) -> list[RoutePage]:
    """The two routes at most that hold every one of the words: they stand after the articles."""
    words, locale = _plain(words), Locale.objects.filter(language_code=language).first()
    if not words or locale is None:
        return []
    routes = RoutePage.objects.live().public().filter(locale=locale).select_related("locale")
    return list(routes.search(words, operator="and")[:2])


def _plain(words: str) -> str:
    """Words alone, in small letters: SQLite reads AND, NEAR, quotes and stars as a language."""
    return " ".join(_WORD.findall(words[:MOST_LETTERS].lower()))
