"""From a family's words to pages."""

from functools import lru_cache

from articles.models import ArticlePage, RoutePage
from articles.models.pages.listing import show_pictures
from articles.search.crisis import Danger, dangers_in
from articles.search.index import INDEX, said
from articles.search.ranking import rank, thoughts
from articles.search.words import KIN, is_stop, stem, stems, tokens

MOST_LETTERS = 200
"""A query is a few words; what comes after this many letters changes nothing."""

MOST_FOUND = 20

OTHER_LANGUAGE = {"es": "en"}
"""Where a language has few pages, those of another one follow."""

FIRST_IN_LANGUAGE = 0.85
"""What is worth less than this share of the best is no reason to stand before another language."""

BEFORE_THE_BEST = 1
"""So many pages of the reader's language stand before a better one that is in the other alone."""

Titled = dict[str, tuple[str, ...]]
Worth = tuple[float, int]
"""How well an article answers, and its primary key."""

WHO_TO_CALL: Titled = {"en": ("who", "call", "helplines"), "es": ("quien", "llamar", "lineas")}
OVERDOSE: Titled = {"en": ("overdose", "naloxone"), "es": ("sobredosis", "naloxona")}
TITLED: dict[Danger, Titled] = {
    Danger.OVERDOSE: OVERDOSE,
    Danger.EMERGENCY: OVERDOSE,
    Danger.WITHDRAWAL: {
        "en": ("stopping", "danger", "signs"),
        "es": ("dejar", "senales", "peligro"),
    },
    Danger.SUICIDE: WHO_TO_CALL,
    Danger.POISON: WHO_TO_CALL,
    Danger.VIOLENCE: WHO_TO_CALL,
    Danger.CHILD: WHO_TO_CALL,
    Danger.STIMULANT: {"en": ("stimulants",), "es": ("estimulantes",)},
    Danger.PREGNANCY: {"en": ("pregnant",), "es": ("embarazo",)},
    Danger.OTHER: WHO_TO_CALL,
}
"""The words in the title of the article about a danger, however the danger was said."""


def find(words: str, language: str) -> list[ArticlePage]:
    """Up to 20 articles for `words`, best first; nothing for nothing. Writes the words nowhere.

    Under a language that has few pages, the other one is searched as well: what is found in either
    stands first if it can be read in the reader's language, unless it is much weaker than what
    cannot; the rest follows in the other language.
    """
    typed = tokens(words[:MOST_LETTERS])
    languages = [each for each in (language, OTHER_LANGUAGE.get(language)) if each]
    worth = _ranked(words, typed, languages) if typed else {}
    if not worth:
        return []
    ours, others = _by_language(worth, language)
    found = [key for _, key in (*ours, *others)][:MOST_FOUND]
    by_pk = {a.pk: a for a in ArticlePage.objects.filter(pk__in=found).for_listing()}
    show_pictures(by_pk.values())
    return [by_pk[key] for key in found if key in by_pk]


def _by_language(worth: dict[int, float], language: str) -> tuple[list[Worth], list[Worth]]:
    """What can be read in the reader's language, and what only in the other: best first.

    An article that is there in both counts once, with the better of its values.
    """
    mine: dict[int, float] = {}
    theirs: dict[int, float] = {}
    for key, value in worth.items():
        own = INDEX.versions(key).get(language)
        group, key = (theirs, key) if own is None else (mine, own)
        group[key] = max(value, group.get(key, 0.0))
    ours, others = (
        sorted(((value, key) for key, value in group.items()), key=lambda each: (-each[0], each[1]))
        for group in (mine, theirs)
    )
    if others:
        best = max(value for value, _ in (*ours[:1], *others[:1]))
        ours = [each for each in ours if each[0] >= best * FIRST_IN_LANGUAGE]
        if others[0][0] == best:
            ours = ours[:BEFORE_THE_BEST]
    return ours, others


def _ranked(words: str, typed: list[str], languages: list[str]) -> dict[int, float]:
    """The best of each language, by the primary key; none is there twice."""
    danger = dangers_in(words)[:1]
    found: dict[int, float] = {}
    with INDEX.lock:
        shelves, book = INDEX.shelves(), INDEX.book()
        for language in languages:
            shelf = shelves.get(language)
            if shelf:
                titled = TITLED[danger[0]].get(language, ()) if danger else ()
                found |= rank(thoughts(typed, shelf, book), typed, shelf, MOST_FOUND, titled)
    return found


def find_routes(words: str, language: str) -> list[RoutePage]:
    """The two routes at most that hold every one of the words: they stand after the articles."""
    wanted = {
        stem(word, language)
        for word in tokens(words[:MOST_LETTERS])
        if not is_stop(word, language) and word not in KIN
    }
    if not wanted:
        return []
    routes = RoutePage.objects.live().public().filter(locale__language_code=language)
    found = [
        route
        for route in routes.select_related("locale").order_by("path")
        if wanted <= _stems(_text(route), language)
    ]
    return found[:2]


@lru_cache(maxsize=64)
def _stems(text: str, language: str) -> frozenset[str]:
    """Of a route's words, which are public, so that they may be remembered."""
    return frozenset(stems(text, language))


def _text(route: RoutePage) -> str:
    return " . ".join([route.title, route.who, route.summary, *said(list(route.body.raw_data))])
