"""What a skeleton says to its writer, in square brackets: words that readers must never meet.

Two words or more make it guidance: `[1]`, `[sic]` and `[…]` are an editor's own.
"""

import re
from collections.abc import Iterator

from wagtail.models import Page

from articles.editing.places import Place, places

_GUIDANCE = re.compile(r"\[[^\[\]\n]*\w[^\S\n]+\w[^\[\]\n]*(?:\]|(?=[\[\n]|$))")


def guidance(text: str) -> list[str]:
    """The guidance left in a plain text, in its order; also where its end was taken off."""
    return [match[0].strip() for match in _GUIDANCE.finditer(text)]


def unfilled(page: Page) -> Iterator[tuple[Place, str]]:
    """The guidance left on `page`, in the order of its fields and blocks.

    Somebody's exact words may hold brackets: there an editor says what was left out.
    """
    for place in places(page):
        if not place.exact:
            for words in guidance(place.plain):
                yield place, words
