"""What is wrong with a page, each thing with its place: what the content report counts and ranks.

Pure: what the page's own words show. What only the database knows (a source that was retracted, a
link that is broken, a review that is overdue) is added by `articles.models.checkup`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.models import Page

from articles.editing import by_hand, claims
from articles.editing.by_hand import Registry
from articles.editing.places import Place, anchor, places
from articles.editing.rich_text import around
from articles.editing.wording import wordings
from articles.readability import LONGEST_SENTENCE, Reading, read, spans

HARDEST = 9.0
"""The grade past which a text is hard: a reader of fourteen is to follow it."""


class Kind(StrEnum):
    """The kinds of flaws, by what they are called in the database and in addresses.

    The first three are the severities of words.
    """

    STOP = "stop"
    CHANGE = "change"
    CONSIDER = "consider"
    UNSOURCED = "unsourced"
    RETRACTED = "retracted"
    BY_HAND = "by_hand"
    NO_ALT = "no_alt"
    SAME_ALT = "same_alt"
    NO_RIGHTS = "no_rights"
    NO_SUMMARY = "no_summary"
    HARD = "hard"
    LONG = "long"


NAMES = {
    Kind.STOP: _l("Words that hurt"),
    Kind.CHANGE: _l("Words to change"),
    Kind.CONSIDER: _l("Words to think about"),
    Kind.UNSOURCED: _l("Claims without a source"),
    Kind.RETRACTED: _l("Retracted sources"),
    Kind.BY_HAND: _l("Numbers typed by hand"),
    Kind.NO_ALT: _l("Pictures that nobody described"),
    Kind.SAME_ALT: _l("Pictures described alike"),
    Kind.NO_RIGHTS: _l("Pictures without credit or licence"),
    Kind.NO_SUMMARY: _l("No summary"),
    Kind.HARD: _l("Hard to read"),
    Kind.LONG: _l("Long sentences"),
}
"""As the report calls them."""

HARM = {
    Kind.RETRACTED: 20,
    Kind.STOP: 10,
    Kind.BY_HAND: 10,
    Kind.UNSOURCED: 8,
    Kind.NO_ALT: 6,
    Kind.NO_SUMMARY: 4,
    Kind.CHANGE: 3,
    Kind.SAME_ALT: 3,
    Kind.NO_RIGHTS: 3,
    Kind.HARD: 3,
    Kind.CONSIDER: 1,
    Kind.LONG: 1,
}
"""What one of each weighs in the ranking: the house's own judgement of what harms a reader most."""

MOST_SMALL = 4
"""So many of a kind that weighs 1 are weighed."""


@dataclass(frozen=True)
class Flaw:
    """`words` is what stands there, `say` what to do about it, both in plain words."""

    kind: Kind
    words: str
    say: str
    label: str = ""
    field: str = ""
    block_id: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.field, self.block_id)


def at(place: Place, kind: Kind, words: str, say: str) -> Flaw:
    return Flaw(kind, words, say, place.label, place.field, place.block_id)


def flaws(page: Page, registry: Registry) -> tuple[list[Flaw], Reading]:
    """What the words of `page` show, in no order, and how hard they are to read."""
    everywhere = list(places(page))
    found: list[Flaw] = []
    told: list[str] = []
    for word in wordings(page, everywhere):
        say = _("Say “%(instead)s”.") % {"instead": word.finding.term.instead}
        found.append(at(word.place, Kind(word.severity.value), word.around, say))
    for place in everywhere:
        for claim in claims.in_place(place):
            say = _("Choose what it stands on under “Sources”.")
            found.append(at(place, Kind.UNSOURCED, claim, say))
        for number in by_hand.in_place(place, registry):
            say = _("Take it from the registry.")
            found.append(at(place, Kind.BY_HAND, number.around, say))
        if place.path and not place.exact:
            told.append(place.plain)
            found += _long(place)
    if not getattr(page, "summary", "-").strip():
        found.append(Flaw(Kind.NO_SUMMARY, "", _("Write a summary."), field="summary"))
    reading = read(told, page.locale.language_code)
    if reading.grade > HARDEST:
        said = {"formula": reading.formula, "grade": reading.grade}
        words = _("%(formula)s grade %(grade)s") % said
        say = _("Use shorter sentences and plainer words.")
        found.append(Flaw(Kind.HARD, words, say, field="body"))
    return found, reading


def _long(place: Place) -> Iterator[Flaw]:
    for sentence in spans(place.plain):
        if sentence.is_long:
            say = _("More than %(most)s words: make two sentences of it.")
            words = around(place.plain, sentence.start, sentence.start + 60)
            yield at(place, Kind.LONG, words, say % {"most": LONGEST_SENTENCE})


def harm(found: Iterable[Kind]) -> int:
    """Many small things together weigh less than one that hurts."""
    counted = Counter(found)
    return sum(
        HARM[kind] * (min(number, MOST_SMALL) if HARM[kind] == 1 else number)
        for kind, number in counted.items()
    )
