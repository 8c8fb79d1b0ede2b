"""From a family's words to pages."""

import re

from wagtail.models import Locale

from articles.models import ArticlePage, RoutePage
from articles.models.pages.article import show_pictures
from articles.search.crisis import Danger, dangers_in
from articles.search.index import INDEX
from articles.search.ranking import rank, thoughts
from articles.search.words import tokens

_WORD = re.compile(r"[^\W_]+")
MOST_LETTERS = 200
"""A query is a few words; what comes after this many letters changes nothing."""

MOST_FOUND = 20

OTHER_LANGUAGE = {"es": "en"}
"""Where a language has few pages, those of another one follow."""

WHO_TO_CALL = ("who", "call", "helplines")
TITLED = {
    Danger.OVERDOSE: ("overdose", "naloxone"),
    Danger.WITHDRAWAL: ("stopping", "danger", "signs"),
    Danger.SUICIDE: WHO_TO_CALL,
    Danger.POISON: WHO_TO_CALL,
    Danger.VIOLENCE: WHO_TO_CALL,
    Danger.CHILD: WHO_TO_CALL,
    Danger.STIMULANT: ("stimulants",),
    Danger.PREGNANCY: ("pregnant",),
    Danger.OTHER: WHO_TO_CALL,
}
"""The words in the title of the article about a danger, however the danger was said."""


def find(words: str, language: str) -> list[ArticlePage]:
    """Up to 20 articles for `words`, best first; nothing for nothing. Writes the words nowhere.

    Under a language that has few pages, those of the other one follow, after its own.
    """
    typed = tokens(words[:MOST_LETTERS])
    if not typed:
        return []
    found: list[int] = []
    for each in (language, OTHER_LANGUAGE.get(language)):
        if each and len(found) < MOST_FOUND:
            found += _ranked(words, typed, each)
    found = found[:MOST_FOUND]
    if not found:
        return []
    by_pk = {a.pk: a for a in ArticlePage.objects.filter(pk__in=found).for_listing()}
    show_pictures(by_pk.values())
    # The reader's own language comes first: what stands there is not shown in the other one too.
    each_once = {by_pk[pk].translation_key: by_pk[pk] for pk in reversed(found) if pk in by_pk}
    return [by_pk[pk] for pk in found if by_pk.get(pk) in each_once.values()]


def _ranked(words: str, typed: list[str], language: str) -> list[int]:
    danger = dangers_in(words)[:1]
    titled = TITLED.get(danger[0], ()) if danger else ()
    with INDEX.lock:
        shelf = INDEX.shelf(language)
        if not shelf:
            return []
        return rank(thoughts(typed, shelf, INDEX.book()), typed, shelf, MOST_FOUND, titled)


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
