"""Words that hurt, on a page: each with its place, and whether the page says why it stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wagtail.models import Page

from articles.editing.language import Finding, Severity, check_each
from articles.editing.places import KEPT_WORDS, Place, places
from articles.editing.rich_text import around


@dataclass(frozen=True)
class Wording:
    place: Place
    finding: Finding
    around: str
    """Some words before and after it."""
    kept: bool
    """An editor gave a reason for these words on this page."""

    @property
    def severity(self) -> Severity:
        return Severity.CONSIDER if self.kept else self.finding.severity


def wordings(page: Page, among: Iterable[Place] | None = None) -> Iterator[Wording]:
    """The findings on `page` in the order of its fields and blocks; none in somebody's exact words.

    A page is checked in its own language. `among` are its places, for who has them already.
    """
    kept = kept_words(page)
    checked = [place for place in among or places(page) if not place.exact]
    texts = [place.plain for place in checked]
    for n, finding in check_each(texts, page.locale.language_code):
        excerpt = around(texts[n], finding.start, finding.end)
        yield Wording(checked[n], finding, excerpt, finding.words.casefold() in kept)


def kept_words(page: Page) -> set[str]:
    """What the editors of `page` gave a reason for, in small letters."""
    return {row.value["words"].strip().casefold() for row in getattr(page, KEPT_WORDS, ())}
