"""Figures and findings of research that stand in a text without a source.

What a source backs is for the reviewer to judge; that there is one is for the door.
"""

import re
from collections.abc import Iterator

from wagtail.models import Page

from articles.editing.language import fold
from articles.editing.places import Place, places

_ENGLISH = "one|two|three|four|five|six|seven|eight|nine|ten|twenty|half"
_SPANISH = "un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
_TIME = "days?|weeks?|months?|years?|hours?|minutes?"
_CLAIM = re.compile(
    rf"""
    \d+(?:[.,]\d+)?\s?(?:%|percent\b|per\ cent\b|por\ ciento\b)
    | \b(?:\d+|{_ENGLISH})\ (?:in|out\ of)\ (?:every\ )?(?:\d+|{_ENGLISH})\b(?!\ (?:{_TIME}))
    | \b(?:\d+|{_SPANISH})\ de\ cada\ (?:\d+|{_SPANISH})\b
    | \b(?:\d+|{_ENGLISH})\ times\ (?:more|less|as|higher|lower)\b
    | \b(?:\d+|{_SPANISH})\ veces\ (?:mas|menos|mayor)\b
    | \b(?:studies|research|surveys?|evidence|scientists|researchers)\ (?:\w+\ )?
      (?:shows?|finds?|found|suggests?|proves?|says?)\b
    | \b(?:los\ estudios|un\ estudio|las?\ investigacion(?:es)?|la\ ciencia)\s
      (?:muestran?|demuestran?|indican?|sugieren?|prueban?)\b
    """,
    re.VERBOSE,
)
"""In small letters: to look for both kinds takes twice as long."""


def claims(text: str) -> list[str]:
    """The claims in a plain text, in its order, as they stand there."""
    return [text[slice(*match.span())] for match in _CLAIM.finditer(fold(text))]


def unsourced(page: Page) -> Iterator[tuple[Place, str]]:
    """The claims on `page` in a block that could name a source and names none.

    A title or summary cannot: the block that it sums up does.
    """
    for place in places(page):
        for claim in in_place(place):
            yield place, claim


def in_place(place: Place) -> list[str]:
    return claims(place.plain) if place.sourced is False and not place.exact else []
