"""Text into words, and words into stems: what a query and an article have in common.

Pure. The stems are in the manner of Porter's and Snowball's (Porter 1980), but fewer and cruder:
they need not be words, they only have to meet.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*")
_MARKS = re.compile(r"['’`´]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_OVERDOSED = re.compile(r"\bo\.?d\.?['’]?(?:e?d|ing|s)\b|\bod\b|\bo\.d\.(?!\w)", re.IGNORECASE)
"""A short form that loses its meaning with its punctuation."""

LONGEST = 40
"""A longer run of letters is no word."""

STOP = {
    "en": frozenset(
        "a about after all also am an and any are as at be because been before being but by can"
        " cannot cant could did didnt do does doesnt doing dont for from get gets getting go goes"
        " going got had has hasnt have havent having he her here hers hes him his how i id if ill"
        " im in into is isnt it its ive just know let like made make may me might more most much"
        " my myself need no not now of off on one only or our out over own please really said"
        " say says shall she shes should so some such than that thats the their them then there"
        " these they theyre thing things this those to too told up us very want wants was wasnt"
        " we were what whats when where which who whos whose why will wont with would wouldnt you"
        " your youre yours yourself facts info information ever really getting still even".split()
    ),
    "es": frozenset(
        "a al algo alguien ante antes aqui asi aun aunque cada como con contra cosa cual cuando"
        " cuanto de del desde donde dos el ella ellas ellos en entre era eran es esa ese eso esta"
        " estan estar este esto estos estoy fue ha hace hacer hacia han hasta hay he la las le les"
        " lo los mas me mi mis mucho muy nada ni no nos nosotros o os otra otro para pero por"
        " porque puede puedo que quien se sea ser si sin sobre son soy su sus tal tan tanto te"
        " tengo tiene tienen todo todos tu tus un una uno unos usted va y ya yo".split()
    ),
}


KIN = frozenset(
    "mom moms mum mommy mother mothers dad dads daddy father son sons daughter daughters brother"
    " sister husband wife girlfriend boyfriend friend partner parent parents kid kids child"
    " children baby nephew niece grandson granddaughter grandma grandpa uncle aunt cousin roommate"
    " buddy family mama mami madre papa papi padre hijo hija hijos hijas hermano hermana esposo"
    " esposa marido mujer novio novia pareja amigo amiga nieto nieta abuela abuelo nino nina ninos"
    " familia familiar muchacho muchacha".split()
)
"""Whom it is about: nearly every query says so, and few of them ask for that."""


def fold(text: str) -> str:
    """Small letters without accents: what a phone in a hurry writes."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_ASCII.sub(_unless_combining, parts)


def _unless_combining(mark: re.Match[str]) -> str:
    return "" if unicodedata.combining(mark[0]) else mark[0]


def tokens(text: str) -> list[str]:
    """The words in their order, without apostrophes; "7-OH" is `7oh`, and `7` and `oh` as well."""
    found = []
    for word in _WORD.findall(fold(_OVERDOSED.sub(" overdosed ", text))):
        if word.isalnum():
            found.append(word)
            continue
        word = _MARKS.sub("", word)
        parts = word.split("-")
        if len(parts) > 1:
            found.append("".join(parts))
        found += parts
    return [word for word in found if len(word) <= LONGEST]


def language_of(words: Iterable[str]) -> str:
    """The language whose small words there are more of; English where it is a draw."""
    words = list(words)
    spanish = sum(word in STOP["es"] and word not in STOP["en"] for word in words)
    english = sum(word in STOP["en"] and word not in STOP["es"] for word in words)
    return "es" if spanish > english else "en"


def is_stop(word: str, language: str) -> bool:
    return word in STOP.get(language, ())


@lru_cache(maxsize=50_000)
def _stem_of_an_articles_word(word: str, language: str) -> str:
    return stem(word, language)


def stems(text: str, language: str) -> list[str]:
    """The stems of an article's words. They are public, so that they may be remembered."""
    return [_stem_of_an_articles_word(word, language) for word in tokens(text)]


def stem(word: str, language: str) -> str:
    """What is left of a word without its endings; nothing is remembered."""
    if len(word) < 4 or not word.isalpha():
        return word
    return _spanish(word) if language == "es" else _english(word)


_ENGLISH = (
    "ization", "ations", "ation", "ically", "ments", "ment", "ences", "ence", "ances", "ance",
    "encies", "ency", "ancy", "ities", "ity", "ions", "ion", "ives", "ive", "ables", "able",
    "ness", "ents", "ent", "ants", "ant", "ally", "als", "al", "ful", "ic", "ers", "er", "or",
    "ly", "ate", "ery",
)  # fmt: skip


def _english(word: str) -> str:
    word = _singular(word)
    for ending in ("ing", "ed"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= 3 and re.search("[aeiouy]", left):
            # "stopping" is "stop"; "calling" stays "call".
            double = left[-1] == left[-2] and left[-1] not in "aeioulsz"
            word = left[:-1] if double else left
            break
    for ending in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_SPANISH = (
    "amientos", "amiento", "imientos", "imiento", "aciones", "acion", "iciones", "icion", "ciones",
    "cion", "mente", "ancias", "ancia", "encias", "encia", "idades", "idad", "iendo", "ando",
    "aron", "ieron", "aba", "aban", "adas", "ados", "idas", "idos", "ada", "ado", "ida", "ido",
    "arse", "erse", "irse", "arlo", "arla", "ar", "er", "ir", "es", "os", "as", "en", "an",
    "a", "e", "i", "o", "s",
)  # fmt: skip


def _spanish(word: str) -> str:
    for ending in _SPANISH:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
